"""Hiding faces: frames drawn over a photo; what lies in them cannot be recognised on paper.

The photo itself stays as it is; the frames are kept with it and can be taken away again.
"""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.blurring import WHOLE, Region, lines_of, regions_of
from lianti_desktop.storage.lessons import Media
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.theme import current_colours
from lianti_desktop.ui.widgets.buttons import QuietButton

RIGHT_ANGLE, TURNS = 90, 4
ROOM = QSize(420, 400)
LEAST = 15
"""Frames narrower or lower than so many thousandths were no more than a click."""
HOW = "按住鼠标在脸上拉一个框，框里的地方印出来会看不清。点一下框，按 Delete 去掉。原来的照片不变。"
GONE = "这张照片的文件不在本机，没有可以遮的画面，说明和授权还在。请从有原件的电脑上再导入一次。"


class FramedPhoto(QWidget):
    """A photo as large as there is room, with the frames on it; `changed` when there are others."""

    changed = Signal()

    def __init__(self, picture: QPixmap, regions: list[Region]) -> None:
        super().__init__()
        self._picture = picture
        self.regions = regions
        self._chosen: int | None = None
        self._start: QPointF | None = None
        self._end = QPointF()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("照片，拉框遮住脸")

    def take_away(self, place: int) -> None:
        """One frame less."""
        del self.regions[place]
        self._chosen = None
        self.changed.emit()
        self.update()

    def clear(self) -> None:
        """No frame at all."""
        self.regions.clear()
        self._chosen = None
        self.changed.emit()
        self.update()

    def picture_rect(self) -> QRectF:
        """Where the photo is drawn."""
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def rect_of(self, region: Region) -> QRectF:
        """A frame on the screen."""
        photo = self.picture_rect()
        return QRectF(
            photo.left() + photo.width() * region.left / WHOLE,
            photo.top() + photo.height() * region.top / WHOLE,
            photo.width() * region.width / WHOLE,
            photo.height() * region.height / WHOLE,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._start = self._end = event.position()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._end = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        region = self._drawn()
        self._start = None
        if region is None:
            hit = (
                place
                for place, one in enumerate(self.regions)
                if self.rect_of(one).contains(event.position())
            )
            self._chosen = next(hit, None)
        else:
            self.regions.append(region)
            self._chosen = len(self.regions) - 1
            self.changed.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_delete = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if is_delete and self._chosen is not None:
            self.take_away(self._chosen)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.picture_rect().toRect(), self._picture)
        colours = current_colours()
        cover = QColor(colours.accent)
        cover.setAlpha(110)
        for place, region in enumerate(self.regions):
            wide = 3 if place == self._chosen else 1.5
            painter.setPen(QPen(QColor(colours.accent), wide))
            painter.setBrush(cover)
            painter.drawRect(self.rect_of(region))
        drawn = self._drawn()
        if drawn is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 1.5, Qt.PenStyle.DashLine))
            painter.drawRect(self.rect_of(drawn))

    def _drawn(self) -> Region | None:
        """The frame between where the mouse was pressed and where it is."""
        photo = self.picture_rect()
        if self._start is None or photo.isEmpty():
            return None
        rect = QRectF(self._start, self._end).normalized().intersected(photo)
        across, down = WHOLE / photo.width(), WHOLE / photo.height()
        region = Region(
            round((rect.left() - photo.left()) * across),
            round((rect.top() - photo.top()) * down),
            round(rect.width() * across),
            round(rect.height() * down),
        )
        return region if min(region.width, region.height) >= LEAST else None


class BlurDialog(Sheet):
    """Accepted once the frames are stored."""

    def __init__(self, desk: Desk, photo: UUID, parent: QWidget | None = None) -> None:
        super().__init__("遮住面部", parent, width=46)
        self._desk = desk
        self._photo = photo
        self._turned = 0
        self.framed: FramedPhoto | None = None
        self.add_words(HOW, "secondary")
        self._frame = QWidget()
        self._frame.setMinimumSize(ROOM)
        self._inside_frame = QVBoxLayout(self._frame)
        self._inside_frame.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._frame, 1)
        self.none = QuietButton("全部去掉")
        self.add_left(self.none)
        self.add_button("不改").clicked.connect(self.reject)
        self.go = self.add_button("遮好了", ButtonRole.MAIN)
        self.go.setEnabled(False)
        self.go.clicked.connect(self._store)
        desk.ask(partial(_media, photo=photo), Reply(self, self._show_photo))

    def _show_photo(self, media: Media) -> None:
        store = AttachmentStore(self._desk.store.data.attachments)
        has_file = bool(media.file) and store.has(media.file or "")
        picture = QPixmap(str(store.path(media.file))) if media.file and has_file else QPixmap()
        if picture.isNull():
            self.show_error(GONE)
            return
        self._turned = (media.turned or 0) % TURNS
        turned = picture.transformed(QTransform().rotate(RIGHT_ANGLE * self._turned))
        regions = [region.turned(self._turned) for region in regions_of(media.blur_regions)]
        self.framed = FramedPhoto(turned, regions)
        self._inside_frame.addWidget(self.framed)
        self.none.clicked.connect(self.framed.clear)
        self.go.setEnabled(True)

    def _store(self) -> None:
        if self.framed is None:
            return
        lines = lines_of(region.turned(-self._turned) for region in self.framed.regions)
        photo = self._photo

        def work(session: Session) -> None:
            records.save(session, Media, photo, {"blur_regions": lines})

        self._desk.change("遮住照片里的面部", work, Reply(self, lambda _: self.accept()))


def _media(session: Session, photo: UUID) -> Media:
    return records.get(session, Media, photo)
