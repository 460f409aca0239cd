"""A list of thirty thousand activities: how soon it stands, and how long each picture of it takes.

Beside it: the same columns fetched by bare SQLite, and a Qt table whose cells are made of nothing.
"""

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.measure import SECONDS, Finding, Goal, Times, milliseconds, timed
from benchmarks.world import open_world, plant_activities
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.store import Store
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.record_list import RecordList
from lianti_desktop.ui.theme import Theme, apply_theme

TITLE = "列表：3 万次活动（旁边是 SQLite 直接取、空的 Qt 表格）"
ROWS, STEPS, PASSES = 30_000, 300, 3
WINDOW = (1100, 640)
MOST_PAINT = 33.0
_PATIENCE = 60.0
_QUERY = "SELECT id, title, held_on, host_id, kind, state, place FROM activity WHERE deleted = 0"
Index = QModelIndex | QPersistentModelIndex


class Nothing(QAbstractTableModel):
    """As many cells, all with the same text."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Activity.__kind__.listed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return "示例文字" if role == Qt.ItemDataRole.DisplayRole else None


def measure() -> list[Finding]:
    """Read, then scrolled from top to bottom in equal steps."""
    application = QApplication.instance() or QApplication([])
    if isinstance(application, QApplication):
        apply_theme(application, Theme())
    with TemporaryDirectory() as place:
        store = open_world(Path(place))
        plant_activities(store, ROWS)
        bare = timed(lambda: _fetch(store))
        desk = Desk(store, None)
        rows = RecordList(desk, Activity, "calendar")
        rows.resize(*WINDOW)
        read = timed(lambda: _read(rows))
        ours = _scroll(rows.view)
        rows.close()
        desk.close()
    peer = _scroll_nothing()
    goal = Goal(most=MOST_PAINT)
    return [
        Finding("读出并排好", read, bare, "SQLite 直接取", SECONDS),
        Finding("画一屏，中位数", milliseconds(ours), milliseconds(peer), "空表格", goal=goal),
        Finding("画一屏，最慢", ours.worst * 1000, peer.worst * 1000, "空表格", goal=goal),
        Finding(
            "画一屏，最慢，处理器", ours.busiest * 1000, peer.busiest * 1000, "空表格", goal=goal
        ),
    ]


def _fetch(store: Store) -> int:
    with closing(sqlite3.connect(store.data.database)) as connection:
        return len(connection.execute(_QUERY).fetchall())


def _read(rows: RecordList) -> None:
    shown: list[bool] = []
    rows.table_shown.connect(lambda: shown.append(True))
    rows.show()
    rows.refresh()
    until = time.monotonic() + _PATIENCE
    while not shown and time.monotonic() < until:
        QApplication.processEvents()
    if not shown:
        raise RuntimeError("the list never came")


@dataclass(frozen=True)
class Painted(Times):
    """The seconds of each picture, and the most that the processor worked on one."""

    busiest: float


def _scroll_nothing() -> Painted:
    view = QTableView()
    view.setModel(Nothing(view))
    view.resize(*WINDOW)
    view.show()
    times = _scroll(view)
    view.close()
    return times


def _scroll(view: QTableView) -> Painted:
    """The seconds of each picture while the bar moves down.

    It goes down several times and the quickest counts for each place: what another program does
    meanwhile is not the list's fault.
    """
    QApplication.processEvents()
    bar = view.verticalScrollBar()
    step = max(1, bar.maximum() // STEPS)
    ways = [
        [_paint_at(view, place) for place in range(0, bar.maximum(), step)] for _ in range(PASSES)
    ]
    best = [tuple(map(min, zip(*tries, strict=True))) for tries in zip(*ways, strict=True)]
    return Painted(tuple(wall for wall, _ in best), max(busy for _, busy in best))


def _paint_at(view: QTableView, place: int) -> tuple[float, float]:
    """The seconds of one picture, and those of them in which the processor worked on it."""
    view.verticalScrollBar().setValue(place)
    began = time.process_time()
    wall = timed(view.viewport().repaint)
    return wall, time.process_time() - began
