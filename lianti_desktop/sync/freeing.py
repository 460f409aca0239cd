"""Whether the copy of a file that lies here is needed no longer."""

from sqlalchemy.orm import Session

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.site import load_site
from lianti_desktop.sync.holdings import peer_holds
from lianti_desktop.sync.members import at_work, load_trust
from lianti_desktop.sync.numbering import Numbers
from lianti_desktop.sync.registry import Certificate

ENOUGH = 2


def may_be_freed(session: Session, digest: str) -> bool:
    """Whether two other PCs, one of them at the core school, have said that they hold a file.

    A PC that was restored from a backup counts once, one that was taken out of service not at all.
    Whoever frees a file asks here first. Source: exchange.md §9.
    """
    holders = _holders(session, digest)
    return len(holders) >= ENOUGH and any(one.role is SiteRole.CORE for one in holders)


def _holders(session: Session, digest: str) -> list[Certificate]:
    trust, own = load_trust(session), load_site(session).replica
    if trust is None:
        return []
    numbers = Numbers(session)
    others = [
        one
        for one in trust.certificates()
        if one.replica != own and trust.last_allowed(one.replica) is None
    ]
    return [
        one
        for one in at_work(session, trust, others)
        if digest in peer_holds(session, one.replica, numbers).files
    ]
