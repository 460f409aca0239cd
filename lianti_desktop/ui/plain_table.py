"""A short list as a table: whole rows with a key, for pages whose rows are no records of a kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from lianti_desktop.ui.theme import TextSize, Tone, current_sizes
from lianti_desktop.ui.widgets.table_look import TONE_ROLE, StatusDelegate, choose_row, dress_table

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True)
class PlainRow:
    """The words of each column; `tones` colours some of them by their column."""

    key: object
    cells: tuple[str, ...]
    tones: dict[int, Tone] = field(default_factory=dict)


class PlainModel(QAbstractTableModel):
    """Rows as they are given."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self.rows: list[PlainRow] = []

    def set_rows(self, rows: Sequence[PlainRow]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def replace_row(self, place: int, row: PlainRow) -> None:
        """One row anew, the others and the selection stay."""
        self.rows[place] = row
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._headings) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[index.column()]
        return row.tones.get(index.column()) if role == TONE_ROLE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._headings[section]
        return None


class PlainTable(QTableView):
    """The table; `deleted` on Del and Shift+Del, `opened` on Enter and a double click."""

    selection_changed = Signal()
    deleted = Signal()
    opened = Signal()

    def __init__(self, headings: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        self._widths: tuple[int, ...] = ()
        super().__init__(parent)
        self.rows = PlainModel(headings)
        self.setModel(self.rows)
        self.setItemDelegate(StatusDelegate(self))
        self.setAccessibleName(name)
        dress_table(self)
        self.setTabKeyNavigation(False)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def show_rows(self, rows: Sequence[PlainRow]) -> None:
        """Other rows; what was selected stays selected where it still exists."""
        kept = {str(key) for key in self.keys()}
        self.rows.set_rows(rows)
        for place, row in enumerate(rows):
            if str(row.key) in kept:
                choose_row(self, place, also=True)

    def choose(self, places: Sequence[int]) -> None:
        """Selects the rows at these places and no others."""
        self.clearSelection()
        for place in places:
            choose_row(self, place, also=True)

    def set_widths(self, widths: Sequence[int]) -> None:
        """The columns in pixels at the usual size of text, with which they grow; 0 is the rest."""
        self._widths = tuple(widths)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        grown = current_sizes().points / TextSize.STANDARD.points
        for column, width in enumerate(widths):
            if width:
                self.setColumnWidth(column, round(width * grown))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def changeEvent(self, event: QEvent) -> None:
        """The columns grow with the text while they are on the screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._widths:
            self.set_widths(self._widths)

    def keys(self) -> list[Any]:
        """The keys of the rows selected, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.rows[place].key for place in places]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
