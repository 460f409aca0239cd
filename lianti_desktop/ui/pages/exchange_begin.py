"""U盘交换 before it has begun: what happens in three steps, and the two ways to begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.big_action import BigAction
from lianti_desktop.ui.widgets.card import Card
from lianti_desktop.ui.widgets.facts import Fact, FactLines
from lianti_desktop.ui.widgets.sign import Sign
from lianti_desktop.ui.widgets.words import Words

SIGN = 40
NARROW = 640
TITLE = "各校各记各的，用一个U盘合到一起"
ABOUT = "不用上网。每周把U盘捎给中心校，再捎回来，各校的活动、照片和通知就都齐了。"


@dataclass(frozen=True)
class Happening:
    """One of the things that happen in a week."""

    icon: str
    title: str
    words: str


WEEK = (
    Happening("package-out", "1  村校送包", "把本周的新记录写到U盘上，交给捎带的人。"),
    Happening("school", "2  中心校收包", "插上U盘收下，各校的活动和照片就合在一起。"),
    Happening(
        "package-in", "3  U盘带着回执回来", "村校收下，就知道都送到了，还有中心校的通知和纪要。"
    ),
)
FOUND = (
    "建立联盟的交换",
    "本校是中心校的，先建立一次，村校才能申请加入。会给出一份“总密语”，要打印出来锁进保险柜。",
)
JOIN = (
    "加入联盟",
    "把入盟申请写到U盘交给中心校，收下答复就加入了。只做一次，已经录的内容都保留。",
)
JOIN_AT_CORE = (
    "这台电脑是第二台",
    "联盟已经在中心校的另一台电脑上建好了，这一台申请加入，两台的内容合在一起。",
)
SAFE = (
    Fact("U盘丢了", "包是加密的，只有收的学校打得开；下一次会把没有送到的都带上。"),
    Fact("收错了", "收之前先看清楚再收，收了以后也能整个撤回。"),
    Fact("两边都改过", "两份都留着，左右对照，由人来定，不会悄悄丢一份。"),
    Fact("不带出去", "身份证号、学生姓名和分数不装进包里。"),
)
FOR_CORE = "这一步由中心校办。中心校还没有建好的话先照常录入，以后再来申请，内容都保留。"


class BeginView(QWidget):
    """`found_wanted` and `ask_wanted`, each from its large action."""

    found_wanted = Signal()
    ask_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = 0
        self._week = QGridLayout()
        self._ways = QGridLayout()
        self._steps = [StepOfWeek(one, self) for one in WEEK]
        self.founding = BigAction(*FOUND, "building", self)
        self.founding.set_button(FOUND[0], main=True)
        self.joining = BigAction(*JOIN, "link", self)
        self.joining.set_button("写入盟申请", main=True)
        self.joining_too = BigAction(*JOIN_AT_CORE, "link", self)
        self.joining_too.set_button("写入盟申请", main=False)
        self._lay_out()
        self.founding.asked.connect(self.found_wanted)
        for joining in (self.joining, self.joining_too):
            joining.asked.connect(self.ask_wanted)

    def show_role(self, *, is_core: bool) -> None:
        """The way of this school stands first and is filled."""
        self.founding.button.setVisible(is_core)
        self.founding.set_lines((), "" if is_core else FOR_CORE)
        self.joining.setVisible(not is_core)
        self.joining_too.setVisible(is_core)
        self._columns = 0
        self._arrange(self.width())

    def say(self, words: str, *, can_ask: bool) -> None:
        """Why nothing can be written yet, or what went wrong."""
        for joining in (self.joining, self.joining_too):
            joining.set_lines((), words)
            joining.button.setEnabled(can_ask)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        columns = 1 if width < NARROW else len(WEEK)
        if columns == self._columns:
            return
        self._columns = columns
        _set_side_by_side(self._week, self._steps, columns)
        is_core = self.founding.button.isVisibleTo(self.founding)
        ways = [self.founding, self.joining_too] if is_core else [self.joining, self.founding]
        _set_side_by_side(self._ways, ways, min(columns, len(ways)))

    def _lay_out(self) -> None:
        week = QFrame()
        set_look(week, "card")
        inner = QVBoxLayout(week)
        inner.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        inner.setSpacing(Space.HAIR)
        inner.addWidget(Words(TITLE, "title"))
        inner.addWidget(Words(ABOUT, "secondary").wrapping())
        inner.addSpacing(Space.MEDIUM)
        inner.addLayout(self._week)
        self._week.setSpacing(Space.LARGE)
        self._ways.setSpacing(Space.MEDIUM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(week)
        column.addLayout(self._ways)
        safe, facts = Card("放心用", icon="lock"), FactLines()
        facts.set_facts(SAFE)
        safe.add(facts)
        column.addWidget(safe)


class StepOfWeek(QWidget):
    """A picture, what it is called, and a sentence."""

    def __init__(self, step: Happening, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(Space.HAIR)
        grid.addWidget(Sign(step.icon, SIGN, self), 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(step.title, "heading", self), 0, 1)
        words = Words(step.words, "secondary", self).wrapping()
        grid.addWidget(words, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)


def _set_side_by_side(grid: QGridLayout, widgets: Sequence[QWidget], columns: int) -> None:
    for place, widget in enumerate(widgets):
        grid.addWidget(widget, place // columns, place % columns)
    for column in range(len(WEEK)):
        grid.setColumnStretch(column, 1 if column < columns else 0)
