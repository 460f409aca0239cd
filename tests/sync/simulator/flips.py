"""Single bits turned and ends cut off: every such package is refused and leaves nothing behind."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lianti_desktop.sync.refusal import RefusedError
from tests.sync.conftest import reopened
from tests.sync.simulator.oracle import observed
from tests.sync.simulator.world import settle_template
from tests.sync.village import Office, picture

STEP = 64 * 1024


@dataclass
class Spoilt:
    """How many were tried, why they were refused, and what went wrong."""

    tried: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Spoiler:
    """A core school and a package for it that is several times 64 KiB long."""

    def __init__(self, folder: Path) -> None:
        settle_template(folder / "settled")
        campus = reopened(folder / "settled" / "campus")
        row = campus.activity("送教下乡（示例）")
        campus.photos(row, *(picture(number, (1000, 800)) for number in range(4)))
        self.core: Office = reopened(folder / "settled" / "core")
        self._file = campus.pack_for(self.core.school, folder / "stick")
        self.whole = self._file.read_bytes()
        campus.close()

    def flips(self, count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
        """Copies with one bit turned."""
        chance = random.Random(seed)
        for _ in range(count):
            place, bit = chance.randrange(len(self.whole)), chance.randrange(8)
            spoilt = bytearray(self.whole)
            spoilt[place] ^= 1 << bit
            yield f"bit {bit} of byte {place}", bytes(spoilt)

    def cuts(self) -> Iterator[tuple[str, bytes]]:
        """Copies that end at every 64 KiB, a byte before and a byte behind."""
        for end in range(STEP, len(self.whole), STEP):
            for size in (end - 1, end, end + 1):
                yield f"cut at {size}", self.whole[:size]

    def offer(self, spoilt: Iterator[tuple[str, bytes]]) -> Spoilt:
        """Lets the core school take each; all must be refused with nothing applied."""
        found, database = Spoilt(), self.core.store.data.database
        before, digests = observed(database), self.core.digests()
        for what, data in spoilt:
            found.tried += 1
            self._file.write_bytes(data)
            try:
                self.core.take(self._file)
            except RefusedError as refusal:
                found.reasons[refusal.reason.value] += 1
            else:
                found.wrong.append(f"{what}: taken in")
            if observed(database) != before or any(self.core.store.data.staging.iterdir()):
                found.wrong.append(f"{what}: something was left")
        if self.core.digests() != digests:
            found.wrong.append("the records have changed")
        self._file.write_bytes(self.whole)
        return found

    def close(self) -> None:
        """Lets go of the files."""
        self.core.close()
