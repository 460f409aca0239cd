"""U盘交换: two large actions, 收包 and 送包, what waits for whom, and who has sent what."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.paths import DataPaths
from lianti_desktop.services.data_place import Volume
from lianti_desktop.storage.store import open_store
from lianti_desktop.sync.board import keep_overdue_days
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.leaving import leave
from lianti_desktop.sync.overview import Membership
from lianti_desktop.sync.slip import Slip
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.exchange_lists import (
    DaysDialog,
    GapsDialog,
    ImportsDialog,
    MembersDialog,
)
from lianti_desktop.ui.dialogs.founding import FoundingDialog, kept_words
from lianti_desktop.ui.exchange_papers import (
    board_paper,
    receipt_papers,
    slip_papers,
    words_paper,
)
from lianti_desktop.ui.exchange_parcels import ALL_KINDS, Glimpse, glance, usual_ring
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.exchange_home import HomePanel, HomeView, read_home
from lianti_desktop.ui.pages.exchange_join import JoinPanel
from lianti_desktop.ui.pages.exchange_send import SendPanel
from lianti_desktop.ui.pages.exchange_stick import StickLine
from lianti_desktop.ui.pages.exchange_take import TakePanel
from lianti_desktop.ui.places import GROUPS
from lianti_desktop.ui.printouts import Produce
from lianti_desktop.ui.reopening import Reopening
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.term_days import TermDays, term_at
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.volumes import volumes
from lianti_desktop.ui.widgets.buttons import PlainButton

PLACE, CONFLICTS = "exchange", "conflicts"
LEFT = "已退出联盟，回到第一次设置以前。请告诉中心校停用这台电脑，再重新做入盟申请"
UNPROVED = "联盟总密语还没有核对。先打印锁好，再点这里核对两个词"


class ExchangePage(Page):
    """The stick at the top, one of four panels below it."""

    title = "U盘交换"
    help_topic = "exchange"
    shows = ALL_KINDS

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, ring: KeyRing | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.ring = ring or usual_ring()
        self.view: HomeView | None = None
        self._begins_to_join = False
        self.stick = StickLine(desk.preferences)
        self.home = HomePanel()
        self.join = JoinPanel(desk, self.ring)
        self.take = TakePanel(desk, self.ring)
        self.send = SendPanel(desk, self.ring)
        self.notice = PlainButton(UNPROVED, "warning")
        self.notice.hide()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Asks for the sticks, and for all that is known."""
        self.desk.run(_plugged, Reply(self, self.stick.set_sticks))
        self._ask()

    def open_file(self, file: Path) -> None:
        """A file that was handed to the program is looked at, or all of a stick."""
        if file.is_dir():
            self.stick.choose(file)
            self.open_stick()
            return
        self._show(self.take)
        self.take.open_place(file, file.name, is_stick=False)

    def open_stick(self) -> None:
        """Looks at the packages of the place that is meant, and counts them anew beside it."""
        self._count()
        place = self.stick.place()
        self._show(self.take)
        if place is None:
            self.take.ask_files()
        else:
            self.take.open_place(place, self.stick.name(), is_stick=self.stick.is_stick())

    def begin_joining(self) -> None:
        """After the first steps: as soon as there is a stick the request is written to it, or the
        answer taken in that lies there already."""
        self._begins_to_join = True
        self._go_on_joining()

    def _go_on_joining(self) -> None:
        place = self.stick.place()
        if self._begins_to_join and place is not None:
            self._begins_to_join = False
            job = partial(glance, self.desk.store, self.ring, place)
            self.desk.run(job, Reply(self, self._on_glanced))

    def _on_glanced(self, found: Sequence[Glimpse]) -> None:
        place = self.stick.place()
        if place is not None and any(not one.is_request for one in found):
            self._show(self.take)
            self.take.open_and_take(place, self.stick.name(), is_stick=self.stick.is_stick())
        else:
            self.join.write_request()

    def open_sending(self, school: UUID | None = None) -> None:
        """Shows what can be sent to whom, one school chosen."""
        if self.view is not None:
            self.send.open(self.view.overview, [school] if school else [])
            self._tell_place()
            self._show(self.send)

    def current_panel(self) -> QWidget:
        """The panel that is shown."""
        return self._stack.currentWidget()

    def _ask(self) -> None:
        today, term = date.today(), self._term()  # noqa: DTZ011 - the school's own day

        def question(session: Session) -> HomeView:
            return read_home(session, self.ring, term, today)

        self.desk.ask(question, Reply(self, partial(self._on_view, today)))

    def _term(self) -> TermDays | None:
        chosen = next((one for one in self.desk.terms if one.id == self.desk.term), None)
        return chosen or term_at(self.desk.terms, date.today())  # noqa: DTZ011

    def _on_view(self, today: date, view: HomeView) -> None:
        self.view = view
        is_member = view.overview.membership is Membership.MEMBER
        if is_member:
            self.home.show_view(view, today)
            self.send.retell(view.overview)
        else:
            self.join.show_overview(view.overview)
        self.notice.setVisible(bool(kept_words(self.desk.store)))
        if self.current_panel() in (self.home, self.join):
            self._show(self.home if is_member else self.join)

    def _go_home(self) -> None:
        is_member = self.view and self.view.overview.membership is Membership.MEMBER
        self._show(self.home if is_member else self.join)
        self.refresh()
        self._count()

    def _show(self, panel: QWidget) -> None:
        self._stack.setCurrentWidget(panel)
        if panel is self.home:
            self.home.take.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self) -> None:
        self._tell_place()
        self._count()
        if self.current_panel() is self.take and not self.take.is_busy():
            self.open_stick()
        self._go_on_joining()

    def _tell_place(self) -> None:
        stick = self.stick
        place = stick.place()
        self.join.set_place(place)
        self.send.set_place(place, stick.name(), stick.free(), is_stick=stick.is_stick())
        self.home.show_parcels(None, is_there=place is not None)

    def _count(self) -> None:
        """How many packages are new there; the answer may come after the stick was pulled."""
        place = self.stick.place()
        if place is not None:
            job = partial(glance, self.desk.store, self.ring, place)
            self.desk.run(job, Reply(self, partial(self._on_counted, place)))

    def _on_counted(self, place: Path, found: Sequence[Glimpse]) -> None:
        if place == self.stick.place():
            self.stick.set_parcels(len(found))
            self.waiting.emit(PLACE, len(found))
            self.home.show_parcels(found, is_there=True)

    def _follow(self, key: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "send": self.open_sending,
            "imports": lambda: ImportsDialog(self.desk, self).exec(),
            "gaps": self._show_gaps,
            "members": self._show_members,
            "board": self._print_board,
            "receipts": lambda: self._print("回执单", receipt_papers(self.desk, self.take.slips())),
            CONFLICTS: self._show_conflicts,
        }
        acts[key]()

    def _show_conflicts(self) -> None:
        if has_place(CONFLICTS):
            self.place_wanted.emit(CONFLICTS)

    def _show_members(self) -> None:
        dialog = MembersDialog(self.desk, self.ring, self)
        dialog.exec()
        if dialog.leaves:
            self.reopen_wanted.emit(partial(_leave, self.desk.store.data))
        elif dialog.asks_again:
            self._ask()
            self.desk.exchanged.emit()
            self.join.write_request()

    def _show_gaps(self) -> None:
        if self.view is not None:
            GapsDialog(self.view.overview.gaps, self).exec()

    def _print_board(self) -> None:
        view = self.view
        if view is not None:
            produce = board_paper(self.desk, view.overview.school, view.lines, view.weeks)
            self._print("收包情况", produce)

    def _print_slips(self, slips: Sequence[Slip]) -> None:
        self._print("送交单", slip_papers(self.desk, slips))

    def _print(self, title: str, produce: Produce) -> None:
        from lianti_desktop.ui.dialogs.preview import PreviewDialog

        PreviewDialog(self.desk, produce, title, self).exec()

    def _ask_days(self) -> None:
        dialog = DaysDialog(self.view.most_days if self.view else 0, self)
        if dialog.exec():
            days = dialog.days
            self.desk.note(
                lambda session: keep_overdue_days(session, days), Reply(self, lambda _: self._ask())
            )

    def found(self) -> None:
        """Sets the exchange up, or goes on with it where it was left."""
        school = self.view.overview.school if self.view else ""
        dialog = FoundingDialog(
            self.desk,
            self.ring,
            lambda words: self._print("联盟总密语", words_paper(self.desk, school, words)),
            self,
        )
        if dialog.exec():
            self.said.emit("联盟的交换建好了，村校可以申请加入了")
        self._ask()

    def _lay_out(self) -> None:
        for panel in (self.home, self.join, self.take, self.send):
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.MEDIUM)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self.stick)
        column.addWidget(self.notice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)
        self._tell_place()

    def _connect(self) -> None:
        self.stick.moved.connect(self._on_moved)
        self.home.take_wanted.connect(self.open_stick)
        self.home.send_wanted.connect(self.open_sending)
        self.home.link_wanted.connect(self._follow)
        self.home.days_wanted.connect(self._ask_days)
        self.send.slips_wanted.connect(self._print_slips)
        self.notice.clicked.connect(self.found)
        self.join.found_wanted.connect(self.found)
        self.join.take_wanted.connect(self.open_stick)
        self.join.asked.connect(self._ask)
        self.take.link_wanted.connect(self._follow)
        for panel in (self.take, self.send):
            panel.left.connect(self._go_home)
        for speaking in (self.join, self.take, self.send):
            speaking.said.connect(self.said)
        self.desk.sticks_changed.connect(self.stick.set_sticks)
        for exchanged in (self.take.received, self.send.sent):
            exchanged.connect(self._ask)
            exchanged.connect(self.desk.exchanged)
        self.take.received.connect(self._count)


def has_place(key: str) -> bool:
    """Whether the sidebar leads there."""
    return any(place.key == key for group in GROUPS for place in group.places)


def _leave(data: DataPaths) -> Reopening:
    """What is done while the data is closed."""
    store = open_store(data)
    try:
        leave(store)
    finally:
        store.close()
    return Reopening(LEFT)


def _plugged(_progress: Progress) -> tuple[Volume, ...]:
    return volumes()
