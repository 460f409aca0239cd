"""Long text: a box that grows with what is written in it."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lianti_desktop.ui.widgets.field import Field

MOST_LINES = 40
EDGES = 20


class GrowingText(QPlainTextEdit):
    """Plain text, as high as its content; `left` when the cursor goes elsewhere."""

    left = Signal()

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() == 0:
            event.ignore()
            return
        super().wheelEvent(event)

    def _grow(self) -> None:
        written = math.ceil(self.document().size().height())
        lines = min(max(written, self._lines), MOST_LINES)
        bar = Qt.ScrollBarPolicy
        long = written > MOST_LINES
        self.setVerticalScrollBarPolicy(bar.ScrollBarAsNeeded if long else bar.ScrollBarAlwaysOff)
        wanted = lines * QFontMetrics(self.font()).lineSpacing() + EDGES
        if wanted != self.height():
            self.setFixedHeight(wanted)


class TextField(Field):
    """Long text as a field; blank means nothing."""

    def __init__(self, placeholder: str = "", lines: int = 3) -> None:
        self.text = GrowingText(lines)
        super().__init__(self.text)
        self.text.setPlaceholderText(placeholder)
        self.text.left.connect(self.commit)
        self.text.textChanged.connect(self._on_text)

    def _on_text(self) -> None:
        if self.text.hasFocus():
            self.edited.emit()

    def _read(self) -> str | None:
        return self.text.toPlainText().strip() or None

    def _write(self, value: str | None) -> None:
        if self.text.toPlainText().strip() != (value or ""):
            self.text.setPlainText(value or "")
