"""The table of activities: as any list, with the lights of the checklist in the column 状态."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from lianti_desktop.domain.fields import Field
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.ui.pages.activity_head import TONES
from lianti_desktop.ui.pages.activity_lines import PLANNED_STATES, ActivityLine
from lianti_desktop.ui.record_table import Line, RecordTable
from lianti_desktop.ui.widgets.lights import LIGHTS_ROLE, LightsDelegate
from lianti_desktop.ui.widgets.table_look import TONE_ROLE, StatusDelegate

Index = QModelIndex | QPersistentModelIndex
Marks = Mapping[UUID, ActivityLine]
STATE, HOST = "state", "host"
WORDED = PLANNED_STATES | {ActivityState.CANCELLED}
"""States of which nothing has to be shown yet: a word stands in place of the lights."""


class ActivityTable(RecordTable):
    """Knows of each activity how far it is."""

    def __init__(
        self,
        columns: Sequence[tuple[str, Field]],
        marks: Marks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self.marks = marks

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and self.names[index.column()] == STATE:
            mark = self.marks.get(self.line(index.row()).id)
            if role == LIGHTS_ROLE:
                return None if mark is None or mark.state in WORDED else mark.lights
            if role == TONE_ROLE:
                return TONES[mark.state] if mark else None
            if role == Qt.ItemDataRole.ToolTipRole and mark:
                return "\n".join((mark.state.label, *mark.missing))
        return super().data(index, role)


def marked(names: Sequence[str], line: Line, mark: ActivityLine | None) -> Line:
    """A line that says how far its activity is and names its host in short; it is found by host
    and kind whatever the columns."""
    if mark is None:
        return line
    own = {STATE: state_words(mark), HOST: mark.host}
    pairs = zip(names, line.texts, strict=True)
    texts = tuple(own.get(name, text) for name, text in pairs)
    kind = mark.kind.label if mark.kind else ""
    low = "\n".join((*texts, mark.title, mark.host, kind)).casefold()
    return replace(line, texts=texts, low=low)


def state_words(line: ActivityLine) -> str:
    """How far an activity is: 延期, 资料齐全, 还差 2 项."""
    if line.state in WORDED or not line.missing:
        return line.state.label
    return f"还差 {len(line.missing)} 项"


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
