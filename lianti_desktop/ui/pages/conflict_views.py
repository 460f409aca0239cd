"""What waits for a decision, in words: both sides beside each other, as plain data."""

from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.fields import Day, Decimal, Field, LongText, Number, Text
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.commit import Op
from lianti_desktop.storage.log.history import history, python_value
from lianti_desktop.storage.record import Record, column_of, fields_of
from lianti_desktop.storage.rights import school_name
from lianti_desktop.sync.breaches import Breach
from lianti_desktop.sync.conflicts import HIDDEN_LABELS, Claim, Conflict
from lianti_desktop.sync.decisions import pc_names
from lianti_desktop.sync.duplicates import Duplicate, compared
from lianti_desktop.sync.notes import Note
from lianti_desktop.sync.orphans import Orphan, aims
from lianti_desktop.sync.ownership import OWNER
from lianti_desktop.sync.transfer import Offer
from lianti_desktop.ui.record_values import in_words
from lianti_desktop.ui.widgets.option import Option

EMPTY = "（空）"
_YES, _NO = "是", "否"
_QUALITY = MappingProxyType({0: "，那台电脑的日期不对", 1: "", 2: ""})
_WRITABLE = (Text, LongText, Number, Decimal, Day)


@dataclass(frozen=True)
class Side:
    """One side: its heading, the value in words, who wrote it where and when."""

    heading: str
    text: str
    note: str
    value: Any = None


@dataclass(frozen=True)
class CellView:
    """A cell with several values; `field` takes words typed instead, where it can."""

    matter: Conflict
    before: str
    sides: tuple[Side, ...]
    field: Field | None


@dataclass(frozen=True)
class FieldLine:
    """One field of two records that may be one."""

    column: str
    label: str
    ours: str
    theirs: str
    values: tuple[Any, Any]

    @property
    def differs(self) -> bool:
        """Whether one of the two has to be chosen; what one leaves empty the other fills."""
        return bool(self.ours and self.theirs and self.ours != self.theirs)


@dataclass(frozen=True)
class TwinView:
    """Two records side by side."""

    matter: Duplicate
    ours: Side
    theirs: Side
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True)
class OrphanView:
    """A record without its parent, and where it may go."""

    matter: Orphan
    label: str
    aims: tuple[Option, ...]


@dataclass(frozen=True)
class MeantLine:
    """One cell that somebody without right meant to change."""

    label: str
    now: str
    meant: str


@dataclass(frozen=True)
class BreachView:
    """A change that counts nowhere."""

    matter: Breach
    note: str
    lines: tuple[MeantLine, ...]


@dataclass(frozen=True)
class OfferView:
    """A record that another school wants to hand over to ours."""

    matter: Offer


@dataclass(frozen=True)
class NoteView:
    """Something that settled itself, with what happened to the record last."""

    matter: Note
    lines: tuple[str, ...]


View = CellView | TwinView | OrphanView | BreachView | OfferView | NoteView
_LAST = 6


@singledispatch
def view_of(matter: Any, session: Session) -> View:
    """What waits, in words."""
    raise TypeError(type(matter))


@view_of.register
def _(matter: Conflict, session: Session) -> View:
    names = pc_names(session)
    field = _field(matter.kind, matter.column)
    return CellView(
        matter=matter,
        before=_told(session, (matter.kind, matter.column), matter.before) or EMPTY,
        sides=tuple(_side(session, matter, claim, names) for claim in _ours_first(matter)),
        field=field if isinstance(field, _WRITABLE) else None,
    )


def _ours_first(one: Conflict) -> list[Claim]:
    return sorted(one.claims, key=lambda claim: not claim.is_ours)


def _side(session: Session, one: Conflict, claim: Claim, names: dict[UUID, str]) -> Side:
    place = "本机" if claim.is_ours else names.get(claim.replica, "另一台电脑")
    text = _told(session, (one.kind, one.column), claim.value) or EMPTY
    return Side(place, text, _who_when(claim.author, claim.wall, claim.time_quality), claim.value)


def _who_when(author: str, wall: str, quality: int) -> str:
    when = datetime.fromisoformat(wall)
    moment = f"{format_day(when.date())} {when:%H:%M}{_QUALITY.get(quality, '')}"
    return "　".join(part for part in (author, moment) if part)


def _field(kind: type[Record], column: str) -> Field | None:
    by_column = {column_of(name, field): field for name, field in fields_of(kind).items()}
    return by_column.get(column)


def _told(session: Session, cell: tuple[type[Record], str], value: Any) -> str:
    """A value in words, also of a column that no form shows."""
    kind, column = cell
    field = _field(kind, column)
    if field is not None:
        return in_words(session, field, value)
    if column == OWNER:
        return school_name(session, value) if value else ""
    return _YES if value is True else _NO if value is False else ""


@view_of.register
def _(matter: Duplicate, session: Session) -> View:
    rows = [session.get_one(matter.kind, row) for row in (matter.ours, matter.theirs)]
    lines = (_line(session, matter.kind, column, rows) for column in compared(matter.kind))
    return TwinView(
        matter=matter,
        ours=_whose(session, rows[0], "左边这份"),
        theirs=_whose(session, rows[1], "右边这份"),
        lines=tuple(line for line in lines if line is not None),
    )


def _line(
    session: Session, kind: type[Record], column: str, rows: list[Record]
) -> FieldLine | None:
    field = _field(kind, column)
    ours, theirs = (_told(session, (kind, column), getattr(row, column)) for row in rows)
    if field is None or not (ours or theirs):
        return None
    return FieldLine(
        column, field.label, ours, theirs, (getattr(rows[0], column), getattr(rows[1], column))
    )


def _whose(session: Session, record: Record, heading: str) -> Side:
    """Who entered a record when, and which school owns it."""
    first = history(session, type(record), record.id)[0]
    owner = school_name(session, record.owner_id) if record.owner_id else ""
    note = _who_when(first.author, first.wall, first.time_quality)
    return Side(f"{heading}　{owner}".strip(), "", f"{note} 录入")


@view_of.register
def _(matter: Orphan, session: Session) -> View:
    return OrphanView(
        matter=matter,
        label=fields_of(matter.kind)[matter.field].label,
        aims=tuple(Option(row, title) for row, title in aims(session, matter)),
    )


@view_of.register
def _(matter: Breach, session: Session) -> View:
    place = matter.school or "不认识的电脑"
    note = f"{place}　{_who_when(matter.author, matter.wall, matter.time_quality)}"
    lines = (line for op in matter.ops for line in _meant(session, op))
    return BreachView(matter, note, tuple(lines))


@view_of.register
def _(matter: Offer, session: Session) -> View:
    return OfferView(matter)


@view_of.register
def _(matter: Note, session: Session) -> View:
    events = history(session, matter.kind, matter.record)[-_LAST:]
    told = (
        f"{_who_when(event.author, event.wall, event.time_quality)}　{event.reason}"
        for event in reversed(events)
    )
    return NoteView(matter, tuple(told))


def _meant(session: Session, op: Op) -> list[MeantLine]:
    kind = BY_TABLE[op.table]
    record = session.get(kind, op.row)
    found = []
    for name, value in op.cells.items():
        field = _field(kind, name)
        label = field.label if field else HIDDEN_LABELS.get(name, "")
        if not label:
            continue
        now = _told(session, (kind, name), getattr(record, name)) if record else ""
        meant = _told(session, (kind, name), python_value(kind, name, value))
        found.append(MeantLine(f"{kind.__kind__.name}　{label}", now or EMPTY, meant or EMPTY))
    return found
