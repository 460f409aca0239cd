"""The table of activities: name, day, host, and the lights of the checklist."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.domain.pinyin import Readings
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.ui.pages.activity_head import TONES
from lianti_desktop.ui.pages.activity_lines import PLANNED_STATES, ActivityLine
from lianti_desktop.ui.record_table import SAMPLE_ROLE, pinyin_of
from lianti_desktop.ui.widgets.lights import LIGHTS_ROLE, LightsDelegate
from lianti_desktop.ui.widgets.table_look import TONE_ROLE, StatusDelegate

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("活动名称", "日期", "承办", "资料")
TITLE, DAY, HOST, LIGHTS = range(4)
WORDED = PLANNED_STATES | {ActivityState.CANCELLED}
"""States of which nothing has to be shown yet: a word stands in place of the lights."""


class ActivityTable(QAbstractTableModel):
    """Lines in a list; sorts itself, text by pinyin."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.readings: Readings | None = None
        self._lines: list[ActivityLine] = []
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._today = date.today()  # noqa: DTZ011 - the day on this desk

    def set_lines(self, lines: Sequence[ActivityLine]) -> None:
        """Other lines, in the order chosen before."""
        self.beginResetModel()
        self._lines = self._sorted(list(lines))
        self.endResetModel()

    def lines(self) -> Sequence[ActivityLine]:
        """The lines in the order shown."""
        return self._lines

    def row_of(self, record: UUID | None) -> int:
        """Where an activity stands; -1 when it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.id == record), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; -1 gives back the usual order with the next lines."""
        self._order = (column, order) if 0 <= column < len(HEADINGS) else None
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        kept = [(self._lines[index.row()].id, index.column()) for index in old]
        self._lines = self._sorted(self._lines)
        fresh = [self.index(self.row_of(record), place) for record, place in kept]
        self.changePersistentIndexList(old, fresh)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts(line)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(line, column)
        if role == SAMPLE_ROLE:
            return line.sample and column == TITLE
        return _light_data(line, role) if column == LIGHTS else None

    def texts(self, line: ActivityLine) -> tuple[str, ...]:
        """The cells of a line."""
        day = format_day_short(line.held_on, self._today) if line.held_on else "还没定"
        return (line.title, day, line.host, state_words(line))

    def _sorted(self, lines: list[ActivityLine]) -> list[ActivityLine]:
        if self._order is None:
            return lines
        column, order = self._order
        return sorted(
            lines,
            key=lambda line: self._key(line, column),
            reverse=order is Qt.SortOrder.DescendingOrder,
        )

    def _key(self, line: ActivityLine, column: int) -> tuple[object, ...]:
        if column == DAY:
            return (line.held_on is not None, line.held_on or date.min)
        if column == LIGHTS:
            return (line.state in WORDED, -len(line.missing))
        text = self.texts(line)[column]
        return (pinyin_of(text, self.readings) if self.readings else text,)


def state_words(line: ActivityLine) -> str:
    """How far an activity is: 延期, 资料齐全, 还差 2 项."""
    if line.state in WORDED or not line.missing:
        return line.state.label
    return f"还差 {len(line.missing)} 项"


def _tip(line: ActivityLine, column: int) -> str | None:
    if column == LIGHTS:
        return "\n".join((line.state.label, *line.missing))
    return line.title if column == TITLE else None


def _light_data(line: ActivityLine, role: int) -> object:
    if role == LIGHTS_ROLE:
        return None if line.state in WORDED else line.lights
    return TONES[line.state] if role == TONE_ROLE else None


class LightsOrWord(LightsDelegate):
    """The lights of a held activity, the coloured word of one that is still to come."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._word = StatusDelegate(parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.data(LIGHTS_ROLE) is None:
            self._word.paint(painter, option, index)
        else:
            super().paint(painter, option, index)
