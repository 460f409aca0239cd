"""School years: every week everybody writes, one stick in ten is lost.

The real size is 100 schools with 2 PCs each and 3 × 40 weeks. As many schools and weeks as are
asked for are played; what grows with the size is measured: time and bytes a week. The oracle
reckons every cell for as many schools as it has room for.
"""

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.sync.simulator.clocks import seeded
from tests.sync.simulator.history import quick_folder
from tests.sync.simulator.oracle import Census, Oracle
from tests.sync.simulator.world import SCHOOLS, Pc, World, settle_template

WEEKS = 120
LOST = 0.1
EDITS_A_WEEK = 2
AT_MOST_LINES = 12


def pcs_of(schools: int) -> dict[str, int]:
    """Two PCs at each school, by their names; the core school's comes first."""
    return {
        f"{'core' if school == 0 else 'campus'}{school}{letter}": school
        for letter in "ab"
        for school in range(schools)
    }


@dataclass
class Week:
    """What a week cost."""

    seconds: float = 0
    bytes: int = 0
    packages: int = 0
    lost: int = 0


class Years:
    """An alliance and its weeks."""

    def __init__(self, folder: Path, seed: int, schools: int) -> None:
        pcs = pcs_of(schools)
        settle_template(folder / "template", pcs)
        oracle = Oracle() if schools <= len(SCHOOLS) else Census()
        self.world = World(folder / "template", folder / "world", pcs, oracle)
        self._schools = schools
        self._chance = random.Random(seed)

    def week(self, number: int) -> Week:
        """Everybody writes; the sticks go to the core school and come back, if they do."""
        cost, began = Week(), time.process_time()
        for pc in self.world.pcs:
            for turn in range(EDITS_A_WEEK):
                at = self._chance.randrange(60)
                self.world.edit(pc, at, self._chance.choice(["title", "place"]), f"{number}-{turn}")
        core, *others = self.world.pcs
        for pc in others:
            self._carry(pc, 0, cost)
        for school in range(self._schools):
            self._carry(core, school, cost)
        cost.seconds = time.process_time() - began
        return cost

    def _carry(self, sender: Pc, school: int, cost: Week) -> None:
        parcel = self.world.send(sender, school)
        if parcel is None:
            return
        cost.packages += 1
        cost.bytes += parcel.file.stat().st_size
        for pc in self.world.pcs:
            if pc.school == school and pc is not sender:
                if self._chance.random() < LOST:
                    cost.lost += 1
                else:
                    self.world.take(pc, parcel, must=True)
        parcel.file.unlink()
        self.world.parcels.clear()


def three_years(say: Callable[[str], None], weeks: int = WEEKS, schools: int = len(SCHOOLS)) -> int:
    """Plays the weeks, then lets everything settle and compares all copies."""
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder, seeded(23):
        years = Years(Path(folder), 23, schools)
        say(f"{schools} 所学校 × 2 台电脑 × {weeks} 周，十分之一的U盘丢失")
        total = [years.week(number) for number in range(weeks)]
        step = -(-weeks // AT_MOST_LINES)
        for at in range(0, weeks, step):
            part = total[at : at + step]
            seconds = sum(week.seconds for week in part) / len(part)
            size = sum(week.bytes for week in part) / max(1, sum(week.packages for week in part))
            say(f"第 {at + 1} 周起：每周 {seconds:.2f} 秒，每包 {size / 1024:.1f} KB")
        years.world.quiet_down()
        held = len(years.world.pcs[0].memory.held)
        lost, packages = sum(week.lost for week in total), sum(week.packages for week in total)
        say(f"{packages} 个包，丢了 {lost} 次；{held} 次操作都在，各份数据一致")
        years.world.close()
    return 0
