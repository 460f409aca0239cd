"""Long statements that run in a thread of their own while the program goes on.

SQLite lets go of the interpreter for as long as a statement runs: in that time the next rows are
made. Whatever else is asked of the session waits until all of them are through, and so sees what
it would have seen had each been waited for. A statement that fails takes those behind it along,
and its error is raised by the next that waits.
"""

import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

_NAME = "behind"
_TURN = 0.0005
"""So many seconds a thread that wants the interpreter waits for it; ten times as long is usual."""


class _Behind:
    """The statements of one session that are on their way."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._driver: Any = self._connection.connection.driver_connection
        self._under_way: deque[Future[None]] = deque()
        self._is_over = False
        self._pool = ThreadPoolExecutor(1, "writing")
        event.listen(self._connection, "before_cursor_execute", self._before_any)

    def run(self, statement: str, values: tuple[Any, ...]) -> None:
        """Has a statement run after those that are on their way."""
        self._under_way.append(self._pool.submit(self._execute, statement, values))

    def _execute(self, statement: str, values: tuple[Any, ...]) -> None:
        if self._is_over:
            return
        try:
            self._driver.execute(statement, values)
        except BaseException:
            self._is_over = True
            raise

    def _before_any(self, *_: object) -> None:
        self.wait()

    def wait(self) -> None:
        """Until all are through; raises the error of the first that failed."""
        while self._under_way:
            self._under_way.popleft().result()

    def close(self) -> None:
        """Leaves out what has not begun yet."""
        self._is_over = True
        self._pool.shutdown()
        event.remove(self._connection, "before_cursor_execute", self._before_any)


@contextmanager
def writing_behind(session: Session) -> Iterator[None]:
    """In here long statements do not hold up the program; at the end all of them are through."""
    turn = sys.getswitchinterval()
    session.info[_NAME] = behind = _Behind(session)
    sys.setswitchinterval(_TURN)
    try:
        yield
        behind.wait()
    finally:
        sys.setswitchinterval(turn)
        del session.info[_NAME]
        behind.close()


def run_long(session: Session, statement: str, values: tuple[Any, ...]) -> None:
    """Runs a statement of the driver's own that takes long."""
    behind: _Behind | None = session.info.get(_NAME)
    if behind is None:
        session.connection().exec_driver_sql(statement, values)
    else:
        behind.run(statement, values)
