"""A few of the histories of `dev.py simulate`, and the mistakes that it must be able to see."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.sync.simulator.history import Runner, Step, steps_of
from tests.sync.simulator.planted import PLANTED

CORE, CAMPUS, LAPTOP, OTHER, CLONE = 0, 1, 2, 2, 3
TWO_AT_THE_CAMPUS, TWO_CAMPUSES = 0, 2
"""Seeds by who takes part: core school, campus and its laptop, or core school and two campuses."""


def step(deed: str, pc: int, one: int = 0, two: int = 0, number: int = 0) -> Step:
    return Step(deed, pc, one, two, number)


REVEALING = {
    "by_replica_and_number": (
        TWO_AT_THE_CAMPUS,
        [step("clone", CAMPUS, 1), step("edit", CAMPUS, number=1), step("edit", CLONE, number=2)],
    ),
    "by_the_clock_on_the_wall": (
        TWO_AT_THE_CAMPUS,
        [step("clock", LAPTOP, 0), step("edit", LAPTOP, 0, 1, 1)],
    ),
    "since_last_sent": (TWO_AT_THE_CAMPUS, [step("edit", CAMPUS), step("send", CAMPUS, 0)]),
    "without_the_loser": (
        TWO_AT_THE_CAMPUS,
        [step("edit", CAMPUS, number=1), step("edit", LAPTOP, number=2)],
    ),
    "relayed_unverified": (TWO_CAMPUSES, [step("forge", CAMPUS)]),
    "removals_win": (TWO_AT_THE_CAMPUS, [step("remove", CAMPUS), step("edit", LAPTOP, number=2)]),
    "only_our_own": (TWO_CAMPUSES, [step("edit", CAMPUS)]),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the settled alliance lies that every history begins with."""
    return tmp_path_factory.mktemp("simulator")


@pytest.mark.parametrize("seed", [*range(6), 5745, 7157, 7227])
def test_nothing_is_lost_in_a_random_history(folder: Path, seed: int) -> None:
    assert Runner(folder).run(seed, steps_of(seed)) is None


@pytest.mark.parametrize("name", PLANTED)
def test_a_mistake_put_in_on_purpose_is_seen_and_without_it_all_is_well(
    folder: Path, name: str
) -> None:
    seed, steps = REVEALING[name]
    assert Runner(folder, PLANTED[name]).run(seed, steps) is not None
    assert Runner(folder).run(seed, steps) is None


class TwoStepsFail(Runner):
    """A program in which all goes wrong when two certain steps meet."""

    def __init__(self, needed: set[int]) -> None:
        self._needed = needed

    def run(self, seed: int, steps: Sequence[Step]) -> str | None:
        return "Lost: it" if self._needed <= {one.number for one in steps} else None


def test_a_failing_history_is_told_with_its_seed_and_the_steps_that_matter() -> None:
    failure = TwoStepsFail({2, 7}).judge(3)
    assert failure is not None
    assert failure.told().startswith("seed 3: Lost: it\n")
    assert [one.number for one in failure.steps] == [2, 7]
