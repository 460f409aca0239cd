"""What the user decided about an album, as plain data that is kept beside the records.

A plan changes nothing in the records: it says in which order the photos of a chapter come, which of
them stay out, which one is the main one, and which pages are to stay as they are.  Everything it
does not decide is laid out afresh each time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lianti_desktop.printing.content import AlbumBook, AlbumChapter, LockedPage, Photo


@dataclass(frozen=True)
class ChapterPlan:
    """The decisions about one chapter; photos are called by their names.

    Photos that ``order`` does not name come after those it does.  ``text`` replaces the text of
    the chapter when it is not None.
    """

    order: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    hero: str = ""
    captions: Mapping[str, str] = field(default_factory=dict)
    locked: tuple[LockedPage, ...] = ()
    text: str | None = None

    def swapped(self, chapter: AlbumChapter, one: str, other: str) -> "ChapterPlan":
        """The two photos in each other's places."""
        change = {one: other, other: one}
        order = tuple(change.get(name, name) for name in ordered(chapter, self))
        locked = tuple(
            replace(page, photos=tuple(change.get(name, name) for name in page.photos))
            for page in self.locked
        )
        return replace(self, order=order, locked=locked)

    def moved(self, chapter: AlbumChapter, photo: str, before: str | None) -> "ChapterPlan":
        """The photo in front of another one, or at the end."""
        rest = [name for name in ordered(chapter, self) if name != photo]
        at = rest.index(before) if before in rest else len(rest)
        order = (*rest[:at], photo, *rest[at:])
        return replace(self, order=order, locked=_without(self.locked, photo))

    def without(self, photo: str) -> "ChapterPlan":
        """The photo left out of the album."""
        dropped = (*(name for name in self.dropped if name != photo), photo)
        return replace(self, dropped=dropped, locked=_without(self.locked, photo))

    def with_photo(self, photo: str) -> "ChapterPlan":
        """A photo that was left out taken in again."""
        return replace(self, dropped=tuple(name for name in self.dropped if name != photo))

    def with_locked(self, page: LockedPage) -> "ChapterPlan":
        """A page that stays as it is; its photos leave other locked pages."""
        kept = self.locked
        for photo in page.photos:
            kept = _without(kept, photo)
        return replace(self, locked=(*kept, page))

    def unlocked(self, photo: str) -> "ChapterPlan":
        """The page with this photo laid out afresh again."""
        kept = tuple(page for page in self.locked if photo not in page.photos)
        return replace(self, locked=kept)


def _without(pages: Iterable[LockedPage], photo: str) -> tuple[LockedPage, ...]:
    thinned = (
        replace(page, photos=tuple(name for name in page.photos if name != photo)) for page in pages
    )
    return tuple(page for page in thinned if page.photos)


@dataclass(frozen=True)
class AlbumPlan:
    """The decisions about an album; ``order`` names chapters, ``dropped`` leaves some out."""

    chapters: Mapping[str, ChapterPlan] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def with_chapter(self, name: str, plan: ChapterPlan) -> "AlbumPlan":
        """The plan with other decisions about one chapter."""
        return replace(self, chapters={**self.chapters, name: plan})


def ordered(chapter: AlbumChapter, plan: ChapterPlan) -> list[str]:
    """The names of all photos of a chapter in the order of the plan, dropped ones included."""
    names = [photo.name for photo in chapter.photos]
    places = {name: place for place, name in enumerate(plan.order)}
    return sorted(names, key=lambda name: places.get(name, len(places)))


def planned_chapter(chapter: AlbumChapter, plan: ChapterPlan) -> AlbumChapter:
    """The chapter as the plan wants it."""
    photos = {photo.name: photo for photo in chapter.photos}
    kept = [name for name in ordered(chapter, plan) if name not in plan.dropped]
    text = chapter.text if plan.text is None else plan.text
    chosen = tuple(_planned_photo(photos[name], plan) for name in kept)
    return replace(chapter, photos=chosen, text=text, locked=plan.locked)


def _planned_photo(photo: Photo, plan: ChapterPlan) -> Photo:
    is_hero = photo.name == plan.hero if plan.hero else photo.is_hero
    return replace(photo, is_hero=is_hero, caption=plan.captions.get(photo.name, photo.caption))


def planned(book: AlbumBook, plan: AlbumPlan) -> AlbumBook:
    """The album as the plan wants it."""
    places = {name: place for place, name in enumerate(plan.order)}
    kept = [chapter for chapter in book.chapters if chapter.name not in plan.dropped]
    kept.sort(key=lambda chapter: places.get(chapter.name, len(places)))
    chapters = tuple(
        planned_chapter(chapter, plan.chapters.get(chapter.name, ChapterPlan())) for chapter in kept
    )
    return replace(book, chapters=chapters)


def to_plain(plan: AlbumPlan) -> dict[str, Any]:
    """The plan as lists and dicts, to be kept as JSON."""
    chapters = {
        name: {
            "order": list(one.order),
            "dropped": list(one.dropped),
            "hero": one.hero,
            "captions": dict(one.captions),
            "locked": [[page.is_opening, *page.photos] for page in one.locked],
            "text": one.text,
        }
        for name, one in plan.chapters.items()
    }
    return {"chapters": chapters, "order": list(plan.order), "dropped": list(plan.dropped)}


def from_plain(plain: Mapping[str, Any]) -> AlbumPlan:
    """A plan as it was kept; what is missing in it was not decided."""
    chapters = {name: _chapter_from(one) for name, one in plain.get("chapters", {}).items()}
    return AlbumPlan(chapters, tuple(plain.get("order", ())), tuple(plain.get("dropped", ())))


def _chapter_from(plain: Mapping[str, Any]) -> ChapterPlan:
    locked = (LockedPage(tuple(page[1:]), bool(page[0])) for page in plain.get("locked", ()))
    return ChapterPlan(
        tuple(plain.get("order", ())),
        tuple(plain.get("dropped", ())),
        plain.get("hero", ""),
        dict(plain.get("captions", {})),
        tuple(locked),
        plain.get("text"),
    )
