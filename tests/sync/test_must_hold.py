"""What the exchange must survive (exchange.md §10), line by line; each line has a test somewhere.

A test says which line it shows by `@pytest.mark.must_hold(line)`. Here are those that belong to no
other file: whole stories of clones, clocks, restored disks and sticks that lie.
"""

import ast
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.log.tables import Log
from lianti_desktop.sync import witness
from lianti_desktop.sync.conflicts import conflicts, resolve
from lianti_desktop.sync.witness import bear_witness, renew_when_doubtful
from tests.sync.conftest import CAMPUS, OTHER, Village, reopened
from tests.sync.simulator.years import three_years
from tests.sync.test_exchange import voids
from tests.sync.village import Office, enrol, new_office

TESTS = Path(__file__).resolve().parents[1]
LINES = range(1, 24)


def lines_shown(file: Path) -> set[int]:
    """The lines of §10 that the tests of a file are marked with."""
    calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    marks = (node for node in calls if isinstance(node, ast.Call))
    named = (node for node in marks if ast.unparse(node.func) == "pytest.mark.must_hold")
    return {ast.literal_eval(part) for node in named for part in node.args}


def test_each_line_is_shown_by_a_test() -> None:
    shown = set().union(*map(lines_shown, TESTS.rglob("test_*.py")))
    assert shown == set(LINES)


def forks(office: Office) -> int:
    """How many logs began as the second branch of another."""
    with office.store.read() as session:
        return len(session.scalars(select(Log.id).where(Log.origin.is_not(None))).all())


def agree(*offices: Office) -> None:
    """All copies hold the same, are whole, and nothing was void."""
    for office in offices:
        assert office.problems() == []
        assert voids(office) == []
        assert office.digests() == offices[0].digests()


def keeps_nothing_behind(handle: int) -> None:
    """A stick of false capacity: what lies beyond the first kilobytes is not there."""
    os.pwrite(handle, bytes(os.fstat(handle).st_size - 2048), 2048)


def turns_a_bit(handle: int) -> None:
    """A stick that wears out: one bit is another."""
    os.pwrite(handle, bytes([os.pread(handle, 1, 700)[0] ^ 4]), 700)


def cuts_the_end(handle: int) -> None:
    """A stick that says it has written all and has not."""
    os.ftruncate(handle, os.fstat(handle).st_size - 1)


@pytest.mark.needs("proc")
@pytest.mark.must_hold(7)
@pytest.mark.parametrize("lie", [keeps_nothing_behind, turns_a_bit, cuts_the_end])
def test_a_stick_that_keeps_other_bytes_than_were_written_is_found_out_before_it_is_pulled(
    village: Village, monkeypatch: pytest.MonkeyPatch, lie: Callable[[int], None]
) -> None:
    village.campus.activity("送教下乡")
    written = os.fsync

    def lying(handle: int) -> None:
        written(handle)
        if ".ltp" in str(Path(f"/proc/self/fd/{handle}").readlink()):
            os.chmod(handle, 0o600)
            file = os.open(f"/proc/self/fd/{handle}", os.O_RDWR)
            lie(file)
            os.close(file)

    with monkeypatch.context() as stick:
        stick.setattr(os, "fsync", lying)
        with pytest.raises(UserError, match="读回来不一样"):
            village.campus.pack_for(village.core.school, village.stick / "lying")
    assert list((village.stick / "lying").iterdir()) == []
    file = village.campus.pack_for(village.core.school, village.stick / "honest")
    assert "000001" in file.name
    assert village.core.take(file).state == "applied"
    assert village.core.titles() == {"送教下乡"}


BAD_CLOCKS = {
    "2000": datetime(2000, 1, 1, tzinfo=UTC),
    "2099": datetime(2099, 12, 31, tzinfo=UTC),
    "a year back": datetime(2025, 1, 1, tzinfo=UTC),
}


