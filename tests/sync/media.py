"""Real file systems of the size of a small stick, mounted for one test."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.system import ADMIN_FOLDERS

MEGABYTE = 1 << 20
IMAGE_SIZE = {"FAT32": 40 * MEGABYTE, "exFAT": 8 * MEGABYTE}
MAKE = {"FAT32": ("mkfs.fat", "-F", "32", "-s", "1"), "exFAT": ("mkfs.exfat",)}
MOUNT = {
    "FAT32": ("mount", "-t", "vfat", "-o", "utf8"),
    "exFAT": ("mount.exfat-fuse",),
}


def call(*words: object) -> str:
    """Runs a program of the system that must succeed; what it said."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *ADMIN_FOLDERS))
    variables = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    program = list(map(str, words))
    return subprocess.run(
        program, capture_output=True, encoding="utf-8", env=variables, check=True
    ).stdout


class Medium:
    """A file system in a folder; it may be pulled out and put in again."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        self._device = ""
        folder.mkdir()
        if kind in MAKE:
            image = folder.with_suffix(".img")
            with image.open("wb") as file:
                file.truncate(IMAGE_SIZE[kind])
            self._device = call("losetup", "--find", "--show", image).strip()
            call(*MAKE[kind], self._device)
        self.put_in()

    def put_in(self) -> None:
        """As when a stick is plugged in."""
        if self.kind == "tmpfs":
            call("mount", "-t", "tmpfs", "-o", f"size={8 * MEGABYTE}", "tmpfs", self.folder)
        else:
            call(*MOUNT[self.kind], self._device, self.folder)

    def pull_out(self) -> None:
        """As when a stick is pulled out after it was said that it may be."""
        call("umount", self.folder)

    def put_in_again(self) -> None:
        """Out and in; what lies in memory alone stays where it is."""
        if self.kind != "tmpfs":
            self.pull_out()
            self.put_in()

    def resize(self, size: int) -> None:
        """More room or less, in memory."""
        call("mount", "-o", f"remount,size={size}", self.folder)

    def let_go(self) -> None:
        """Clears everything away, also what a failed test still holds open."""
        call("umount", "--lazy", self.folder)
        if self._device:
            call("losetup", "--detach", self._device)


@contextmanager
def mounted(kind: str, folder: Path) -> Iterator[Medium]:
    """A file system in a folder, until the end of the block."""
    medium = Medium(kind, folder)
    try:
        yield medium
    finally:
        medium.let_go()
