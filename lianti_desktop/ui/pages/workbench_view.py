"""What the workbench shows, read in one question: planned next, lacking, recent, sample."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.sample import has_sample
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record, table_of, title_of
from lianti_desktop.ui.pages.activity_lines import (
    HELD_STATES,
    PLANNED_STATES,
    ActivityLine,
    activity_lines,
)
from lianti_desktop.ui.pages.todo_lines import evidence_lines, other_lines

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
    """All that the page shows; `lacking` are held activities that lack something, `waiting` is what
    the to-do list counts: every gap that is not one of the sample."""

    planned: tuple[ActivityLine, ...]
    overdue: tuple[ActivityLine, ...]
    lacking: tuple[ActivityLine, ...]
    others_waiting: int
    waiting: int
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
    others = [line for line in other_lines(session) if not line.sample]
    planned = [line for line in lines if line.state in PLANNED_STATES and line.held_on]
    held = [line for line in lines if line.state in HELD_STATES]
    lacking = [line for line in held if line.missing and line.state is ActivityState.HELD]
    until = today + AHEAD
    coming = [line for line in planned if today <= (line.held_on or date.max) <= until]
    return Workbench(
        planned=tuple(sorted(coming, key=lambda line: line.held_on or date.max)),
        overdue=tuple(line for line in planned if (line.held_on or date.max) < today),
        lacking=tuple(lacking),
        others_waiting=len(others),
        waiting=len([line for line in evidence_lines(lines) if not line.sample]) + len(others),
        recent=tuple(recent_lines(session)),
        activities=len(counted),
        complete=sum(line.state in HELD_STATES and not line.missing for line in counted),
        are_samples=bool(lines) and not any(not line.sample for line in lines),
        has_sample=has_sample(session),
    )


def recent_lines(session: Session) -> list[RecentLine]:
    """The records that were entered or changed last, the latest first."""
    found: list[Record] = []
    for name in _SHOWN:
        kind = BY_TABLE[name]
        query = select(kind).where(kind.deleted.is_(False), kind.lamport.is_not(None))
        found += session.scalars(query.order_by(kind.lamport.desc()).limit(MOST_LINES)).all()
    found.sort(key=lambda record: record.lamport or 0, reverse=True)
    return [
        RecentLine(table_of(type(one)), one.id, title_of(one), type(one).__kind__.name)
        for one in found[:MOST_LINES]
    ]


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
