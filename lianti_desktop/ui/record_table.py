"""The table of a list: light rows with their texts made beforehand, so that painting is quick."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.domain.fields import Day, Decimal, Field, Number
from lianti_desktop.domain.names import sort_key
from lianti_desktop.domain.pinyin import Readings
from lianti_desktop.domain.strokes import load_strokes, stroke_key
from lianti_desktop.paths import resources_folder
from lianti_desktop.storage.listing import Row
from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.record_values import UNREADABLE, wrong_with
from lianti_desktop.ui.rows_view import CellDelegate
from lianti_desktop.ui.theme import Space, Tone, current_colours, current_sizes, scaled
from lianti_desktop.ui.title_book import in_words

Index = QModelIndex | QPersistentModelIndex
SAMPLE_ROLE = Qt.ItemDataRole.UserRole + 103
NAME = "name"
"""The field that the reading of a person's name belongs to."""
SAMPLE = "示例"
MARK_INSET = 7
MARK_OPACITY = 0.75
LONGEST_NAME = 4
LONGEST_TEXT = 60
SMALLER = 3
SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
TYPED = SHOWN | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its texts as the table shows them; `low` is what the filter looks through.

    `reading` is how the person's own name is read, where that was entered.
    """

    id: UUID
    locked: bool
    sample: bool
    values: tuple[Any, ...]
    texts: tuple[str, ...]
    low: str
    reading: str = ""


def lines_of(rows: Sequence[Row], columns: Sequence[Field], today: date) -> list[Line]:
    """The lines of a list; made in the worker. A value behind the columns is the reading."""
    lines = []
    for row in rows:
        values = row.values[: len(columns)]
        texts = tuple(
            cell_text(field, value, today) for field, value in zip(columns, values, strict=True)
        )
        low = "\n".join(texts).casefold()
        reading = "".join(word or "" for word in row.values[len(columns) :])
        lines.append(Line(row.id, row.locked, row.sample, values, texts, low, reading))
    return lines


def cell_text(field: Field, value: Any, today: date) -> str:
    """One cell: days short, long text on one line."""
    if isinstance(field, Day):
        return format_day_short(value, today) if value else ""
    text = in_words(field, value)
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].replace("\n", " ") + "…"


class RecordTable(QAbstractTableModel):
    """Lines under the columns asked for; sorts itself, text by pinyin, names also by strokes.

    `entered` are the columns that people fill in, `editable` those of them whose cells are edited
    in place; `drafts` are what was typed into cells and could not be read; the rows in `staying`
    keep their places until one sorts again.
    """

    def __init__(self, columns: Sequence[tuple[str, Field]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names = tuple(name for name, _ in columns)
        self.columns = tuple(field for _, field in columns)
        self.sides = tuple(map(_alignment, self.columns))
        self.readings: Readings | None = None
        self.by_strokes = False
        self.entered: frozenset[str] = frozenset()
        self.editable: frozenset[str] = frozenset()
        self.drafts: dict[tuple[UUID, str], str] = {}
        self.staying: set[UUID] = set()
        self._lines: list[Line] = []
        self._order: tuple[int, Qt.SortOrder] | None = None

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Other lines, in the order chosen before."""
        self.beginResetModel()
        self._lines = self._in_place(self._sorted(list(lines)))
        self.endResetModel()

    def lines(self) -> Sequence[Line]:
        """The lines in the order shown."""
        return self._lines

    def line(self, row: int) -> Line:
        """The line shown in a row."""
        return self._lines[row]

    def put(self, record: UUID, name: str, value: Any) -> None:
        """Show another value in a cell, until the lines come anew; links by their titles."""
        row, column = self.row_of(record), self.names.index(name)
        if row < 0:
            return
        today = date.today()  # noqa: DTZ011 - the day on this desk, not a moment
        line, text = self._lines[row], cell_text(self.columns[column], value, today)
        values, texts = list(line.values), list(line.texts)
        values[column], texts[column] = value, text
        low = "\n".join(texts).casefold()
        self._lines[row] = replace(line, values=tuple(values), texts=tuple(texts), low=low)
        self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def row_of(self, record: UUID) -> int:
        """Where a record stands; -1 when it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.id == record), -1)

    def order(self) -> tuple[int, Qt.SortOrder] | None:
        """The column sorted by; None for the kind's usual order."""
        return self._order

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; -1 waits for the next lines to come in their usual order."""
        self._order = (column, order) if 0 <= column < len(self.columns) else None
        self.staying.clear()
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        kept = [(self._lines[index.row()].id, index.column()) for index in old]
        self._lines = self._sorted(self._lines)
        places = {line.id: row for row, line in enumerate(self._lines)}
        fresh = [self.index(places[record], column) for record, column in kept]
        self.changePersistentIndexList(old, fresh)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.sides[section]
        return self.columns[section].label if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Asked for eight roles of every cell that is painted, most of which we know nothing of."""
        tell = _TELLERS.get(role)
        if tell is None or not index.isValid():
            return None
        return tell(self, self._lines[index.row()], index.column())

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        is_typed = self.names[index.column()] in self.editable
        return TYPED if is_typed and not self._lines[index.row()].locked else SHOWN

    def text(self, line: Line, column: int) -> str:
        """What stands in a cell."""
        draft = self.drafts.get((line.id, self.names[column])) if self.drafts else None
        return line.texts[column] if draft is None or line.locked else draft

    def problem(self, line: Line, column: int) -> str:
        """What is wrong with a cell, as the form says it; "" for nothing."""
        if self.drafts and (line.id, self.names[column]) in self.drafts and not line.locked:
            return UNREADABLE
        return wrong_with(self.columns[column], line.values[column])

    def _in_place(self, lines: list[Line]) -> list[Line]:
        """The rows that stay where they are, between the others in their order; one that was
        away meanwhile has no place to stay in."""
        here = self.staying & {line.id for line in self._lines}
        fresh = {line.id: line for line in lines if line.id in here}
        if not fresh:
            return lines
        others = [line for line in lines if line.id not in fresh]
        for row, line in enumerate(self._lines):
            if line.id in fresh:
                others.insert(row, fresh[line.id])
        return others

    def _sorted(self, lines: list[Line]) -> list[Line]:
        if self._order is None:
            return lines
        column, order = self._order
        is_name = self.names[column] == NAME
        key = sorting_key(self.columns[column], self.readings)
        if is_name and self.by_strokes:
            key = _key_by_strokes()
        filled = [line for line in lines if line.values[column] not in (None, "", [])]
        empty = [line for line in lines if line.values[column] in (None, "", [])]
        filled.sort(
            key=lambda line: key(
                line.values[column], line.texts[column], line.reading if is_name else ""
            ),
            reverse=order is Qt.SortOrder.DescendingOrder,
        )
        return filled + empty


