"""A list with the form of what is chosen: side by side, or one over the other.

From a window of 1280 pixels on the form stands right of the list, with a line between them that
can be dragged; below that it slides over the list.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from lianti_desktop.ui.preferences import Preferences
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import QuietButton

WIDE_FROM = 1280
LIST_PART = 0.5
LEAST_PART, MOST_PART = 0.2, 0.8
NARROWEST = 320
FORM_SLIDING = 620
KEPT_AS = "list_part"


class ListAndForm(QWidget):
    """`left_form` when the user goes back from the form to the list."""

    left_form = Signal()

    def __init__(self, listed: QWidget, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = listed
        self._is_open = False
        self._part = LIST_PART
        self._preferences = Preferences()
        self._view = ""
        self._pane = self._wrap(form)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setHandleWidth(Space.LARGE)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(listed)
        self._split.addWidget(self._pane)
        self._split.splitterMoved.connect(lambda *_: self._keep_part())
        self._list.setMinimumWidth(NARROWEST)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_form)
        self._arrange()

    def remember(self, preferences: Preferences, view: str) -> None:
        """Stand as the user last dragged it, and keep that in the view of a list."""
        self._preferences, self._view = preferences, view
        part = preferences.view_of(view).get(KEPT_AS)
        if isinstance(part, float):
            self._part = min(max(part, LEAST_PART), MOST_PART)
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
        self._split.setGeometry(whole)
        if wide:
            if self._split.indexOf(self._pane) < 0:
                self._split.addWidget(self._pane)
            self._share()
        else:
            self._slide()
        self._pane.setVisible(self._is_open)

    def _share(self) -> None:
        room = self.width() - self._split.handleWidth()
        listed = round(room * self._part)
        self._split.setSizes([listed, room - listed])

    def _slide(self) -> None:
        if self._split.indexOf(self._pane) >= 0:
            self._pane.setParent(self)
        left = max(0, self.width() - FORM_SLIDING)
        self._pane.setGeometry(left, 0, self.width() - left, self.height())
        self._pane.raise_()

    def _keep_part(self) -> None:
        listed, form = self._split.sizes()
        self._part = min(max(listed / (listed + form), LEAST_PART), MOST_PART)
        if self._view:
            view = self._preferences.view_of(self._view) | {KEPT_AS: round(self._part, 3)}
            self._preferences.keep_view(self._view, view)

    def _wrap(self, form: QWidget) -> QFrame:
        pane = QFrame(self)
        set_look(pane, "card")
        pane.setMinimumWidth(NARROWEST)
        self._back = QuietButton("返回列表（Esc）", "chevron-left", pane)
        self._back.clicked.connect(self.close_form)
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, 0)
        bar.addWidget(self._back)
        bar.addStretch(1)
        column = QVBoxLayout(pane)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(form, 1)
        return pane
