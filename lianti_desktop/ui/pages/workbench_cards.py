"""The cards of the workbench: what is seen of the page, without asking anything of the data."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.ui.backup_words import newest_backup, state_words
from lianti_desktop.ui.pages.glance import MOST_LINES, ActivityHead, GapLine, RecentLine, Workbench
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton, QuietButton
from lianti_desktop.ui.widgets.card import Card, LinkLine
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Badge, Words

NARROW = 760
WELCOME = EmptyWords(
    "home",
    "从第一次活动开始",
    "先录入一次活动，或者先把学校和教职工填好：录过的学校和人，以后一输拼音就能选。",
    "录入第一次活动",
)
BACKUP_ADVICE = (
    "每天自动备份一次，退出时再备份一次。",
    "每周再往U盘上拷一份，电脑坏了也不怕。",
)
BACKUPS, GAPS, ACTIVITIES = "backups", "todo", "activities"


class WorkbenchCards(QWidget):
    """At most four cards, each a short list whose lines lead somewhere."""

    followed = Signal(object)
    """(table name or place, id or None, field or "") of the line that was clicked."""
    new_asked = Signal()
    drop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.planned = Card("本月要做", icon="calendar")
        self.lacking = Card("待补资料", icon="list-todo")
        self.recent = Card("最近录入", icon="pen")
        self.backup = Card("备份", icon="backup")
        self.cards = (self.planned, self.lacking, self.recent, self.backup)
        self.summary = Words("", "secondary")
        self.new = MainButton("新活动", "plus")
        self.gaps = PlainButton("待补资料", "list-todo")
        self.sample = QWidget()
        self.drop_sample = QuietButton("删除示例", "trash")
        self._empty = EmptyState(WELCOME)
        self._grid = QGridLayout()
        self._columns = 0
        self._shown: object = None
        self._backed_up: LinkLine | None = None
        self._exchange: tuple[LinkLine, ...] = ()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_found(self, found: Workbench, today: date, others: int = 0) -> None:
        """All that one answer holds, and how many things wait beside; the same again is no work."""
        shown = (found, today, others)
        if shown == self._shown:
            return
        self._shown = shown
        self._stack.setCurrentIndex(1 if found.is_empty else 0)
        self.sample.setVisible(found.has_sample)
        self.summary.setText(_summary(found))
        self._show_planned(found.overdue(today), found.coming(today), today)
        self._show_lacking(found.lacking, others)
        self._show_recent(found.recent)

    def _show_lacking(self, lines: Sequence[GapLine], others: int) -> None:
        self.lacking.clear()
        self.lacking.set_note(f"{len(lines)} 次活动" if lines else "")
        for line in lines[:MOST_LINES]:
            note = "还差 " + "、".join(line.lacking)
            key = ("activity", line.id, line.check)
            self.lacking.add_line(LinkLine(key, line.title, note, Tone.WAITING))
        self._end(self.lacking, len(lines), "已开展的活动资料都齐了。")
        if others:
            words = f"另有 {others} 处没填全或要核对"
            self.lacking.add_line(LinkLine((GAPS, None, ""), words, "去看看"))

    def show_backup(self, folder: Path, today: date) -> None:
        """How old the newest backup is."""
        words, tone = state_words(newest_backup(folder), today)
        self._show_care(LinkLine((BACKUPS, None, ""), words, "去备份", tone), self._exchange)

    def show_exchange(self, lines: Sequence[LinkLine]) -> None:
        """How the exchange stands, where the school takes part in one."""
        self._show_care(self._backed_up, tuple(lines))

    def _show_care(self, backed_up: LinkLine | None, exchange: tuple[LinkLine, ...]) -> None:
        if (backed_up, exchange) == (self._backed_up, self._exchange):
            return
        self._backed_up, self._exchange = backed_up, exchange
        self.backup.clear()
        self.backup.set_title("交换与备份" if exchange else "备份")
        for line in (*exchange, *([backed_up] if backed_up else [])):
            self.backup.add_line(line)
        for words in () if exchange else BACKUP_ADVICE:
            self.backup.add(Words(words, "small").wrapping())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(1 if event.size().width() < NARROW else 2)

    def _show_planned(
        self, overdue: Sequence[ActivityHead], coming: Sequence[ActivityHead], today: date
    ) -> None:
        self.planned.clear()
        self.planned.set_note(f"{len(coming)} 次" if coming else "")
        for place, line in enumerate([*overdue, *coming][:MOST_LINES]):
            late = place < len(overdue)
            note = f"{when(line, today)}，已过" if late else when(line, today)
            tone = Tone.WAITING if late else Tone.SECONDARY
            self.planned.add_line(LinkLine(("activity", line.id, ""), line.title, note, tone))
        self._end(self.planned, len(overdue) + len(coming), "近一个月没有计划中的活动。")

    def _show_recent(self, lines: Sequence[RecentLine]) -> None:
        self.recent.clear()
        for line in lines:
            self.recent.add_line(LinkLine((line.kind, line.id, ""), line.title, line.kind_name))
        self._end(self.recent, len(lines), "录入的内容会列在这里。")

    def _end(self, card: Card, number: int, nothing: str) -> None:
        """What stands under the lines: the rest, or that there is nothing."""
        if not number:
            card.add(Words(nothing, "secondary").wrapping())
        elif number > MOST_LINES and card is not self.recent:
            place = GAPS if card is self.lacking else ACTIVITIES
            card.add_line(LinkLine((place, None, ""), f"全部 {number} 次", "去看看"))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _lay_out(self) -> None:
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
        whole.addLayout(self._top())
        whole.addWidget(self._stack, 1)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout(self.sample)
        row.setContentsMargins(0, 0, 0, 0)
        badge = Badge()
        badge.setToolTip("示例不算进统计，也不交换出去")
        row.addWidget(badge)
        row.addWidget(self.drop_sample)
        self.sample.hide()
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = QHBoxLayout()
        top.setSpacing(Space.MEDIUM)
        top.addWidget(self.new)
        top.addWidget(self.gaps)
        top.addWidget(self.summary, 1)
        top.addWidget(self.sample)
        return top

    def _connect(self) -> None:
        for card in self.cards:
            card.line_clicked.connect(self.followed)
        self.new.clicked.connect(self.new_asked)
        self.gaps.clicked.connect(lambda: self.followed.emit((GAPS, None, "")))
        self._empty.asked.connect(self.new_asked)
        self.drop_sample.clicked.connect(self.drop_asked)


def _summary(found: Workbench) -> str:
    if not found.activities:
        return "还没有录入活动"
    verb = "示例里有" if found.are_samples else "录入"
    return f"{verb}活动 {found.activities} 次，资料齐全 {found.complete} 次"


def when(line: ActivityHead, today: date) -> str:
    """今天, 明天, 3月12日 周四."""
    if line.held_on is None:
        return "还没定日期"
    near = {0: "今天", 1: "明天", 2: "后天"}
    return near.get((line.held_on - today).days) or format_day_short(line.held_on, today)
