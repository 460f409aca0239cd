"""Sticks with the file systems that sticks have, and disks that are really full."""

import errno
import os
import shutil
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.sync.stick import scan
from tests.sync.conftest import Village, reopened
from tests.sync.media import MEGABYTE, Medium, call, mounted
from tests.sync.village import enrol, new_office, picture

LONG = "柳林镇教育联合体第三十七教学点附属幼儿园柳林校区（示例）"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(
    params=[
        pytest.param(kind, marks=pytest.mark.needs(kind)) for kind in ("tmpfs", "exFAT", "FAT32")
    ]
)
def stick(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Medium]:
    """A small stick of each kind."""
    with mounted(request.param, tmp_path / "medium") as medium:
        yield medium


def fill(folder: Path, left: int) -> Path:
    """Fills a medium with something else up to a rest."""
    file = folder / "别的文件.bin"
    with file.open("wb") as stream:
        while shutil.disk_usage(folder).free > left:
            stream.write(bytes(min(MEGABYTE, shutil.disk_usage(folder).free - left) or 1))
            stream.flush()
            os.fsync(stream.fileno())
    return file


def test_a_package_with_a_long_chinese_name_survives_the_stick(
    village: Village, stick: Medium
) -> None:
    newcomer = new_office(village.stick / "new")
    enrol(village.core, newcomer, LONG, village.stick)
    newcomer.photos(newcomer.activity("送教下乡"), picture(1))
    file = newcomer.pack_for(village.core.school, stick.folder)
    whole = file.read_bytes()
    stick.put_in_again()
    (found,) = scan(village.core.store, village.core.ring, stick.folder)
    assert (found.file.name, found.state) == (file.name, "new")
    assert file.read_bytes() == whole
    assert village.core.take(found.file).state == "applied"
    assert village.core.titles() == {"送教下乡"}
    newcomer.close()


@pytest.mark.must_hold(6)
def test_a_full_stick_is_told_in_a_sentence_and_stays_as_it_was(
    village: Village, stick: Medium
) -> None:
    village.campus.activity("送教下乡")
    other = fill(stick.folder, 64 * 1024)
    before = sorted(stick.folder.iterdir())
    with pytest.raises(UserError, match="放不下"):
        village.campus.pack_for(village.core.school, stick.folder)
    assert sorted(stick.folder.iterdir()) == before
    other.unlink()
    file = village.campus.pack_for(village.core.school, stick.folder)
    assert "000001" in file.name
    assert village.core.take(file).state == "applied"


@pytest.mark.must_hold(6)
def test_a_stick_that_turns_out_to_be_full_while_it_is_written_keeps_no_half_file(
    village: Village, stick: Medium, monkeypatch: pytest.MonkeyPatch
) -> None:
    village.campus.photos(village.campus.activity("送教下乡"), picture(1), picture(2))
    other = fill(stick.folder, 96 * 1024)
    before = sorted(stick.folder.iterdir())
    with monkeypatch.context() as lying:
        lying.setattr(shutil, "disk_usage", lambda _: Usage(1 << 40, 0, 1 << 40))
        with pytest.raises(UserError, match="没有写成") as full:
            village.campus.pack_for(village.core.school, stick.folder)
    assert isinstance(full.value.__cause__, OSError)
    assert full.value.__cause__.errno == errno.ENOSPC
    assert sorted(stick.folder.iterdir()) == before
    other.unlink()
    assert (
        village.core.take(village.campus.pack_for(village.core.school, stick.folder)).state
        == "applied"
    )
    assert village.campus.problems() == village.core.problems() == []


ROOMY = 4096 * MEGABYTE


@pytest.mark.must_hold(6)
@pytest.mark.needs("tmpfs")
@pytest.mark.parametrize("room", [0, 96, 400, 1500])
def test_an_import_onto_a_full_disk_changes_nothing_and_succeeds_once_there_is_room(
    village: Village, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """The system says that there is room, until an earlier or a later write itself fails."""
    village.campus.photos(village.campus.activity("送教下乡"), picture(1), picture(2))
    file = village.campus.pack_for(village.core.school, village.stick)
    village.core.close()
    with mounted("tmpfs", tmp_path / "disk") as disk:
        disk.resize(ROOMY)
        core = reopened(shutil.copytree(village.core.folder, disk.folder / "core"))
        before = core.digests()
        disk.resize(shutil.disk_usage(disk.folder).used + room * 1024)
        with pytest.raises(UserError, match=r"磁盘(空间不够|满了)"):
            core.take(file)
        with monkeypatch.context() as lying:
            lying.setattr(shutil, "disk_usage", lambda _: Usage(1 << 40, 0, 1 << 40))
            with pytest.raises(UserError, match=r"磁盘|没有写成"):
                core.take(file)
        assert (core.digests(), core.problems()) == (before, [])
        core.close()
        disk.resize(ROOMY)
        core = reopened(core.folder)
        assert (core.digests(), core.problems()) == (before, [])
        assert core.take(file).state == "applied"
        assert core.titles() == {"送教下乡"}
        core.close()


@pytest.mark.needs("mtools")
def test_a_package_lies_on_a_real_fat32_image_under_its_own_name(
    village: Village, tmp_path: Path
) -> None:
    newcomer = new_office(village.stick / "new")
    enrol(village.core, newcomer, LONG, village.stick)
    newcomer.activity("送教下乡")
    file = newcomer.pack_for(village.core.school, village.stick / "out")
    image, back = tmp_path / "stick.img", tmp_path / "back"
    with image.open("wb") as stream:
        stream.truncate(40 * MEGABYTE)
    call("mkfs.fat", "-F", "32", "-s", "1", image)
    call("mcopy", "-i", image, file, "::")
    call("fsck.fat", "-n", image)
    back.mkdir()
    call("mcopy", "-i", image, "::*.ltp", back)
    (returned,) = back.iterdir()
    assert returned.name == file.name
    assert village.core.take(returned).state == "applied"
    newcomer.close()
