"""What a crash left behind goes at the next start, and only that."""

from pathlib import Path

from lianti_desktop.paths import DataPaths
from lianti_desktop.services.leftovers import PRINTED, clear_leftovers
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.photo_batch import ANNOUNCED
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.storage.store import open_store


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
