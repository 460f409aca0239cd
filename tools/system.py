"""The system libraries that Qt and Python's venv need; apt installs what is missing."""

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable, Mapping

from tools.shell import SetUpError, is_root, run_quietly, say

# The file a library is loaded by, and Debian's package for it: first what Qt needs anywhere,
# then what a window on screen needs.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
# What weasyprint, a peer of the printing benchmark, loads.
PEER_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}

# Programs that some tests call, and Debian's packages for them; where one is missing those tests
# are left out, with the reason.
TEST_PROGRAMS = {
    "faketime": "faketime",
    "mkfs.fat": "dosfstools",
    "mcopy": "mtools",
    "mkfs.exfat": "exfatprogs",
    "mount.exfat-fuse": "exfat-fuse",
}
ADMIN_FOLDERS = ("/usr/sbin", "/sbin")
"""Where such programs lie; not everybody looks there."""


def is_loadable(library: str) -> bool:
    """Whether the loader finds the shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """Debian's names of what this machine lacks."""
    missing = [package for file, package in libraries.items() if not is_loadable(file)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python3.{sys.version_info.minor}-venv")
    return missing


def provide(libraries: Mapping[str, str] = LIBRARIES) -> None:
    """Install what is missing; Windows and macOS need nothing."""
    if sys.platform == "linux" and (missing := missing_packages(libraries)):
        install(missing)


def is_installed(program: str) -> bool:
    """Whether a program is there, also one for administrators."""
    folders = os.pathsep.join((os.environ.get("PATH", os.defpath), *ADMIN_FOLDERS))
    return shutil.which(program, path=folders) is not None


def provide_for_tests() -> None:
    """Install what some tests call; a machine that refuses does without."""
    missing = [package for name, package in TEST_PROGRAMS.items() if not is_installed(name)]
    if sys.platform != "linux" or not missing:
        return
    try:
        install(missing)
    except SetUpError as error:
        say(f"{error}。没有它们时，有几项测试会跳过并写明原因。")


def install(packages: Iterable[str]) -> None:
    """Have apt install the packages, or name the command that would."""
    names = list(packages)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    if not shutil.which("apt-get"):
        raise SetUpError("这台电脑缺少系统软件包，请先安装：" + " ".join(names))
    if not is_root() and not shutil.which("sudo"):
        raise SetUpError("缺少系统软件包，请用管理员身份执行：" + " ".join(command))
    say(f"安装系统软件包 {len(names)} 个：" + " ".join(names))
    prefix = [] if is_root() else ["sudo"]
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    try:
        run_quietly([*prefix, "apt-get", "-qq", "update"])
        run_quietly([*prefix, *quiet, *command])
    except SetUpError as error:
        raise SetUpError(f"系统软件包没有装上，请检查网络后再试：{error}") from error
