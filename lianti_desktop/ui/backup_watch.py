"""Backups by themselves: once a day, at the end, and their state in the status line."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from lianti_desktop.storage.backup import make_backup
from lianti_desktop.ui.backup_words import newest_backup, state_words
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.theme import Tone

FIRST_AFTER = 60_000
LOOK_EVERY = 600_000
NOT_MADE = "今天的备份没有做成"


class BackupWatch(QObject):
    """Makes the daily backup while nobody notices; `told` with the words and their tone."""

    told = Signal(str, object)

    def __init__(self, desk: Desk, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now = now
        self._is_changed = False
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._make_if_due)
        self._again = QTimer(self)
        self._again.timeout.connect(self._make_if_due)
        self._is_failing = False
        desk.saved.connect(self._on_saved)
        desk.backed_up.connect(self.tell)

    def begin(self) -> None:
        """Tells the state now; the first backup waits until the start is over."""
        self.tell()
        self._first.start(FIRST_AFTER)
        self._again.start(LOOK_EVERY)

    def tell(self) -> None:
        """Says how old the newest backup is."""
        newest = newest_backup(self._desk.store.data.backups)
        self.told.emit(*state_words(newest, self._now().date()))

    def make_at_end(self) -> None:
        """The last backup, when something was stored since the newest one; may be refused."""
        if self._is_changed:
            self._make()

    def _on_saved(self) -> None:
        self._is_changed = True

    def _make_if_due(self) -> None:
        newest = newest_backup(self._desk.store.data.backups)
        if newest is None or newest.date() < self._now().date():
            self._desk.run(lambda _: self._make(), Reply(self, self._on_made, self._on_refused))
        else:
            self.tell()

    def _make(self) -> None:
        """What is stored meanwhile is not surely in it: it counts as changed since."""
        was_changed, self._is_changed = self._is_changed, False
        try:
            make_backup(self._desk.store.data, self._now())
        except BaseException:
            self._is_changed = self._is_changed or was_changed
            raise

    def _on_made(self, _done: object) -> None:
        self._is_failing = False
        self._desk.backed_up.emit()

    def _on_refused(self, sentence: str) -> None:
        """Said once in full; the status line keeps saying it until a backup succeeds."""
        self.told.emit(NOT_MADE, Tone.DANGER)
        if not self._is_failing:
            self._desk.refused.emit(sentence)
        self._is_failing = True
