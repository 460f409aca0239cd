"""Writing a file onto a stick so that it is whole or not there, and read back to prove it."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from lianti_desktop.domain.errors import UserError

RESERVE_BYTES = 1024 * 1024
_PIECE_BYTES = 1024 * 1024
_LYING = "写到U盘的内容读回来不一样，这个U盘可能是坏的。本机的数据没有变化。请换一个U盘再做一次。"
_FULL = "“{}”所在的磁盘放不下，没有写。本机的数据没有变化。请清出空间或换一个U盘再做一次。"
_BROKEN = "没有写成，多半是U盘满了或拔早了。本机的数据没有变化。请插好U盘再做一次。"


def require_room(folder: Path, needed: int) -> None:
    """Refuses to begin when the file will not fit."""
    if shutil.disk_usage(folder).free < needed + RESERVE_BYTES:
        raise UserError(_FULL.format(folder.name))


def put_file(path: Path, content: bytes | Path) -> None:
    """Writes some bytes, or the content of another file, under a passing name and reads it back."""
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    passing = path.with_name(f"{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        require_room(path.parent, size)
        written = _copy(content, passing)
        if digest_of_file(passing) != written:
            raise UserError(_LYING)
        passing.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise UserError(_BROKEN) from error
    finally:
        passing.unlink(missing_ok=True)


def _copy(content: bytes | Path, aim: Path) -> bytes:
    """Writes, forces to the disk and returns the SHA-256 of what was meant to be written."""
    digest = hashlib.sha256()
    with aim.open("wb") as file:
        for piece in _pieces(content):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.digest()


def _pieces(content: bytes | Path) -> Iterable[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece


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
