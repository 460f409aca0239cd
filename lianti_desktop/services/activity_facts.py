"""What an activity holds so far, counted in a few queries for one activity or for a whole list."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import (
    ActivityKind,
    CheckState,
    EvidenceFacts,
    evidence,
    profile_of,
)
from lianti_desktop.services.activity_templates import without_blanks
from lianti_desktop.storage.activities import Activity, ActivityCount, Participant
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.lessons import Lesson, LessonObservation, Media, Reflection
from lianti_desktop.storage.organisation import Facility
from lianti_desktop.storage.record import Record

Examined = Activity | Row[Any]
"""An activity, or a light row of at least `EXAMINED`, as a long list reads it."""

EXAMINED: Final[Any] = (
    Activity.id,
    Activity.kind,
    Activity.host_id,
    Activity.attended,
    Activity.facility_id,
    Activity.vehicles,
    Activity.process_text,
    Activity.resolution_text,
    Activity.result_text,
    Activity.safety_leader,
    Activity.safety_plan,
    Activity.insured,
    Activity.parents_informed,
)
"""What has to be known of an activity to examine it."""

HEADS = ("staff_count", "pupil_count", "parent_count", "party_member_count", "expert_count")
"""The columns of a head count, in the order in which they are filled in."""


def facts_of(session: Session, activity: Activity) -> EvidenceFacts:
    """Count what one activity holds."""
    return facts_of_all(session, [activity])[activity.id]


def check_states(session: Session, activity: Activity) -> tuple[CheckState, ...]:
    """Examine one activity against the checklist of its kind."""
    return states_of(activity, facts_of(session, activity))


def check_states_of_all(
    session: Session, activities: Sequence[Examined]
) -> dict[UUID, tuple[CheckState, ...]]:
    """Examine many activities with the same few queries."""
    facts = facts_of_all(session, activities)
    return {one.id: states_of(one, facts[one.id]) for one in activities}


def states_of(activity: Examined, facts: EvidenceFacts) -> tuple[CheckState, ...]:
    """Examine facts that are known already; a kind unknown to this version asks for nothing."""
    kind: object = activity.kind or ActivityKind.OTHER
    return evidence(profile_of(kind), facts) if isinstance(kind, ActivityKind) else ()


def facts_of_all(session: Session, activities: Sequence[Examined]) -> dict[UUID, EvidenceFacts]:
    """Count what each activity holds; the number of queries does not grow with the list."""
    tally = _tally(session, _only(activities))
    return {activity.id: _facts(activity, tally) for activity in activities}


def schools_of(activity: Examined) -> tuple[UUID, ...]:
    """The schools that take part: the host first, then those that attended."""
    ids = [activity.host_id, *(UUID(part) for part in activity.attended or ())]
    return tuple(dict.fromkeys(one for one in ids if one is not None))


def is_joint(activity: Activity) -> bool:
    """Whether at least two schools take part."""
    return len(schools_of(activity)) > 1


@dataclass(frozen=True)
class _Tally:
    """What was counted, by activity."""

    signed: Mapping[UUID, int]
    sheets: Mapping[UUID, int]
    photos: Mapping[UUID, int]
    reflections: Mapping[UUID, int]
    documents: Mapping[UUID, int]
    lessons: Mapping[UUID, list[tuple[UUID, UUID | None]]]
    observed: Collection[UUID]
    counts: Mapping[UUID, list[Row[Any]]]
    venues: Mapping[UUID, UUID | None]


_FEW = 500
"""Up to so many activities are named in a query; for more, all are counted."""


def _only(activities: Sequence[Examined]) -> list[UUID] | None:
    return [one.id for one in activities] if len(activities) <= _FEW else None


_LESSONS: Final[Any] = select(Lesson.activity_id, Lesson.id, Lesson.school_id)
_VENUES: Final[Any] = select(Facility.id, Facility.school_id)
_COUNTS: Final[Any] = select(
    ActivityCount.activity_id,
    ActivityCount.school_id,
    *(getattr(ActivityCount, name) for name in HEADS),
)


def _tally(session: Session, only: list[UUID] | None) -> _Tally:
    is_sheet = func.coalesce(Media.shows_sign_in, False)
    lessons = defaultdict(list)
    for lesson in session.execute(_of(_LESSONS, Lesson, only)):
        lessons[lesson.activity_id].append((lesson.id, lesson.school_id))
    counts = defaultdict(list)
    for count in session.execute(_of(_COUNTS, ActivityCount, only)):
        counts[count.activity_id].append(count)
    return _Tally(
        signed=_number(session, Participant, only, Participant.signed.is_(True)),
        sheets=_number(session, Media, only, is_sheet.is_(True)),
        photos=_number(session, Media, only, is_sheet.is_(False)),
        reflections=_number(session, Reflection, only, Reflection.text.is_not(None)),
        documents=_number(session, Document, only, Document.activity_id.is_not(None)),
        lessons=lessons,
        observed=_observed(session),
        counts=counts,
        venues={row.id: row.school_id for row in session.execute(_VENUES)},
    )


def _of(query: Select[Any], kind: type[Record], only: list[UUID] | None) -> Select[Any]:
    """Narrow a query to living rows of the activities asked about."""
    query = query.where(kind.deleted.is_(False))
    key = kind.activity_id  # type: ignore[attr-defined]
    return query.where(key.is_not(None)) if only is None else query.where(key.in_(only))


def _number(
    session: Session, kind: type[Record], only: list[UUID] | None, condition: Any
) -> dict[UUID, int]:
    key = kind.activity_id  # type: ignore[attr-defined]
    query = _of(select(key, func.count()), kind, only).where(condition).group_by(key)
    return {found[0]: found[1] for found in session.execute(query)}


def _observed(session: Session) -> set[UUID]:
    """The lessons that somebody observed."""
    query = select(LessonObservation.lesson_id).where(LessonObservation.deleted.is_(False))
    return {found for found in session.scalars(query.distinct()) if found is not None}


def _facts(activity: Examined, tally: _Tally) -> EvidenceFacts:
    lessons = tally.lessons.get(activity.id, [])
    counts = tally.counts.get(activity.id, [])
    schools = schools_of(activity)
    counted = {count.school_id for count in counts if has_heads(count)}
    return EvidenceFacts(
        process_length=text_length(without_blanks(activity.process_text)),
        signed=tally.signed.get(activity.id, 0),
        sign_in_sheets=tally.sheets.get(activity.id, 0),
        photos=tally.photos.get(activity.id, 0),
        reflections=tally.reflections.get(activity.id, 0),
        resolutions=sum(bool(text) for text in (activity.resolution_text, activity.result_text)),
        lessons=len(lessons),
        lesson_schools=len({school for _, school in lessons if school is not None}),
        observed_lessons=sum(lesson in tally.observed for lesson, _ in lessons),
        documents=tally.documents.get(activity.id, 0),
        schools=len(schools),
        counted_schools=len(counted.intersection(schools)),
        pupils_travel=_pupils_travel(activity, counts, tally.venues),
        safety_ready=_safety_ready(activity),
    )


def text_length(text: str | None) -> int:
    """How many characters a text has, spaces and line ends left out."""
    return len("".join((text or "").split()))


def has_heads(count: ActivityCount | Row[Any]) -> bool:
    """Whether a row of 各校人数 says anything."""
    return any(getattr(count, name) is not None for name in HEADS)


def _pupils_travel(
    activity: Examined, counts: Iterable[Row[Any]], venues: Mapping[UUID, UUID | None]
) -> bool:
    """Whether pupils leave their school: they come from elsewhere, or a vehicle was arranged."""
    venue = venues.get(activity.facility_id) if activity.facility_id else None
    place = venue or activity.host_id
    guests = (count for count in counts if count.school_id != place)
    return bool(activity.vehicles) or any((count.pupil_count or 0) > 0 for count in guests)


def _safety_ready(activity: Examined) -> bool:
    return all(
        (activity.safety_leader, activity.safety_plan, activity.insured, activity.parents_informed)
    )
