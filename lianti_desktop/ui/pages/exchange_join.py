"""Before the exchange: the core school sets it up, a campus asks to join in three steps."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.enrolment import ask_to_join
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.overview import Membership, Overview
from lianti_desktop.sync.request import SUFFIX, Request
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.theme import Space, Tone, set_look
from lianti_desktop.ui.widgets.big_action import BigButton
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton
from lianti_desktop.ui.widgets.check_words import CheckWords
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import StatusWord, Words

FOUND = (
    "建立联盟的交换",
    "本校是中心校。先建立一次，村校才能申请加入。过程里会给出一份“总密语”，要打印出来锁进保险柜。",
)
JOIN = (
    "加入联盟",
    "村校每周把U盘交给中心校，中心校的通知和纪要也从U盘带回来。加入只做一次，本机已经录的内容都保留。",
)
ASK = (
    "第一步  把入盟申请写到U盘",
    "申请里只有校名和本机的公开钥匙，没有记录。可以反复写。",
)
CALL = (
    "第二步  中心校受理",
    "把U盘交给中心校。受理时他们会打电话来，请照着下面的六个词念给对方核对。",
)
ANSWER = (
    "第三步  收中心校的答复",
    "中心校把U盘还回来以后，插上U盘，点“收包”，收下答复就加入了。",
)
WRITTEN = "申请写好了：{}。现在可以拔出U盘，交给中心校"
NO_PLACE = "先插上U盘，或在上面选一个文件夹"
FILE = "入盟申请_{}"


class StepCard(QFrame):
    """One step: a heading, what it is for, and what is done there."""

    def __init__(self, words: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        self.body.setSpacing(Space.SMALL)
        self.body.addWidget(Words(words[0], "heading", self))
        self.body.addWidget(Words(words[1], "secondary", self).wrapping())

    def add(self, *widgets: QWidget) -> None:
        """Something to do, side by side."""
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.body.addLayout(row)


class JoinPanel(QWidget):
    """`found_wanted`, `take_wanted`, and `said` for the quiet line."""

    found_wanted = Signal()
    take_wanted = Signal()
    asked = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, ring: KeyRing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ring = desk, ring
        self._place: Path | None = None
        self.found = MainButton(FOUND[0], "exchange")
        self.ask = BigButton("写入盟申请")
        self.take = BigButton("收包")
        self.words = CheckWords(3)
        self.state = StatusWord()
        self.founding = StepCard(FOUND)
        self.asking, self.calling, self.answering = StepCard(ASK), StepCard(CALL), StepCard(ANSWER)
        self._joining = QWidget()
        self._lay_out()
        self._connect()

    def show_overview(self, found: Overview) -> None:
        """As core school or as campus; the words once there is a request."""
        is_core = found.role is SiteRole.CORE
        has_asked = found.membership is Membership.ASKED
        self.founding.setVisible(is_core and not has_asked)
        self._joining.setVisible(not is_core or has_asked or self._joins_anyway)
        self._other.setVisible(is_core and not has_asked)
        self.words.set_words(found.words.split())
        self.calling.setVisible(has_asked)
        self.answering.setVisible(has_asked)
        self.ask.set_main(main=not has_asked)
        self.take.set_main(main=has_asked)
        self.ask.setText("再写一次入盟申请" if has_asked else "写入盟申请")

    def set_place(self, place: Path | None) -> None:
        """Where the request goes."""
        self._place = place
        self.ask.setEnabled(place is not None)
        self.state.setVisible(place is None or self.state.text() not in ("", NO_PLACE))
        if place is None:
            self.state.set(NO_PLACE, Tone.WAITING)
        elif self.state.text() == NO_PLACE:
            self.state.set("", Tone.SECONDARY)

    def write_request(self) -> None:
        """Puts the request onto the stick."""
        if self._place is not None:
            self.ask.setEnabled(False)
            job = partial(_write, self._desk.store, self._ring, self._place)
            self._desk.run(job, Reply(self, self._on_written, self._on_refused))

    def _on_written(self, done: tuple[Request, Path]) -> None:
        request, file = done
        self.words.set_words(request.words.split())
        self.state.show()
        words = WRITTEN.format(file.name)
        self.state.set(words, Tone.MET)
        self.ask.setEnabled(True)
        self.said.emit(words)
        self.asked.emit()

    def _on_refused(self, sentence: str) -> None:
        self.ask.setEnabled(True)
        self.state.show()
        self.state.set(sentence, Tone.DANGER)

    def _join_anyway(self) -> None:
        self._joins_anyway = True
        self._joining.show()

    def _lay_out(self) -> None:
        self._joins_anyway = False
        self._other = PlainButton("中心校的第二台电脑，加入已有的联盟")
        self._other.clicked.connect(self._join_anyway)
        self.founding.add(self.found, self._other)
        self.asking.add(self.ask)
        self.asking.body.addWidget(self.state.wrapping())
        self.calling.body.addWidget(self.words)
        self.answering.add(self.take)
        steps = QVBoxLayout(self._joining)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(Space.MEDIUM)
        head = QVBoxLayout()
        head.setSpacing(Space.HAIR)
        head.addWidget(Words(JOIN[0], "title"))
        head.addWidget(Words(JOIN[1], "secondary").wrapping())
        steps.addLayout(head)
        for card in (self.asking, self.calling, self.answering):
            steps.addWidget(card)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self.founding)
        column.addWidget(self._joining)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def _connect(self) -> None:
        self.found.clicked.connect(self.found_wanted)
        self.ask.clicked.connect(self.write_request)
        self.take.clicked.connect(self.take_wanted)


def _write(store: Store, ring: KeyRing, place: Path, _progress: Progress) -> tuple[Request, Path]:
    with store.read() as session:
        replica = session.info["site"].replica
    file = place / f"{FILE.format(replica.hex[-6:])}{SUFFIX}"
    return ask_to_join(store, ring, file), file
