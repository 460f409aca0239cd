"""Chinese text set for paper: justified lines, first-line indents, breaks across pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from lianti_desktop.printing.fonts import Face, FontBook, Role, printable
from lianti_desktop.printing.line_breaking import Measured, Span, break_lines
from lianti_desktop.printing.line_rules import (
    Atom,
    Glyph,
    Kind,
    atoms_of,
    gap,
    may_stretch,
    shrink,
)

INK = "#1F2329"
MOST_STRETCH = 0.4
"""A line whose gaps would open wider than this stays ragged."""

TOLERANCE = 0.0006
TOGETHER = 2
"""So many lines of a paragraph stay together at the foot and at the head of a page."""


class Align(Enum):
    """Where lines stand in their width."""

    JUSTIFY = auto()
    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


@dataclass(frozen=True)
class TextStyle:
    """How text is set; ``size`` and ``leading`` in points, ``indent`` and ``spacing`` in em."""

    role: Role = Role.BODY
    size: float = 11.0
    leading: float = 18.5
    colour: str = INK
    align: Align = Align.JUSTIFY
    indent: float = 0.0
    spacing: float = 0.0


@dataclass(frozen=True)
class Run:
    """Characters of one face in a row: from ``x`` em, ``spread`` em more after each of them."""

    x: float
    face: Face
    text: str
    spread: float = 0.0
    widening: float = 1.0


@dataclass(frozen=True)
class Line:
    """One set line; ``paragraph`` counts from 0 and tells which lines belong together."""

    runs: tuple[Run, ...]
    text: str
    width: float
    paragraph: int


@dataclass(frozen=True)
class LaidText:
    """Lines set to a width in points."""

    lines: tuple[Line, ...]
    style: TextStyle
    width: float

    @property
    def height(self) -> float:
        """The room its lines take, in points."""
        return len(self.lines) * self.style.leading

    def split(self, room: float) -> tuple["LaidText | None", "LaidText | None"]:
        """What fits into ``room`` points and what is left; no line of a paragraph stands alone."""
        fitting = int((room + 0.01) / self.style.leading)
        if fitting >= len(self.lines):
            return self, None
        at = self._good_break(fitting)
        if at <= 0:
            return None, self
        first, rest = self.lines[:at], self.lines[at:]
        return replace(self, lines=first), replace(self, lines=rest)

    def _good_break(self, fitting: int) -> int:
        for at in range(fitting, 0, -1):
            if self.lines[at - 1].paragraph != self.lines[at].paragraph:
                if self._run_before(at) >= TOGETHER or self._is_whole_before(at):
                    return at
            elif self._run_before(at) >= TOGETHER and self._run_after(at) >= TOGETHER:
                return at
        return 0

    def _is_whole_before(self, at: int) -> bool:
        """Whether the single line before ``at`` is all there is of its paragraph."""
        return at < TOGETHER or self.lines[at - 2].paragraph != self.lines[at - 1].paragraph

    def _run_before(self, at: int) -> int:
        paragraph = self.lines[at - 1].paragraph
        return sum(line.paragraph == paragraph for line in self.lines[:at])

    def _run_after(self, at: int) -> int:
        paragraph = self.lines[at].paragraph
        return sum(line.paragraph == paragraph for line in self.lines[at:])


class Measure:
    """How many lines a text takes at any width, without setting them: for layouts that try out."""

    def __init__(self, text: str, style: TextStyle, font_book: FontBook) -> None:
        self._style = style
        self._paragraphs = [_measured(part, style, font_book) for part in _paragraphs(text)]

    def lines(self, width: float) -> int:
        """The number of lines at a width in points."""
        room = width / self._style.size
        indent = self._style.indent
        return sum(len(break_lines(one, room, indent)[1]) for one in self._paragraphs)

    @property
    def natural(self) -> float:
        """How wide the longest paragraph is on one line, in points."""
        widths = (one.width(Span(0, len(one.atoms))) for one in self._paragraphs)
        return max(widths, default=0.0) * self._style.size


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in printable(text).split("\n") if part.strip()]


def _measured(paragraph: str, style: TextStyle, font_book: FontBook) -> Measured:
    atoms = atoms_of(paragraph, style.role, font_book)
    return Measured(tuple(_spaced(atom, style.spacing) for atom in atoms))


def set_text(text: str, style: TextStyle, width: float, font_book: FontBook) -> LaidText:
    """Sets a text, whose line ends are paragraph ends, to a width in points."""
    lines: list[Line] = []
    for number, paragraph in enumerate(_paragraphs(text)):
        whole = _measured(paragraph, style, font_book)
        measured, spans = break_lines(whole, width / style.size, style.indent)
        last = len(spans) - 1
        for index, span in enumerate(spans):
            room = width / style.size
            setting = _Setting(style, room, style.indent if index == 0 else 0.0, index == last)
            lines.append(_line(measured, span, setting, number))
    return LaidText(tuple(lines), style, width)


def _spaced(atom: Atom, spacing: float) -> Atom:
    if not spacing or atom.kind is Kind.WORD:
        return atom
    return replace(atom, width=atom.width + spacing)


@dataclass(frozen=True)
class _Setting:
    style: TextStyle
    room: float
    indent: float
    is_last: bool


def _line(measured: Measured, span: Span, setting: _Setting, paragraph: int) -> Line:
    atoms = measured.atoms[span.start : span.stop]
    natural = measured.width(span)
    slack = setting.room - setting.indent - natural
    extras = _extras(atoms, slack, setting)
    width = natural + sum(extras)
    unseen = 0.0 if atoms[-1].kind is Kind.WORD else setting.style.spacing
    left_over = slack - sum(extras) + unseen
    x = setting.indent + _offset(setting, left_over) - atoms[0].lead
    glyphs = list(_placed(atoms, extras, x))
    text = "".join(atom.text for atom in atoms)
    return Line(tuple(_runs(glyphs)), text, width * setting.style.size, paragraph)


def _offset(setting: _Setting, left_over: float) -> float:
    match setting.style.align:
        case Align.CENTRE:
            return max(left_over, 0.0) / 2
        case Align.RIGHT:
            return max(left_over, 0.0)
        case _:
            return 0.0


def _extras(atoms: Sequence[Atom], slack: float, setting: _Setting) -> list[float]:
    """What is added to each gap of the line, in em: less than nothing where it is too full."""
    pairs = list(pairwise(atoms))
    if slack < 0:
        return _closed_up(pairs, slack, atoms[-1].trail)
    open_gaps = [may_stretch(*pair) for pair in pairs]
    if setting.style.align is not Align.JUSTIFY or setting.is_last or not any(open_gaps):
        return [0.0] * len(pairs)
    each = slack / sum(open_gaps)
    return [each if opens and each <= MOST_STRETCH else 0.0 for opens in open_gaps]


def _closed_up(pairs: list[tuple[Atom, Atom]], slack: float, end_blank: float) -> list[float]:
    """Closes up the gaps after the blank of the line's last mark, which may overhang, is used."""
    needed = -slack - end_blank
    shrinks = [shrink(*pair) for pair in pairs]
    if needed <= 0 or not sum(shrinks):
        return [0.0] * len(pairs)
    share = min(needed / sum(shrinks), 1.0)
    return [-share * amount for amount in shrinks]