def _colour(table: RecordTable, line: Line, column: int) -> QColor | None:
    return QColor(current_colours().danger) if table.problem(line, column) else None


def _sign(table: RecordTable, line: Line, column: int) -> QPixmap | None:
    if not table.problem(line, column):
        return None
    return pixmap("warning", Tone.DANGER, current_sizes().icon - SMALLER)


_TELLERS: Mapping[int, Callable[[RecordTable, Line, int], object]] = {
    int(Qt.ItemDataRole.DisplayRole): RecordTable.text,
    int(Qt.ItemDataRole.ToolTipRole): (
        lambda table, line, column: table.problem(line, column) or line.texts[column] or None
    ),
    int(Qt.ItemDataRole.ForegroundRole): _colour,
    int(Qt.ItemDataRole.DecorationRole): _sign,
    int(Qt.ItemDataRole.TextAlignmentRole): lambda table, _line, column: table.sides[column],
    int(SAMPLE_ROLE): lambda _table, line, _column: line.sample,
}
"""What is told of a cell, by role."""


def _alignment(field: Field) -> Qt.AlignmentFlag:
    side = (
        Qt.AlignmentFlag.AlignRight
        if isinstance(field, Number | Decimal)
        else Qt.AlignmentFlag.AlignLeft
    )
    return side | Qt.AlignmentFlag.AlignVCenter


def sorting_key(field: Field, readings: Readings | None) -> Callable[[Any, str, str], Any]:
    """How the values of a column are compared: numbers and days as such, text by pinyin.

    The key takes the value, its text, and the reading entered for it, if any.
    """
    if isinstance(field, Number | Decimal | Day):
        return lambda value, _text, _reading: value
    if readings is None:
        return lambda _value, text, _reading: text
    spell = cache(partial(pinyin_of, readings))
    return lambda _value, text, reading: spell(text, reading)


def _key_by_strokes() -> Callable[[Any, str, str], Any]:
    strokes = load_strokes(resources_folder() / "strokes.txt")
    return lambda _value, text, _reading: stroke_key(text, strokes)


def pinyin_of(readings: Readings, text: str, reading: str = "") -> str:
    """A text that sorts by pinyin; a short one is taken for a name with its surname's reading."""
    if reading or len(text) <= LONGEST_NAME:
        return sort_key(text, readings, reading or None)
    return "".join(f"{(readings.of(letter) or ('~',))[0]} {letter} " for letter in text)


def as_table_text(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Tab-separated lines with headings, as a spreadsheet takes them from the clipboard."""
    cells = [headings, *lines]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in cells)


class FirstColumn(CellDelegate):
    """The name of the record, with a small mark behind it when the record is a sample."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(SAMPLE_ROLE):
            metrics = option.fontMetrics  # type: ignore[attr-defined]
            room = option.rect.width() - _mark_width(metrics) - 3 * Space.SMALL  # type: ignore[attr-defined]
            text = str(index.data() or "")
            option.text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if not index.data(SAMPLE_ROLE):
            return
        rect = option.rect  # type: ignore[attr-defined]
        width = _mark_width(option.fontMetrics)  # type: ignore[attr-defined]
        high = rect.height() - 2 * MARK_INSET
        mark = QRect(rect.right() - width - Space.SMALL, rect.top() + MARK_INSET, width, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled(option.font, current_sizes().small_points))  # type: ignore[attr-defined]
        painter.setPen(QColor(current_colours().tone(Tone.WAITING)))
        painter.setOpacity(MARK_OPACITY)
        painter.drawRoundedRect(mark, 4, 4)
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, SAMPLE)
        painter.restore()


def _mark_width(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(SAMPLE) + Space.SMALL


def kept_columns(
    known: Mapping[str, Field], listed: Sequence[str], view: Mapping[str, Any]
) -> list[str]:
    """The columns of a list: those the user chose, else the kind's own."""
    chosen = view.get("columns")
    names = chosen if isinstance(chosen, list) else listed
    return [name for name in names if name in known] or list(listed)