@pytest.mark.must_hold(8)
@pytest.mark.parametrize("clock", BAD_CLOCKS)
def test_a_week_under_a_bad_clock_arrives_and_what_came_after_it_stands(
    village: Village, clock: str
) -> None:
    row = village.campus.activity("原来")
    village.by_core()
    village.laptop.store._now = lambda: BAD_CLOCKS[clock]
    village.laptop.change(Activity, row, title="坏钟写的", place="礼堂")
    made = village.laptop.activity("坏钟那一周")
    village.by_core()
    assert village.core.value(Activity, row, "title") == "坏钟写的"
    village.campus.change(Activity, row, title="后来好钟改的")
    village.by_core()
    village.laptop.change(Activity, made, place="操场")
    village.by_core()
    for office in village.offices:
        assert office.value(Activity, row, "title") == "后来好钟改的"
        assert office.value(Activity, row, "place") == "礼堂"
        assert office.value(Activity, made, "place") == "操场"
    agree(*village.offices)


@pytest.mark.must_hold(8)
def test_a_clock_that_jumps_to_2000_then_to_2099_and_back_loses_nothing(village: Village) -> None:
    good, row = village.campus.store._now, village.campus.activity("原来")
    for clock in BAD_CLOCKS.values():
        village.campus.store._now = lambda now=clock: now
        village.campus.change(Activity, row, title=f"{clock:%Y} 年写的")
    village.campus.store._now = good
    village.campus.change(Activity, row, place="礼堂")
    village.by_core()
    assert village.core.value(Activity, row, "title") == "2025 年写的"
    agree(*village.offices)


@pytest.mark.must_hold(10)
def test_a_disk_that_was_set_back_whole_and_bears_no_witness_loses_neither_branch(
    village: Village,
) -> None:
    village.campus.close()
    image = village.stick / "image"
    shutil.copytree(village.campus.folder, image)
    campus = reopened(village.campus.folder)
    campus.activity("设回之前写的")
    bear_witness(campus.store, campus.ring)
    village.carry(campus, village.core)
    campus.close()
    shutil.rmtree(campus.folder)
    shutil.copytree(image, campus.folder)
    campus = reopened(campus.folder)
    assert not renew_when_doubtful(campus.store, campus.ring)
    former = campus.replica
    campus.activity("设回之后写的")
    village.carry(campus, village.core)
    village.carry(village.core, campus)
    assert campus.titles() == village.core.titles() == {"设回之前写的", "设回之后写的"}
    assert campus.replica != former
    assert forks(village.core) == 1
    agree(campus, village.core)
    campus.close()


@pytest.mark.must_hold(11)
def test_ten_pcs_that_run_from_one_image_lose_nothing_and_get_ten_names(village: Village) -> None:
    village.campus.activity("映像里就有的")
    village.by_core()
    village.campus.close()
    clones = []
    for number in range(10):
        folder = village.stick / f"clone{number}"
        shutil.copytree(village.campus.folder, folder)
        clones.append(reopened(folder))
        clones[-1].activity(f"第{number}台写的")
    for clone in clones:
        village.core.take(clone.pack_for(village.core.school, village.stick / clone.folder.name))
    wanted = {"映像里就有的", *(f"第{number}台写的" for number in range(10))}
    assert village.core.titles() == wanted
    answer = village.core.pack_for(village.campus.school, village.stick)
    for clone in clones:
        clone.take(answer)
        assert clone.titles() == wanted
    assert len({clone.replica for clone in clones} - {village.campus.replica}) == 10
    assert forks(village.core) == 9
    agree(village.core, *clones)
    for clone in clones:
        clone.close()


@pytest.mark.must_hold(12)
@pytest.mark.parametrize(
    ("repair", "is_asked"),
    [
        pytest.param({"cards": ["f"]}, False, id="a new network card"),
        pytest.param({"board": ["f"], "cards": ["f"]}, True, id="a new motherboard"),
        pytest.param({"disks": ["f"], "system": ["f"]}, True, id="a new disk, set up anew"),
    ],
)
def test_a_pc_that_was_repaired_is_asked_where_it_looks_like_another_and_never_forks(
    village: Village,
    monkeypatch: pytest.MonkeyPatch,
    repair: dict[str, list[str]],
    *,
    is_asked: bool,
) -> None:
    before = {"board": ["b"], "cards": ["c"], "disks": ["d"], "system": ["s"]}
    monkeypatch.setattr(witness, "signs", lambda: before)
    village.campus.activity("修之前")
    village.carry(village.campus, village.core)
    village.campus.close()
    monkeypatch.setattr(witness, "signs", lambda: before | repair)
    campus = reopened(village.campus.folder.rename(village.stick / "D"))
    former = campus.replica
    assert renew_when_doubtful(campus.store, campus.ring) is is_asked
    assert (campus.replica != former) is is_asked
    assert not renew_when_doubtful(campus.store, campus.ring)
    campus.activity("修之后")
    for _ in range(2):
        village.carry(campus, village.core)
        village.carry(village.core, campus)
    assert village.core.titles() == campus.titles() == {"修之前", "修之后"}
    assert forks(village.core) == forks(campus) == 0
    agree(campus, village.core)
    campus.close()


