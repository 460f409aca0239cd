"""A list with the form of what is chosen: side by side, or one over the other.

From a window of 1280 pixels on the form stands right of the list; below that it slides over it.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import QuietButton

WIDE_FROM = 1280
LIST_PART = 0.5
FORM_SLIDING = 620


class ListAndForm(QWidget):
    """`left_form` when the user goes back from the form to the list."""

    left_form = Signal()

    def __init__(self, listed: QWidget, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = listed
        self._is_open = False
        self._list.setParent(self)
        self._pane = QFrame(self)
        set_look(self._pane, "card")
        self._back = QuietButton("返回列表（Esc）", "chevron-left", self._pane)
        self._back.clicked.connect(self.close_form)
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, 0)
        bar.addWidget(self._back)
        bar.addStretch(1)
        column = QVBoxLayout(self._pane)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(form, 1)
        self._form = form
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_form)
        self._arrange()

    def is_wide(self) -> bool:
        """Whether both stand side by side."""
        return self.window().width() >= WIDE_FROM

    def is_open(self) -> bool:
        """Whether the form has something to show."""
        return self._is_open

    def open_form(self) -> None:
        """Show the form, over the list where there is no room beside it."""
        self._is_open = True
        self._arrange()

    def close_form(self) -> None:
        """Back to the list."""
        self.left_form.emit()
        if not self.is_wide():
            self._is_open = False
            self._arrange()
        self._list.setFocus()

    def hide_form(self) -> None:
        """Nothing is chosen: the list takes all the room."""
        self._is_open = False
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        whole = self.rect()
        wide = self.is_wide()
        self._back.setVisible(not wide)
        self._pane.setVisible(self._is_open)
        beside = self._is_open and wide
        width = int(whole.width() * LIST_PART) if beside else whole.width()
        self._list.setGeometry(0, 0, width, whole.height())
        if not self._is_open:
            return
        left = width + Space.LARGE if wide else max(0, whole.width() - FORM_SLIDING)
        self._pane.setGeometry(left, 0, whole.width() - left, whole.height())
        self._pane.raise_()
