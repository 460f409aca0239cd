"""Who takes part in the exchange, and how far each has what we have."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage import records
from lianti_desktop.storage.exchange import Peer
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import load_site, read_local, write_local
from lianti_desktop.sync.loads import lacking, logs_to_sign
from lianti_desktop.sync.members import load_trust, recipients_at
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import Trust

_JOINED = "exchange_joined_{}"


@dataclass(frozen=True)
class PeerLine:
    """One copy of the alliance; `lacking` counts the actions that it has not acknowledged.

    `packed` and `heard` are the numbers of the last package made for it and received from it.
    """

    replica: UUID
    school: UUID
    name: str
    role: SiteRole
    is_us: bool
    is_retired: bool
    lacking: int
    packed: int
    heard: int
    packed_at: str | None
    heard_at: str | None


def _trust(session: Session) -> Trust:
    trust = load_trust(session)
    if trust is None:
        raise RefusedError(Reason.NOT_ENROLLED)
    return trust


def peers(session: Session) -> list[PeerLine]:
    """All copies that the registry and the certificates name, by school."""
    trust, own = _trust(session), load_site(session).replica
    us = trust.known(own)
    ours = logs_to_sign(session, trust, us.school) if us else frozenset()
    lines = []
    for certificate in trust.certificates():
        peer = session.get(Peer, certificate.replica)
        is_us = certificate.replica == own
        lines.append(
            PeerLine(
                replica=certificate.replica,
                school=certificate.school,
                name=certificate.name,
                role=certificate.role,
                is_us=is_us,
                is_retired=trust.last_allowed(certificate.replica) is not None,
                lacking=0 if is_us else lacking(session, certificate, ours),
                packed=peer.packed_number if peer else 0,
                heard=peer.heard_number if peer else 0,
                packed_at=peer.packed_at if peer else None,
                heard_at=peer.heard_at if peer else None,
            )
        )
    return sorted(lines, key=lambda line: (line.name, line.replica))


def note_joined(session: Session, school: UUID, day: date) -> None:
    """Keeps on which day a school was admitted here first."""
    known = joined_on(session, school)
    if known is None or day < known:
        write_local(session, _JOINED.format(school.hex), day.isoformat())


def joined_on(session: Session, school: UUID) -> date | None:
    """The day on which a school was admitted here; None where that is not known."""
    kept = read_local(session, _JOINED.format(school.hex))
    return date.fromisoformat(kept) if kept else None


def schools_to_write_to(session: Session) -> list[UUID]:
    """The schools that have a copy besides this one."""
    trust, own = _trust(session), load_site(session).replica
    schools = dict.fromkeys(one.school for one in trust.certificates())
    return [school for school in schools if recipients_at(trust, school, own)]


def school_named(session: Session, name: str) -> UUID:
    """The member school of this name, short name or id."""
    for certificate in _trust(session).certificates():
        school = session.get(School, certificate.school)
        names = {certificate.name, str(certificate.school), certificate.school.hex}
        if school is not None:
            names |= {school.name or "", school.short_name or ""}
        if name and name in names:
            return certificate.school
    known = "、".join(sorted({one.name for one in _trust(session).certificates()}))
    raise UserError(f"联盟名册里没有“{name}”。数据没有变化。名册里有：{known}。")


def school_names(session: Session) -> dict[UUID, str]:
    """What each copy's school is called, also copies from before the school joined."""
    living = {
        school.id: school.short_name or school.name for school in records.living(session, School)
    }
    return {
        replica: living.get(one.school) or one.name
        for one in _trust(session).certificates()
        for replica in (one.replica, *one.former)
    }
