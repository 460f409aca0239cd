"""All that the activity form shows, taken out of the database in one question as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind, CheckState
from lianti_desktop.domain.words import ActivityState, AuthorKind, MediaConsent
from lianti_desktop.services.activity_facts import check_states, is_joint, schools_of
from lianti_desktop.services.activity_life import (
    CountLine,
    count_lines,
    proposed_title,
    term_of_day,
    twin_of,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityContribution, Participant
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.lessons import Lesson, LessonObservation, Media, Reflection
from lianti_desktop.storage.record import fields_of, shown, title_of
from lianti_desktop.storage.rights import school_name, why_not


@dataclass(frozen=True)
class PhotoLine:
    """A picture without its bytes; `turned` counts right angles clockwise."""

    id: UUID
    file: str | None
    caption: str
    is_hero: bool
    has_pupils: bool
    is_sign_in: bool
    turned: int
    consent: MediaConsent | None
    sample: bool
    locked: str


@dataclass(frozen=True)
class RemarkLine:
    """A 感言."""

    id: UUID
    author_kind: AuthorKind | None
    author_label: str | None
    text: str | None
    consent_ok: bool
    locked: str


@dataclass(frozen=True)
class PersonLine:
    """A name on the sign-in sheet."""

    id: UUID
    name: str
    school: UUID | None
    school_name: str
    role: str
    signed: bool
    locked: str


@dataclass(frozen=True)
class LinkedLine:
    """A record that belongs to the activity and opens on its own page."""

    kind: str
    id: UUID
    title: str
    note: str
    depth: int = 0


@dataclass(frozen=True)
class ContributionLine:
    """What a school that does not host wrote of its part; `id` is None while it is empty."""

    id: UUID | None
    school: UUID
    name: str
    text: str | None
    confirmed: str
    locked: str


@dataclass(frozen=True)
class ActivityParts:
    """The rows that belong to an activity."""

    counts: tuple[CountLine, ...] = ()
    photos: tuple[PhotoLine, ...] = ()
    remarks: tuple[RemarkLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    lessons: tuple[LinkedLine, ...] = ()
    papers: tuple[LinkedLine, ...] = ()
    contributions: tuple[ContributionLine, ...] = ()


@dataclass(frozen=True)
class ActivityView:
    """One activity beside its fields: its state, its checklist, and what belongs to it."""

    id: UUID
    title: str
    kind: ActivityKind | None
    state: ActivityState
    day: date | None
    host: UUID | None
    states: tuple[CheckState, ...]
    parts: ActivityParts
    proposed_title: str = ""
    owner_name: str = ""
    locked: str = ""
    sample: bool = False
    is_joint: bool = False
    outside_term: bool = False
    twin: UUID | None = None
    """Another activity with the same name, day and host."""


def view_of(session: Session, row: UUID) -> ActivityView:
    """Reads one activity with all that belongs to it."""
    activity = records.get(session, Activity, row)
    locked = why_not(session, activity) or ""
    if activity.deleted:
        locked = "这次活动在回收站里，内容都在。要修改请先到回收站恢复。"
    return ActivityView(
        id=activity.id,
        title=title_of(activity),
        kind=activity.kind if isinstance(activity.kind, ActivityKind) else None,
        state=activity.state or ActivityState.PLANNED,
        day=activity.held_on,
        host=activity.host_id,
        states=check_states(session, activity),
        parts=_parts(session, activity),
        proposed_title=proposed_title(session, activity),
        owner_name=school_name(session, activity.owner_id),
        locked=locked,
        sample=activity.sample,
        is_joint=is_joint(activity),
        twin=twin_of(session, activity),
        outside_term=activity.term_id is None and _outside_term(session, activity.held_on),
    )


def _outside_term(session: Session, day: date | None) -> bool:
    return day is not None and term_of_day(session, day) is None


def _parts(session: Session, activity: Activity) -> ActivityParts:
    return ActivityParts(
        counts=count_lines(session, activity),
        photos=tuple(_photos(session, activity)),
        remarks=tuple(_remarks(session, activity)),
        people=_people(session, activity),
        lessons=_lessons(session, activity),
        papers=_papers(session, activity),
        contributions=_contributions(session, activity),
    )


def _photos(session: Session, activity: Activity) -> Sequence[PhotoLine]:
    found = records.living(session, Media, activity_id=activity.id)
    ordered = sorted(found, key=lambda one: (one.rank is None, one.rank or 0, one.id))
    return [
        PhotoLine(
            id=one.id,
            file=one.file,
            caption=one.caption or "",
            is_hero=bool(one.is_hero),
            has_pupils=bool(one.has_pupils),
            is_sign_in=bool(one.shows_sign_in),
            turned=one.turned or 0,
            consent=one.consent_state,
            sample=one.sample,
            locked=why_not(session, one) or "",
        )
        for one in ordered
    ]


def _remarks(session: Session, activity: Activity) -> Sequence[RemarkLine]:
    return [
        RemarkLine(
            one.id,
            one.author_kind,
            one.author_label,
            one.text,
            bool(one.consent_ok),
            why_not(session, one) or "",
        )
        for one in records.living(session, Reflection, activity_id=activity.id)
    ]


def _people(session: Session, activity: Activity) -> tuple[PersonLine, ...]:
    lines = [
        PersonLine(
            id=one.id,
            name=title_of(one.person or one.external_person) or "（没有写姓名）",
            school=one.school_id,
            school_name=school_name(session, one.school_id) if one.school_id else "",
            role=one.role.label if one.role else "",
            signed=bool(one.signed),
            locked=why_not(session, one) or "",
        )
        for one in records.living(session, Participant, activity_id=activity.id)
    ]
    return tuple(sorted(lines, key=lambda line: (line.school_name == "", line.school_name)))


def _lessons(session: Session, activity: Activity) -> tuple[LinkedLine, ...]:
    lines: list[LinkedLine] = []
    for lesson in records.living(session, Lesson, activity_id=activity.id):
        lines.append(LinkedLine("lesson", lesson.id, _lesson_title(lesson), _lesson_note(lesson)))
        notes = records.living(session, LessonObservation, lesson_id=lesson.id)
        lines += [
            LinkedLine("lesson_observation", note.id, _observer(note), _ratings(note), depth=1)
            for note in notes
        ]
    return tuple(lines)


def _lesson_title(lesson: Lesson) -> str:
    topic = f"《{lesson.topic.strip('《》')}》" if lesson.topic else "还没写课题"
    return " ".join(part for part in (topic, title_of(lesson.teacher)) if part)


def _lesson_note(lesson: Lesson) -> str:
    fields = fields_of(Lesson)
    words = (shown(fields[name], getattr(lesson, name)) for name in ("subject", "grade", "kind"))
    return " ".join(word for word in words if word)


def _observer(note: LessonObservation) -> str:
    return f"{title_of(note.observer) or '还没写听课人'} 听课"


def _ratings(note: LessonObservation) -> str:
    ratings = (note.teaching_rating, note.thinking_rating, note.method_rating)
    if all(rating is None for rating in ratings):
        return "还没有三评"
    return "三评 " + " · ".join("—" if rating is None else str(rating) for rating in ratings)


def _papers(session: Session, activity: Activity) -> tuple[LinkedLine, ...]:
    return tuple(
        LinkedLine("document", one.id, title_of(one), "有文件" if one.file else "还没有放入文件")
        for one in records.living(session, Document, activity_id=activity.id)
    )


def _contributions(session: Session, activity: Activity) -> tuple[ContributionLine, ...]:
    """What guests wrote, and an empty place for our own school where it is a guest."""
    rows: dict[UUID | None, ActivityContribution | None] = {
        one.school_id: one for one in _written(session, activity)
    }
    own = session.info["site"].school_id
    guests = [school for school in schools_of(activity) if school != activity.host_id]
    if own in guests and activity.owner_id != own:
        rows.setdefault(own, None)
    return tuple(_contribution(session, school, row) for school, row in rows.items() if school)


def _written(session: Session, activity: Activity) -> Sequence[ActivityContribution]:
    query = select(ActivityContribution).where(
        ActivityContribution.activity_id == activity.id, ActivityContribution.deleted.is_(False)
    )
    return session.scalars(query.order_by(ActivityContribution.id)).all()


def _contribution(
    session: Session, school: UUID, row: ActivityContribution | None
) -> ContributionLine:
    name = school_name(session, school)
    if row is None:
        return ContributionLine(None, school, name, None, "", "")
    day = fields_of(ActivityContribution)["confirmed_on"].format(row.confirmed_on)
    confirmed = f"{row.confirmed_by or ''} {day}".strip()
    return ContributionLine(row.id, school, name, row.text, confirmed, why_not(session, row) or "")
