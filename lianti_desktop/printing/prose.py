"""Rows without a frame: headings, running text and photos that flow down the pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lianti_desktop.printing.form import page_of
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import text_at
from lianti_desktop.printing.page import About, Placed
from lianti_desktop.printing.paragraph import LaidText

LINES_TOGETHER = 2


@dataclass(frozen=True)
class TextRow:
    """Set text with some air under and over it; a heading keeps what follows it on its page."""

    text: LaidText
    air: float = 0.0
    before: float = 0.0
    keeps_next: bool = False
    elastic: bool = False
    about: About | None = None

    @property
    def height(self) -> float:
        """Its lines and its air."""
        return self.before + self.text.height + self.air

    @property
    def first_height(self) -> float:
        """Its first two lines, or all of a heading."""
        if self.keeps_next:
            return self.height
        return min(self.height, self.before + LINES_TOGETHER * self.text.style.leading)

    def split(self, room: float) -> "tuple[TextRow | None, TextRow | None]":
        """Cuts the text where the page ends; a heading is never cut, nor parted from its air."""
        lines = room - self.before
        needed = self.text.height + (self.air if self.keeps_next else 0.0)
        if needed <= lines + 0.01:
            return self, None
        here, rest = (None, self.text) if self.keeps_next else self.text.split(lines)
        return (
            replace(self, text=here, air=0.0) if here else None,
            replace(self, text=rest, before=0.0 if here else self.before) if rest else None,
        )

    def placed(self, left: float, top: float) -> list[Placed]:
        """Its lines."""
        box = Box(left, top + self.before, self.text.width, 0)
        return [replace(text_at(box, self.text), about=self.about)] if self.text.lines else []

    def grown(self, more: float) -> "TextRow":
        """Text does not grow."""
        return self


@dataclass(frozen=True)
class Flowed:
    """One page of flowed rows, and how much of its room was left over at its foot."""

    items: list[Placed]
    spare: float


def flow_rows(rows: Sequence[Row], rooms: Callable[[int], Box], *, ending: int = 0) -> list[Flowed]:
    """Breaks rows into pages without frames; ``rooms(n)`` is the room on page n, from 1.

    The last ``ending`` rows do not stand on a page without something of what comes before them.
    """
    pages: list[Flowed] = []
    waiting = list(rows)
    while waiting:
        room = rooms(len(pages) + 1)
        here, waiting = page_of(waiting, room.height, ending=ending)
        items: list[Placed] = []
        top = room.top
        for row in here:
            items.extend(row.placed(room.left, top))
            top += row.height
        pages.append(Flowed(items, max(room.bottom - top, 0.0)))
    return pages
