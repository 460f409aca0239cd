"""The pages of a PDF on the screen: small ones at the left to choose from, one large to read.

What is shown is the file that will be printed. Pages are drawn one after another on the desk's
bench, because the library that draws them may not be asked twice at once.
"""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QIcon,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
    QResizeEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.theme import Space, current_colours, current_sizes
from lianti_desktop.ui.widgets.buttons import IconButton
from lianti_desktop.ui.widgets.flag_field import TickBox
from lianti_desktop.ui.widgets.flow_layout import FlowLayout
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.words import Words

SMALL_DPI = 12.0
A4_INCHES = (8.27, 11.69)
MM_PER_INCH = 25.4
MOST_KEPT = 6
WHOLE, WIDE = "whole", "wide"
SCALES = (Option(WHOLE, "整页"), Option(WIDE, "页宽"), Option(1.0, "100%"), Option(1.5, "150%"))
STEP = 1.2
SMALLEST, LARGEST = 0.25, 4.0
NEXT_KEYS = (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Space)
BACK_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_Left)


@dataclass(frozen=True)
class Drawn:
    """A page as drawn: which one of which file, and how finely."""

    file: Path
    index: int
    dpi: float
    image: QImage


def draw(file: Path, index: int, dpi: float, _progress: Progress) -> Drawn:
    """One page as a picture that owns its bytes."""
    from lianti_desktop.printing.preview import render_page

    page = render_page(file, index, dpi)
    image = QImage(page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGB32)
    return Drawn(file, index, dpi, image.copy())


def measure(file: Path, _progress: Progress) -> tuple[Path, tuple[float, float]]:
    """The file with the width and height of its first page in inches."""
    from lianti_desktop.printing.preview import page_size

    wide, high = page_size(file)
    return file, (wide / MM_PER_INCH, high / MM_PER_INCH)


def edged(image: QImage) -> QPixmap:
    """The page with the edge of its paper, which is as white as the screen around it."""
    picture = QPixmap.fromImage(image)
    painter = QPainter(picture)
    painter.setPen(QColor(current_colours().edge))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return picture


def _page_icon(picture: QPixmap) -> QIcon:
    """A small page that keeps its colours when it is the chosen one."""
    sign = QIcon(picture)
    sign.addPixmap(picture, QIcon.Mode.Selected)
    return sign


