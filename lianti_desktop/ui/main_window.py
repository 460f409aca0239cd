"""Joins the painted frame with the desk: pages, term, search, undo, backups, quiet lines."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.record import table_of
from lianti_desktop.storage.store import system_now
from lianti_desktop.ui.backup_watch import BackupWatch
from lianti_desktop.ui.banner import Banner
from lianti_desktop.ui.change_watch import ChangeWatch
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.exchange_watch import ExchangeWatch, Offer, offer_words
from lianti_desktop.ui.frame import MainFrame
from lianti_desktop.ui.last_texts import keep_at_end
from lianti_desktop.ui.messages import Answer
from lianti_desktop.ui.operator_switch import OperatorSwitch
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages import page_for
from lianti_desktop.ui.places import place_of
from lianti_desktop.ui.search_box import Found, GlobalSearch
from lianti_desktop.ui.stick_watch import StickWatch
from lianti_desktop.ui.term_days import TermDays, read_terms, term_at
from lianti_desktop.ui.waiting_watch import WaitingWatch
from lianti_desktop.ui.widgets.option import Option

FIRST_PLACE = "workbench"
ALL_TERMS = "全部学期"
TERM_TABLES = frozenset({table_of(Term)})
CLOCK_WRONG = (
    "今天是不是{}年{}月{}日？电脑的日期看起来不对。日期不对，录入的先后和备份的日子会记错；"
    "已有的数据都在，照常录入也不会丢。"
)
LONG_READING = 20
EXCHANGE = "exchange"
OFFER = (Answer("take", "收包"), Answer("later", "以后再说"))
RESTORED = (
    "本机的数据像是从备份恢复的，或者是整个复制过来的，换过主板和硬盘也会这样。数据都在，可以接着用；"
    "以前送出去、现在本机没有的内容，中心校那里还有。"
)
FETCH = (
    Answer("fetch", "补回来：送一个包，再收中心校的包"),
    Answer("fine", "不缺什么，接着用"),
)
FETCHING = "先点“送包”交给中心校，下次收中心校的包时，本机缺的内容会自动补回来。"
_TYPED = (QLineEdit, QPlainTextEdit)


class MainWindow(QObject):
    """What happens in the window; the frame itself knows none of it."""

    reopen_wanted = Signal(object)

    def __init__(self, frame: MainFrame, desk: Desk) -> None:
        super().__init__(frame)
        self.frame = frame
        self.desk = desk
        self._place = ""
        self.search = GlobalSearch(desk, frame.header.search)
        self.backups = BackupWatch(desk, system_now, self)
        self.changes = ChangeWatch(desk, self)
        self.undecided = WaitingWatch(desk, self)
        self.operators = OperatorSwitch(frame, desk, self)
        self.exchange = ExchangeWatch(desk, system_now, StickWatch(), self)
        self._connect_frame()
        self._connect_desk()
        self._add_shortcuts()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch_typing)

    def begin(self) -> None:
        """Shows the first page and starts what runs beside it."""
        self._read_terms()
        self.show_place(FIRST_PLACE)
        self.desk.refresh_steps()
        self.backups.begin()
        self.changes.begin()
        self.undecided.begin()
        self.exchange.begin()
        self.desk.ask(self._judge_clock, Reply(self, self._doubt_clock))

    def page(self) -> Page | None:
        """The page that is shown."""
        page = self.frame.page(self._place)
        return page if isinstance(page, Page) else None

    def show_place(self, key: str) -> None:
        """Goes to a place; what is being typed on the page left behind is stored first."""
        before = self.page()
        if before is not None and not before.commit():
            self.frame.show_page(self._place)
            return
        if not self.frame.has_page(key):
            self.take_in(key, page_for(key, self.desk))
        self._place = key
        self.frame.show_page(key)

    def show_record(self, kind: str, row: UUID) -> None:
        """Goes to the page of a record and brings it into view."""
        self.show_place(place_of(kind))
        page = self.page()
        if page is not None:
            page.show_record(kind, row)

    def show_field(self, name: str) -> None:
        """Goes to a field of the record in view; without a name a new record is begun."""
        page = self.page()
        if page is not None and not name:
            page.new_record()
        elif page is not None:
            page.show_field(name)

    def open_file(self, file: Path) -> None:
        """Goes to the exchange and looks at a package or a request there."""
        self.show_place(EXCHANGE)
        page = self.page()
        if page is not None:
            page.open_file(file)

    def join_alliance(self) -> None:
        """Goes to the exchange and takes the first step into an alliance there."""
        from lianti_desktop.ui.pages.exchange import ExchangePage

        self.show_place(EXCHANGE)
        page = self.page()
        if isinstance(page, ExchangePage):
            page.begin_joining()

    def tell_restored(self) -> None:
        """Asks once whether what this copy had sent before should be fetched back."""
        banner = Banner(RESTORED, FETCH)
        banner.answered.connect(self._on_restored)
        banner.show_in(self.frame)

    def save_now(self) -> None:
        """Ctrl+S: everything is stored anyway; says so."""
        page = self.page()
        if page is not None and page.commit():
            self.frame.status.say(f"已自动保存 {system_now():%H:%M}")

    def end(
        self, last: Callable[[Session], None], wants_again: Callable[[list[str]], bool]
    ) -> None:
        """Stores what is being typed, looks at the data a last time, then closes it."""
        page = self.page()
        if page is not None:
            page.commit()
        keep_at_end(self.desk, wants_again)
        self.desk.ask(last, Reply(self))
        self.changes.end()
        self.exchange.end()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._watch_typing)
        self.desk.close()

    def _watch_typing(self, left: QWidget | None, entered: QWidget | None) -> None:
        """Only the line that is typed in is watched: a filter of all events would slow each one."""
        if left is not None:
            left.removeEventFilter(self)
        if isinstance(entered, _TYPED):
            entered.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z in a line in which nothing was typed takes back the last step instead."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._is_ours(watched, event)
        return False

    def _is_ours(self, watched: QObject, event: QKeyEvent) -> bool:
        own = _own_undo(watched)
        if own is None:
            return False
        undo, redo = own
        takes_back = event.matches(QKeySequence.StandardKey.Undo) and not undo
        does_again = event.matches(QKeySequence.StandardKey.Redo) and not redo
        if takes_back or does_again:
            event.ignore()
            return True
        return False

    def take_in(self, key: str, page: Page) -> None:
        """A page that is ready to be shown at its place."""
        page.record_wanted.connect(self.show_record)
        page.field_wanted.connect(self.show_field)
        page.place_wanted.connect(self.show_place)
        page.said.connect(self.frame.status.say)
        page.waiting.connect(self.frame.set_badge)
        page.reopen_wanted.connect(self.reopen_wanted)
        self.frame.add_page(key, page)

    def _undo(self) -> None:
        self._step(self.desk.undo, "已撤销：")

    def _redo(self) -> None:
        self._step(self.desk.redo, "已重做：")

    def _step(self, move: Callable[[Reply], None], words: str) -> None:
        page = self.page()
        if page is None or page.commit():
            move(Reply(self, lambda reason: self.frame.status.say(f"{words}{reason}")))

    def _new_record(self) -> None:
        page = self.page()
        if page is not None and page.commit():
            page.new_record()

    def _refresh(self) -> None:
        page = self.page()
        if page is not None and page.commit():
            page.refresh()
            self.frame.status.say("已刷新")

    def _show_help(self) -> None:
        from lianti_desktop.ui.dialogs.help import show_help

        page = self.page()
        show_help(self.frame, page.help_topic if page is not None else self._place)

    def _on_status(self, part: str) -> None:
        if part == "backup":
            self.show_place("backups")
        elif part == EXCHANGE:
            self.show_place(EXCHANGE)
        elif part == "saved":
            self.save_now()

    def _on_found(self, found: Found) -> None:
        self.show_record(found.kind, found.row)

    def _read_terms(self) -> None:
        self.desk.ask(read_terms, Reply(self, self._show_terms))

    def _show_terms(self, terms: tuple[TermDays, ...]) -> None:
        first = not self.desk.terms
        self.desk.set_terms(terms)
        known = {term.id for term in terms}
        if first or (self.desk.term is not None and self.desk.term not in known):
            now = term_at(terms, system_now().date())
            self.desk.set_term(now.id if now else None)
        self._show_term()

    def _show_term(self) -> None:
        options = [Option(term.id, term.title) for term in self.desk.terms]
        self.frame.set_terms([*options, Option(None, ALL_TERMS)] if options else [], self.desk.term)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & TERM_TABLES:
            self._read_terms()

    def _on_saved(self, moment: datetime) -> None:
        self.frame.status.set_saved(f"已保存 {moment:%H:%M}")

    def _on_progress(self, words: str, done: int, total: int) -> None:
        if total and done >= total:
            self.frame.status.end_progress()
        else:
            self.frame.status.show_progress(words, done, total)

    def _judge_clock(self, session: Session) -> int:
        return self.desk.store.clock_quality(session, system_now())

    def _doubt_clock(self, quality: int) -> None:
        if quality:
            return
        today = system_now().date()
        sentence = CLOCK_WRONG.format(today.year, today.month, today.day)
        answers = (
            Answer("right", "是，日期没错"),
            Answer("wrong", "日期不对，去改"),
        )
        banner = Banner(sentence, answers)
        banner.answered.connect(self._on_clock)
        banner.show_in(self.frame)

    def _on_clock(self, answer: str) -> None:
        if answer == "right":
            self.desk.store.confirm_clock()
        else:
            self.frame.status.say("改好电脑的日期以后，重新打开本程序就行。", LONG_READING)

    def _on_restored(self, answer: str) -> None:
        if answer == "fetch":
            self.show_place(EXCHANGE)
            self.frame.status.say(FETCHING, LONG_READING)

    def _on_offer(self, offer: Offer) -> None:
        """A stick with packages has come; where the exchange is in sight it shows them itself."""
        if self._place == EXCHANGE:
            return
        banner = Banner(offer_words(offer), OFFER, look="ink")
        banner.answered.connect(partial(self._on_offer_answered, offer))
        self.exchange.sticks.changed.connect(banner.deleteLater)
        banner.show_in(self.frame)

    def _on_offer_answered(self, offer: Offer, answer: str) -> None:
        if answer == "take":
            self.open_file(offer.stick.root)

    def _connect_frame(self) -> None:
        frame = self.frame
        frame.page_chosen.connect(self.show_place)
        frame.term_chosen.connect(self.desk.set_term)
        frame.undo_asked.connect(self._undo)
        frame.redo_asked.connect(self._redo)
        frame.help_asked.connect(self._show_help)
        frame.status_clicked.connect(self._on_status)
        frame.progress_cancelled.connect(self.desk.cancel)
        self.search.chosen.connect(self._on_found)
        self.backups.told.connect(frame.status.set_backup)
        self.undecided.told.connect(lambda count: frame.set_badge("conflicts", count))
        self.exchange.told.connect(frame.status.set_exchange)
        self.exchange.waiting.connect(partial(frame.set_badge, EXCHANGE))
        self.exchange.offered.connect(self._on_offer)

    def _connect_desk(self) -> None:
        desk = self.desk
        desk.term_changed.connect(lambda _: self._show_term())
        desk.changed.connect(self._on_changed)
        desk.saved.connect(self._on_saved)
        desk.progressed.connect(self._on_progress)
        desk.refused.connect(self._say_long)
        desk.steps_changed.connect(self._show_steps)

    def _say_long(self, sentence: str) -> None:
        self.frame.status.say(sentence, LONG_READING)

    def _show_steps(self, undo: str, redo: str) -> None:
        self.frame.set_undo(undo)
        self.frame.set_redo(redo)

    def _add_shortcuts(self) -> None:
        chords: dict[str, Callable[[], Any]] = {
            "Ctrl+S": self.save_now,
            "Ctrl+N": self._new_record,
            "F5": self._refresh,
        }
        for keys, act in chords.items():
            chord = QShortcut(QKeySequence(keys), self.frame)
            chord.setContext(Qt.ShortcutContext.WindowShortcut)
            chord.activated.connect(act)


def _own_undo(widget: QObject) -> tuple[bool, bool] | None:
    """Whether a line or a text has something of its own to undo and redo; None for other things."""
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable(), widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isUndoAvailable(), widget.document().isRedoAvailable()
    return None
