"""Step lists from seeds: making them, running them, and making a failing one short."""

import gc
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.sync.simulator.clocks import BAD, seeded
from tests.sync.simulator.world import PLACES, Pc, World, settle_template

FEWEST, MOST = 10, 32
PLACES_OF = (
    ("core", "campus", "laptop"),
    ("core", "campus", "laptop", "other"),
    ("core", "campus", "other"),
)
"""Who takes part, by seed; clones come on top."""

DEEDS: dict[str, int] = {
    "edit": 24,
    "make": 4,
    "child": 5,
    "remove": 5,
    "phone": 3,
    "undo": 2,
    "decide": 4,
    "retract": 2,
    "clock": 4,
    "send": 18,
    "take": 22,
    "spoil": 2,
    "crash": 4,
    "clone": 2,
    "set_aside": 4,
    "set_back": 4,
    "dismiss": 1,
    "forge": 1,
}
OFTEN: tuple[dict[str, int], ...] = (
    {},
    {"clone": 12, "edit": 30, "send": 30, "take": 40},
    {"decide": 14, "remove": 12, "child": 10, "set_back": 10},
    {"forge": 8, "spoil": 8, "crash": 14},
)
"""What happens more often than usual, by seed."""


@dataclass(frozen=True)
class Step:
    """One thing that happens: what, at which PC, and three numbers from which the rest follows."""

    deed: str
    pc: int
    one: int
    two: int
    number: int


def steps_of(seed: int) -> list[Step]:
    """The history that belongs to a seed."""
    chance = random.Random(seed)
    likely = DEEDS | OFTEN[seed // len(PLACES_OF) % len(OFTEN)]
    names, weights = list(likely), list(likely.values())
    return [
        Step(
            chance.choices(names, weights)[0],
            chance.randrange(60),
            chance.randrange(60),
            chance.randrange(60),
            number,
        )
        for number in range(chance.randint(FEWEST, MOST))
    ]


def act(world: World, step: Step) -> None:
    """Lets a step happen."""
    pc = world.pcs[step.pc % len(world.pcs)]
    parcel = world.parcels[step.one % len(world.parcels)] if world.parcels else None
    simple: dict[str, Callable[[], object]] = {
        "edit": lambda: world.edit(
            pc, step.one, ("title", "place", "theme")[step.two % 3], f"第{step.number}步"
        ),
        "make": lambda: world.make(pc, f"新{step.number}"),
        "child": lambda: world.child(pc, step.one, f"课{step.number}"),
        "remove": lambda: world.remove(pc, step.one),
        "phone": lambda: world.phone(pc, f"0312-{step.number:07d}"),
        "undo": lambda: world.undo(pc),
        "decide": lambda: world.decide(pc, step.one, f"定{step.number}" if step.two % 2 else None),
        "retract": lambda: world.retract(pc, step.one),
        "clock": lambda: world.clock(pc, sorted(BAD)[step.one % len(BAD)]),
        "send": lambda: world.send(pc, step.one % 3, witness=step.two % 2 == 0),
        "clone": lambda: world.clone(pc, noticed=step.one % 2 == 0),
        "set_aside": lambda: world.set_aside(pc),
        "set_back": lambda: world.set_back(pc, ("program", "tripwire", "unnoticed")[step.one % 3]),
        "forge": lambda: world.forge(pc),
        "dismiss": lambda: _dismiss(world, pc),
    }
    if step.deed in simple:
        simple[step.deed]()
    elif parcel is not None:
        _with_parcel(world, step)


def _dismiss(world: World, pc: Pc) -> None:
    """Ends a second PC of a school; one that was ended already comes back."""
    if pc.retired:
        world.come_back(pc)
    elif pc.name in ("laptop", "clone4"):
        world.dismiss(pc)


def _with_parcel(world: World, step: Step) -> None:
    """What needs a package on the stick; mostly at a PC that it is for, sometimes at another."""
    parcel = world.parcels[step.one % len(world.parcels)]
    there = [pc for pc in world.pcs if pc.school == parcel.school]
    at = there if step.two % 8 else world.pcs
    pc = at[step.pc % len(at)]
    if step.deed == "take":
        world.take(pc, parcel)
    elif step.deed == "crash":
        world.crash(pc, parcel, step.two)
    else:
        world.spoil(pc, parcel, random.Random(step.two))


@dataclass(frozen=True)
class Failure:
    """A history that went wrong, as short as it could be made."""

    seed: int
    error: str
    steps: tuple[Step, ...]

    def told(self) -> str:
        """For a person who looks for the mistake."""
        lines = [f"seed {self.seed}: {self.error}", *(f"  {step}" for step in self.steps)]
        return "\n".join(lines)


Planted = Callable[[], AbstractContextManager[object]]


class Runner:
    """Runs histories in a folder of its own, each on a copy of one settled alliance."""

    def __init__(self, folder: Path, planted: Planted = nullcontext) -> None:
        self.folder = folder
        self._planted = planted
        self._template = folder / "template"
        if not self._template.exists():
            settle_template(self._template)

    def run(self, seed: int, steps: Sequence[Step]) -> str | None:
        """Plays a history; says what went wrong, or None."""
        place = Path(tempfile.mkdtemp(dir=self.folder))
        try:
            with seeded(seed), self._planted():
                names = PLACES_OF[seed % len(PLACES_OF)]
                places = {name: PLACES[name] for name in names}
                world = World(self._template, place / "world", places)
                try:
                    for step in steps:
                        act(world, step)
                    world.quiet_down()
                finally:
                    world.close()
        except Exception as error:  # noqa: BLE001 - whatever it is, the history has failed
            return f"{type(error).__name__}: {str(error)[:300]}"
        finally:
            shutil.rmtree(place)
        return None

    def judge(self, seed: int, *, shrink: bool = True) -> Failure | None:
        """Plays the history of a seed; a failing one is made as short as possible."""
        steps = steps_of(seed)
        error = self.run(seed, steps)
        if error is None:
            return None
        return Failure(seed, error, tuple(self._shrunk(seed, steps) if shrink else steps))

    def _shrunk(self, seed: int, steps: list[Step]) -> list[Step]:
        """Leaves out what is not needed to fail: halves first, then single steps."""
        size = len(steps) // 2
        while size:
            at = 0
            while at < len(steps):
                fewer = steps[:at] + steps[at + size :]
                if fewer and self.run(seed, fewer) is not None:
                    steps = fewer
                else:
                    at += size
            size //= 2
        return steps


def judge_batch(batch: range) -> list[tuple[int, int, Failure | None]]:
    """Plays some histories; each with the number of its steps and what went wrong."""
    gc.disable()
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        runner = Runner(Path(folder))
        found = [(seed, len(steps_of(seed)), runner.judge(seed)) for seed in batch]
    gc.collect()
    return found


def quick_folder() -> str | None:
    """Where files are quick: in memory where the system offers it."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() else None
