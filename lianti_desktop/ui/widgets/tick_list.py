"""Lines to tick off and to put in order, by the mouse or with Alt and the arrows."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from lianti_desktop.ui.theme import Space

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def wrap_lines(lines: QListWidget, name: str) -> None:
    """A list whose lines break instead of running out at the side; `name` for a screen reader."""
    lines.setAccessibleName(name)
    lines.setWordWrap(True)
    lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    lines.setSpacing(Space.HAIR)


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
