"""The first picture of a window: what is heavy waits for it.

Imports in another thread would share the processor with the painting, and the window would stand
on the screen a quarter of a second later.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LONGEST_WAIT = 300
"""Milliseconds after which the work begins even though nobody asked the window for a picture."""


class FirstPicture(QObject):
    """Watches one window until it was painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._is_seen = False
        self._waiting: list[Callable[[], None]] = []
        window.installEventFilter(self)
        QTimer.singleShot(LONGEST_WAIT, self, self._on_seen)

    def then(self, work: Callable[[], None]) -> None:
        """Does the work after the first picture; at once when that has been."""
        if self._is_seen:
            work()
        else:
            self._waiting.append(work)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._on_seen)
        return False

    def _on_seen(self) -> None:
        self._is_seen = True
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            work()
