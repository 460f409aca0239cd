"""Packages and requests open by a double click: telling the system whose files .ltp and .ltreq are.

Only for the person at this PC, without an administrator: below HKEY_CURRENT_USER on Windows, in the
user's data folder on Linux. Nothing else is touched, and it can be taken back.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape

from lianti_desktop.paths import PORTABLE_MARK, resources_folder

CLASSES = r"Software\Classes"
OPEN = r"shell\open\command"
MIME_FILE, DESKTOP_FILE = "lianti-desktop.xml", "lianti-desktop.desktop"
REFRESHERS = (("update-mime-database", "mime"), ("update-desktop-database", "applications"))
PATIENCE = 20


@dataclass(frozen=True)
class FileType:
    """An ending, its name for the system, and what people read."""

    ending: str
    class_name: str
    mime: str
    title: str
    opening: str


TYPES = (
    FileType(
        ".ltp",
        "LianTi.Package",
        "application/x-lianti-package",
        "联体桌面 交换包",
        "联体桌面 交换包",
    ),
    FileType(
        ".ltreq",
        "LianTi.Request",
        "application/x-lianti-request",
        "联体桌面 入盟申请",
        "联体桌面 入盟申请",
    ),
)


class FileTypes(Protocol):
    """What knows of file types on this system."""

    def is_registered(self) -> bool:
        """Whether a double click opens this program."""

    def register(self) -> None:
        """From now on it does."""

    def unregister(self) -> None:
        """From now on it does not."""


class Keys(Protocol):
    """The part of the registry that belongs to the user; names are paths with backslashes."""

    def value(self, path: str) -> str | None:
        """The default value of a key; None when there is no such key."""

    def write(self, path: str, value: str) -> None:
        """Makes the key with its default value."""

    def remove(self, path: str) -> None:
        """Takes a key away with all below it."""


class WindowsTypes:
    """The types in the registry."""

    def __init__(self, keys: Keys, command: str, told: Callable[[], None] = lambda: None) -> None:
        self._keys, self._command, self._told = keys, command, told

    def is_registered(self) -> bool:
        return all(self._keys.value(path) == value for path, value in self._entries())

    def register(self) -> None:
        for path, value in self._entries():
            self._keys.write(path, value)
        self._told()

    def unregister(self) -> None:
        """An ending that another program has taken meanwhile stays that program's."""
        for one in TYPES:
            if self._keys.value(rf"{CLASSES}\{one.ending}") == one.class_name:
                self._keys.remove(rf"{CLASSES}\{one.ending}")
            self._keys.remove(rf"{CLASSES}\{one.class_name}")
        self._told()

    def _entries(self) -> Iterator[tuple[str, str]]:
        for one in TYPES:
            own = rf"{CLASSES}\{one.class_name}"
            yield own, one.title
            yield rf"{own}\{OPEN}", f'{self._command} "%1"'
            yield rf"{CLASSES}\{one.ending}", one.class_name


class DesktopTypes:
    """The types in the user's data folder, as desktops on Linux read them."""

    def __init__(self, data_home: Path, command: str, refresh: Callable[[Path], None]) -> None:
        self._home, self._command, self._refresh = data_home, command, refresh

    def is_registered(self) -> bool:
        return all(_text(path) == text for path, text in self._files())

    def register(self) -> None:
        for path, text in self._files():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self._refresh(self._home)

    def unregister(self) -> None:
        for path, _ in self._files():
            path.unlink(missing_ok=True)
        self._refresh(self._home)

    def _files(self) -> Iterator[tuple[Path, str]]:
        yield self._home / "mime" / "packages" / MIME_FILE, _mime_xml()
        yield self._home / "applications" / DESKTOP_FILE, _desktop_entry(self._command)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None


def _mime_xml() -> str:
    """A package is known by its ending, and by its first words where it was renamed."""
    parts = [
        f'  <mime-type type="{one.mime}">\n'
        f'    <comment xml:lang="zh_CN">{escape(one.title)}</comment>\n'
        f"    <comment>{escape(one.title)}</comment>\n"
        f'    <glob pattern="*{one.ending}"/>\n'
        f'    <magic><match type="string" offset="0:3" value="{escape(one.opening)}"/></magic>\n'
        "  </mime-type>\n"
        for one in TYPES
    ]
    space = "http://www.freedesktop.org/standards/shared-mime-info"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<mime-info xmlns="{space}">\n'
        f"{''.join(parts)}</mime-info>\n"
    )


def _desktop_entry(command: str) -> str:
    mimes = "".join(f"{one.mime};" for one in TYPES)
    return (
        "[Desktop Entry]\nType=Application\nName=联体桌面\nComment=收下或查看交换包\n"
        f"Exec={command} %f\nMimeType={mimes}\nNoDisplay=true\nTerminal=false\n"
    )


def opening_command() -> str:
    """How this program is started, as a command line writes it."""
    if getattr(sys, "frozen", False):
        return f'"{sys.executable}"'
    return f'"{sys.executable}" "{resources_folder().parent / "main.py"}"'


def usual_types() -> FileTypes | None:
    """The types of this system; None where nothing may be left on the PC (run from a stick)."""
    if (resources_folder().parent / PORTABLE_MARK).exists():
        return None
    if sys.platform == "win32":
        return WindowsTypes(UserKeys(), opening_command(), tell_explorer)
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return DesktopTypes(Path(home), opening_command(), refresh_desktop)


def refresh_desktop(data_home: Path) -> None:
    """Has the desktop read the folder anew; one without these tools does it at the next login."""
    for tool, folder in REFRESHERS:
        if shutil.which(tool):
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run(
                    [tool, str(data_home / folder)],
                    check=False,
                    capture_output=True,
                    timeout=PATIENCE,
                )


if sys.platform == "win32":
    import ctypes
    import winreg

    class UserKeys:
        """The registry of the user at this PC."""

        def value(self, path: str) -> str | None:
            try:
                return winreg.QueryValue(winreg.HKEY_CURRENT_USER, path)
            except OSError:
                return None

        def write(self, path: str, value: str) -> None:
            winreg.SetValue(winreg.HKEY_CURRENT_USER, path, winreg.REG_SZ, value)

        def remove(self, path: str) -> None:
            with contextlib.suppress(OSError):
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                    names = [winreg.EnumKey(key, at) for at in range(winreg.QueryInfoKey(key)[0])]
                for name in names:
                    self.remove(rf"{path}\{name}")
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, path)

    def tell_explorer() -> None:
        """Has the Explorer draw the signs anew: SHCNE_ASSOCCHANGED."""
        ctypes.windll.shell32.SHChangeNotify(0x08000000, 0, None, None)
