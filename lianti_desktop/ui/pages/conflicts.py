"""待处理: what two schools or two PCs see differently, decided once for everybody."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.sync.waiting import NOTED, SORTS, Waiting, for_us, noted, waiting
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.conflict_offer import OfferPanel
from lianti_desktop.ui.pages.conflict_panels import (
    BreachPanel,
    CellPanel,
    DecisionPanel,
    Job,
    NotePanel,
    OrphanPanel,
)
from lianti_desktop.ui.pages.conflict_twins import TwinPanel
from lianti_desktop.ui.pages.conflict_views import (
    BreachView,
    CellView,
    NoteView,
    OfferView,
    OrphanView,
    TwinView,
    View,
    view_of,
)
from lianti_desktop.ui.plain_table import PlainRow, PlainTable
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.table_look import choose_row

PLACE, ALL = "conflicts", "all"
HEADINGS = ("哪一条", "是什么", "为什么等着", "谁来定")
WIDTHS = (250, 110, 0, 120)
SHARES = (240, 400)
"""How the list and the decision share the height, in the proportion of these pixels."""
DONE = EmptyWords(
    "check-circle",
    "没有要处理的",
    "两边都改过的、像是录了两遍的、没有着落的、没有生效的改动，会列在这里，等人来定。",
)
PANELS: Mapping[type, Callable[[Any], DecisionPanel]] = MappingProxyType(
    {
        CellView: CellPanel,
        TwinView: TwinPanel,
        OrphanView: OrphanPanel,
        BreachView: BreachPanel,
        OfferView: OfferPanel,
        NoteView: NotePanel,
    }
)


class ConflictsPage(Page):
    """The list above, below it the one under the cursor with both sides and the answers."""

    title = "待处理"
    help_topic = "conflicts"
    shows = frozenset(BY_TABLE)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._lines: list[Waiting] = []
        self._shown: str | None = None
        self.pills = Pills()
        self.table = PlainTable(HEADINGS, "待处理")
        self.table.set_widths(WIDTHS)
        self.panel: DecisionPanel | None = None
        self._below = QVBoxLayout()
        self._empty = EmptyState(DONE)
        self._stack = QStackedWidget()
        self._lay_out()
        self.pills.chosen.connect(lambda _: self._list())
        self.table.selection_changed.connect(self._ask_view)
        self.table.opened.connect(self._into_panel)

    def refresh(self) -> None:
        self.desk.ask(lambda session: [*waiting(session), *noted(session)], Reply(self, self._show))

    def current(self) -> Waiting | None:
        """What is under the cursor."""
        keys = self.table.keys()
        return next((line for line in self._lines if keys and line.id == keys[0]), None)

    def _show(self, lines: list[Waiting]) -> None:
        self._lines = lines
        self._offer_sorts()
        self.waiting.emit(PLACE, for_us(lines))
        self._list()

    def _offer_sorts(self) -> None:
        sorts = {**SORTS, NOTED: "已自动合好"}
        counts = {sort: sum(line.sort == sort for line in self._lines) for sort in sorts}
        options = [Option(sort, words, str(counts[sort])) for sort, words in sorts.items()]
        kept = [option for option in options if counts[str(option.key)]]
        undecided = len(self._lines) - counts[NOTED]
        self.pills.set_options([Option(ALL, "要处理的", str(undecided)), *kept])

    def _list(self) -> None:
        sort = self.pills.current()
        shown = [line for line in self._lines if _fits(line, sort)]
        place = self.table.currentIndex().row()
        self.table.show_rows([_row(line) for line in shown])
        self._stack.setCurrentIndex(0 if shown else 1)
        if shown and not self.table.keys():
            choose_row(self.table, min(max(place, 0), len(shown) - 1))
        self._ask_view()

    def _ask_view(self) -> None:
        line = self.current()
        if line is None:
            self._put(None)
        elif line.id != self._shown:
            self._shown = line.id

            def question(session: Session) -> tuple[str, View]:
                return line.id, view_of(line.matter, session)

            self.desk.ask(question, Reply(self, self._on_view))

    def _on_view(self, answer: tuple[str, View]) -> None:
        number, view = answer
        if number == self._shown:
            self._put(PANELS[type(view)](view))

    def _put(self, panel: DecisionPanel | None) -> None:
        if self.panel is not None:
            self._below.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = panel
        if panel is None:
            self._shown = None
            return
        panel.decided.connect(self._act)
        if isinstance(panel, NotePanel):
            panel.opened.connect(self._open_record)
        self._below.addWidget(panel)

    def _act(self, job: Job, words: str) -> None:
        self.desk.act(job, Reply(self, lambda _: self.said.emit(words), self._refuse))

    def _open_record(self) -> None:
        line = self.current()
        if line is not None:
            self.record_wanted.emit(line.kind, line.record)

    def _refuse(self, sentence: str) -> None:
        if self.panel is not None:
            self.panel.say(sentence)
        self.refresh()

    def _into_panel(self) -> None:
        """Enter in the list goes to the answers."""
        if self.panel is not None:
            self.panel.focusNextChild()

    def _lay_out(self) -> None:
        below = QWidget()
        below.setLayout(self._below)
        self._below.setContentsMargins(0, Space.SMALL, 0, 0)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(below)
        splitter.setSizes(list(SHARES))
        self._stack.addWidget(splitter)
        self._stack.addWidget(self._empty)
        top = QHBoxLayout()
        top.addWidget(self.pills)
        top.addStretch(1)
        edge = Space.LARGE + Space.HAIR
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, 0, edge, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addLayout(top)
        column.addWidget(self._stack, 1)


def _fits(line: Waiting, sort: object) -> bool:
    """Whether a line is shown under a pill; what settled itself only under its own."""
    return line.sort == sort or (sort in (ALL, None) and line.sort != NOTED)


def _row(line: Waiting) -> PlainRow:
    kind = BY_TABLE[line.kind].__kind__.name if line.kind in BY_TABLE else ""
    title = f"{line.title}（示例）" if line.sample else line.title
    whose = "本校" if line.refusal is None else "别的学校" if line.refusal else "不用"
    tones = {1: Tone.SECONDARY, 3: Tone.WAITING if line.refusal is None else Tone.SECONDARY}
    return PlainRow(line.id, (title, kind, line.sentence, whose), tones)