def _placed(
    atoms: Sequence[Atom], extras: Sequence[float], x: float
) -> Iterator[tuple[float, Glyph]]:
    for index, atom in enumerate(atoms):
        place = x
        for glyph in atom.glyphs:
            drawn = glyph.face.width(glyph.char) * glyph.widening
            inset = (glyph.advance - drawn) / 2 if glyph.widening != 1.0 else 0.0
            yield place + inset, glyph
            place += glyph.advance
        x += atom.width
        if index < len(extras):
            x += gap(atom, atoms[index + 1]) + extras[index]


def _runs(glyphs: Sequence[tuple[float, Glyph]]) -> Iterator[Run]:
    """Joins glyphs that follow each other evenly into as few runs as possible."""
    start = 0
    while start < len(glyphs):
        x, first = glyphs[start]
        stop = _run_stop(glyphs, start)
        spread = _over(glyphs, start + 1) if stop > start + 1 else 0.0
        text = "".join(glyph.char for _, glyph in glyphs[start:stop])
        yield Run(x, first.face, text, spread, first.widening)
        start = stop


def _run_stop(glyphs: Sequence[tuple[float, Glyph]], start: int) -> int:
    first = glyphs[start][1]
    for stop in range(start + 1, len(glyphs)):
        glyph = glyphs[stop][1]
        if glyph.face is not first.face or (first.widening, glyph.widening) != (1.0, 1.0):
            return stop
        if abs(_over(glyphs, stop) - _over(glyphs, start + 1)) > TOLERANCE:
            return stop
    return len(glyphs)


def _over(glyphs: Sequence[tuple[float, Glyph]], index: int) -> float:
    """How far a glyph stands from the end of the one before it, in em."""
    x, glyph = glyphs[index - 1]
    return glyphs[index][0] - x - glyph.face.width(glyph.char)
