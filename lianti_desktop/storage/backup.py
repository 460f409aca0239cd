"""Backups that are proved when they are made, rotation, and restoring one.

A backup is a copy of the database made page by page by SQLite itself, so that it is whole while
the program works; it is then opened, checked and counted. Pictures are stored files that never
change; they are not in it. Seven daily, four weekly and six older monthly ones are kept.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths

DAILY, WEEKLY, TERMLY = 7, 4, 6
SUFFIX = ".lianti-backup"
_STAMP = "%Y%m%d-%H%M%S"
_PAGES_A_STEP = 500
_ABANDONED_SECONDS = 3600


@dataclass(frozen=True)
class Backup:
    """A backup file; `rows` counts the rows of each table of records."""

    path: Path
    made: datetime
    size: int
    rows: Mapping[str, int]


def make_backup(
    data: DataPaths, now: datetime, folder: Path | None = None, *, keeps_all: bool = False
) -> Backup:
    """Copies the database, proves the copy and makes room among the older ones."""
    aim = folder or data.backups
    with _spoken(_NOT_MADE):
        _ensure_room(data.database, aim)
        _clear_unfinished(aim, now)
        path = _free_name(aim, now)
        with _proved_copy(data.database, path.with_suffix(".tmp")) as (fresh, rows):
            fresh.replace(path)
    if folder is None and not keeps_all:
        rotate(set(backup_files(aim)) - {path})
    return Backup(path, now, path.stat().st_size, rows)


_NOT_MADE = "备份没有做成，多半是磁盘满了或U盘拔早了。原来的数据没有变化。请换个位置再备份一次。"
_NOT_RESTORED = (
    "备份没有恢复成，多半是磁盘满了或U盘拔早了。现在的数据没有变化。请清出空间再恢复一次。"
)


@contextmanager
def _spoken(sentence: str) -> Iterator[None]:
    """Says in plain words that the disk or the stick did not do what it should."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise UserError(sentence) from error


@contextmanager
def _proved_copy(source: Path, fresh: Path) -> Iterator[tuple[Path, dict[str, int]]]:
    """A whole copy, safely on the disk, and its rows by table; it goes unless it is moved."""
    try:
        _copy(source, fresh)
        rows = prove(fresh)
        _flush(fresh)
        yield fresh, rows
    finally:
        fresh.unlink(missing_ok=True)


def _ensure_room(database: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < database.stat().st_size * 1.2:
        raise UserError(
            f"“{folder.name}”所在的磁盘放不下备份，没有备份。原来的数据没有变化。请清出空间再备份。"
        )


def _clear_unfinished(folder: Path, now: datetime) -> None:
    """Deletes what a crash left of earlier backups; an hour old, nobody writes it any more."""
    for path in folder.glob("联体备份-*.tmp"):
        if now.timestamp() - path.stat().st_mtime > _ABANDONED_SECONDS:
            path.unlink(missing_ok=True)


def _free_name(folder: Path, now: datetime) -> Path:
    """A name of this second that no backup bears or, older ones being deleted, has borne."""
    stem = f"联体备份-{now.strftime(_STAMP)}"
    names = (path.name.removesuffix(SUFFIX) for path in folder.glob(f"{stem}*{SUFFIX}"))
    marks = [name.removeprefix(stem).removeprefix("-") or "1" for name in names]
    number = max((int(mark) for mark in marks if mark.isdecimal()), default=0) + 1
    return folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}"


def _copy(source: Path, aim: Path) -> None:
    aim.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(aim)) as new:
        old.backup(new, pages=_PAGES_A_STEP)
        new.execute("PRAGMA journal_mode=DELETE")


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def prove(path: Path) -> dict[str, int]:
    """Opens a backup, checks it and counts its rows by table; a bad one is refused."""
    try:
        with closing(sqlite3.connect(f"file:{_quoted(path)}?mode=ro", uri=True)) as file:
            verdict = file.execute("PRAGMA quick_check").fetchone()[0]
            tables = [name for (name,) in file.execute(_RECORD_TABLES)]
            counted = {name: file.execute(f'SELECT count(*) FROM "{name}"') for name in tables}
            rows = {name: cursor.fetchone()[0] for name, cursor in counted.items()}
    except sqlite3.Error as error:
        raise UserError(_NOT_A_BACKUP.format(path.name)) from error
    if verdict != "ok" or "local_value" not in rows:
        raise UserError(_NOT_A_BACKUP.format(path.name))
    return rows


_RECORD_TABLES = (
    "SELECT name FROM sqlite_master WHERE type='table' "
    "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
)
_NOT_A_BACKUP = "“{}”不是完整的备份，没有用它。现在的数据没有变化。请另选一个备份。"


def _quoted(path: Path) -> str:
    return path.resolve().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def backup_files(folder: Path) -> list[Path]:
    """The backups in a folder, newest first."""
    if not folder.is_dir():
        return []
    return sorted(folder.glob(f"*{SUFFIX}"), key=_age, reverse=True)


def _age(path: Path) -> tuple[datetime, int, str]:
    """Orders backups by time; those of the same second by the number behind it."""
    return made_at(path), len(path.name), path.name


def made_at(path: Path) -> datetime:
    """When a backup was made, by its name, else by the file's own time."""
    digits = path.name.removeprefix("联体备份-")[: len("20260312-093000")]
    try:
        return datetime.strptime(digits, _STAMP).astimezone()
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def rotate(files: Iterable[Path]) -> None:
    """Deletes what is neither among the newest, nor the last of a recent day, week or month."""
    newest_first = sorted(files, key=_age, reverse=True)
    kept = set(newest_first[:3])
    for period, most in (("%Y-%j", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", TERMLY)):
        last_of: dict[str, Path] = {}
        for path in newest_first:
            last_of.setdefault(made_at(path).strftime(period), path)
        kept.update(list(last_of.values())[:most])
    for path in newest_first:
        if path not in kept:
            path.unlink()


def restore_backup(data: DataPaths, backup: Path, now: datetime) -> Backup:
    """Puts a proved backup in the place of the database, keeping the present one as a backup.

    Every other user of the database must have let go of it. The caller opens it and gives it a
    new replica id, because what it wrote since may already lie on a stick.
    """
    prove(backup)
    with _spoken(_NOT_RESTORED):
        _ensure_room(backup, data.root)
        with _proved_copy(backup, data.database.with_suffix(".restoring")) as (fresh, rows):
            if data.database.exists():
                make_backup(data, now)
                _close_journal(data.database)
            fresh.replace(data.database)
    return Backup(backup, made_at(backup), backup.stat().st_size, rows)


def _close_journal(database: Path) -> None:
    """Brings all into the file itself, so that nothing beside it is taken for the next one's."""
    with closing(sqlite3.connect(database)) as present:
        present.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
