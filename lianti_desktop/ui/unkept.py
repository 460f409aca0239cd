"""What was typed and found no room, neither as a value nor as a draft: held until it does.

On a full disk nothing can be written. Then it lives here, where every form and list finds it, and
is stored as soon as anything at all can be stored again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

AGAIN_AFTER = 30_000
Place = tuple[UUID, str]
"""A record, and its field."""


@dataclass(frozen=True)
class Waiting:
    """What was typed; `again` tries to store it, and says nothing when that fails."""

    value: Any
    again: Callable[[], None]


class Unkept(QObject):
    """Holds one value of a field, and tries again from time to time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: dict[Place, Waiting] = {}
        self._timer = QTimer(self, interval=AGAIN_AFTER)
        self._timer.timeout.connect(self.try_again)

    def hold(self, place: Place, waiting: Waiting) -> None:
        """Something for which there was no room."""
        self._held[place] = waiting
        self._timer.start()

    def forget(self, place: Place) -> None:
        """It was stored, or something else was typed there."""
        self._held.pop(place, None)
        if not self._held:
            self._timer.stop()

    def texts(self) -> dict[Place, str]:
        """All that is held, in words."""
        return {place: str(waiting.value) for place, waiting in self._held.items()}

    def of(self, row: UUID) -> dict[str, Any]:
        """What is held for one record, by field."""
        return {name: one.value for (owner, name), one in self._held.items() if owner == row}

    def try_again(self) -> None:
        """There may be room now."""
        for waiting in list(self._held.values()):
            waiting.again()


def wait(_sentence: str) -> None:
    """Still no room: that was said when it was typed."""
