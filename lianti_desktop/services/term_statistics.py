"""Counting a term: which activities count, and what lies below them, in a few queries."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind, profile_of
from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.heads import Heads
from lianti_desktop.domain.term_figures import (
    Count,
    Example,
    FigureLine,
    TermFigures,
    counted,
    total,
)
from lianti_desktop.domain.words import ActivityState, HonorLevel, SignMode
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityCount, Participant
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.lessons import Lesson, LessonObservation, Media, Reflection
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import Alliance
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.staff import Staff

HELD: Final = frozenset({ActivityState.HELD, ActivityState.COMPLETE, ActivityState.ARCHIVED})
MOST_TOLD = 6
MOST_EXAMPLES = 3
LONGEST_PASSAGE = 220
SENTENCE_ENDS = "。；"
OTHER = "其他"

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class _Below:
    """What lies below the activities that count, by activity."""

    counts: Mapping[UUID, list[ActivityCount]]
    participants: Mapping[UUID, list[Participant]]
    lessons: Mapping[UUID, list[Lesson]]
    photos: Mapping[UUID, list[Media]]
    remarks: Mapping[UUID, list[Reflection]]


@dataclass(frozen=True)
class _Held:
    """One activity that counts."""

    activity: Activity
    lessons: int
    people: Count


def term_figures(session: Session, term: UUID, today: date) -> TermFigures:
    """The figures of a term; those of the sample only where there is nothing else."""
    row = records.get(session, Term, term)
    everything = _own(records.living(session, Activity, term_id=term))
    rows = [one for one in everything if one.state in HELD]
    below = _below(session, term, {one.id for one in rows})
    held = [_Held(one, len(below.lessons[one.id]), _people(one, below)) for one in rows]
    lessons = [lesson for group in below.lessons.values() for lesson in group]
    persons = _persons(below)
    awards = _awards(session, row)
    planned = [one for one in everything if one.state is ActivityState.PLANNED]
    return TermFigures(
        term=row.name or "",
        alliance=_alliance(session),
        schools=len({school for one in rows for school in _schools(one)}),
        times=len(held),
        lessons=len(lessons),
        observations=_observations(session, lessons),
        photos=sum(map(len, below.photos.values())),
        remarks=sum(map(len, below.remarks.values())),
        people=total(one.people for one in held),
        staff=_sum(below, "staff_count"),
        pupils=_sum(below, "pupil_count"),
        parents=_sum(below, "parent_count"),
        party=_sum(below, "party_member_count"),
        persons=len(persons) if persons else None,
        eligible=_eligible(session, rows),
        groups=_by_group(held),
        kinds=_kinds(rows),
        hosts=_by_host(held),
        months=_by_month(held),
        awards=_levels(awards),
        commended=tuple(f"{one.target or ''}（{one.title or ''}）" for one in awards),
        overdue=sum(one.held_on is not None and one.held_on < today for one in planned),
        results=_told(rows, "result_text", MOST_TOLD),
        examples=_told(_richest(rows, below), "process_text", MOST_EXAMPLES),
        problems=_told(rows, "problems_next", MOST_TOLD),
        planned=_told([one for one in planned if _is_ahead(one, today)], "title", MOST_TOLD),
        sample=bool(everything) and everything[0].sample,
    )


def _own(rows: Sequence[R]) -> list[R]:
    """The records that are no samples, or the samples where nothing else was entered."""
    return [row for row in rows if not row.sample] or list(rows)


def _below(session: Session, term: UUID, activities: Collection[UUID]) -> _Below:
    """What lies below some activities of a term, one query for each kind."""
    of_term = select(Activity.id).where(Activity.term_id == term)

    def of(kind: type[Any]) -> Mapping[UUID, list[Any]]:
        found: defaultdict[UUID, list[Any]] = defaultdict(list)
        query = select(kind).where(kind.deleted.is_(False), kind.activity_id.in_(of_term))
        for row in session.scalars(query.order_by(kind.id)):
            if row.activity_id in activities:
                found[row.activity_id].append(row)
        return found

    return _Below(of(ActivityCount), of(Participant), of(Lesson), of(Media), of(Reflection))


def _people(activity: Activity, below: _Below) -> Count:
    """人次 of one activity: what the schools counted, else the names on its sign-in sheet."""
    counts = below.counts[activity.id]
    if any(_heads(one).people is not None for one in counts):
        return total(
            counted(_heads(one).people, is_estimated=bool(one.is_estimated)) for one in counts
        )
    return Count(sum(map(_came, below.participants[activity.id])))


def _heads(count: ActivityCount) -> Heads:
    return Heads(
        count.staff_count,
        count.pupil_count,
        count.parent_count,
        count.party_member_count,
        count.expert_count,
    )


def _came(one: Participant) -> bool:
    return bool(one.signed) and one.mode not in (SignMode.LEAVE, SignMode.ABSENT)


def _sum(below: _Below, column: str) -> Count:
    return total(
        counted(getattr(one, column), is_estimated=bool(one.is_estimated))
        for counts in below.counts.values()
        for one in counts
    )


def _persons(below: _Below) -> set[UUID]:
    """The members of staff who signed at least once."""
    signed = (one for group in below.participants.values() for one in group if _came(one))
    return {one.person_id for one in signed if one.person_id is not None}


def _eligible(session: Session, rows: Sequence[Activity]) -> int:
    """The staff of the schools that took part, those who have left not counted."""
    schools = {school for one in rows for school in _schools(one)}
    staff = _own(records.living(session, Staff))
    return sum(one.school_id in schools and one.active is not False for one in staff)


def _schools(activity: Activity) -> set[UUID]:
    attended = {UUID(part) for part in activity.attended or ()}
    return attended | ({activity.host_id} if activity.host_id else set())


def _observations(session: Session, lessons: Sequence[Lesson]) -> int:
    known = {lesson.id for lesson in lessons}
    query = select(LessonObservation.lesson_id).where(LessonObservation.deleted.is_(False))
    return sum(lesson in known for lesson in session.scalars(query))


def _by_group(held: Sequence[_Held]) -> tuple[FigureLine, ...]:
    """The groups in the order of the catalogue."""
    return _lines(held, _group)


def _by_host(held: Sequence[_Held]) -> tuple[FigureLine, ...]:
    """The schools, the one that hosted most first."""
    lines = _lines(held, _host)
    return tuple(sorted(lines, key=lambda line: (-line.times, line.name)))


def _by_month(held: Sequence[_Held]) -> tuple[FigureLine, ...]:
    """The months from the first to the last, also those in which nothing was held."""
    days = [one.activity.held_on for one in held if one.activity.held_on is not None]
    known = {line.name: line for line in _lines(held, _month)}
    names = [_month_name(*month) for month in _months(min(days), max(days))] if days else []
    return tuple(known.get(name, FigureLine(name)) for name in names)


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12, number % 12 + 1


def _month_name(year: int, month: int) -> str:
    return f"{year}年{month}月"


def _lines(held: Sequence[_Held], name_of: Callable[[Activity], str]) -> tuple[FigureLine, ...]:
    parts: dict[str, list[_Held]] = {}
    for one in sorted(held, key=lambda one: _place(one.activity)):
        parts.setdefault(name_of(one.activity), []).append(one)
    return tuple(
        FigureLine(
            name, len(group), sum(one.lessons for one in group), total(o.people for o in group)
        )
        for name, group in parts.items()
    )


def _place(activity: Activity) -> int:
    """Where the kind stands in the catalogue; a kind of a later version comes last."""
    kinds = list(ActivityKind)
    return kinds.index(activity.kind) if activity.kind in kinds else len(kinds)


def _group(activity: Activity) -> str:
    return profile_of(activity.kind).group.label if activity.kind in set(ActivityKind) else OTHER


def _host(activity: Activity) -> str:
    host = activity.host
    return (host.short_name or host.name or OTHER) if host is not None else OTHER


def _month(activity: Activity) -> str:
    day = activity.held_on
    return _month_name(day.year, day.month) if day is not None else OTHER


def _kinds(rows: Sequence[Activity]) -> tuple[tuple[str, str, int], ...]:
    ordered = sorted(rows, key=_place)
    names = Counter((_group(one), getattr(one.kind, "label", None) or OTHER) for one in ordered)
    return tuple((group, kind, times) for (group, kind), times in names.items())


def _awards(session: Session, term: Term) -> list[Award]:
    """The awards whose day lies in the term, by their days."""
    found = [one for one in _own(records.living(session, Award)) if _is_in(one.granted_on, term)]
    return sorted(found, key=lambda one: one.granted_on or date.min)


def _levels(awards: Sequence[Award]) -> tuple[tuple[str, int], ...]:
    """How many there are of each level, from the lowest."""
    levels = Counter(one.level for one in awards)
    return tuple((level.label, levels[level]) for level in HonorLevel if levels[level])


def _is_in(day: date | None, term: Term) -> bool:
    if day is None or term.begin is None or term.end is None:
        return False
    return term.begin <= day <= term.end


def _told(rows: Iterable[Activity], name: str, most: int) -> tuple[Example, ...]:
    """The activities that say something in a field, with its first sentences."""
    said = [(one, getattr(one, name)) for one in rows if getattr(one, name)]
    return tuple(
        Example(
            one.title or "",
            format_day(one.held_on) if one.held_on else "",
            _host(one),
            _passage(text),
        )
        for one, text in said[:most]
    )


def _passage(text: str) -> str:
    """So many whole sentences as fit, and a full stop."""
    words = " ".join(text.split())
    if len(words) > LONGEST_PASSAGE:
        ends = [
            place for place, char in enumerate(words[:LONGEST_PASSAGE]) if char in SENTENCE_ENDS
        ]
        words = words[: ends[-1] + 1] if ends else f"{words[: LONGEST_PASSAGE - 1]}…"
    return words if words[-1] in "。！？…；" else f"{words}。"


def _richest(rows: Sequence[Activity], below: _Below) -> list[Activity]:
    """The activities that left most behind: photos, remarks and lessons."""

    def left(one: Activity) -> int:
        parts = (below.photos, below.remarks, below.lessons)
        return sum(len(part[one.id]) for part in parts)

    return sorted(rows, key=lambda one: (-left(one), one.held_on or date.min))


def _is_ahead(activity: Activity, today: date) -> bool:
    return activity.held_on is None or activity.held_on >= today


def _alliance(session: Session) -> str:
    site: Site = session.info["site"]
    alliance = session.get(Alliance, site.alliance_id) if site.alliance_id else None
    return "" if alliance is None else alliance.name or ""
