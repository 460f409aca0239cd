"""Records that look like the same thing entered twice."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.services.problem import Problem
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import Record, column_of, fields_of, table_of

_TOLD_APART_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"staff": ("birth_month", "id_last4")}
)
"""Fields that show that two records of the same name are two people."""

_LEAST_GIVEN = 2


def twin_problems(session: Session) -> Iterator[Problem]:
    """Every record but the first of those that agree in what should be unique."""
    for kind in KINDS:
        if kind.__kind__.unique:
            yield from _twins(session, kind)


def _twins(session: Session, kind: type[Record]) -> Iterator[Problem]:
    unique = kind.__kind__.unique
    telling = _TOLD_APART_BY.get(table_of(kind), ())
    columns = [
        getattr(kind, column_of(name, fields_of(kind)[name])) for name in (*unique, *telling)
    ]
    query = select(kind.id, kind.sample, *columns).where(kind.deleted.is_(False)).order_by(kind.id)
    known: dict[Any, list[tuple[Any, ...]]] = {}
    for row, sample, *values in session.execute(query):
        key, marks = values[: len(unique)], tuple(values[len(unique) :])
        if sum(part is not None for part in key) < min(_LEAST_GIVEN, len(unique)):
            continue
        others = known.setdefault((sample, *map(_plain, key)), [])
        if any(_same(marks, other) for other in others):
            yield Problem(table_of(kind), row, unique[0], _sentence(kind), sample)
        others.append(marks)


def _plain(value: Any) -> Any:
    return "".join(value.split()) if isinstance(value, str) else value


def _same(marks: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Whether no mark tells two records apart."""
    pairs = zip(marks, others, strict=True)
    return not any(one is not None and other is not None and one != other for one, other in pairs)


def _sentence(kind: type[Record]) -> str:
    labels = "、".join(fields_of(kind)[name].label for name in kind.__kind__.unique)
    return f"已有一条{kind.__kind__.name}的{labels}和它相同，请看看是不是录了两遍"
