"""The container of thumbnails: a cache that mends itself."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.thumbnails import ThumbnailFile

ONE, TWO, THREE = "1" * 64, "2" * 64, "3" * 64


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "thumbnails.db"


@pytest.fixture
def thumbnails(path: Path) -> ThumbnailFile:
    return ThumbnailFile(path)


@pytest.fixture
def store(tmp_path: Path) -> AttachmentStore:
    return AttachmentStore(tmp_path / "attachments")


def print_copy(colour: str) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (800, 600), colour).save(stream, "JPEG")
    return stream.getvalue()


def test_a_thumbnail_comes_back_as_it_was(thumbnails: ThumbnailFile) -> None:
    assert thumbnails.get(ONE) is None
    thumbnails.put(ONE, b"first")
    thumbnails.put(ONE, b"second")
    assert thumbnails.get(ONE) == b"second"
    assert thumbnails.has(ONE)
    assert not thumbnails.has(TWO)


def test_many_are_kept_in_one_file(thumbnails: ThumbnailFile, path: Path) -> None:
    pictures = {f"{n:064x}": bytes([n]) * 999 for n in range(200)}
    thumbnails.put_all(pictures)
    assert thumbnails.get_all(pictures) == pictures
    assert list(path.parent.iterdir()) == [path]


def test_removed_thumbnails_are_missing(thumbnails: ThumbnailFile) -> None:
    thumbnails.put_all({ONE: b"1", TWO: b"2"})
    thumbnails.remove([ONE, THREE])
    assert thumbnails.missing([THREE, ONE, TWO]) == (THREE, ONE)


def test_a_container_of_rubbish_is_thrown_away(thumbnails: ThumbnailFile, path: Path) -> None:
    thumbnails.put(ONE, b"1")
    path.write_bytes(b"rubbish" * 1000)
    assert thumbnails.get(ONE) is None
    thumbnails.put(ONE, b"again")
    assert ThumbnailFile(path).get(ONE) == b"again"


def test_a_container_torn_in_the_middle_is_thrown_away(
    thumbnails: ThumbnailFile, path: Path
) -> None:
    thumbnails.put_all({f"{n:064x}": bytes(4000) for n in range(50)})
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * 20000)
    thumbnails.put(ONE, b"again")
    assert thumbnails.get(ONE) == b"again"


def test_a_container_of_another_shape_is_thrown_away(thumbnails: ThumbnailFile, path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE thumbnail (something_else)")
    assert thumbnails.get(ONE) is None


def test_a_thumbnail_whose_bytes_changed_counts_as_missing(
    thumbnails: ThumbnailFile, path: Path
) -> None:
    thumbnails.put(ONE, b"picture of a school")
    path.write_bytes(path.read_bytes().replace(b"a school", b"X school"))
    assert thumbnails.get(ONE) is None
    assert thumbnails.missing([ONE]) == (ONE,)


def test_a_busy_container_is_not_taken_for_a_damaged_one(
    thumbnails: ThumbnailFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thumbnails.put(ONE, b"1")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name, timeout: connect(name, timeout=0))
    with closing(connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            thumbnails.get(ONE)
    assert thumbnails.get(ONE) == b"1"


def test_a_full_disk_is_told_in_plain_words(
    thumbnails: ThumbnailFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cramped(sqlite3.Connection):
        def executemany(self, *asked: object) -> sqlite3.Cursor:
            self.execute("PRAGMA max_page_count = 4")
            return super().executemany(*asked)  # type: ignore[arg-type]

    connect = sqlite3.connect
    thumbnails.put(ONE, b"1")
    monkeypatch.setattr(sqlite3, "connect", lambda name, timeout: connect(name, factory=Cramped))
    with pytest.raises(UserError, match="磁盘空间不够"):
        thumbnails.put(TWO, bytes(100_000))
    assert thumbnails.get_all([ONE, TWO]) == {ONE: b"1"}


def test_several_threads_may_use_it_at_once(thumbnails: ThumbnailFile) -> None:
    names = [f"{n:064x}" for n in range(60)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: thumbnails.put(name, name.encode()), names))
        assert list(pool.map(thumbnails.get, names)) == [name.encode() for name in names]


def test_missing_thumbnails_are_made_from_the_print_copies(
    thumbnails: ThumbnailFile, store: AttachmentStore
) -> None:
    red, blue = store.put_bytes(print_copy("red")), store.put_bytes(print_copy("blue"))
    damaged = store.put_bytes(b"no picture")
    thumbnails.put(red, b"kept as it is")
    assert thumbnails.rebuild_missing([red, blue, damaged, THREE], store) == 1
    assert thumbnails.get(red) == b"kept as it is"
    made = Image.open(BytesIO(thumbnails.get(blue) or b""))
    assert made.size == (320, 240)
    assert made.getpixel((9, 9))[2] > 200
    assert thumbnails.missing([damaged, THREE]) == (damaged, THREE)


def test_rebuilding_stops_when_asked(thumbnails: ThumbnailFile, store: AttachmentStore) -> None:
    digests = [store.put_bytes(print_copy(colour)) for colour in ("red", "blue", "lime")]
    answers = iter([False, True])
    assert thumbnails.rebuild_missing(digests, store, cancelled=lambda: next(answers)) == 1
    assert len(thumbnails.missing(digests)) == 2


def test_another_container_is_taken_over_without_touching_what_is_here(tmp_path: Path) -> None:
    ours, theirs = ThumbnailFile(tmp_path / "ours.db"), ThumbnailFile(tmp_path / "theirs.db")
    ours.put("a", b"ours")
    theirs.put_all({"a": b"theirs", "b": b"other"})
    ours.take_over(tmp_path / "theirs.db")
    ours.take_over(tmp_path / "nothing.db")
    assert ours.get_all(("a", "b")) == {"a": b"ours", "b": b"other"}
    assert ours.sizes() == {"a": 4, "b": 5}
    assert ThumbnailFile(tmp_path / "fresh.db").sizes() == {}
