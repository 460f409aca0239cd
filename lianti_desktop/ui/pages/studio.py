"""What all studios share: kept publications to choose from, pages that are made anew by themselves.

A studio works at one record of its kind. Whatever its pages are made of has changed: a moment
later they are laid out again, and the page that was looked at stays.
"""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.printing.preflight import Finding
from lianti_desktop.printing.press import PrintResult
from lianti_desktop.storage import records
from lianti_desktop.storage.record import Record, title_of
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.preview import PreviewPane
from lianti_desktop.ui.printing_warnings import WarningsCard
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

REST = 400
SIDE_WIDTH = 28
MOST_SENTENCES = 40
ALL_WELL = "没有要先看的地方，可以打印。"


@dataclass(frozen=True)
class Ready:
    """A publication that was laid out; each studio adds what it shows beside the pages."""

    row: UUID
    result: PrintResult
    title: str
    findings: Sequence[Finding]


def today() -> date:
    """The school's own calendar day."""
    return date.today()  # noqa: DTZ011


class Studio(QWidget):
    """A kind of studio says what it is made of and fills in the methods at the end."""

    kind: ClassVar[type[Record]]
    made_of: ClassVar[frozenset[str]] = frozenset()
    """Table names of the kinds whose changes show on the pages, its own included."""
    new_words: ClassVar[str] = ""
    empty_words: ClassVar[str] = ""

    record_wanted = Signal(str, object)
    field_wanted = Signal(str)
    place_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.row: UUID | None = None
        self.ready: Ready | None = None
        self._fresh: Ready | None = None
        self._stale = True
        self._left: QWidget | None = None
        self._parts: tuple[QWidget, ...] = ()
        self.choice = ChoiceField((), optional=False)
        self.choice.set_name(f"哪{self.kind.__kind__.measure}{self.kind.__kind__.name}")
        self.new = PlainButton(self.new_words, "plus")
        self.pane = PreviewPane(desk, self.kind.__kind__.name)
        self.pane.warnings_below = False
        self.pane.keeps_page = True
        self.checks = WarningsCard()
        self._well = Words(ALL_WELL, "secondary").wrapping()
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._on_rested)
        self.new.clicked.connect(self.make_new)
        self.choice.changed.connect(lambda row: self.open(UUID(str(row))))
        self.pane.made.connect(self._on_made)
        self.checks.followed.connect(self.follow)
        desk.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Ask which ones there are."""
        self.desk.ask(partial(_kept, kind=self.kind), Reply(self, self._show_kept))

    def open(self, row: UUID) -> None:
        """Work at this one."""
        if row != self.row:
            self.ready = None
        self.row = row
        self.choice.set_value(row)
        self.opened(row)
        self.produce()

    def produce(self) -> None:
        """Lay the pages out as it is all decided now."""
        self._stale = False
        if self.row is not None:
            self.pane.produce(partial(self._make, self.row))

    def make_new(self) -> None:
        """Another one of the kind."""
        work = self.newcomer()

        def make(session: Session) -> UUID:
            made: Record = work(session)
            return made.id

        name = self.kind.__kind__
        self.desk.change(f"新增一{name.measure}{name.name}", make, Reply(self, self._on_new))

    def side_by_side(self, side: QWidget, above: Sequence[QWidget] = ()) -> None:
        """The usual arrangement: the side at the left, tools and pages at the right."""
        self._left = QWidget()
        self._fit_left()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Space.SMALL)
        left.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.choice)
        self._parts = (side, *above)
        left.addWidget(side, 1)
        left.addStretch(0)
        right = QVBoxLayout()
        right.setSpacing(Space.SMALL)
        for tools in above:
            right.addWidget(tools)
        right.addWidget(self.pane, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._left)
        row.addLayout(right, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._left is not None:
            self._fit_left()

    def _fit_left(self) -> None:
        """As wide as its words need in this size of text."""
        if self._left is not None:
            self._left.setFixedWidth(round(current_sizes().points * SIDE_WIDTH))

    def checks_page(self) -> QWidget:
        """What to look at before it is printed, to be put among the sides."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.addWidget(self._well)
        column.addWidget(self.checks)
        column.addStretch(1)
        return scrolling(holder)

    @abstractmethod
    def newcomer(self) -> Any:
        """The work that makes a new one in a session."""

    @abstractmethod
    def opened(self, row: UUID) -> None:
        """Another record is worked at."""

    @abstractmethod
    def commit(self) -> None:
        """Store what is being typed."""

    @abstractmethod
    def lay_out(self, row: UUID, progress: Progress) -> Ready:
        """On the bench: the file, and what is shown beside it."""

    @abstractmethod
    def show_field(self, name: str) -> None:
        """Where a field of the publication itself is entered; its arrangement has many places."""

    @abstractmethod
    def show_ready(self, ready: Any) -> None:
        """What `lay_out` has made is on the screen."""

    def _make(self, row: UUID, progress: Progress) -> PrintResult:
        self._fresh = self.lay_out(row, progress)
        return self._fresh.result

    def _on_made(self, result: PrintResult) -> None:
        ready = self._fresh
        if ready is None or ready.result is not result or ready.row != self.row:
            return
        self.ready = ready
        self.pane.set_title(ready.title)
        self.checks.show_findings(ready.findings[:MOST_SENTENCES])
        self._well.setVisible(not ready.findings)
        self.show_ready(ready)

    def _show_kept(self, found: Sequence[Option]) -> None:
        self.choice.set_options(found)
        self.choice.set_value(self.row)
        keys = [option.key for option in found]
        for part in (self.choice, *self._parts):
            part.setVisible(bool(found))
        if self.row in keys:
            return
        if found:
            self.open(UUID(str(keys[0])))
        else:
            self.pane.sentence.setText(self.empty_words)

    def _on_new(self, row: UUID) -> None:
        self.row = row
        self.refresh()
        self.open(row)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.made_of & touched:
            self._stale = True
            self._rest.start()

    def _on_rested(self) -> None:
        if self._stale and self.isVisible():
            self.refresh()
            self.produce()

    def follow(self, finding: Finding) -> None:
        """To the page on which it was seen, and to the place where it can be mended."""
        if finding.page:
            self.pane.view.go(finding.page - 1)
        where = finding.where
        if where is not None and where.row == self.row:
            self.show_field(where.field)
        elif where is not None:
            self.record_wanted.emit(where.table, where.row)
            self.field_wanted.emit(where.field)


def with_words(sentence: str, part: QWidget, *below: QWidget) -> QWidget:
    """Something with a sentence over it that says how it is used, and perhaps a button below."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(Words(sentence, "small").wrapping())
    column.addWidget(part, 1)
    for more in below:
        column.addWidget(more)
    return holder


def _kept(session: Session, kind: type[Record]) -> list[Option]:
    """Those outside the bin, the newest first; ids grow with time."""
    found = sorted(records.living(session, kind), key=lambda one: one.id, reverse=True)
    return [Option(one.id, title_of(one)) for one in found]
