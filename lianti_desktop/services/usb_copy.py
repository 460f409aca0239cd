"""A copy of everything on a stick: a proved backup, and the pictures that the stick lacks.

The folder `联体备份` on the stick holds the backups and, once each, the stored files under the
same names as in the data folder. What is written is read back before anybody says it is safe.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.data_place import copy_proved
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.backup import Backup, make_backup, prove
from lianti_desktop.storage.watch import Watch

STICK_FOLDER = "联体备份"
PICTURES = "attachments"
SPARE = 64 * 1024**2


class CopyStoppedError(UserError):
    """The user stopped; what lies on the stick is whole, but not all."""

    def __init__(self) -> None:
        super().__init__(
            "已经停下，U盘上的备份还不全，电脑里的资料没有变化。有空时再复制一次就行。"
        )


@dataclass(frozen=True)
class StickCopy:
    """What was put on the stick; `missing` files were already lost in the data folder."""

    backup: Backup
    pictures: int
    missing: int


def copy_to_stick(data: DataPaths, stick: Path, now: datetime, watch: Watch) -> StickCopy:
    """A backup and every picture the stick does not have yet, each read back."""
    folder = stick if stick.name == STICK_FOLDER else stick / STICK_FOLDER
    store = AttachmentStore(data.attachments)
    wanted = [name for name in store.digests() if not _lies_there(store, folder, name)]
    _require_room(folder, sum(store.path(name).stat().st_size for name in wanted), data)
    watch.tell("正在复制资料", 0, len(wanted) + 1)
    backup = make_backup(data, now, folder)
    missing = 0
    for done, name in enumerate(wanted, start=1):
        if watch.is_cancelled():
            raise CopyStoppedError
        missing += not _copied(store, folder, name)
        watch.tell("正在复制照片", done, len(wanted) + 1)
    _settle()
    prove(backup.path)
    watch.tell("正在复制照片", len(wanted) + 1, len(wanted) + 1)
    return StickCopy(backup, len(wanted) - missing, missing)


def bring_pictures(backup: Path, data: DataPaths) -> int:
    """Back from beside a backup: the pictures that the data folder lacks."""
    source = backup.parent / PICTURES
    if not source.is_dir() or source == data.attachments:
        return 0
    store = AttachmentStore(data.attachments)
    brought = 0
    for path in sorted(source.glob("[0-9a-f][0-9a-f]/*")):
        if not store.has(path.name):
            brought += store.put_file(path) == path.name
    return brought


def _lies_there(store: AttachmentStore, folder: Path, name: str) -> bool:
    """Whether the stick has the file in its full length; a cut-off one is written anew."""
    there = folder / PICTURES / name[:2] / name
    return there.is_file() and there.stat().st_size == store.path(name).stat().st_size


def _copied(store: AttachmentStore, folder: Path, name: str) -> bool:
    if not store.check(name):
        return False
    try:
        copy_proved(store.path(name), folder / PICTURES / name[:2] / name)
    except OSError as error:
        raise UserError(
            "往U盘复制照片时断了，多半是U盘拔早了或者满了。电脑里的资料没有变化。"
            "请插好U盘再复制一次，已经复制的不会重来。"
        ) from error
    return True


def _require_room(folder: Path, pictures: int, data: DataPaths) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise UserError(
            "这个U盘写不进去，没有复制。电脑里的资料没有变化。请看看U盘有没有写保护，或者换一个。"
        ) from error
    needed = pictures + data.database.stat().st_size + SPARE
    if free < needed:
        raise UserError(
            f"U盘放不下，还差大约 {(needed - free) / 1024**2:.0f} MB，没有复制。"
            "电脑里的资料没有变化。请删掉U盘上的旧文件，或者换一个大的。"
        )


def _settle() -> None:
    """Forces everything out of the memory onto the disks; Windows has done it file by file."""
    getattr(os, "sync", lambda: None)()
