"""The lists behind U盘交换: imports to take back, what is missing, members and their PCs, days."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.enrolment import begin_again, retire
from lianti_desktop.sync.imports import (
    TakeBack,
    Taken,
    imports,
    take_back_import,
    weigh_take_back,
)
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.leaving import require_leavable
from lianti_desktop.sync.overview import GapLine
from lianti_desktop.sync.peers import PeerLine, peers, school_names
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.choices import Choices
from lianti_desktop.ui.dialogs.password_reset import ResetFileDialog
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.exchange_parcels import ALL_KINDS
from lianti_desktop.ui.exchange_words import ago
from lianti_desktop.ui.messages import Answer, ask
from lianti_desktop.ui.plain_table import PlainRow, PlainTable
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.theme import Tone
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.facts import Fact, FactLines
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.words import Words

TALL = 260
MOST_NAMED = 8
DAYS = (7, 10, 14, 21, 30)
NO_IMPORTS = "还没有收过包。收下以后每一次都列在这里，几天以后也能撤回。"
STAYS = "收下以后又改过、或者本校无权改动的会留着：{}"
GAPS = (
    "下面这些改动，别的学校的内容里提到了，但还没有收到。先收到的已经放着等，缺的一到就自动补上，"
    "不会丢。请对方再送一次包。"
)
LEAVE = (
    "选错了学校时才退出。本机还没有录入过，退出以后回到第一次打开的样子，可以重新选学校、重新申请。",
    "退出前会自动备份。退出以后请告诉中心校，把这台电脑停用。",
)
AGAIN = (
    "中心校说本机已经停用，或者各校都不再收本机的包时，才重新申请加入。",
    "从现在起到中心校受理，本机先不送包；照常录入，内容都保留，加入以后一起带上。",
)
NO_GAPS = "没有缺的，收到的都接上了。"


def _import_words(one: Taken) -> str:
    parts = (("new", "新增"), ("changed", "改动"), ("deleted", "移到回收站"))
    sums = [(name, sum(one.counts.get(key, {}).values())) for key, name in parts]
    return "，".join(f"{name} {count}" for name, count in sums if count) or "只有回执"


class ImportsDialog(Sheet):
    """收包记录: each import, and taking one back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("收包记录", parent, width=52)
        self._desk = desk
        self.imports: list[Taken] = []
        self._names: dict[UUID, str] = {}
        self.table = PlainTable(("收下的时间", "哪里来的", "里面有"), "收过的包")
        self.table.set_widths((160, 240, 0))
        self.table.setMinimumHeight(TALL)
        self.body.addWidget(self.table)
        self.note = self.add_words(NO_IMPORTS, "secondary")
        close = self.add_button("关闭")
        close.clicked.connect(self.reject)
        self.back = self.add_button("撤回这一次…")
        self.back.clicked.connect(self.weigh)
        self.table.selection_changed.connect(self._update)
        self.refresh()

    def refresh(self) -> None:
        """Asks for the list."""

        def question(session: Session) -> tuple[list[Taken], dict[UUID, str]]:
            return imports(session), school_names(session)

        self._desk.ask(question, Reply(self, self._on_list))

    def weigh(self) -> None:
        """What taking the chosen one back would do; then asks."""
        one = self.chosen()
        if one is not None:
            question = partial(_weighed, one.id)
            self._desk.ask(question, Reply(self, partial(self._on_weighed, one), self.show_error))

    def take_back(self, one: Taken) -> None:
        """Takes it back."""
        store, author = self._desk.store, self._desk.author

        def job(progress: Progress) -> int:
            progress.tell("正在撤回", 0, 0)
            return take_back_import(store, one.id, author)

        self._desk.run(job, Reply(self, self._on_taken_back, self._on_refused))

    def chosen(self) -> Taken | None:
        """The import under the cursor."""
        keys = self.table.keys()
        return next((one for one in self.imports if keys and one.id == keys[0]), None)

    def _on_list(self, found: tuple[list[Taken], dict[UUID, str]]) -> None:
        self.imports, self._names = found
        rows = []
        for one in self.imports:
            moment = datetime.fromisoformat(one.imported_at)
            day = format_day_short(moment.date(), date.today())  # noqa: DTZ011
            name = f"{self._names.get(one.sender, '')} 第{one.number}包"
            cells = (f"{day} {moment:%H:%M}", name, _import_words(one))
            rows.append(PlainRow(one.id, cells, {2: Tone.SECONDARY}))
        self.table.show_rows(rows)
        self.note.setVisible(not rows)
        self._update()

    def _on_weighed(self, one: Taken, found: TakeBack) -> None:
        name = f"{self._names.get(one.sender, '')} 第{one.number}包"
        sentences = [f"会把 {found.records} 条记录放回收包以前的样子，这一步也能撤销。"]
        if found.stays:
            named = "、".join(found.stays[:MOST_NAMED])
            more = f"等 {len(found.stays)} 条" if len(found.stays) > MOST_NAMED else ""
            sentences.append(STAYS.format(f"{named}{more}。"))
        if not found.records:
            self.show_error(f"{name}没有可以撤回的内容，数据没有变化。{sentences[-1]}")
            return
        answers = [
            Answer("back", f"撤回，放回 {found.records} 条", danger=True),
            Answer("keep", "不撤回"),
        ]
        if ask(self, f"撤回{name}", sentences, answers) == "back":
            self.take_back(one)

    def _on_taken_back(self, count: int) -> None:
        self._desk.progressed.emit("", 1, 1)
        self._desk.changed.emit(ALL_KINDS)
        self._desk.refresh_steps()
        self.show_error("")
        self.note.setText(f"已撤回，放回 {count} 条记录。送包以后，别的学校也会一起放回。")
        self.note.show()

    def _on_refused(self, sentence: str) -> None:
        self._desk.progressed.emit("", 1, 1)
        self.show_error(sentence)

    def _update(self) -> None:
        one = self.chosen()
        self.back.setEnabled(one is not None and one.commits > 0)


