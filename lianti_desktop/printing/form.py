"""A bordered form on as many pages as it needs: built row by row, then broken into pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lianti_desktop.domain.forms import Column
from lianti_desktop.printing.content import Photo
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.label_row import PADDING_ACROSS, Cell, CellRow, Row, TableRow
from lianti_desktop.printing.leaves import FrameLeaf, RuleLeaf, Typesetter
from lianti_desktop.printing.page import Placed
from lianti_desktop.printing.paragraph import Align, LaidText, TextStyle
from lianti_desktop.printing.photo_block import PhotoRow, photo_rows

__all__ = ("Column", "FormBuilder", "filled", "flow", "page_of")

LABEL_WIDTH = 24 * MM
LABEL = TextStyle(Role.HEADING, 10.5, 15.5, align=Align.CENTRE)
VALUE = TextStyle(Role.BODY, 10.5, 16.5, align=Align.LEFT)
LONG = TextStyle(Role.BODY, 11, 18.5, indent=2.0)
TABLE_HEAD = TextStyle(Role.HEADING, 9.5, 14, align=Align.CENTRE)
TABLE_TEXT = TextStyle(Role.BODY, 10, 15, align=Align.LEFT)
TABLE_MIDDLE = TextStyle(Role.BODY, 10, 15, align=Align.CENTRE)
CODE = TextStyle(Role.BODY, 22, 40, align=Align.CENTRE, spacing=0.06)
CODE_ROW = 60.0
CONTINUED = "（续）"
FRAME = 1.0
LEAST_ROW = 26.0


@dataclass(frozen=True)
class FormBuilder:
    """Makes the rows of a form of a certain width."""

    setter: Typesetter
    width: float

    def label(self, text: str, width: float = LABEL_WIDTH) -> Cell:
        """A label and what it says when its row goes on overleaf."""
        again = self._lay(f"{text}\n{CONTINUED}", LABEL, width)
        return Cell(self._lay(text, LABEL, width), width, again)

    def pairs(self, *pairs: tuple[str, str]) -> CellRow:
        """One line of labels and short values, of equal widths."""
        width = self.width / len(pairs) - LABEL_WIDTH
        cells: list[Cell] = []
        for label, value in pairs:
            cells.append(self.label(label))
            cells.append(Cell(self._lay(value, VALUE, width), width, is_middle=True))
        return CellRow(tuple(cells), LEAST_ROW)

    def long(self, label: str, text: str, least: float, *, elastic: bool = True) -> CellRow:
        """A label beside a long text."""
        width = self.width - LABEL_WIDTH
        value = Cell(self._lay(text, LONG, width), width)
        return CellRow((self.label(label), value), least, elastic=elastic)

    def code(self, label: str, text: str) -> CellRow:
        """A label beside a few large signs."""
        width = self.width - LABEL_WIDTH
        value = Cell(self._lay(text, CODE, width), width, is_middle=True)
        return CellRow((self.label(label), value), CODE_ROW)

    def table(
        self, label: str, columns: Sequence[Column], lines: Sequence[Sequence[str]]
    ) -> TableRow:
        """A label beside a small table."""
        widths = self._widths(columns)
        head = self._table_line([c.heading for c in columns], widths, [TABLE_HEAD] * len(columns))
        styles = [TABLE_MIDDLE if column.is_centred else TABLE_TEXT for column in columns]
        rows = tuple(self._table_line(line, widths, styles) for line in lines)
        return TableRow(self.label(label), head, rows)

    def photos(self, label: str, photos: Sequence[Photo]) -> list[Row]:
        """A heading across the form and, under it, blocks of photos with their captions."""
        if not photos:
            return []
        heading = self._lay(label, LABEL, self.width)
        band = CellRow((Cell(heading, self.width, heading),), LEAST_ROW, keeps_next=True)
        blocks: list[PhotoRow] = photo_rows(photos, self.width, self.setter)
        return [band, *blocks]

    def _widths(self, columns: Sequence[Column]) -> list[float]:
        room = self.width - LABEL_WIDTH
        total = sum(column.share for column in columns)
        return [room * column.share / total for column in columns]

    def _table_line(
        self, texts: Sequence[str], widths: Sequence[float], styles: Sequence[TextStyle]
    ) -> CellRow:
        cells = (
            Cell(self._lay(text, style, width), width, is_middle=True)
            for text, width, style in zip(texts, widths, styles, strict=True)
        )
        return CellRow(tuple(cells), 21.0)

    def _lay(self, text: str, style: TextStyle, width: float) -> LaidText:
        return self.setter.lay(text, style, width - 2 * PADDING_ACROSS)


def flow(
    rows: Sequence[Row], rooms: Callable[[int], Box], *, ending: int = 0
) -> list[list[Placed]]:
    """Breaks rows into pages; ``rooms(n)`` is where the frame of page n, from 1, may stand.

    The last ``ending`` rows do not stand on a page without something of what comes before them.
    """
    waiting = filled(rows, rooms(1).height)
    pages: list[list[Placed]] = []
    while waiting:
        room = rooms(len(pages) + 1)
        here, waiting = page_of(waiting, room.height, ending=ending)
        pages.append(_framed(filled(here, room.height) if waiting else here, room))
    return pages


def filled(rows: Sequence[Row], height: float) -> list[Row]:
    """Rows that fit on one page, the elastic ones grown until they reach its foot."""
    spare = height - sum(row.height for row in rows)
    growing = sum(row.elastic for row in rows)
    if spare <= 0 or not growing:
        return list(rows)
    return [row.grown(spare / growing) if row.elastic else row for row in rows]


def page_of(rows: Sequence[Row], room: float, *, ending: int = 0) -> tuple[list[Row], list[Row]]:
    """The rows that stand on a page of a certain height, and what is left for the next one."""
    here: list[Row] = []
    for index, row in enumerate(rows):
        tail = kept_after(rows, index, ending=ending)
        first, rest = row.split(room - tail) if room > tail else (None, row)
        if first is None and not here:
            first, rest = row, None
        if first is not None:
            here.append(first)
            room -= first.height
        if rest is not None:
            return here, [rest, *rows[index + 1 :]]
    return here, []


def kept_after(rows: Sequence[Row], index: int, *, ending: int = 0) -> float:
    """What must stand on the same page after a row: a heading's byline and the text's beginning,
    and who signs after the end."""
    tail = 0.0
    last = len(rows) - 1
    while index < last and (rows[index].keeps_next or index == last - ending):
        index += 1
        following = rows[index]
        tail += following.height if following.keeps_next else following.first_height
    return tail


def _framed(rows: Sequence[Row], room: Box) -> list[Placed]:
    """Rows under each other; rules and frame come last, so that no ground covers them."""
    items: list[Placed] = []
    rules: list[Placed] = []
    top = room.top
    for row in rows:
        if top > room.top:
            rules.append(Placed(Box(room.left, top, room.width, 0), RuleLeaf()))
        items.extend(row.placed(room.left, top))
        top += row.height
    frame = Box(room.left, room.top, room.width, top - room.top)
    return [*items, *rules, Placed(frame, FrameLeaf(thickness=FRAME))]
