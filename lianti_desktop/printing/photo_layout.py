"""Puts a series of photos on pages: whole, in order, as large as they can be, captions included.

For each run of up to six photos every slicing tree is tried on a page; where the pages end is then
decided for the whole series at once, so that no page is left with one lonely small photo.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import le

from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.slicing import (
    Tree,
    leaf_boxes,
    leaves_of,
    side_by_side,
    trees,
    with_leaves,
)

MOST_ON_PAGE = 6
HERO_WEIGHT = 2.2
LEAST_SIDE = 45 * MM
LEAST_IN_LOW_ROOM = 41 * MM
USUAL_WIDTH = 165 * MM
TREES_LOOKED_AT = 22
TREES_SETTLED = 4
PAGE_COST = 0.09
UNEVEN_COST = 0.35
SMALL_COST = 30.0
OUTDONE_COST = 0.9
PAIR = 2
NEARLY = 0.7
NEARLY_SHARE = 0.15
WASTE_COST = 3.0
MOST_EMPTY = 0.3
"""A page emptier than this looks unfinished."""
SKIP_COST = 3.4
LONELY_COST = 0.3
SPILL_COST = 3.0
"""When what follows the photos would need a page of its own."""
LEAST_ROOM = 60 * MM
ROUNDS = 10


@dataclass(frozen=True)
class Shape:
    """What the layout knows of a photo: width by height, and what its caption needs under it."""

    ratio: float
    caption_height: Callable[[float], float]
    """Points under a photo of a certain width, with the space between; 0 without a caption."""
    is_hero: bool = False


@dataclass(frozen=True)
class Slot:
    """Where a photo lies and, under it, its caption."""

    photo: Box
    caption: Box


@dataclass(frozen=True)
class Arrangement:
    """Photos of one page from the top left corner of their room; ``cost`` is near 0 when good."""

    slots: tuple[Slot, ...]
    height: float
    cost: float


@dataclass(frozen=True)
class Rooms:
    """How much room photos have: on the first page (0 for none), on a full page, and how much of
    the last one is kept for what follows."""

    width: float
    first: float
    full: float
    kept: float = 0.0
    gutter: float = 10.0


def least_room(width: float) -> float:
    """How high a room must be for photos to stand in it at all."""
    return min(LEAST_ROOM, LEAST_ROOM * width / USUAL_WIDTH)


def arrange(shapes: Sequence[Shape], rooms: Rooms) -> list[Arrangement]:
    """One arrangement a page, the first being empty when its room is left without photos."""
    plans = _plans(shapes, rooms)
    skip = (SKIP_COST * rooms.first / rooms.full + plans[0][0], Arrangement((), 0.0, 0.0), 0)
    starts = [skip]
    if rooms.first >= least_room(rooms.width):
        starts.extend(_choices(shapes, 0, rooms.first, (rooms, plans)))
    _, chosen, at = min(starts, key=lambda choice: choice[0])
    pages = [chosen]
    while at < len(shapes):
        _, chosen, at = plans[at]
        pages.append(chosen)
    return pages


Plan = tuple[float, Arrangement, int]
"""The cost of everything from here on, the next page, and the photo after it."""


def _plans(shapes: Sequence[Shape], rooms: Rooms) -> list[Plan]:
    """The best way on from each photo, when it starts a full page."""
    end: Plan = (0.0, Arrangement((), 0.0, 0.0), len(shapes))
    plans = [end] * (len(shapes) + 1)
    for start in range(len(shapes) - 1, -1, -1):
        choices = _choices(shapes, start, rooms.full, (rooms, plans))
        plans[start] = min(choices, key=lambda choice: choice[0])
    return plans


def _choices(
    shapes: Sequence[Shape], start: int, height: float, ahead: tuple[Rooms, list[Plan]]
) -> Iterator[Plan]:
    rooms, plans = ahead
    for stop in range(start + 1, min(start + MOST_ON_PAGE, len(shapes)) + 1):
        is_last = stop == len(shapes)
        room = max(height - rooms.kept, least_room(rooms.width)) if is_last else height
        spilled = SPILL_COST if is_last and room > height - rooms.kept + 0.01 else 0.0
        page = fill_page(shapes[start:stop], Box(0, 0, rooms.width, room), rooms.gutter)
        lonely = LONELY_COST if stop - start == 1 and len(shapes) > 1 else 0.0
        yield page.cost + PAGE_COST + lonely + spilled + plans[stop][0], page, stop


def fill_page(shapes: Sequence[Shape], room: Box, gutter: float) -> Arrangement:
    """The best arrangement of up to six photos in a room."""
    usual = room.width if len(shapes) == 1 else room.width / 2
    leaves = _leaves(shapes, [shape.caption_height(usual) for shape in shapes])
    likely = sorted(trees(leaves, gutter), key=lambda tree: -_ground(tree, room))
    solved = [(_solved(tree, shapes, room, gutter), tree) for tree in likely[:TREES_LOOKED_AT]]
    solved.sort(key=lambda pair: pair[0].cost)
    settled = (_settled(tree, shapes, room, gutter) for _, tree in solved[:TREES_SETTLED])
    return min(settled, key=lambda found: found.cost)


def _settled(tree: Tree, shapes: Sequence[Shape], room: Box, gutter: float) -> Arrangement:
    """The tree with just the room its captions need, so nearly as its photos get their widths."""
    found = _solved(tree, shapes, room, gutter)
    had = [slot.caption.height for slot in found.slots]
    for round_ in range(ROUNDS):
        needed = _leveled(tree, _caption_needs(shapes, found))
        if needed == had or (round_ and all(map(le, needed, had))):
            break
        had = needed if round_ == 0 else list(map(max, needed, had))
        tree = with_leaves(tree, _leaves(shapes, had), gutter)
        found = _solved(tree, shapes, room, gutter)
    return found


def _caption_needs(shapes: Sequence[Shape], found: Arrangement) -> list[float]:
    pairs = zip(shapes, found.slots, strict=True)
    return [shape.caption_height(slot.caption.width) for shape, slot in pairs]


def _leveled(tree: Tree, needs: Sequence[float]) -> list[float]:
    """What captions need when photos side by side are to end at one height."""
    levels = list(needs)
    for places in side_by_side(tree):
        highest = max(levels[place] for place in places)
        for place in places:
            levels[place] = highest
    return levels


def _leaves(shapes: Sequence[Shape], allowances: Sequence[float]) -> list[Tree]:
    pairs = zip(shapes, allowances, strict=True)
    return [Tree(1 / shape.ratio, allowance) for shape, allowance in pairs]


def _ground(tree: Tree, room: Box) -> float:
    """The area a tree covers at most."""
    width = min(room.width, tree.width(room.height))
    return width * tree.height(width) if width > 0 else 0.0


def _solved(tree: Tree, shapes: Sequence[Shape], room: Box, gutter: float) -> Arrangement:
    width = max(min(room.width, tree.width(room.height)), 1.0)
    height = tree.height(width)
    box = Box(room.left + (room.width - width) / 2, room.top, width, height)
    pairs = zip(leaf_boxes(tree, box, gutter), leaves_of(tree), strict=True)
    slots = tuple(_slot(place, leaf.b) for place, leaf in pairs)
    return Arrangement(slots, height, _cost(shapes, [slot.photo for slot in slots], room))


def _slot(place: Box, allowance: float) -> Slot:
    photo = Box(place.left, place.top, place.width, place.height - allowance)
    return Slot(photo, Box(place.left, photo.bottom, place.width, allowance))


def _cost(shapes: Sequence[Shape], photos: Sequence[Box], room: Box) -> float:
    """Empty ground, uneven sizes and photos too small to see, added up."""
    areas = [max(photo.width, 0.0) * max(photo.height, 0.0) for photo in photos]
    total = sum(areas) or 1.0
    weights = [HERO_WEIGHT if shape.is_hero else 1.0 for shape in shapes]
    ideal = (weight / sum(weights) for weight in weights)
    uneven = sum(abs(area / total - share) for area, share in zip(areas, ideal, strict=True))
    empty = 1 - total / (room.width * room.height)
    is_low = room.height < room.width
    waste = 0.0 if is_low else WASTE_COST * max(empty - MOST_EMPTY, 0.0)
    wishes = UNEVEN_COST * uneven / 2 + _outdone(shapes, areas)
    return empty + waste + wishes + SMALL_COST * _smallness(photos, room)


def _outdone(shapes: Sequence[Shape], areas: Sequence[float]) -> float:
    """What it costs when another photo is larger than a main one.

    Two of one height differ by their proportions alone, which nobody sees as a rank.
    """
    heroes = [area for shape, area in zip(shapes, areas, strict=True) if shape.is_hero]
    if not heroes or min(heroes) >= max(areas):
        return 0.0
    is_pair = len(areas) == PAIR and min(heroes) >= NEARLY * max(areas)
    return OUTDONE_COST * (NEARLY_SHARE if is_pair else 1.0)


def _smallness(photos: Iterable[Box], room: Box) -> float:
    """How far photos stay under the side they need to be seen, on small paper somewhat less."""
    usual = LEAST_SIDE if room.height >= room.width else LEAST_IN_LOW_ROOM
    least = min(usual, usual * room.width / USUAL_WIDTH)
    lacks = (1 - min(photo.width, photo.height) / least for photo in photos)
    return sum(max(lack, 0.0) ** 2 for lack in lacks)
