"""A file that one process holds until it lets go or dies, on Windows and elsewhere.

`enter` and `has_company` tell who else has a data folder open; `hold_patiently` lets one process
after the other do what two must not do at once.
"""

import os
import secrets
import sys
import time
from pathlib import Path

_ENDING = ".lock"
_MODE = 0o600
_PAUSE = 0.05
_FAR = 1 << 30
"""The byte that is locked lies far behind the end: Windows lets nobody read what is locked."""

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


class HeldFile:
    """As long as the file is open, nobody else can hold it."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle: int | None = handle

    def let_go(self) -> None:
        """Others may hold it now; a second time does no harm."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def remove(self) -> None:
        """Lets go, and the file goes too; a file that somebody has open stays on Windows."""
        if self._handle is None:
            return
        self.let_go()
        try:
            self.path.unlink(missing_ok=True)
        except PermissionError:
            return

    def is_in_place(self) -> bool:
        """Whether the name still leads to this file and nobody has cleared it away meanwhile."""
        if self._handle is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._handle), self.path.stat())
        except OSError:
            return False


def hold(path: Path) -> HeldFile | None:
    """The file, made where there is none; None while somebody else holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, _MODE)
    if _lock(handle):
        return HeldFile(path, handle)
    os.close(handle)
    return None


def hold_patiently(path: Path, seconds: float) -> HeldFile | None:
    """The file as soon as it is free; None when it was not within that time."""
    until = time.monotonic() + seconds
    while (held := hold(path)) is None and time.monotonic() < until:
        time.sleep(_PAUSE)
    return held


def enter(folder: Path) -> HeldFile:
    """A sign in the folder that this process is here, until it is removed."""
    while True:
        held = hold(folder / f"{secrets.token_hex(8)}{_ENDING}")
        if held is not None and held.is_in_place():
            return held


def has_company(folder: Path, own: HeldFile) -> bool:
    """Whether somebody else is here as well; signs that the dead have left are cleared away."""
    for path in folder.glob(f"*{_ENDING}"):
        if path == own.path:
            continue
        held = hold(path)
        if held is None:
            return True
        held.remove()
    return False
