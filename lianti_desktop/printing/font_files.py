"""Finds font files on this computer and tells which of them may go into a PDF."""

import os
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

REFUSED_TABLES = frozenset({b"CFF ", b"CFF2", b"fvar"})
"""Outlines that cannot be embedded, and variable fonts, which would draw their thinnest weight."""

NO_EMBEDDING = 0x0002
TYPE_FLAGS_OFFSET = 8
FONT_ENDINGS = frozenset({".ttf", ".ttc"})


@dataclass(frozen=True)
class FontFile:
    """One face: a file and, for a collection, which of its faces."""

    path: Path
    face_index: int = 0


def system_font_folders() -> tuple[Path, ...]:
    """Where this system keeps its fonts, the machine's own folder first."""
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", str(Path.home())))
        return (windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts")
    return (Path("/usr/share/fonts"), Path.home() / ".local" / "share" / "fonts")


def fonts_by_name(folders: Iterable[Path]) -> dict[str, Path]:
    """Every font file below the folders by its lower-case name; earlier folders win."""
    found: dict[str, Path] = {}
    for path in _font_paths(folders):
        found.setdefault(path.name.lower(), path)
    return found


def _font_paths(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in sorted(names):
                if Path(name).suffix.lower() in FONT_ENDINGS:
                    yield Path(root, name)


def is_embeddable(file: FontFile) -> bool:
    """Whether the face has TrueType outlines, one fixed weight and leave to be embedded."""
    try:
        with file.path.open("rb") as stream:
            tables = _table_offsets(stream.read(4096), file)
            if b"glyf" not in tables or REFUSED_TABLES & tables.keys():
                return False
            return not _type_flags(file.path, tables) & NO_EMBEDDING
    except (OSError, struct.error):
        return False


def _table_offsets(head: bytes, file: FontFile) -> dict[bytes, int]:
    start = 0
    if head[:4] == b"ttcf":
        start = struct.unpack_from(">L", head, 12 + 4 * file.face_index)[0]
        with file.path.open("rb") as stream:
            stream.seek(start)
            head, start = stream.read(4096), 0
    (count,) = struct.unpack_from(">H", head, start + 4)
    offsets = {}
    for place in range(start + 12, start + 12 + 16 * count, 16):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", head, place)
        offsets[tag] = offset
    return offsets


def _type_flags(path: Path, tables: dict[bytes, int]) -> int:
    if b"OS/2" not in tables:
        return 0
    with path.open("rb") as stream:
        stream.seek(tables[b"OS/2"] + TYPE_FLAGS_OFFSET)
        flags: int = struct.unpack(">H", stream.read(2))[0]
        return flags
