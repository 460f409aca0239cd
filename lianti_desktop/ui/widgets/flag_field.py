"""Yes or no: a box to tick with its words beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.theme import Space, Tone, current_colours
from lianti_desktop.ui.widgets.field import Field

BOX = 18


class TickBox(QCheckBox):
    """A check box drawn in the theme's own line."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(BOX + Space.SMALL + Space.HAIR + words, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1.5, (self.height() - BOX) / 2 + 0.5, BOX - 1, BOX - 1)
        lit = self.isChecked() and self.isEnabled()
        edge = colours.accent if lit or self.hasFocus() else colours.edge
        painter.setPen(QPen(QColor(edge), 1.5 if self.hasFocus() else 1))
        painter.setBrush(QColor(colours.accent if lit else colours.surface))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            tone = Tone.ON_ACCENT if lit else Tone.SECONDARY
            painter.drawPixmap(int(box.left()) + 1, int(box.top()) + 1, pixmap("check", tone, 16))
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.faint))
        words = self.rect().adjusted(BOX + Space.SMALL + 2, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


class FlagField(Field):
    """A box to tick; never empty."""

    def __init__(self, words: str) -> None:
        self.box = TickBox(words)
        super().__init__(self.box)
        self._kept = False
        self.box.clicked.connect(self.commit)

    def _read(self) -> bool:
        return self.box.isChecked()

    def _write(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))

    def _words(self, value: bool | None) -> str:
        return "是" if value else "否"
