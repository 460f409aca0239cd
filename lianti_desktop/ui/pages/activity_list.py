"""The list of activities with its filters: how far they are, of which kind, which words."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.domain.activity_kinds import ActivityGroup
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages.activity_lines import (
    PILLS,
    ActivityLine,
    activity_lines,
    states_under,
)
from lianti_desktop.ui.pages.activity_table import (
    DAY,
    HEADINGS,
    HOST,
    LIGHTS,
    TITLE,
    ActivityTable,
    LightsOrWord,
)
from lianti_desktop.ui.record_list import RowsView
from lianti_desktop.ui.record_table import FirstColumn, as_table_text
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.table_look import dress_table

VIEW = "activities_page"
REST = 150
ALL_KINDS = "全部类型"
FIRST = EmptyWords(
    "calendar",
    "还没有活动",
    "教研、例会、送教、五个一都记在这里：填名称和日期，放进照片，资料齐不齐一看灯就知道。",
    "录入第一次活动",
)
NONE_FITS = EmptyWords("search", "没有符合的活动", "换一个学期或筛选条件看看。", "看全部活动")


class ActivityList(QWidget):
    """Asks for its lines; `chosen` with the id under the cursor."""

    chosen = Signal(object)
    opened = Signal(object)
    removal_asked = Signal()
    new_asked = Signal()
    menu_asked = Signal(QPoint)
    narrowed = Signal()
    """Other lines are shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.table = ActivityTable(self)
        self.view = RowsView()
        self.pills = Pills()
        self.kinds = QuietButton(ALL_KINDS, "filter")
        self.filter = LineEdit("在列表里找")
        self._lines: list[ActivityLine] = []
        self._group: ActivityGroup | None = None
        self._is_quiet = False
        self._is_asking = False
        self._is_stale = False
        self._empty = EmptyState(FIRST)
        self._stack = QStackedWidget()
        self._rest = QTimer(self)
        self.setFocusProxy(self.view)
        self._dress()
        self._lay_out()
        self._connect()
        self._show_pills()
        desk.titles.want("activity")

    def refresh(self) -> None:
        """Ask for the lines again; while an answer is on its way, once more after it."""
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking, self._is_stale = True, False
        term = self.desk.term
        self.desk.ask(lambda session: activity_lines(session, term), Reply(self, self._on_lines))

    def current(self) -> UUID | None:
        """The activity under the cursor."""
        index = self.view.currentIndex()
        return self.table.lines()[index.row()].id if index.isValid() else None

    def selected(self) -> list[UUID]:
        """The selected activities from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.table.lines()[row].id for row in rows]

    def choose(self, record: UUID | None) -> bool:
        """Put the cursor on an activity, quietly; False when it is not in the list."""
        row = self.table.row_of(record)
        if row < 0:
            return False
        self._is_quiet = True
        self.view.selectRow(row)
        self.view.scrollTo(self.table.index(row, TITLE))
        self._is_quiet = False
        return True

    def show_pill(self, key: str) -> None:
        """Light one of the filters."""
        self.pills.set_current(key)
        self.narrow()

    def show_group(self, group: ActivityGroup | None) -> None:
        """Only activities under one heading; None for all."""
        self._group = group
        self.kinds.setText(group.label if group else ALL_KINDS)
        self.narrow()

    def show_all(self) -> None:
        """Take all filters away."""
        self.filter.clear()
        self.show_group(None)
        self.show_pill("all")

    def copy(self) -> None:
        """The selected lines to the clipboard, with headings."""
        wanted = set(self.selected())
        rows = [self.table.texts(line) for line in self.table.lines() if line.id in wanted]
        QApplication.clipboard().setText(as_table_text(HEADINGS, rows))

    def narrow(self) -> None:
        """The lines that pass all filters; cursor and selection stay where they were."""
        current, selected = self.current(), set(self.selected())
        states = states_under(str(self.pills.current() or "all"))
        text = self.filter.text().strip()
        fitting = self._found(text)
        lines = [
            line
            for line in self._lines
            if line.state in states and self._is_in_group(line) and fitting(line)
        ]
        self._is_quiet = True
        self.table.readings = self.desk.titles.readings
        self.table.set_lines(lines)
        self._is_quiet = False
        self._reselect(current, selected)
        self._empty.set_words(FIRST if not self._lines else NONE_FITS)
        self._stack.setCurrentIndex(0 if lines else 1)

    def _found(self, text: str) -> "partial[bool]":
        wanted = text.casefold().split()
        limit = len(self._lines)
        known = self.desk.titles.search("activity", text, limit) if text else []
        return partial(_fits, wanted, {option.key for option in known})

    def _is_in_group(self, line: ActivityLine) -> bool:
        return self._group is None or line.group is self._group

    def _reselect(self, current: UUID | None, selected: set[UUID]) -> None:
        if len(selected) <= 1:
            self.choose(current)
            return
        model = self.view.selectionModel()
        self._is_quiet = True
        for row, line in enumerate(self.table.lines()):
            if line.id in selected:
                model.select(
                    self.table.index(row, TITLE),
                    model.SelectionFlag.Select | model.SelectionFlag.Rows,
                )
        self._is_quiet = False

    def _on_lines(self, lines: list[ActivityLine]) -> None:
        self._is_asking = False
        self._lines = lines
        self._show_pills()
        self.narrow()
        self.narrowed.emit()
        if self._is_stale:
            self.refresh()

    def _show_pills(self) -> None:
        inside = [line for line in self._lines if self._is_in_group(line)]
        self.pills.set_options(
            [
                Option(key, words, str(_number(inside, key)) if self._lines else "")
                for key, words, _ in PILLS
            ]
        )

    def _on_current(self) -> None:
        if not self._is_quiet:
            self.chosen.emit(self.current())

    def _open_current(self) -> None:
        if self.current() is not None:
            self.opened.emit(self.current())

    def _on_empty(self) -> None:
        if self._lines:
            self.show_all()
        else:
            self.new_asked.emit()

    def _open_kinds(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in (None, *ActivityGroup):
            number = len([line for line in self._lines if group in (None, line.group)])
            entry = menu.addAction(f"{group.label if group else ALL_KINDS} {number}")
            entry.setEnabled(number > 0)
            entry.triggered.connect(partial(self._choose_group, group))
        menu.popup(self.kinds.mapToGlobal(QPoint(0, self.kinds.height())))

    def _choose_group(self, group: ActivityGroup | None, _checked: object = None) -> None:
        self.show_group(group)
        self._show_pills()

    def _dress(self) -> None:
        self.view.setModel(self.table)
        dress_table(self.view)
        self.view.setSortingEnabled(True)
        header = self.view.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        wide = self.view.fontMetrics().horizontalAdvance("国")
        kept = self.desk.preferences.view_of(VIEW).get("widths") or {}
        for column, letters in ((DAY, 9), (HOST, 7), (LIGHTS, 9)):
            self.view.setColumnWidth(column, int(kept.get(HEADINGS[column], letters * wide)))
        self.view.setItemDelegateForColumn(TITLE, FirstColumn(self.view))
        self.view.setItemDelegateForColumn(LIGHTS, LightsOrWord(self.view))
        self.view.setAccessibleName("活动列表")
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.filter.set_leading("search")
        self.filter.setAccessibleName("在列表里找活动")
        self.filter.setMinimumWidth(current_sizes().control * 3)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        top = QHBoxLayout()
        top.setSpacing(Space.HAIR)
        top.addWidget(self.pills)
        top.addStretch(1)
        top.addWidget(self.kinds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.narrow)
        self.filter.textChanged.connect(lambda _text: self._rest.start())
        self.pills.chosen.connect(lambda _key: self.narrow())
        self.kinds.clicked.connect(self._open_kinds)
        self._empty.asked.connect(self._on_empty)
        self.view.opened.connect(self._open_current)
        self.view.doubleClicked.connect(lambda _index: self._open_current())
        self.view.clicked.connect(lambda _index: self._on_current())
        self.view.removed.connect(self.removal_asked)
        self.view.copied.connect(self.copy)
        self.view.customContextMenuRequested.connect(
            lambda place: self.menu_asked.emit(self.view.viewport().mapToGlobal(place))
        )
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_current())
        self.view.horizontalHeader().sectionResized.connect(self._keep_width)

    def _keep_width(self, column: int, _old: int, new: int) -> None:
        if column != TITLE and self.view.isVisible():
            view = self.desk.preferences.view_of(VIEW)
            widths = (view.get("widths") or {}) | {HEADINGS[column]: new}
            self.desk.preferences.keep_view(VIEW, view | {"widths": widths})


def _fits(wanted: Sequence[str], known: set[object], line: ActivityLine) -> bool:
    low = f"{line.title} {line.host} {line.kind.label if line.kind else ''}".casefold()
    return line.id in known or all(word in low for word in wanted)


def _number(lines: Sequence[ActivityLine], pill: str) -> int:
    states = states_under(pill)
    return len([line for line in lines if line.state in states])
