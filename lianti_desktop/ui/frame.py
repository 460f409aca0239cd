"""The window's frame: sidebar, header, the page in the middle, status line.

It imports nothing but Qt and the widgets, so it can be painted before anything heavy is loaded.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.page_header import PageHeader
from lianti_desktop.ui.widgets.sidebar import PlaceGroup, Sidebar
from lianti_desktop.ui.widgets.status_line import StatusLine

SMALLEST = (960, 540)
FIRST = (1280, 680)


class MainFrame(QMainWindow):
    """Says where the user wants to go; shows the pages it is given."""

    page_chosen = Signal(str)
    term_chosen = Signal(object)
    search_asked = Signal(str)
    search_submitted = Signal(str)
    result_chosen = Signal(object)
    operator_clicked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    help_asked = Signal()
    progress_cancelled = Signal()
    status_clicked = Signal(str)
    folded_changed = Signal(bool)

    def __init__(self, groups: Sequence[PlaceGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sidebar = Sidebar(groups)
        self.header = PageHeader()
        self.status = StatusLine()
        self._titles = {place.key: place.title for group in groups for place in group.places}
        self._pages: dict[str, QWidget] = {}
        self._current = ""
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST)

    def add_page(self, key: str, page: QWidget) -> None:
        """Take a page in; it is shown by `show_page`."""
        self._pages[key] = page
        self._stack.addWidget(page)

    def has_page(self, key: str) -> bool:
        return key in self._pages

    def page(self, key: str) -> QWidget | None:
        return self._pages.get(key)

    def current_page(self) -> str:
        return self._current

    def show_page(self, key: str) -> None:
        """Go to a place; its page may come later, meanwhile there is bare paper."""
        self._current = key
        self._stack.setCurrentWidget(self._pages.get(key) or self._stack.widget(0))
        self.sidebar.set_current(key)
        self.set_title(self._titles.get(key, ""))

    def set_title(self, title: str) -> None:
        self.header.set_title(title)

    def set_badge(self, key: str, count: int) -> None:
        self.sidebar.set_badge(key, count)

    def set_terms(self, options: Sequence[Option], current: object) -> None:
        self.header.terms.set_terms(options, current)

    def set_operator(self, name: str) -> None:
        self.header.set_operator(name)

    def set_undo(self, words: str) -> None:
        self.header.set_undo(words)

    def set_redo(self, words: str) -> None:
        self.header.set_redo(words)

    def show_results(self, options: Sequence[Option]) -> None:
        self.header.search.show_results(options)

    def set_folded(self, *, folded: bool) -> None:
        self.header.set_folded(folded=folded)
        self.sidebar.set_folded(folded=folded)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.sidebar.fit()
            self.header.fit()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(Space.MEDIUM)
        right.addWidget(self.header)
        right.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addLayout(right, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self._on_place)
        self.sidebar.folded_changed.connect(self.folded_changed)
        self.header.fold_asked.connect(self._turn_fold)
        self.header.term_chosen.connect(self.term_chosen)
        self.header.operator_clicked.connect(self.operator_clicked)
        self.header.undo_asked.connect(self.undo_asked)
        self.header.redo_asked.connect(self.redo_asked)
        self.header.help_asked.connect(self.help_asked)
        self.header.search.asked.connect(self.search_asked)
        self.header.search.submitted.connect(self.search_submitted)
        self.header.search.picked.connect(self.result_chosen)
        self.status.cancelled.connect(self.progress_cancelled)
        self.status.clicked.connect(self.status_clicked)

    def _add_shortcuts(self) -> None:
        chords: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+F", self._go_searching),
            ("Ctrl+Z", self.header.undo.click),
            ("Ctrl+Y", self.header.redo.click),
            ("Ctrl+Shift+Z", self.header.redo.click),
            ("F1", self.help_asked.emit),
        )
        for keys, act in chords:
            QShortcut(keys, self).activated.connect(act)

    def _turn_fold(self) -> None:
        self.set_folded(folded=not self.sidebar.is_folded())

    def _go_searching(self) -> None:
        self.header.search.setFocus()
        self.header.search.selectAll()

    def _on_place(self, key: str) -> None:
        self.show_page(key)
        self.page_chosen.emit(key)
