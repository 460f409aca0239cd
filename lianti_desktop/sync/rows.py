"""How a kind's cells travel: which wire values a column takes, and what the tables hold of them."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, Uuid
from sqlalchemy.types import TypeEngine

from lianti_desktop.storage.log.commit import Cells, Wire
from lianti_desktop.storage.log.history import defaults
from lianti_desktop.storage.record import Record, columns_of, logged_columns

_LARGEST_NUMBER = 1 << 53
_LONGEST_TEXT = 1_000_000
_ID_BYTES = 16


class Misfit(ValueError):  # noqa: N818
    """A value that no program of ours writes into this column."""


def _id(value: Any) -> Any:
    if type(value) is bytes and len(value) == _ID_BYTES:
        return UUID(bytes=value)
    raise Misfit


def _day(value: Any) -> Any:
    if type(value) is str:
        day = date.fromisoformat(value)
        if day.isoformat() == value:
            return day
    raise Misfit


def _flag(value: Any) -> Any:
    if type(value) is bool:
        return value
    raise Misfit


def _number(value: Any) -> Any:
    if type(value) is int and abs(value) < _LARGEST_NUMBER:
        return value
    raise Misfit


def _decimal(value: Any) -> Any:
    if type(value) in (int, float) and math.isfinite(value) and abs(value) < _LARGEST_NUMBER:
        return float(value)
    raise Misfit


def _list(value: Any) -> Any:
    if type(value) is list and all(type(part) is str or _is_plain_list(part) for part in value):
        return value
    raise Misfit


def _is_plain_list(value: Any) -> bool:
    return type(value) is list and all(type(part) is str for part in value)


def _text(value: Any) -> Any:
    if type(value) is str and len(value) <= _LONGEST_TEXT and "\0" not in value:
        value.encode()
        return value
    raise Misfit


_READERS: tuple[tuple[type[TypeEngine[Any]], Callable[[Any], Any]], ...] = (
    (Uuid, _id),
    (Date, _day),
    (Boolean, _flag),
    (Float, _decimal),
    (Integer, _number),
    (JSON, _list),
)


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    for sql_type, reader in _READERS:
        if isinstance(column.type, sql_type):
            return reader
    convert = getattr(column.type, "process_result_value", None)
    return _text if convert is None else lambda value: convert(_text(value), None)


@dataclass(frozen=True)
class Shape:
    """A kind as the exchange sees it: how to read each column, which may not be empty."""

    readers: Mapping[str, Callable[[Any], Any]]
    filled: frozenset[str]
    unwritten: Mapping[str, Any]
    decimals: frozenset[str]

    def read(self, name: str, value: Wire) -> Any:
        """A cell as Python holds it; Misfit when no program of ours writes such a value."""
        if value is None and name not in self.filled:
            return None
        try:
            return self.readers[name](value)
        except ValueError as error:
            raise Misfit(name) from error

    def misfit(self, cells: Mapping[str, Wire]) -> str | None:
        """The first of the known columns whose value does not fit."""
        for name, value in cells.items():
            if name in self.readers:
                try:
                    self.read(name, value)
                except Misfit:
                    return name
        return None

    def whole(self, cells: Mapping[str, Wire]) -> Cells:
        """The cells of a row that hold something, defaults too; 12 decimals are 12.0 there."""
        whole = {**self.unwritten, **cells}
        if not whole.keys() <= self.readers.keys():
            whole = {name: value for name, value in whole.items() if name in self.readers}
        for name in self.decimals & whole.keys():
            whole[name] = None if whole[name] is None else float(whole[name])
        return whole


@cache
def shape_of(kind: type[Record]) -> Shape:
    """The shape of a kind."""
    columns = logged_columns(kind)
    return Shape(
        readers={column.name: _reader(column) for column in columns},
        filled=frozenset(column.name for column in columns_of(kind) if not column.nullable),
        unwritten={name: value for name, value in defaults(kind).items() if value is not None},
        decimals=frozenset(column.name for column in columns if isinstance(column.type, Float)),
    )
