"""A stick holds everything, once, and gives it back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.usb_copy import (
    PICTURES,
    STICK_FOLDER,
    bring_pictures,
    copy_to_stick,
)
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.backup import prove
from lianti_desktop.storage.store import open_store
from lianti_desktop.storage.watch import Watch

NOW = datetime(2026, 3, 12, 8, 31, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> DataPaths:
    """A folder with two stored files."""
    paths = DataPaths(tmp_path / "data")
    open_store(paths).close()
    for content in (b"one", b"two"):
        AttachmentStore(paths.attachments).put_bytes(content)
    return paths


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_stick_gets_a_proved_backup_and_every_picture(data: DataPaths, stick: Path) -> None:
    copy = copy_to_stick(data, stick, NOW, Watch())
    assert copy.pictures == 2
    assert copy.missing == 0
    assert copy.backup.path.parent == stick / STICK_FOLDER
    assert prove(copy.backup.path)
    kept = AttachmentStore(stick / STICK_FOLDER / PICTURES)
    assert all(kept.check(name) for name in AttachmentStore(data.attachments).digests())


def test_pictures_on_the_stick_are_not_copied_again(data: DataPaths, stick: Path) -> None:
    copy_to_stick(data, stick, NOW, Watch())
    AttachmentStore(data.attachments).put_bytes(b"three")
    again = copy_to_stick(data, stick, NOW + timedelta(minutes=1), Watch())
    assert again.pictures == 1
    assert len(list((stick / STICK_FOLDER).glob("*.lianti-backup"))) == 2


def test_a_picture_cut_off_on_the_stick_is_written_anew(data: DataPaths, stick: Path) -> None:
    copy_to_stick(data, stick, NOW, Watch())
    kept = AttachmentStore(stick / STICK_FOLDER / PICTURES)
    name = next(kept.digests())
    kept.path(name).write_bytes(b"")
    copy_to_stick(data, stick, NOW + timedelta(minutes=1), Watch())
    assert kept.check(name)


def test_a_picture_damaged_at_home_is_counted_and_not_spread(data: DataPaths, stick: Path) -> None:
    home = AttachmentStore(data.attachments)
    name = next(home.digests())
    home.path(name).write_bytes(b"damaged")
    copy = copy_to_stick(data, stick, NOW, Watch())
    assert (copy.pictures, copy.missing) == (1, 1)
    assert not (stick / STICK_FOLDER / PICTURES / name[:2] / name).exists()


def test_stopping_says_that_the_stick_is_not_complete(data: DataPaths, stick: Path) -> None:
    with pytest.raises(UserError, match="还不全"):
        copy_to_stick(data, stick, NOW, Watch(is_cancelled=lambda: True))


def test_a_stick_that_cannot_be_written_gets_a_sentence(data: DataPaths, stick: Path) -> None:
    (stick / STICK_FOLDER).write_text("a file in the way", encoding="utf-8")
    with pytest.raises(UserError, match="写不进去"):
        copy_to_stick(data, stick, NOW, Watch())


def test_lost_pictures_come_back_from_beside_the_backup(data: DataPaths, stick: Path) -> None:
    copy = copy_to_stick(data, stick, NOW, Watch())
    home = AttachmentStore(data.attachments)
    names = list(home.digests())
    home.remove(names[:1])
    assert bring_pictures(copy.backup.path, data) == 1
    assert home.check(names[0])


def test_a_damaged_picture_on_the_stick_is_not_taken_for_the_lost_one(
    data: DataPaths, stick: Path
) -> None:
    copy = copy_to_stick(data, stick, NOW, Watch())
    home = AttachmentStore(data.attachments)
    name = next(home.digests())
    home.remove([name])
    (stick / STICK_FOLDER / PICTURES / name[:2] / name).write_bytes(b"rotten")
    assert bring_pictures(copy.backup.path, data) == 0
    assert not home.has(name)
