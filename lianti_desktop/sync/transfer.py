"""A record changes hands in two steps: its owner offers it, the other school accepts.

Until then nothing changes; the offer can be withdrawn. What belongs to the record goes along, but
for what the model leaves with the school that issued it. The core school may assign a record at
once. Every PC checks both steps against their authors. Source: exchange.md §8, journey J7.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import AffiliationKind, VerdictKind
from lianti_desktop.storage import records
from lianti_desktop.storage.record import Record, title_of
from lianti_desktop.storage.rights import ask_leave, school_name
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.staff import Staff, StaffAffiliation
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.storage.verdicts import Verdict
from lianti_desktop.sync.decisions import is_core, number_of
from lianti_desktop.sync.ownership import offer_id

SORT = "transfer"
_GONE = "没有这次交接，或者已经撤回、已经接收。数据没有变化。请刷新列表再看。"
_NO_RECORD = "没有这条记录。数据没有变化。请核对它的编号。"
_OURS_ALREADY = "这条记录本来就归{}管。数据没有变化。不用再交接。"
_NOT_CORE = "直接定归谁管，由中心校办理。数据没有变化。请由现在的学校交出，再由对方接收。"
_STAYING: frozenset[type[Record]] = frozenset({StaffAffiliation})
"""What stays with the school that issued it when the record above it moves."""


@dataclass(frozen=True)
class Offer:
    """A record that its owner offers to a school; `parts` counts what goes along."""

    id: str
    kind: type[Record]
    record: UUID
    title: str
    owner: UUID
    owner_name: str
    school: UUID
    school_name: str
    reason: str
    parts: int
    is_for_us: bool
    is_ours: bool


@dataclass(frozen=True)
class Handover:
    """To which school, from which day on, and why."""

    school: UUID
    day: date
    reason: str = ""


Step = Callable[[Session, Record, Handover], None]


def offer(store: Store, row: UUID, plan: Handover, author: str = "") -> None:
    """Offers a record with what belongs to it."""
    with store.read() as session:
        record = _known(session, row)
        name = _school(session, plan.school)
        if record.owner_id == plan.school:
            raise UserError(_OURS_ALREADY.format(name))
        words = f"把“{title_of(record)}”交给{name}"
    with store.change(Deed(words, author)) as session:
        record = session.get_one(type(record), row)
        ask_leave(session, record)
        for part in _going(session, record):
            _offer_one(session, part, plan)
        _ON_OFFER.get(type(record), _nothing)(session, record, plan)


def _offer_one(session: Session, record: Record, plan: Handover) -> None:
    owner = _owner(session, record)
    number = offer_id(record.id, owner, plan.school)
    verdict = session.get(Verdict, number)
    if verdict is None:
        verdict = Verdict(id=number, owner_id=owner, first_id=record.id, second_id=plan.school)
        session.add(verdict)
    verdict.decision, verdict.deleted = VerdictKind.OFFERED, False
    verdict.reason = plan.reason or None
    session.flush()


def _owner(session: Session, record: Record) -> UUID:
    """Whose a record is; one that belongs to nobody is ours."""
    site: Site = session.info["site"]
    owner = record.owner_id or site.school_id
    if owner is None:
        raise UserError("本机还没有建立本校，没有做下去。数据没有变化。请先完成第一次设置。")
    return owner


def _going(session: Session, record: Record) -> Iterator[Record]:
    """A record and what goes along with it: the parts of the same owner."""
    yield record
    for part in records.belongings(session, record):
        if type(part) not in _STAYING and part.owner_id == record.owner_id:
            yield part


def offers(session: Session) -> list[Offer]:
    """The offers that stand; what belongs to an offered record is not repeated."""
    query = select(Verdict).where(
        Verdict.decision == VerdictKind.OFFERED, Verdict.deleted.is_(False)
    )
    found: list[Offer] = []
    for verdict in session.scalars(query.order_by(Verdict.id)):
        record = records.find(session, verdict.first_id) if verdict.first_id else None
        if record is not None and _stands(session, verdict, record):
            found.append(_offer(session, verdict, record))
    return found


def _stands(session: Session, verdict: Verdict, record: Record) -> bool:
    is_open = not record.deleted and record.owner_id == verdict.owner_id
    return is_open and not _goes_with_parent(session, verdict, record)


def _goes_with_parent(session: Session, verdict: Verdict, record: Record) -> bool:
    name = type(record).__kind__.parent
    parent = getattr(record, f"{name}_id") if name else None
    if parent is None or verdict.owner_id is None or verdict.second_id is None:
        return False
    above = session.get(Verdict, offer_id(parent, verdict.owner_id, verdict.second_id))
    return above is not None and not above.deleted


def _offer(session: Session, verdict: Verdict, record: Record) -> Offer:
    site: Site = session.info["site"]
    owner, school = verdict.owner_id or record.id, verdict.second_id or record.id
    return Offer(
        id=number_of(SORT, record.id.bytes, owner.bytes, school.bytes),
        kind=type(record),
        record=record.id,
        title=title_of(record),
        owner=owner,
        owner_name=school_name(session, owner),
        school=school,
        school_name=school_name(session, school),
        reason=verdict.reason or "",
        parts=sum(1 for _ in _offered(session, verdict, record)) - 1,
        is_for_us=school == site.school_id,
        is_ours=owner == site.school_id,
    )


def _offered(session: Session, verdict: Verdict, record: Record) -> Iterator[Record]:
    """The record and those of its parts that are offered to the same school."""
    for part in _going(session, record):
        owner, school = verdict.owner_id or part.id, verdict.second_id or part.id
        one = session.get(Verdict, offer_id(part.id, owner, school))
        if one is not None and not one.deleted:
            yield part


def accept(store: Store, row: UUID, day: date, author: str = "") -> int:
    """Takes over what was offered to us; returns how many records that were."""
    with store.read() as session:
        site: Site = session.info["site"]
        one = _standing_offer(session, row, lambda found: found.is_for_us)
    with store.change(Deed(f"接收{one.owner_name}交来的“{one.title}”", author)) as session:
        record = session.get_one(one.kind, row)
        verdict = session.get_one(Verdict, offer_id(row, one.owner, one.school))
        moved = list(_offered(session, verdict, record))
        for part in moved:
            part.owner_id = site.school_id
        session.flush()
        _ON_ACCEPT.get(type(record), _nothing)(session, record, Handover(one.school, day))
    return len(moved)


def withdraw(store: Store, row: UUID, author: str = "") -> None:
    """Takes an offer of ours back; also what it offered along."""
    with store.read() as session:
        one = _standing_offer(session, row, lambda found: found.is_ours)
    with store.change(Deed(f"撤回交接“{one.title}”", author)) as session:
        record = session.get_one(one.kind, row)
        verdict = session.get_one(Verdict, offer_id(row, one.owner, one.school))
        for part in list(_offered(session, verdict, record)):
            session.get_one(Verdict, offer_id(part.id, one.owner, one.school)).deleted = True


def assign(store: Store, row: UUID, school: UUID, author: str = "") -> int:
    """The core school says whose a record is, with what belongs to it."""
    with store.read() as session:
        if not is_core(session):
            raise UserError(_NOT_CORE)
        record, name = _known(session, row), _school(session, school)
        words = f"定下“{title_of(record)}”归{name}管"
    with store.change(Deed(words, author)) as session:
        moved = list(_going(session, session.get_one(type(record), row)))
        for part in moved:
            part.owner_id = school
    return len(moved)


def _standing_offer(session: Session, row: UUID, fits: Callable[[Offer], bool]) -> Offer:
    found = next((one for one in offers(session) if one.record == row and fits(one)), None)
    if found is None:
        raise UserError(_GONE)
    return found


def _known(session: Session, row: UUID) -> Record:
    record = records.find(session, row)
    if record is None or record.deleted:
        raise UserError(_NO_RECORD)
    return record


def _school(session: Session, school: UUID) -> str:
    if session.get(School, school) is None:
        raise UserError("联盟里没有这所学校。数据没有变化。请核对学校再试。")
    return school_name(session, school)


def _nothing(session: Session, record: Record, plan: Handover) -> None:
    """Most kinds need no more than another owner."""


def _end_affiliation(session: Session, record: Record, plan: Handover) -> None:
    """The person's time at our school ends the day before."""
    site: Site = session.info["site"]
    for one in records.living(session, StaffAffiliation, staff_id=record.id):
        if one.until is None and one.school_id == site.school_id and one.owner_id == site.school_id:
            one.until = plan.day
    session.flush()


def _begin_affiliation(session: Session, record: Record, plan: Handover) -> None:
    """From now on the person serves here; what was before stays with the former school."""
    values = {"staff": record.id, "school": plan.school, "kind": AffiliationKind.MAIN}
    records.save(session, StaffAffiliation, None, values | {"since": plan.day})
    records.save(session, Staff, record.id, {"school": plan.school})


_ON_OFFER: Mapping[type[Record], Step] = MappingProxyType({Staff: _end_affiliation})
_ON_ACCEPT: Mapping[type[Record], Step] = MappingProxyType({Staff: _begin_affiliation})
