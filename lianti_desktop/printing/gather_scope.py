"""Which activities a publication takes in: those of a term, of a school, or chosen ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind, Output, profile_of
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.storage.activities import Activity

HELD = (ActivityState.HELD, ActivityState.COMPLETE, ActivityState.ARCHIVED)
FIVE_ONES = tuple(kind for kind in ActivityKind if kind.startswith("pupil.five_ones."))


@dataclass(frozen=True)
class Narrowed:
    """What narrows a scope down; `activities` alone decide where there are any.

    A school counts where it hosted or took part.
    """

    activities: tuple[UUID, ...] = ()
    school: UUID | None = None
    kinds: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


def activities_in(session: Session, term: UUID | None, narrowed: Narrowed) -> list[Activity]:
    """What was held and fits, oldest first; those of the sample only where there are no others.

    Chosen activities are taken in whatever their state; only the bin keeps them out.
    """
    query = select(Activity).where(Activity.deleted.is_(False), *_conditions(term, narrowed))
    found = session.scalars(query.order_by(Activity.held_on, Activity.id))
    fitting = [one for one in found if narrowed.activities or _fits(one, narrowed.school)]
    real = [one for one in fitting if not one.sample]
    return fitting if narrowed.activities else real or fitting


def _conditions(term: UUID | None, narrowed: Narrowed) -> Iterator[ColumnElement[bool]]:
    if narrowed.activities:
        yield Activity.id.in_(narrowed.activities)
        return
    yield Activity.state.in_(HELD)
    if term is not None:
        yield Activity.term_id == term
    if narrowed.kinds:
        yield Activity.kind.in_(narrowed.kinds)
    if narrowed.first is not None:
        yield Activity.held_on >= narrowed.first
    if narrowed.last is not None:
        yield Activity.held_on <= narrowed.last


def _fits(activity: Activity, school: UUID | None) -> bool:
    if school is None:
        return True
    return activity.host_id == school or school.hex in (activity.attended or ())


def output_of(activity: Activity) -> Output:
    """Whether activities of its kind go into albums."""
    kind: object = activity.kind
    return profile_of(kind).outputs.album if isinstance(kind, ActivityKind) else Output.SOMETIMES


def is_sample(activities: Iterable[Activity]) -> bool:
    """Whether a publication of these is one of the sample."""
    return any(one.sample for one in activities)
