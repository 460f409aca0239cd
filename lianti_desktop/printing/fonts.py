"""The fonts of the paper: six roles, and for every character the first face that can draw it.

Files are looked for in the folder shipped with the program, then in the user's own, then in the
system's.  Nothing is read before a character is asked for.
"""

import struct
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from zlib import crc32

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.font_files import (
    FontFile,
    fonts_by_name,
    is_embeddable,
    system_font_folders,
)
from lianti_desktop.printing.unicode_map import to_unicode_map


class Role(StrEnum):
    """What a piece of text is on the page."""

    BODY = "body"
    BOLD = "bold"
    HEADING = "heading"
    TABLE = "table"
    KAI = "kai"
    FANG = "fang"


SONG = ("NotoSerifSC-Regular.ttf", "simsun.ttc")
HEI = ("NotoSansSC-Regular.ttf", "msyh.ttc", "wqy-microhei.ttc", "simhei.ttf", "wqy-zenhei.ttc")

ROLE_FILES: dict[Role, tuple[str, ...]] = {
    Role.BODY: (*SONG, *HEI, "uming.ttc"),
    Role.BOLD: ("NotoSerifSC-Bold.ttf", "NotoSansSC-Bold.ttf", "msyhbd.ttc", "simhei.ttf", *HEI),
    Role.HEADING: ("NotoSansSC-Bold.ttf", "msyhbd.ttc", "simhei.ttf", *HEI),
    Role.TABLE: (*HEI, *SONG),
    Role.FANG: ("simfang.ttf", *SONG, *HEI),
    Role.KAI: ("LXGWWenKai-Regular.ttf", "simkai.ttf", "ukai.ttc", *SONG, *HEI),
}

RARE_FILES = (
    "NotoSerifSC-Regular.ttf",
    "LXGWWenKai-Regular.ttf",
    "HanaMinA.ttf",
    "HanaMinB.ttf",
    "simsun.ttc",
    "simsunb.ttf",
    "msyh.ttc",
    "uming.ttc",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "DejaVuSans.ttf",
)
"""Who draws the characters that a role's own face lacks, in this order."""

STAND_INS = {"☑": "√", "✔": "√", "✓": "√", "☒": "×", "✘": "×"}
BLANKS = ("□", "?")
WIDE = 0.85
"""A Chinese quotation mark, dash or ellipsis is at least so many em wide."""

UNSEEN = frozenset({"Cc", "Cf", "Cs"})
VARIATION = frozenset({*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))})


def printable(text: str) -> str:
    """The text as it may be set: composed, without control marks and variation selectors."""
    kept = (c for c in unicodedata.normalize("NFC", text.replace("\t", " ")) if c not in VARIATION)
    return "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in UNSEEN)


@dataclass(frozen=True)
class Face:
    """One face that reportlab knows under ``name``; its widths are in thousandths of an em."""

    name: str
    widths: Mapping[int, float]
    default_width: float

    def has(self, char: str) -> bool:
        """Whether the face draws this character."""
        return ord(char) in self.widths

    def width(self, char: str) -> float:
        """The advance of one character in em."""
        return self.widths.get(ord(char), self.default_width) / 1000


class FontBook:
    """All faces found on this computer; remembers in ``missing`` what none of them can draw."""

    def __init__(self, folders: Sequence[Path], *, with_system: bool = True) -> None:
        self._folders = (*folders, *(system_font_folders() if with_system else ()))
        self._found: dict[str, Path] | None = None
        self._faces: dict[str, Face | None] = {}
        self._chosen: dict[tuple[Role, str, bool], tuple[Face, str]] = {}
        self.missing: set[str] = set()

    def glyph(self, char: str, role: Role, *, wide: bool = False) -> tuple[Face, str]:
        """The face for a character and the character it draws, a stand-in where none has it.

        ``wide`` asks for a face in which this mark takes a whole em, as Chinese text wants.
        """
        key = (role, char, wide)
        if key not in self._chosen:
            self._chosen[key] = self._choose(char, role, wide=wide)
        face, drawn = self._chosen[key]
        if drawn != char and drawn in BLANKS:
            self.missing.add(char)
        return face, drawn

    def width(self, text: str, role: Role) -> float:
        """How long a single line of text is, in em."""
        pairs = (self.glyph(char, role) for char in text)
        return sum(face.width(drawn) for face, drawn in pairs)

    def main_face(self, role: Role) -> Face:
        """The face that a role is mostly set in; raises UserError when there is no font at all."""
        for face in self._chain(role):
            return face
        raise UserError(
            "没有找到可以打印中文的字体，已录入的资料都还在，"
            "请重新安装本软件，或者在“字体”页选一个字体文件再打印。"
        )

    def _choose(self, char: str, role: Role, *, wide: bool) -> tuple[Face, str]:
        for face in self._chain(role):
            if face.has(char) and (not wide or face.width(char) >= WIDE):
                return face, char
        if wide:
            return self.glyph(char, role)
        if char in STAND_INS and char != STAND_INS[char]:
            return self.glyph(STAND_INS[char], role)
        main = self.main_face(role)
        return main, next((blank for blank in BLANKS if main.has(blank)), char)

    def _chain(self, role: Role) -> Iterator[Face]:
        seen = set()
        for name in (*ROLE_FILES[role], *RARE_FILES):
            if name not in seen:
                seen.add(name)
                face = self._face(name)
                if face is not None:
                    yield face

    def _face(self, name: str) -> Face | None:
        if name not in self._faces:
            path = self._files().get(name.lower())
            file = None if path is None else FontFile(path)
            self._faces[name] = load_face(file) if file and is_embeddable(file) else None
        return self._faces[name]

    def _files(self) -> dict[str, Path]:
        if self._found is None:
            self._found = fonts_by_name(self._folders)
        return self._found


def load_face(file: FontFile) -> Face | None:
    """Makes a face known to reportlab; None when its file turns out to be damaged."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    from lianti_desktop.printing.glyph_tables import QuickFace

    parts: Any = ttfonts
    parts.makeToUnicodeCMap, parts.TTFontFace = to_unicode_map, QuickFace
    name = f"{file.path.stem}-{crc32(str(file).encode()):08x}"
    try:
        font: Any = ttfonts.TTFont(name, str(file.path), subfontIndex=file.face_index)
    except (ttfonts.TTFError, struct.error, OSError, ValueError, LookupError):
        return None
    if name in pdfmetrics.getRegisteredFontNames():
        font = pdfmetrics.getFont(name)
    else:
        pdfmetrics.registerFont(font)
    return Face(name, font.face.charWidths, font.face.defaultWidth)
