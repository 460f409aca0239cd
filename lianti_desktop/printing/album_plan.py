"""What the user decided about an album, as plain data that is kept beside the records.

A plan changes nothing in the records: it says in which order the photos of a chapter come, which of
them stay out, which one is the main one, and which pages are to stay as they are.  Everything it
does not decide is laid out afresh each time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lianti_desktop.printing.content import AlbumBook, AlbumChapter, LockedPage, Photo, Remark

PHOTOS_EACH = 6
LEAST_LOCKED = 3
"""Fewer photos that others left behind seldom fill a page."""


@dataclass(frozen=True)
class ChapterPlan:
    """The decisions about one chapter; photos are called by their names.

    Photos that ``order`` does not name come after those it does.  ``added`` are taken in beyond
    the number that every chapter has.  ``title`` and ``text`` replace those of the chapter when
    they are not None, ``remarks`` the words of remarks by their names; ``unsaid`` stay out.
    """

    order: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    hero: str = ""
    captions: Mapping[str, str] = field(default_factory=dict)
    locked: tuple[LockedPage, ...] = ()
    text: str | None = None
    added: tuple[str, ...] = ()
    title: str | None = None
    remarks: Mapping[str, str] = field(default_factory=dict)
    unsaid: tuple[str, ...] = ()

    def swapped(self, names: Sequence[str], one: str, other: str) -> "ChapterPlan":
        """The two photos in each other's places; ``names`` are those of the whole chapter."""
        change = {one: other, other: one}
        order = tuple(change.get(name, name) for name in ordered(names, self))
        locked = tuple(
            replace(page, photos=tuple(change.get(name, name) for name in page.photos))
            for page in self.locked
        )
        return replace(self, order=order, locked=locked)

    def moved(self, names: Sequence[str], photo: str, before: str | None) -> "ChapterPlan":
        """The photo in front of another one, or at the end."""
        rest = [name for name in ordered(names, self) if name != photo]
        at = rest.index(before) if before in rest else len(rest)
        order = (*rest[:at], photo, *rest[at:])
        return replace(self, order=order, locked=_without(self.locked, photo))

    def without(self, photo: str) -> "ChapterPlan":
        """The photo left out of the album."""
        return replace(
            self,
            dropped=(*_others(self.dropped, photo), photo),
            added=_others(self.added, photo),
            locked=_without(self.locked, photo),
        )

    def with_photo(self, photo: str) -> "ChapterPlan":
        """A photo that was left out taken in."""
        dropped, added = _others(self.dropped, photo), _others(self.added, photo)
        return replace(self, dropped=dropped, added=(*added, photo))

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


def _others(names: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(one for one in names if one != name)


def _without(pages: Sequence[LockedPage], photo: str) -> tuple[LockedPage, ...]:
    """The locked pages after a photo left; what is left of its page fills one, or is free again."""
    thinned = (replace(page, photos=_others(page.photos, photo)) for page in pages)
    return tuple(
        left
        for left, page in zip(thinned, pages, strict=True)
        if left == page or len(left.photos) >= LEAST_LOCKED
    )


@dataclass(frozen=True)
class AlbumPlan:
    """The decisions about an album; ``order`` names chapters, ``dropped`` leaves some out.

    ``photos_each`` is how many photos a chapter has where nobody decided otherwise; 0 for all.
    """

    chapters: Mapping[str, ChapterPlan] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    photos_each: int = PHOTOS_EACH

    def chapter(self, name: str) -> ChapterPlan:
        """The decisions about one chapter."""
        return self.chapters.get(name, ChapterPlan())

    def with_chapter(self, name: str, plan: ChapterPlan) -> "AlbumPlan":
        """The plan with other decisions about one chapter."""
        return replace(self, chapters={**self.chapters, name: plan})


def ordered(names: Sequence[str], plan: ChapterPlan) -> list[str]:
    """The names of all photos of a chapter in the order of the plan, dropped ones included."""
    places = {name: place for place, name in enumerate(plan.order)}
    return sorted(names, key=lambda name: places.get(name, len(places)))


def planned_chapter(chapter: AlbumChapter, plan: ChapterPlan) -> AlbumChapter:
    """The chapter as the plan wants it."""
    photos = {photo.name: photo for photo in chapter.photos}
    kept = [name for name in ordered(list(photos), plan) if name not in plan.dropped]
    said = (remark for remark in chapter.remarks if remark.name not in plan.unsaid)
    return replace(
        chapter,
        title=chapter.title if plan.title is None else plan.title,
        text=chapter.text if plan.text is None else plan.text,
        photos=tuple(_planned_photo(photos[name], plan) for name in kept),
        remarks=tuple(_planned_remark(remark, plan) for remark in said),
        locked=plan.locked,
    )


def _planned_remark(remark: Remark, plan: ChapterPlan) -> Remark:
    return replace(remark, text=plan.remarks.get(remark.name, remark.text))


def _planned_photo(photo: Photo, plan: ChapterPlan) -> Photo:
    is_hero = photo.name == plan.hero if plan.hero else photo.is_hero
    return replace(photo, is_hero=is_hero, caption=plan.captions.get(photo.name, photo.caption))


def planned(book: AlbumBook, plan: AlbumPlan) -> AlbumBook:
    """The album as the plan wants it."""
    places = {name: place for place, name in enumerate(plan.order)}
    kept = [chapter for chapter in book.chapters if chapter.name not in plan.dropped]
    kept.sort(key=lambda chapter: places.get(chapter.name, len(places)))
    chapters = tuple(planned_chapter(chapter, plan.chapter(chapter.name)) for chapter in kept)
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
            "added": list(one.added),
            "title": one.title,
            "remarks": dict(one.remarks),
            "unsaid": list(one.unsaid),
        }
        for name, one in plan.chapters.items()
    }
    return {
        "chapters": chapters,
        "order": list(plan.order),
        "dropped": list(plan.dropped),
        "photos_each": plan.photos_each,
    }


def from_plain(plain: Mapping[str, Any]) -> AlbumPlan:
    """A plan as it was kept; what is missing in it was not decided."""
    chapters = {name: _chapter_from(one) for name, one in plain.get("chapters", {}).items()}
    return AlbumPlan(
        chapters,
        tuple(plain.get("order", ())),
        tuple(plain.get("dropped", ())),
        plain.get("photos_each", PHOTOS_EACH),
    )


def _chapter_from(plain: Mapping[str, Any]) -> ChapterPlan:
    locked = (LockedPage(tuple(page[1:]), bool(page[0])) for page in plain.get("locked", ()))
    return ChapterPlan(
        tuple(plain.get("order", ())),
        tuple(plain.get("dropped", ())),
        plain.get("hero", ""),
        dict(plain.get("captions", {})),
        tuple(locked),
        plain.get("text"),
        tuple(plain.get("added", ())),
        plain.get("title"),
        dict(plain.get("remarks", {})),
        tuple(plain.get("unsaid", ())),
    )
