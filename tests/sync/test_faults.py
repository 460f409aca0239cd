"""The current off, the disk full, the stick spoilt: at some points here, at all in `simulate`."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from tests.sync.conftest import Village
from tests.sync.simulator.flips import STEP, Spoiler
from tests.sync.village import Office, picture

ROOT = Path(__file__).resolve().parents[2]


def tried(work: str, stride: int) -> dict[str, object]:
    """What a process of its own found at every so many points."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.sync.simulator.faults", work, str(stride)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.stdout, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("work", "stride"),
    [
        pytest.param("import-cut_off", 11, marks=pytest.mark.must_hold(4)),
        pytest.param("export-cut_off", 7, marks=pytest.mark.must_hold(5)),
    ],
)
def test_when_the_current_goes_off_there_is_the_old_state_or_the_new(
    work: str, stride: int
) -> None:
    found = tried(work, stride)
    assert found["wrong"] == []
    assert found["tried"] >= 5
    assert set(found["points"]) >= {"sql", "sql commit", "write", "fsync", "replace"}


@pytest.mark.parametrize(("work", "stride"), [("import-filled", 13), ("export-filled", 8)])
@pytest.mark.must_hold(6)
def test_when_the_disk_is_full_a_plain_sentence_says_so_and_all_is_as_it_was(
    work: str, stride: int
) -> None:
    found = tried(work, stride)
    assert found["wrong"] == []
    assert any(word in ended for ended in found["ended"] for word in ("磁盘", "没有写成"))


@pytest.mark.must_hold(4)
def test_when_the_current_goes_off_inside_of_a_commit_there_is_the_old_state_or_the_new() -> None:
    found = tried("import-journal_cut", 15)
    assert found["wrong"] == []
    assert found["tried"] >= 5


@pytest.mark.parametrize("size", [2_000, 30_000, 200_000])
@pytest.mark.must_hold(6)
def test_a_system_that_refuses_to_let_files_grow_breaks_nothing(
    village: Village, size: int
) -> None:
    village.campus.photos(village.campus.activity("送教下乡"), picture(1))
    file = village.campus.pack_for(village.core.school, village.stick)
    before = village.core.digests()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with pytest.raises(UserError, match=r"数据没有变化|以前存的都在|磁盘"):
            village.core.take(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (village.core.digests(), village.core.problems()) == (before, [])
    assert village.core.take(file).state == "applied"


@pytest.fixture(scope="module")
def spoiler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spoiler]:
    """A package that is several times 64 KiB long."""
    made = Spoiler(tmp_path_factory.mktemp("flips"))
    yield made
    made.close()


@pytest.mark.must_hold(7)
def test_a_package_with_one_bit_turned_is_refused_and_nothing_of_it_is_taken(
    spoiler: Spoiler,
) -> None:
    found = spoiler.offer(spoiler.flips(200))
    assert found.wrong == []
    assert found.reasons.total() == found.tried == 200
    assert found.reasons.keys() <= {"damaged", "not_for_us", "bad_header", "unknown_file"}


@pytest.mark.must_hold(7)
def test_a_package_cut_off_anywhere_is_refused_and_nothing_of_it_is_taken(
    spoiler: Spoiler,
) -> None:
    assert len(spoiler.whole) > 3 * STEP
    found = spoiler.offer(spoiler.cuts())
    assert found.wrong == []
    assert found.reasons == {"damaged": found.tried}


def test_the_package_that_was_spoilt_is_whole_by_itself(spoiler: Spoiler) -> None:
    core: Office = spoiler.core
    assert core.take(spoiler._file).state == "applied"
