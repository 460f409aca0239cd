"""Reading and changing records of any kind through a session."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.fields import Link, Links
from lianti_desktop.domain.ids import new_id
from lianti_desktop.storage import search_index
from lianti_desktop.storage.catalogue import BY_TABLE, KINDS, children_of
from lianti_desktop.storage.record import Record, column_of, fields_of, title_of
from lianti_desktop.storage.rights import ask_leave, why_not
from lianti_desktop.storage.site import Site

R = TypeVar("R", bound=Record)


def find(session: Session, row: UUID) -> Record | None:
    """The record with this id, whatever its kind, also from the bin."""
    kind = BY_TABLE.get(search_index.kind_of(session, row) or "")
    return session.get(kind, row) if kind else None


def get(session: Session, kind: type[R], row: UUID) -> R:
    """The record with this id; a sentence for the user when there is none."""
    found = session.get(kind, row)
    if found is None:
        raise UserError(f"这条{kind.__kind__.name}已经不在了，没有改动任何数据。请刷新列表再看。")
    return found


def living(session: Session, kind: type[R], **keys: Any) -> Sequence[R]:
    """The records outside the bin whose columns have these values, oldest first."""
    query = select(kind).where(kind.deleted.is_(False)).order_by(kind.id)
    for name, value in keys.items():
        query = query.where(getattr(kind, name) == value)
    return session.scalars(query).all()


def save(session: Session, kind: type[R], row: UUID | None, values: Mapping[str, Any]) -> R:
    """Changes a record, or makes a new one when `row` is None; returns it.

    `values` are keyed by field name; a link takes a record or its id.
    """
    record = _new(session, kind) if row is None else get(session, kind, row)
    if row is not None:
        ask_leave(session, record)
    for name, value in values.items():
        field = fields_of(kind).get(name)
        if field is None:
            raise UserError(f"{kind.__kind__.name}没有“{name}”这一项，没有保存。请检查名字。")
        setattr(record, column_of(name, field), _plain(field, value))
    session.flush()
    return record


def _new(session: Session, kind: type[R]) -> R:
    site: Site = session.info["site"]
    record = kind(id=new_id(), owner_id=site.school_id)
    record.sample = bool(session.info.get("sample", False))
    session.add(record)
    return record


def _plain(field: Any, value: Any) -> Any:
    if isinstance(field, Link) and isinstance(value, Record):
        return value.id
    if isinstance(field, Links) and value:
        return [_hex(part) for part in value]
    return None if isinstance(value, str | list) and not value else value


def _hex(part: Any) -> str:
    if isinstance(part, Record):
        part = part.id
    return part.hex if isinstance(part, UUID) else str(part)


def linked(session: Session, kind: type[R], ids: Iterable[str] | None) -> list[R]:
    """The records of a `Links` value in their order, those that are gone left out."""
    found = (session.get(kind, UUID(part)) for part in ids or ())
    return [record for record in found if record is not None and not record.deleted]


def remove(session: Session, rows: Sequence[Record]) -> None:
    """Puts records into the bin, with what this school wrote of what belongs to them."""
    for record in rows:
        ask_leave(session, record)
        for part in [record, *belongings(session, record)]:
            part.deleted = part.deleted or why_not(session, part) is None
    session.flush()


def restore(session: Session, record: Record) -> None:
    """Takes a record out of the bin, with what went there together with it."""
    ask_leave(session, record)
    put_back(session, record)


def put_back(session: Session, record: Record) -> None:
    """The same for somebody who may do it with any record."""
    together = _stamp_of_removal(record)
    for part in belongings(session, record, in_bin=True):
        if _stamp_of_removal(part) == together:
            part.deleted = False
    record.deleted = False
    session.flush()


def _stamp_of_removal(record: Record) -> Any:
    stamps = json.loads(record.stamps or "{}")
    return stamps.get("deleted", stamps.get("*"))


def belongings(session: Session, record: Record, *, in_bin: bool = False) -> Iterator[Record]:
    """What belongs to a record, level by level: an activity's lessons, their observations."""
    for kind, key in children_of(type(record)):
        query = select(kind).where(
            getattr(kind, key) == record.id, kind.deleted.is_(in_bin), kind.emptied.is_(False)
        )
        for child in session.scalars(query).all():
            yield child
            yield from belongings(session, child, in_bin=in_bin)


def in_bin(session: Session) -> list[Record]:
    """What lies in the bin, newest first; what went there with its parent is not repeated."""
    found: list[Record] = []
    for kind in KINDS:
        query = select(kind).where(kind.deleted.is_(True), kind.emptied.is_(False))
        found += [record for record in session.scalars(query) if not _with_parent(session, record)]
    return sorted(found, key=lambda record: record.lamport or 0, reverse=True)


def _with_parent(session: Session, record: Record) -> bool:
    name = type(record).__kind__.parent
    parent = getattr(record, name) if name else None
    return (
        parent is not None
        and parent.deleted
        and _stamp_of_removal(parent) == _stamp_of_removal(record)
    )


def empty(session: Session, rows: Iterable[Record]) -> None:
    """Takes records out of the bin for good, with what went there together with them."""
    for record in rows:
        ask_leave(session, record)
        for part in [record, *belongings(session, record, in_bin=True)]:
            part.emptied = part.emptied or why_not(session, part) is None
    session.flush()


def names(rows: Sequence[Record]) -> str:
    """How a sentence speaks of some records: one by its title, several by their number."""
    if len(rows) == 1:
        return f"“{title_of(rows[0])}”"
    return f"{len(rows)} {type(rows[0]).__kind__.measure}{type(rows[0]).__kind__.name}"
