"""What a crash left behind goes at the next start, and only that."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services import photos
from lianti_desktop.services.leftovers import PRINTED, clear_leftovers
from lianti_desktop.services.photos import clear_interrupted, in_place
from lianti_desktop.services.setup import Founding, found_alliance
from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.photo_batch import ANNOUNCED, StagedBatch
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.storage.store import Store, open_store

ROOT = Path(__file__).resolve().parents[2]
EMPTY = StagedBatch(Path("nowhere"), (), (), (), (), keeps_originals=False)


def test_a_start_after_an_orderly_end_finds_nothing(tmp_path: Path) -> None:
    store = open_store(DataPaths(tmp_path))
    kept = AttachmentStore(store.data.attachments).put_bytes(b"a photo")
    assert not clear_leftovers(store)
    assert AttachmentStore(store.data.attachments).check(kept)
    store.close()


def test_files_that_were_moved_but_never_entered_go(tmp_path: Path) -> None:
    store = open_store(DataPaths(tmp_path))
    files = AttachmentStore(store.data.attachments)
    kept, orphan = files.put_bytes(b"a photo"), files.put_bytes(b"an orphan")
    with store.transaction() as session:
        write_local(session, ANNOUNCED, f'["{orphan}"]')
    assert clear_leftovers(store)
    assert files.check(kept)
    assert not files.has(orphan)
    with store.read() as session:
        assert read_local(session, ANNOUNCED) is None
    assert not clear_leftovers(store)
    store.close()


def test_half_written_and_half_prepared_files_go(tmp_path: Path) -> None:
    store = open_store(DataPaths(tmp_path))
    AttachmentStore(store.data.attachments)
    half_written = store.data.attachments / "unfinished" / "x"
    half_written.write_bytes(b"half")
    assert clear_leftovers(store)
    assert not half_written.exists()
    half_prepared = store.data.staging / "x" / "y"
    half_prepared.parent.mkdir(parents=True)
    half_prepared.write_bytes(b"half")
    assert clear_leftovers(store)
    assert not half_prepared.exists()
    store.close()


def test_pages_that_were_looked_at_go_without_a_word_about_an_import(tmp_path: Path) -> None:
    store = open_store(DataPaths(tmp_path))
    looked_at = store.data.staging / f"{PRINTED}x" / "活动画册.pdf"
    looked_at.parent.mkdir(parents=True)
    looked_at.write_bytes(b"pages")
    assert not clear_leftovers(store)
    assert not looked_at.exists()
    store.close()


class OtherProcess:
    """A process that imports photos at the same time, one step after the other."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.services.import_child", str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def reach(self, place: str) -> None:
        """Waits until it says that it is there."""
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == place

    def go_on(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def finish(self) -> None:
        assert self._process.wait(timeout=60) == 0

    def kill(self) -> None:
        self._process.kill()
        with self._process:
            pass


@pytest.fixture
def other(tmp_path: Path) -> Iterator[OtherProcess]:
    founded = open_store(DataPaths(tmp_path))
    founding = Founding("示例联盟", "示例小学", SiteRole.CORE, date(2026, 4, 16))
    found_alliance(founded, founding)
    founded.close()
    process = OtherProcess(tmp_path)
    yield process
    process.kill()


def photos_in(store: Store) -> list[str]:
    with store.read() as session:
        return sorted(one.file or "" for one in records.living(session, Media))


def test_an_import_that_another_process_is_at_is_left_alone_at_every_step(
    other: OtherProcess, tmp_path: Path
) -> None:
    other.reach("staged")
    store = open_store(DataPaths(tmp_path))
    assert not clear_leftovers(store)
    other.go_on()
    other.reach("placed")
    assert not clear_leftovers(store)
    clear_interrupted(store)
    other.go_on()
    other.reach("done")
    other.go_on()
    other.finish()
    entered = photos_in(store)
    assert len(entered) == 2
    assert all(AttachmentStore(store.data.attachments).check(file) for file in entered)
    assert not clear_leftovers(store)
    store.close()


@pytest.mark.parametrize("place", ["staged", "placed"])
def test_an_import_whose_process_died_is_cleared_at_the_next_start(
    other: OtherProcess, tmp_path: Path, place: str
) -> None:
    other.reach("staged")
    if place == "placed":
        other.go_on()
        other.reach("placed")
    other.kill()
    store = open_store(DataPaths(tmp_path))
    assert clear_leftovers(store)
    assert photos_in(store) == []
    assert list(AttachmentStore(store.data.attachments).digests()) == []
    assert list(store.data.staging.iterdir()) == []
    store.close()


def test_photos_are_placed_by_one_process_after_the_other(
    other: OtherProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.reach("staged")
    other.go_on()
    other.reach("placed")
    monkeypatch.setattr(photos, "PATIENCE", 0.0)
    store = open_store(DataPaths(tmp_path))
    with pytest.raises(UserError, match="另一个程序正在导入照片"), in_place(store, EMPTY):
        pass
    other.go_on()
    other.reach("done")
    with in_place(store, EMPTY):
        assert len(photos_in(store)) == 2
    store.close()
