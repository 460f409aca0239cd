"""The photos of a chapter on pages: those the user locked as they are, the rest laid out anew.

What is free is laid out as one series, however many locked pages lie in between, so that no page is
left with the two photos that happened to stand between two locks; the locked pages then come where
the series has a page's end, as near to their place in the order as can be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from lianti_desktop.printing.content import AlbumChapter, LockedPage, Photo
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.paragraph import TextStyle
from lianti_desktop.printing.photo_block import PhotoBlock, blocks_of, shape_of
from lianti_desktop.printing.photo_layout import MOST_ON_PAGE, Rooms, fill_page, least_room
from lianti_desktop.printing.photo_leaf import look_at


@dataclass(frozen=True)
class _Locked:
    """One locked page: its photos, and how many free photos come before them."""

    photos: tuple[Photo, ...]
    before: int
    is_opening: bool


def blocks_around_locks(
    chapter: AlbumChapter, rooms: Rooms, setter: Typesetter, style: TextStyle
) -> list[PhotoBlock]:
    """One block a page, the first being empty when the opening page is left without photos."""
    maker = _Maker(rooms, setter, style)
    free, locked = _parted(chapter)
    opening = next((one for one in locked if one.is_opening and maker.has_opening), None)
    inner = [one for one in locked if one is not opening]
    blocks, ends_locked = maker.blocks(free, inner, opening)
    if ends_locked and rooms.kept:
        blocks, _ = replace(maker, rooms=replace(rooms, kept=0.0)).blocks(free, inner, opening)
    return blocks


def _parted(chapter: AlbumChapter) -> tuple[list[Photo], list[_Locked]]:
    """The free photos, and the locked pages in the order of the first photo that each holds."""
    known = {photo.name: photo for photo in chapter.photos}
    locks = {name: page for page in chapter.locked for name in page.photos if name in known}
    free: list[Photo] = []
    locked: list[_Locked] = []
    done: set[str] = set()
    for photo in chapter.photos:
        lock = locks.get(photo.name)
        if lock is None:
            free.append(photo)
        elif photo.name not in done:
            held = [name for name in lock.photos if name in known and locks[name] is lock]
            done.update(held)
            locked.extend(_pages_of(lock, [known[name] for name in held], len(free)))
    return free, locked


def _pages_of(lock: LockedPage, photos: Sequence[Photo], before: int) -> Iterator[_Locked]:
    """One page, or several where somebody locked more photos together than a page holds."""
    for start in range(0, len(photos), MOST_ON_PAGE):
        is_opening = lock.is_opening and not start
        yield _Locked(tuple(photos[start : start + MOST_ON_PAGE]), before, is_opening)


@dataclass(frozen=True)
class _Maker:
    """Makes the blocks of a chapter in its rooms."""

    rooms: Rooms
    setter: Typesetter
    style: TextStyle

    @property
    def has_opening(self) -> bool:
        """Whether photos can stand under the chapter's title."""
        return self.rooms.first >= least_room(self.rooms.width)

    def blocks(
        self, free: Sequence[Photo], locked: Sequence[_Locked], opening: _Locked | None
    ) -> tuple[list[PhotoBlock], bool]:
        """The blocks in their order, and whether the last of them is a locked page."""
        rooms = self.rooms if opening is None else replace(self.rooms, first=0.0)
        laid = blocks_of(free, rooms, self.setter, self.style)
        if opening is not None:
            laid[0] = self._page(opening, self.rooms.first)
        held = len(opening.photos) if opening else 0
        ends = [end - held for end in accumulate(len(block.pictures) for block in laid)]
        after: dict[int, list[PhotoBlock]] = {}
        for one in locked:
            nearest = min(range(len(ends)), key=lambda at: abs(ends[at] - one.before))
            after.setdefault(nearest, []).append(self._page(one, self.rooms.full))
        ordered = [block for at, first in enumerate(laid) for block in (first, *after.get(at, ()))]
        return ordered, len(laid) - 1 in after

    def _page(self, locked: _Locked, high: float) -> PhotoBlock:
        pictures = tuple(look_at(photo) for photo in locked.photos)
        shapes = [shape_of(picture, self.setter, self.style) for picture in pictures]
        page = fill_page(shapes, Box(0, 0, self.rooms.width, high), self.rooms.gutter)
        return PhotoBlock(pictures, page, self.setter, self.style)
