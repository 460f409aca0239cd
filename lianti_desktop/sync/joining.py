"""Becoming a member after the first package: our own alliance and school are those of the core.

A copy that worked alone had given the alliance, its school, the school year and the terms ids of
its own. In one commit its records are led to the core's, what its own rows held and the core's do
not is carried over, and its own rows go into the bin. Nothing is lost. Source: exchange.md §2.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.storage import records
from lianti_desktop.storage.calendar import AcademicYear, Term
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import HIDDEN_COLUMNS, Record, logged_columns
from lianti_desktop.storage.schools import Alliance, GroupMembership, School
from lianti_desktop.storage.site import Site, settle_site
from lianti_desktop.storage.store import Deed, Store, system_now
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.members import load_trust, standing
from lianti_desktop.sync.rejoining import come_back
from lianti_desktop.sync.relinking import relink

OLDEST_START = 180
_DAY_LETTERS = 10
_OLD = (
    "这个起始包是{}做的，已经过了半年，里面的学期和名单可能不是现在的。资料已经收下。"
    "请让中心校再做一个新包收进来。"
)
_NO_TERM = (
    "收到的学期里没有今天。资料已经收下。请核对是不是拿了别的学期的包，或让中心校先建好新学期。"
)


def settle_membership(store: Store, ring: KeyRing) -> bool:
    """Settles as whose copy this works once its certificate says so; tells whether it did.

    It tells so too of a copy that is admitted again.
    """
    is_back = come_back(store)
    with store.read() as session:
        site: Site = session.info["site"]
        trust = load_trust(session)
        certificate = trust.known(site.replica) if trust else None
        alliance = _alliance(session, certificate.school) if certificate else None
    if certificate is None or alliance is None or site.school_id == certificate.school:
        return is_back
    reason = f"加入联盟，本校是“{certificate.name}”"
    with store.change(Deed(reason, action="base")) as session:
        settle_site(session, certificate.school, alliance, certificate.role)
        if site.school_id is not None:
            _lead_over(session, site, (certificate.school, alliance))
    with store.transaction() as session:
        standing(session, ring)
    return True


def start_doubts(store: Store, first: Manifest) -> list[str]:
    """What may be wrong with the package by which a school joined: made long ago, no term of today.

    The clock decides nothing, and one that is not believed raises no doubt.
    """
    now = system_now()
    with store.read() as session:
        if not store.clock_quality(session, now):
            return []
        terms = records.living(session, Term)
    today = now.date()
    doubts = []
    made = first.made[:_DAY_LETTERS]
    if made and (today - date.fromisoformat(made)).days > OLDEST_START:
        doubts.append(_OLD.format(format_day(date.fromisoformat(made))))
    if not any(term.begin and term.end and term.begin <= today <= term.end for term in terms):
        doubts.append(_NO_TERM)
    return doubts


def _alliance(session: Session, school: UUID) -> UUID | None:
    """The alliance that the core school entered: one that does not belong to us."""
    found = session.get(School, school)
    site: Site = session.info["site"]
    others = [row for row in records.living(session, Alliance) if row.id != site.alliance_id]
    real = [row for row in others if not row.sample]
    return real[0].id if found is not None and real else None


def _lead_over(session: Session, site: Site, aims: tuple[UUID, UUID]) -> None:
    """Leads every link of our own records from our rows to the core's."""
    school, alliance = aims
    moved: dict[UUID, UUID] = {site.school_id: school} if site.school_id else {}
    if site.alliance_id:
        moved[site.alliance_id] = alliance
    moved |= _same_name(session, AcademicYear, site) | _same_name(session, Term, site)
    _carry_over(session, site.school_id, school)
    for kind in KINDS:
        for record in records.living(session, kind, owner_id=site.school_id):
            relink(record, moved)
            record.owner_id = school
            if record.id in moved or _doubles_membership(record):
                record.deleted = True
    session.flush()


def _doubles_membership(record: Record) -> bool:
    """Our own entry of who belongs to the alliance; the core school keeps that list."""
    return isinstance(record, GroupMembership)


def _same_name(session: Session, kind: type[Any], site: Site) -> dict[UUID, UUID]:
    """Our rows of a kind that the core has too, by name."""
    rows = [row for row in records.living(session, kind) if not row.sample]
    theirs = {row.name: row.id for row in rows if row.owner_id != site.school_id}
    ours = [row for row in rows if row.owner_id == site.school_id]
    return {row.id: theirs[row.name] for row in ours if row.name in theirs}


def _carry_over(session: Session, old: UUID | None, new: UUID) -> None:
    """Fills what the core's card of our school leaves empty from our own."""
    ours, theirs = session.get(School, old), session.get(School, new)
    if ours is None or theirs is None:
        return
    for column in logged_columns(School):
        if column.name in HIDDEN_COLUMNS or getattr(theirs, column.name) is not None:
            continue
        if getattr(ours, column.name) is not None:
            setattr(theirs, column.name, getattr(ours, column.name))
