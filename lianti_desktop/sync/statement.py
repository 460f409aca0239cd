"""What a copy says of attached files: which it holds of those that each log names, which it wants.

The statement is a few ranges of numbers a log and column, bound to the head up to which they
count. Source: exchange.md §9.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lianti_desktop.storage.log.commit import Head, canonical
from lianti_desktop.sync import wire
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.tiers import Tier

Runs = tuple[int, ...]
"""First and last number of each run, end to end: (1, 6, 8, 40) is 1 to 40 without 7."""

_PARTS = 5
MOST_NUMBER = 1 << 40
MOST_LOGS = 10_000


@dataclass(frozen=True)
class Holding:
    """What is held of the files that one log names up to a head, and of their thumbnails."""

    head: Head
    files: Mapping[str, Runs]
    thumbnails: Mapping[str, Runs]


@dataclass(frozen=True)
class Statement:
    """All that a copy holds, and up to which size it wants what it does not hold."""

    wants: Tier = Tier.SCREEN
    holdings: tuple[Holding, ...] = ()

    def packed(self) -> dict[str, Any]:
        """For a manifest."""
        return {"wants": self.wants.value, "logs": [_packed(one) for one in self.holdings]}


def _packed(one: Holding) -> list[Any]:
    head = one.head
    files = {place: list(runs) for place, runs in one.files.items()}
    thumbnails = {place: list(runs) for place, runs in one.thumbnails.items()}
    return [head.replica.bytes, head.seq, head.hash, files, thumbnails]


def runs_of(numbers: Iterable[int]) -> Runs:
    """Numbers as runs."""
    ends: list[int] = []
    for number in sorted(numbers):
        if ends and ends[-1] == number - 1:
            ends[-1] = number
        else:
            ends += [number, number]
    return tuple(ends)


def is_in(number: int, runs: Runs) -> bool:
    """Whether a number is within one of the runs."""
    place = bisect_left(runs, number)
    return place % 2 == 1 or (place < len(runs) and runs[place] == number)


def kept_statement(packed: bytes | None) -> Statement:
    """A statement that was kept."""
    return read_statement(wire.decoded(packed)) if packed else Statement(Tier.SCREEN)


def keepable(statement: Statement) -> bytes:
    """A statement for keeping."""
    return canonical(statement.packed())


def read_statement(raw: Any) -> Statement:
    """A statement from outside; a size that this version does not know counts as the usual one."""
    wants = wire.part(raw, "wants", str)
    known = Tier(wants) if wants in set(Tier) else Tier.SCREEN
    logs = wire.part(raw, "logs", list)
    if len(logs) > MOST_LOGS:
        raise RefusedError(Reason.TOO_LARGE)
    return Statement(known, tuple(map(_read_holding, logs)))


def _read_holding(value: Any) -> Holding:
    if type(value) is not list or len(value) != _PARTS:
        raise RefusedError(Reason.DAMAGED)
    parts = {str(place): one for place, one in enumerate(value)}
    head = Head(wire.identifier(parts, "0"), wire.whole(parts, "1"), wire.fixed(parts, "2"))
    return Holding(head, _read_runs(parts, "3"), _read_runs(parts, "4"))


def _read_runs(parts: Mapping[str, Any], name: str) -> dict[str, Runs]:
    found = {}
    for place, ends in wire.part(parts, name, dict).items():
        if type(place) is not str or type(ends) is not list or not _rise(ends):
            raise RefusedError(Reason.DAMAGED)
        found[place] = tuple(ends)
    return found


def _rise(ends: Sequence[Any]) -> bool:
    """Whether these are runs: an even count of numbers that never fall."""
    if len(ends) % 2 or not all(type(end) is int and 0 < end < MOST_NUMBER for end in ends):
        return False
    return all(left <= right for left, right in pairwise(ends))
