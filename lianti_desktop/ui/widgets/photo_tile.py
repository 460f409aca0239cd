"""One photo in a strip: the picture, its caption beneath, its marks, and tools on hover."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.theme import Space, Tone, current_colours, current_sizes, scaled, set_look
from lianti_desktop.ui.widgets.buttons import IconButton
from lianti_desktop.ui.widgets.line_edit import LineEdit

NARROWEST = 132
TOOLS = (
    ("turn", "rotate", "旋转"),
    ("caption", "caption", "写说明（F2）"),
    ("main", "star", "设为主图"),
    ("child", "child", "画面里有学生"),
    ("trash", "trash", "移到回收站（Delete）"),
)


@dataclass(frozen=True)
class PhotoTile:
    """A photo as the strip shows it; `note` is a small mark such as 示例."""

    key: object
    picture: QPixmap | QImage | bytes | None
    caption: str = ""
    main: bool = False
    with_children: bool = False
    note: str = ""


class CaptionLine(LineEdit):
    """A caption to write; Tab goes on to the next photo's."""

    stepped = Signal(int)
    focused = Signal()
    finished = Signal()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.stepped.emit(1 if forward else -1)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        ends = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.key() in ends and not self.composing():
            self.finished.emit()


class PhotoFrame(QWidget):
    """Shows a PhotoTile; `asked` with the name of a tool of TOOLS."""

    asked = Signal(str)
    pressed = Signal()
    opened = Signal()
    drag_started = Signal()
    captioned = Signal(str)

    def __init__(self, tile: PhotoTile, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.tile = tile
        self._picture = QPixmap()
        self._high = height
        self._chosen = False
        self._press_place: QPoint | None = None
        self.caption = CaptionLine("写说明", self)
        self.caption.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        set_look(self.caption, "caption")
        self.caption.editingFinished.connect(self._leave_caption)
        self._buttons: dict[str, IconButton] = {}
        self._tools: QFrame | None = None
        self._editable = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self.caption)
        self.show_tile(tile)

    def show_tile(self, tile: PhotoTile) -> None:
        self.tile = tile
        self._picture = as_pixmap(tile.picture)
        if not self.caption.hasFocus():
            self.caption.setText(tile.caption)
            self.caption.setCursorPosition(0)
        self.caption.setToolTip(tile.caption)
        self.caption.setAccessibleName("照片说明")
        self._colour_tools()
        self.setAccessibleName(f"照片 {tile.caption}".strip())
        self.updateGeometry()
        self.update()

    def set_chosen(self, *, chosen: bool) -> None:
        self._chosen = chosen
        self.update()

    def set_height(self, height: int) -> None:
        self._high = height
        self.updateGeometry()

    def set_editable(self, *, editable: bool) -> None:
        self.caption.setReadOnly(not editable)
        self.caption.setPlaceholderText("写说明" if editable else "")
        self._editable = editable

    def sizeHint(self) -> QSize:
        caption = max(self.caption.sizeHint().height(), 24)
        return QSize(max(self._wide(), NARROWEST), self._high + caption)

    def enterEvent(self, event: QEnterEvent) -> None:
        if not self._editable:
            return
        if self._tools is None:
            self._tools = self._make_tools()
            self._colour_tools()
        self._tools.adjustSize()
        self._tools.move((self.width() - self._tools.width()) // 2, Space.HAIR)
        self._tools.show()
        self._tools.raise_()

    def leaveEvent(self, event: QEvent) -> None:
        if self._tools is not None:
            self._tools.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press_place = event.position().toPoint()
        self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press_place is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        way = (event.position().toPoint() - self._press_place).manhattanLength()
        if way >= QApplication.startDragDistance():
            self._press_place = None
            self.drag_started.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press_place = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._picture_place()
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(place), 4, 4)
        painter.save()
        painter.setClipPath(shape)
        self._paint_picture(painter, place)
        painter.restore()
        self._paint_marks(painter, place)
        if self._chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(current_colours().accent), 2))
            painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), 4, 4)

    def thumbnail(self) -> QPixmap:
        """A small picture to hold under the mouse while dragging."""
        height = self._high // 2
        return self._picture.scaledToHeight(height) if not self._picture.isNull() else QPixmap()

    def _wide(self) -> int:
        if self._picture.isNull() or not self._picture.height():
            return NARROWEST
        return round(self._high * self._picture.width() / self._picture.height())

    def _picture_place(self) -> QRect:
        wide = min(self._wide(), self.width())
        return QRect((self.width() - wide) // 2, 0, wide, self._high)

    def _paint_picture(self, painter: QPainter, place: QRect) -> None:
        colours = current_colours()
        if not self._picture.isNull():
            painter.drawPixmap(place, self._picture)
            return
        painter.fillRect(place, QColor(colours.hover))
        sign = pixmap("image", Tone.SECONDARY, 28)
        painter.drawPixmap(place.center().x() - 14, place.center().y() - 24, sign)
        painter.setPen(QColor(colours.secondary))
        words = place.adjusted(0, 30, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "照片暂缺")

    def _paint_marks(self, painter: QPainter, place: QRect) -> None:
        signs = [("star", self.tile.main, Tone.ACCENT)]
        signs.append(("child", self.tile.with_children, Tone.WAITING))
        left = place.left() + Space.HAIR
        for name, shown, tone in signs:
            if shown:
                mark = QRect(left, place.bottom() - 25, 22, 22)
                self._paint_plate(painter, mark)
                painter.drawPixmap(mark.left() + 3, mark.top() + 3, pixmap(name, tone, 16))
                left += 22 + Space.HAIR
        if self.tile.note:
            self._paint_note(painter, place)

    def _paint_note(self, painter: QPainter, place: QRect) -> None:
        painter.setFont(scaled(self.font(), current_sizes().small_points))
        wide = painter.fontMetrics().horizontalAdvance(self.tile.note) + Space.MEDIUM
        mark = QRect(place.right() - wide - 3, place.bottom() - 25, wide, 22)
        self._paint_plate(painter, mark)
        painter.setPen(QColor(current_colours().waiting))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, self.tile.note)

    def _paint_plate(self, painter: QPainter, place: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_colours().surface))
        painter.drawRoundedRect(place, 4, 4)

    def _colour_tools(self) -> None:
        """Show on the tools, once they are there, what the photo is already."""
        if not self._buttons:
            return
        tile = self.tile
        self._buttons["main"].set_sign("star", Tone.ACCENT if tile.main else Tone.SECONDARY)
        self._buttons["main"].set_tip("这是主图" if tile.main else "设为主图")
        child = Tone.WAITING if tile.with_children else Tone.SECONDARY
        self._buttons["child"].set_sign("child", child)

    def _make_tools(self) -> QFrame:
        """The tools are made when the mouse first comes by: a hundred photos open at once."""
        tools = QFrame(self)
        set_look(tools, "float")
        row = QHBoxLayout(tools)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for name, sign, tip in TOOLS:
            button = IconButton(sign, tip, tools)
            button.make_tiny()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._ask, name))
            self._buttons[name] = button
            row.addWidget(button)
        tools.hide()
        return tools

    def _ask(self, name: str, _checked: object = None) -> None:
        self.asked.emit(name)

    def _leave_caption(self) -> None:
        text = self.caption.text().strip()
        if text != self.tile.caption:
            self.captioned.emit(text)


def as_pixmap(picture: QPixmap | QImage | bytes | None) -> QPixmap:
    """Any kind of picture, ready to paint; null when there is none or it is broken."""
    if isinstance(picture, QPixmap):
        return picture
    if isinstance(picture, QImage):
        return QPixmap.fromImage(picture)
    made = QPixmap()
    if picture:
        made.loadFromData(picture)
    return made
