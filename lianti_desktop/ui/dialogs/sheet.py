"""The dialog all others are made of: its body scrolls, its row of buttons always stays in sight."""

from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, current_sizes, set_look
from lianti_desktop.ui.widgets.buttons import DangerButton, MainButton, PlainButton
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

LARGEST = QSize(1366, 700)
WINDOW_EDGE = QSize(16, 40)
"""What the desktop draws around a window."""


class ButtonRole(Enum):
    """What a button of the row is for."""

    MAIN = MainButton
    PLAIN = PlainButton
    DANGER = DangerButton


def keep_default(dialog: QDialog) -> None:
    """No button but the main one is pressed by Enter, wherever the cursor is."""
    for button in dialog.findChildren(QPushButton):
        button.setAutoDefault(False)


class Sheet(QDialog):
    """Fill `body`; `width` is about so many Chinese characters."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 34) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._width = width
        self._room: QSize | None = None
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(Space.HUGE, Space.LARGE, Space.HUGE, Space.LARGE)
        self.body.setSpacing(Space.MEDIUM)
        self._inside = inside
        self._area = scrolling(inside)
        self.foot = QWidget()
        self._buttons = QHBoxLayout(self.foot)
        self._buttons.setContentsMargins(Space.HUGE, Space.MEDIUM, Space.HUGE, Space.MEDIUM)
        self._buttons.setSpacing(Space.SMALL)
        self._buttons.addStretch(1)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(Space.HUGE, 0, Space.HUGE, 0)
        self._below.setSpacing(Space.HAIR)
        self._error = Words("", "danger").wrapping()
        self._lay_out()

    def add_button(self, text: str, role: ButtonRole = ButtonRole.PLAIN) -> PlainButton:
        """One more button at the right; the main one is pressed by Enter."""
        button: PlainButton = role.value(text, "", self.foot)
        button.setAutoDefault(False)
        button.setDefault(role is ButtonRole.MAIN)
        self._buttons.addWidget(button)
        return button

    def add_left(self, widget: QWidget) -> None:
        """Something at the left end of the row of buttons."""
        self._buttons.insertWidget(0, widget)

    def add_words(self, text: str, look: str = "ink") -> Words:
        """A line of the body that breaks where it must."""
        words = Words(text, look).wrapping()
        self.body.addWidget(words)
        return words

    def add_below(self, widget: QWidget) -> None:
        """Something between the body and the buttons that never scrolls away."""
        self._below.setContentsMargins(Space.HUGE, Space.SMALL, Space.HUGE, Space.MEDIUM)
        self._below.addWidget(widget)

    def show_error(self, sentence: str) -> None:
        """What went wrong, above the buttons; "" takes it away."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._error.setAccessibleName(sentence)

    def error(self) -> str:
        return self._error.text()

    def fit(self, room: QSize | None = None) -> None:
        """As large as the content asks, but never more than the room on the screen."""
        self._room = room or self._room
        most = self._most()
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        wide = min(round(self._width * current_sizes().points * 4 / 3), most.width())
        self._area.setMinimumHeight(0)
        inside = self._inside
        tall = max(inside.heightForWidth(wide), inside.minimumSizeHint().height())
        error = self._error.heightForWidth(wide) if self._error.isVisibleTo(self) else 0
        tall += self.foot.sizeHint().height() + self._below.sizeHint().height()
        tall += error + Space.LARGE
        self.resize(wide, min(max(tall, self.minimumSizeHint().height()), most.height()))

    def showEvent(self, event: QShowEvent) -> None:
        keep_default(self)
        self.fit()
        super().showEvent(event)

    def _most(self) -> QSize:
        screen = self.screen().availableGeometry().size() if self._room is None else self._room
        return screen.boundedTo(LARGEST) - WINDOW_EDGE

    def _lay_out(self) -> None:
        rule = QFrame()
        set_look(rule, "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(self._below)
        self._error.setContentsMargins(Space.HUGE, 0, Space.HUGE, Space.SMALL)
        self._error.hide()
        column.addWidget(self._error)
        column.addWidget(rule)
        column.addWidget(self.foot)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
