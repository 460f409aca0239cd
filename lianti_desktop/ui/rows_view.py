"""The table view of a list: its keys say what to do with the rows, and typing fills the cells."""

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from lianti_desktop.ui.theme import current_sizes, set_look
from lianti_desktop.ui.widgets.cell_editor import CellEditor, Move
from lianti_desktop.ui.widgets.line_edit import LineEdit

Index = QModelIndex | QPersistentModelIndex
TRIGGERS = (
    QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.EditKeyPressed
)
CLICK = QAbstractItemView.EditTrigger.SelectedClicked
NARROWEST = 11
"""The narrowest line to type in, in letters of the size of the text."""


class Cells(Protocol):
    """Who knows how the cells of a table are edited."""

    def begin(self, parent: QWidget, index: Index) -> QWidget:
        """The editor of a cell."""

    def refill(self, editor: QWidget) -> None:
        """What was typed is given up, the editor stays."""

    def finish(self, editor: QWidget) -> None:
        """The editor was taken out of the table."""


class RowsView(QTableView):
    """Enter opens, F2 goes to what the cell shows, Delete takes away, Ctrl+C copies.

    A cell whose model allows it is edited in place by `cells`: with F2, by typing (Qt hands the
    first key, or the whole composition of an input method, to the new editor) or by a click on the
    cell in which the cursor stands already.
    """

    opened = Signal()
    edited = Signal()
    """F2 in a cell that is not edited in place."""
    typed_in_vain = Signal()
    """Letters in such a cell."""
    removed = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: Cells | None = None
        self.setEditTriggers(TRIGGERS)
        self.setItemDelegate(CellDelegate(self))
        set_look(self, "cells")

    def is_editing(self) -> bool:
        """Whether somebody types into a cell."""
        return self.state() == QAbstractItemView.State.EditingState

    def step(self, move: Move) -> None:
        """The cursor to another cell."""
        if move is Move.STAY:
            return
        plain = Qt.KeyboardModifier.NoModifier
        index = self.moveCursor(_ACTIONS[move], plain)
        if index.isValid():
            flag = self.selectionModel().SelectionFlag
            how = flag.ClearAndSelect | flag.Rows
            self.selectionModel().setCurrentIndex(index, how)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.is_editing():
            self._hand_on(event)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_F2 and not self._takes_typing():
            self.edited.emit()
        elif event.key() == Qt.Key.Key_C and control:
            self.copied.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            index = self.currentIndex()
            self.selectionModel().select(index, self.selectionCommand(index, event))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt hands a composition to the editor it makes, but not a word that comes without one."""
        begins = not self.is_editing()
        super().inputMethodEvent(event)
        line = self._line()
        if begins and line is not None and not line.isModified() and event.commitString():
            QApplication.sendEvent(line, event)

    def keyboardSearch(self, search: str) -> None:
        self.typed_in_vain.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        again = self.hasFocus() and self.indexAt(event.position().toPoint()) == self.currentIndex()
        self.setEditTriggers(TRIGGERS | CLICK if again else TRIGGERS)
        super().mousePressEvent(event)

    def _takes_typing(self) -> bool:
        index = self.currentIndex()
        return index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)

    def _line(self) -> LineEdit | None:
        """Where one types into the current cell."""
        editor = self.indexWidget(self.currentIndex())
        return editor.line if isinstance(editor, CellEditor) else None

    def _hand_on(self, event: QKeyEvent) -> None:
        """A key that comes before the editor has the focus, in the middle of a composition."""
        line = self._line()
        if line is not None:
            QApplication.sendEvent(line, event)


_ACTIONS = {
    Move.DOWN: QAbstractItemView.CursorAction.MoveDown,
    Move.UP: QAbstractItemView.CursorAction.MoveUp,
    Move.NEXT: QAbstractItemView.CursorAction.MoveNext,
    Move.BACK: QAbstractItemView.CursorAction.MovePrevious,
}


class CellDelegate(QStyledItemDelegate):
    """Leaves the editing of a cell to the `cells` of its view; the keys are the editor's own."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        cells = self._cells()
        if cells is None:
            return super().createEditor(parent, option, index)
        return cells.begin(parent, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        cells = self._cells()
        if cells is not None:
            cells.refill(editor)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What is typed is stored by the editor's own field, not through the table."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """The whole cell, and room to write beside a narrow one."""
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        view = self.parent()
        room = view.viewport().width() if isinstance(view, RowsView) else rect.width()
        least = round(NARROWEST * current_sizes().points)
        rect.setWidth(max(rect.width(), least, min(editor.sizeHint().width(), room)))
        if rect.right() >= room > rect.width():
            rect.moveRight(room - 1)
        editor.setGeometry(rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        cells = self._cells()
        if cells is not None:
            cells.finish(editor)

    def eventFilter(self, watched: object, event: object) -> bool:
        return False

    def _cells(self) -> Cells | None:
        view = self.parent()
        return view.cells if isinstance(view, RowsView) else None
