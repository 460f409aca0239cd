"""A field in the cell of a table: as large as the cell, and the keys say where to go next."""

from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.dropping_line import DroppingLine
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.line_edit import LineEdit

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STILL_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The cursor is only lent to a menu, a calendar or another window."""


class Move(Enum):
    """Where the cursor goes when a cell is left."""

    STAY = auto()
    DOWN = auto()
    UP = auto()
    NEXT = auto()
    BACK = auto()


class CellEditor(QFrame):
    """`ended` when what is typed is to be taken, `given_up` with Esc.

    While a table waits for the first word of an input method it keeps the focus itself and hands
    the events on; they reach the line from here.
    """

    ended = Signal(object)
    """The Move."""
    given_up = Signal()

    def __init__(self, field: Field, line: LineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.line = line
        self._by_enter = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(field)
        field.stand_in_cell()
        field.show()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(line)
        line.installEventFilter(self)
        field.changed.connect(self._on_taken)
        if isinstance(line, DroppingLine):
            line.picked.connect(self._on_taken)

    def sizeHint(self) -> QSize:
        """Room for what stands in the line, and for its sign."""
        text = self.line.fontMetrics().horizontalAdvance(self.line.text())
        return QSize(text + current_sizes().icon + 2 * Space.LARGE, current_sizes().row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line is left for good, or a key is taken by the list that hangs under it."""
        if isinstance(event, QFocusEvent) and event.lostFocus():
            if event.reason() not in STILL_HERE:
                QTimer.singleShot(0, self, self._on_left)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._by_enter = event.key() in ENTER
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Esc is for the cell before it is for the page."""
        is_early = event.type() == QEvent.Type.ShortcutOverride
        if is_early and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the line has no use for; nothing goes on to the table."""
        event.accept()
        if event.key() in ENTER:
            up = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.ended.emit(Move.UP if up else Move.DOWN)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        if not self.line.composing() and not self.field.is_readonly():
            self.ended.emit(Move.NEXT if next else Move.BACK)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        QApplication.sendEvent(self.line, event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """As the line answers, so that the words to choose from hang under it."""
        answer = self.line.inputMethodQuery(query)
        if isinstance(answer, QRect):
            return QRect(self.line.mapTo(self, answer.topLeft()), answer.size())
        if isinstance(answer, QRectF):
            return QRectF(self.line.mapTo(self, answer.topLeft()), answer.size())
        return answer

    def _on_taken(self, _value: object) -> None:
        """A value was picked from a list or a calendar: there is nothing more to do here."""
        move = Move.DOWN if self._by_enter else Move.STAY
        QTimer.singleShot(0, self, lambda: self.ended.emit(move))

    def _on_left(self) -> None:
        if not self.line.hasFocus():
            self.ended.emit(Move.STAY)
