"""Who may decide what lies between two schools, and how a decision is known on every PC."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SiteRole, VerdictKind
from lianti_desktop.storage import records
from lianti_desktop.storage.log.commit import canonical, digest_of
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.rights import why_not
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.verdicts import Verdict
from lianti_desktop.sync.members import load_trust

_ID_BYTES = 8


def number_of(sort: str, *parts: bytes | str) -> str:
    """The name of something to decide, the same on every PC."""
    return digest_of(canonical([sort, *parts]))[:_ID_BYTES].hex()


def is_core(session: Session) -> bool:
    """Whether the core school works here: it decides what others cannot agree on."""
    site: Site = session.info["site"]
    return site.role is SiteRole.CORE


def refusal(session: Session, rows: Iterable[Record]) -> str | None:
    """Why this school may not decide about all of these records, else None."""
    if is_core(session):
        return None
    return next((reason for row in rows if (reason := why_not(session, row))), None)


def ask_to_decide(session: Session, rows: Iterable[Record]) -> None:
    """Refuses a decision that is not this school's."""
    if reason := refusal(session, rows):
        raise UserError(reason)


def pc_names(session: Session) -> dict[UUID, str]:
    """How people speak of each copy: its school, with a number where it has several PCs."""
    trust = load_trust(session)
    by_school: dict[str, list[UUID]] = {}
    for one in sorted(trust.certificates() if trust else (), key=lambda one: one.epoch):
        by_school.setdefault(one.name, []).append(one.replica)
    names = {}
    for school, copies in by_school.items():
        for number, replica in enumerate(copies, 1):
            names[replica] = f"{school}{number}号电脑" if len(copies) > 1 else school
    return names


def note_verdict(
    session: Session, decision: VerdictKind, pair: tuple[UUID, UUID | None], reason: str = ""
) -> Verdict:
    """Keeps a decision, so that nobody is asked again."""
    values = {"decision": decision, "reason": reason}
    verdict = records.save(session, Verdict, None, values)
    verdict.first_id, verdict.second_id = pair
    session.flush()
    return verdict
