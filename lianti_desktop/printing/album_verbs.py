"""What a user does to a kept album: each verb writes its plan once, one step that can be undone.

Photos, remarks and chapters are called by the hex form of their ids, as in the laid pages.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.printing.album_kept import keep_plan, plan_of
from lianti_desktop.printing.album_pages import AlbumPage
from lianti_desktop.printing.album_plan import AlbumPlan, ChapterPlan
from lianti_desktop.printing.content import LockedPage
from lianti_desktop.printing.gather_photos import media_of
from lianti_desktop.storage import records
from lianti_desktop.storage.lessons import Media, Reflection
from lianti_desktop.storage.publications import Album

Decide = Callable[[ChapterPlan], ChapterPlan]


def move_photo(session: Session, album: UUID, photo: str, before: str | None) -> Album:
    """A photo in front of another one of its chapter, or at the chapter's end."""
    names = _names(session, photo)
    return _decide(session, album, photo, lambda plan: plan.moved(names, photo, before))


def swap_photos(session: Session, album: UUID, one: str, other: str) -> Album:
    """Two photos of a chapter in each other's places."""
    names = _names(session, one)
    return _decide(session, album, one, lambda plan: plan.swapped(names, one, other))


def drop_photo(session: Session, album: UUID, photo: str) -> Album:
    """A photo left out."""
    return _decide(session, album, photo, lambda plan: plan.without(photo))


def take_photo(session: Session, album: UUID, photo: str) -> Album:
    """A photo taken in that was left out."""
    return _decide(session, album, photo, lambda plan: plan.with_photo(photo))


def replace_photo(session: Session, album: UUID, photo: str, other: str) -> Album:
    """A photo that was left out in the place of one that was in."""
    names = _names(session, photo)

    def decide(plan: ChapterPlan) -> ChapterPlan:
        return plan.swapped(names, photo, other).without(photo).with_photo(other)

    return _decide(session, album, photo, decide)


def set_hero(session: Session, album: UUID, photo: str) -> Album:
    """The photo that is the largest of its chapter; the same one again is it no longer."""
    return _decide(
        session, album, photo, lambda plan: replace(plan, hero="" if plan.hero == photo else photo)
    )


def set_caption(session: Session, album: UUID, photo: str, text: str) -> Album:
    """Another caption in this album; the photo's own stays as it is."""
    return _decide(
        session,
        album,
        photo,
        lambda plan: replace(plan, captions={**plan.captions, photo: text.strip()}),
    )


def lock_page(session: Session, album: UUID, page: AlbumPage) -> Album:
    """The photos of a page stay together on it, whatever changes around them."""
    locked = LockedPage(page.photos, page.is_opening)
    return decide_chapter(session, album, page.chapter, lambda plan: plan.with_locked(locked))


def unlock_page(session: Session, album: UUID, page: AlbumPage) -> Album:
    """The page is laid out afresh again."""

    def decide(plan: ChapterPlan) -> ChapterPlan:
        for photo in page.photos:
            plan = plan.unlocked(photo)
        return plan

    return decide_chapter(session, album, page.chapter, decide)


def set_text(session: Session, album: UUID, chapter: str, text: str) -> Album:
    """Other words for a chapter's text in this album."""
    return decide_chapter(session, album, chapter, lambda plan: replace(plan, text=text.strip()))


def set_title(session: Session, album: UUID, chapter: str, text: str) -> Album:
    """Another title of a chapter in this album; an empty one is the activity's own again."""
    return decide_chapter(
        session, album, chapter, lambda plan: replace(plan, title=text.strip() or None)
    )


def set_remark(session: Session, album: UUID, remark: str, text: str) -> Album:
    """Other words for a remark in this album; none leave it out."""
    activity = records.get(session, Reflection, UUID(remark)).activity_id

    def decide(plan: ChapterPlan) -> ChapterPlan:
        unsaid = tuple(name for name in plan.unsaid if name != remark)
        if not text.strip():
            return replace(plan, unsaid=(*unsaid, remark))
        return replace(plan, remarks={**plan.remarks, remark: text.strip()}, unsaid=unsaid)

    return decide_chapter(session, album, activity.hex if activity else "", decide)


def set_order_of_chapters(session: Session, album: UUID, chapters: Iterable[str]) -> Album:
    """The chapters in another order; those that are not named come after them."""
    return _change(session, album, lambda plan: replace(plan, order=tuple(chapters)))


def drop_chapter(session: Session, album: UUID, chapter: str) -> Album:
    """An activity left out."""
    return _change(
        session, album, lambda plan: replace(plan, dropped=(*_others(plan, chapter), chapter))
    )


def take_chapter(session: Session, album: UUID, chapter: str) -> Album:
    """An activity taken in again that was left out."""
    return _change(session, album, lambda plan: replace(plan, dropped=_others(plan, chapter)))


def set_photos_each(session: Session, album: UUID, most: int) -> Album:
    """How many photos a chapter has at first; 0 for all of them."""
    return _change(session, album, lambda plan: replace(plan, photos_each=max(most, 0)))


def decide_chapter(session: Session, album: UUID, chapter: str, decide: Decide) -> Album:
    """Changes the decisions about one chapter."""
    return _change(
        session, album, lambda plan: plan.with_chapter(chapter, decide(plan.chapter(chapter)))
    )


def _decide(session: Session, album: UUID, photo: str, decide: Decide) -> Album:
    return decide_chapter(session, album, chapter_of(session, photo), decide)


def _change(session: Session, album: UUID, change: Callable[[AlbumPlan], AlbumPlan]) -> Album:
    return keep_plan(session, album, change(plan_of(records.get(session, Album, album))))


def _others(plan: AlbumPlan, chapter: str) -> tuple[str, ...]:
    return tuple(name for name in plan.dropped if name != chapter)


def chapter_of(session: Session, photo: str) -> str:
    """The chapter, that is the activity, of a photo."""
    media = records.get(session, Media, UUID(photo))
    return media.activity_id.hex if media.activity_id else ""


def _names(session: Session, photo: str) -> Sequence[str]:
    """The photos of a photo's activity, as the user ordered them there."""
    activity = records.get(session, Media, UUID(photo)).activity
    return [one.id.hex for one in media_of(session, activity)] if activity else []
