"""送包: for whom, what goes along and what does not, then one button; at the end, unplug."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.sync.estimate import Estimate
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.overview import Overview, SchoolLine, Sending
from lianti_desktop.sync.slip import Slip
from lianti_desktop.sync.tiers import Tier
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.exchange_words import (
    PRIVACY,
    UNPLUG,
    school_words,
    several,
    size_words,
)
from lianti_desktop.ui.exchange_work import SendingOff, Sent, send, weigh
from lianti_desktop.ui.pages.exchange_panel import ExchangePanel
from lianti_desktop.ui.pages.exchange_parcel import ResultView, RightHalf, framed
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.buttons import PlainButton, QuietButton
from lianti_desktop.ui.widgets.facts import Fact, FactLines
from lianti_desktop.ui.widgets.flag_field import TickBox
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.words import StatusWord, Words

WRITING = "正在写到U盘并读回来核对，请不要拔U盘…"
NO_PLACE = "先插上U盘，或在上面选一个文件夹"
NOBODY = "先在左边勾上要送的学校"
TOO_LARGE = "先装记录和缩略图，放不下的照片自动留到下次"
TIERS = {Tier.THUMBS: "缩略图", Tier.SCREEN: "打印用", Tier.ORIGINAL: "原图"}
NOTES = (
    "包里是对方还没有确认收到的全部内容。U盘丢了也不要紧：重新送一次就行，对方不会收重。",
    "包是加密的，只有写着的学校能打开。",
)


class SchoolTick(QWidget):
    """A school to send to, with how far it is."""

    def __init__(self, line: SchoolLine, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = f"{line.name}（本校的另一台电脑）" if line.is_ours else line.name
        self.box = TickBox(name, self)
        self._state = StatusWord(parent=self)
        self.show_line(line, today)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self.box, 1)
        row.addWidget(self._state)

    def show_line(self, line: SchoolLine, today: date) -> None:
        """How far it is now."""
        self.line = line
        words, tone = school_words(line, today)
        self._state.set(words, tone)
        self.box.setAccessibleName(f"{self.box.text()}，{words}")


class SendPanel(ExchangePanel):
    """`left` to go back, `said` for the quiet line, `sent` when something was written."""

    sent = Signal()
    slips_wanted = Signal(object)

    def __init__(self, desk: Desk, ring: KeyRing, parent: QWidget | None = None) -> None:
        super().__init__(desk, ("送包", "写到U盘", "package-out"), parent)
        self._ring = ring
        self._place: Path | None = None
        self._is_stick = False
        self._today = date.today()  # noqa: DTZ011 - the school's own calendar day
        self.ticks: list[SchoolTick] = []
        self.everyone = QuietButton("全部勾上")
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.HAIR)
        self.photos = Pills([Option(tier, title) for tier, title in TIERS.items()])
        self.photos.set_current(Tier.SCREEN)
        self._weights: dict[Tier, Estimate] = {}
        self._made: list[Slip] = []
        self.slips = PlainButton("打印送交单…", "printer")
        self.about = FactLines()
        self._about = self._about_view()
        self.result = ResultView()
        self.result.send.hide()
        self.result.add(self.slips)
        self.right = RightHalf(self._about, self.result)
        self._lay_out()
        self._connect()

    def open(self, found: Overview, schools: Sequence[UUID]) -> None:
        """The schools there are, those asked for ticked; else the core school or who waits."""
        for tick in self.ticks:
            tick.hide()
            tick.deleteLater()
        self.ticks = [SchoolTick(line, self._today, self) for line in found.schools]
        for tick in self.ticks:
            tick.box.setChecked(_is_usual(tick.line, found, schools))
            tick.box.toggled.connect(lambda _: self._on_ticked())
            self._list.addWidget(tick)
        self.everyone.setVisible(len(self.ticks) > 1)
        self.right.turn_to(self._about)
        self._on_ticked()

    def retell(self, found: Overview) -> None:
        """How far the schools in view are now; what is ticked stays."""
        lines = {line.school: line for line in found.schools}
        for tick in self.ticks:
            if tick.line.school in lines:
                tick.show_line(lines[tick.line.school], self._today)

    def set_place(self, place: Path | None, name: str, free: int, *, is_stick: bool) -> None:
        """Where it goes."""
        self._place, self._is_stick = place, is_stick
        self._name, self._free = name, free
        self.title.setText(f"送包 · {name}" if name else "送包")
        self.go.setText("写到U盘" if is_stick or place is None else "写到这个文件夹")
        self._update()

    def chosen(self) -> list[SchoolLine]:
        """The schools that are ticked."""
        return [tick.line for tick in self.ticks if tick.box.isChecked()]

    def tier(self) -> Tier:
        """How large pictures travel."""
        return Tier(str(self.photos.current()))

    def write(self) -> None:
        """Makes the packages."""
        chosen, place = self.chosen(), self._place
        if not chosen or place is None or self._is_busy:
            return
        self._is_busy = True
        self.go.setEnabled(False)
        self.state.set(WRITING, Tone.SECONDARY)
        asked = SendingOff([line.school for line in chosen], place, self.tier())
        job = partial(send, self._desk.store, self._ring, asked)
        self._desk.run(job, Reply(self, self._on_sent, self._on_refused))

    def _on_ticked(self) -> None:
        """Others are chosen: what the packages would weigh is reckoned anew."""
        self._weights = {}
        self._update()
        schools = [line.school for line in self.chosen()]
        if schools:
            job = partial(weigh, self._desk.store, schools)
            self._desk.run(job, Reply(self, partial(self._on_weighed, schools)))

    def _on_weighed(self, schools: Sequence[UUID], found: dict[Tier, Estimate]) -> None:
        if schools != [line.school for line in self.chosen()]:
            return
        self._weights = found
        self.photos.set_options(
            [Option(tier, title, size_words(found[tier].size)) for tier, title in TIERS.items()]
        )
        self._update()

    def _on_sent(self, result: Sent) -> None:
        self.end_busy()
        names = {tick.line.school: tick.line.name for tick in self.ticks}
        self.result.show_facts("包写好了" if result.made else "没有写成", bool(result.made))
        self.result.facts.set_facts(sent_facts(result, names))
        self.result.unplug.setText(UNPLUG if self._is_stick and result.made else "")
        self.result.decide.hide()
        self.right.turn_to(self.result)
        self._made = [packed.slip for _, packed in result.made]
        self.slips.setVisible(bool(self._made))
        made = [names[school] for school, _ in result.made]
        if made:
            self.said.emit(f"给{several(made)}的包写好了，都读回来核对过")
            self.sent.emit()
        if result.trouble:
            self.state.set(result.trouble, Tone.DANGER)

    def end_busy(self) -> None:
        super().end_busy()
        self._update()

    def _update(self) -> None:
        if self._is_busy:
            return
        chosen = self.chosen()
        missing = NO_PLACE if self._place is None else "" if chosen else NOBODY
        self.state.set(missing, Tone.WAITING)
        self.go.setEnabled(not missing)
        self.about.set_facts(self._facts(chosen))

    def _facts(self, chosen: Sequence[SchoolLine]) -> list[Fact]:
        facts = [Fact(line.name, f"{line.lacking} 次改动") for line in chosen if line.lacking]
        if chosen and not any(line.lacking for line in chosen):
            facts.append(Fact("内容", "没有新的改动，包里只有回执", Tone.SECONDARY))
        facts += self._weight_facts()
        facts.append(Fact("不含", PRIVACY))
        if self._place is not None:
            facts.append(Fact("写到", f"{self._name}，还空着 {size_words(self._free)}"))
        return facts

    def _weight_facts(self) -> list[Fact]:
        """How large it gets, whether it fits, and which pictures stay at home."""
        weight = self._weights.get(self.tier())
        if weight is None:
            return []
        photos = f"，其中照片 {weight.photos} 张" if weight.photos else ""
        facts = [Fact("大小", f"大约 {size_words(weight.size)}{photos}")]
        if self._place is not None and weight.size > self._free:
            facts.append(Fact("放不下", TOO_LARGE, Tone.WAITING))
        if weight.withheld:
            words = f"{weight.withheld} 张照片没有授权或要先打码，不会装进去"
            facts.append(Fact("留在本校", words, Tone.SECONDARY))
        return facts

    def _tick_all(self) -> None:
        every = all(tick.box.isChecked() for tick in self.ticks)
        for tick in self.ticks:
            tick.box.setChecked(not every)

    def _about_view(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, Space.MEDIUM, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(Words("这个包", "heading"))
        column.addWidget(Words("照片带多大的", "label"))
        column.addWidget(self.photos, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.about)
        for note in NOTES:
            column.addWidget(Words(note, "small").wrapping())
        column.addStretch(1)
        return view

    def _lay_out(self) -> None:
        self._name, self._free = "", 0
        inside = QWidget()
        names = QVBoxLayout(inside)
        names.setContentsMargins(0, 0, Space.MEDIUM, 0)
        names.setSpacing(Space.SMALL)
        top = QHBoxLayout()
        top.addWidget(Words("送给谁", "heading"), 1)
        top.addWidget(self.everyone)
        names.addLayout(top)
        names.addLayout(self._list)
        names.addStretch(1)
        self.arrange([(framed(inside), 1), (self.right, 1)])

    def _connect(self) -> None:
        self.everyone.clicked.connect(self._tick_all)
        self.go.clicked.connect(self.write)
        self.photos.chosen.connect(lambda _: self._update())
        self.slips.clicked.connect(lambda: self.slips_wanted.emit(self._made))


def _is_usual(line: SchoolLine, found: Overview, schools: Sequence[UUID]) -> bool:
    if schools:
        return line.school in schools
    if any(one.is_core for one in found.schools):
        return line.is_core
    return line.sending is not Sending.NEVER and bool(line.lacking)


def sent_facts(result: Sent, names: dict[UUID, str]) -> list[Fact]:
    """What was written, one line for each school."""
    facts = []
    for school, packed in result.made:
        slip = packed.slip
        photos = f"，照片 {slip.photos} 张" if slip.photos else ""
        words = f"第{packed.number}包，{packed.commits} 次改动{photos}，{size_words(slip.size)}"
        facts.append(Fact(names[school], words))
        facts.append(Fact("文件", "\n".join(slip.files), Tone.SECONDARY))
        facts.append(Fact("校验码", slip.check_code, Tone.SECONDARY))
        if slip.left:
            left = f"{slip.left} 个文件（{size_words(slip.left_size)}）放不下，下次再装"
            facts.append(Fact("留到下次", left, Tone.WAITING))
    if result.made:
        facts.append(Fact("核对", "每个包写完都读回来核对过", Tone.MET))
    if result.is_stopped:
        facts.append(Fact("停下", "没有写完的没有留下，需要时再送一次", Tone.WAITING))
    if result.trouble:
        facts.append(Fact("没有写", result.trouble, Tone.DANGER))
    return facts
