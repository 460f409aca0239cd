"""One activity in the album: its opening, its text, its photos, and what people said about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import floor

from lianti_desktop.printing.album_design import Place, page_edges
from lianti_desktop.printing.content import AlbumChapter
from lianti_desktop.printing.form import kept_after
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.hills_leaf import HillsLeaf
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import FrameLeaf, Typesetter, text_at
from lianti_desktop.printing.page import About, Page, Part, Placed
from lianti_desktop.printing.paragraph import LaidText
from lianti_desktop.printing.photo_block import PhotoBlock
from lianti_desktop.printing.photo_layout import Rooms
from lianti_desktop.printing.photo_leaf import PhotoLeaf
from lianti_desktop.printing.photo_locks import blocks_around_locks

AIR = 14.0
MOST_KEPT = 0.55
MAT = 5.0
HAIR = 0.01
"""What sums of heights may be off."""
DRAWING_SHARE = 0.2
EMPTY_SHARE = 0.4
SPARE_SHARE = 0.12
LOWERED = 0.42
"""A little above the middle looks like the middle."""


@dataclass
class _Pages:
    """The pages of a chapter while they grow; ``used`` is how far the open one is filled."""

    place: Place
    bodies: list[list[Placed]] = field(default_factory=lambda: [[]])
    used: float = 0.0

    @property
    def box(self) -> Box:
        return self.place.box(self.place.first_page + len(self.bodies) - 1)

    @property
    def room(self) -> float:
        return self.box.height - self.used

    def turn(self) -> None:
        self.bodies.append([])
        self.used = 0.0

    def add(self, items: Sequence[Placed], height: float) -> None:
        self.bodies[-1].extend(items)
        self.used += height


def chapter_pages(chapter: AlbumChapter, place: Place, setter: Typesetter) -> list[Page]:
    """The laid pages of one activity."""
    pages = _Pages(place)
    opening = place.design.opening(chapter, place, pages.box, setter)
    pages.add([_told(item, About(Part.OPENING)) for item in opening.items], opening.height)
    rest = tuple(photo for photo in chapter.photos if photo is not opening.photo)
    _add_text(pages, setter.lay(chapter.text, place.look.texts.text, pages.box.width))
    said = tuple(remark for remark in chapter.remarks if remark.text.strip())
    rows = place.design.remark_rows(said, pages.box.width, place.look, setter)
    _add_photos(pages, replace(chapter, photos=rest), rows, setter)
    _add_rows(pages, rows)
    if len(pages.bodies) == 1:
        pages.add(_foot_drawing(pages), 0.0)
    return [
        Page(
            place.look.paper,
            (
                *(_of_chapter(item, chapter.name) for item in body),
                *page_edges(place, number, setter, running=chapter.title if number else ""),
            ),
            "" if number else chapter.title,
            about=About(Part.CHAPTER, chapter.name),
        )
        for number, body in enumerate(pages.bodies)
    ]


def _foot_drawing(pages: _Pages) -> list[Placed]:
    """Hills at the foot of a chapter's only page when it is mostly empty."""
    box = pages.box
    high = box.height * DRAWING_SHARE
    if pages.room < box.height * EMPTY_SHARE:
        return []
    place = Box(box.left, box.bottom - high, box.width, high)
    return [Placed(place, HillsLeaf(with_sky=False, colours=pages.place.design.hills))]


def _told(item: Placed, about: About) -> Placed:
    """The piece with what it is about; a photo in an opening is about itself."""
    if item.about is not None:
        return item
    if isinstance(item.leaf, PhotoLeaf):
        about = About(Part.PHOTO, name=item.leaf.picture.photo.name)
    return replace(item, about=about) if item.leaf.solid else item


def _of_chapter(item: Placed, chapter: str) -> Placed:
    """The piece with the chapter it belongs to."""
    return replace(item, about=replace(item.about, chapter=chapter)) if item.about else item


def _add_text(pages: _Pages, text: LaidText | None) -> None:
    while text is not None and text.lines:
        first, rest = text.split(pages.room)
        if first is None and pages.used == 0:
            first, rest = text, None
        if first is not None:
            box = Box(pages.box.left, pages.box.top + pages.used, pages.box.width, 0)
            words = replace(text_at(box, first), about=About(Part.TEXT))
            pages.add([words], first.height + AIR)
        if rest is not None:
            pages.turn()
        text = rest


def _add_photos(
    pages: _Pages, chapter: AlbumChapter, rows: Sequence[Row], setter: Typesetter
) -> None:
    if not chapter.photos:
        return
    design, full = pages.place.design, pages.box.height
    mat = MAT if design.has_mats else 0.0
    wide = pages.box.width - 2 * mat
    first = max(pages.room - 2 * mat, 0.0)
    rooms = Rooms(wide, first, full - 2 * mat, _kept(rows, full), design.gutter)
    blocks = blocks_around_locks(chapter, rooms, setter, pages.place.look.texts.caption)
    for index, block in enumerate(blocks):
        if index:
            pages.turn()
        if block.pictures:
            is_alone = not pages.used and (index < len(blocks) - 1 or not rows)
            pages.add([], _lowered(pages, block) if is_alone else 0.0)
            _add_block(pages, block, mat)


def _lowered(pages: _Pages, block: PhotoBlock) -> float:
    """How far down photos begin that have a page to themselves and do not fill it."""
    spare = pages.room - block.arrangement.height
    return spare * LOWERED if spare > pages.box.height * SPARE_SHARE else 0.0


def _add_block(pages: _Pages, block: PhotoBlock, mat: float) -> None:
    """The photos of a page; a design with mats frames each of them together with its caption."""
    box = pages.box
    items = block.placed(box.left + mat, box.top + pages.used + mat)
    line = FrameLeaf(pages.place.look.palette.line_soft, 0.7)
    mats = [
        Placed(
            Box(
                slot.photo.left,
                slot.photo.top,
                slot.photo.width,
                slot.caption.bottom - slot.photo.top,
            )
            .moved(box.left + mat, box.top + pages.used + mat)
            .inset(-mat, -mat),
            line,
        )
        for slot in block.arrangement.slots
        if mat
    ]
    pages.add([*mats, *items], block.arrangement.height + 2 * mat + AIR)


def _kept(rows: Sequence[Row], full: float) -> float:
    """How much of the last page of photos to keep for the remarks, or their beginning."""
    height = sum(row.height for row in rows) + AIR
    over = height - floor(height / full) * full
    return over if rows and over <= full * MOST_KEPT else 0.0


def _add_rows(pages: _Pages, rows: Sequence[Row]) -> None:
    """Puts each row where the pages end so far; a heading stays with what follows it."""
    for index, row in enumerate(rows):
        if pages.used and pages.room + HAIR < row.first_height + kept_after(rows, index):
            pages.turn()
        rest: Row | None = row
        while rest is not None:
            here, rest = rest.split(pages.room + HAIR)
            if here is None and pages.used == 0:
                here, rest = rest, None
            if here is not None:
                top = pages.box.top + pages.used
                pages.add(here.placed(pages.box.left, top), here.height)
            if rest is not None:
                pages.turn()
