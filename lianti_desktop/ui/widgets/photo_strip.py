"""The photos of a record: rows of even height, to caption, put in order, mark and add to."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.theme import Space, current_colours
from lianti_desktop.ui.widgets.flow_layout import FlowLayout
from lianti_desktop.ui.widgets.photo_add import AddPhotos
from lianti_desktop.ui.widgets.photo_mime import files_of, holds_photos, image_of
from lianti_desktop.ui.widgets.photo_tile import PhotoFrame, PhotoTile

ROW_HEIGHT = 112
OWN = "application/x-lianti-photo"


class PhotoStrip(QWidget):
    """Keeps no photo itself: it shows tiles and says what the user did to them, by key."""

    reordered = Signal(list)
    captioned = Signal(object, str)
    turned = Signal(object)
    main_chosen = Signal(object)
    children_flagged = Signal(object, bool)
    trashed = Signal(list)
    opened = Signal(object)
    add_asked = Signal()
    files_dropped = Signal(list)
    image_pasted = Signal(QImage)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frames: list[PhotoFrame] = []
        self._chosen: object = None
        self._reason = ""
        self._height = ROW_HEIGHT
        self._mark = -1
        self._flow = FlowLayout(Space.SMALL, self)
        self._add = AddPhotos(self)
        self._add.set_height(ROW_HEIGHT)
        self._add.clicked.connect(self.add_asked)
        self._flow.addWidget(self._add)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("照片")

    def tiles(self) -> tuple[PhotoTile, ...]:
        return tuple(frame.tile for frame in self._frames)

    def set_tiles(self, tiles: Sequence[PhotoTile]) -> None:
        """Show these photos; those already there keep their frame and the cursor in it."""
        known = {frame.tile.key: frame for frame in self._frames}
        self._frames = [self._frame_for(tile, known) for tile in tiles]
        for frame in set(known.values()) - set(self._frames):
            self._flow.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        self._flow.arrange(self._frames)
        self._add.set_lonely(lonely=not tiles)
        if self._chosen not in [tile.key for tile in tiles]:
            self._chosen = None
        self.updateGeometry()

    def update_tile(self, tile: PhotoTile) -> None:
        for frame in self._frames:
            if frame.tile.key == tile.key:
                frame.show_tile(tile)

    def selected(self) -> object | None:
        return self._chosen

    def select(self, key: object) -> None:
        self._chosen = key
        for frame in self._frames:
            frame.set_chosen(chosen=frame.tile.key == key)

    def set_row_height(self, height: int) -> None:
        self._height = height
        self._add.set_height(height)
        for frame in self._frames:
            frame.set_height(height)

    def set_readonly(self, reason: str) -> None:
        """Only to look at, with the reason on hover; "" makes it editable again."""
        self._reason = reason
        self.setToolTip(reason)
        self._add.setVisible(not reason)
        for frame in self._frames:
            frame.set_editable(editable=not reason)

    def is_readonly(self) -> bool:
        return bool(self._reason)

    def take_mime(self, mime: QMimeData) -> bool:
        """Take files or a picture out of a drop or the clipboard; False when it has none."""
        if self._reason:
            return False
        files = files_of(mime)
        image = None if files else image_of(mime)
        if files:
            self.files_dropped.emit(files)
        if image is not None:
            self.image_pasted.emit(image)
        return bool(files) or image is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_mime(QGuiApplication.clipboard().mimeData())
        elif not self._took_arrow(event) and not self._took_command(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._chosen is None and self._frames:
            self.select(self._frames[0].tile.key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._welcome(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_mark(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_mark(-1)
        if event.mimeData().hasFormat(OWN):
            self._move_to(self._place_at(event.position().toPoint()))
            event.acceptProposedAction()
        elif self.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark < 0:
            return
        painter = QPainter(self)
        painter.setPen(QPen(QColor(current_colours().accent), 3))
        line = self._mark_line()
        painter.drawLine(line.topLeft(), line.bottomLeft())

    def _frame_for(self, tile: PhotoTile, known: dict[object, PhotoFrame]) -> PhotoFrame:
        frame = known.get(tile.key)
        if frame is not None:
            frame.show_tile(tile)
            return frame
        frame = PhotoFrame(tile, self._height, self)
        frame.set_editable(editable=not self._reason)
        frame.pressed.connect(partial(self._on_pressed, tile.key))
        frame.opened.connect(partial(self.opened.emit, tile.key))
        frame.drag_started.connect(partial(self._start_drag, frame))
        frame.captioned.connect(partial(self._on_captioned, tile.key))
        frame.asked.connect(partial(self._on_asked, tile.key))
        frame.caption.focused.connect(partial(self.select, tile.key))
        frame.caption.stepped.connect(partial(self._step_caption, tile.key))
        frame.caption.finished.connect(self.setFocus)
        self._flow.addWidget(frame)
        frame.show()
        return frame

    def _keys(self) -> list[object]:
        return [frame.tile.key for frame in self._frames]

    def _tile(self, key: object) -> PhotoTile:
        return next(frame.tile for frame in self._frames if frame.tile.key == key)

    def _on_pressed(self, key: object) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.select(key)

    def _on_captioned(self, key: object, text: str) -> None:
        self.update_tile(replace(self._tile(key), caption=text))
        self.captioned.emit(key, text)

    def _on_asked(self, key: object, tool: str) -> None:
        self.select(key)
        if tool == "turn":
            self.turned.emit(key)
        elif tool == "caption":
            self._write_caption(key)
        elif tool == "main":
            self.main_chosen.emit(key)
        elif tool == "child":
            self.children_flagged.emit(key, not self._tile(key).with_children)
        else:
            self.trashed.emit([key])

    def _write_caption(self, key: object) -> None:
        frame = self._frames[self._keys().index(key)]
        frame.caption.setFocus(Qt.FocusReason.ShortcutFocusReason)
        frame.caption.selectAll()

    def _step_caption(self, key: object, step: int) -> None:
        place = self._keys().index(key) + step
        if 0 <= place < len(self._frames):
            self._write_caption(self._frames[place].tile.key)
        else:
            self.focusNextPrevChild(step > 0)

    def _took_command(self, event: QKeyEvent) -> bool:
        if self._chosen is None:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._chosen)
        elif key == Qt.Key.Key_Delete and not self._reason:
            self.trashed.emit([self._chosen])
        elif key == Qt.Key.Key_F2 and not self._reason:
            self._write_caption(self._chosen)
        else:
            return False
        return True

    def _took_arrow(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self._chosen is None:
            return False
        place = self._keys().index(self._chosen) + step
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self._reason and 0 <= place < len(self._frames):
                self._move_to(place + (step > 0))
        elif 0 <= place < len(self._frames):
            self.select(self._frames[place].tile.key)
        return True

    def _start_drag(self, frame: PhotoFrame) -> None:
        if self._reason:
            return
        mime = QMimeData()
        mime.setData(OWN, b"1")
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(frame.thumbnail())
        drag.exec(Qt.DropAction.MoveAction)

    def _welcome(self, event: QDragMoveEvent) -> None:
        mime = event.mimeData()
        if self._reason or not (mime.hasFormat(OWN) or holds_photos(mime)):
            event.ignore()
            return
        if mime.hasFormat(OWN):
            self._set_mark(self._place_at(event.position().toPoint()))
        event.acceptProposedAction()

    def _set_mark(self, place: int) -> None:
        self._mark = place
        self.update()

    def _place_at(self, point: QPoint) -> int:
        """Before which photo a drop at this point goes."""
        for place, frame in enumerate(self._frames):
            area = frame.geometry()
            in_row = area.top() <= point.y() <= area.bottom() + Space.SMALL
            if in_row and point.x() < area.center().x():
                return place
            if point.y() < area.top():
                return place
        return len(self._frames)

    def _mark_line(self) -> QRect:
        if self._mark < len(self._frames):
            area = self._frames[self._mark].geometry()
            return area.translated(-Space.HAIR, 0)
        area = self._frames[-1].geometry() if self._frames else self._add.geometry()
        return area.translated(area.width() + Space.HAIR - 1, 0)

    def _move_to(self, place: int) -> None:
        """Put the chosen photo before the one at `place`."""
        keys = self._keys()
        if self._chosen not in keys:
            return
        here = keys.index(self._chosen)
        there = place - 1 if place > here else place
        if here == there:
            return
        self._frames.insert(there, self._frames.pop(here))
        self._flow.arrange(self._frames)
        self.reordered.emit(self._keys())