def _weighed(number: int, session: Session) -> TakeBack:
    return weigh_take_back(session, number)


class GapsDialog(Sheet):
    """待补齐的包: what is missing, by whose PC and from where to where."""

    def __init__(self, gaps: Sequence[GapLine], parent: QWidget | None = None) -> None:
        super().__init__("待补齐的包", parent, width=40)
        self.add_words(GAPS if gaps else NO_GAPS)
        self.facts = FactLines()
        self.facts.set_facts(
            [Fact(gap.name or "一台电脑", _run(gap), Tone.WAITING) for gap in gaps]
        )
        self.body.addWidget(self.facts)
        self.body.addStretch(1)
        close = self.add_button("知道了", ButtonRole.MAIN)
        close.clicked.connect(self.accept)


def _run(gap: GapLine) -> str:
    if gap.first == gap.last:
        return f"缺第{gap.first}条改动"
    return f"缺第{gap.first}–{gap.last}条改动"


class MembersDialog(Sheet):
    """成员校与电脑: which PCs belong to the alliance; the core school takes one out of service."""

    def __init__(self, desk: Desk, ring: KeyRing, parent: QWidget | None = None) -> None:
        super().__init__("成员校与电脑", parent, width=54)
        self._desk, self._ring = desk, ring
        self._is_registrar = False
        self.leaves = self.asks_again = False
        self.lines: list[PeerLine] = []
        self.table = PlainTable(("学校", "电脑", "最近收到", "状态"), "联盟里的电脑")
        self.table.set_widths((0, 120, 150, 150))
        self.table.setMinimumHeight(TALL)
        self.body.addWidget(self.table)
        self.note = Words("", "secondary").wrapping()
        self.body.addWidget(self.note)
        close = self.add_button("关闭")
        close.clicked.connect(self.reject)
        self.leave = QuietButton("退出联盟…")
        self.leave.hide()
        self.leave.clicked.connect(self.ask_leave)
        self.again = QuietButton("重新申请加入…")
        self.again.hide()
        self.again.clicked.connect(self.ask_again)
        for button in (self.leave, self.again):
            self.add_left(button)
        self.reset = self.add_button("有人忘了密码…")
        self.reset.clicked.connect(self.ask_reset)
        self.stop = self.add_button("停用这台电脑…")
        self.stop.clicked.connect(self.ask_stop)
        self.table.selection_changed.connect(self._update)
        self.refresh()

    def refresh(self) -> None:
        """Asks for the list."""
        self._desk.ask(peers, Reply(self, self._on_list, self.show_error))

    def chosen(self) -> PeerLine | None:
        """The PC under the cursor."""
        keys = self.table.keys()
        return next((one for one in self.lines if keys and one.replica == keys[0]), None)

    def ask_stop(self) -> None:
        """Names what follows, then takes the PC out of service."""
        one = self.chosen()
        if one is None:
            return
        sentences = [
            "电脑坏了、丢了、换新了或者转给别人用时才停用。",
            "它已经送来的内容都留着，以后再送来的不再收；各校在下一次收本校的包时知道。",
            "从它恢复或复制出来的也一起停用；其中还在用的，请在那台电脑的“成员校与电脑”里点“重新申请加入”。",
        ]
        answers = [Answer("stop", f"停用{one.name}的这台电脑", danger=True), Answer("no", "不停用")]
        if ask(self, "停用一台电脑", sentences, answers) == "stop":
            self.retire(one)

    def ask_reset(self) -> None:
        """A file with which somebody at that PC sets a new password."""
        one = self.chosen()
        if one is None:
            return
        dialog = ResetFileDialog(self._desk, self._ring, one, self)
        if dialog.exec():
            self.note.setText(dialog.said)

    def ask_leave(self) -> None:
        """Where that is possible still, names what follows; accepted with `leaves` set."""
        self._desk.ask(require_leavable, Reply(self, self._on_leavable, self.show_error))

    def _on_leavable(self, _done: object) -> None:
        answers = [Answer("leave", "退出联盟，回到第一步", danger=True), Answer("stay", "不退出")]
        if ask(self, "退出联盟", LEAVE, answers) == "leave":
            self.leaves = True
            self.accept()

    def ask_again(self) -> None:
        """Names what follows; accepted with `asks_again` set once this copy may ask to join."""
        answers = [Answer("ask", "重新申请加入"), Answer("no", "不申请")]
        if ask(self, "重新申请加入", AGAIN, answers) == "ask":
            job = partial(_begin_again, self._desk.store, self._ring)
            self._desk.run(job, Reply(self, self._on_begun, self.show_error))

    def _on_begun(self, _done: object) -> None:
        self.asks_again = True
        self.accept()

    def retire(self, one: PeerLine) -> None:
        """Takes it out of service."""
        job = partial(_retire, self._desk.store, self._ring, one.replica)
        self._desk.run(job, Reply(self, self._on_retired, self.show_error))

    def _on_retired(self, _done: object) -> None:
        self.note.setText("已停用。名册会随下一个包送到各校。")
        self.refresh()

    def _on_list(self, lines: list[PeerLine]) -> None:
        self.lines = lines
        self._is_registrar = any(one.is_us and one.role is SiteRole.CORE for one in lines)
        self.stop.setVisible(self._is_registrar)
        self.reset.setVisible(self._is_registrar)
        for button in (self.leave, self.again):
            button.setVisible(not self._is_registrar)
        self.table.show_rows([_member_row(one) for one in lines])
        self._update()

    def _update(self) -> None:
        one = self.chosen()
        for button in (self.stop, self.reset):
            button.setEnabled(one is not None and not one.is_us and not one.is_retired)


