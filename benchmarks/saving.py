"""One field stored through record, log, digest and search, beside a bare SQLite commit.

Both write to the same disk with the same pragmas, so both wait for the same fsync.
"""

import itertools
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from benchmarks.measure import Finding, Goal, in_turn, milliseconds
from benchmarks.world import open_world
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.store import Deed, Store

TITLE = "存一项：连同日志、摘要和搜索（旁边是同样设置的一次 SQLite 提交）"
REPETITIONS = 201
MOST_MILLISECONDS = 1000.0
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY")


def measure() -> list[Finding]:
    """A place name changed again and again; the goal is C07's one second."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        store = open_world(folder / "data")
        with closing(_bare(folder / "bare.db")) as bare:
            ours, peer = in_turn(_saving(store), _committing(bare), REPETITIONS)
        store.close()
    goal = Goal(most=MOST_MILLISECONDS)
    usual = Finding("中位数", milliseconds(ours), milliseconds(peer), "裸提交", goal=goal)
    worst = Finding("最慢", ours.worst * 1000, peer.worst * 1000, "裸提交", goal=goal)
    return [usual, worst]


def _saving(store: Store) -> Callable[[], None]:
    with store.change(Deed("新增 活动")) as session:
        row: UUID = records.save(session, Activity, None, {"title": "送教下乡", "place": "操场"}).id
    numbers = itertools.count()

    def save() -> None:
        with store.change(Deed("修改 活动地点")) as session:
            records.save(session, Activity, row, {"place": f"第{next(numbers)}教室"})

    return save


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE activity (id INTEGER PRIMARY KEY, place TEXT)")
    connection.execute("INSERT INTO activity VALUES (1, '操场')")
    return connection


def _committing(bare: sqlite3.Connection) -> Callable[[], None]:
    numbers = itertools.count()

    def commit() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("UPDATE activity SET place = ? WHERE id = 1", (f"第{next(numbers)}教室",))
        bare.execute("COMMIT")

    return commit
