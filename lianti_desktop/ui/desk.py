"""The way of a question and of a change: off the main thread, one at a time, answers come back.

`ask` reads, `change` writes one commit, `run` does long work beside them with progress and cancel.
Whoever asks gives its widget along: when that is gone, nobody is called.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.capture import capture_of
from lianti_desktop.storage.log.undo import (
    REDO,
    UNDO,
    Step,
    Steps,
    do_again,
    next_redo,
    next_undo,
    steps,
    take_back,
)
from lianti_desktop.storage.operators import Operator
from lianti_desktop.storage.record import table_of
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.ui.preferences import Preferences
from lianti_desktop.ui.reply import CancelledError, Progress, Reply
from lianti_desktop.ui.term_days import TermDays
from lianti_desktop.ui.title_book import TitleBook
from lianti_desktop.ui.unkept import Unkept

__all__ = ("CancelledError", "Desk", "Progress", "Reply")

T = TypeVar("T")


class Desk(QObject):
    """What every page works with: the store behind one door, the operator, the term chosen."""

    changed = Signal(frozenset)
    """Table names of the kinds that were touched, by us or by another window."""
    drafted = Signal(str)
    """Table name of a kind of which something unreadable was kept, or put right."""
    saved = Signal(object)
    """When something was stored."""
    steps_changed = Signal(str, str)
    """What an undo and a redo would do now; "" for nothing."""
    progressed = Signal(str, int, int)
    """Words, done, total; done == total ends it."""
    refused = Signal(str)
    """A sentence for the user: what happened, is the data safe, what to do."""
    broke = Signal(object)
    """An exception that is our own mistake."""
    term_changed = Signal(object)
    backed_up = Signal()
    """Another backup lies in the folder."""
    exchange_told = Signal(object)
    """How the exchange stands, as lines that lead somewhere; only at a member."""
    sticks_changed = Signal(object)
    """The sticks that are plugged in now, after one has come or gone."""
    exchanged = Signal()
    """A package was written, or one was taken in."""
    terms_read = Signal()
    """The terms of the calendar are known anew."""
    operator_changed = Signal(object)
    _answered = Signal(object)

    def __init__(
        self,
        store: Store,
        operator: Operator | None,
        preferences: Preferences | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.preferences = preferences or Preferences()
        self.terms: tuple[TermDays, ...] = ()
        self._operator = operator
        self._term: UUID | None = None
        self._door = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._bench = ThreadPoolExecutor(1, thread_name_prefix="bench")
        self._stops: list[threading.Event] = []
        self._is_closed = False
        self._answered.connect(self._deliver)
        self.titles = TitleBook(self.ask, self)
        self.changed.connect(self.titles.on_changed)
        self.unkept = Unkept(self)
        self.saved.connect(lambda _when: self.unkept.try_again())

    @property
    def operator(self) -> Operator | None:
        """Who works now."""
        return self._operator

    def set_operator(self, operator: Operator | None) -> None:
        """Somebody else sits down."""
        self._operator = operator
        self.operator_changed.emit(operator)

    @property
    def term(self) -> UUID | None:
        """The term that the pages show; None shows all."""
        return self._term

    def set_term(self, term: UUID | None) -> None:
        """Another term is chosen in the header."""
        if term != self._term:
            self._term = term
            self.term_changed.emit(term)

    def set_terms(self, terms: tuple[TermDays, ...]) -> None:
        """The calendar as it stands now, for weeks and for the switch in the header."""
        self.terms = terms
        self.terms_read.emit()

    def ask(self, question: Callable[[Session], T], reply: Reply) -> None:
        """Reads in the background; the answer comes to `reply.then` in the main thread."""

        def work() -> T:
            with self.store.read() as session:
                return question(session)

        self._enqueue(self._door, work, reply)

    def change(
        self, reason: str, work: Callable[[Session], T], reply: Reply, *, action: str = "do"
    ) -> None:
        """Writes in the background: one transaction, one commit, then `changed`."""
        deed = Deed(reason, self.author, action=action)
        self._enqueue(self._door, lambda: self._commit(deed, work), reply)

    def act(self, job: Callable[[Store, str], T], reply: Reply) -> None:
        """Writes in the background by a deed that opens the store itself, given the author's name;
        whatever it touched is asked for anew."""

        def work() -> T:
            result = job(self.store, self.author)
            self._announce(frozenset(BY_TABLE))
            return result

        self._enqueue(self._door, work, reply)

    @property
    def author(self) -> str:
        """How the log names who works now."""
        return self._operator.author if self._operator else ""

    def note(self, work: Callable[[Session], T], reply: Reply) -> None:
        """Writes to the tables that the log does not carry: operators, drafts, local facts."""

        def write() -> T:
            with self.store.transaction() as session:
                return work(session)

        self._enqueue(self._door, write, reply)

    def undo(self, reply: Reply) -> None:
        """Takes back the last step; the answer is its name."""
        self._enqueue(self._door, lambda: self._step(next_undo, "撤销", UNDO), reply)

    def redo(self, reply: Reply) -> None:
        """Does the last step taken back once more; the answer is its name."""
        self._enqueue(self._door, lambda: self._step(next_redo, "重做", REDO), reply)

    def run(self, job: Callable[[Progress], T], reply: Reply) -> None:
        """Long work that is not a question to the database; one at a time, can be cancelled."""
        stop = threading.Event()
        self._stops.append(stop)
        progress = Progress(self.progressed.emit, stop.is_set)

        def work() -> T:
            try:
                return job(progress)
            finally:
                self._stops.remove(stop)

        self._enqueue(self._bench, work, reply)

    def cancel(self) -> None:
        """Asks the long work to stop, and what waits behind it."""
        for stop in list(self._stops):
            stop.set()

    def refresh_steps(self) -> None:
        """Tells anew what undo and redo would do."""
        self.ask(steps, Reply(self, self._tell_steps))

    def settle(self) -> None:
        """Waits for what was asked and changed so far, and for what the answers asked in turn."""
        for _ in range(3):
            self._door.submit(lambda: None).result()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Waits for what is under way, then lets go of the store; the last answers still come."""
        self.cancel()
        self._is_closed = True
        self._bench.shutdown(wait=True)
        self._door.shutdown(wait=True)
        self.store.close()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _commit(self, deed: Deed, work: Callable[[Session], T]) -> T:
        with self.store.change(deed) as session:
            result = work(session)
            session.flush()
            touched = frozenset(table_of(kind) for kind in capture_of(session).kinds)
        self._announce(touched)
        return result

    def _announce(self, touched: frozenset[str]) -> None:
        if touched:
            self._answered.emit(lambda: self._tell(touched))

    def _tell(self, touched: frozenset[str]) -> None:
        self.saved.emit(datetime.now().astimezone())
        self.changed.emit(touched)
        self.refresh_steps()

    def _step(self, find: Callable[[Session], Step], verb: str, action: str) -> str:
        with self.store.read() as session:
            step = find(session)
        deed = Deed(f"{verb}：{step.reason}", self.author, action=action, target=step.hash)
        move = take_back if action == UNDO else do_again
        self._commit(deed, lambda session: move(session, step.hash))
        return step.reason

    def _tell_steps(self, found: Steps) -> None:
        self.steps_changed.emit(
            found.undo[-1].reason if found.undo else "", found.redo[-1].reason if found.redo else ""
        )

    def _enqueue(self, line: ThreadPoolExecutor, work: Callable[[], Any], reply: Reply) -> None:
        def task() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - handed to the main thread whatever it is
                self._answered.emit(lambda error=error: self._fail(error, reply))
            else:
                self._answered.emit(lambda: self._succeed(result, reply))

        if not self._is_closed:
            line.submit(task)

    def _deliver(self, call: Callable[[], None]) -> None:
        call()

    def _succeed(self, result: Any, reply: Reply) -> None:
        if reply.then is not None and shiboken6.isValid(reply.owner):
            reply.then(result)

    def _fail(self, error: Exception, reply: Reply) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, UserError):
            self.broke.emit(error)
        elif reply.refused is not None and shiboken6.isValid(reply.owner):
            reply.refused(str(error))
        else:
            self.refused.emit(str(error))
