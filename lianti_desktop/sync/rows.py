"""How a kind's cells travel: which wire values a column takes, and what the tables hold of them."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, Uuid
from sqlalchemy.types import TypeEngine

from lianti_desktop.storage.log.commit import Cells, Wire
from lianti_desktop.storage.log.history import defaults
from lianti_desktop.storage.record import Record, columns_of, logged_columns

_LARGEST_NUMBER = 1 << 53
_LONGEST_TEXT = 1_000_000
_ID_BYTES = 16
_DAY_LETTERS = 10

Check = Callable[[Any], bool]


def _is_id(value: Any) -> bool:
    return type(value) is bytes and len(value) == _ID_BYTES


def _is_day(value: Any) -> bool:
    return type(value) is str and len(value) == _DAY_LETTERS and _is_iso_day(value)


@lru_cache(maxsize=4096)
def _is_iso_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_flag(value: Any) -> bool:
    return type(value) is bool


def _is_number(value: Any) -> bool:
    return type(value) is int and abs(value) < _LARGEST_NUMBER


def _is_decimal(value: Any) -> bool:
    is_finite = type(value) is int or (type(value) is float and math.isfinite(value))
    return is_finite and abs(value) < _LARGEST_NUMBER


def _is_list(value: Any) -> bool:
    return type(value) is list and all(type(part) is str or _is_plain_list(part) for part in value)


def _is_plain_list(value: Any) -> bool:
    return type(value) is list and all(type(part) is str for part in value)


def _is_text(value: Any) -> bool:
    """Databases take no zero byte; half of a surrogate pair is no UTF-8, so CBOR has none."""
    return type(value) is str and len(value) <= _LONGEST_TEXT and "\0" not in value


_CHECKS: tuple[tuple[type[TypeEngine[Any]], Check], ...] = (
    (Uuid, _is_id),
    (Date, _is_day),
    (Boolean, _is_flag),
    (Float, _is_decimal),
    (Integer, _is_number),
    (JSON, _is_list),
)


def _check(column: Column[Any]) -> Check:
    found = (check for sql_type, check in _CHECKS if isinstance(column.type, sql_type))
    return next(found, _is_text)


@dataclass(frozen=True)
class Shape:
    """A kind as the exchange sees it: which values each column takes, and which it has alone.

    A value that a check turns down is none that a program of ours writes into the column.
    """

    checks: Mapping[str, Check]
    filled: frozenset[str]
    unwritten: Mapping[str, Any]
    decimals: frozenset[str]

    def misfit(self, cells: Mapping[str, Wire]) -> str | None:
        """The first of the known columns whose value does not fit."""
        checks = self.checks
        for name, value in cells.items():
            if name not in checks:
                continue
            if name in self.filled if value is None else not checks[name](value):
                return name
        return None

    def whole(self, cells: Mapping[str, Wire]) -> Cells:
        """The cells of a row that hold something, defaults too; 12 decimals are 12.0 there."""
        whole = {**self.unwritten, **cells}
        if not whole.keys() <= self.checks.keys():
            whole = {name: value for name, value in whole.items() if name in self.checks}
        for name in self.decimals:
            if whole.get(name) is not None:
                whole[name] = float(whole[name])
        return whole


@cache
def shape_of(kind: type[Record]) -> Shape:
    """The shape of a kind."""
    columns = logged_columns(kind)
    return Shape(
        checks={column.name: _check(column) for column in columns},
        filled=frozenset(column.name for column in columns_of(kind) if not column.nullable),
        unwritten={name: value for name, value in defaults(kind).items() if value is not None},
        decimals=frozenset(column.name for column in columns if isinstance(column.type, Float)),
    )