@pytest.mark.must_hold(13)
def test_a_core_school_with_an_old_backup_gets_its_own_and_the_others_work_back(
    village: Village,
) -> None:
    village.core.close()
    saved = village.stick / "saved.db"
    shutil.copyfile(village.core.store.data.database, saved)
    core = reopened(village.core.folder)
    newcomer = new_office(village.stick / "new")
    enrol(core, newcomer, OTHER, village.stick)
    village.campus.activity("校区后来写的")
    core.activity("中心校后来写的")
    core.take(village.campus.pack_for(core.school, village.stick))
    village.campus.take(core.pack_for(village.campus.school, village.stick))
    former = core.replica
    core.close()
    shutil.copyfile(saved, core.store.data.database)
    core = reopened(core.folder)
    assert core.titles() == set()
    assert renew_when_doubtful(core.store, core.ring)
    core.activity("恢复后写的")
    newcomer.activity("新来的电脑写的")
    others = (village.campus, newcomer, village.other)
    for _ in range(2):
        for office in others:
            core.take(office.pack_for(core.school, village.stick))
        for office in others:
            office.take(core.pack_for(office.school, village.stick))
    assert core.titles() == {
        *("校区后来写的", "中心校后来写的"),
        *("恢复后写的", "新来的电脑写的"),
    }
    assert core.replica != former
    agree(core, *others)
    for office in (core, newcomer):
        office.close()


@pytest.mark.must_hold(16)
def test_three_edits_of_one_cell_that_two_pcs_resolve_differently_are_settled_once(
    village: Village,
) -> None:
    desk = new_office(village.stick / "desk")
    enrol(village.core, desk, CAMPUS, village.stick)
    writers = (village.campus, village.laptop, desk)
    row = village.campus.activity("原来")

    def by_core() -> None:
        village.by_core()
        village.carry(desk, village.core)
        for reader in (*writers, village.other):
            village.carry(village.core, reader)

    by_core()
    for writer, title in zip(writers, ("甲", "乙", "丙"), strict=True):
        writer.change(Activity, row, title=title)
    by_core()
    assert {tuple(titles(office)) for office in (*writers, village.other)} == {("丙", "乙", "甲")}
    for decider, title in ((village.campus, "甲"), (village.laptop, "乙")):
        resolve(decider.store, only_conflict(decider), title)
        assert titles(decider) == []
    by_core()
    everybody = (village.core, *writers, village.other)
    assert {tuple(titles(office)) for office in everybody} == {("乙", "甲")}
    assert len({only_conflict(office) for office in everybody}) == 1
    resolve(desk.store, only_conflict(desk), "甲乙")
    by_core()
    for office in everybody:
        assert (titles(office), office.value(Activity, row, "title")) == ([], "甲乙")
    agree(*everybody)
    desk.close()


def only_conflict(office: Office) -> str:
    """The id of the one open conflict."""
    with office.store.read() as session:
        (one,) = conflicts(session)
    return one.id


def titles(office: Office) -> list[str]:
    """What is claimed in the open conflicts, in order."""
    with office.store.read() as session:
        return sorted(str(claim.value) for one in conflicts(session) for claim in one.claims)


@pytest.mark.must_hold(23)
def test_years_with_one_stick_in_ten_lost_end_with_equal_copies() -> None:
    said: list[str] = []
    assert three_years(said.append, weeks=4, schools=2) == 0
    assert "各份数据一致" in said[-1]
    assert " 0 次" not in said[-1]
