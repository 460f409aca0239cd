"""The list of activities: as any list, narrowed also by how far they are and of which kind."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from lianti_desktop.domain.activity_kinds import ActivityGroup
from lianti_desktop.domain.fields import Field
from lianti_desktop.storage.activities import Activity
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages.activity_lines import (
    PILLS,
    ActivityLine,
    activity_lines,
    states_under,
)
from lianti_desktop.ui.pages.activity_rows import ENTERED, ActivityFields
from lianti_desktop.ui.pages.activity_table import STATE, ActivityTable, LightsOrWord, marked
from lianti_desktop.ui.record_list import RecordList
from lianti_desktop.ui.record_table import FirstColumn, Line, RecordTable
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.empty_state import EmptyWords
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills

COLUMNS = ("title", "held_on", STATE, "host")
"""What stands beside the form as long as nobody has chosen other columns."""
ALL_KINDS = "全部类型"
FIRST = EmptyWords(
    "calendar",
    "还没有活动",
    "教研、例会、送教、五个一都记在这里：填名称和日期，放进照片，资料齐不齐一看灯就知道。",
    "录入一次活动",
)
NONE_FITS = EmptyWords("search", "没有符合的活动", "换一个学期或筛选条件看看。", "看全部活动")


class ActivityList(RecordList):
    """Columns, order, widths, filter and copying are those of every list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.pills = Pills()
        self.kinds = QuietButton(ALL_KINDS, "filter")
        self._group: ActivityGroup | None = None
        self._marks: dict[UUID, ActivityLine] = {}
        self._everything: list[Line] = []
        super().__init__(desk, Activity, "calendar", parent)
        self.nothing_yet = FIRST
        self._show_pills()

    def refresh(self) -> None:
        """Ask again for how far each activity is, then for the rows."""
        term = self.desk.term
        self.desk.ask(lambda session: activity_lines(session, term), Reply(self, self._know_marks))
        super().refresh()

    def show_pill(self, key: str) -> None:
        """Light one of the filters."""
        self.pills.set_current(key)
        self._let_through()

    def show_group(self, group: ActivityGroup | None) -> None:
        """Only activities under one heading; None for all."""
        self._group = group
        self.kinds.setText(group.label if group else ALL_KINDS)
        self._show_pills()
        self._let_through()

    def show_all(self) -> None:
        """Take all filters away."""
        self.filter.clear()
        self.show_group(None)
        self.show_pill("all")

    def _know_marks(self, lines: Sequence[ActivityLine]) -> None:
        self._marks.clear()
        self._marks.update({line.id: line for line in lines})

    def _received(self, lines: list[Line]) -> list[Line]:
        names = self.table.names
        self._everything = [marked(names, one, self._marks.get(one.id)) for one in lines]
        self._show_pills()
        return self._passing()

    def _passing(self) -> list[Line]:
        """What the pills and the heading let through."""
        states = states_under(str(self.pills.current() or "all"))
        return [
            line
            for line in self._everything
            if line.id in self.table.staying
            or (mark := self._marks.get(line.id)) is None
            or (mark.state in states and self._is_in_group(mark))
        ]

    def _let_through(self) -> None:
        self.table.staying.clear()
        self._lines = self._passing()
        self._narrow()

    def _is_in_group(self, mark: ActivityLine) -> bool:
        return self._group is None or mark.group is self._group

    def _show_pills(self) -> None:
        inside = [mark for mark in self._marks.values() if self._is_in_group(mark)]
        self.pills.set_options(
            [
                Option(key, words, str(_number(inside, key)) if self._marks else "")
                for key, words, _ in PILLS
            ]
        )

    def _say_how_many(self, text: str) -> None:
        super()._say_how_many(text)
        self._empty.set_words(NONE_FITS if self._everything else self._first_words())

    def _on_empty_button(self) -> None:
        if self._everything:
            self.show_all()
        else:
            self.first_asked.emit()

    def _open_kinds(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in (None, *ActivityGroup):
            number = len([one for one in self._marks.values() if group in (None, one.group)])
            entry = menu.addAction(f"{group.label if group else ALL_KINDS} {number}")
            entry.setEnabled(number > 0)
            entry.triggered.connect(partial(self._choose_group, group))
        menu.popup(self.kinds.mapToGlobal(QPoint(0, self.kinds.height())))

    def _choose_group(self, group: ActivityGroup | None, _checked: object = None) -> None:
        self.show_group(group)

    def _usual_columns(self) -> Sequence[str]:
        return COLUMNS

    def _make_table(self, columns: Sequence[tuple[str, Field]]) -> RecordTable:
        return ActivityTable(columns, self._marks, self)

    def _make_rows(self) -> ActivityFields:
        return ActivityFields(self.desk)

    def _is_entered(self, name: str) -> bool:
        return name in ENTERED

    def _dress_columns(self) -> None:
        names = self.table.names
        for place, name in enumerate(names):
            lights = LightsOrWord(self.view) if name == STATE else None
            self.view.setItemDelegateForColumn(place, lights)  # type: ignore[arg-type]
        first = 1 if names[0] == STATE and len(names) > 1 else 0
        if names[first] != STATE:
            self.view.setItemDelegateForColumn(first, FirstColumn(self.view))

    def _lay_out(self) -> None:
        super()._lay_out()
        top = QHBoxLayout()
        top.setSpacing(Space.HAIR)
        top.addWidget(self.pills)
        top.addStretch(1)
        top.addWidget(self.kinds)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertLayout(0, top)

    def _connect(self) -> None:
        super()._connect()
        self.pills.chosen.connect(lambda _key: self._let_through())
        self.kinds.clicked.connect(self._open_kinds)
        self.view.clicked.connect(lambda _index: self._on_current())


def _number(lines: Sequence[ActivityLine], pill: str) -> int:
    states = states_under(pill)
    return len([line for line in lines if line.state in states])
