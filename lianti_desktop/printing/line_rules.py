"""The rules of a Chinese line: what may start it, what may end it, how wide things stand.

A text becomes atoms (one character, one word, one ``……``), measured in em.  Between two
neighbours stands a gap that may be negative: of two marks that meet, one gives up its blank half.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from lianti_desktop.printing.fonts import WIDE, Face, FontBook, Role

NO_START = frozenset("，。、；：！？）》〉」』】〕］｝”’…％%‰℃·～〃々ー,.:;?!)]}~")
NO_END = frozenset("（《〈「『【〔［｛“‘([{￥＃")
OPENING = frozenset("（《〈「『【〔［｛“‘")
CLOSING = frozenset("，。、；：！？）》〉」』】〕］｝”’")
WIDE_MARKS = frozenset("“”‘’…—")

PARTS = re.compile(
    r"(?P<address>(?:https?://|www\.)[!-~]+)"
    r"|(?P<word>[+\-−±]?[A-Za-z0-9\u00c0-\u024f]+(?:[.,:/'’+\-−_@#&×][A-Za-z0-9\u00c0-\u024f]+)*"
    r"[%‰℃°％]?)"
    r"|(?P<dash>——)|(?P<dots>…+)|(?P<space>[ \u00a0\u3000]+)|(?P<char>.)",
    re.DOTALL,
)
ADDRESS_PIECES = re.compile(r"[^/.\-?&=_]*[/.\-?&=_]*")

HALF = 0.5
FULL_DASH = 0.95
JOINING = 1.12
"""A dash narrower than a full one is widened so far that two of them meet."""
LATIN_GAP = 0.125
SHRINK = 0.25
"""How much of a mark's blank half may go when a line is too full; at its end all of it may."""


class Kind(Enum):
    """What an atom is to its neighbours."""

    HAN = auto()
    WORD = auto()
    OPEN = auto()
    CLOSE = auto()
    DOT = auto()
    SPACE = auto()


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as drawn: its face, its advance in em and how far it is widened."""

    char: str
    face: Face
    advance: float
    widening: float = 1.0


@dataclass(frozen=True, slots=True)
class Atom:
    """What stays together in any line; ``lead`` and ``trail`` are blank parts of its width."""

    text: str
    kind: Kind
    glyphs: tuple[Glyph, ...]
    width: float
    lead: float = 0.0
    trail: float = 0.0


def atoms_of(text: str, role: Role, font_book: FontBook) -> list[Atom]:
    """One paragraph of printable text as measured atoms."""
    atoms = []
    for match in PARTS.finditer(text):
        for part, group in _parts(match):
            atoms.append(_atom(part, group, role, font_book))
    return _without_stray_spaces(atoms)


def _without_stray_spaces(atoms: list[Atom]) -> list[Atom]:
    """Spaces typed beside a mark would keep it from its neighbour; the mark has its own blank."""
    kept: list[Atom] = []
    for atom in atoms:
        is_before_mark = atom.text[0] in NO_START and atom.text != "·"
        if kept and kept[-1].kind is Kind.SPACE and is_before_mark:
            kept.pop()
        last = kept[-1] if kept else atom
        after_mark = last.text[-1] in NO_END or (last.kind is Kind.CLOSE and last.trail > 0)
        if atom.kind is not Kind.SPACE or not after_mark:
            kept.append(atom)
    return kept


def _parts(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    group = match.lastgroup or "char"
    if group == "address":
        for piece in ADDRESS_PIECES.findall(match.group()):
            if piece:
                yield piece, group
    else:
        yield match.group(), group


def _atom(part: str, group: str, role: Role, font_book: FontBook) -> Atom:
    if group == "space":
        return Atom(" ", Kind.SPACE, (), 1.0 if "\u3000" in part else 0.3)
    if group == "dash":
        return _dash(role, font_book)
    glyphs = tuple(_glyph(char, role, font_book, wide=group != "word") for char in part)
    width = sum(glyph.advance for glyph in glyphs)
    if group in ("word", "address"):
        return Atom(part, Kind.WORD, glyphs, width)
    return _marked(part, glyphs, width)


def _glyph(char: str, role: Role, font_book: FontBook, *, wide: bool) -> Glyph:
    face, drawn = font_book.glyph(char, role, wide=wide and char in WIDE_MARKS)
    return Glyph(drawn, face, face.width(drawn))


def _dash(role: Role, font_book: FontBook) -> Atom:
    """A dash of two em without the gap that faces with a short — leave in its middle."""
    face, drawn = font_book.glyph("—", role, wide=True)
    natural = face.width(drawn)
    widening = JOINING / natural if natural < FULL_DASH else 1.0
    glyph = Glyph(drawn, face, 1.0, widening)
    return Atom("——", Kind.HAN, (glyph, glyph), 2.0)


def _marked(part: str, glyphs: tuple[Glyph, ...], width: float) -> Atom:
    is_wide = width >= WIDE
    if part in OPENING:
        return Atom(part, Kind.OPEN, glyphs, width, lead=HALF if is_wide else 0.0)
    if part in CLOSING:
        return Atom(part, Kind.CLOSE, glyphs, width, trail=HALF if is_wide else 0.0)
    if part == "·" and is_wide:
        return Atom(part, Kind.DOT, glyphs, width, lead=HALF / 2, trail=HALF / 2)
    is_latin = part.isascii()
    return Atom(part, Kind.WORD if is_latin else Kind.HAN, glyphs, width)


def may_break(before: Atom, after: Atom) -> bool:
    """Whether a line may end between two neighbours."""
    if after.kind is Kind.SPACE:
        return False
    return after.text[0] not in NO_START and before.text[-1] not in NO_END


def gap(before: Atom, after: Atom) -> float:
    """What stands between two neighbours beyond their widths, in em; negative to close them up."""
    if before.kind is Kind.DOT or after.kind is Kind.DOT:
        return -(before.trail + after.lead)
    if after.kind is Kind.OPEN and before.kind in (Kind.OPEN, Kind.CLOSE):
        return -after.lead
    if before.kind is Kind.CLOSE and after.kind is Kind.CLOSE:
        return -before.trail
    return LATIN_GAP if _is_latin_beside_han(before, after) else 0.0


def _is_latin_beside_han(before: Atom, after: Atom) -> bool:
    """Whether a Chinese character meets a word; marks such as — and … need no more air."""
    if before.kind is Kind.HAN and after.kind is Kind.WORD:
        return before.text[0].isalnum()
    return before.kind is Kind.WORD and after.kind is Kind.HAN and after.text[0].isalnum()


def shrink(before: Atom, after: Atom) -> float:
    """How much closer two neighbours may still stand, in em."""
    if Kind.DOT in (before.kind, after.kind):
        return 0.0
    both_open = before.kind is Kind.OPEN and after.kind is Kind.OPEN
    both_closed = before.kind is Kind.CLOSE and after.kind is Kind.CLOSE
    if both_open or both_closed:
        return 0.0
    return min(before.trail + after.lead, SHRINK)


def may_stretch(before: Atom, after: Atom) -> bool:
    """Whether a justified line may open up between two neighbours."""
    if before.kind is Kind.WORD and after.kind is Kind.WORD:
        return False
    return before.kind is not Kind.OPEN and after.kind is not Kind.CLOSE
