"""The questions of the first start, each a small form with an answer already in it."""

from datetime import date
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from lianti_desktop.domain.dates import format_day, format_weekday
from lianti_desktop.domain.organisation_words import SOME_ALLIANCE
from lianti_desktop.domain.terms import TermCode, term_of
from lianti_desktop.services.data_place import FOLDER_NAME, Volume, objection, warning
from lianti_desktop.ui.dialogs.choices import Choices
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.card import Card
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.line_fields import LineField
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.words import Words

SCHOOL_AT_FIRST = "本校"
EARLIEST = date(2026, 1, 1)
LONGEST_NAME = 60


class Step(QWidget):
    """One question; `problem` keeps the user here until it is answered well."""

    title = ""
    sentence = ""
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.MEDIUM)
        if self.sentence:
            self.column.addWidget(Words(self.sentence, "secondary").wrapping())

    def begin(self) -> None:
        """The cursor onto the answer."""

    def problem(self) -> str:
        """Why one cannot go on; "" when one can."""
        return ""


class Way(Enum):
    """How a school begins: with an alliance of its own, in one that is there, alone for now."""

    CORE = auto()
    JOIN = auto()
    ALONE = auto()


class WayStep(Step):
    """How this school begins; it says what the school is in the alliance, too."""

    title = "本校怎么开始"
    sentence = "选一种。先单独用的，以后随时可以加入联盟。"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = Choices(
            (
                Option(
                    Way.CORE,
                    "新建联盟，本校是中心校",
                    "牵头的学校：安排活动，汇总各校资料，出画册和汇编。",
                ),
                Option(
                    Way.JOIN,
                    "加入已有的联盟（中心校已经建好）",
                    "村校、校区、教学点，或者中心校的第二台电脑。准备一个U盘。",
                ),
                Option(
                    Way.ALONE,
                    "先单独用，以后再加入联盟",
                    "中心校还没有建好的村校。先录入活动和照片，加入以后都保留。",
                ),
            ),
            self.title,
        )
        self.choices.chosen.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.choices)
        self.column.addStretch(1)

    def begin(self) -> None:
        self.choices.focus_current()

    @property
    def way(self) -> Way:
        way = self.choices.current()
        return way if isinstance(way, Way) else Way.CORE


class NamesStep(Step):
    """What the school and the alliance are called, and who sits here."""

    title = "学校和联盟叫什么"
    sentence = "写全称，打印在记录表和画册上。以后可以在“学校与分组”里改。"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = FormRows(columns=1)
        self.school = LineField("例如：青石镇中心小学", LONGEST_NAME)
        self.alliance = LineField("例如：青石镇教育联盟", LONGEST_NAME)
        self.operator = LineField("例如：王玲", LONGEST_NAME)
        hint = "谁在这台电脑上录入；可以先空着，以后在设置里加。"
        self.rows.add(Row("school", "本校名称", required=True), self.school)
        self.rows.add(Row("alliance", "联盟名称", required=True), self.alliance)
        self.rows.add(Row("operator", "操作员姓名", hint=hint), self.operator)
        self.column.addWidget(self.rows)
        self.column.addStretch(1)
        self.school.set_value(SCHOOL_AT_FIRST)
        self.alliance.set_value(f"{SCHOOL_AT_FIRST}{SOME_ALLIANCE}")
        self._follows = True
        self._joins = False
        self.school.line.textEdited.connect(self._follow)
        self.alliance.line.textEdited.connect(self._on_own_name)

    def set_joining(self, *, joins: bool) -> None:
        """Whether the alliance has its name already: then it comes with the answer."""
        self._joins = joins
        self.title = "本校叫什么" if joins else NamesStep.title
        block = self.alliance.parentWidget()
        if block is not None:
            block.setVisible(not joins)

    def begin(self) -> None:
        self.school.line.setFocus()
        self.school.line.selectAll()

    def problem(self) -> str:
        self.rows.commit()
        if not self.school.value():
            return "请填上本校名称。"
        if not self._joins and not self.alliance.value():
            return "请填上联盟名称；还没有名字就写“某某镇教育联盟”。"
        return ""

    def _follow(self, school: str) -> None:
        if self._follows:
            stem = school.strip().removesuffix("中心小学").removesuffix("小学")
            self.alliance.set_value(f"{stem or SCHOOL_AT_FIRST}{SOME_ALLIANCE}")

    def _on_own_name(self, _text: str) -> None:
        self._follows = False


