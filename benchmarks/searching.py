"""Words of one and two characters in fifty thousand records, beside SQLite's LIKE on the same."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Finding, Goal, in_turn, milliseconds
from benchmarks.world import RARE, open_world, plant_activities, texts
from lianti_desktop.storage.search_index import search
from lianti_desktop.storage.store import Store

TITLE = "搜索：5 万条记录里找一两个字（旁边是 LIKE）"
RECORDS, REPETITIONS, MOST = 50_000, 21, 60
ASKED = ("课", "备课", "教师", "示范课", RARE, "海洋")
MOST_MILLISECONDS = 10.0


def measure() -> list[Finding]:
    """Each word by our index and by LIKE, newest first, as many as the window shows."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        store = open_world(folder / "data")
        plant_activities(store, RECORDS)
        with closing(_plain(folder / "plain.db")) as plain:
            findings = [_finding(store, plain, word) for word in ASKED]
        store.close()
    return findings


def _finding(store: Store, plain: sqlite3.Connection, word: str) -> Finding:
    peer = _by_like(plain, word)
    _agree(store, plain, word)
    ours, like = in_turn(lambda: _by_index(store, word), peer, REPETITIONS)
    what = f"“{word}”"
    return Finding(
        what, milliseconds(ours), milliseconds(like), "LIKE", goal=Goal(most=MOST_MILLISECONDS)
    )


def _plain(path: Path) -> sqlite3.Connection:
    """The same texts in one table without an index."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE text (id INTEGER PRIMARY KEY, words TEXT)")
    rows = ((" ".join(written),) for written in texts(RECORDS))
    connection.executemany("INSERT INTO text(words) VALUES (?)", rows)
    connection.commit()
    return connection


def _by_index(store: Store, word: str) -> int:
    with store.read() as session:
        return len(search(session, word, MOST))


def _by_like(plain: sqlite3.Connection, word: str) -> Callable[[], int]:
    query = "SELECT id FROM text WHERE words LIKE ? ORDER BY id DESC LIMIT ?"
    return lambda: len(plain.execute(query, (f"%{word}%", MOST)).fetchall())


def _agree(store: Store, plain: sqlite3.Connection, word: str) -> None:
    """A quick search that finds something else would be no gain."""
    ours, like = _by_index(store, word), _by_like(plain, word)()
    if ours != like:
        raise RuntimeError(f"{word}: the index finds {ours}, LIKE finds {like}")
