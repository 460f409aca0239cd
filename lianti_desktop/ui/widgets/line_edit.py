"""One line to type in: may carry signs inside, and leaves the input method in peace."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.theme import Space, Tone, current_sizes

COMPOSING_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Tab,
)


class LineEdit(QLineEdit):
    """A line edit; `trailing_clicked` when its sign on the right is clicked."""

    trailing_clicked = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self._leading = ""
        self._trailing = ""
        self._composing = False

    def composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return self._composing

    def set_leading(self, icon_name: str) -> None:
        self._leading = icon_name
        self._make_room()

    def set_trailing(self, icon_name: str) -> None:
        self._trailing = icon_name
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing and event.key() in COMPOSING_KEYS:
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._trailing and self._sign_area().contains(event.position().toPoint()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.trailing_clicked.emit()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._trailing and self._sign_area().contains(event.position().toPoint())
        hand, beam = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.IBeamCursor
        self.setCursor(hand if over else beam)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = current_sizes().icon
        top = (self.height() - side) // 2
        if self._leading:
            painter.drawPixmap(Space.SMALL, top, pixmap(self._leading, Tone.SECONDARY, side))
        if self._trailing:
            left = self.width() - side - Space.SMALL
            painter.drawPixmap(left, top, pixmap(self._trailing, Tone.SECONDARY, side))

    def _sign_area(self) -> QRect:
        width = current_sizes().icon + Space.LARGE
        return QRect(self.width() - width, 0, width, self.height())

    def _make_room(self) -> None:
        room = current_sizes().icon + Space.HAIR
        self.setTextMargins(room if self._leading else 0, 0, room if self._trailing else 0, 0)
        self.setMouseTracking(bool(self._trailing))
        self.update()
