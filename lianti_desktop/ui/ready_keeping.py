"""Keeps the page of the next start in quiet moments, so that a power cut does not make it slow."""

from datetime import date

from PySide6.QtCore import QObject, QTimer
from sqlalchemy.orm import Session

from lianti_desktop.paths import DataPaths
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.next_start import look_ahead
from lianti_desktop.ui.ready_page import keep_ready
from lianti_desktop.ui.reply import Reply

LOOK_EVERY = 3000

State = tuple[tuple[int, int], ...]


class ReadyKeeping(QObject):
    """Looks every three seconds whether the files rest, whoever wrote to them, and have changed."""

    def __init__(self, desk: Desk, data: DataPaths, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._data = data
        self._seen: State = ()
        self._kept: State = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """From now on."""
        self._timer.start(LOOK_EVERY)

    def look(self) -> None:
        """Keeps the page when nothing was written since the last look, but something before."""
        state = self._state()
        if state == self._seen != self._kept:
            self._kept = state
            self._desk.ask(self._keep, Reply(self))
        self._seen = state

    def _keep(self, session: Session) -> None:
        keep_ready(self._data, look_ahead(session, date.today()))  # noqa: DTZ011

    def _state(self) -> State:
        """The sizes and times of the database and of its journal; nothing while one vanishes."""
        place = self._data.database
        files = (place, place.with_name(f"{place.name}-wal"))
        try:
            found = [file.stat() for file in files if file.exists()]
        except OSError:
            return ()
        return tuple((one.st_size, one.st_mtime_ns) for one in found)
