"""Multiset digests: the sum, modulo 2^256, of one hash for each row of a table and scope.

A sum can be kept up to date by one addition and one subtraction, and does not depend on the order
of the rows, so two copies that hold the same rows have the same digest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Float

from lianti_desktop.storage.log import quick_cbor
from lianti_desktop.storage.log.commit import SAMPLE, Wire, canonical, digest_of, to_wire
from lianti_desktop.storage.record import Record, Scope, logged_columns, table_of

SIZE = 32
_MODULUS = 1 << 8 * SIZE
EMPTY = bytes(SIZE)


def add(total: bytes, *rows: bytes) -> bytes:
    """The digest with some rows more."""
    return _packed(int.from_bytes(total) + sum(map(int.from_bytes, rows)))


def subtract(total: bytes, *rows: bytes) -> bytes:
    """The digest with some rows less."""
    return _packed(int.from_bytes(total) - sum(map(int.from_bytes, rows)))


def _packed(number: int) -> bytes:
    return (number % _MODULUS).to_bytes(SIZE)


def scopes_of(cls: type[Record]) -> tuple[Scope, ...]:
    """The reading scopes that a kind's columns belong to, in fixed order."""
    return tuple(_columns_by_scope(cls))


@cache
def _columns_by_scope(cls: type[Record]) -> Mapping[Scope, tuple[str, ...]]:
    """The names of a kind's logged columns; asked for every row, so worked out once."""
    found: dict[Scope, list[str]] = {}
    for column in logged_columns(cls):
        found.setdefault(column.info.get("scope", Scope.ALLIANCE), []).append(column.name)
    return {scope: tuple(found[scope]) for scope in Scope if scope in found}


def row_digest(cls: type[Record], row: UUID, values: Mapping[str, Any]) -> bytes:
    """The hashes of a row, one for each scope of its kind, end to end.

    A sample counts for nothing: it stays where it is, and two copies are equal without it.
    """
    cells = {name: to_wire(value) for name, value in values.items()}
    return next(cells_digests(cls, [(row.bytes, cells)]))


def cells_digests(
    cls: type[Record], rows: Iterable[tuple[bytes, Mapping[str, Wire]]]
) -> Iterator[bytes]:
    """The same of rows as the log writes them; a cell that is missing holds nothing."""
    unknown = EMPTY * len(scopes_of(cls))
    for row, cells in rows:
        if cells.get(SAMPLE):
            yield unknown
            continue
        hashes = b""
        for head, names, encode in _plan(cls, tuple(cells)):
            is_whole = len(names) == len(cells) and None not in cells.values()
            held = cells if is_whole else _held(cells, names)
            hashes += digest_of(head + row + encode(held))
        yield hashes


def _held(cells: Mapping[str, Wire], names: Iterable[str]) -> dict[str, Wire]:
    return {name: cells[name] for name in names if cells[name] is not None}


_Encode = Callable[[Any], bytes]
_FOUR, _ID = b"\x84", b"\x50"
"""How CBOR begins a list of four, and the 16 bytes of an id."""


@lru_cache(maxsize=4096)
def _plan(
    cls: type[Record], names: tuple[str, ...]
) -> tuple[tuple[bytes, list[str], _Encode], ...]:
    """For each scope how the hashed list of table, scope, row and cells begins, those of the names
    that it has, and how to encode them.
    """
    decimals = {column.name for column in logged_columns(cls) if isinstance(column.type, Float)}
    plan = []
    for scope, known in _columns_by_scope(cls).items():
        head = _FOUR + canonical(table_of(cls)) + canonical(scope.value) + _ID
        held = [name for name in names if name in known]
        encode = quick_cbor.encode if decimals.isdisjoint(held) else canonical
        plan.append((head, held, encode))
    return tuple(plan)


def split(cls: type[Record], digests: bytes) -> dict[Scope, bytes]:
    """The hashes of `row_digest` by scope."""
    return {
        scope: digests[SIZE * place : SIZE * (place + 1)]
        for place, scope in enumerate(scopes_of(cls))
    }


def sums(cls: type[Record], rows: Iterable[bytes]) -> dict[Scope, bytes]:
    """The digest of each scope over the hashes of some rows."""
    packed = list(rows)
    return {
        scope: add(EMPTY, *(row[SIZE * place : SIZE * (place + 1)] for row in packed))
        for place, scope in enumerate(scopes_of(cls))
    }
