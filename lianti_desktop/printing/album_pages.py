"""The laid pages of an album as somebody points at them: what each is, and what lies where on it.

Places are in points from the top left corner of the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lianti_desktop.printing.content import AlbumBook, LockedPage
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import words_of
from lianti_desktop.printing.page import About, Page, Part, Placed
from lianti_desktop.printing.photo_leaf import PhotoLeaf, is_coarse

_PLAIN = About(Part.EMPTY)


@dataclass(frozen=True)
class Spot:
    """Something on a page that can be pointed at.

    `name` is the photo's for a photo and its caption, the remark's for a remark; a text that runs
    over pages has a spot on each of them. `text` is what stands there, for a photo its caption.
    """

    part: Part
    box: Box
    chapter: str = ""
    name: str = ""
    text: str = ""
    is_hero: bool = False
    is_coarse: bool = False
    problem: str = ""


@dataclass(frozen=True)
class AlbumPage:
    """One page; `number` is its place in the file from 1 and the number printed on it."""

    number: int
    part: Part
    width: float
    height: float
    chapter: str = ""
    title: str = ""
    is_left: bool = False
    is_opening: bool = False
    is_locked: bool = False
    spots: tuple[Spot, ...] = ()

    @property
    def photos(self) -> tuple[str, ...]:
        """The names of the photos on it, in reading order."""
        return tuple(spot.name for spot in self.spots if spot.part is Part.PHOTO and spot.chapter)

    def spot_at(self, x: float, y: float) -> Spot | None:
        """The last spot drawn at a place in points; None beside all of them."""
        hit = (spot for spot in reversed(self.spots) if _holds(spot.box, x, y))
        return next(hit, None)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom


@dataclass(frozen=True)
class LaidAlbum:
    """An album ready to be shown and printed; `pages` are drawn, `outlines` are pointed at."""

    book: AlbumBook
    pages: tuple[Page, ...]
    outlines: tuple[AlbumPage, ...]
    warnings: tuple[str, ...] = field(default=())

    def page_of(self, photo: str) -> AlbumPage | None:
        """The page on which a photo lies, not counting the cover."""
        return next((page for page in self.outlines if photo in page.photos), None)

    def chapter_at(self, chapter: str) -> AlbumPage | None:
        """The first page of a chapter."""
        return next((page for page in self.outlines if page.chapter == chapter), None)


def laid_out(book: AlbumBook, pages: Sequence[Page], warnings: tuple[str, ...] = ()) -> LaidAlbum:
    """The pages of a book with what lies where on them."""
    locks = {chapter.name: chapter.locked for chapter in book.chapters}
    outlines = []
    for number, page in enumerate(pages, 1):
        is_opening = bool(_chapter(page)) and (
            number == 1 or _chapter(pages[number - 2]) != _chapter(page)
        )
        outlines.append(
            _outline(page, number, is_opening=is_opening, locks=locks.get(_chapter(page), ()))
        )
    return LaidAlbum(book, tuple(pages), tuple(outlines), warnings)


def _chapter(page: Page) -> str:
    return page.about.chapter if page.about else ""


def _outline(
    page: Page, number: int, *, is_opening: bool, locks: Sequence[LockedPage]
) -> AlbumPage:
    about = page.about or _PLAIN
    spots = tuple(_spots(page.items))
    names = {spot.name for spot in spots if spot.part is Part.PHOTO}
    return AlbumPage(
        number=number,
        part=about.part,
        width=page.paper.width,
        height=page.paper.height,
        chapter=about.chapter,
        title=page.bookmark,
        is_left=page.paper.is_left(number),
        is_opening=is_opening,
        is_locked=any(names.intersection(lock.photos) for lock in locks),
        spots=spots,
    )


def _spots(items: Sequence[Placed]) -> Iterator[Spot]:
    for item in items:
        if isinstance(item.leaf, PhotoLeaf):
            yield _photo_spot(item, item.leaf)
        elif item.about is not None:
            about = item.about
            yield Spot(about.part, item.box, about.chapter, about.name, words_of(item))


def _photo_spot(item: Placed, leaf: PhotoLeaf) -> Spot:
    """A photo; one on the cover belongs to no chapter."""
    photo, picture = leaf.picture.photo, leaf.picture
    return Spot(
        Part.PHOTO,
        item.box,
        item.about.chapter if item.about else "",
        photo.name,
        photo.caption,
        is_hero=photo.is_hero,
        is_coarse=is_coarse(picture, item.box),
        problem=picture.problem,
    )
