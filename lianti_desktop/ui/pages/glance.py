"""What the workbench shows, as plain values that need no database to be shown or kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

AHEAD = timedelta(days=31)
MOST_LINES = 6


@dataclass(frozen=True)
class ActivityHead:
    """What an activity is called and when it is held."""

    id: UUID
    title: str
    held_on: date | None


@dataclass(frozen=True)
class GapLine:
    """A held activity, what it lacks in words, and the first check that is not met."""

    id: UUID
    title: str
    lacking: tuple[str, ...]
    check: str


@dataclass(frozen=True)
class RecentLine:
    """A record that was entered or changed lately."""

    kind: str
    id: UUID
    title: str
    kind_name: str


@dataclass(frozen=True)
class Workbench:
    """What the page shows at once, whatever day it is; `planned` has the earliest first.

    `gaps` is how many things held activities lack, without those of the sample.
    """

    planned: tuple[ActivityHead, ...]
    lacking: tuple[GapLine, ...]
    gaps: int
    recent: tuple[RecentLine, ...]
    activities: int
    complete: int
    are_samples: bool
    has_sample: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been entered yet."""
        return not self.activities and not self.recent

    def coming(self, today: date) -> list[ActivityHead]:
        """What is planned within a month, the nearest first."""
        return [line for line in self.planned if today <= _day(line) <= today + AHEAD]

    def overdue(self, today: date) -> list[ActivityHead]:
        """What was planned for a day that is past, the latest first."""
        return [line for line in reversed(self.planned) if _day(line) < today]


def _day(line: ActivityHead) -> date:
    return line.held_on or date.max
