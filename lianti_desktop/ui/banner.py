"""A line across the head of the window that waits for an answer without standing in the way."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from lianti_desktop.ui.messages import Answer
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.words import Words


class Banner(QFrame):
    """`answered` with the key of the button pressed; then it goes."""

    answered = Signal(str)

    def __init__(
        self,
        sentence: str,
        answers: Sequence[Answer],
        parent: QWidget | None = None,
        look: str = "waiting",
    ) -> None:
        super().__init__(parent)
        set_look(self, "status")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        row.setSpacing(Space.SMALL)
        row.addWidget(Words(sentence, look).wrapping(), 1)
        for answer in answers:
            button = PlainButton(answer.words, parent=self)
            button.clicked.connect(lambda _=False, key=answer.key: self._take(key))
            row.addWidget(button)

    def show_in(self, window: QMainWindow) -> None:
        """Takes its place above everything else."""
        column = window.centralWidget().layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self)

    def _take(self, key: str) -> None:
        self.hide()
        self.answered.emit(key)
        self.deleteLater()