def _member_row(one: PeerLine) -> PlainRow:
    heard = datetime.fromisoformat(one.heard_at) if one.heard_at else None
    today = date.today()  # noqa: DTZ011 - the school's own calendar day
    came = f"{ago(heard, today)} 第{one.heard}包" if heard else "—"
    which = "本机" if one.is_us else f"尾号 {one.replica.hex[-4:].upper()}"
    if one.is_retired:
        state, tone = "已停用", Tone.SECONDARY
    elif one.is_us:
        state, tone = "正在用", Tone.MET
    else:
        state = f"{one.lacking} 次改动没送达" if one.lacking else "都已送达"
        tone = Tone.WAITING if one.lacking else Tone.MET
    role = "（中心校）" if one.role is SiteRole.CORE else ""
    return PlainRow(one.replica, (f"{one.name}{role}", which, came, state), {3: tone})


def _retire(store: Store, ring: KeyRing, replica: UUID, _progress: Progress) -> None:
    retire(store, ring, replica)


def _begin_again(store: Store, ring: KeyRing, _progress: Progress) -> None:
    begin_again(store, ring)


class DaysDialog(Sheet):
    """After how many days without a package a school is late; `days` once accepted."""

    def __init__(self, days: int, parent: QWidget | None = None) -> None:
        super().__init__("多久没有交算逾期", parent, width=26)
        known = sorted({*DAYS, days})
        self.choices = Choices([Option(one, f"超过 {one} 天") for one in known], "多久算逾期")
        self.choices.set_current(days)
        self.body.addWidget(self.choices)
        self.body.addStretch(1)
        leave = self.add_button("不改")
        leave.clicked.connect(self.reject)
        go = self.add_button("就按这个", ButtonRole.MAIN)
        go.clicked.connect(self.accept)

    @property
    def days(self) -> int:
        """The number chosen."""
        return int(str(self.choices.current()))
