"""The exchange at a glance: our standing, what waits for whom, what is missing, what came when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.exchange import Import, Peer
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import Site, load_site
from lianti_desktop.sync.enrolment import request_of
from lianti_desktop.sync.incoming import missing
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.loads import lacking, logs_to_sign
from lianti_desktop.sync.members import at_work, load_trust, own_certificate, recipients_at
from lianti_desktop.sync.peers import school_names
from lianti_desktop.sync.registry import Certificate, Trust
from lianti_desktop.sync.waiting import for_us, waiting


class Membership(Enum):
    """How far this copy is on its way into the alliance's exchange."""

    ALONE = auto()
    ASKED = auto()
    MEMBER = auto()
    RETIRED = auto()


class Sending(Enum):
    """What has become of our content on its way to a school."""

    NEVER = auto()
    DELIVERED = auto()
    EXPORTED = auto()
    WAITING = auto()


@dataclass(frozen=True)
class SchoolLine:
    """A school we write to: what it lacks, and how far the last package for it is.

    `packed_at` is when that package was made, `heard_at` when the last one from it was taken in.
    """

    school: UUID
    name: str
    is_core: bool
    is_ours: bool
    lacking: int
    sending: Sending
    packed_at: datetime | None
    heard_at: datetime | None


@dataclass(frozen=True)
class GapLine:
    """Commits that are known to exist and did not come: whose, from which to which."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Overview:
    """All that the page of the exchange shows first; `words` are those of our own request."""

    membership: Membership
    role: SiteRole | None
    school: str = ""
    words: str = ""
    is_registrar: bool = False
    schools: tuple[SchoolLine, ...] = ()
    gaps: tuple[GapLine, ...] = ()
    waiting: int = 0


def overview(session: Session, ring: KeyRing) -> Overview:
    """The state of the exchange now."""
    site, trust = load_site(session), load_trust(session)
    own = _own_certificate(session, trust, ring)
    if trust is None or own is None:
        keys = ring.of(site.replica)
        words = request_of(session, keys).words if keys else ""
        name = _own_name(session, site)
        standing = Membership.ASKED if words else Membership.ALONE
        return Overview(standing, site.role, name, words=words)
    if trust.last_allowed(own.replica) is not None:
        return Overview(Membership.RETIRED, own.role, own.name)
    names = school_names(session)
    return Overview(
        membership=Membership.MEMBER,
        role=own.role,
        school=names.get(own.replica, own.name),
        is_registrar=ring.registry_key(trust.registry.authority.alliance) is not None,
        schools=tuple(_school_lines(session, trust, own)),
        gaps=tuple(
            GapLine(names.get(gap.replica, ""), gap.first, gap.last) for gap in missing(session)
        ),
        waiting=for_us(waiting(session)),
    )


def _own_name(session: Session, site: Site) -> str:
    school = session.get(School, site.school_id) if site.school_id else None
    return (school.name or "") if school else ""


def _own_certificate(session: Session, trust: Trust | None, ring: KeyRing) -> Certificate | None:
    """Under which certificate we work, with keys that fit; None where this PC has no such keys."""
    own = own_certificate(session, trust)
    keys = ring.of(own.replica) if own else None
    return own if own and keys and keys.signing.public == own.signing else None


def _school_lines(session: Session, trust: Trust, own: Certificate) -> list[SchoolLine]:
    names = school_names(session)
    ours = logs_to_sign(session, trust, own.school)
    lines = []
    for school in dict.fromkeys(one.school for one in trust.certificates()):
        copies = recipients_at(trust, school, own.replica)
        if copies:
            line = _school_line(session, trust, copies, ours)
            name, is_ours = names[copies[0].replica], school == own.school
            lines.append(replace(line, name=name, is_ours=is_ours))
    return sorted(lines, key=lambda line: (not line.is_core, line.name))


def _school_line(
    session: Session, trust: Trust, copies: Sequence[Certificate], ours: Collection[int]
) -> SchoolLine:
    replicas = [one.replica for one in copies]
    rows = [session.get(Peer, replica) for replica in replicas]
    packed = max((row.packed_at for row in rows if row and row.packed_at), default=None)
    heard = select(Import.imported_at).where(Import.sender.in_(replicas)).order_by(Import.id.desc())
    working = at_work(session, trust, copies)
    lack = max(lacking(session, one, ours) for one in working)
    fresh = max(lacking(session, one, ours, is_on_its_way=True) for one in working)
    return SchoolLine(
        school=copies[0].school,
        name=copies[0].name,
        is_core=copies[0].role is SiteRole.CORE,
        is_ours=False,
        lacking=lack,
        sending=_sending(lack, fresh, is_packed=packed is not None),
        packed_at=_moment(packed),
        heard_at=_moment(session.scalar(heard.limit(1))),
    )


def _sending(lack: int, fresh: int, *, is_packed: bool) -> Sending:
    if lack:
        return Sending.WAITING if fresh else Sending.EXPORTED
    return Sending.DELIVERED if is_packed else Sending.NEVER


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
