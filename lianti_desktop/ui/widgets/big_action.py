"""A card with one large button, for the few things that a page is there for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, current_sizes, set_look
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.card import LineOfCard, LinkLine
from lianti_desktop.ui.widgets.clearing import clear
from lianti_desktop.ui.widgets.sign import Sign
from lianti_desktop.ui.widgets.words import Words

SIGN = 36
TALL = 1.3


class BigButton(PlainButton):
    """A tall button that is filled while it is the thing to do."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_main(self, *, main: bool) -> None:
        """Filled or framed."""
        set_look(self, "main" if main else "plain")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(current_sizes().control * TALL))


class BigAction(QFrame):
    """`asked` when its button is pressed, `followed` with the key of one of its lines."""

    asked = Signal()
    followed = Signal(object)

    def __init__(self, title: str, about: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        sign = Sign(icon, SIGN, self)
        self.button = BigButton(title, self)
        self.button.clicked.connect(self.asked)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(title, "title", self))
        words.addWidget(Words(about, "secondary", self).wrapping())
        head = QHBoxLayout()
        head.setSpacing(Space.MEDIUM)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addStretch(1)
        column.addWidget(self.button)

    def set_button(self, words: str, *, main: bool) -> None:
        """What a press does now, and whether it is the thing to do."""
        self.button.setText(words)
        self.button.set_main(main=main)

    def set_lines(self, lines: Sequence[LinkLine], nothing: str) -> None:
        """What waits, or that nothing does."""
        clear(self._lines)
        for line in lines:
            shown = LineOfCard(line, self)
            shown.followed.connect(self.followed)
            self._lines.addWidget(shown)
        if nothing and not lines:
            self._lines.addWidget(Words(nothing, "secondary", self).wrapping())
