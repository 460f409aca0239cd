"""Multiset digests: the sum, modulo 2^256, of one hash for each row of a table and scope.

A sum can be kept up to date by one addition and one subtraction, and does not depend on the order
of the rows, so two copies that hold the same rows have the same digest.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from lianti_desktop.storage.log.commit import SAMPLE, Wire, canonical, digest_of, to_wire
from lianti_desktop.storage.record import Record, Scope, logged_columns, table_of

SIZE = 32
_MODULUS = 1 << 8 * SIZE
EMPTY = bytes(SIZE)


def add(total: bytes, row: bytes) -> bytes:
    """The digest with a row more."""
    return _packed(int.from_bytes(total) + int.from_bytes(row))


def subtract(total: bytes, row: bytes) -> bytes:
    """The digest with a row less."""
    return _packed(int.from_bytes(total) - int.from_bytes(row))


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
    if values[SAMPLE]:
        return EMPTY * len(scopes_of(cls))
    table = table_of(cls)
    return b"".join(
        digest_of(canonical([table, scope.value, row.bytes, _cells(names, values)]))
        for scope, names in _columns_by_scope(cls).items()
    )


def _cells(names: Iterable[str], values: Mapping[str, Any]) -> dict[str, Wire]:
    """The cells that hold a value."""
    return {name: to_wire(values[name]) for name in names if values[name] is not None}


def split(cls: type[Record], digests: bytes) -> dict[Scope, bytes]:
    """The hashes of `row_digest` by scope."""
    return {
        scope: digests[SIZE * place : SIZE * (place + 1)]
        for place, scope in enumerate(scopes_of(cls))
    }
