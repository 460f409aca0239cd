"""The last place of a photo strip: drop here, paste here, or click to choose files."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.theme import Space, Tone, current_colours, current_sizes, scaled

SIGN = 26


class AddPhotos(QAbstractButton):
    """A dashed place; wide and with more words while there is no photo yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._high = 0
        self._lonely = True
        self.setText("添加照片")
        self.setAccessibleName("添加照片：拖到这里，或按 Ctrl+V 粘贴")
        self.setToolTip("点一下选择照片，也可以拖到这里，或按 Ctrl+V 粘贴")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_height(self, height: int) -> None:
        self._high = height
        self.updateGeometry()

    def set_lonely(self, *, lonely: bool) -> None:
        self._lonely = lonely
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._words())
        return QSize(max(words + 2 * Space.HUGE, 132), self._high)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.hasFocus()
        pen = QPen(QColor(colours.accent if lit else colours.edge), 1.2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(colours.accent_soft if lit else colours.paper))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        tone = Tone.ACCENT if lit else Tone.SECONDARY
        middle = self.rect().center()
        top = middle.y() - SIGN
        painter.drawPixmap(middle.x() - SIGN // 2, top, pixmap("image-add", tone, SIGN))
        painter.setPen(QColor(colours.tone(tone)))
        painter.setFont(scaled(self.font(), current_sizes().small_points))
        words = self.rect().adjusted(0, self.height() // 2 + Space.HAIR, 0, 0)
        top_middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, top_middle, self._words())

    def _words(self) -> str:
        return "把照片拖到这里，或按 Ctrl+V 粘贴" if self._lonely else "拖到这里或粘贴"
