"""What an empty place says: what belongs here, and the first thing to do."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.buttons import MainButton
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
        self._icon_name = words.icon
        self._sign = QLabel(self)
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
        self._icon_name = words.icon
        self._title.setText(words.title)
        self._sentence.setText(words.sentence)
        self._button.setText(words.action)
        self._button.setVisible(bool(words.action))
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self._sign.setPixmap(pixmap(self._icon_name, Tone.ACCENT, SIGN))
