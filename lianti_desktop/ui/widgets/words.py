"""Words on the screen: labels in the theme's looks, coloured status words, the 示例 mark."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lianti_desktop.ui.theme import Tone, set_look


class Words(QLabel):
    """Plain text in a look of the stylesheet: title, heading, label, small, secondary, error…"""

    def __init__(self, text: str, look: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self, look)

    def wrapping(self) -> "Words":
        """The same label, now breaking its lines."""
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        return self


class NarrowWords(Words):
    """One line that ends in "…" where its width does not hold it; the pointer shows all of it."""

    def __init__(self, text: str, look: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(text, look, parent)
        self.whole = text
        self.setToolTip(text)
        self.setFixedWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        end = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self.whole, end, self.width()))


class StatusWord(Words):
    """A state in one small coloured word."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.SECONDARY, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, tone.value, parent)

    def set(self, text: str, tone: Tone) -> None:
        self.setText(text)
        set_look(self, tone.value)


class Badge(Words):
    """A small framed mark beside a title."""

    def __init__(self, text: str = "示例", parent: QWidget | None = None) -> None:
        super().__init__(text, "badge", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
