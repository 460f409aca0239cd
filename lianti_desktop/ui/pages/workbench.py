"""工作台: this term at a glance; every line leads somewhere."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.ui.backup_watch import newest_backup, state_words
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.activity_lines import ActivityLine
from lianti_desktop.ui.pages.workbench_view import (
    MOST_LINES,
    RecentLine,
    Workbench,
    others_waiting,
    question,
    when,
)
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton, QuietButton
from lianti_desktop.ui.widgets.card import Card, LinkLine
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Badge, Words

NARROW = 760
REST = 250
WELCOME = EmptyWords(
    "home",
    "从第一次活动开始",
    "先录入一次活动，或者先把学校和教职工填好：录过的学校和人，以后一输拼音就能选。",
    "录入第一次活动",
)
BACKUPS, GAPS, ACTIVITIES = "backups", "todo", "activities"


class WorkbenchPage(Page):
    """At most four cards, each a short list."""

    title = "工作台"
    help_topic = "start"
    shows = frozenset(
        {
            *("activity", "activity_contribution", "activity_count", "participant", "reflection"),
            *("media", "lesson", "lesson_observation", "document", "staff", "class_group"),
            *("school", "term", "appointment"),
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.planned = Card("本月要做", icon="calendar")
        self.lacking = Card("待补资料", icon="list-todo")
        self.recent = Card("最近录入", icon="pen")
        self.backup = Card("备份", icon="backup")
        self.cards = (self.planned, self.lacking, self.recent, self.backup)
        self.summary = Words("", "secondary")
        self.new = MainButton("新活动", "plus")
        self.sample = QWidget()
        self.drop_sample = QuietButton("删除示例", "trash")
        self._empty = EmptyState(WELCOME)
        self._grid = QGridLayout()
        self._columns = 0
        self._stack = QStackedWidget()
        self._is_asking = False
        self._is_stale = False
        self._found: Workbench | None = None
        self._others = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask again; while an answer is on its way, once more after it."""
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking, self._is_stale = True, False
        asked = question(self.desk.term, datetime.now().astimezone())
        self.desk.ask(asked, Reply(self, self._on_answer))

    def new_record(self) -> None:
        """A new activity, on its page."""
        self.place_wanted.emit(ACTIVITIES)
        self.field_wanted.emit("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(1 if event.size().width() < NARROW else 2)

    def take_sample_out(self) -> None:
        """One click, one step that Ctrl+Z takes back."""
        from lianti_desktop.services.sample import remove_sample

        self.desk.change("删除 示例", remove_sample, Reply(self, self._on_sample_gone))

    def _on_sample_gone(self, number: int) -> None:
        self.said.emit(f"示例的 {number} 条记录都删掉了，按 Ctrl+Z 可以拿回来。")

    def _on_answer(self, found: Workbench) -> None:
        self._is_asking = False
        self._show(found)
        if self._is_stale:
            self.refresh()
        else:
            self._found = found
            self._rest.start()

    def _count_others(self) -> None:
        """Every check runs for it, so it waits until the page is painted and the typing rests."""
        self.desk.ask(others_waiting, Reply(self, self._on_others))

    def _on_others(self, others: int) -> None:
        found = self._found
        if found is None:
            return
        if others != self._others:
            self._others = others
            self._show_lacking(found)
        self.waiting.emit(GAPS, found.gaps + others)

    def _show(self, found: Workbench) -> None:
        self._stack.setCurrentIndex(1 if found.is_empty else 0)
        self.sample.setVisible(found.has_sample)
        self.summary.setText(
            f"{'示例里有' if found.are_samples else '录入'}活动 {found.activities} 次，"
            f"资料齐全 {found.complete} 次"
            if found.activities
            else "还没有录入活动"
        )
        self._show_planned(found)
        self._show_lacking(found)
        self._show_recent(found.recent)
        self._show_backup()

    def _show_planned(self, found: Workbench) -> None:
        self.planned.clear()
        today = datetime.now().astimezone().date()
        lines = [*found.overdue, *found.planned]
        self.planned.set_note(f"{len(found.planned)} 次" if found.planned else "")
        for line in lines[:MOST_LINES]:
            late = line in found.overdue
            note = f"{when(line, today)}，已过" if late else when(line, today)
            tone = Tone.WAITING if late else Tone.SECONDARY
            self.planned.add_line(LinkLine(("activity", line.id, ""), line.title, note, tone))
        self._end(self.planned, len(lines), "近一个月没有计划中的活动。")

    def _show_lacking(self, found: Workbench) -> None:
        self.lacking.clear()
        self.lacking.set_note(f"{len(found.lacking)} 次活动" if found.lacking else "")
        for line in found.lacking[:MOST_LINES]:
            key = ("activity", line.id, line.lacking_checks[0])
            self.lacking.add_line(LinkLine(key, line.title, _short(line), Tone.WAITING))
        self._end(self.lacking, len(found.lacking), "已开展的活动资料都齐了。")
        if self._others:
            words = f"另有 {self._others} 处没填全或要核对"
            self.lacking.add_line(LinkLine((GAPS, None, ""), words, "去看看"))

    def _show_recent(self, lines: Iterable[RecentLine]) -> None:
        self.recent.clear()
        shown = list(lines)
        for line in shown:
            self.recent.add_line(LinkLine((line.kind, line.id, ""), line.title, line.kind_name))
        self._end(self.recent, len(shown), "录入的内容会列在这里。")

    def _show_backup(self) -> None:
        self.backup.clear()
        now = datetime.now().astimezone()
        words, tone = state_words(newest_backup(self.desk.store.data.backups), now.date())
        self.backup.add_line(LinkLine((BACKUPS, None, ""), words, "去备份", tone))
        self.backup.add(Words("每天自动备份一次，退出时再备份一次。", "small").wrapping())
        self.backup.add(Words("每周再往U盘上拷一份，电脑坏了也不怕。", "small").wrapping())

    def _end(self, card: Card, number: int, nothing: str) -> None:
        """What stands under the lines: the rest, or that there is nothing."""
        if not number:
            card.add(Words(nothing, "secondary").wrapping())
        elif number > MOST_LINES and card is not self.recent:
            place = GAPS if card is self.lacking else ACTIVITIES
            card.add_line(LinkLine((place, None, ""), f"全部 {number} 次", "去看看"))

    def _open_gaps(self) -> None:
        self.place_wanted.emit(GAPS)

    def _follow(self, key: tuple[str, object, str]) -> None:
        kind, row, field = key
        if row is None:
            self.place_wanted.emit(kind)
            return
        self.record_wanted.emit(kind, row)
        if field:
            self.field_wanted.emit(field)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.MEDIUM)
        top.addWidget(self.new)
        self._gaps = PlainButton("待补资料", "list-todo")
        top.addWidget(self._gaps)
        top.addWidget(self.summary, 1)
        row = QHBoxLayout(self.sample)
        row.setContentsMargins(0, 0, 0, 0)
        badge = Badge()
        badge.setToolTip("示例不算进统计，也不交换出去")
        row.addWidget(badge)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.drop_sample)
        self.sample.hide()
        top.addWidget(self.sample)
        self._grid.setSpacing(Space.LARGE)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._stack.addWidget(scrolling(inside))
        self._stack.addWidget(self._empty)
        self._arrange(2)
        edge = Space.LARGE + Space.HAIR
        whole = QVBoxLayout(self)
        whole.setContentsMargins(edge, 0, edge, Space.SMALL)
        whole.setSpacing(Space.LARGE)
        whole.addLayout(top)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for card in self.cards:
            card.line_clicked.connect(self._follow)
        self.new.clicked.connect(self.new_record)
        self._rest.timeout.connect(self._count_others)
        self._gaps.clicked.connect(self._open_gaps)
        self._empty.asked.connect(self.new_record)
        self.drop_sample.clicked.connect(self.take_sample_out)


def _short(line: ActivityLine) -> str:
    """What lacks, in a few words."""
    return "还差 " + "、".join(line.lacking)
