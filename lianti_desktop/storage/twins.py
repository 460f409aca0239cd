"""Records that look like the same thing entered twice: nothing forbids it, so it is found after.

Source: exchange.md §3 ("soft uniqueness as a to-do list with a merge wizard").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import VerdictKind
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import Record, column_of, fields_of, table_of
from lianti_desktop.storage.verdicts import pairs

_TOLD_APART_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"staff": ("birth_month", "id_last4")}
)
"""Fields that show that two records of the same name are two people."""

_ALSO_UNIQUE: Mapping[str, tuple[str, ...]] = MappingProxyType({"staff": ("name", "birth_month")})
"""What else is rarely the same in two records: one teacher, claimed by two schools."""

_LEAST_GIVEN = 2


@dataclass(frozen=True)
class Twins:
    """Two records that agree in what should be unique, the older one first."""

    kind: type[Record]
    first: UUID
    second: UUID
    fields: tuple[str, ...]
    sample: bool


def twins(session: Session) -> Iterator[Twins]:
    """Every record but the first of those that agree, with the one it agrees with.

    Pairs of which somebody decided to keep both are left out.
    """
    settled = {frozenset(pair) for pair in pairs(session, VerdictKind.KEEP_BOTH)}
    for kind in KINDS:
        shown: set[UUID] = set()
        for names in (kind.__kind__.unique, _ALSO_UNIQUE.get(table_of(kind), ())):
            for found in _twins(session, kind, names) if names else ():
                pair = frozenset((found.first, found.second))
                if pair not in settled and found.second not in shown:
                    shown.add(found.second)
                    yield found


def _twins(session: Session, kind: type[Record], unique: tuple[str, ...]) -> Iterator[Twins]:
    telling = _TOLD_APART_BY.get(table_of(kind), ())
    columns = [
        getattr(kind, column_of(name, fields_of(kind)[name])) for name in (*unique, *telling)
    ]
    query = select(kind.id, kind.sample, *columns).where(kind.deleted.is_(False)).order_by(kind.id)
    known: dict[Any, list[tuple[UUID, tuple[Any, ...]]]] = {}
    for row, sample, *values in session.execute(query):
        key, marks = values[: len(unique)], tuple(values[len(unique) :])
        if sum(part is not None for part in key) < min(_LEAST_GIVEN, len(unique)):
            continue
        others = known.setdefault((sample, *map(_plain, key)), [])
        for other, their_marks in others:
            if _same(marks, their_marks):
                yield Twins(kind, other, row, unique, sample)
        others.append((row, marks))


def _plain(value: Any) -> Any:
    return "".join(value.split()) if isinstance(value, str) else value


def _same(marks: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Whether no mark tells two records apart."""
    pairs_ = zip(marks, others, strict=True)
    return not any(one is not None and other is not None and one != other for one, other in pairs_)
