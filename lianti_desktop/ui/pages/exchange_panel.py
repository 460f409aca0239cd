"""What taking in and sending share: a way back, two halves, a state, one button for the deed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.buttons import MainButton, QuietButton
from lianti_desktop.ui.widgets.words import StatusWord, Words

BROKEN = "没有做完，本机的数据没有变化。请再试一次。"


class ExchangePanel(QWidget):
    """`left` to go back, as Escape does; `said` for the quiet line."""

    left = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, words: tuple[str, str, str], parent: QWidget | None) -> None:
        """`words` are the title, and the words and the sign of the button."""
        super().__init__(parent)
        title, deed, icon = words
        self._desk = desk
        self._is_busy = False
        self.back = QuietButton("返回", "chevron-left")
        self.title = Words(title, "heading")
        self.state = StatusWord()
        self.go = MainButton(deed, icon)
        self.back.clicked.connect(self.left)
        desk.broke.connect(self._on_broke)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)

    def end_busy(self) -> None:
        """The waiting is over, however it ended."""
        self._is_busy = False

    def arrange(self, halves: Sequence[tuple[QWidget, int]], *above: QWidget) -> None:
        """The halves with their shares of the width; `above` stands beside the title."""
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        for more in above:
            head.addWidget(more)
        middle = QHBoxLayout()
        middle.setSpacing(Space.MEDIUM)
        for half, share in halves:
            middle.addWidget(half, share)
        foot = QHBoxLayout()
        foot.setSpacing(Space.MEDIUM)
        foot.addWidget(self.state.wrapping(), 1)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _on_refused(self, sentence: str) -> None:
        self._desk.progressed.emit("", 1, 1)
        self.end_busy()
        self.state.set(sentence, Tone.DANGER)

    def _on_broke(self, _error: object) -> None:
        """Our own mistake is told by the window; here the waiting must end."""
        if self._is_busy:
            self._on_refused(BROKEN)
