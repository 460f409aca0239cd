"""The right half of 收包: what is in the package chosen, or what became of those taken in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lianti_desktop.ui.exchange_parcels import Parcel, Standing
from lianti_desktop.ui.exchange_words import (
    UNPLUG,
    parcel_title,
    preview_facts,
    received_facts,
    standing_words,
)
from lianti_desktop.ui.exchange_work import Received
from lianti_desktop.ui.theme import Space, Tone, set_look
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton
from lianti_desktop.ui.widgets.facts import FactLines
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.sign import Sign
from lianti_desktop.ui.widgets.words import StatusWord, Words

SIGN = 40
NOTHING_CHOSEN = "在左边选一个包，这里就列出收下它会新增和改动什么。"
BACKED_UP = "收之前会自动备份；收下以后想反悔，可以在“收包记录”里整个撤回。"


def framed(inside: QWidget) -> QFrame:
    """A card around something that scrolls."""
    card = QFrame()
    set_look(card, "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.HAIR, Space.MEDIUM)
    column.addWidget(scrolling(inside))
    return card


class ParcelView(QWidget):
    """One package: its title, its state, what it would do.

    `aside_wanted` to lay aside what a PC out of service sends.
    """

    aside_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words("", "heading", self).wrapping()
        self.state = StatusWord()
        self.file = Words("", "small", self).wrapping()
        self.file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence = Words("", "ink", self).wrapping()
        self.facts = FactLines()
        self.note = Words(BACKED_UP, "small").wrapping()
        self.aside = PlainButton("收到“待处理”，一条一条看", "warning")
        self.aside.clicked.connect(self.aside_wanted)
        self.aside.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.MEDIUM, 0)
        column.setSpacing(Space.SMALL)
        for part in (self.title, self.state, self.sentence, self.facts):
            column.addWidget(part)
        column.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.note)
        column.addWidget(self.file)
        column.addStretch(1)

    def show_parcel(self, parcel: Parcel | None) -> None:
        """Another package, or none."""
        is_there = parcel is not None
        is_retired = parcel is not None and parcel.standing is Standing.RETIRED
        self.aside.setVisible(is_retired)
        for part in (self.state, self.facts, self.file, self.note):
            part.setVisible(is_there)
        if parcel is None:
            self.title.setText("先看看，再收")
            self.sentence.setText(NOTHING_CHOSEN)
            self.sentence.show()
            return
        self.title.setText(parcel_title(parcel))
        self.state.set(*standing_words(parcel))
        self.sentence.setText(parcel.sentence)
        self.sentence.setVisible(bool(parcel.sentence))
        self.facts.set_facts(preview_facts(parcel))
        self.note.setVisible(parcel.is_takeable or is_retired)
        self.file.setText(f"文件：{parcel.file.name}")


class ResultView(QWidget):
    """What became of it: `link_wanted` where something is to be decided, or to be sent back."""

    link_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Sign(size=SIGN, parent=self)
        self.title = Words("", "title", self).wrapping()
        self.unplug = Words("", "title", self).wrapping()
        self.facts = FactLines()
        self.decide = MainButton("")
        self.send = PlainButton("顺便把本校的新内容也写过去", "package-out")
        self.slips = PlainButton("打印回执单…", "printer")
        self.decide.clicked.connect(lambda: self.link_wanted.emit("conflicts"))
        self.send.clicked.connect(lambda: self.link_wanted.emit("send"))
        self.slips.clicked.connect(lambda: self.link_wanted.emit("receipts"))
        self.slips.hide()
        head = QHBoxLayout()
        head.setSpacing(Space.MEDIUM)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.MEDIUM, 0)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(self.unplug)
        self._column = column
        for button in (self.decide, self.send, self.slips):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def add(self, button: PlainButton) -> None:
        """One more thing that can be done with the result."""
        self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_received(self, result: Received, *, is_stick: bool) -> None:
        """The end of 收包."""
        conflicts = sum(sum(outcome.counts.conflicts.values()) for _, outcome in result.taken)
        self.show_facts("收好了" if result.taken else "没有收下新的包", bool(result.taken))
        self.facts.set_facts(received_facts(result))
        self.unplug.setText(UNPLUG if is_stick else "")
        self.unplug.setVisible(is_stick)
        self.decide.setText(f"去处理两边都改过的 {conflicts} 处")
        aside = sum(len(outcome.void) for _, outcome in result.taken)
        if aside and not conflicts:
            self.decide.setText(f"去看没有生效的 {aside} 次改动")
        self.decide.setVisible(bool(conflicts or aside))
        self.send.setVisible(bool(result.taken))
        self.slips.setVisible(bool(result.taken))

    def show_facts(self, title: str, is_good: bool) -> None:
        """The head of it."""
        good, other = ("check-circle", Tone.MET), ("info", Tone.WAITING)
        self._sign.show_sign(*(good if is_good else other))
        self.title.setText(title)


class RightHalf(QStackedWidget):
    """One of some views, each in its card."""

    def __init__(self, *views: QWidget) -> None:
        super().__init__()
        self._cards = {view: framed(view) for view in views}
        for card in self._cards.values():
            self.addWidget(card)

    def turn_to(self, view: QWidget) -> None:
        """Shows one of them."""
        self.setCurrentWidget(self._cards[view])

    def current_view(self) -> QWidget:
        """The one shown."""
        return next(view for view, card in self._cards.items() if card is self.currentWidget())
