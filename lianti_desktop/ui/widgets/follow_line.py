"""A line that leads somewhere: a click or Enter follows it, hovering and focus show it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.theme import current_colours, current_sizes

FOLLOW_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class FollowLine(QWidget):
    """`followed` with its key."""

    followed = Signal(object)

    def __init__(self, key: object, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setMinimumHeight(current_sizes().row)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and is_inside:
            self.followed.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in FOLLOW_KEYS:
            self.followed.emit(self._key)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._hovered or self.hasFocus()):
            return
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.rail))
        painter.drawRoundedRect(self.rect().adjusted(0, 1, -1, -2), 4, 4)
