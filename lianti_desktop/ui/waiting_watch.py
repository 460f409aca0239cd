"""Counts in quiet moments what waits for a decision of ours, for the red number in the sidebar."""

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy.orm import Session

from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.store import Store
from lianti_desktop.ui.desk import Desk, Reply

PAUSE = 2500
"""Milliseconds without a change before counting: it looks through all records."""


class WaitingWatch(QObject):
    """`told` with the number."""

    told = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.count)
        desk.changed.connect(lambda _: self._timer.start())

    def begin(self) -> None:
        """From now on; first in a quiet moment what an older version could not read."""
        QTimer.singleShot(PAUSE, self, self._catch_up)

    def _catch_up(self) -> None:
        store = self._desk.store
        self._desk.run(lambda _progress: _apply(store), Reply(self, self._on_caught_up))

    def _on_caught_up(self, applied: int) -> None:
        if applied:
            self._desk.changed.emit(frozenset(BY_TABLE))
        else:
            self.count()

    def count(self) -> None:
        """Now."""
        self._desk.ask(_count, Reply(self, self.told.emit))


def _apply(store: Store) -> int:
    from lianti_desktop.sync.upgrade import apply_what_is_known_now

    return apply_what_is_known_now(store)


def _count(session: Session) -> int:
    from lianti_desktop.sync.waiting import for_us, waiting

    return for_us(waiting(session))
