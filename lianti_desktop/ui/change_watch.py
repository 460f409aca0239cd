"""Notices that another window or the command line has written to the same database."""

import sqlite3

from PySide6.QtCore import QObject, QTimer
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.ui.desk import Desk, Reply

LOOK_EVERY = 3000


class ChangeWatch(QObject):
    """Looks every three seconds; counts our own commits, so that only those of others count."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file = sqlite3.connect(
            f"{desk.store.data.database.resolve().as_uri()}?mode=ro", uri=True
        )
        self._version = self._data_version()
        self._known: int | None = None
        self._own = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        desk.saved.connect(self._on_saved)

    def begin(self) -> None:
        """From now on."""
        self._count()
        self._timer.start(LOOK_EVERY)

    def look(self) -> None:
        """Ask for the number of commits when the file has changed since the last look."""
        version = self._data_version()
        if version != self._version:
            self._version = version
            self._count()

    def end(self) -> None:
        """Lets go of the file."""
        self._timer.stop()
        self._file.close()

    def _data_version(self) -> int:
        return int(self._file.execute("PRAGMA data_version").fetchone()[0])

    def _on_saved(self) -> None:
        self._own += 1

    def _count(self) -> None:
        self._desk.ask(_commits, Reply(self, self._compare))

    def _compare(self, commits: int) -> None:
        expected = None if self._known is None else self._known + self._own
        self._known, self._own = commits, 0
        if expected is not None and commits > expected:
            self._desk.changed.emit(frozenset(BY_TABLE))
            self._desk.refresh_steps()


def _commits(session: Session) -> int:
    return session.scalar(select(func.count(LogCommit.id))) or 0
