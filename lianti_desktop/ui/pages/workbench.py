"""工作台: this term at a glance; every line leads somewhere."""

from datetime import date, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.glance import Workbench
from lianti_desktop.ui.pages.workbench_cards import ACTIVITIES, GAPS, WorkbenchCards
from lianti_desktop.ui.pages.workbench_view import others_waiting, question
from lianti_desktop.ui.reply import Reply

REST = 250


class WorkbenchPage(Page):
    """Asks what the cards show; takes over those that the start has put up already."""

    title = "工作台"
    help_topic = "start"
    shows = frozenset(
        {
            *("activity", "activity_contribution", "activity_count", "participant", "reflection"),
            *("media", "lesson", "lesson_observation", "document", "staff", "class_group"),
            *("school", "term", "appointment"),
        }
    )

    def __init__(self, desk: Desk, view: WorkbenchCards | None = None) -> None:
        super().__init__(desk)
        self.view = view or WorkbenchCards()
        self._is_asking = False
        self._is_stale = False
        self._found: Workbench | None = None
        self._others = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)
        self.view.show()
        self._connect()

    def refresh(self) -> None:
        """Ask again; while an answer is on its way, once more after it."""
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking, self._is_stale = True, False
        self.desk.ask(question(self.desk.term, _today()), Reply(self, self._on_answer))

    def new_record(self) -> None:
        """A new activity, on its page."""
        self.place_wanted.emit(ACTIVITIES)
        self.field_wanted.emit("")

    def take_sample_out(self) -> None:
        """One click, one step that Ctrl+Z takes back."""
        from lianti_desktop.services.sample import remove_sample

        self.desk.change("删除 示例", remove_sample, Reply(self, self._on_sample_gone))

    def _on_sample_gone(self, number: int) -> None:
        self.said.emit(f"示例的 {number} 条记录都删掉了，按 Ctrl+Z 可以拿回来。")

    def _on_answer(self, found: Workbench) -> None:
        self._is_asking = False
        self.view.show_found(found, _today(), self._others)
        self._show_backup()
        if self._is_stale:
            self.refresh()
        else:
            self._found = found
            self._rest.start()

    def _show_backup(self) -> None:
        self.view.show_backup(self.desk.store.data.backups, _today())

    def _count_others(self) -> None:
        """Every check runs for it, so it waits until the page is painted and the typing rests."""
        self.desk.ask(others_waiting, Reply(self, self._on_others))

    def _on_others(self, others: int) -> None:
        found = self._found
        if found is None:
            return
        if others != self._others:
            self._others = others
            self.view.show_found(found, _today(), others)
        self.waiting.emit(GAPS, found.gaps + others)

    def _follow(self, key: tuple[str, object, str]) -> None:
        kind, row, field = key
        if row is None:
            self.place_wanted.emit(kind)
            return
        self.record_wanted.emit(kind, row)
        if field:
            self.field_wanted.emit(field)

    def _connect(self) -> None:
        self.view.followed.connect(self._follow)
        self.view.new_asked.connect(self.new_record)
        self.view.drop_asked.connect(self.take_sample_out)
        self._rest.timeout.connect(self._count_others)
        self.desk.backed_up.connect(self._show_backup)
        self.desk.exchange_told.connect(self.view.show_exchange)


def _today() -> date:
    return datetime.now().astimezone().date()
