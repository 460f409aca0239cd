"""Many rows at a time, column by column, without an object for each of their values.

Values are those of the log (`to_wire`). On SQLite they go to the driver as the tables hold them,
in statements with up to a thousand rows: each statement makes the full-text index write itself out,
so that `executemany` costs it five times what the rows do. Other databases are served by
SQLAlchemy's own statements. What people change one by one never comes this way.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain, islice
from typing import Any, TypeVar, cast

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    LargeBinary,
    Table,
    Uuid,
    bindparam,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.orm import Session

from lianti_desktop.storage.log.commit import Wire, from_wire, to_wire
from lianti_desktop.storage.record import Base
from lianti_desktop.storage.writing_behind import run_long

T = TypeVar("T")
Columns = Mapping[str, Sequence[Any]]
"""The values of some rows by the name of the column, each in the order of the rows."""
Row = tuple[Any, ...]
Renewed = tuple[str, str]
"""A unique column, and the one that is written anew where its value is there already."""

CHUNK = 500
_SIZES = (1000, 100, 10, 1)
"""How many rows a statement may have: few sizes, so that the driver keeps them prepared."""
_MOST_PARAMETERS = 32_766


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Values some at a time."""
    source = iter(values)
    while part := list(islice(source, size)):
        yield part


def sql_table(kind: type[Base]) -> Table:
    """A kind's table, for statements without records."""
    return cast("Table", kind.__table__)


def insert_columns(
    session: Session, table: Table, columns: Columns, renewed: Renewed | None = None
) -> None:
    """Inserts rows; with `renewed` one whose key is there already gets the new value."""
    if _is_native(session):
        _insert_natively(session, table, columns, renewed)
    elif rows := _python_rows(table, columns):
        statement = postgresql_insert(table)
        if renewed:
            key, name = renewed
            fresh = {name: statement.excluded[name]}
            is_other = table.columns[name] != statement.excluded[name]
            statement = statement.on_conflict_do_update(
                index_elements=[key], set_=fresh, where=is_other
            )
        session.connection().execute(statement, rows)


def update_columns(session: Session, table: Table, key: str, columns: Columns) -> None:
    """Writes columns of the rows whose key stands in one of them."""
    if not columns[key]:
        return
    if _is_native(session):
        ordered = {key: columns[key], **columns}
        change = partial(_change, table.name, tuple(ordered))
        _run_by_parts(session, _native_rows(table, ordered), change)
        return
    places = {name: bindparam(f"to_{name}", type_=table.columns[name].type) for name in columns}
    statement_ = update(table).where(table.columns[key] == places.pop(key)).values(places)
    rows = _python_rows(table, columns)
    labelled = [{f"to_{name}": value for name, value in row.items()} for row in rows]
    session.connection().execute(statement_, labelled)


def select_rows(
    session: Session, columns: Sequence[Column[Any]], key: Column[Any], values: Iterable[Wire]
) -> list[Row]:
    """Some columns of the rows whose key is one of the values."""
    found: list[Row] = []
    for part in chunks(values):
        if _is_native(session):
            found += _selected_natively(session, columns, key, part)
        else:
            asked = [_python_value(key, value) for value in part]
            rows = session.connection().execute(select(*columns).where(key.in_(asked)))
            found += [tuple(map(to_wire, row)) for row in rows]
    return found


def _is_native(session: Session) -> bool:
    """Whether the driver takes and gives what the tables hold."""
    return session.connection().dialect.name == "sqlite"


# SQLite -----------------------------------------------------------------------------------------


def _insert_natively(
    session: Session, table: Table, columns: Columns, renewed: Renewed | None
) -> None:
    insertion = partial(_insertion, table.name, tuple(columns), _renewal(renewed))
    _run_by_parts(session, _native_rows(table, columns), insertion)