class TermStep(Step):
    """Which term the work begins with."""

    title = "从哪个学期开始记"
    sentence = "同一学年的两个学期都会建好，起止日期以后可以改。"

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = max(today, EARLIEST)
        now = term_of(self._today)
        note = f"电脑上的今天是{format_day(today)} {format_weekday(today)}。"
        if today < EARLIEST:
            note = f"电脑上的今天是{format_day(today)}，看起来不对，请先把电脑的日期调准。"
        self.choices = Choices(
            tuple(
                Option(str(code), code.label, words)
                for code, words in (
                    (now, f"本学期，{note}"),
                    (now.previous, "上学期，先补以前的资料。"),
                    (now.next, "下学期，现在先做准备。"),
                )
            ),
            self.title,
        )
        self._codes = {str(code): code for code in (now, now.previous, now.next)}
        self.column.addWidget(self.choices)
        self.column.addStretch(1)

    def begin(self) -> None:
        self.choices.focus_current()

    @property
    def day(self) -> date:
        """Today when the term of today was chosen, else the first day of the chosen one."""
        code: TermCode = self._codes[str(self.choices.current())]
        return self._today if code == term_of(self._today) else code.default_begin


class PlaceStep(Step):
    """Where the data lies; a bad place is refused with its reason."""

    title = "资料放在哪里"
    sentence = "录入的资料和照片都放在这个文件夹里，只在这台电脑上。以后可以在设置里搬走。"

    def __init__(self, proposed: Path, volumes: tuple[Volume, ...], *, fixed: bool = False) -> None:
        super().__init__()
        self.place = proposed
        self._volumes = volumes
        self._path = Words("", "heading").wrapping()
        self._note = Words("", "secondary").wrapping()
        self._other = PlainButton("选别的位置…", "folder")
        self._other.setAutoDefault(False)
        self._other.setVisible(not fixed)
        self._other.clicked.connect(self._ask)
        card = Card()
        for part in (self._path, self._note):
            card.add(part)
        self.column.addWidget(card)
        self.column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.set_place(proposed)

    def set_place(self, place: Path) -> None:
        """Another folder; the note says what to think of it."""
        self.place = place
        self._path.setText(str(place))
        refusal = objection(place, self._volumes)
        advice = warning(place, self._volumes)
        self._note.setText(refusal or advice or "这个位置可以用。")
        set_look(self._note, "danger" if refusal else "waiting" if advice else "secondary")
        self.changed.emit()

    def begin(self) -> None:
        self._path.setFocus()

    def problem(self) -> str:
        return objection(self.place, self._volumes)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "选一个文件夹放资料", str(self.place.parent)
        )
        if chosen:
            self.set_place(_own_folder(Path(chosen)))


def _own_folder(chosen: Path) -> Path:
    """The chosen folder when it is empty or holds our data, else a new one inside it."""
    if (chosen / "lianti.db").exists() or not any(chosen.iterdir()):
        return chosen
    return chosen / FOLDER_NAME


class BeginStep(Step):
    """The sample alliance to look round in, or an empty one."""

    title = "先看示例，还是直接开始"
    sentence = "示例都带“示例”标记，不进统计，不进交换，随时一键删除。"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = Choices(
            (
                Option(True, "带着示例打开", "里面有一个虚构的联盟，活动、照片、签到都有。"),
                Option(False, "打开空白的", "只有刚才填的学校和学期，马上录入自己的资料。"),
            ),
            self.title,
        )
        self.column.addWidget(self.choices)
        self.column.addStretch(1)

    def begin(self) -> None:
        self.choices.focus_current()

    @property
    def wants_sample(self) -> bool:
        return bool(self.choices.current())
