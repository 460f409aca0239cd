"""待补资料: everything that is not complete yet; a line leads to where it is mended."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.todo_lines import Group, TodoLine, todo_lines
from lianti_desktop.ui.record_table import SAMPLE_ROLE, FirstColumn
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.rows_view import RowsView
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.table_look import TONE_ROLE, StatusDelegate, choose_row, dress_table
from lianti_desktop.ui.widgets.words import Words

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("哪一条", "类别", "要补什么")
ALL = "all"
DONE = EmptyWords("check-circle", "都补齐了", "活动资料、必填的内容都在，没有要核对的。")
NONE_HERE = EmptyWords("check-circle", "这一类没有要补的", "看看别的类别。")
HINT = "双击或按回车，就到要补的那一处。补好的会自己从这里消失。"


class TodoTable(QAbstractTableModel):
    """Lines in a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[TodoLine] = []

    def set_lines(self, lines: Sequence[TodoLine]) -> None:
        """Other lines."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, row: int) -> TodoLine:
        """The line in a row."""
        return self._lines[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        texts = (line.title, line.kind_name, line.sentence)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts[index.column()]
        if role == SAMPLE_ROLE:
            return line.sample and index.column() == 0
        is_evidence = line.group is Group.EVIDENCE and index.column() == len(HEADINGS) - 1
        return Tone.WAITING if role == TONE_ROLE and is_evidence else None


class TodoPage(Page):
    """A table under a filter for each group."""

    title = "待补资料"
    help_topic = "todo"
    shows = frozenset(
        {
            *("activity", "activity_contribution", "activity_count", "participant", "lesson"),
            *("lesson_observation", "reflection", "media", "document", "staff", "school"),
            *("staff_affiliation", "staff_title", "staff_honor", "class_group", "consent"),
            *("alliance", "linkage_group", "group_membership", "school_division", "organ"),
            *("appointment", "academic_year", "term", "facility", "external_person", "award"),
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.table = TodoTable(self)
        self.view = RowsView()
        self.pills = Pills()
        self._lines: list[TodoLine] = []
        self._is_asking = False
        self._is_stale = False
        self._empty = EmptyState(DONE)
        self._stack = QStackedWidget()
        self._dress()
        self._lay_out()
        self._show()
        self.pills.chosen.connect(lambda _key: self._show())
        self.view.opened.connect(self._follow_current)
        self.view.edited.connect(self._follow_current)
        self.view.doubleClicked.connect(lambda _index: self._follow_current())

    def refresh(self) -> None:
        """Ask again; while an answer is on its way, once more after it."""
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking, self._is_stale = True, False
        term = self.desk.term
        self.desk.ask(lambda session: todo_lines(session, term), Reply(self, self._on_lines))

    def lines(self) -> list[TodoLine]:
        """What is shown under the filter that is lit."""
        key = self.pills.current()
        return [line for line in self._lines if key in (ALL, line.group.name)]

    def follow(self, line: TodoLine) -> None:
        """To the field of the record."""
        self.record_wanted.emit(line.kind, line.id)
        if line.field:
            self.field_wanted.emit(line.field)

    def _on_lines(self, lines: list[TodoLine]) -> None:
        self._is_asking = False
        self._lines = lines
        self._show()
        self.waiting.emit("todo", len([line for line in lines if not line.sample]))
        if self._is_stale:
            self.refresh()

    def _show(self) -> None:
        options = [Option(ALL, "全部", _count(self._lines))]
        for group in Group:
            inside = [line for line in self._lines if line.group is group]
            options.append(Option(group.name, group.value, _count(inside)))
        self.pills.set_options(options)
        row = self.view.currentIndex().row()
        shown = self.lines()
        self.table.set_lines(shown)
        if shown:
            choose_row(self.view, min(max(row, 0), len(shown) - 1))
        self._empty.set_words(NONE_HERE if self._lines else DONE)
        self._stack.setCurrentIndex(0 if shown else 1)

    def _follow_current(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.follow(self.table.line(index.row()))

    def _dress(self) -> None:
        self.view.setModel(self.table)
        dress_table(self.view)
        self.view.setAccessibleName("待补资料")
        wide = self.view.fontMetrics().horizontalAdvance("国")
        self.view.setColumnWidth(0, wide * 20)
        self.view.setColumnWidth(1, wide * 8)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(len(HEADINGS) - 1, QHeaderView.ResizeMode.Stretch)
        self.view.setItemDelegateForColumn(0, FirstColumn(self.view))
        self.view.setItemDelegateForColumn(len(HEADINGS) - 1, StatusDelegate(self.view))

    def _lay_out(self) -> None:
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        top = QHBoxLayout()
        top.addWidget(self.pills)
        top.addStretch(1)
        edge = Space.LARGE + Space.HAIR
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, 0, edge, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addWidget(Words(HINT, "small"))


def _count(lines: Sequence[TodoLine]) -> str:
    return str(len(lines)) if lines else ""
