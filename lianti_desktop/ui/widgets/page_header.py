"""The head of the window: the page's title, the term, undo, the search box, the operator."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.theme import Space, Tone, current_sizes, set_look
from lianti_desktop.ui.widgets.buttons import IconButton, PlainButton
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.search_box import SearchBox
from lianti_desktop.ui.widgets.words import Words

SEARCH_IN_POINTS = 26


class TermSwitch(QPushButton):
    """The term shown everywhere; a click lists the others."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "term")
        self.setAccessibleName("学期")
        self.setToolTip("换一个学期")
        self._menu = QMenu(self)
        self.clicked.connect(self._open)

    def set_terms(self, options: Sequence[Option], current: object) -> None:
        self._menu.clear()
        for option in options:
            entry = self._menu.addAction(option.title)
            entry.setCheckable(True)
            entry.setChecked(option.key == current)
            entry.triggered.connect(partial(self._choose, option.key))
            if option.key == current:
                self.setText(option.title)
        self.setVisible(bool(options))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(current_sizes().icon + Space.HAIR, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = current_sizes().icon
        left = self.width() - side - Space.SMALL
        sign = pixmap("chevron-down", Tone.SECONDARY, side)
        QPainter(self).drawPixmap(left, (self.height() - side) // 2, sign)

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, key: object, _checked: object = None) -> None:
        self.chosen.emit(key)


class PageHeader(QWidget):
    """Title and the tools that are there on every page."""

    term_chosen = Signal(object)
    operator_clicked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    help_asked = Signal()
    fold_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = IconButton("menu-fold", "收起侧栏", self)
        self._title = Words("", "title", self)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.terms = TermSwitch(self)
        self.terms.hide()
        self.undo = IconButton("undo", "没有可撤销的", self)
        self.redo = IconButton("redo", "没有可重做的", self)
        self.help = IconButton("help", "这一页怎么用（F1）", self)
        self.search = SearchBox("搜索活动、人、照片  Ctrl+F", self)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.operator = PlainButton("", "user", self)
        self.operator.setToolTip("现在是谁在录入")
        self.set_undo("")
        self.set_redo("")
        self._lay_out()
        self._connect()
        self.fit()

    def fit(self) -> None:
        """Give the search box the width that belongs to the size of the text."""
        widest = int(SEARCH_IN_POINTS * current_sizes().points)
        self.search.setMaximumWidth(widest)
        self.search.setMinimumWidth(min(widest // 2, 150))

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def title(self) -> str:
        return self._title.text()

    def set_folded(self, *, folded: bool) -> None:
        """Say what the fold button does next."""
        self.fold.set_sign("menu-unfold" if folded else "menu-fold")
        self.fold.set_tip("展开侧栏" if folded else "收起侧栏")

    def set_operator(self, name: str) -> None:
        self.operator.setText(name)
        self.operator.setAccessibleName(f"录入人：{name}")

    def set_undo(self, words: str) -> None:
        self.undo.setEnabled(bool(words))
        self.undo.set_tip(f"撤销：{words}（Ctrl+Z）" if words else "没有可撤销的")

    def set_redo(self, words: str) -> None:
        self.redo.setEnabled(bool(words))
        self.redo.set_tip(f"重做：{words}（Ctrl+Y）" if words else "没有可重做的")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.LARGE + Space.HAIR, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.fold)
        row.addWidget(self._title)
        row.addSpacing(Space.MEDIUM)
        row.addWidget(self.terms, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for tool in (self.undo, self.redo, self.help):
            row.addWidget(tool)
        row.addWidget(self.search, 2)
        row.addWidget(self.operator)

    def _connect(self) -> None:
        self.fold.clicked.connect(self.fold_asked)
        self.terms.chosen.connect(self.term_chosen)
        self.operator.clicked.connect(self.operator_clicked)
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.help.clicked.connect(self.help_asked)
