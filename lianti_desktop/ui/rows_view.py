"""The table view of a list, whose keys say what to do with the rows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView


class RowsView(QTableView):
    """Enter opens, F2 goes to what the cell shows, Delete takes away, Ctrl+C copies.

    Nothing is typed into the cells themselves: the form beside the list has a field for each, which
    takes the first key of an input method, shows what is wrong and says what may not be changed.
    """

    opened = Signal()
    edited = Signal()
    removed = Signal()
    copied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edited.emit()
        elif event.key() == Qt.Key.Key_C and control:
            self.copied.emit()
        else:
            super().keyPressEvent(event)
