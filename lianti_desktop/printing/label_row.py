"""The rows of a bordered form: cells of text side by side, which break across pages.

A row that does not fit is cut between lines; both halves get closed frames, and the label of the
second one says 「（续）」.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import FillLeaf, RuleLeaf, TextLeaf
from lianti_desktop.printing.page import Placed
from lianti_desktop.printing.paragraph import LaidText

PADDING_ACROSS = 5.0
PADDING_DOWN = 4.5
LABEL_GROUND = "#F4F3EE"
LINES_TOGETHER = 2
LINE_OF_TABLE, WHOLE_LINE = 3, 110.0
"""A line of so many cells is rather read overleaf than in two pieces, up to so high."""


class Row(Protocol):
    """A laid row; ``elastic`` rows grow when a form does not fill its only page."""

    @property
    def height(self) -> float:
        """The height it takes on one page."""

    @property
    def first_height(self) -> float:
        """The height its smallest beginning takes."""

    @property
    def elastic(self) -> bool:
        """Whether it may be made higher to fill the page."""

    @property
    def keeps_next(self) -> bool:
        """Whether it must not be the last on a page, as a heading."""

    def split(self, room: float) -> tuple["Row | None", "Row | None"]:
        """What fits into the room and what is left."""

    def placed(self, left: float, top: float) -> list[Placed]:
        """Its content and inner lines; the frame around it is the form's."""

    def grown(self, more: float) -> "Row":
        """The same row, so much higher."""


@dataclass(frozen=True)
class Cell:
    """Set text in a width; ``again`` replaces a label when its row goes on overleaf."""

    text: LaidText
    width: float
    again: LaidText | None = None
    is_middle: bool = False

    @property
    def is_label(self) -> bool:
        """Whether it names what the next cell holds."""
        return self.again is not None

    @property
    def height(self) -> float:
        """The height its text needs."""
        return self.text.height + 2 * PADDING_DOWN

    def placed(self, box: Box) -> list[Placed]:
        """Its ground, when it is a label, and its text."""
        items = [Placed(box, FillLeaf(LABEL_GROUND))] if self.is_label else []
        if self.text.lines:
            is_middle = self.is_label or self.is_middle
            spare = (box.height - self.text.height) / 2 if is_middle else PADDING_DOWN
            left, width = box.left + PADDING_ACROSS, box.width - 2 * PADDING_ACROSS
            place = Box(left, box.top + spare, width, self.text.height)
            items.append(Placed(place, TextLeaf(self.text)))
        return items


@dataclass(frozen=True)
class CellRow:
    """Cells side by side: label and value, two of such pairs, or a line of a table."""

    cells: tuple[Cell, ...]
    least: float = 0.0
    elastic: bool = False
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """As high as its highest cell."""
        return max(self.least, *(cell.height for cell in self.cells))

    @property
    def _stays_whole(self) -> bool:
        return len(self.cells) >= LINE_OF_TABLE and self.height <= WHOLE_LINE

    @property
    def first_height(self) -> float:
        """Two lines of text, or all of a shorter row."""
        if self._stays_whole:
            return self.height
        leading = max(cell.text.style.leading for cell in self.cells)
        labels = max((cell.height for cell in self.cells if cell.is_label), default=0.0)
        return min(self.height, max(LINES_TOGETHER * leading + 2 * PADDING_DOWN, labels))

    def split(self, room: float) -> "tuple[CellRow | None, CellRow | None]":
        """Cuts each text where the page ends, if each has room to begin; labels are repeated."""
        if self.height <= room + 0.01:
            return self, None
        if self._stays_whole:
            return None, self
        halves = [_split_cell(cell, room - 2 * PADDING_DOWN) for cell in self.cells]
        written = [(one, first) for one, (first, _) in zip(self.cells, halves, strict=True)]
        texts = [pair for pair in written if pair[0].text.lines and not pair[0].is_label]
        if not texts or not all(first.text.lines for _, first in texts):
            return None, self
        if not any(rest.text.lines for _, rest in halves if not rest.is_label):
            return replace(self, least=0.0), None
        first, rest = zip(*halves, strict=True)
        return CellRow(first, room, self.elastic), CellRow(rest, 0.0, self.elastic)

    def placed(self, left: float, top: float) -> list[Placed]:
        """Its cells with a line between each two."""
        items: list[Placed] = []
        rules: list[Placed] = []
        for index, cell in enumerate(self.cells):
            items.extend(cell.placed(Box(left, top, cell.width, self.height)))
            if index:
                rules.append(Placed(Box(left, top, 0, self.height), RuleLeaf()))
            left += cell.width
        return [*items, *rules]

    def grown(self, more: float) -> "CellRow":
        """The same row, so much higher."""
        return replace(self, least=self.height + more)


def _split_cell(cell: Cell, room: float) -> tuple[Cell, Cell]:
    if cell.again is not None:
        return cell, replace(cell, text=cell.again)
    first, rest = cell.text.split(room)
    empty = replace(cell.text, lines=())
    return replace(cell, text=first or empty), replace(cell, text=rest or empty)


@dataclass(frozen=True)
class TableRow:
    """A label beside a small table of its own, whose heading is repeated on each page."""

    label: Cell
    head: CellRow
    lines: tuple[CellRow, ...]
    elastic: bool = False
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """The heading and all lines, or the label if that is higher."""
        rows = self.head.height + sum(line.height for line in self.lines)
        return max(rows, self.label.height)

    @property
    def first_height(self) -> float:
        """The heading and the first line, beside the label."""
        first = sum(line.first_height for line in self.lines[:1])
        return max(self.head.height + first, self.label.height)

    def split(self, room: float) -> "tuple[TableRow | None, TableRow | None]":
        """As many lines as fit under the heading."""
        if self.height <= room + 0.01:
            return self, None
        fitting, rest = take_rows(self.lines, room - self.head.height)
        if not fitting or self.label.height > room:
            return None, self
        again = replace(self.label, text=self.label.again or self.label.text)
        first = replace(self, lines=tuple(fitting))
        return first, replace(self, label=again, lines=tuple(rest)) if rest else None

    def placed(self, left: float, top: float) -> list[Placed]:
        """The label, the heading and the lines, with rules between them."""
        items = self.label.placed(Box(left, top, self.label.width, self.height))
        left += self.label.width
        items.append(Placed(Box(left, top, 0, self.height), RuleLeaf()))
        width = sum(cell.width for cell in self.head.cells)
        for index, row in enumerate(self._stretched()):
            if index:
                items.append(Placed(Box(left, top, width, 0), RuleLeaf(thickness=0.35)))
            items.extend(row.placed(left, top))
            top += row.height
        return items

    def grown(self, more: float) -> "TableRow":
        """A table does not grow."""
        return self

    def _stretched(self) -> list[CellRow]:
        """Its rows, the last reaching down to the foot of the label."""
        rows = [self.head, *self.lines]
        missing = self.height - sum(row.height for row in rows)
        return [*rows[:-1], rows[-1].grown(missing)]


def take_rows(rows: Sequence[CellRow], room: float) -> tuple[list[CellRow], list[CellRow]]:
    """The rows that fit into a room, the last one cut if it must be, and what is left."""
    fitting: list[CellRow] = []
    for index, row in enumerate(rows):
        first, rest = row.split(room)
        if first is not None:
            fitting.append(first)
            room -= first.height
        if rest is not None or first is None:
            return fitting, [*([rest] if rest else []), *rows[index + 1 :]]
    return fitting, []
