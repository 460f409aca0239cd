"""Photos made ready in staging, kept or thrown away whole."""

import errno
import os
from collections.abc import Callable
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.attachments import RESERVE_BYTES, AttachmentStore, digest_of
from lianti_desktop.storage.photo_batch import (
    Duplicate,
    KnownPhotos,
    PhotoSource,
    Similar,
    StagedBatch,
)
from lianti_desktop.storage.photo_dates import DateOrigin, Taken
from lianti_desktop.storage.photo_import import (
    PRINT_COPY_BYTES,
    STAGING,
    Staging,
    Watch,
    picture_files,
    stage_photos,
)
from lianti_desktop.storage.thumbnails import ThumbnailFile

TODAY = date(2026, 3, 20)
NOTHING_KNOWN = KnownPhotos()


def photo(seed: int, quality: int = 90, size: tuple[int, int] = (800, 600)) -> bytes:
    """A picture of its own for every seed: the bits of the seed as light and dark fields."""
    fields = Image.new("L", (16, 8))
    fields.putdata([(seed * 7919 + place * place * (seed + 3)) * 97 % 256 for place in range(128)])
    stream = BytesIO()
    picture = fields.resize(size, Image.Resampling.BICUBIC).convert("RGB")
    picture.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


class House:
    """A data folder with its stores, and a stick with photos beside it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.stick = folder / "stick"
        self.stick.mkdir(parents=True)
        self.store = AttachmentStore(self.data / "attachments")
        self.thumbnails = ThumbnailFile(self.data / "thumbnails.db")

    def source(self, name: str, content: bytes) -> PhotoSource:
        path = self.stick / name
        path.write_bytes(content)
        os.utime(path, ns=(10**18, 10**18))
        return PhotoSource(name, path)

    def stage(
        self,
        *sources: PhotoSource,
        known: KnownPhotos = NOTHING_KNOWN,
        keep_originals: bool = False,
    ) -> StagedBatch:
        staging = Staging(self.data, TODAY, keep_originals=keep_originals)
        batch = stage_photos(sources, known, staging)
        assert batch is not None
        return batch

    def leftovers(self) -> list[Path]:
        return list((self.data / STAGING).rglob("*"))


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_a_photo_is_staged_with_all_that_is_known_of_it(house: House) -> None:
    content = photo(1)
    batch = house.stage(house.source("IMG_20260312_093000.jpg", content))
    (staged,) = batch.photos
    assert staged.name == "IMG_20260312_093000.jpg"
    assert staged.original == digest_of(content)
    assert staged.digest == digest_of(batch.folder / staged.digest)
    assert (staged.width, staged.height) == (800, 600)
    assert staged.taken == Taken(date(2026, 3, 12), time(9, 30), DateOrigin.FILE_NAME)
    assert Image.open(BytesIO(staged.thumbnail)).size == (320, 240)
    assert list(house.store.digests()) == []
    batch.discard()


def test_keeping_moves_the_print_copies_and_thumbnails_into_place(house: House) -> None:
    batch = house.stage(house.source("a.jpg", photo(1)), house.source("b.jpg", photo(2)))
    new = batch.keep(house.store, house.thumbnails)
    digests = [staged.digest for staged in batch.photos]
    assert sorted(new) == sorted(digests) == list(house.store.digests())
    assert all(house.store.check(digest) for digest in digests)
    assert house.thumbnails.get(digests[0]) == batch.photos[0].thumbnail
    assert house.leftovers() == []


def test_originals_are_kept_only_where_the_setting_says_so(house: House) -> None:
    content = photo(1)
    batch = house.stage(house.source("a.jpg", content), keep_originals=True)
    house.stick.joinpath("a.jpg").unlink()  # the stick may be gone by now
    batch.keep(house.store, house.thumbnails)
    assert house.store.path(digest_of(content)).read_bytes() == content
    assert len(list(house.store.digests())) == 2


def test_sources_are_never_touched(house: House) -> None:
    contents = {f"{n}.jpg": photo(n) for n in range(3)} | {"坏.jpg": b"\xff\xd8\xff broken"}
    sources = [house.source(name, content) for name, content in contents.items()]
    for path in house.stick.iterdir():
        path.chmod(0o444)
    house.stage(*sources, keep_originals=True).keep(house.store, house.thumbnails)
    assert {path.name: path.read_bytes() for path in house.stick.iterdir()} == contents
    assert {path.stat().st_mtime_ns for path in house.stick.iterdir()} == {10**18}


def test_what_the_user_leaves_out_is_not_kept(house: House) -> None:
    batch = house.stage(house.source("a.jpg", photo(1)), house.source("b.jpg", photo(2)))
    first, second = (staged.digest for staged in batch.photos)
    assert batch.keep(house.store, house.thumbnails, frozenset({first})) == (second,)
    assert house.thumbnails.missing([first, second]) == (first,)
    assert house.leftovers() == []


def test_a_batch_thrown_away_leaves_nothing_and_twice_does_no_harm(house: House) -> None:
    batch = house.stage(house.source("a.jpg", photo(1)), keep_originals=True)
    batch.discard()
    batch.discard()
    assert house.leftovers() == []
    assert list(house.store.digests()) == []


def test_a_photo_kept_earlier_is_skipped_whatever_its_name(house: House) -> None:
    source = house.source("a.jpg", photo(1))
    first = house.stage(source).photos[0]
    known = KnownPhotos(frozenset({first.original}), ((first.digest, first.fingerprint),))
    again = house.stage(house.source("改了名.jpg", photo(1)), known=known)
    assert again.photos == ()
    assert again.duplicates == (Duplicate("改了名.jpg", first.original, in_batch=False),)


def test_our_own_print_copy_coming_back_is_skipped(house: House) -> None:
    batch = house.stage(house.source("a.jpg", photo(1)))
    first = batch.photos[0]
    print_copy = (batch.folder / first.digest).read_bytes()
    known = KnownPhotos(prints=((first.digest, first.fingerprint),))
    again = house.stage(house.source("导出.jpg", print_copy), known=known)
    assert [one.name for one in again.duplicates] == ["导出.jpg"]
    both = house.stage(house.source("a.jpg", photo(1)), house.source("导出.jpg", print_copy))
    assert both.duplicates == (Duplicate("导出.jpg", first.digest, in_batch=True),)


def test_the_same_points_with_other_camera_notes_are_skipped(house: House) -> None:
    plain = photo(1)
    comment = "示例相机".encode()
    noted = plain[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + plain[2:]
    batch = house.stage(house.source("a.jpg", plain), house.source("b.jpg", noted))
    assert [one.name for one in batch.photos] == ["a.jpg"]
    assert [(one.name, one.in_batch) for one in batch.duplicates] == [("b.jpg", True)]


def test_twins_in_one_batch_are_kept_once(house: House) -> None:
    sources = [house.source(f"{n}.jpg", photo(1)) for n in range(4)]
    batch = house.stage(*sources)
    assert [one.name for one in batch.photos] == ["0.jpg"]
    assert [one.name for one in batch.duplicates] == ["1.jpg", "2.jpg", "3.jpg"]
    assert all(one.in_batch for one in batch.duplicates)


def test_similar_photos_are_shown_in_the_batch_and_against_kept_ones(house: House) -> None:
    kept = house.stage(house.source("a.jpg", photo(1))).photos[0]
    known = KnownPhotos(frozenset({kept.original}), ((kept.digest, kept.fingerprint),))
    batch = house.stage(
        house.source("别的.jpg", photo(5)),
        house.source("mmexport1.jpg", photo(1, quality=40, size=(540, 405))),
        house.source("mmexport2.jpg", photo(5, quality=40)),
        known=known,
    )
    other, sent, sent_other = (staged.digest for staged in batch.photos)
    assert {(one.digest, one.other, one.in_batch) for one in batch.similar} == {
        (sent, kept.digest, False),
        (sent_other, other, True),
    }
    assert all(isinstance(one, Similar) and one.distance <= 10 for one in batch.similar)


def test_damaged_files_are_refused_and_the_others_go_on(house: House) -> None:
    batch = house.stage(
        house.source("断.jpg", photo(1)[:2000]),
        house.source("好.jpg", photo(2)),
        house.source("文.jpg", "不是照片".encode()),
        PhotoSource("没了.jpg", house.stick / "没了.jpg"),
    )
    assert [one.name for one in batch.photos] == ["好.jpg"]
    assert [one.name for one in batch.refusals] == ["断.jpg", "文.jpg", "没了.jpg"]
    assert all(f"「{one.name}」" in one.sentence for one in batch.refusals)


def test_a_file_that_vanished_is_refused_where_originals_are_kept_too(house: House) -> None:
    batch = house.stage(PhotoSource("没了.jpg", house.stick / "没了.jpg"), keep_originals=True)
    assert [one.name for one in batch.refusals] == ["没了.jpg"]
    assert batch.photos == ()


def test_a_pasted_picture_needs_no_file(house: House) -> None:
    batch = house.stage(PhotoSource("粘贴的图片", photo(3)))
    assert [(one.name, one.taken) for one in batch.photos] == [("粘贴的图片", None)]


def test_photos_come_in_the_order_of_their_sources_and_progress_counts_up(house: House) -> None:
    sources = [house.source(f"{n}.jpg", photo(n, size=(900 - 80 * n, 600))) for n in range(9)]
    heard: list[tuple[int, int, str]] = []
    watch = Watch(progress=lambda done, total, name: heard.append((done, total, name)))
    batch = stage_photos(sources, NOTHING_KNOWN, Staging(house.data, TODAY), watch)
    assert batch is not None
    assert [one.name for one in batch.photos] == [f"{n}.jpg" for n in range(9)]
    assert heard == [(n + 1, 9, f"{n}.jpg") for n in range(9)]


@pytest.mark.parametrize("stop_at", [1, 3, 6])
def test_a_cancelled_import_stops_soon_and_leaves_nothing(house: House, stop_at: int) -> None:
    sources = [house.source(f"{n}.jpg", photo(n)) for n in range(6)]
    heard: list[int] = []
    watch = Watch(lambda done, total, name: heard.append(done), lambda: len(heard) >= stop_at)
    staging = Staging(house.data, TODAY, keep_originals=True)
    assert stage_photos(sources, NOTHING_KNOWN, staging, watch) is None
    assert heard == list(range(1, stop_at + 1))
    assert house.leftovers() == []


def test_an_error_of_ours_leaves_nothing(house: House) -> None:
    def stumble(done: int, total: int, name: str) -> None:
        raise KeyError(name)

    sources = [house.source(f"{n}.jpg", photo(n)) for n in range(4)]
    with pytest.raises(KeyError):
        stage_photos(sources, NOTHING_KNOWN, Staging(house.data, TODAY), Watch(stumble))
    assert house.leftovers() == []


def test_too_little_space_is_told_before_anything_is_read(house: House) -> None:
    source = house.source("a.jpg", photo(1))
    room = RESERVE_BYTES + PRINT_COPY_BYTES
    tight = Staging(house.data, TODAY, free=lambda _: room - 1)
    with pytest.raises(UserError, match="磁盘空间不够"):
        stage_photos([source], NOTHING_KNOWN, tight)
    assert house.leftovers() == []
    enough = Staging(house.data, TODAY, free=lambda _: room)
    assert stage_photos([source], NOTHING_KNOWN, enough) is not None
    with_original = Staging(house.data, TODAY, keep_originals=True, free=lambda _: room)
    for one in (source, PhotoSource("粘贴", photo(1))):
        with pytest.raises(UserError, match="磁盘空间不够"):
            stage_photos([one], NOTHING_KNOWN, with_original)


def test_a_disk_that_fills_up_while_staging_leaves_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [house.source(f"{n}.jpg", photo(n)) for n in range(4)]
    write = Path.write_bytes
    room = iter([True, True])

    def cramped(path: Path, data: bytes) -> int:
        if not next(room, False):
            write(path, data[:10])
            raise OSError(errno.ENOSPC, "示例")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", cramped)
    with pytest.raises(UserError, match="磁盘空间不够"):
        stage_photos(sources, NOTHING_KNOWN, Staging(house.data, TODAY))
    assert house.leftovers() == []


def full_at(count: int) -> Callable[[int], None]:
    calls = iter(range(100))

    def fsync(handle: int) -> None:
        if next(calls) >= count:
            raise OSError(errno.ENOSPC, "示例")

    return fsync


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_a_disk_that_fills_up_while_keeping_takes_back_and_can_be_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    batch = house.stage(*(house.source(f"{n}.jpg", photo(n)) for n in range(3)))
    already = batch.photos[0].digest
    house.store.put_bytes((batch.folder / already).read_bytes())
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_at(count))
        with pytest.raises(UserError, match="磁盘空间不够"):
            batch.keep(house.store, house.thumbnails)
    assert list(house.store.digests()) == [already]
    new = batch.keep(house.store, house.thumbnails)
    assert set(new) == {one.digest for one in batch.photos} - {already}
    assert all(house.store.check(one.digest) for one in batch.photos)


def test_a_staged_file_lost_before_keeping_is_a_bug_and_nothing_is_kept(house: House) -> None:
    batch = house.stage(house.source("a.jpg", photo(1)), house.source("b.jpg", photo(2)))
    (batch.folder / batch.photos[1].digest).unlink()
    with pytest.raises(FileNotFoundError):
        batch.keep(house.store, house.thumbnails)
    assert list(house.store.digests()) == []


def test_a_folder_gives_its_pictures_by_content_and_in_order(tmp_path: Path) -> None:
    wanted = {
        "2/乙.jpg": photo(1),
        "2/深/丙.dat": photo(2),
        "a.JPG": photo(3),
        "坏.jpeg": b"",
    }
    passed_over = {
        ".hidden.jpg": photo(4),
        "._a.JPG": b"resource fork",
        ".thumbnails/x.jpg": photo(5),
        "$RECYCLE.BIN/x.jpg": photo(6),
        "__MACOSX/x.jpg": photo(6),
        "Thumbs.db": photo(7),
        "通知.docx": b"PK\x03\x04",
        "课.mp4": b"\0\0\0\x18ftypmp42",
    }
    for name, content in (wanted | passed_over).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "文件夹.jpg").mkdir()
    found = [path.relative_to(tmp_path).as_posix() for path in picture_files(tmp_path)]
    assert found == ["a.JPG", "坏.jpeg", "2/乙.jpg", "2/深/丙.dat"]


def test_a_folder_that_is_gone_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="读不到文件夹「没了」；已有的照片都完好；"):
        picture_files(tmp_path / "没了")


def test_a_link_to_nothing_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "断链").symlink_to(tmp_path / "没了")
    assert picture_files(tmp_path) == ()
