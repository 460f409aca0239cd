"""Which computer this is: signs that each may change, and of which two do not change by chance.

The board's number, the numbers of the network cards, the number of the installation and those of
the disks. They are kept as hashes beside the keys and never leave the PC. A disk that was copied
onto another PC meets another board, other cards and another disk there; a new network card alone
says nothing. What cannot be read is left out. Source: exchange.md §2.
"""

import ctypes
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

Signs = Mapping[str, list[str]]

ENOUGH: Final = 2
_JUNK: Final = frozenset({"", "none", "default string", "to be filled by o.e.m.", "0123456789"})
_SIGN_BYTES: Final = 8
_RAW_TABLES: Final = int.from_bytes(b"RSMB")
_TABLES_BEGIN, _SYSTEM, _END, _UUID_AT = 8, 1, 127, 8


def signs() -> Signs:
    """The signs of this computer by kind."""
    readers = _WINDOWS if sys.platform == "win32" else _LINUX
    found = {name: sorted(map(_hashed, filter(_says, read()))) for name, read in readers.items()}
    return {name: values for name, values in found.items() if values}


def packed(found: Signs) -> str:
    """The signs as a note keeps them."""
    return json.dumps(found, sort_keys=True)


def is_another(noted: str, now: Signs) -> bool:
    """Whether a note was made on another computer: of two kinds of signs none is the same."""
    try:
        before = {str(name): set(values) for name, values in json.loads(noted or "{}").items()}
    except (ValueError, TypeError, AttributeError):
        return False
    changed = [name for name, values in now.items() if before.get(name, set()).isdisjoint(values)]
    return len([name for name in changed if before.get(name)]) >= ENOUGH


def _hashed(value: str) -> str:
    return hashlib.blake2b(value.encode(), digest_size=_SIGN_BYTES).hexdigest()


def _says(value: str) -> bool:
    """Whether a value names anything: makers leave all zeros, all Fs or a form's words."""
    bare = value.strip().lower()
    return bare not in _JUNK and len(set(bare) - set("-: ")) > 1


def _contents(paths: Iterable[Path]) -> list[str]:
    found = []
    for path in paths:
        try:
            found.append(path.read_text(encoding="ascii", errors="replace").strip())
        except OSError:
            continue
    return found


def _listed(folder: str, pattern: str) -> list[str]:
    return _contents(sorted(Path(folder).glob(pattern)))


_LINUX: Final[Mapping[str, Callable[[], list[str]]]] = {
    "board": lambda: _listed("/sys/class/dmi/id", "product_uuid"),
    "cards": lambda: [
        *_contents(card.parent / "address" for card in Path("/sys/class/net").glob("*/device"))
    ],
    "system": lambda: _contents([Path("/etc/machine-id")]),
    "disks": lambda: [
        *_listed("/sys/class/block", "*/device/serial"),
        *_listed("/sys/class/block", "*/device/wwid"),
    ],
}


def board_of(tables: bytes) -> list[str]:
    """The board's number in the tables that the firmware leaves (SMBIOS): text behind each part."""
    at = _TABLES_BEGIN
    while at + 4 <= len(tables) and tables[at] != _END:
        kind, length = tables[at], tables[at + 1]
        if kind == _SYSTEM and length >= _UUID_AT + 16:
            return [tables[at + _UUID_AT : at + _UUID_AT + 16].hex()]
        end = tables.find(b"\0\0", at + length)
        if end < 0 or not length:
            break
        at = end + 2
    return []


def _windows_board() -> list[str]:
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        size = kernel.GetSystemFirmwareTable(_RAW_TABLES, 0, None, 0)
        buffer = ctypes.create_string_buffer(size)
        kernel.GetSystemFirmwareTable(_RAW_TABLES, 0, buffer, size)
        return board_of(buffer.raw)
    return []


def _windows_system() -> list[str]:
    if sys.platform == "win32":
        import winreg

        path = r"SOFTWARE\Microsoft\Cryptography"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
            return [str(winreg.QueryValueEx(key, "MachineGuid")[0])]
    return []


def _windows_cards() -> list[str]:
    import uuid

    number = uuid.getnode()
    is_made_up = bool(number >> 40 & 1)
    return [] if is_made_up else [f"{number:012x}"]


_WINDOWS: Final[Mapping[str, Callable[[], list[str]]]] = {
    "board": _windows_board,
    "cards": _windows_cards,
    "system": _windows_system,
}
