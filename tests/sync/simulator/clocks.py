"""Clocks and chance that follow from a seed, so that a history can be played again."""

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

GOOD = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
BAD = {
    "2000": datetime(2000, 1, 1, tzinfo=UTC),
    "2099": datetime(2099, 1, 1, tzinfo=UTC),
    "back": GOOD - timedelta(days=40),
    "ahead": GOOD + timedelta(days=400),
    "good": GOOD,
}


class Clock:
    """The clock of one PC; a dead battery sets it to another day."""

    def __init__(self) -> None:
        self.now = GOOD

    def __call__(self) -> datetime:
        """A minute later than the last time."""
        self.now += timedelta(minutes=1)
        return self.now


class Dice:
    """Stands in for the module `secrets`."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(f"dice {seed}")

    def token_bytes(self, size: int) -> bytes:
        """Some bytes."""
        return self._chance.randbytes(size)

    def randbits(self, size: int) -> int:
        """Some bits."""
        return self._chance.getrandbits(size)


class Ticks:
    """Stands in for the module `time` where ids are made."""

    def __init__(self) -> None:
        self._now = int(GOOD.timestamp()) * 10**9

    def time_ns(self) -> int:
        """A millisecond later than the last time."""
        self._now += 10**6
        return self._now


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Ids, salts and keys follow from the seed."""
    dice = Dice(seed)
    places = ("domain.ids.secrets", "storage.log.commit.secrets", "sync.keys.secrets")
    with ExitStack() as stack:
        for place in places:
            stack.enter_context(patch(f"lianti_desktop.{place}", dice))
        stack.enter_context(patch("lianti_desktop.domain.ids.time", Ticks()))
        yield
