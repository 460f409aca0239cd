"""A layer over a page of an album: what lies there can be pointed at, dragged, and written over."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from lianti_desktop.printing.album_pages import AlbumPage, Spot
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.page import Part
from lianti_desktop.ui.page_view import PageView
from lianti_desktop.ui.theme import current_colours

POINTED = frozenset({Part.PHOTO, Part.CAPTION, Part.REMARK, Part.TEXT, Part.OPENING})
WORDED = frozenset({Part.CAPTION, Part.REMARK, Part.TEXT, Part.OPENING})
SMALLEST_EDITOR = (240, 64)
BACK_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Up)
ON_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Down)
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NAMES = {
    Part.PHOTO: "照片",
    Part.CAPTION: "照片说明",
    Part.REMARK: "感言",
    Part.TEXT: "正文",
    Part.OPENING: "标题",
}


class SpotEditor(QPlainTextEdit):
    """The words of a spot, written where they stand; `done` with them, or None to leave them."""

    done = Signal(object)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._is_over = False
        self.setAccessibleName("改这段文字")
        self.setToolTip("Ctrl+Enter 改好，Esc 不改")
        self.setTabChangesFocus(True)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self._finish(None)
        elif event.key() in ENTER_KEYS and is_ctrl:
            self._finish(self.toPlainText())
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Take what is written."""
        self._finish(self.toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def _finish(self, text: str | None) -> None:
        if not self._is_over:
            self._is_over = True
            self.done.emit(text)
            self.deleteLater()


class SpotLayer(QWidget):
    """Lies over the paper of a page view."""

    chosen = Signal(object)
    """The spot chosen now; None for none."""
    wanted = Signal(object)
    """A spot that was double-clicked, or Enter on it."""
    dropped = Signal(object, object)
    """A photo that was dragged onto another one."""
    menu_wanted = Signal(object, QPoint)
    """A spot with what can be done to it, at a place of the screen."""
    worded = Signal(object, str)
    """Other words for a spot."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view.paper)
        self._view = view
        self._page: AlbumPage | None = None
        self._spot: Spot | None = None
        self._hovered: Spot | None = None
        self._pressed: QPointF | None = None
        self._aim: Spot | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("这一页上的照片和文字")
        view.paper.installEventFilter(self)
        view.put.connect(self.update)

    def show_page(self, page: AlbumPage | None) -> None:
        """Another page, or the same one laid out anew."""
        self._page, self._hovered, self._aim = page, None, None
        self.choose(None)

    def spots(self) -> list[Spot]:
        """What can be pointed at on this page."""
        known = self._page.spots if self._page else ()
        return [spot for spot in known if spot.part in POINTED and spot.chapter]

    def spot(self) -> Spot | None:
        """The one chosen."""
        return self._spot

    def choose(self, spot: Spot | None) -> None:
        """Choose a spot."""
        if spot != self._spot:
            self._spot = spot
            told = f"{NAMES[spot.part]} {spot.text}" if spot else ""
            self.setAccessibleDescription(told)
            self.chosen.emit(spot)
        self.update()

    def rect_of(self, box: Box) -> QRectF:
        """Where a box of the page lies on this layer."""
        paper = self._view.paper_rect()
        scale = self._scale()
        corner = paper.topLeft() + QPointF(box.left, box.top) * scale
        return QRectF(corner.x(), corner.y(), box.width * scale, box.height * scale)

    def write(self, spot: Spot, text: str) -> SpotEditor:
        """Open the words of a spot where they stand."""
        editor = SpotEditor(text, self)
        rect = self.rect_of(spot.box).toRect()
        wide, high = SMALLEST_EDITOR
        left = max(0, min(rect.left(), self.width() - max(wide, rect.width())))
        top = max(0, min(rect.top(), self.height() - max(high, rect.height())))
        editor.setGeometry(left, top, max(wide, rect.width()), max(high, rect.height()))
        editor.done.connect(lambda words: self._on_written(spot, text, words))
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return editor

    def commit(self) -> None:
        """Take the words that are being written."""
        editor = self.findChild(SpotEditor)
        if editor is not None:
            editor.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the paper below it."""
        if event.type() == QEvent.Type.Resize:
            self.resize(self._view.paper.size())
        return super().eventFilter(watched, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if self._pressed is not None and self._is_dragged(event.position()):
            self._aim = spot if spot and spot.part is Part.PHOTO and spot != self._spot else None
        self._hovered = spot
        shape = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.ClosedHandCursor if self._aim else shape)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        spot = self._at(event.position())
        self.choose(spot)
        if event.button() == Qt.MouseButton.LeftButton and spot and spot.part is Part.PHOTO:
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        aim, self._aim, self._pressed = self._aim, None, None
        if aim is not None and self._spot is not None:
            self.dropped.emit(self._spot, aim)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if spot is not None:
            self.wanted.emit(spot)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        spot = self._at(QPointF(event.pos())) if is_mouse else self._spot
        self.choose(spot)
        if spot is not None:
            place = event.pos() if is_mouse else self.rect_of(spot.box).center().toPoint()
            self.menu_wanted.emit(spot, self.mapToGlobal(place))

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*BACK_KEYS, *ON_KEYS) and self.spots():
            self._step(-1 if event.key() in BACK_KEYS else 1)
        elif event.key() in ENTER_KEYS and self._spot is not None:
            self.wanted.emit(self._spot)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_colours()
        if self._hovered is not None and self._hovered != self._spot:
            self._frame(painter, self._hovered, QPen(QColor(colours.edge), 1.5))
        if self._spot is not None:
            self._frame(painter, self._spot, QPen(QColor(colours.accent), 2.5))
        if self._aim is not None:
            dashed = QPen(QColor(colours.accent), 2.5, Qt.PenStyle.DashLine)
            self._frame(painter, self._aim, dashed)

    def _frame(self, painter: QPainter, spot: Spot, pen: QPen) -> None:
        painter.setPen(pen)
        painter.drawRect(self.rect_of(spot.box).adjusted(-2, -2, 2, 2))

    def _on_written(self, spot: Spot, before: str, words: str | None) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if words is not None and words.strip() != before.strip():
            self.worded.emit(spot, words.strip())

    def _step(self, by: int) -> None:
        spots = self.spots()
        at = spots.index(self._spot) + by if self._spot in spots else 0
        self.choose(spots[at % len(spots)])

    def _is_dragged(self, place: QPointF) -> bool:
        pressed = self._pressed or place
        return (place - pressed).manhattanLength() >= QApplication.startDragDistance()

    def _at(self, place: QPointF) -> Spot | None:
        hit = (spot for spot in reversed(self.spots()) if self.rect_of(spot.box).contains(place))
        return next(hit, None)

    def _scale(self) -> float:
        wide = self._page.width if self._page else 0.0
        return self._view.paper_rect().width() / wide if wide else 0.0
