"""One window in a process of its own: `python -m benchmarks.child empty|ours|cut BEGAN DATA`.

BEGAN is the clock's reading (time.time) just before the process was made. Prints one line of
JSON: seconds until the window was painted, until its first page had its lines, until the data was
open and the page read from it, until the list of activities had its rows, and the same in seconds
of the processor, which another program's work does not lengthen; and the megabytes held after a
rest on the first page and on that list. `cut` is ours, ended as by a power cut while it rests.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

import lianti_desktop.app as program
from lianti_desktop.paths import DataPaths

EMPTY, OURS, CUT = "empty", "ours", "cut"
REST = 2000
SIZE = (1280, 680)
_MEGABYTE = 1024 * 1024


class Clock(QObject):
    """Notes when things happened, first of all the first picture of a window."""

    def __init__(self, application: QApplication, began: float) -> None:
        super().__init__(application)
        self._began = began
        self.noted: dict[str, float] = {}

    def watch(self, window: QWidget) -> None:
        """This window alone: to look at all events would slow the fuller one of the two."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint ends the watch, so that it slows nothing else."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, lambda: self.note("painted"))
        return False

    def note(self, what: str) -> None:
        """Now."""
        self.noted[what] = time.time() - self._began
        self.noted[f"{what}_processor"] = time.process_time()


def show_empty(clock: Clock, application: QApplication) -> None:
    """What Qt itself costs."""
    window = QMainWindow()
    window.setWindowTitle("空窗口")
    window.resize(*SIZE)
    clock.watch(window)
    window.show()
    QTimer.singleShot(REST, lambda: _end(clock, application))
    application.exec()


def cut_ours(application: QApplication, data: Path) -> None:
    """The application, killed as soon as it has kept the page of its next start."""
    page = DataPaths(data).first_page
    page.unlink(missing_ok=True)
    watch = QTimer(application)
    watch.timeout.connect(lambda: page.exists() and os.kill(os.getpid(), signal.SIGKILL))
    watch.start(200)
    program.main(["--data", str(data)])


def show_ours(clock: Clock, application: QApplication, data: Path) -> None:
    """The application as main.py starts it."""
    begin = program._start  # noqa: SLF001 - the only place where a window begins

    def begin_watched(*places: Any) -> Any:
        start = begin(*places)
        paint = start.paint

        def paint_watched() -> Any:
            frame = paint()
            clock.watch(frame)
            return frame

        start.paint = paint_watched  # type: ignore[method-assign]
        return start

    program._start = begin_watched  # noqa: SLF001
    QTimer.singleShot(0, lambda: _follow(clock, application))
    program.main(["--data", str(data)])


def _follow(clock: Clock, application: QApplication) -> None:
    """In the event loop: the frame is up, the data is being opened."""
    from lianti_desktop.ui.start import Start

    start = application.findChild(Start)
    if start is None:
        raise RuntimeError("the application made no window")
    start.usable.connect(lambda: clock.note("usable"))
    start.settled.connect(lambda: _on_first_page(clock, application, start))
    start.failed.connect(lambda sentence: application.exit(1))


def _on_first_page(clock: Clock, application: QApplication, start: Any) -> None:
    clock.note("settled")
    QTimer.singleShot(REST, lambda: _go_on(clock, application, start))


def _go_on(clock: Clock, application: QApplication, start: Any) -> None:
    clock.noted["megabytes"] = _resident()
    clock.note("asked")
    start.window.show_place("activities")
    QTimer.singleShot(0, lambda: _wait_for_rows(clock, application, start))


def _wait_for_rows(clock: Clock, application: QApplication, start: Any) -> None:
    tables = start.window.page().findChildren(QTableView)
    if any(table.model() and table.model().rowCount() for table in tables):
        clock.note("listed")
        QTimer.singleShot(REST, lambda: _end(clock, application))
    else:
        QTimer.singleShot(1, lambda: _wait_for_rows(clock, application, start))


def _end(clock: Clock, application: QApplication) -> None:
    clock.noted["megabytes_at_end"] = _resident()
    sys.stdout.write(json.dumps(clock.noted) + "\n")
    sys.stdout.flush()
    application.exit(0)


def _resident() -> float:
    """What the process keeps in memory; 0 where the system does not tell in /proc."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0.0
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE


def main(words: list[str]) -> None:
    """One window, then the figures."""
    which, began, data = words
    application = QApplication(sys.argv[:1])
    clock = Clock(application, float(began))
    if which == EMPTY:
        show_empty(clock, application)
    elif which == CUT:
        cut_ours(application, Path(data))
    else:
        show_ours(clock, application, Path(data))


if __name__ == "__main__":
    main(sys.argv[1:])
