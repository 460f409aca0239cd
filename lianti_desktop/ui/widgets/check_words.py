"""Words that are read aloud and compared: large, each with its number."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.clearing import clear
from lianti_desktop.ui.widgets.words import Words


class CheckWords(QWidget):
    """Shows words in rows; the whole can be read by a screen reader and copied."""

    def __init__(self, columns: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._words: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.SMALL)

    def words(self) -> tuple[str, ...]:
        """What is shown."""
        return self._words

    def set_words(self, words: Sequence[str]) -> None:
        """Other words."""
        self._words = tuple(words)
        clear(self._grid)
        for place, word in enumerate(words):
            row, column = divmod(place, self._columns)
            number = Words(str(place + 1), "small", self)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            shown = Words(word, "title", self)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(f"第{place + 1}个词：{word}")
            self._grid.addWidget(number, row, 2 * column)
            self._grid.addWidget(shown, row, 2 * column + 1)
        self._grid.setColumnStretch(2 * self._columns, 1)
        self.setAccessibleName("、".join(words))
