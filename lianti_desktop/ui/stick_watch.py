"""Noticing a stick that is plugged in or pulled out while the window is open.

A cheap look every two seconds (the mask of drive letters on Windows, the list of mounts on Linux)
never touches a disk; only when it changes are the disks themselves asked, beside the window.
Nothing on a stick is ever run, and a stick that appears is only told of.
"""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from lianti_desktop.services.data_place import Volume, VolumeKind
from lianti_desktop.ui.volumes import volumes

EVERY = 2000
MOUNTS = Path("/proc/self/mounts")

Glance = Callable[[], object]
Probe = Callable[[], tuple[Volume, ...]]


def glance() -> object:
    """Something that is different once a disk has come or gone."""
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetLogicalDrives()
    try:
        return MOUNTS.read_bytes()
    except OSError:
        return None


def sticks() -> tuple[Volume, ...]:
    """The sticks that are plugged in."""
    return tuple(one for one in volumes() if one.kind is VolumeKind.REMOVABLE)


class StickWatch(QObject):
    """`changed` with the sticks there are now, `plugged` with one that has just come."""

    changed = Signal(object)
    plugged = Signal(object)
    _found = Signal(object)

    def __init__(
        self, look: Glance = glance, probe: Probe = sticks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._probe = look, probe
        self._seen: object = None
        self._known: tuple[Volume, ...] | None = None
        self._worker: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._found.connect(self._on_found)

    def begin(self) -> None:
        """From now on; what is plugged in already counts as known."""
        self._timer.start()
        self.look()

    def end(self) -> None:
        """No more looking; waits for a look that is under way."""
        self._timer.stop()
        if self._worker is not None:
            self._worker.join()

    def look(self) -> None:
        """One cheap look, and one at the disks where it tells of a change."""
        if self._worker is not None and self._worker.is_alive():
            return
        seen = self._look()
        if self._known is not None and seen == self._seen:
            return
        self._seen = seen
        self._worker = threading.Thread(target=self._ask, name="sticks")
        self._worker.start()

    def _ask(self) -> None:
        self._found.emit(self._probe())

    def _on_found(self, found: tuple[Volume, ...]) -> None:
        before, self._known = self._known, found
        if before is None:
            if found:
                self.changed.emit(found)
            return
        places = {one.root for one in before}
        if places != {one.root for one in found}:
            self.changed.emit(found)
        for one in found:
            if one.root not in places:
                self.plugged.emit(one)
