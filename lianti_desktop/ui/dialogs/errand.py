"""Long work while no desk is open yet: one thread, progress, and the result in the main thread."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from lianti_desktop.domain.errors import UserError
from lianti_desktop.ui.reply import Progress


class Errand(QObject):
    """`start` it once; `done` with the result, `refused` with a sentence, `broke` with a bug."""

    told = Signal(str, int, int)
    done = Signal(object)
    refused = Signal(str)
    broke = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._worker: threading.Thread | None = None

    def start(self, job: Callable[[Progress], Any]) -> None:
        """Work on it beside the window."""
        self._stop.clear()
        self._worker = threading.Thread(target=self._work, args=(job,), name="errand")
        self._worker.start()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    def end(self) -> None:
        """Asks the work to stop and waits until it has; afterwards this may be deleted."""
        self.cancel()
        if self._worker is not None:
            self._worker.join()

    def _work(self, job: Callable[[Progress], Any]) -> None:
        try:
            result = job(Progress(self.told.emit, self._stop.is_set))
        except UserError as sentence:
            self.refused.emit(str(sentence))
        except Exception as error:  # noqa: BLE001 - handed to the main thread whatever it is
            self.broke.emit(error)
        else:
            self.done.emit(result)
