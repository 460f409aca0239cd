"""The disks of this PC as the system tells of them."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from lianti_desktop.services.data_place import Volume, VolumeKind

STICKS = ("/media/", "/run/media/", "/mnt/")
STICK_SYSTEMS = frozenset({"vfat", "exfat", "ntfs", "ntfs3", "fuseblk"})
NETWORK_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"})
PASSING_SYSTEMS = frozenset({"tmpfs", "devtmpfs", "overlay", "squashfs", "proc", "sysfs"})
DRIVE_KINDS = {2: VolumeKind.REMOVABLE, 4: VolumeKind.NETWORK, 5: VolumeKind.REMOVABLE}
"""What GetDriveTypeW answers; everything else counts as fixed."""


def volumes() -> tuple[Volume, ...]:
    """Every disk that is ready, without those that live in memory only."""
    ready = [disk for disk in QStorageInfo.mountedVolumes() if disk.isValid() and disk.isReady()]
    return tuple(_volume(disk) for disk in ready if _is_disk(disk))


def _is_disk(disk: QStorageInfo) -> bool:
    """A system without a list of its own (a bare root) names one disk that lies nowhere."""
    root = disk.rootPath()
    return root == "/" or (root != "" and _file_system(disk) not in PASSING_SYSTEMS)


def _file_system(disk: QStorageInfo) -> str:
    return bytes(disk.fileSystemType().data()).decode()


def _volume(disk: QStorageInfo) -> Volume:
    root = Path(disk.rootPath())
    return Volume(
        root=root,
        kind=_kind(disk),
        free=max(0, disk.bytesAvailable()),
        name=disk.displayName(),
        is_system=_is_system(root),
        is_read_only=disk.isReadOnly(),
        is_root_open=os.access(root, os.W_OK),
    )


def _is_system(root: Path) -> bool:
    if sys.platform == "win32":
        return str(root)[:1].upper() == os.environ.get("SYSTEMDRIVE", "C:")[:1].upper()
    return root == Path("/") or str(root).startswith(("/boot", "/usr", "/var", "/etc"))


def _kind(disk: QStorageInfo) -> VolumeKind:
    if sys.platform == "win32":
        import ctypes

        answer = ctypes.windll.kernel32.GetDriveTypeW(disk.rootPath().replace("/", "\\"))
        return DRIVE_KINDS.get(answer, VolumeKind.FIXED)
    system = _file_system(disk)
    if system in NETWORK_SYSTEMS:
        return VolumeKind.NETWORK
    is_stick = disk.rootPath().startswith(STICKS) and system in STICK_SYSTEMS
    return VolumeKind.REMOVABLE if is_stick else VolumeKind.FIXED
