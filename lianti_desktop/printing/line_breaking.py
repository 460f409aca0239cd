"""Breaks measured atoms into lines: push in before push out, no lonely last character."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lianti_desktop.printing.line_rules import NO_START, Atom, Kind, gap, may_break, shrink

EPSILON = 1e-6
SURELY_SHORT = 3.0
"""A line shorter than its room by so many em takes one more character."""


@dataclass(frozen=True, slots=True)
class Span:
    """One line: atoms ``start`` up to but without ``stop``."""

    start: int
    stop: int


@dataclass(frozen=True)
class Measured:
    """The atoms of one paragraph with running sums, so that any span is measured at once."""

    atoms: tuple[Atom, ...]

    @cached_property
    def starts(self) -> list[float]:
        """Where each atom's cell starts when all stand in one line."""
        places = [0.0]
        for before, after in zip(self.atoms, self.atoms[1:], strict=False):
            places.append(places[-1] + before.width + gap(before, after))
        return places

    @cached_property
    def shrinks(self) -> list[float]:
        """How much the gaps before each atom can give up together."""
        sums = [0.0]
        for before, after in zip(self.atoms, self.atoms[1:], strict=False):
            sums.append(sums[-1] + shrink(before, after))
        return sums

    @cached_property
    def breaks(self) -> list[int]:
        """Before which atoms a line may end, and the end of the paragraph."""
        inner = [i for i in range(1, len(self.atoms)) if may_break(*self.atoms[i - 1 : i + 1])]
        return [*inner, len(self.atoms)]

    @cached_property
    def widest(self) -> float:
        """The width of the widest atom that could be taken apart."""
        return max((one.width for one in self.atoms if len(one.glyphs) > 1), default=0.0)

    def trimmed(self, span: Span) -> Span:
        """The span without the spaces at its two ends."""
        start, stop = span.start, span.stop
        while start < stop and self.atoms[start].kind is Kind.SPACE:
            start += 1
        while stop > start and self.atoms[stop - 1].kind is Kind.SPACE:
            stop -= 1
        return Span(start, stop)

    def width(self, span: Span) -> float:
        """The natural width of a line; the blank half of a mark that starts it is cut off."""
        if span.start == span.stop:
            return 0.0
        last = span.stop - 1
        full = self.starts[last] + self.atoms[last].width - self.starts[span.start]
        return full - self.atoms[span.start].lead

    def least_width(self, span: Span) -> float:
        """How narrow a line can be made by closing up its marks."""
        if span.start == span.stop:
            return 0.0
        last = span.stop - 1
        between = self.shrinks[last] - self.shrinks[span.start]
        return self.width(span) - between - self.atoms[last].trail


def break_lines(measured: Measured, width: float, indent: float) -> tuple[Measured, list[Span]]:
    """Lines of at most ``width`` em, the first ``indent`` em shorter, and the atoms they hold.

    What cannot stay together in one line, such as an address without end, is cut anywhere.
    """
    room = max(width - indent, 1.0)
    if measured.widest > room:
        measured = Measured(tuple(_cut_to(measured.atoms, room)))
    if not measured.atoms:
        return measured, []
    stops = _stops(measured, width, indent)
    starts = [0, *stops[:-1]]
    spans = [measured.trimmed(Span(*pair)) for pair in zip(starts, stops, strict=True)]
    return measured, [span for span in spans if span.start < span.stop]


def _cut_to(atoms: Sequence[Atom], room: float) -> list[Atom]:
    """The atoms, words longer than a line taken apart."""
    pieces: list[Atom] = []
    for atom in atoms:
        if atom.width <= room or len(atom.glyphs) <= 1:
            pieces.append(atom)
        else:
            for char, glyph in zip(atom.text, atom.glyphs, strict=True):
                pieces.append(Atom(char, atom.kind, (glyph,), glyph.advance))
    return pieces


def _stops(measured: Measured, width: float, indent: float) -> list[int]:
    stops: list[int] = []
    start, room = 0, width - indent
    while start < len(measured.atoms):
        start = _line_stop(measured, start, room)
        stops.append(start)
        room = width
    return _without_lonely_end(measured, stops, width)


def _line_stop(measured: Measured, start: int, room: float) -> int:
    """Where the line from ``start`` ends: the break whose line is least stretched or squeezed."""
    fitting, squeezed = 0, 0
    for place in _likely_ends(measured, start, room):
        span = measured.trimmed(Span(start, place))
        if measured.width(span) <= room + EPSILON:
            fitting = place
        elif measured.least_width(span) <= room + EPSILON:
            squeezed = place
        else:
            break
    if not squeezed:
        return fitting or _forced_stop(measured, start, room)
    if not fitting or squeezed == len(measured.atoms):
        return squeezed
    slack = room - measured.width(measured.trimmed(Span(start, fitting)))
    excess = measured.width(measured.trimmed(Span(start, squeezed))) - room
    return squeezed if excess <= slack + EPSILON else fitting


def _likely_ends(measured: Measured, start: int, room: float) -> list[int]:
    """The breaks behind a start, without those that leave the line short whatever comes."""
    short = bisect_right(measured.starts, measured.starts[start] + room - SURELY_SHORT)
    breaks = measured.breaks
    return breaks[max(bisect_right(breaks, start), bisect_right(breaks, short - 1) - 1) :]


def _forced_stop(measured: Measured, start: int, room: float) -> int:
    stop = start + 1
    while stop < len(measured.atoms):
        if measured.least_width(Span(start, stop + 1)) > room + EPSILON:
            break
        stop += 1
    return stop


def _without_lonely_end(measured: Measured, stops: list[int], width: float) -> list[int]:
    """Moves the last break forward when the last line would hold a single character."""
    starts = [0, *stops[:-1]]
    if not stops[:-1] or not _is_lonely(measured.atoms[starts[-1] : stops[-1]]):
        return stops
    line_start = starts[-2]
    earlier = [place for place in measured.breaks if line_start < place < stops[-2]]
    if not earlier or measured.least_width(Span(earlier[-1], stops[-1])) > width:
        return stops
    return [*stops[:-2], earlier[-1], stops[-1]]


def _is_lonely(atoms: Sequence[Atom]) -> bool:
    letters = (atom for atom in atoms if atom.kind in (Kind.HAN, Kind.WORD))
    signs = [atom for atom in letters if atom.text[0] not in NO_START]
    return len(signs) <= 1 and all(atom.kind is not Kind.WORD or atom.width < 1 for atom in signs)
