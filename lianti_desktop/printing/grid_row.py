"""A table across a whole form: its heading is repeated on each page, its lines can be marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lianti_desktop.domain.forms import Column, Sides
from lianti_desktop.printing.form import (
    CONTINUED,
    LABEL,
    LEAST_ROW,
    LONG,
    TABLE_HEAD,
    TABLE_MIDDLE,
    TABLE_TEXT,
)
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.label_row import PADDING_ACROSS, Cell, CellRow, take_rows
from lianti_desktop.printing.leaves import FillLeaf, RuleLeaf, Typesetter
from lianti_desktop.printing.page import Placed
from lianti_desktop.printing.paragraph import TextStyle
from lianti_desktop.printing.pen import Pen

HEAD_GROUND = "#F4F3EE"
THIN = 0.35


@dataclass(frozen=True)
class MarkLeaf:
    """An unseen mark on a place of the page, by which a link can be put there."""

    name: str
    solid: bool = False

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws nothing."""


@dataclass(frozen=True)
class GridRow:
    """The table as one row of a form; ``marks`` name its lines, or are empty.

    ``again`` is the heading overleaf where that differs; an elastic table grows in its last line.
    """

    head: CellRow
    lines: tuple[CellRow, ...]
    marks: tuple[str, ...] = ()
    elastic: bool = False
    keeps_next: bool = False
    again: CellRow | None = None

    @property
    def height(self) -> float:
        """The heading and all lines."""
        return self.head.height + sum(line.height for line in self.lines)

    @property
    def first_height(self) -> float:
        """The heading and the first line."""
        return self.head.height + sum(line.first_height for line in self.lines[:1])

    def split(self, room: float) -> "tuple[GridRow | None, GridRow | None]":
        """As many lines as fit under the heading."""
        if self.height <= room + 0.01:
            return self, None
        fitting, rest = take_rows(self.lines, room - self.head.height)
        if not fitting:
            return None, self
        marks = self.marks[len(self.lines) - len(rest) :]
        first = replace(self, lines=tuple(fitting))
        if not rest:
            return first, None
        head = self.again or self.head
        return first, replace(self, head=head, lines=tuple(rest), marks=marks)

    def placed(self, left: float, top: float) -> list[Placed]:
        """The heading on its ground, the lines with rules between them, and the marks."""
        width = sum(cell.width for cell in self.head.cells)
        items = [Placed(Box(left, top, width, self.head.height), FillLeaf(HEAD_GROUND))]
        for index, row in enumerate((self.head, *self.lines)):
            line = Box(left, top, width, row.height)
            if index:
                items.append(Placed(replace(line, height=0), RuleLeaf(thickness=THIN)))
            if 0 < index <= len(self.marks):
                items.append(Placed(line, MarkLeaf(self.marks[index - 1])))
            items.extend(row.placed(left, top))
            top += row.height
        return items

    def grown(self, more: float) -> "GridRow":
        """The same with a higher last line."""
        return replace(self, lines=(*self.lines[:-1], self.lines[-1].grown(more)))


def sides_row(sides: Sides, width: float, setter: Typesetter) -> GridRow:
    """Two long texts side by side under their labels, which say （续） overleaf."""
    both = (sides.left, sides.right)
    widths = (width * sides.share, width * (1 - sides.share))
    rooms = [one - 2 * PADDING_ACROSS for one in widths]

    def line(texts: Sequence[str], style: TextStyle, least: float) -> CellRow:
        laid = [setter.lay(text, style, room) for text, room in zip(texts, rooms, strict=True)]
        return CellRow(tuple(map(Cell, laid, widths)), least)

    head = line([label for label, _ in both], LABEL, LEAST_ROW)
    again = line([f"{label}{CONTINUED}" for label, _ in both], LABEL, LEAST_ROW)
    texts = line([text for _, text in both], LONG, sides.least)
    return GridRow(head, (texts,), elastic=True, again=again)


@dataclass(frozen=True)
class Grid:
    """Makes tables of certain columns and a certain width."""

    setter: Typesetter
    width: float
    columns: tuple[Column, ...]
    least: float = 23.0

    def row(self, lines: Sequence[Sequence[str]], marks: tuple[str, ...] = ()) -> GridRow:
        """The table with these lines."""
        head = self._line(
            [column.heading for column in self.columns], [TABLE_HEAD] * len(self.columns)
        )
        styles = [TABLE_MIDDLE if column.is_centred else TABLE_TEXT for column in self.columns]
        return GridRow(head, tuple(self._line(line, styles) for line in lines), marks)

    def _line(self, texts: Sequence[str], styles: Sequence[TextStyle]) -> CellRow:
        total = sum(column.share for column in self.columns)
        cells = []
        for text, style, column in zip(texts, styles, self.columns, strict=True):
            width = self.width * column.share / total
            laid = self.setter.lay(text, style, width - 2 * PADDING_ACROSS)
            cells.append(Cell(laid, width, is_middle=True))
        return CellRow(tuple(cells), self.least)
