"""Killed at any moment: what was said to be stored is there, and the rest is whole.

More than two hundred kills; the children are forked from one warm process (crash_child.py).
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from lianti_desktop.paths import DataPaths
from lianti_desktop.services.photos import clear_interrupted
from lianti_desktop.storage import schema
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.backup import backup_files, prove
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.store import Store, open_store, sqlite_engine
from lianti_desktop.storage.version import read_version
from tests.storage.databases import make_version_1
from tests.storage.office import Office, settle

SAVES, PHOTOS, MIGRATIONS, BACKUPS = 80, 45, 40, 40
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Victim:
    """The warm process, and the folder in which its children work."""

    process: subprocess.Popen[str]
    notes: Path

    def kill_in(self, work: str, folder: Path, row: UUID, within: float) -> list[str]:
        """Lets a child work for a moment, kills it, and returns what it said was stored."""
        child = self._start(work, folder, row)
        self._wait_until_at_work()
        time.sleep(random.uniform(0, within))
        os.kill(child, signal.SIGKILL)
        return self._last_words(child)

    def let_finish(self, work: str, folder: Path, row: UUID) -> list[str]:
        """Lets a child work to its end."""
        return self._last_words(self._start(work, folder, row))

    def _start(self, work: str, folder: Path, row: UUID) -> int:
        self.notes.unlink(missing_ok=True)
        order = {"work": work, "folder": str(folder), "row": row.hex, "notes": str(self.notes)}
        return self._ask(order)

    def _last_words(self, child: int) -> list[str]:
        self._ask({"wait": child})
        return self.notes.read_text(encoding="utf-8").split()[1:]

    def _wait_until_at_work(self) -> None:
        limit = time.monotonic() + 20
        while not (self.notes.exists() and self.notes.stat().st_size):
            assert time.monotonic() < limit, "the child never began"
            time.sleep(0.001)

    def _ask(self, order: dict[str, object] | dict[str, str]) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def process() -> Iterator[subprocess.Popen[str]]:
    """The warm process."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.crash_child"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        yield running


@pytest.fixture
def victim(process: subprocess.Popen[str], tmp_path: Path) -> Victim:
    """A child to be killed, with a file for its words."""
    return Victim(process, tmp_path / "notes.txt")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with one activity; its store is closed, and opens by itself when it is asked."""
    office = settle(open_store(DataPaths(tmp_path / "data")))
    office.activity(place="0")
    office.store.close()
    yield office
    office.store.close()


def longer(within: float, *, has_done_something: bool) -> float:
    """How long the next child may live: a busy machine needs more until something is stored."""
    return within if has_done_something else min(within * 1.2, 2.0)


def activity_of(office: Office) -> UUID:
    with office.store.read() as session:
        row = session.scalars(select(Activity.id)).one()
    office.store.close()
    return row


def test_no_saved_field_is_lost(victim: Victim, office: Office) -> None:
    row = activity_of(office)
    known, within = 0, 0.1
    for _ in range(SAVES):
        said = victim.kill_in("save", office.store.data.root, row, within)
        known = max([known, *map(int, said)])
        with office.store.read() as session:
            kept = int(session.get_one(Activity, row).place or "")
            assert examine(session) == []
        office.store.close()
        assert kept in (known, known + 1)
        known = kept
        within = longer(within, has_done_something=known > 0)
    assert known > 0


def test_no_photo_is_lost_or_half_there(victim: Victim, office: Office) -> None:
    row = activity_of(office)
    known: set[str] = set()
    within = 0.4
    attachments = AttachmentStore(office.store.data.attachments)
    for _ in range(PHOTOS):
        said = victim.kill_in("photograph", office.store.data.root, row, within)
        clear_interrupted(office.store)
        with office.store.read() as session:
            found = session.execute(select(Media.id, Media.file)).all()
            assert examine(session, attachments) == []
        office.store.close()
        rows, files = {media.hex for media, _ in found}, {file for _, file in found}
        assert known | set(said) <= rows
        assert len(rows) <= len(known | set(said)) + 1
        assert set(attachments.digests()) == files
        assert all(attachments.check(file) for file in files)
        known = rows
        within = longer(within, has_done_something=bool(known))
    assert known


def test_a_migration_is_done_or_not_begun(victim: Victim, tmp_path: Path) -> None:
    first, data = DataPaths(tmp_path / "version-1"), DataPaths(tmp_path / "data")
    row = make_version_1(first).core
    store = fresh_copy(first, data)
    began = time.monotonic()
    assert victim.let_finish("migrate", data.root, row) == ["done"]
    usual = time.monotonic() - began
    stopped = 0
    for _ in range(MIGRATIONS):
        fresh_copy(first, data).close()
        said = victim.kill_in("migrate", data.root, row, usual)
        for backup in backup_files(data.backups):
            assert prove(backup)["activity"] == 5
        schema.prepare(store.engine, data)
        with store.read() as session:
            assert read_version(session.connection()) == schema.CURRENT
            assert len(session.scalars(select(Activity.id)).all()) == 5
            assert examine(session) == []
        store.close()
        assert backup_files(data.backups) != []
        stopped += not said
    assert stopped > 0


def fresh_copy(first: DataPaths, data: DataPaths) -> Store:
    """The old database in a folder of its own, not opened yet."""
    shutil.rmtree(data.root, ignore_errors=True)
    shutil.copytree(first.root, data.root)
    return Store(sqlite_engine(data.database), data)


def test_a_backup_is_whole_or_none(victim: Victim, office: Office) -> None:
    row, data = activity_of(office), office.store.data
    made = 0
    for _ in range(BACKUPS):
        said = victim.kill_in("back_up", data.root, row, 0.1)
        made += len(said)
        kept = backup_files(data.backups)
        assert all(prove(backup)["activity"] == 1 for backup in kept)
        assert not said or said[-1] in {backup.name for backup in kept}
        assert office.problems() == []
        office.store.close()
    assert made > 0


def test_the_kills_are_more_than_two_hundred() -> None:
    assert SAVES + PHOTOS + MIGRATIONS + BACKUPS >= 200
