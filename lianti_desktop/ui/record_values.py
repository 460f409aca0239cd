"""A record as a form needs it: plain values, what may be edited, what is wrong; read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain import fields
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.drafts import drafts
from lianti_desktop.storage.listing import titles
from lianti_desktop.storage.record import Record, column_of, fields_of, title_of
from lianti_desktop.storage.rights import school_name, why_not
from lianti_desktop.ui.widgets.option import Option

UNREADABLE = "这里写的还没有存上，原样留着。改好后离开这一格就能存上。"
MADE = "这一项由程序填写，不用手填。"


def wrong_with(field: fields.Field, value: Any) -> str:
    """What cannot be right about a kept value; "" for none, or where nothing is kept yet."""
    return "" if value in (None, "", [], ()) else field.check(value) or ""


@dataclass(frozen=True)
class Snapshot:
    """`values` by field, links as options; `reason` says why nothing may be edited, else ""."""

    row: UUID
    title: str
    values: Mapping[str, Any]
    drafts: Mapping[str, str]
    reason: str = ""
    school: str = ""
    sample: bool = False
    deleted: bool = False


def snapshot(session: Session, kind: type[Record], row: UUID) -> Snapshot:
    """What a form shows of a record."""
    record = records.get(session, kind, row)
    return Snapshot(
        row=row,
        title=title_of(record),
        values={name: value_of(session, record, name) for name in fields_of(kind)},
        drafts={draft.field: draft.text for draft in drafts(session, row)},
        reason=why_not(session, record) or "",
        school=school_name(session, record.owner_id) if record.owner_id else "",
        sample=record.sample,
        deleted=record.deleted,
    )


def value_of(session: Session, record: Record, name: str) -> Any:
    """One value of a record as an editor takes it."""
    field = fields_of(type(record))[name]
    return _with_title(field, session, getattr(record, column_of(name, field)))


@singledispatch
def _with_title(field: fields.Field, session: Session, value: Any) -> Any:
    return value


@_with_title.register
def _(field: fields.Link, session: Session, value: Any) -> Any:
    found = options(session, field.kind, [value] if value else [])
    return found[0] if found else None


@_with_title.register
def _(field: fields.Links, session: Session, value: Any) -> Any:
    return tuple(options(session, field.kind, [UUID(part) for part in value or ()]))


def options(session: Session, kind: str, rows: list[UUID]) -> list[Option]:
    """Records as pickers hold them, in the given order; what is not here yet is left out."""
    known = titles(session, BY_TABLE[kind], rows) if rows else {}
    return [Option(row, known[row]) for row in rows if row in known]


def in_words(session: Session, field: fields.Field, value: Any) -> str:
    """A kept value as people read it, linked records by their titles; "" for none."""
    if value in (None, [], ()):
        return ""
    if isinstance(field, fields.Link):
        value = [value.hex if isinstance(value, UUID) else str(value)]
    if isinstance(field, fields.Link | fields.Links):
        found = options(session, field.kind, [UUID(part) for part in value])
        return "、".join(option.title for option in found)
    return field.format(value)


def as_held(session: Session, kind: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a record keeps them, turned into what editors take: ids become options."""
    known = fields_of(kind)
    return {name: _with_title(known[name], session, value) for name, value in values.items()}
