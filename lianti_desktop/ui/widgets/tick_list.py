"""Lines to tick off and to put in order, by the mouse or with Alt and the arrows."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.theme import Space, Tone, current_colours
from lianti_desktop.ui.widgets.flag_field import BOX

EDGES = 24
"""What the line keeps free at its sides."""
TALLEST = 10_000
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class WrappedLines(QStyledItemDelegate):
    """Lines as high as their words need in the width there is; a tick in the theme's own line."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        feature = QStyleOptionViewItem.ViewItemFeature
        option.features &= ~feature.HasCheckIndicator  # type: ignore[attr-defined]
        option.features |= feature.HasDecoration  # type: ignore[attr-defined]
        option.icon = QIcon(_tick(is_on=_is_on(state)))  # type: ignore[attr-defined]
        option.decorationSize = QSize(BOX, BOX)  # type: ignore[attr-defined]

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = self.parent()
        if not isinstance(view, QListView):
            return super().sizeHint(option, index)
        room = view.viewport().width()
        sign = _sign_size(view, index)
        words = QRect(0, 0, max(1, room - sign.width() - EDGES), TALLEST)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        wrap = int(Qt.TextFlag.TextWordWrap)
        high = view.fontMetrics().boundingRect(words, wrap, text).height()
        return QSize(room, max(high, sign.height()) + Space.LARGE)


def _sign_size(view: QListView, index: QModelIndex | QPersistentModelIndex) -> QSize:
    """What stands before the words with the room after it: a tick, a small picture, nothing."""
    if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
        return QSize(BOX + Space.SMALL, BOX)
    icon = index.data(Qt.ItemDataRole.DecorationRole)
    if isinstance(icon, QIcon) and not icon.isNull():
        return view.iconSize() + QSize(Space.SMALL, 0)
    return QSize(0, 0)


def _is_on(state: object) -> bool:
    return Qt.CheckState(state) is Qt.CheckState.Checked


def _tick(*, is_on: bool) -> QPixmap:
    """A box, ticked or not, like the one of a form."""
    colours = current_colours()
    drawn = QPixmap(BOX, BOX)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.accent if is_on else colours.edge), 1))
    painter.setBrush(QColor(colours.accent if is_on else colours.surface))
    painter.drawRoundedRect(QRectF(0.5, 0.5, BOX - 1, BOX - 1), 4, 4)
    if is_on:
        painter.drawPixmap(1, 1, pixmap("check", Tone.ON_ACCENT, BOX - 2))
    painter.end()
    return drawn


def wrap_lines(lines: QListWidget, name: str) -> None:
    """A list whose lines break instead of running out at the side; `name` for a screen reader."""
    lines.setAccessibleName(name)
    lines.setWordWrap(True)
    lines.setTextElideMode(Qt.TextElideMode.ElideNone)
    lines.setResizeMode(QListView.ResizeMode.Adjust)
    lines.setItemDelegate(WrappedLines(lines))
    lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


@dataclass(frozen=True)
class TickLine:
    """One line; `key` is what the program calls it."""

    key: str
    title: str
    is_in: bool


class TickList(QListWidget):
    """Speaks up for what the user does, not for what it is given to show."""

    ticked = Signal(str, bool)
    ordered = Signal(list)
    """The keys of all lines in their new order."""
    wanted = Signal(str)
    """A line that was clicked, or Enter on it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        wrap_lines(self, name)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.itemChanged.connect(self._on_changed)
        self.model().rowsMoved.connect(self._on_moved)
        self.itemClicked.connect(lambda item: self.wanted.emit(_key(item)))

    def show_lines(self, lines: Iterable[TickLine]) -> None:
        """Other lines; the cursor stays at its place."""
        at = self.currentRow()
        self._is_filling = True
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.title, self)
            item.setData(Qt.ItemDataRole.UserRole, line.key)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if line.is_in else Qt.CheckState.Unchecked)
        self._is_filling = False
        self.setCurrentRow(min(at, self.count() - 1))

    def keys(self) -> list[str]:
        """What the lines are called, in their order."""
        return [_key(self.item(at)) for at in range(self.count())]

    def move_line(self, by: int) -> None:
        """The line under the cursor up or down."""
        at = self.currentRow()
        aim = at + by
        if at >= 0 and 0 <= aim < self.count():
            below = aim + 1 if by > 0 else aim
            self.model().moveRow(QModelIndex(), at, QModelIndex(), below)
            self.setCurrentRow(aim)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        is_tick = place.x() < BOX + Space.LARGE and self.indexAt(place).isValid()
        if is_tick and event.button() == Qt.MouseButton.LeftButton:
            item = self.itemAt(place)
            is_on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = STEPS.get(Qt.Key(event.key()))
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_line(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.wanted.emit(_key(self.currentItem()))
        else:
            super().keyPressEvent(event)

    def _on_changed(self, item: QListWidgetItem) -> None:
        if not self._is_filling:
            self.ticked.emit(_key(item), item.checkState() is Qt.CheckState.Checked)

    def _on_moved(self, *_: object) -> None:
        self.ordered.emit(self.keys())


def _key(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.UserRole))
