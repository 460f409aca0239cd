"""The points at which the current may go off or the disk may be full.

A point is every statement and every commit of the database, every write, fsync, rename and removal
of a file. What SQLite writes inside of a commit is tried apart, on its journal (`faults.py`).
"""

import errno
import io
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NoReturn
from unittest.mock import patch

from sqlalchemy.engine.default import DefaultDialect

OFF = 9
CALLS = ("fsync", "replace", "rename", "unlink", "mkdir")


class Points:
    """Counts the points that are passed, and lets something happen at one of them."""

    def __init__(self, at: int = -1, happen: Callable[[str], None] | None = None) -> None:
        self.passed: list[str] = []
        self._at = at
        self._happen = happen

    def pass_by(self, what: str) -> bool:
        """Notes a point; tells whether it is the one."""
        self.passed.append(what)
        return len(self.passed) - 1 == self._at

    def hit(self, what: str) -> None:
        """Notes a point and lets happen what is to happen at it."""
        if self.pass_by(what) and self._happen:
            self._happen(what)

    def write(self, file: Any, data: bytes) -> int:
        """Writes; where it is to happen here, half of it is written before."""
        if self.pass_by("write") and self._happen:
            file.write(bytes(data)[: len(data) // 2])
            file.flush()
            self._happen("write")
        return int(file.write(data))


def go_off(_what: str) -> NoReturn:
    """The current goes off."""
    os._exit(OFF)


def no_room(what: str) -> NoReturn:
    """The disk is full."""
    if what.startswith("sql"):
        raise sqlite3.OperationalError("database or disk is full")
    raise OSError(errno.ENOSPC, "no space left on device")


class _Counted:
    """A file whose writes are points."""

    def __init__(self, file: Any, points: Points) -> None:
        self._file = file
        self._points = points

    def write(self, data: bytes) -> int:
        return self._points.write(self._file, data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "_Counted":
        self._file.__enter__()
        return self

    def __exit__(self, *error: object) -> Any:
        return self._file.__exit__(*error)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)


@contextmanager
def watched(points: Points) -> Iterator[None]:
    """All of the points of this process are noted."""
    with ExitStack() as stack:
        for name in CALLS:
            stack.enter_context(patch.object(os, name, _noted(points, name, getattr(os, name))))
        opener = _counting(points, io.open)
        stack.enter_context(patch.object(io, "open", opener))
        stack.enter_context(
            patch.object(tempfile, "TemporaryFile", _counting(points, tempfile.TemporaryFile))
        )

        for name in ("do_execute", "do_executemany", "do_commit"):
            real = getattr(DefaultDialect, name)
            stack.enter_context(patch.object(DefaultDialect, name, _noted_sql(points, real)))
        yield


def _noted_sql(points: Points, real: Callable[..., Any]) -> Callable[..., Any]:
    """A statement or a commit of the database as a point; reading is none."""

    def call(self: Any, first: Any, *rest: Any) -> Any:
        text = rest[0] if rest else "COMMIT"
        if text == "COMMIT":
            _commit_fails(points, first)
        elif not text.startswith(("SELECT", "PRAGMA", "BEGIN")):
            points.hit("sql")
        return real(self, first, *rest)

    return call


def _commit_fails(points: Points, connection: Any) -> None:
    """A commit for which there is no room is rolled back by SQLite itself."""
    try:
        points.hit("sql commit")
    except sqlite3.Error:
        connection.rollback()
        raise


def _noted(points: Points, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        points.hit(name)
        return real(*arguments, **named)

    return call


def _counting(points: Points, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        file = real(*arguments, **named)
        return _Counted(file, points) if file.writable() and "b" in str(file.mode) else file

    return call
