"""What a test may need of the machine beside Python, and how to say that it is not there.

`@pytest.mark.needs("faketime")` leaves a test out where `lacking` names a reason; the run shows it.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tools.system import is_installed


@cache
def may_mount() -> bool:
    """Whether this process may put a file system into a folder."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("mount"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        words = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
        if subprocess.run(words, capture_output=True, check=False).returncode:
            return False
        subprocess.run(["umount", folder], check=True)
    return True


def may_mount_images() -> bool:
    """Whether a file can be mounted as if it were a stick."""
    return may_mount() and has("losetup") and os.access("/dev/loop-control", os.R_OK | os.W_OK)


def knows(system: str) -> bool:
    """Whether the kernel has a file system, or could load it."""
    listed = Path("/proc/filesystems")
    if listed.is_file() and system in listed.read_text(encoding="ascii").split():
        return True
    words = ["modprobe", "--dry-run", "--quiet", system]
    return has("modprobe") and subprocess.run(words, check=False).returncode == 0


def has(*programs: str) -> bool:
    """Whether the programs are installed."""
    return all(map(is_installed, programs))


THINGS: dict[str, tuple[Callable[[], bool], str]] = {
    "faketime": (lambda: has("faketime"), "没有 faketime，不能在别的日期里运行程序"),
    "tmpfs": (may_mount, "不能挂载文件系统，要管理员身份"),
    "FAT32": (
        lambda: may_mount_images() and knows("vfat") and has("mkfs.fat"),
        "不能挂载 FAT32：要管理员身份、内核里的 vfat 和 mkfs.fat",
    ),
    "exFAT": (
        lambda: may_mount_images() and has("mkfs.exfat", "mount.exfat-fuse"),
        "不能挂载 exFAT：要管理员身份、exfat-fuse 和 exfatprogs",
    ),
    "proc": (
        lambda: Path("/proc/self/status").is_file() and Path("/proc/self/fd").is_dir(),
        "没有 /proc，看不到一个进程打开的文件和用掉的内存",
    ),
    "mtools": (lambda: has("mkfs.fat", "mcopy", "fsck.fat"), "没有 mkfs.fat 和 mtools"),
}


def lacking(thing: str) -> str | None:
    """Why a test that needs the thing cannot run here, or None."""
    is_there, reason = THINGS[thing]
    return None if is_there() else reason
