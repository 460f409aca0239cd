"""Photos with their captions as blocks: in the rows of a form and on the pages of an album."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lianti_desktop.printing.content import Photo
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.leaves import Typesetter, text_at
from lianti_desktop.printing.page import About, Part, Placed
from lianti_desktop.printing.paragraph import Align, Measure, TextStyle
from lianti_desktop.printing.photo_layout import Arrangement, Rooms, Shape, arrange, fill_page
from lianti_desktop.printing.photo_leaf import PhotoLeaf, Picture, look_at

CAPTION = TextStyle(Role.KAI, 9, 13, "#4A4F57", Align.CENTRE)
CAPTION_GAP = 4.0
PADDING = 7.0
WIDTH_STEP = 6.0
BLOCK_HEIGHT = 92 * MM
LEAST_LOWERED = 52 * MM
LEAST_LOWERED_SIDE = 40 * MM
GUTTER = 10.0


def shape_of(picture: Picture, setter: Typesetter, style: TextStyle = CAPTION) -> Shape:
    """What the layout must know of a looked-at photo."""
    caption = picture.photo.caption.strip()
    measure = Measure(caption, style, setter.font_book)
    natural = measure.natural

    def caption_height(width: float) -> float:
        if not caption or width <= style.size:
            return 0.0
        if natural < width - style.size:
            return CAPTION_GAP + style.leading * (caption.count("\n") + 1)
        return CAPTION_GAP + style.leading * measure.lines(width)

    return Shape(picture.ratio, _remembered(caption_height), is_hero=picture.photo.is_hero)


def _remembered(height: Callable[[float], float]) -> Callable[[float], float]:
    """The same function, asked as seldom as possible: a narrower caption is never lower."""
    known: dict[int, float] = {}

    def answer(width: float) -> float:
        step = int(width / WIDTH_STEP)
        if step not in known:
            narrower = max((one for one in known if one < step), default=None)
            wider = min((one for one in known if one > step), default=None)
            if narrower is not None and wider is not None and known[narrower] == known[wider]:
                return known[wider]
            known[step] = height(step * WIDTH_STEP)
        return known[step]

    return answer


@dataclass(frozen=True)
class PhotoBlock:
    """Pictures and where they lie, from the top left corner of the block."""

    pictures: tuple[Picture, ...]
    arrangement: Arrangement
    setter: Typesetter
    style: TextStyle = CAPTION

    def placed(self, left: float, top: float) -> list[Placed]:
        """Each photo with its caption under it."""
        items: list[Placed] = []
        pairs = zip(self.pictures, self.arrangement.slots, strict=True)
        for picture, slot in pairs:
            name = picture.photo.name
            box = slot.photo.moved(left, top)
            items.append(Placed(box, PhotoLeaf(picture), About(Part.PHOTO, name=name)))
            caption = picture.photo.caption.strip()
            if caption:
                box = slot.caption.moved(left, top + CAPTION_GAP)
                words = text_at(box, self.setter.lay(caption, self.style, box.width))
                items.append(replace(words, about=About(Part.CAPTION, name=name)))
        return items


def blocks_of(
    photos: Sequence[Photo], rooms: Rooms, setter: Typesetter, style: TextStyle = CAPTION
) -> list[PhotoBlock]:
    """Photos arranged on pages, the first block being empty when its page is left without."""
    pictures = [look_at(photo) for photo in photos]
    pages = arrange([shape_of(picture, setter, style) for picture in pictures], rooms)
    blocks: list[PhotoBlock] = []
    start = 0
    for page in pages:
        stop = start + len(page.slots)
        blocks.append(PhotoBlock(tuple(pictures[start:stop]), page, setter, style))
        start = stop
    return blocks


@dataclass(frozen=True)
class PhotoRow:
    """A block of photos as a row of a form; it is never cut, but made lower at a page's foot.

    ``width`` is the room across, inside the padding.
    """

    block: PhotoBlock
    width: float = 0.0
    elastic: bool = False
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """The block with some air around it."""
        return self.block.arrangement.height + 2 * PADDING

    @property
    def first_height(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> "tuple[PhotoRow | None, PhotoRow | None]":
        """All of it on this page, smaller where it is nearly too high, or on the next one."""
        if self.height <= room + 0.01:
            return self, None
        lower = self._lower(room - 2 * PADDING)
        return (lower, None) if lower else (None, self)

    def _lower(self, room: float) -> "PhotoRow | None":
        """The same photos in less height; None when they would become too small to see."""
        if room < LEAST_LOWERED or not self.width:
            return None
        block = self.block
        shapes = [shape_of(picture, block.setter, block.style) for picture in block.pictures]
        page = fill_page(shapes, Box(0, 0, self.width, room), GUTTER)
        sides = (min(slot.photo.width, slot.photo.height) for slot in page.slots)
        if min(sides, default=0.0) < LEAST_LOWERED_SIDE or page.height > room + 0.01:
            return None
        return replace(self, block=replace(block, arrangement=page))

    def placed(self, left: float, top: float) -> list[Placed]:
        """The photos inside the padding."""
        return self.block.placed(left + PADDING, top + PADDING)

    def grown(self, more: float) -> "PhotoRow":
        """Photos do not grow."""
        return self


def photo_rows(photos: Sequence[Photo], width: float, setter: Typesetter) -> list[PhotoRow]:
    """Rows of photos for a form of a certain width, two of them to a page."""
    rooms = Rooms(width - 2 * PADDING, 0.0, BLOCK_HEIGHT - 2 * PADDING)
    blocks = blocks_of(photos, rooms, setter)
    return [PhotoRow(block, rooms.width) for block in blocks if block.pictures]
