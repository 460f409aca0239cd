"""Times of two doings, taken in turn, and how one line of the report is written."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SECONDS, MILLISECONDS, MEGABYTES, ROWS = "秒", "毫秒", "MB", "行/秒"
THOUSAND = 1000.0


@dataclass(frozen=True)
class Times:
    """Seconds of each repetition."""

    each: tuple[float, ...]

    @property
    def median(self) -> float:
        """What is reported."""
        return statistics.median(self.each)

    @property
    def worst(self) -> float:
        """The longest one."""
        return max(self.each)


@dataclass(frozen=True)
class Goal:
    """What must be kept to: a figure in the finding's unit, or a multiple of the peer."""

    most: float | None = None
    most_times_peer: float | None = None
    least: float | None = None
    least_times_peer: float | None = None

    def words(self, unit: str) -> str:
        """How the goal is written; "" for none."""
        parts = []
        if self.most is not None:
            parts.append(f"≤ {self.most:g} {unit}")
        if self.most_times_peer is not None:
            parts.append(f"≤ {self.most_times_peer:g} 倍")
        if self.least is not None:
            parts.append(f"≥ {self.least:g} {unit}")
        if self.least_times_peer is not None:
            parts.append(f"≥ {self.least_times_peer:g} 倍")
        return "，".join(parts)

    def is_kept(self, figure: float, ratio: float) -> bool:
        """Whether the figure and its multiple of the peer's lie within what is asked."""
        bounds = (
            (figure, self.most, self.least),
            (ratio, self.most_times_peer, self.least_times_peer),
        )
        return all(
            (most is None or value <= most) and (least is None or value >= least)
            for value, most, least in bounds
        )


@dataclass(frozen=True)
class Finding:
    """One line: our figure, the peer's and its name, both in `unit`."""

    what: str
    ours: float
    peer: float
    beside: str
    unit: str = MILLISECONDS
    goal: Goal = Goal()

    @property
    def ratio(self) -> float:
        """How many times the peer's figure."""
        return self.ours / self.peer if self.peer else float("inf")

    @property
    def is_met(self) -> bool:
        """Whether the goal is kept; a line without one cannot miss it."""
        return self.goal.is_kept(self.ours, self.ratio)

    def line(self) -> str:
        """The finding as the report shows it."""
        asked = self.goal.words(self.unit)
        verdict = f"　目标 {asked}：{'达到' if self.is_met else '没有达到'}" if asked else ""
        return (
            f"  {self.what}：{self.ours:.2f} {self.unit}　{self.beside} {self.peer:.2f} {self.unit}"
            f"　{self.ratio:.2f} 倍{verdict}"
        )


def timed(doing: Callable[[], object]) -> float:
    """The seconds that one doing takes; what was written before is on the disk first, so that none
    pays for another."""
    if hasattr(os, "sync"):
        os.sync()
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began


def in_turn(
    ours: Callable[[], object], peer: Callable[[], object], repetitions: int
) -> tuple[Times, Times]:
    """Both doings by turns, so that a busy machine slows both; the first round warms up."""
    ours()
    peer()
    pairs = [(timed(ours), timed(peer)) for _ in range(repetitions)]
    return Times(tuple(one for one, _ in pairs)), Times(tuple(other for _, other in pairs))


def milliseconds(times: Times) -> float:
    """The median in milliseconds."""
    return times.median * THOUSAND


def say(*lines: str) -> None:
    """Writes lines of the report at once, for the next measurement may take a while."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def report(title: str, findings: Sequence[Finding]) -> bool:
    """Writes one claim; True when every goal in it is kept."""
    say(title, *(finding.line() for finding in findings), "")
    return all(finding.is_met for finding in findings)
