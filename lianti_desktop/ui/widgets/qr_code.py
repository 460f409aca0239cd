"""A square code on the screen, always dark on white, whatever the theme."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

QUIET = 3
DOT = 4


class QrCode(QWidget):
    """Shows words that a scanner can read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[int]] = []

    def set_words(self, words: str, name: str) -> None:
        """Other words; `name` says what they are to those who cannot see the code."""
        import segno

        self._rows = [list(row) for row in segno.make(words, error="m", micro=False).matrix]
        self.setAccessibleName(name)
        side = DOT * (len(self._rows) + 2 * QUIET)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for number, row in enumerate(self._rows):
            for place, is_dark in enumerate(row):
                if is_dark:
                    box = QRectF(DOT * (QUIET + place), DOT * (QUIET + number), DOT, DOT)
                    painter.fillRect(box, Qt.GlobalColor.black)
