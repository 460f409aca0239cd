"""A drawn sign that stands by itself and takes the colours of the theme."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.theme import Tone, current_sizes


class Sign(QLabel):
    """`size` is in pixels of the screen's own measure; 0 is that of the signs beside text."""

    def __init__(self, name: str = "", size: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = size
        self._tone = Tone.ACCENT
        self._colour()

    def show_sign(self, name: str, tone: Tone = Tone.ACCENT) -> None:
        """Another sign, or the same in another tone."""
        self._name, self._tone = name, tone
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        if self._name:
            self.setPixmap(pixmap(self._name, self._tone, self._size or current_sizes().icon))
