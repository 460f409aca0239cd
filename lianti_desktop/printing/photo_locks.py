"""The photos of a chapter on pages: those the user locked as they are, the rest laid out anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lianti_desktop.printing.content import AlbumChapter, LockedPage, Photo
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.paragraph import TextStyle
from lianti_desktop.printing.photo_block import PhotoBlock, blocks_of, shape_of
from lianti_desktop.printing.photo_layout import MOST_ON_PAGE, Rooms, fill_page, least_room
from lianti_desktop.printing.photo_leaf import look_at


@dataclass(frozen=True)
class _Series:
    """Photos that follow each other: one locked page, or any number that are free."""

    photos: tuple[Photo, ...]
    lock: LockedPage | None = None


def blocks_around_locks(
    chapter: AlbumChapter, rooms: Rooms, setter: Typesetter, style: TextStyle
) -> list[PhotoBlock]:
    """One block a page, the first being empty when the opening page is left without photos."""
    blocks: list[PhotoBlock] = []
    series = list(_series_of(chapter))
    for index, one in enumerate(series):
        is_last = index == len(series) - 1
        room = replace(
            rooms,
            first=0.0 if blocks else rooms.first,
            kept=rooms.kept if is_last else 0.0,
        )
        here = _blocks(one, room, setter, style)
        blocks.extend(here if index == 0 else here[1:])
    return blocks


def _series_of(chapter: AlbumChapter) -> Iterator[_Series]:
    """The photos in their order, each locked page in the place of the first photo it holds."""
    known = {photo.name: photo for photo in chapter.photos}
    locks = {name: page for page in chapter.locked for name in page.photos if name in known}
    free: list[Photo] = []
    done: set[str] = set()
    for photo in chapter.photos:
        if photo.name in done:
            continue
        lock = locks.get(photo.name)
        if lock is None:
            free.append(photo)
            continue
        if free:
            yield _Series(tuple(free))
            free = []
        held = [name for name in lock.photos if name in known and locks[name] is lock]
        done.update(held)
        yield from _locked(lock, [known[name] for name in held])
    if free:
        yield _Series(tuple(free))


def _locked(lock: LockedPage, photos: Sequence[Photo]) -> Iterator[_Series]:
    """One page, or several where somebody locked more photos together than a page holds."""
    for start in range(0, len(photos), MOST_ON_PAGE):
        yield _Series(tuple(photos[start : start + MOST_ON_PAGE]), lock)


def _blocks(
    series: _Series, rooms: Rooms, setter: Typesetter, style: TextStyle
) -> list[PhotoBlock]:
    if series.lock is None:
        return blocks_of(series.photos, rooms, setter, style)
    is_opening = series.lock.is_opening and rooms.first >= least_room(rooms.width)
    pictures = tuple(look_at(photo) for photo in series.photos)
    shapes = [shape_of(picture, setter, style) for picture in pictures]
    high = rooms.first if is_opening else rooms.full
    page = fill_page(shapes, Box(0, 0, rooms.width, high), rooms.gutter)
    block = PhotoBlock(pictures, page, setter, style)
    empty = replace(block, pictures=(), arrangement=replace(page, slots=(), height=0.0))
    return [block] if is_opening else [empty, block]
