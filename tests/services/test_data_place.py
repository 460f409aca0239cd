"""Where data may lie, and that moving it loses nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services import data_place
from lianti_desktop.services.data_place import (
    FOLDER_NAME,
    KEPT,
    Volume,
    VolumeKind,
    move_database,
    move_pictures,
    objection,
    old_place_until,
    propose,
    warning,
)
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.operators import add_operator, operators
from lianti_desktop.storage.store import open_store
from lianti_desktop.storage.watch import Watch

GIGABYTE = 1024**3
NOW = datetime(2026, 3, 12, 8, 31, tzinfo=UTC)
SYSTEM = Volume(Path("/c"), VolumeKind.FIXED, 40 * GIGABYTE, is_system=True)
SECOND = Volume(Path("/d"), VolumeKind.FIXED, 300 * GIGABYTE)
THIRD = Volume(Path("/e"), VolumeKind.FIXED, 90 * GIGABYTE)
STICK = Volume(Path("/f"), VolumeKind.REMOVABLE, 900 * GIGABYTE)
SHARE = Volume(Path("/n"), VolumeKind.NETWORK, 900 * GIGABYTE)


def test_the_roomiest_fixed_disk_without_the_system_is_proposed() -> None:
    assert propose((SYSTEM, THIRD, SECOND, STICK, SHARE), Path("/c/x")) == Path("/d") / FOLDER_NAME


def test_with_one_disk_the_usual_place_is_proposed() -> None:
    assert propose((SYSTEM, STICK, SHARE), Path("/c/x")) == Path("/c/x")


@pytest.mark.parametrize(("place", "word"), [("/f/a", "U盘"), ("/n/a", "网络")])
def test_a_stick_and_a_share_are_refused(place: str, word: str) -> None:
    assert word in objection(Path(place), (SYSTEM, SECOND, STICK, SHARE))


def test_a_fixed_disk_is_not_refused() -> None:
    assert objection(Path("/d/a"), (SYSTEM, SECOND)) == ""
    assert warning(Path("/d/a"), (SYSTEM, SECOND)) == ""


def test_the_system_disk_is_warned_of_where_there_is_another() -> None:
    assert "重装" in warning(Path("/c/a"), (SYSTEM, SECOND))
    assert warning(Path("/c/a"), (SYSTEM,)) == ""


def test_a_disk_that_is_nearly_full_is_warned_of() -> None:
    full = Volume(Path("/d"), VolumeKind.FIXED, GIGABYTE)
    assert "1.0 GB" in warning(Path("/d/a"), (SYSTEM, full))


@pytest.fixture
def source(tmp_path: Path) -> DataPaths:
    """A folder with an operator and three stored files."""
    data = DataPaths(tmp_path / "old")
    store = open_store(data)
    with store.transaction() as session:
        add_operator(session, "王玲", OperatorRole.CLERK)
    store.close()
    for number in range(3):
        AttachmentStore(data.attachments).put_bytes(b"picture" * (number + 1))
    return data


def test_a_move_takes_records_and_pictures_and_marks_the_old_folder(
    source: DataPaths, tmp_path: Path
) -> None:
    target = move_pictures(source, tmp_path / "new", Watch())
    late = AttachmentStore(source.attachments).put_bytes(b"entered while it was moving")
    move_database(source, target, NOW)

    there = AttachmentStore(target.attachments)
    assert there.check(late)
    assert list(there.digests()) == list(AttachmentStore(source.attachments).digests())
    store = open_store(target)
    with store.read() as session:
        assert [one.name for one in operators(session)] == ["王玲"]
    store.close()
    until = old_place_until(source.root)
    assert until is not None
    assert until.date() == (NOW + KEPT).date()
    assert source.database.exists()
    assert old_place_until(target.root) is None


def test_a_move_that_is_stopped_leaves_nothing(source: DataPaths, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="停下"):
        move_pictures(source, tmp_path / "new", Watch(is_cancelled=lambda: True))
    assert not (tmp_path / "new").exists()


def test_a_file_that_reads_back_otherwise_stops_the_move(
    source: DataPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["one", "other"])
    monkeypatch.setattr(data_place, "digest_of", lambda _path: next(answers))
    with pytest.raises(UserError, match="没有搬"):
        move_pictures(source, tmp_path / "new", Watch())
    assert not (tmp_path / "new").exists()


def test_a_folder_with_something_in_it_is_not_written_into(
    source: DataPaths, tmp_path: Path
) -> None:
    aim = tmp_path / "new"
    aim.mkdir()
    (aim / "会议.txt").write_text("别的东西", encoding="utf-8")
    with pytest.raises(UserError, match="已经有东西"):
        move_pictures(source, aim, Watch())
    assert (aim / "会议.txt").exists()


def test_the_data_is_not_moved_into_itself(source: DataPaths) -> None:
    with pytest.raises(UserError, match="现在的数据文件夹里"):
        move_pictures(source, source.root / "new", Watch())


def test_a_month_is_kept() -> None:
    assert timedelta(days=30) == KEPT
