"""What an empty place says: what belongs here, and the first thing to do."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import MainButton
from lianti_desktop.ui.widgets.sign import Sign
from lianti_desktop.ui.widgets.words import Words

SIGN = 48
WIDEST = 360


@dataclass(frozen=True)
class EmptyWords:
    """The sign, the title, a sentence, and the words on the button ("" for none)."""

    icon: str
    title: str
    sentence: str
    action: str = ""


class EmptyState(QWidget):
    """`asked` when its button is pressed."""

    asked = Signal()

    def __init__(self, words: EmptyWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Sign(size=SIGN, parent=self)
        self._title = Words("", "heading", self)
        self._sentence = Words("", "secondary", self)
        self._sentence.setWordWrap(True)
        self._sentence.setFixedWidth(WIDEST)
        self._button = MainButton("", parent=self)
        self._button.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setSpacing(Space.SMALL)
        column.addStretch(2)
        for label in (self._sign, self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for part in (self._sign, self._title, self._sentence, self._button):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(part)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)
        self.set_words(words)

    def set_words(self, words: EmptyWords) -> None:
        self._sign.show_sign(words.icon)
        self._title.setText(words.title)
        self._sentence.setText(words.sentence)
        self._button.setText(words.action)
        self._button.setVisible(bool(words.action))
