"""Outside the exchange: the two ways to begin; who asks to join, or has to do so again after the PC
was taken out of service, sees the three steps of it.
"""

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
from lianti_desktop.ui.exchange_words import RETIRED, RETIRED_ABOUT
from lianti_desktop.ui.pages.exchange_begin import BeginView
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.theme import Space, Tone, set_look
from lianti_desktop.ui.widgets.big_action import BigButton
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.check_words import CheckWords
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import StatusWord, Words

JOIN = (
    "加入联盟，等中心校受理",
    "等的这几天照常录入，加入以后都保留。",
)
ASK = (
    "第一步  把入盟申请写到U盘",
    "申请里只有校名和本机的公开钥匙，没有记录。可以反复写。",
)
CALL = (
    "第二步  中心校受理",
    "把U盘交给中心校。受理时中心校会打电话来，请照着下面的六个词念，让对方核对。名册里还没有本校也不要紧，受理时可以添上。",
)
ANSWER = (
    "第三步  收中心校的答复",
    "中心校把U盘还回来以后，插上U盘，点“收包”，收下答复就加入了。",
)
ASK_FIRST, ASK_AGAIN = "写入盟申请", "再写一次入盟申请"
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
        self.beginning = BeginView()
        self.ask = PlainButton(ASK_AGAIN)
        self.take = BigButton("收包")
        self.take.set_main(main=True)
        self.words = CheckWords(3)
        self.state = StatusWord()
        self.asking, self.calling, self.answering = StepCard(ASK), StepCard(CALL), StepCard(ANSWER)
        self.title, self.about = Words(JOIN[0], "title"), Words(JOIN[1], "secondary").wrapping()
        self._steps = QWidget()
        self._lay_out()
        self._connect()

    def show_overview(self, found: Overview) -> None:
        """The two ways to begin; once there is a request, its words and what comes next."""
        is_retired = found.membership is Membership.RETIRED
        has_steps = is_retired or found.membership is Membership.ASKED
        self.beginning.setVisible(not has_steps)
        self.beginning.show_role(is_core=found.role is SiteRole.CORE)
        self._steps.setVisible(has_steps)
        self.title.setText(RETIRED if is_retired else JOIN[0])
        self.about.setText(RETIRED_ABOUT.format("照下面三步") if is_retired else JOIN[1])
        self.ask.setText(ASK_FIRST if is_retired else ASK_AGAIN)
        self.words.set_words(found.words.split())
        self.words.setVisible(bool(found.words))
        self.take.set_main(main=not is_retired)

    def set_place(self, place: Path | None) -> None:
        """Where the request goes."""
        self._place = place
        self._say("" if place is not None else NO_PLACE, Tone.WAITING)

    def write_request(self) -> None:
        """Puts the request onto the stick."""
        if self._place is not None:
            self.ask.setEnabled(False)
            job = partial(_write, self._desk.store, self._ring, self._place)
            self._desk.run(job, Reply(self, self._on_written, self._on_refused))

    def _on_written(self, done: tuple[Request, Path]) -> None:
        request, file = done
        self.words.set_words(request.words.split())
        self.words.show()
        words = WRITTEN.format(file.name)
        self._say(words, Tone.MET)
        self.said.emit(words)
        self.asked.emit()

    def _on_refused(self, sentence: str) -> None:
        self._say(sentence, Tone.DANGER)

    def _say(self, words: str, tone: Tone) -> None:
        can_ask = self._place is not None
        self.ask.setEnabled(can_ask)
        self.state.setVisible(bool(words))
        self.state.set(words, tone)
        self.beginning.say(words, can_ask=can_ask)

    def _lay_out(self) -> None:
        again = QHBoxLayout()
        again.setSpacing(Space.MEDIUM)
        again.addWidget(self.state.wrapping(), 1)
        again.addWidget(self.ask)
        again.addStretch()
        self.asking.body.addLayout(again)
        self.calling.body.addWidget(self.words)
        self.answering.add(self.take)
        steps = QVBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(Space.MEDIUM)
        head = QVBoxLayout()
        head.setSpacing(Space.HAIR)
        head.addWidget(self.title)
        head.addWidget(self.about)
        steps.addLayout(head)
        for card in (self.asking, self.calling, self.answering):
            steps.addWidget(card)
        self._steps.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self.beginning)
        column.addWidget(self._steps)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def _connect(self) -> None:
        self.beginning.found_wanted.connect(self.found_wanted)
        self.beginning.ask_wanted.connect(self.write_request)
        self.ask.clicked.connect(self.write_request)
        self.take.clicked.connect(self.take_wanted)


def _write(store: Store, ring: KeyRing, place: Path, _progress: Progress) -> tuple[Request, Path]:
    with store.read() as session:
        replica = session.info["site"].replica
    file = place / f"{FILE.format(replica.hex[-6:])}{SUFFIX}"
    return ask_to_join(store, ring, file), file
