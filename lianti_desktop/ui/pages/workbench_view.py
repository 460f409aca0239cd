"""What the workbench shows, read in one question: planned next, lacking, recent, sample.

What else waits is counted by a second one: every check runs over every record for it, and the page
is not to be kept waiting.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.sample import has_sample
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import title_of
from lianti_desktop.ui.pages.activity_lines import (
    COMPLETE_STATES,
    PLANNED_STATES,
    activity_lines,
    in_term,
)
from lianti_desktop.ui.pages.glance import (
    AHEAD,
    MOST_LINES,
    ActivityHead,
    GapLine,
    RecentLine,
    Workbench,
)


def workbench(term: UUID | None, until: date, session: Session) -> Workbench:
    """Reads the page with the plans up to a day; only what may lack something is examined."""
    held = activity_lines(session, term, ActivityState.HELD)
    lacking = [line for line in held if line.missing]
    counts = _counts(session, term)
    real = [count for count in counts if not count.sample]
    counted = real or counts
    return Workbench(
        planned=_planned(session, term, until),
        lacking=tuple(
            GapLine(line.id, line.title, line.lacking, line.lacking_checks[0]) for line in lacking
        ),
        gaps=sum(len(line.missing) for line in lacking if not line.sample),
        recent=tuple(recent_lines(session)),
        activities=sum(count.number for count in counted),
        complete=sum(count.number for count in counted if count.state in COMPLETE_STATES),
        are_samples=bool(counts) and not real,
        has_sample=has_sample(session),
    )


def _planned(session: Session, term: UUID | None, until: date) -> tuple[ActivityHead, ...]:
    """What is planned for a day up to then, the earliest first."""
    is_planned = Activity.state.in_(PLANNED_STATES) | Activity.state.is_(None)
    query = select(Activity.id, Activity.title, Activity.held_on).where(*in_term(term))
    query = query.where(is_planned, Activity.held_on <= until)
    rows = session.execute(query.order_by(Activity.held_on, Activity.id.desc()))
    return tuple(ActivityHead(row.id, row.title or "未命名活动", row.held_on) for row in rows)


def _counts(session: Session, term: UUID | None) -> Sequence[Any]:
    """How many activities the term shows, by state and by whether they are of the sample."""
    shown = (Activity.state, Activity.sample)
    query = select(*shown, func.count().label("number")).where(*in_term(term))
    return session.execute(query.group_by(*shown)).all()


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


def question(term: UUID | None, today: date) -> "partial[Workbench]":
    """The question that a desk is asked."""
    return partial(workbench, term, today + AHEAD)
