"""From records to the words on paper: what an activity's record sheet and sign-in sheet say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day, format_day_long
from lianti_desktop.domain.fields import SEPARATOR
from lianti_desktop.domain.words import MediaConsent, ParticipantRole, SignMode
from lianti_desktop.printing.content import (
    ActivitySheet,
    Attendance,
    Attendee,
    LessonLine,
    Remark,
    SignInSheet,
)
from lianti_desktop.printing.gather_photos import PhotoShelf, media_of
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import (
    Activity,
    ActivityContribution,
    ActivityCount,
    Participant,
)
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.lessons import Lesson, Reflection
from lianti_desktop.storage.schools import School

T = TypeVar("T")

BARRED_ON_SHEETS = frozenset({MediaConsent.BLOCKED})
_AWAY = (SignMode.LEAVE, SignMode.ABSENT)


@dataclass(frozen=True)
class Gathered(Generic[T]):
    """What is to be printed, and what the user should know about it."""

    content: T
    warnings: tuple[str, ...] = ()


def gather_sheet(session: Session, row: UUID, shelf: PhotoShelf) -> Gathered[ActivitySheet]:
    """P01 of an activity with all that belongs to it."""
    activity = records.get(session, Activity, row)
    photos = shelf.photos(shelf.allowed(media_of(session, activity), activity, BARRED_ON_SHEETS))
    sheet = ActivitySheet(
        title=activity.title or "",
        kind=word(activity.kind),
        state=word(activity.state),
        term=named(activity.term),
        alliance=named(activity.alliance),
        when=when(activity),
        place=activity.place or named(activity.facility),
        mode=word(activity.mode),
        theme=activity.theme or activity.topic or "",
        organiser=named(activity.organiser),
        host=named(activity.host),
        chair=chair_of(session, activity),
        recorder=named(activity.recorder),
        attendance=tuple(attendance(session, activity)),
        process=_process(session, activity),
        result=activity.result_text or "",
        resolution=activity.resolution_text or "",
        problems_next=activity.problems_next or "",
        lessons=tuple(_lessons(session, activity)),
        remarks=tuple(_remark(one) for one in reflections_of(session, activity)),
        attachments=tuple(_papers(session, activity)),
        photos=photos,
        late_entry=bool(activity.late_entry),
        sample=activity.sample,
    )
    return Gathered(sheet, tuple(shelf.warnings))


def gather_sign_in(session: Session, row: UUID, *, blank: bool = False) -> SignInSheet:
    """P02 of an activity, with the names entered so far or without any."""
    activity = records.get(session, Activity, row)
    return SignInSheet(
        title=activity.title or "",
        when=when(activity),
        place=activity.place or named(activity.facility),
        host=named(activity.host),
        alliance=named(activity.alliance),
        attendees=() if blank else tuple(_attendees(session, activity)),
        sample=activity.sample,
    )


def word(value: Any) -> str:
    """The label of a word, or the identifier of one that this version does not know."""
    return "" if value is None else str(getattr(value, "label", value))


def named(record: Any) -> str:
    """What the paper calls a record: the short name where it has one."""
    if record is None:
        return ""
    return getattr(record, "short_name", None) or record.name or ""


def when(activity: Activity) -> str:
    """2026年3月12日（第3周 周四） 14:30—16:30; a later last day is written behind."""
    if activity.held_on is None:
        return ""
    term = activity.term
    calendar = term.calendar if term is not None else None
    week = calendar.week_of(activity.held_on) if calendar else None
    day = format_day_long(activity.held_on, week)
    if activity.held_until is not None and activity.held_until != activity.held_on:
        day = f"{day}—{format_day(activity.held_until)}"
    hours = "—".join(filter(None, (activity.starts_at, activity.ends_at)))
    return f"{day} {hours}".strip()


def chair_of(session: Session, activity: Activity) -> str:
    """Who was in the chair; the person responsible where nobody is noted."""
    chairs = [
        named(one.person or one.external_person)
        for one in records.living(session, Participant, activity_id=activity.id)
        if one.role is ParticipantRole.CHAIR
    ]
    return SEPARATOR.join(filter(None, chairs)) or named(activity.responsible_person)


def attendance(session: Session, activity: Activity) -> Iterator[Attendance]:
    """The numbers of each school, the host first; schools without numbers have an empty row."""
    counts = {
        count.school_id: count
        for count in records.living(session, ActivityCount, activity_id=activity.id)
    }
    for school in schools_of(session, activity, counts):
        yield _attendance(named(school), counts.get(school.id))


def _attendance(school: str, count: ActivityCount | None) -> Attendance:
    if count is None:
        return Attendance(school)
    return Attendance(
        school=school,
        staff=count.staff_count,
        pupils=count.pupil_count,
        parents=count.parent_count,
        party_members=count.party_member_count,
        experts=count.expert_count,
        is_estimated=bool(count.is_estimated),
    )


def schools_of(session: Session, activity: Activity, more: Any = ()) -> list[School]:
    """The host, those that attended, and those of `more` (ids), each once."""
    ids = [activity.host_id, *(UUID(part) for part in activity.attended or ()), *more]
    found = (session.get(School, row) for row in dict.fromkeys(ids) if row is not None)
    return [school for school in found if school is not None]


def reflections_of(session: Session, activity: Activity) -> list[Reflection]:
    """The remarks that say something."""
    found = records.living(session, Reflection, activity_id=activity.id)
    return [one for one in found if one.text]


def _remark(reflection: Reflection) -> Remark:
    author = reflection.author_label or word(reflection.author_kind)
    return Remark(author, reflection.text or "", reflection.id.hex)


def remarks_of(reflections: Sequence[Reflection]) -> tuple[Remark, ...]:
    """The remarks as the paper names their authors."""
    return tuple(map(_remark, reflections))


def _process(session: Session, activity: Activity) -> str:
    """The host's account, then what each school added, under its name."""
    added = [
        f"【{named(one.school)}】{one.text}"
        for one in records.living(session, ActivityContribution, activity_id=activity.id)
        if one.text
    ]
    return "\n".join(filter(None, (activity.process_text, *added)))


