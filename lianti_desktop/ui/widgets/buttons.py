"""Buttons that keep their sign in the right colour when the theme changes."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from lianti_desktop.ui.icons import icon
from lianti_desktop.ui.theme import Space, Tone, current_sizes, set_look


class PlainButton(QPushButton):
    """A framed button: a verb, perhaps with a sign before it."""

    LOOK = "plain"
    TONE = Tone.INK

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_look(self, self.LOOK)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def set_icon_name(self, icon_name: str) -> None:
        self._icon_name = icon_name
        self._colour()

    def _colour(self) -> None:
        if self._icon_name:
            size = current_sizes().icon
            room = Space.HAIR if self.text() else 0
            self.setIconSize(QSize(size + room, size))
            self.setIcon(icon(self._icon_name, self.TONE, size, room))


class MainButton(PlainButton):
    """The one filled button of a page."""

    LOOK = "main"
    TONE = Tone.ON_ACCENT


class DangerButton(PlainButton):
    """A button that throws something away; its text names what."""

    LOOK = "danger"
    TONE = Tone.DANGER


class QuietButton(PlainButton):
    """A button without a frame, for what is needed now and then."""

    LOOK = "quiet"
    TONE = Tone.SECONDARY


class IconButton(QToolButton):
    """A sign alone; `tip` is its tooltip and its name for a screen reader."""

    def __init__(self, icon_name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._tone = Tone.SECONDARY
        self._side = 0
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def set_sign(self, icon_name: str, tone: Tone = Tone.SECONDARY) -> None:
        self._icon_name = icon_name
        self._tone = tone
        self._colour()

    def make_tiny(self) -> None:
        """A small one, for a chip or a photo."""
        self._side = 14
        set_look(self, "tiny")
        self._colour()

    def set_tip(self, tip: str) -> None:
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def _colour(self) -> None:
        side = self._side or current_sizes().icon
        whole = self._side + Space.SMALL if self._side else current_sizes().control
        self.setFixedSize(whole, whole)
        self.setIconSize(QSize(side, side))
        self.setIcon(icon(self._icon_name, self._tone, side))
