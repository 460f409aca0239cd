"""Work that is done while the database writes.

SQLite lets go of the interpreter for as long as a statement runs. What needs no database is done
in that time by a thread of its own. Outside of it the thread rests: two that want the interpreter
at the same time only take it away from each other, and then nothing is left to be done beside the
next statement.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from threading import Event
from typing import Any, TypeVar

from sqlalchemy.orm import Session

T = TypeVar("T")
_NAME = "meanwhile"
_STEPS = 20
"""So many small steps the thread takes before it asks whether it may go on."""
_TURN = 0.0005
"""After so many seconds the thread hands the interpreter back to who waits for it."""


class Meanwhile:
    """A thread that works while the database does."""

    def __init__(self) -> None:
        self._may_work = Event()
        self._is_over = False
        self._pool = ThreadPoolExecutor(1, _NAME)

    def begin(self, steps: Iterable[T]) -> Callable[[], list[T]]:
        """Has something done in small steps; what it returns waits for their results."""
        work: Future[list[T]] = self._pool.submit(lambda: list(self._rested(steps)))

        def result() -> list[T]:
            with self.database_works():
                return work.result()

        return result

    def _rested(self, steps: Iterable[T]) -> Iterator[T]:
        for number, step in enumerate(steps):
            if not number % _STEPS:
                self._may_work.wait()
            if self._is_over:
                return
            yield step

    @contextmanager
    def database_works(self) -> Iterator[None]:
        """The time in which this thread waits for the database or for the work beside it."""
        self._may_work.set()
        try:
            yield
        finally:
            self._may_work.clear()

    def close(self) -> None:
        """Lets the thread go, whatever it was about."""
        self._is_over = True
        self._may_work.set()
        self._pool.shutdown()


@contextmanager
def working_meanwhile(session: Session) -> Iterator[Meanwhile]:
    """Work may be done beside the long statements of a session."""
    turn = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    session.info[_NAME] = meanwhile = Meanwhile()
    try:
        yield meanwhile
    finally:
        del session.info[_NAME]
        meanwhile.close()
        sys.setswitchinterval(turn)


def run_long(session: Session, statement: str, values: tuple[Any, ...]) -> None:
    """Runs a statement that takes the driver long."""
    meanwhile: Meanwhile | None = session.info.get(_NAME)
    with meanwhile.database_works() if meanwhile else nullcontext():
        session.connection().exec_driver_sql(statement, values)