def _run_by_parts(session: Session, rows: Sequence[Row], statement: Callable[[int], str]) -> None:
    """Runs a statement made for so many rows until all rows have had it."""
    at = 0
    for size in _SIZES:
        while at + size <= len(rows) and size * len(rows[0]) <= _MOST_PARAMETERS:
            values = tuple(chain.from_iterable(rows[at : at + size]))
            run_long(session, statement(size), values)
            at += size


@lru_cache(maxsize=256)
def _insertion(table: str, names: tuple[str, ...], tail: str, rows: int) -> str:
    listed = ",".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table}" ({listed}) VALUES {_places(len(names), rows)}{tail}'


@lru_cache(maxsize=256)
def _change(table: str, names: tuple[str, ...], rows: int) -> str:
    """Writes the columns named of the rows whose key is the first of them."""
    key, *changed = names
    listed = ",".join(f'"{name}"=fresh.column{at}' for at, name in enumerate(changed, start=2))
    fresh = f"(VALUES {_places(len(names), rows)}) AS fresh"
    return f'UPDATE "{table}" SET {listed} FROM {fresh} WHERE "{key}"=fresh.column1'


def _places(columns: int, rows: int) -> str:
    return ",".join([f"({','.join('?' * columns)})"] * rows)


def _renewal(renewed: Renewed | None) -> str:
    if renewed is None:
        return ""
    key, name = renewed
    return (
        f' ON CONFLICT("{key}") DO UPDATE SET "{name}"=excluded."{name}" '
        f'WHERE "{name}"<>excluded."{name}"'
    )


def _selected_natively(
    session: Session, columns: Sequence[Column[Any]], key: Column[Any], values: list[Wire]
) -> Iterator[Row]:
    """One statement for all calls: the last value is asked for again up to the full number."""
    padded = values + values[-1:] * (CHUNK - len(values))
    statement = _selection(tuple(columns), key)
    rows = session.connection().exec_driver_sql(statement, tuple(_packed(key, padded))).all()
    if not rows:
        return iter(())
    return zip(*map(_unpacked, columns, zip(*rows, strict=True)), strict=True)


@lru_cache(maxsize=256)
def _selection(columns: tuple[Column[Any], ...], key: Column[Any]) -> str:
    listed = ",".join(f'"{column.name}"' for column in columns)
    places = ",".join("?" * CHUNK)
    return f'SELECT {listed} FROM "{key.table.name}" WHERE "{key.name}" IN ({places})'


def _native_rows(table: Table, columns: Columns) -> list[Row]:
    packed = (_packed(table.columns[name], values) for name, values in columns.items())
    return list(zip(*packed, strict=True))


def _packed(column: Column[Any], values: Sequence[Wire]) -> Sequence[Any]:
    """Values as SQLAlchemy's types keep them in SQLite: ids in hex, lists as JSON."""
    pack = _PACKED.get(type(column.type))
    return values if pack is None else [None if one is None else pack(one) for one in values]


def _unpacked(column: Column[Any], values: Sequence[Any]) -> Sequence[Wire]:
    unpack = _UNPACKED.get(type(column.type))
    return values if unpack is None else [None if one is None else unpack(one) for one in values]


_PACKED: Mapping[type, Callable[[Any], Any]] = {Uuid: bytes.hex, JSON: json.dumps, Float: float}
_UNPACKED: Mapping[type, Callable[[Any], Wire]] = {
    Uuid: bytes.fromhex,
    JSON: json.loads,
    Boolean: bool,
}


# Other databases --------------------------------------------------------------------------------


def _python_rows(table: Table, columns: Columns) -> list[dict[str, Any]]:
    names = list(columns)
    read = ([_python_value(table.columns[name], one) for one in columns[name]] for name in names)
    return [dict(zip(names, row, strict=True)) for row in zip(*read, strict=True)]


def _python_value(column: Column[Any], value: Wire) -> Any:
    """A value as SQLAlchemy takes it."""
    is_plain = isinstance(column.type, LargeBinary)
    return value if is_plain else from_wire(value, column.type.python_type)
