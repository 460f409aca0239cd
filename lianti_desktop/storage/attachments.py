"""Attached files, each kept once under its SHA-256.

A file lies at `ab/<sha256>`, where `ab` are the first two digits. It is written beside the others
under a passing name, forced to the disk, read back and only then given its own name: a power cut
leaves either the whole file or none.
"""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from lianti_desktop.domain.errors import UserError

RESERVE_BYTES = 64 * 1024 * 1024
"""Left free at all times, so that the database itself can still be saved."""

_PIECE_BYTES = 1024 * 1024
_UNFINISHED = "unfinished"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def digest_of(source: bytes | Path) -> str:
    """Return the SHA-256, 64 hexadecimal digits, of some bytes or of a file's content."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def free_bytes(folder: Path) -> int:
    """Return how many bytes can still be written on the folder's disk."""
    return shutil.disk_usage(folder).free


def disk_full_error() -> UserError:
    """Say that the disk is full and that nothing was spoilt."""
    return UserError(
        "磁盘空间不够，这次没有存入任何文件；以前的资料都完好；请清理磁盘，腾出空间后再做一次。"
    )


@contextmanager
def disk_full_spoken() -> Iterator[None]:
    """Turn the operating system's several words for a full disk into one plain sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise disk_full_error() from error
        raise


def require_space(folder: Path, needed: int, free: Callable[[Path], int] = free_bytes) -> None:
    """Raise UserError unless `needed` bytes fit and the reserve is still free afterwards."""
    if free(folder) < needed + RESERVE_BYTES:
        raise disk_full_error()


class AttachmentStore:
    """The folder of attached files; safe to use from several threads."""

    def __init__(self, folder: Path, free: Callable[[Path], int] = free_bytes) -> None:
        """Use the folder, making it where it is missing; `free` tells the room left on its disk."""
        self._folder = folder
        self._free = free
        self._unfinished = folder / _UNFINISHED
        self._unfinished.mkdir(parents=True, exist_ok=True)

    def path(self, digest: str) -> Path:
        """Return where the file of this SHA-256 lies or would lie."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256: {digest!r}")
        return self._folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        """Tell whether there is a file of this SHA-256, without reading it."""
        return self.path(digest).is_file()

    def check(self, digest: str) -> bool:
        """Read the file again and tell whether it is there and unchanged."""
        try:
            return digest_of(self.path(digest)) == digest
        except OSError:
            return False

    def digests(self) -> Iterator[str]:
        """Yield the SHA-256 of every file that is kept, in order."""
        for folder in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(p.name for p in folder.iterdir() if _DIGEST.fullmatch(p.name))

    def put_bytes(self, data: bytes) -> str:
        """Keep some bytes and return their SHA-256; UserError when the disk is full."""
        require_space(self._folder, len(data), self._free)
        return self._put(BytesIO(data))

    def put_file(self, source: Path) -> str:
        """Keep a copy of a file, which is only read, and return its SHA-256."""
        try:
            size = source.stat().st_size
            stream = source.open("rb")
        except OSError as error:
            raise UserError(
                f"读不到文件「{source.name}」；以前的资料都完好；"
                "请看看文件还在不在、U盘有没有拔出，再选一次。"
            ) from error
        with stream:
            require_space(self._folder, size, self._free)
            return self._put(stream)

    def adopt(self, staged: Path, digest: str) -> None:
        """Move a file from the same disk in here.

        The file must have this SHA-256: it is read once more, and ValueError says that it has not.
        """
        with staged.open("r+b") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
                raise ValueError(f"staged file changed before it was kept: {digest}")
            os.fsync(stream.fileno())
        self._settle(staged, digest)

    def remove(self, digests: Iterable[str]) -> None:
        """Delete the files of these SHA-256; those that are not there are passed over."""
        for digest in digests:
            self.path(digest).unlink(missing_ok=True)

    def unfinished(self) -> list[Path]:
        """Return what is half written: by somebody at this moment, or left there by a crash."""
        return list(self._unfinished.iterdir())

    def _put(self, source: BinaryIO) -> str:
        """Copy a stream to a passing name, read it back and give it its own name."""
        handle, name = mkstemp(dir=self._unfinished)
        passing = Path(name)
        try:
            with disk_full_spoken():
                digest = _copy(source, handle)
                if digest_of(passing) != digest:
                    raise UserError(
                        "文件写到磁盘后读出来不一样，这次没有存入；以前的资料都完好；"
                        "磁盘可能有故障，请先做一次备份，再换一块磁盘。"
                    )
                self._settle(passing, digest)
        finally:
            passing.unlink(missing_ok=True)
        return digest

    def _settle(self, written: Path, digest: str) -> None:
        """Give a complete file its own name; a good one that is already there stays."""
        if self.check(digest):
            written.unlink()
            return
        target = self.path(digest)
        target.parent.mkdir(exist_ok=True)
        written.replace(target)
        _sync_folder(target.parent)


def _copy(source: BinaryIO, handle: int) -> str:
    """Write a stream to an open file, force it to the disk and return its SHA-256."""
    digest = hashlib.sha256()
    with os.fdopen(handle, "wb") as target:
        while piece := source.read(_PIECE_BYTES):
            digest.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Force a folder's list of names to the disk; Windows does this by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
