"""The list of a kind: filter, table with its columns and order kept, what may be done with rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Field
from lianti_desktop.storage.drafts import Draft, drafts
from lianti_desktop.storage.listing import Asked, listing
from lianti_desktop.storage.record import Record, fields_of, table_of
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.editors import fits_cell
from lianti_desktop.ui.list_columns import ListColumns
from lianti_desktop.ui.record_cells import RecordCells
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.record_scope import in_term, rows_in_term
from lianti_desktop.ui.record_table import (
    FirstColumn,
    Line,
    RecordTable,
    as_table_text,
    kept_columns,
    lines_of,
)
from lianti_desktop.ui.rows_view import RowsView
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.title_book import READING
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.table_look import choose_row, dress_table
from lianti_desktop.ui.widgets.words import Words

REST = 150
NOTHING_YET = "录入的每一条都会列在这里，填一项存一项。"
MOST_BY_PINYIN = 2000
STROKES = "strokes"
USUAL_COLUMNS = 6
Late = tuple[Asked, int, list[Line]]


class RecordList(QWidget):
    """Asks for the rows of its kind and keeps how the user wants to see them."""

    chosen = Signal(object)
    """The id of the row under the cursor; None for none."""
    opened = Signal(object)
    """Enter or a double click on a row."""
    edited = Signal(object, str)
    """F2 in a cell that has no room for an editor: the row and the field of the column."""
    selection_changed = Signal(int)
    """How many rows are selected."""
    removal_asked = Signal()
    menu_asked = Signal(QPoint)
    table_shown = Signal()
    """Rows have come."""
    first_asked = Signal()
    """The button of the empty list."""

    def __init__(
        self, desk: Desk, kind: type[Record], icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = kind
        self._lines: list[Line] = []
        self._is_quiet = False
        self.filter = LineEdit("在列表里找")
        self.filter.set_leading("filter")
        self.filter.setAccessibleName("在列表里找")
        self.filter.setMaximumWidth(240)
        self.view = RowsView()
        self.columns = ListColumns(self.view, desk.preferences, table_of(kind))
        self.cells = RecordCells(self.view, desk, kind, self._make_rows)
        self._late: Late | None = None
        self._term = desk.term
        self._count = Words("", "small")
        self._empty = EmptyState(EmptyWords(icon, "", ""))
        name = kind.__kind__.name
        self.nothing_yet = EmptyWords(icon, f"还没有{name}", NOTHING_YET, f"新增{name}")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self.setFocusProxy(self.view)
        self.view.setCornerWidget(QWidget())
        self.view.setAccessibleName(f"{kind.__kind__.name}列表")
        self._lay_out()
        self._connect()
        self._build_table()

    def refresh(self) -> None:
        """Ask for the rows again; in another term none stays for its own sake."""
        if self.desk.term != self._term:
            self._term = self.desk.term
            self.cells.commit()
            self.table.staying.clear()
        extra = [name for name in (READING,) if name in fields_of(self.kind)]
        asked = Asked(self.table.names, {})
        columns, staying = self.table.columns, frozenset(self.table.staying)
        term, writes = self.desk.term, self.cells.writes

        def question(session: Session) -> list[Line]:
            self.desk.titles.load_readings()
            rows = listing(session, self.kind, Asked((*asked.fields, *extra), {}))
            inside = rows_in_term(session, self.kind, term)
            if inside is not None:
                rows = [row for row in rows if row.id in inside or row.id in staying]
            today = date.today()  # noqa: DTZ011 - the day on this desk, not a moment
            return lines_of(rows, columns, today)

        self._ask_for_drafts()
        self.desk.ask(question, Reply(self, partial(self._receive, asked, writes)))
        self.desk.titles.want(table_of(self.kind))

    def commit(self) -> None:
        """Take what is being typed into a cell."""
        self.cells.commit()

    def selected(self) -> list[UUID]:
        """The ids of the selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.table.line(row).id for row in rows]

    def current(self) -> UUID | None:
        """The id of the row under the cursor."""
        index = self.view.currentIndex()
        return self.table.line(index.row()).id if index.isValid() else None

    def choose(self, record: UUID) -> bool:
        """Bring a record into view and put the cursor on it, quietly; False when it is not here."""
        row = self.table.row_of(record)
        if row < 0:
            return False
        self._is_quiet = True
        choose_row(self.view, row)
        self.view.scrollTo(self.table.index(row, 0))
        self._is_quiet = False
        return True

    def copy(self) -> None:
        """The selected rows to the clipboard, with headings."""
        wanted = set(self.selected())
        places = self.columns.shown_order()
        lines = [
            [line.texts[place] for place in places]
            for line in self.table.lines()
            if line.id in wanted
        ]
        headings = [self.table.columns[place].label for place in places]
        QApplication.clipboard().setText(as_table_text(headings, lines))

    def set_columns(self, names: Sequence[str]) -> None:
        """Other columns, in this order."""
        self.cells.commit()
        self.columns.keep(columns=list(names))
        self._build_table()
        self.refresh()

    def filters(self) -> dict[str, str]:
        """The filters that were given a name."""
        kept = self.columns.kept().get("filters")
        return dict(kept) if isinstance(kept, dict) else {}

    def keep_filters(self, filters: dict[str, str]) -> None:
        """Other named filters."""
        self.columns.keep(filters=filters)

    def set_filter(self, text: str) -> None:
        """Show only what fits."""
        self.filter.setText(text)
        self._narrow_anew()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who comes back finds the rows in their order."""
        super().hideEvent(event)
        self.cells.commit()
        self.table.staying.clear()

    def changeEvent(self, event: QEvent) -> None:
        """With another size of text the columns are fitted anew, but for those set by hand."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._lines:
            self.columns.fit(self._lines)

    def _build_table(self) -> None:
        view = self.columns.kept()
        known = fields_of(self.kind)
        names = kept_columns(known, self._usual_columns(), view)
        self._is_quiet = True
        self.table = self._make_table([(name, known[name]) for name in names])
        self.table.by_strokes = bool(view.get(STROKES))
        self.table.entered = frozenset(filter(self._is_entered, names))
        self.table.editable = frozenset(
            name for name in self.table.entered if fits_cell(known[name])
        )
        with self.columns.quiet():
            self.view.setModel(self.table)
            dress_table(self.view)
            self._dress_columns()
            self.columns.restore()
        chosen = self.view.selectionModel()
        chosen.selectionChanged.connect(lambda *_: self._on_selection())
        chosen.currentRowChanged.connect(lambda *_: self._on_current())
        self._is_quiet = False

    def _usual_columns(self) -> Sequence[str]:
        """The columns as long as nobody has chosen others."""
        return self.kind.__kind__.listed or tuple(fields_of(self.kind))[:USUAL_COLUMNS]

    def _make_table(self, columns: Sequence[tuple[str, Field]]) -> RecordTable:
        return RecordTable(columns, self)

    def _make_rows(self) -> RecordRows:
        """What the field of a cell belongs to while it is edited."""
        return RecordRows(self.desk, self.kind)

    def _is_entered(self, name: str) -> bool:
        """Whether people fill a column in; others are made by the program."""
        return name not in self.kind.__kind__.made

    def _dress_columns(self) -> None:
        """How the cells of each column are painted."""
        self.view.setItemDelegateForColumn(0, FirstColumn(self.view))

    def _received(self, lines: list[Line]) -> list[Line]:
        """The lines that have come, as this list is to show them."""
        return lines

    def _receive(self, asked: Asked, writes: int, lines: list[Line]) -> None:
        """Lines wait while somebody types into a cell; those older than its value are not shown."""
        self._late = (asked, writes, lines)
        if not self.cells.is_open():
            self._show_late()

    def _show_late(self) -> None:
        if self._late is None:
            return
        (asked, writes, lines), self._late = self._late, None
        if writes == self.cells.writes and asked.fields is self.table.names:
            self._show(lines)
        elif asked.fields is self.table.names:
            self.refresh()

    def _ask_for_drafts(self, kind: str = "") -> None:
        if kind in ("", table_of(self.kind)):
            self.desk.ask(drafts, Reply(self, self._show_drafts))

    def _show_drafts(self, found: list[Draft]) -> None:
        kept = {(one.row, one.field): one.text for one in found}
        self.table.drafts = kept | self.desk.unkept.texts()
        self.view.viewport().update()

    def _show(self, lines: list[Line]) -> None:
        self.table.readings = self.desk.titles.readings
        self._lines = self._received(lines)
        self.columns.fit_once(self._lines)
        self._narrow()
        self.table_shown.emit()

    def _narrow_anew(self) -> None:
        """The user looks for something else: no row stays for its own sake."""
        self.table.staying.clear()
        self._narrow()

    def _narrow(self) -> None:
        """The lines that fit the filter, with selection and cursor where they were."""
        self.cells.commit()
        text = self.filter.text().strip()
        kept, current = set(self.selected()), self.current()
        column = self.view.currentIndex().column()
        fitting = self._fitting(text) if text else self._lines
        self._is_quiet = True
        self.table.set_lines(fitting)
        self._select(kept, current, column)
        self._is_quiet = False
        self._say_how_many(text)
        if self.current() != current:
            self.chosen.emit(self.current())
        left = len(self.selected())
        if left != len(kept):
            self.selection_changed.emit(left)

    def _fitting(self, text: str) -> list[Line]:
        wanted = text.casefold().split()
        by_pinyin = {
            option.key
            for option in self.desk.titles.search(table_of(self.kind), text, MOST_BY_PINYIN)
        }
        return [
            line
            for line in self._lines
            if line.id in by_pinyin
            or line.id in self.table.staying
            or all(word in line.low for word in wanted)
        ]

    def _select(self, kept: set[UUID], current: UUID | None, column: int) -> None:
        if not kept and current is None:
            return
        places = {line.id: row for row, line in enumerate(self.table.lines())}
        model = self.view.selectionModel()
        whole = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        if current in places:
            index = self.table.index(places[current], max(column, 0))
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        for record in kept & places.keys():
            model.select(self.table.index(places[record], 0), whole)

    def _say_how_many(self, text: str) -> None:
        shown, whole = len(self.table.lines()), len(self._lines)
        kind = self.kind.__kind__
        self._stack.setCurrentIndex(0 if shown else 1)
        self._count.setText(
            f"{shown} / {whole} {kind.measure}" if text else f"{whole} {kind.measure}"
        )
        none_fits = EmptyWords("search", "没有找到", f"没有符合“{text}”的{kind.name}。", "看全部")
        self._empty.set_words(none_fits if text else self._first_words())

    def _first_words(self) -> EmptyWords:
        """What an empty list says; in another term there may be rows."""
        term, words = self.desk.term, self.nothing_yet
        if term is None or in_term(self.kind, term) is None:
            return words
        return replace(words, title=f"这个学期{words.title}")

    def _on_empty_button(self) -> None:
        if self.filter.text().strip():
            self.set_filter("")
        else:
            self.first_asked.emit()

    def _on_selection(self) -> None:
        count = len(self.view.selectionModel().selectedRows())
        kind = self.kind.__kind__
        if count > 1:
            self._count.setText(f"已选 {count} {kind.measure}")
        else:
            self._say_how_many(self.filter.text().strip())
        self.selection_changed.emit(count)

    def _on_current(self) -> None:
        if not self._is_quiet:
            self.chosen.emit(self.current())

    def _open_current(self) -> None:
        if self.current() is not None:
            self.opened.emit(self.current())

    def _edit_current(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and not self.table.line(index.row()).locked:
            self.edited.emit(self.current(), self.table.names[index.column()])
        else:
            self.cells.say_why_not()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.filter.textEdited.connect(lambda _text: self._rest.start())
        self._rest.timeout.connect(self._narrow_anew)
        self.view.opened.connect(self._open_current)
        self.view.edited.connect(self._edit_current)
        self.cells.closed.connect(self._show_late)
        self.cells.refused.connect(self.refresh)
        self.desk.drafted.connect(self._ask_for_drafts)
        self.view.doubleClicked.connect(lambda _index: self._open_current())
        self.view.removed.connect(self.removal_asked)
        self.view.copied.connect(self.copy)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(
            lambda place: self.menu_asked.emit(self.view.viewport().mapToGlobal(place))
        )
        self._empty.asked.connect(self._on_empty_button)
        self.columns.unsorted.connect(self.refresh)
