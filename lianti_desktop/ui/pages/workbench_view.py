"""What the workbench shows, read in one question: planned next, lacking, recent, sample.

What else waits is counted by a second one: every check runs over every record for it, and the page
is not to be kept waiting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from operator import itemgetter
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.sample import has_sample
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import title_of
from lianti_desktop.ui.pages.activity_lines import (
    HELD_STATES,
    PLANNED_STATES,
    ActivityLine,
    activity_lines,
    states_under,
)

AHEAD = timedelta(days=31)
MOST_LINES = 6


@dataclass(frozen=True)
class RecentLine:
    """A record that was entered or changed lately."""

    kind: str
    id: UUID
    title: str
    kind_name: str


@dataclass(frozen=True)
class Workbench:
    """What the page shows at once; `lacking` are held activities that lack something, `gaps` is how
    many things they lack, without those of the sample."""

    planned: tuple[ActivityLine, ...]
    overdue: tuple[ActivityLine, ...]
    lacking: tuple[ActivityLine, ...]
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


def workbench(term: UUID | None, today: date, session: Session) -> Workbench:
    """Reads the page."""
    lines = activity_lines(session, term)
    counted = [line for line in lines if not line.sample] or lines
    planned = [line for line in lines if line.state in PLANNED_STATES and line.held_on]
    held = [line for line in lines if line.state in HELD_STATES]
    lacking = [line for line in held if line.missing and line.state is ActivityState.HELD]
    until = today + AHEAD
    coming = [line for line in planned if today <= (line.held_on or date.max) <= until]
    return Workbench(
        planned=tuple(sorted(coming, key=lambda line: line.held_on or date.max)),
        overdue=tuple(line for line in planned if (line.held_on or date.max) < today),
        lacking=tuple(lacking),
        gaps=sum(len(line.missing) for line in lacking if not line.sample),
        recent=tuple(recent_lines(session)),
        activities=len(counted),
        complete=sum(line.state in states_under("complete") for line in counted),
        are_samples=bool(lines) and not any(not line.sample for line in lines),
        has_sample=has_sample(session),
    )


def others_waiting(session: Session) -> int:
    """How many things wait beside the activities' gaps, without those of the sample."""
    from lianti_desktop.ui.pages.todo_lines import other_lines

    return sum(not line.sample for line in other_lines(session))


def recent_lines(session: Session) -> list[RecentLine]:
    """The records that were entered or changed last, the latest first."""
    latest = sorted(_latest(session), key=itemgetter(0), reverse=True)[:MOST_LINES]
    return [
        RecentLine(
            name, row, title_of(session.get(BY_TABLE[name], row)), BY_TABLE[name].__kind__.name
        )
        for _, name, row in latest
    ]


def _latest(session: Session) -> Iterator[tuple[int, str, UUID]]:
    """The last ones of each kind, without reading the records; of one change activities first."""
    for name in _SHOWN:
        kind = BY_TABLE[name]
        query = select(kind.lamport, kind.id).where(kind.deleted.is_(False))
        query = query.where(kind.lamport.is_not(None)).order_by(kind.lamport.desc(), kind.id.desc())
        for lamport, row in session.execute(query.limit(MOST_LINES)):
            yield lamport or 0, name, row


_SHOWN = (
    *("activity", "activity_contribution", "lesson", "lesson_observation", "reflection"),
    *("staff", "class_group", "school", "document", "appointment", "term"),
)


def when(line: ActivityLine, today: date) -> str:
    """今天, 明天, 3月12日 周四."""
    if line.held_on is None:
        return "还没定日期"
    days = (line.held_on - today).days
    near = {0: "今天", 1: "明天", 2: "后天"}
    return near.get(days) or format_day_short(line.held_on, today)


def question(term: UUID | None, now: datetime) -> "partial[Workbench]":
    """The question that a desk is asked."""
    return partial(workbench, term, now.date())
