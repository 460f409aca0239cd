"""The album of a term from its records: which activities, which photos, which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind, Output, profile_of
from lianti_desktop.domain.words import ActivityState, MediaConsent
from lianti_desktop.printing.content import AlbumBook, AlbumChapter, Photo
from lianti_desktop.printing.gather import (
    Gathered,
    attendance,
    named,
    reflections_of,
    remarks_of,
    schools_of,
    when,
    word,
)
from lianti_desktop.printing.gather_photos import PhotoShelf, media_of, of_the_event
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.lessons import Reflection
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.site import Site

MOST_PHOTOS = 6
LONGEST_TEXT = 260
BARRED_IN_ALBUMS = frozenset({MediaConsent.BLOCKED, MediaConsent.BLUR_NEEDED})
TITLE = "携手同行"

_HELD = (ActivityState.HELD, ActivityState.COMPLETE, ActivityState.ARCHIVED)
_PEOPLE = (
    ("教师", "staff"),
    ("学生", "pupils"),
    ("家长", "parents"),
    ("专家", "experts"),
)


@dataclass(frozen=True)
class AlbumAsked:
    """Which term, the day of printing for the imprint, what the cover says, and how it looks."""

    term: UUID
    today: date
    title: str = TITLE
    foreword: str = ""
    style: str = "pine"
    size: str = "A4"


def gather_album(session: Session, asked: AlbumAsked, shelf: PhotoShelf) -> Gathered[AlbumBook]:
    """The term's album; records of the sample are printed only where there are no others."""
    term = records.get(session, Term, asked.term)
    activities = list(_activities(session, term))
    chapters = list(_chapters(session, activities, shelf))
    alliance, school = _publishers(session, activities)
    if not chapters:
        shelf.warnings.append(f"{term.name or '这个学期'}还没有可以入册的活动")
    book = AlbumBook(
        title=asked.title,
        alliance=alliance,
        school=school,
        term=term.name or "",
        cover_photo=_cover(chapters),
        foreword=asked.foreword,
        chapters=tuple(chapters),
        imprint=(f"{alliance or school} 编印", f"{asked.today.year}年{asked.today.month}月"),
        sample=bool(activities) and activities[0].sample,
        members=_members(session, activities),
        style=asked.style,
        size=asked.size,
    )
    return Gathered(book, tuple(shelf.warnings))


def _activities(session: Session, term: Term) -> Iterator[Activity]:
    """What was held in the term and goes into albums, oldest first."""
    query = select(Activity).where(
        Activity.term_id == term.id, Activity.deleted.is_(False), Activity.state.in_(_HELD)
    )
    found = session.scalars(query.order_by(Activity.held_on, Activity.id)).all()
    real = [one for one in found if not one.sample]
    return (one for one in real or found if _output(one) is not Output.NEVER)


def _output(activity: Activity) -> Output:
    kind: object = activity.kind
    return profile_of(kind).outputs.album if isinstance(kind, ActivityKind) else Output.SOMETIMES


def _chapters(
    session: Session, activities: Sequence[Activity], shelf: PhotoShelf
) -> Iterator[AlbumChapter]:
    """A chapter an activity; one that is taken in only sometimes must have photos."""
    for activity in activities:
        media = list(of_the_event(media_of(session, activity)))
        photos = _chosen(shelf.photos(media, activity, BARRED_IN_ALBUMS))
        shelf.tell_unconfirmed(media, activity)
        if photos or _output(activity) is Output.ALWAYS:
            yield _chapter(session, activity, photos, shelf)


def _chosen(photos: tuple[Photo, ...]) -> tuple[Photo, ...]:
    """At most six, the hero among them."""
    heroes = [photo for photo in photos if photo.is_hero]
    chosen = [*heroes, *(photo for photo in photos if not photo.is_hero)][:MOST_PHOTOS]
    return tuple(photo for photo in photos if photo in chosen)


def _chapter(
    session: Session, activity: Activity, photos: tuple[Photo, ...], shelf: PhotoShelf
) -> AlbumChapter:
    if not photos:
        shelf.warnings.append(f"“{activity.title or '未命名活动'}”还没有照片")
    return AlbumChapter(
        title=activity.title or "",
        kind=word(activity.kind),
        when=when(activity),
        place=activity.place or named(activity.facility),
        host=named(activity.host),
        people=_people(session, activity),
        text=shortened(activity.process_text or activity.result_text or ""),
        photos=photos,
        remarks=remarks_of(_printable(session, activity, shelf)),
        key=activity.id.hex,
    )


def _printable(session: Session, activity: Activity, shelf: PhotoShelf) -> list[Reflection]:
    """The remarks whose authors agreed to be printed."""
    remarks = reflections_of(session, activity)
    agreed = [one for one in remarks if one.consent_ok]
    if len(agreed) < len(remarks):
        left = len(remarks) - len(agreed)
        shelf.warnings.append(f"“{activity.title}”有 {left} 篇感言没有标明同意刊用，没有印")
    return agreed


def _people(session: Session, activity: Activity) -> str:
    """教师 42 人 · 学生 约126 人."""
    rows = list(attendance(session, activity))
    about = "约" if any(row.is_estimated for row in rows) else ""
    totals = ((label, sum(getattr(row, name) or 0 for row in rows)) for label, name in _PEOPLE)
    return " · ".join(f"{label} {about}{total} 人" for label, total in totals if total)


def shortened(text: str) -> str:
    """The first sentences of a text, as many as an album page takes."""
    if len(text) <= LONGEST_TEXT:
        return text
    end = max(text.rfind(mark, 0, LONGEST_TEXT) for mark in "。；\n")
    return text[: end + 1].rstrip("；\n") if end > 0 else f"{text[: LONGEST_TEXT - 1]}…"


def _members(session: Session, activities: Sequence[Activity]) -> tuple[str, ...]:
    """The full names of the schools that took part, in the order of their first activity."""
    schools = (school for activity in activities for school in schools_of(session, activity))
    return tuple(dict.fromkeys(school.name for school in schools if school.name))


def _cover(chapters: Sequence[AlbumChapter]) -> Photo | None:
    """A leading photo that is wider than high, of the chapter with the most photos."""
    richest = sorted(chapters, key=lambda chapter: -len(chapter.photos))
    photos = [photo for chapter in richest for photo in chapter.photos]
    heroes = [photo for photo in photos if photo.is_hero and photo.width >= photo.height]
    return next(iter([*heroes, *photos]), None)


def _publishers(session: Session, activities: Sequence[Activity]) -> tuple[str, str]:
    """The alliance and the school that the book names: the activities' own, else this copy's."""
    site: Site = session.info["site"]
    alliance = next((one.alliance for one in activities if one.alliance), None)
    if alliance is None and site.alliance_id is not None:
        alliance = session.get(Alliance, site.alliance_id)
    school = session.get(School, site.school_id) if site.school_id else None
    if activities and activities[0].sample:
        school = activities[0].host
    return named(alliance), school.name or "" if school else ""
