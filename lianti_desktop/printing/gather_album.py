"""An album from its records: which activities, which photos, which words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import Output
from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.printing.album_plan import AlbumPlan, ChapterPlan, ordered, planned
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
from lianti_desktop.printing.gather_scope import Narrowed, activities_in, is_sample, output_of
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.lessons import Media, Reflection
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.site import Site

LONGEST_TEXT = 260
BARRED_IN_ALBUMS = frozenset({MediaConsent.BLOCKED, MediaConsent.BLUR_NEEDED})
TITLE = "携手同行"
SUBTITLE = "活动画册"

_PEOPLE = (
    ("教师", "staff"),
    ("学生", "pupils"),
    ("家长", "parents"),
    ("专家", "experts"),
)


@dataclass(frozen=True)
class AlbumAsked:
    """Which activities, the day of printing for the imprint, what the cover says, how it looks.

    `plan` is what the user decided about chapters and pages, `cover` the id of a photo, `kept` of
    the album when it is one that is kept.
    """

    term: UUID | None
    today: date
    title: str = TITLE
    foreword: str = ""
    style: str = "pine"
    size: str = "A4"
    narrowed: Narrowed = field(default_factory=Narrowed)
    subtitle: str = SUBTITLE
    cover: UUID | None = None
    plan: AlbumPlan = field(default_factory=AlbumPlan)
    kept: UUID | None = None

    def names(self, activity: Activity) -> bool:
        """Whether the activity was chosen one by one; it is then taken in whatever it has."""
        return activity.id in self.narrowed.activities


def gather_album(session: Session, asked: AlbumAsked, shelf: PhotoShelf) -> Gathered[AlbumBook]:
    """The album as the plan wants it; those of the sample only where there are no others."""
    activities = [
        one
        for one in activities_in(session, asked.term, asked.narrowed)
        if asked.names(one) or output_of(one) is not Output.NEVER
    ]
    chapters = list(_chapters(session, activities, asked, shelf))
    alliance, school = _publishers(session, activities)
    term = named(records.get(session, Term, asked.term)) if asked.term else term_line(activities)
    if not chapters:
        shelf.warnings.append(f"{term or '这里'}还没有可以入册的活动")
    book = AlbumBook(
        title=asked.title,
        alliance=alliance,
        school=school,
        term=term,
        subtitle=asked.subtitle,
        foreword=asked.foreword,
        chapters=tuple(chapters),
        imprint=(f"{alliance or school} 编印", f"{asked.today.year}年{asked.today.month}月"),
        sample=is_sample(activities),
        members=_members(session, activities),
        style=asked.style,
        size=asked.size,
    )
    book = planned(book, asked.plan)
    cover = _cover_asked(session, asked, shelf) or _cover(book.chapters)
    return Gathered(replace(book, cover_photo=cover), tuple(shelf.warnings))


def term_line(activities: Sequence[Activity]) -> str:
    """The term of the activities; from when to when where they are of several."""
    terms = {named(one.term) for one in activities}
    if len(terms) == 1:
        return terms.pop()
    days = sorted(one.held_on for one in activities if one.held_on)
    if not days:
        return ""
    first, last = (f"{day.year}年{day.month}月" for day in (days[0], days[-1]))
    return first if first == last else f"{first}—{last}"


def _cover_asked(session: Session, asked: AlbumAsked, shelf: PhotoShelf) -> Photo | None:
    """The photo that was chosen for the cover, as long as it may be used."""
    media = session.get(Media, asked.cover) if asked.cover else None
    if media is None or media.deleted or media.activity is None:
        return None
    allowed = shelf.allowed([media], media.activity, BARRED_IN_ALBUMS)
    return next(iter(shelf.photos(allowed)), None)


def _chapters(
    session: Session, activities: Iterable[Activity], asked: AlbumAsked, shelf: PhotoShelf
) -> Iterator[AlbumChapter]:
    """A chapter an activity; one that is taken in only sometimes must have photos."""
    for activity in activities:
        if activity.id.hex in asked.plan.dropped:
            continue
        own = asked.plan.chapter(activity.id.hex)
        media = list(of_the_event(media_of(session, activity)))
        shelf.tell_unconfirmed(media, activity)
        allowed = shelf.allowed(media, activity, BARRED_IN_ALBUMS)
        photos = shelf.photos(kept_media(allowed, own, asked.plan.photos_each))
        if photos or asked.names(activity) or output_of(activity) is Output.ALWAYS:
            yield _chapter(session, activity, photos, shelf)


def kept_media(allowed: Sequence[Media], own: ChapterPlan, most: int) -> list[Media]:
    """The photos of a chapter: the main one and the first ones, less and more what was decided."""
    by_name = {one.id.hex: one for one in allowed}
    leading = [name for name, one in by_name.items() if one.is_hero or name == own.hero]
    likely = [*leading, *(name for name in by_name if name not in leading)]
    taken = ({*likely[: most or None]} - {*own.dropped}) | {*own.added}
    return [by_name[name] for name in ordered(list(by_name), own) if name in taken]


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
