"""The first page of the next start, kept in quiet moments and shown before the data is open.

It is taken only when it is the very page that the data would give: the file of the database is the
one that lay there then, as far as its size, its times and SQLite's own counter of changes tell, the
journal beside it holds the same bytes, and the day lies in the term and the month it was kept for.
So it is good after an orderly end and after a power cut in a quiet moment; after a command, a
restore or a cut in the middle of work it is passed over and the page is read as ever.
"""

import hashlib
import json
import sqlite3
import typing
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from lianti_desktop.paths import DataPaths
from lianti_desktop.ui.pages.glance import Workbench

FORM = 2
"""To be counted up when the same values come to mean something else."""
_COUNTER = slice(24, 28)
_HEADER = 100
LARGEST_JOURNAL = 32_000_000
"""More is not looked through while the window waits."""


@dataclass(frozen=True)
class ReadyPage:
    """What the page shows from the day `since` to the day `until`, after so many commits."""

    since: date
    until: date
    commits: int
    found: Workbench


@dataclass(frozen=True)
class _Kept:
    """What the file holds."""

    form: int
    mark: str
    page: ReadyPage


def keep_ready(data: DataPaths, page: ReadyPage | None) -> None:
    """Keeps the page for the database as it lies there; None forgets the one before.

    The mark is taken before the commits are counted: what another program writes meanwhile either
    shows in the count or spoils the mark.
    """
    try:
        mark = _mark_of(data)
        if page is None or not mark or _commits_in(data) != page.commits:
            data.first_page.unlink(missing_ok=True)
            return
        kept = asdict(_Kept(FORM, mark, page))
        fresh = data.first_page.with_suffix(".tmp")
        fresh.write_text(json.dumps(kept, ensure_ascii=False, default=str), encoding="utf-8")
        fresh.replace(data.first_page)
    except (OSError, sqlite3.Error):
        return


def read_ready(data: DataPaths, today: date) -> Workbench | None:
    """The page of today, or None when it has to be read from the data."""
    try:
        kept = _read(_Kept, json.loads(data.first_page.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    is_ours = kept.form == FORM and kept.mark == _mark_of(data)
    is_of_today = kept.page.since <= today <= kept.page.until
    return kept.page.found if is_ours and is_of_today else None


def _mark_of(data: DataPaths) -> str:
    """What tells the state of the database's files; "" when they cannot be looked at in no time."""
    try:
        state = data.database.stat()
        with data.database.open("rb") as file:
            counter = file.read(_HEADER)[_COUNTER]
        journal = _journal_mark(data)
    except OSError:
        return ""
    if journal is None:
        return ""
    return f"{state.st_size}.{state.st_mtime_ns}.{counter.hex()}.{journal}"


def _journal_mark(data: DataPaths) -> str | None:
    """What tells the bytes of the journal; None when there are too many."""
    beside = data.database.with_name(f"{data.database.name}-wal")
    if not beside.exists() or not beside.stat().st_size:
        return "-"
    if beside.stat().st_size > LARGEST_JOURNAL:
        return None
    with beside.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def _commits_in(data: DataPaths) -> int:
    address = f"{data.database.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        return int(connection.execute("SELECT max(id) FROM log_commit").fetchone()[0] or 0)


def _read(wanted: Any, value: Any) -> Any:
    """A value as JSON gives it, as the type it was written from."""
    if isinstance(wanted, type) and is_dataclass(wanted):
        types = _types_of(wanted)
        if set(value) != set(types):
            raise ValueError("another form")
        return wanted(**{name: _read(types[name], value[name]) for name in types})
    if typing.get_origin(wanted) is tuple:
        inner = typing.get_args(wanted)[0]
        return tuple(_read(inner, one) for one in value)
    if value is None or isinstance(value, int):
        return value
    return _FROM_TEXT.get(wanted, str)(value)


@cache
def _types_of(wanted: type) -> dict[str, Any]:
    return {field.name: field.type for field in fields(wanted)}


_FROM_TEXT: dict[Any, Callable[[str], Any]] = {
    UUID: UUID,
    date: date.fromisoformat,
    date | None: date.fromisoformat,
}
