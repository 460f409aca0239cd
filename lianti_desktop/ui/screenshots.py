"""Pictures of the window, made by the window itself."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from lianti_desktop.paths import DataPaths
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.start import Start

SIZE = (1366, 728)
PLACES = (("工作台", "workbench"), ("活动", "activities"), ("教职工", "people"))
PATIENCE = 60.0
QUIET = 0.4


def take_all(start: Start, data: DataPaths, out: Path) -> Sequence[Path]:
    """Opens the window on the data, visits the places, saves a picture of each."""
    out.mkdir(parents=True, exist_ok=True)
    frame = start.paint()
    frame.showNormal()
    frame.resize(*SIZE)
    start.asks = False
    start.open(data)
    wait_for(lambda: start.window is not None)
    pictures = []
    for number, (title, place) in enumerate(PLACES, 1):
        start.window.show_place(place)
        settle(start)
        pictures.append(out / f"{number}-{title}.png")
        frame.grab().save(str(pictures[-1]))
    start.close()
    frame.close()
    return pictures


def settle(start: Start) -> None:
    """Waits until everything asked for so far has come and was painted."""
    answered: list[bool] = []
    start.window.desk.ask(lambda _: True, Reply(start, answered.append))
    wait_for(lambda: bool(answered))
    end = time.monotonic() + QUIET
    wait_for(lambda: time.monotonic() > end)


def wait_for(is_there: Callable[[], bool]) -> None:
    """Lets the window work until something is there."""
    end = time.monotonic() + PATIENCE
    while not is_there() and time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)