class PageView(QWidget):
    """Shows one file at a time; `page_changed` with the number of the page, from 0."""

    page_changed = Signal(int)
    put = Signal()
    """The page is on the screen now, in its new size."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file: Path | None = None
        self._pages = 0
        self._first = 0
        self._is_listed = False
        self._inches = A4_INCHES
        self._is_grey = False
        self._scale: float | str = WHOLE
        self._kept: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self.list = QListWidget()
        self.list.setAccessibleName("各页")
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setFlow(QListView.Flow.TopToBottom)
        self.list.setWrapping(False)
        self.list.setUniformItemSizes(True)
        self.list.currentRowChanged.connect(self._on_row)
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._paper.setAccessibleName("这一页的样子")
        self.area = QScrollArea()
        self.area.setWidget(self._paper)
        self.area.setWidgetResizable(True)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.viewport().installEventFilter(self)
        self._place = Words("", "secondary")
        self.grey = TickBox("看黑白效果")
        self.grey.toggled.connect(lambda on: self.set_grey(is_grey=on))
        self.scales = Pills(SCALES)
        self.scales.chosen.connect(self.set_scale)
        self._lay_out()

    def show_file(self, file: Path, pages: int, page: int = 0) -> None:
        """Another file, at one of its pages."""
        self._file, self._pages, self._first = file, pages, min(page, pages - 1)
        self._is_listed = False
        self._kept.clear()
        self._paper.clear()
        self._desk.run(partial(measure, file), Reply(self, self._on_measured))

    def _on_measured(self, found: tuple[Path, tuple[float, float]]) -> None:
        file, size = found
        if file != self._file:
            return
        self._inches = size
        self._list_pages()
        self._is_listed = True
        self.list.setCurrentRow(self._first)
        self._draw_small(0)

    def page(self) -> int:
        """The page shown, from 0."""
        return max(0, self.list.currentRow())

    def go(self, index: int) -> None:
        """Turn to a page; while the file is only being opened, once that is done."""
        if 0 <= index < self._pages:
            self._first = index
            if self._is_listed:
                self.list.setCurrentRow(index)

    def set_scale(self, scale: object) -> None:
        """整页, 页宽, or a factor of the paper's real size."""
        self._scale = scale if isinstance(scale, float) else str(scale)
        self.scales.set_current(scale)
        self._show()

    def set_grey(self, *, is_grey: bool) -> None:
        """As a printer with black toner alone will print it, or in colour."""
        self._is_grey = is_grey
        self._show()

    def zoom(self, factor: float) -> None:
        """Larger or smaller than now."""
        self.set_scale(min(LARGEST, max(SMALLEST, self._dpi() / self._real_dpi() * factor)))

    @property
    def paper(self) -> QLabel:
        """Where the page is drawn, in its middle; whoever points at it lays a layer over this."""
        return self._paper

    def paper_rect(self) -> QRectF:
        """The page within `paper`; empty before it is drawn."""
        size = self._paper.pixmap().deviceIndependentSize()
        free = QSizeF(self._paper.size()) - size
        return QRectF(QPointF(free.width() / 2, free.height() / 2), size)

    def has_picture(self) -> bool:
        """Whether the page is drawn already."""
        return not self._paper.pixmap().isNull()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in NEXT_KEYS:
            self.go(self.page() + 1)
        elif event.key() in BACK_KEYS:
            self.go(self.page() - 1)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel over the page scrolls it only while there is something left to scroll."""
        if event.type() != QEvent.Type.Wheel or not isinstance(event, QWheelEvent):
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._scrolls(event):
            return False
        self.wheelEvent(event)
        return True

    def _scrolls(self, event: QWheelEvent) -> bool:
        bar = self.area.verticalScrollBar()
        end = bar.maximum() if event.angleDelta().y() < 0 else bar.minimum()
        return bar.value() != end

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turns the page where there is nothing left to scroll, zooms with Ctrl."""
        down = event.angleDelta().y() < 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 / STEP if down else STEP)
        else:
            self.go(self.page() + (1 if down else -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if isinstance(self._scale, str):
            self._show()

    def _list_pages(self) -> None:
        wide, tall = (round(side * self._small_dpi()) for side in self._inches)
        empty = QImage(wide, tall, QImage.Format.Format_RGB32)
        empty.fill(Qt.GlobalColor.white)
        blank = _page_icon(edged(empty))
        blocked = self.list.blockSignals(True)
        self.list.clear()
        self.list.setIconSize(QSize(wide, tall))
        for index in range(self._pages):
            item = QListWidgetItem(blank, f"{index + 1}", self.list)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list.blockSignals(blocked)

    def _draw_small(self, index: int) -> None:
        """The small pages one after another, so that a question of the user goes between."""
        if self._file is not None and index < self._pages:
            job = partial(draw, self._file, index, self._small_dpi())
            self._desk.run(job, Reply(self, self._on_small))

    def _on_small(self, drawn: Drawn) -> None:
        if drawn.file != self._file:
            return
        item = self.list.item(drawn.index)
        if item is not None:
            item.setIcon(_page_icon(edged(drawn.image)))
        self._draw_small(drawn.index + 1)

    def _on_row(self, index: int) -> None:
        self._place.setText(f"第 {index + 1} 页，共 {self._pages} 页")
        self.area.verticalScrollBar().setValue(0)
        self._show()
        self.page_changed.emit(index)

    def _show(self) -> None:
        if self._file is None:
            return
        index, dpi = self.page(), self._dpi()
        found = self._kept.get((index, dpi))
        if found is not None:
            self._put(found)
            return
        self._desk.run(partial(draw, self._file, index, dpi), Reply(self, self._on_drawn))

    def _on_drawn(self, drawn: Drawn) -> None:
        if drawn.file != self._file:
            return
        self._kept[drawn.index, drawn.dpi] = drawn.image
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        if (drawn.index, drawn.dpi) == (self.page(), self._dpi()):
            self._put(drawn.image)

    def _put(self, image: QImage) -> None:
        toned = image.convertToFormat(QImage.Format.Format_Grayscale8) if self._is_grey else image
        picture = edged(toned)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setPixmap(picture)
        self.put.emit()

    def _small_dpi(self) -> float:
        """So that small pages are as wide as those of A4, whatever the paper."""
        return SMALL_DPI * A4_INCHES[0] / max(self._inches[0], A4_INCHES[0])

    def _real_dpi(self) -> float:
        return self.logicalDpiX() * self.devicePixelRatioF()

    def _dpi(self) -> float:
        if isinstance(self._scale, float):
            return round(self._scale * self._real_dpi(), 1)
        room = self.area.viewport().size() - QSize(Space.LARGE, Space.LARGE)
        wide, tall = self._inches
        across = room.width() / wide
        fit = across if self._scale == WIDE else min(across, room.height() / tall)
        return round(max(SMALLEST * 96, fit * self.devicePixelRatioF()), 1)

    def _lay_out(self) -> None:
        head = FlowLayout()
        self._place.setMinimumHeight(current_sizes().control)
        self.grey.setMinimumHeight(current_sizes().control)
        head.addWidget(self._place)
        head.addWidget(self.grey)
        head.addWidget(self.scales)
        for name, tip, factor, keys in (
            ("minus", "缩小", 1 / STEP, "Ctrl+-"),
            ("plus", "放大", STEP, "Ctrl+="),
        ):
            button = IconButton(name, f"{tip}（{keys}）", self)
            button.clicked.connect(partial(self._zoom_clicked, factor))
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
            head.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(Space.SMALL)
        self.list.setFixedWidth(round(A4_INCHES[0] * SMALL_DPI) + 52)
        middle.addWidget(self.list)
        middle.addWidget(self.area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addLayout(middle, 1)

    def _zoom_clicked(self, factor: float, _checked: object = None) -> None:
        self.zoom(factor)
