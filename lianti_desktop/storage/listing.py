"""Lists: the rows of a kind as plain values, light enough for thirty thousand of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Field, Link, Links
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record, column_of, fields_of
from lianti_desktop.storage.rights import may_write


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the values stand in the order of the columns asked for, links as titles.

    `locked` says that this school may not change the record.
    """

    id: UUID
    locked: bool
    sample: bool
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Asked:
    """What a list shows: the fields, and the values that certain fields must have."""

    fields: Sequence[str]
    where: Mapping[str, Any]


def listing(session: Session, kind: type[Record], asked: Asked) -> list[Row]:
    """The rows outside the bin, in the kind's usual order."""
    known = fields_of(kind)
    columns = [getattr(kind, column_of(name, known[name])) for name in asked.fields]
    query = select(kind.id, kind.owner_id, kind.sample, *columns).where(kind.deleted.is_(False))
    query = _ordered(_narrowed(query, kind, asked.where), kind)
    found = session.execute(query).all()
    words = [_titles(session, known[name]) for name in asked.fields]
    locked = _locked(session, kind)
    return [
        Row(line[0], locked(line[0], line[1]), line[2], tuple(map(_worded, words, line[3:])))
        for line in found
    ]


def _locked(session: Session, kind: type[Record]) -> Callable[[UUID, UUID | None], bool]:
    site = session.info["site"]
    return lambda row, owner: not may_write(site, kind, row, owner)


def _narrowed(query: Select[Any], kind: type[Record], where: Mapping[str, Any]) -> Select[Any]:
    for name, value in where.items():
        field = fields_of(kind).get(name)
        column = getattr(kind, column_of(name, field) if field else name)
        query = query.where(column == value)
    return query


def _ordered(query: Select[Any], kind: type[Record]) -> Select[Any]:
    newest = kind.__kind__.newest_first
    if newest is None:
        return query.order_by(kind.id)
    return query.order_by(getattr(kind, newest).desc().nulls_last(), kind.id.desc())


def _titles(session: Session, field: Field) -> Mapping[UUID, str] | None:
    if isinstance(field, Link | Links):
        return titles(session, BY_TABLE[field.kind])
    return None


def _worded(words: Mapping[UUID, str] | None, value: Any) -> Any:
    if words is None or value is None:
        return value
    if isinstance(value, UUID):
        return words.get(value, "")
    return "、".join(words[UUID(part)] for part in value if UUID(part) in words)


def titles(
    session: Session, kind: type[Record], only: Iterable[UUID] | None = None
) -> dict[UUID, str]:
    """What the records of a kind are called, also those in the bin."""
    known = fields_of(kind)
    names = kind.__kind__.title
    columns = [getattr(kind, column_of(name, known[name])) for name in names]
    query = select(kind.id, *columns)
    if only is not None:
        query = query.where(kind.id.in_(list(only)))
    words = [_titles(session, known[name]) for name in names]
    return {
        line[0]: _joined(kind, [known[name] for name in names], words, line[1:])
        for line in session.execute(query)
    }


def _joined(
    kind: type[Record], fields: list[Field], words: list[Mapping[UUID, str] | None], line: Any
) -> str:
    parts = (
        (known.get(value, "") if known is not None else field.format(value)) if value else ""
        for field, known, value in zip(fields, words, line, strict=True)
    )
    return " ".join(part for part in parts if part) or f"未命名{kind.__kind__.name}"
