"""What is typed into the cells of a list: the editors and the saving are those of the form.

One cell is edited at a time. Its field belongs to a `RecordRows` of its own, which stores the value
as the form does, with the same name for undo, the same rights and the same drafts, and lives on
until all it asked for has come back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Link
from lianti_desktop.storage import records
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.rights import why_not
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.record_table import RecordTable
from lianti_desktop.ui.record_values import MADE, Snapshot
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.rows_view import Index, RowsView
from lianti_desktop.ui.widgets.cell_editor import CellEditor, Move
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.option import Option

IN_THE_FORM = "这一项在格子里放不下，请按 F2 到表单里填写。"


@dataclass(frozen=True)
class Cell:
    """The cell being edited."""

    record: UUID
    name: str
    rows: RecordRows
    editor: CellEditor


class RecordCells(QObject):
    """Edits the cells of a view whose model is a RecordTable."""

    closed = Signal()
    """Nobody types into a cell any more."""
    refused = Signal()
    """What was typed could not be stored: the lines shown are wrong."""

    def __init__(
        self, view: RowsView, desk: Desk, kind: type[Record], make_rows: Callable[[], RecordRows]
    ) -> None:
        super().__init__(view)
        self.writes = 0
        """How many values were entered: lines asked for before the last of them are old."""
        self._view = view
        self._desk = desk
        self._kind = kind
        self._make_rows = make_rows
        self._cell: Cell | None = None
        self._leaving: Cell | None = None
        view.cells = self
        view.typed_in_vain.connect(self.say_why_not)

    def is_open(self) -> bool:
        """Whether somebody types into a cell."""
        return self._cell is not None

    def commit(self) -> None:
        """Take what is being typed."""
        if self._cell is not None:
            self._leave(self._cell, Move.STAY)

    def say_why_not(self) -> None:
        """Why nothing can be typed into the current cell."""
        index, table = self._view.currentIndex(), self._table()
        if not index.isValid():
            return
        line, name = table.line(index.row()), table.names[index.column()]
        if not line.locked:
            self._desk.refused.emit(IN_THE_FORM if name in table.entered else MADE)
            return

        def question(session: Session) -> str:
            return why_not(session, records.get(session, self._kind, line.id)) or ""

        self._desk.ask(question, Reply(self, self._desk.refused.emit))

    def begin(self, parent: QWidget, index: Index) -> QWidget:
        """The editor of a cell, with what the list knows; the record itself is asked for."""
        table = self._table()
        line, name = table.line(index.row()), table.names[index.column()]
        rows = self._make_rows()
        rows.setParent(self._view)
        rows.hide()
        rows.add_fields([name])
        rows.open(line.id)
        editor = rows.editor(name)
        assert isinstance(editor.line, LineEdit)
        value = _held(table, index.column(), line.values[index.column()])
        editor.widget.set_value(editor.held(value))
        if (line.id, name) in table.drafts:
            rows.show_draft(name, table.drafts[line.id, name])
        cell = Cell(line.id, name, rows, CellEditor(editor.widget, editor.line, parent))
        self._cell = cell
        self._connect(cell)
        return cell.editor

    def refill(self, editor: QWidget) -> None:
        """An input method gave its word up: what stood there before stands there again."""
        cell = self._cell
        if cell is not None and cell.editor is editor and cell.rows.draft(cell.name) is None:
            cell.rows.give_up(cell.name)

    def finish(self, editor: QWidget) -> None:
        """Out of the table, whoever closed it; kept until what was typed is stored."""
        if self._cell is not None:
            self._take(self._cell)
        cell, self._leaving = self._leaving, None
        if cell is None or cell.editor is not editor:
            return
        editor.hide()
        editor.setParent(cell.rows)
        self._desk.ask(lambda _session: None, Reply(cell.rows, lambda _: cell.rows.deleteLater()))
        QTimer.singleShot(0, self, self._on_closed)

    def _connect(self, cell: Cell) -> None:
        cell.rows.shown.connect(partial(self._on_shown, cell))
        cell.rows.field_changed.connect(partial(self._on_entered, cell))
        cell.rows.refused.connect(self.refused)
        cell.editor.ended.connect(partial(self._leave, cell))
        cell.editor.given_up.connect(partial(self._give_up, cell))

    def _leave(self, cell: Cell, move: Move) -> None:
        if cell is not self._cell:
            return
        self._take(cell)
        self._view.closeEditor(cell.editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._view.step(move)

    def _take(self, cell: Cell) -> None:
        self._cell, self._leaving = None, cell
        cell.rows.leave(cell.name)
        self._mark(cell)

    def _give_up(self, cell: Cell) -> None:
        if cell is self._cell:
            cell.rows.give_up(cell.name)
            self._leave(cell, Move.STAY)

    def _on_shown(self, cell: Cell, now: Snapshot) -> None:
        """Now it is known whether the record may be changed at all."""
        if now.reason and cell is self._cell:
            self._give_up(cell)
            self._view.setFocus()
            self._desk.refused.emit(now.reason)

    def _on_entered(self, cell: Cell, name: str, value: Any) -> None:
        """Before it is stored the list shows it, in its place."""
        self.writes += 1
        table = self._table()
        table.staying.add(cell.record)
        shown = value.title if isinstance(value, Option) else cell.rows.editor(name).stored(value)
        table.put(cell.record, name, shown)

    def _mark(self, cell: Cell) -> None:
        """What is wrong with the cell that was left is said, and seen in it."""
        key, draft, table = (cell.record, cell.name), cell.rows.draft(cell.name), self._table()
        table.drafts.pop(key, None)
        if draft is not None:
            table.drafts[key] = draft
        row, column = table.row_of(cell.record), table.names.index(cell.name)
        problem = table.problem(table.line(row), column) if row >= 0 else ""
        if sentence := cell.editor.field.error() or problem:
            self._desk.refused.emit(sentence)

    def _on_closed(self) -> None:
        if self._cell is None:
            self.closed.emit()

    def _table(self) -> RecordTable:
        table = self._view.model()
        assert isinstance(table, RecordTable)
        return table


def _held(table: RecordTable, column: int, value: Any) -> Any:
    """A value of a line as an editor takes it; of a link only the title is known so far."""
    is_link = isinstance(table.columns[column], Link)
    return Option(None, value) if is_link and value else value
