"""The tables of a TrueType font read whole instead of number by number.

reportlab asks for each of some hundred thousand numbers of a Chinese font by itself, which takes
longer than laying out an album. Here its face gets the same maps from a few passes over the bytes.
Source: the OpenType specification, tables cmap (formats 4 and 12), hmtx and loca.
"""

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from struct import unpack_from
from typing import Any

from reportlab.pdfbase import ttfonts

SHORT, LONG = "H", "I"
SEGMENTS, GROUPS = 4, 12
"""The numbers of the two forms of a cmap that are read here."""
_UNICODE, _WINDOWS = 0, 3
_VARIATIONS = 5
_METRICS_AT, _POSITIONS_AT = 34, 50
_NO_CHARACTER = 0xFFFF
_SPACE, _HARD_SPACE = 0x20, 0xA0


_Face: Any = ttfonts.TTFontFace


class QuickFace(_Face):  # type: ignore[misc]
    """A face whose maps are read at once; a font of another form is left to reportlab."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - reportlab's own names
        """Sets what reportlab's method sets; raises as that does for a broken font."""
        super().extractInfo(0)
        self._require_whole()
        if not charInfo:
            return
        glyphs = dict(_glyphs(self.get_table("cmap")))
        if not glyphs:
            super().extractInfo(charInfo)
            return
        self.hmetrics = _metrics(self.get_table("hmtx"), self.get_table("hhea"), self.numGlyphs)
        is_long = unpack_from(">H", self.get_table("head"), _POSITIONS_AT)[0]
        loca = self.get_table("loca")
        self.glyphPos = _numbers(loca, LONG) if is_long else [2 * n for n in _numbers(loca, SHORT)]
        self._keep(glyphs)

    def _require_whole(self) -> None:
        """A file that was cut off may still hold all it says of itself, and lack the outlines."""
        ends = (sum(self.get_table_pos(name)) for name in self.table)
        if max(ends) > len(self._ttf_data):
            raise ttfonts.TTFError("a table lies behind the end of the file")

    def _keep(self, glyphs: dict[int, int]) -> None:
        if _SPACE in glyphs:
            glyphs[_HARD_SPACE] = glyphs[_SPACE]
        advances = [self._pdfScale(advance) for advance, _ in self.hmetrics]
        self.charToGlyph = glyphs
        self.glyphToChar: dict[int, list[int]] = {}
        self.charWidths = dict(zip(glyphs, map(advances.__getitem__, glyphs.values()), strict=True))
        self.defaultWidth = advances[0]


def _numbers(data: bytes, kind: str) -> Any:
    """Big-endian numbers; bytes that are too few for one more are left out."""
    found = array(kind)
    found.frombytes(data[: len(data) // found.itemsize * found.itemsize])
    if sys.byteorder == "little":
        found.byteswap()
    return found


def _glyphs(cmap: bytes) -> Iterator[tuple[int, int]]:
    """Each character with its glyph, from the table that knows the most; none of another form."""
    tables = {}
    for number in range(unpack_from(">H", cmap, 2)[0]):
        platform, encoding, start = unpack_from(">HHL", cmap, 4 + 8 * number)
        is_unicode = platform == _UNICODE and encoding != _VARIATIONS
        if platform == _WINDOWS or is_unicode:
            tables[unpack_from(">H", cmap, start)[0]] = cmap[start:]
    if GROUPS in tables:
        yield from _of_groups(tables[GROUPS])
    elif SEGMENTS in tables:
        yield from _of_segments(tables[SEGMENTS])


def _of_groups(table: bytes) -> Iterator[tuple[int, int]]:
    """Format 12: runs of characters whose glyphs follow each other."""
    count = unpack_from(">L", table, 12)[0]
    numbers = _numbers(table[16 : 16 + 12 * count], LONG)
    for first, last, glyph in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)


def _of_segments(table: bytes) -> Iterator[tuple[int, int]]:
    """Format 4: runs of characters whose glyphs follow each other or stand in a list."""
    words = _numbers(table[: unpack_from(">H", table, 2)[0]], SHORT)
    count = words[3] // 2
    ends, starts = words[7 : 7 + count], words[8 + count : 8 + 2 * count]
    shifts, offsets = words[8 + 2 * count : 8 + 3 * count], words[8 + 3 * count :]
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        at = place + offsets[place] // 2
        listed = offsets[at : at + last - first + 1] if offsets[place] else range(first, last + 1)
        yield from _shifted(range(first, last + 1), listed, (shifts[place], bool(offsets[place])))


def _shifted(
    characters: Sequence[int], listed: Iterable[int], shift: tuple[int, bool]
) -> Iterator[tuple[int, int]]:
    by, is_list = shift
    for character, number, move in zip(characters, listed, repeat(by), strict=False):
        glyph = 0 if is_list and not number else (number + move) & 0xFFFF
        if glyph and character != _NO_CHARACTER:
            yield character, glyph


def _metrics(hmtx: bytes, hhea: bytes, glyphs: int) -> list[tuple[int, int]]:
    """Advance and left bearing of each glyph; the last ones share one advance."""
    full = unpack_from(">H", hhea, _METRICS_AT)[0]
    words = _numbers(hmtx, SHORT)
    own = list(zip(words[: 2 * full : 2], words[1 : 2 * full : 2], strict=True))
    rest = words[2 * full : 2 * full + glyphs - full]
    return own + [(own[-1][0], bearing) for bearing in rest]