def _lessons(session: Session, activity: Activity) -> Iterator[LessonLine]:
    for lesson in records.living(session, Lesson, activity_id=activity.id):
        yield LessonLine(
            teacher=named(lesson.teacher),
            school=named(lesson.school),
            subject=word(lesson.subject),
            class_name=named(lesson.class_group) or word(lesson.grade),
            topic=lesson.topic or "",
            kind=word(lesson.kind),
        )


def _papers(session: Session, activity: Activity) -> Iterator[str]:
    """The documents of the activity, with plans and courseware of its lessons."""
    for document in records.living(session, Document, activity_id=activity.id):
        yield " ".join(filter(None, (document.title, document.doc_no)))
    for lesson in records.living(session, Lesson, activity_id=activity.id):
        for label, file in (("教案", lesson.plan_file), ("课件", lesson.courseware_file)):
            if file:
                yield f"{label}：{lesson.topic or named(lesson.teacher)}"


def _attendees(session: Session, activity: Activity) -> Iterator[Attendee]:
    """School by school, the host first; within a school as entered."""
    people = records.living(session, Participant, activity_id=activity.id)
    order = {school.id: place for place, school in enumerate(schools_of(session, activity))}
    for one in sorted(people, key=lambda one: order.get(_school_id(one), len(order))):  # type: ignore[arg-type]
        post = one.person.post if one.person else getattr(one.external_person, "role", None)
        away = f"（{word(one.mode)}）" if one.mode in _AWAY else ""
        yield Attendee(
            name=named(one.person or one.external_person),
            school=_school_name(one),
            post=f"{post or ''}{away}",
            signed=bool(one.signed),
        )


def _school_id(one: Participant) -> UUID | None:
    return one.school_id or (one.person.school_id if one.person else None)


def _school_name(one: Participant) -> str:
    school = one.school or (one.person.school if one.person else None)
    return named(school) or getattr(one.external_person, "unit", None) or ""
