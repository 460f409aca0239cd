"""Where the data of a school may lie: proposing a disk, refusing a bad one, moving later.

The rules (experience.md, C06): the largest fixed disk that does not hold the system, usually D:,
because C: is wiped when the system is installed anew; never a stick and never a network disk. The
disks are given by the caller, who can ask the system about them.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import Path

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.attachments import digest_of
from lianti_desktop.storage.watch import Watch

FOLDER_NAME = "联体桌面数据"
LEAST_FREE = 2 * 1024**3
KEPT = timedelta(days=30)
OLD_MARK = "已搬走-可删除.txt"
_COPIED = ("attachments", "backups", "mailbag", "thumbnails.db")
_PAGES_A_STEP = 500


class VolumeKind(Enum):
    """How a disk is attached."""

    FIXED = auto()
    REMOVABLE = auto()
    NETWORK = auto()


@dataclass(frozen=True)
class Volume:
    """A disk as the system tells of it; sizes in bytes."""

    root: Path
    kind: VolumeKind
    free: int
    name: str = ""
    is_system: bool = False
    is_read_only: bool = False
    is_root_open: bool = True
    """Whether a new folder may be made at its root."""


class MoveStoppedError(UserError):
    """The user stopped the copying; what was copied is gone again."""

    def __init__(self) -> None:
        super().__init__("已经停下，数据还在原来的地方，没有变化。需要时再做一次就行。")


def propose(volumes: Sequence[Volume], usual: Path) -> Path:
    """The folder on the roomiest fixed disk without the system; else the usual one."""
    fit = [
        volume
        for volume in volumes
        if volume.kind is VolumeKind.FIXED
        and not (volume.is_system or volume.is_read_only)
        and volume.is_root_open
        and volume.free >= LEAST_FREE
    ]
    if not fit:
        return usual
    return max(fit, key=lambda volume: volume.free).root / FOLDER_NAME


def volume_of(place: Path, volumes: Sequence[Volume]) -> Volume | None:
    """The disk a folder lies on: the one with the longest root above it."""
    above = [volume for volume in volumes if place.is_relative_to(volume.root)]
    return max(above, key=lambda volume: len(volume.root.parts), default=None)


def objection(place: Path, volumes: Sequence[Volume]) -> str:
    """Why the data may not lie there; "" when it may."""
    volume = volume_of(place, volumes)
    if volume is None:
        return ""
    if volume.kind is VolumeKind.REMOVABLE:
        return "这是U盘或移动硬盘，拔掉就打不开数据。请选电脑自己的磁盘，U盘留着做备份。"
    if volume.kind is VolumeKind.NETWORK:
        return "这是网络上的文件夹，断网会写坏数据。请选电脑自己的磁盘。"
    if volume.is_read_only:
        return "这个磁盘不许写入。请换一个磁盘。"
    return ""


def warning(place: Path, volumes: Sequence[Volume]) -> str:
    """What to think of before putting the data there; "" when it is a good place."""
    volume = volume_of(place, volumes)
    if volume is None:
        return ""
    if volume.free < LEAST_FREE:
        return f"这个磁盘只剩 {volume.free / 1024**3:.1f} GB，照片多了会放不下。"
    others = [one for one in volumes if one.kind is VolumeKind.FIXED and not one.is_system]
    if volume.is_system and others:
        return "重装系统会清空这个盘，学校的电脑常常这样。最好放在别的盘，并常备份到U盘。"
    return ""


def move_pictures(source: DataPaths, aim: Path, watch: Watch) -> DataPaths:
    """Copies the files that never change, while the window works on; each is read back.

    Raises UserError when the place is taken or full; what was begun is then taken away again.
    """
    target = DataPaths(aim)
    _require_empty(source, aim)
    files = [path for name in _COPIED for path in _files(source.root / name)]
    _require_room(aim, sum(path.stat().st_size for path in files), source)
    aim.mkdir(parents=True, exist_ok=True)
    try:
        for done, path in enumerate(files):
            watch.tell("正在搬照片和备份", done, len(files))
            if watch.is_cancelled():
                raise MoveStoppedError
            copy_proved(path, aim / path.relative_to(source.root))
    except (OSError, UserError) as error:
        shutil.rmtree(aim, ignore_errors=True)
        if isinstance(error, UserError):
            raise
        raise UserError(_NOT_MOVED.format(aim)) from error
    watch.tell("正在搬照片和备份", len(files), len(files))
    return target


_NOT_MOVED = "往“{}”搬数据时写不进去，没有搬。数据还在原来的地方，没有变化。请换一个位置再搬。"


def move_database(source: DataPaths, target: DataPaths, now: datetime) -> DataPaths:
    """The last step, with the database closed: what is new since, then the records themselves.

    The old folder stays as it is, marked with the day from which it may go.
    """
    try:
        for name in _COPIED:
            for path in _files(source.root / name):
                copy = target.root / path.relative_to(source.root)
                if not copy.exists():
                    copy_proved(path, copy)
        _copy_database(source.database, target.database)
    except (OSError, sqlite3.Error) as error:
        raise UserError(_NOT_MOVED.format(target.root)) from error
    until = now + KEPT
    (source.root / OLD_MARK).write_text(
        f"{until:%Y-%m-%d}\n数据已经搬到：{target.root}\n"
        f"这个文件夹留到 {until:%Y年%m月%d日}，核对无误后可以整个删除。\n",
        encoding="utf-8",
    )
    return target


def old_place_until(folder: Path) -> datetime | None:
    """The day until which a folder that was moved away from is kept; None for a living one."""
    try:
        first = (folder / OLD_MARK).read_text(encoding="utf-8").splitlines()[0]
        return datetime.strptime(first, "%Y-%m-%d").astimezone()
    except (OSError, ValueError, IndexError):
        return None


def copy_proved(source: Path, aim: Path) -> None:
    """Copies a file under a passing name, reads it back and only then gives it its name."""
    aim.parent.mkdir(parents=True, exist_ok=True)
    passing = aim.with_name(f"{aim.name}.part")
    try:
        shutil.copyfile(source, passing)
        _flush(passing)
        if digest_of(passing) != digest_of(source):
            raise OSError(f"read back otherwise than written: {aim}")
        passing.replace(aim)
    finally:
        passing.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Forces a file onto the disk and out of the memory, so that reading it back reads the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        if sys.platform == "linux":
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _copy_database(source: Path, aim: Path) -> None:
    fresh = aim.with_suffix(".moving")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(fresh)) as new:
        old.backup(new, pages=_PAGES_A_STEP)
        new.execute("PRAGMA journal_mode=DELETE")
        if new.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the copy is damaged")
    _flush(fresh)
    fresh.replace(aim)


def _files(place: Path) -> Iterator[Path]:
    paths = sorted(place.rglob("*")) if place.is_dir() else (place,)
    return (path for path in paths if path.is_file())


def _require_empty(source: DataPaths, aim: Path) -> None:
    if aim == source.root or aim.is_relative_to(source.root):
        raise UserError("新位置就在现在的数据文件夹里，没有搬，数据没有变化。请选别的文件夹。")
    if aim.exists() and any(aim.iterdir()):
        raise UserError(f"“{aim}”里已经有东西，没有搬，数据没有变化。请选一个空文件夹。")


def _require_room(aim: Path, pictures: int, source: DataPaths) -> None:
    standing = next(folder for folder in (aim, *aim.parents) if folder.exists())
    needed = round((pictures + source.database.stat().st_size) * 1.1)
    if shutil.disk_usage(standing).free < needed:
        raise UserError(
            f"“{aim}”所在的磁盘放不下，大约要 {needed / 1024**2:.0f} MB。没有搬，数据没有变化。"
            "请清出空间，或者换一个磁盘。"
        )
