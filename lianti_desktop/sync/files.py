"""Writing a file onto a stick so that it is whole or not there, and read back to prove it."""

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from lianti_desktop.domain.errors import UserError

RESERVE_BYTES = 1024 * 1024
_LYING = "写到U盘的内容读回来不一样，这个U盘可能是坏的。本机的数据没有变化。请换一个U盘再做一次。"
_FULL = "“{}”所在的磁盘放不下，没有写。本机的数据没有变化。请清出空间或换一个U盘再做一次。"
_BROKEN = "没有写成，多半是U盘满了或拔早了。本机的数据没有变化。请插好U盘再做一次。"


def require_room(folder: Path, needed: int) -> None:
    """Refuses to begin when the file will not fit."""
    if shutil.disk_usage(folder).free < needed + RESERVE_BYTES:
        raise UserError(_FULL.format(folder.name))


def room_in(folder: Path) -> int:
    """How many bytes can still be written into a folder, which is made where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return max(0, shutil.disk_usage(folder).free - RESERVE_BYTES)
    except OSError as error:
        raise UserError(_BROKEN) from error


@dataclass(frozen=True)
class Made:
    """Content that is made while it is written: how long it is at most, and who writes it."""

    size: int
    write: Callable[[BinaryIO], None]


def put_file(path: Path, content: bytes | Made) -> None:
    """Writes bytes, or what is made on the way, under a passing name and reads them back."""
    made = content if isinstance(content, Made) else _plain(content)
    passing = path.with_name(f"{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        require_room(path.parent, made.size)
        written = _write(made, passing)
        if digest_of_file(passing) != written:
            raise UserError(_LYING)
        passing.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise UserError(_BROKEN) from error
    finally:
        with suppress(OSError):  # the stick may be gone
            passing.unlink(missing_ok=True)


def _plain(content: bytes) -> Made:
    def write(file: BinaryIO) -> None:
        file.write(content)

    return Made(len(content), write)


class _Hashing:
    """Writes to a file and keeps the SHA-256 of what was meant to be written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Writes and notes."""
        self.digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Nothing is held back here."""


def _write(made: Made, aim: Path) -> bytes:
    """Writes, forces to the disk and returns the SHA-256 of what was meant to be written."""
    aim.unlink(missing_ok=True)
    with aim.open("xb") as file:  # never through a link that lies on the stick
        hashing = _Hashing(file)
        made.write(cast("BinaryIO", hashing))
        file.flush()
        os.fsync(file.fileno())
    return hashing.digest.digest()


def digest_of_file(path: Path) -> bytes:
    """SHA-256 of a file, read past what this process still holds of it."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").digest()


def _sync_folder(folder: Path) -> None:
    """Forces a folder's list of names to the disk; Windows does this by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
