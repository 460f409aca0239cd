"""Puts a series of photos on pages: whole, in order, as large as they can be, captions included.

For each run of up to six photos every slicing tree is tried on a page; where the pages end is then
decided for the whole series at once, so that no page is left with one lonely small photo.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf
from operator import itemgetter, le

from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.slicing import (
    Tree,
    leaf_boxes,
    leaf_widths,
    leaves_of,
    side_by_side,
    trees_over,
    with_leaves,
)

MOST_ON_PAGE = 6
HERO_WEIGHT = 2.2
LEAST_SIDE = 45 * MM
LEAST_IN_LOW_ROOM = 41 * MM
USUAL_WIDTH = 165 * MM
TREES_LOOKED_AT = 22
TREES_SETTLED = 4
RUNS_REMEMBERED = 512
PAGE_COST = 0.09
UNEVEN_COST = 0.35
SMALL_COST = 30.0
OUTDONE_COST = 0.9
PAIR = 2
PAIR_SHARE = 0.5
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
    series = _Series(tuple(shapes), rooms)
    plans = _plans(series)
    skip = (SKIP_COST * rooms.first / rooms.full + plans[0][0], Arrangement((), 0.0, 0.0), 0)
    best = skip
    if rooms.first >= least_room(rooms.width):
        best = min(skip, _best_choice(series, 0, rooms.first, plans), key=itemgetter(0))
    _, chosen, at = best
    pages = [chosen]
    while at < len(shapes):
        _, chosen, at = plans[at]
        pages.append(chosen)
    return pages


Plan = tuple[float, Arrangement, int]
"""The cost of everything from here on, the next page, and the photo after it."""

_NEVER: Plan = (inf, Arrangement((), 0.0, 0.0), 0)


@dataclass(frozen=True)
class _Series:
    """Photos that follow each other."""

    shapes: tuple[Shape, ...]
    rooms: Rooms

    @cached_property
    def leaves(self) -> list[Tree]:
        """The photos as leaves whose captions are as high as under photos of half the width."""
        half = self.rooms.width / 2
        return _leaves(self.shapes, [shape.caption_height(half) for shape in self.shapes])

    def likely(self, start: int, stop: int, room: Box) -> "Likely":
        """The best trees over a run in a room; a photo alone has its caption across the page."""
        leaves = self.leaves[start:stop]
        if stop - start == 1:
            shape = self.shapes[start]
            leaves = _leaves([shape], [shape.caption_height(self.rooms.width)])
        return _likely(tuple(leaves), self.rooms.gutter, room)


def _plans(series: _Series) -> list[Plan]:
    """The best way on from each photo, when it starts a full page."""
    count = len(series.shapes)
    end: Plan = (0.0, Arrangement((), 0.0, 0.0), count)
    plans = [end] * (count + 1)
    for start in range(count - 1, -1, -1):
        plans[start] = _best_choice(series, start, series.rooms.full, plans)
    return plans


def _best_choice(series: _Series, start: int, height: float, plans: list[Plan]) -> Plan:
    """The best run of photos for the page that begins with ``start``.

    A run is solved only when the ground that its trees can cover at most lets it win.
    """
    best = _NEVER
    rooms, count = series.rooms, len(series.shapes)
    for stop in range(min(start + MOST_ON_PAGE, count), start, -1):
        is_last = stop == count
        high = max(height - rooms.kept, least_room(rooms.width)) if is_last else height
        room = Box(0, 0, rooms.width, high)
        spilled = SPILL_COST if is_last and high > height - rooms.kept + 0.01 else 0.0
        lonely = LONELY_COST if stop - start == 1 and count > 1 else 0.0
        after = PAGE_COST + lonely + spilled + plans[stop][0]
        likely = series.likely(start, stop, room)
        if after + _least_cost(likely[0][0], room) >= best[0]:
            continue
        page = _filled(series.shapes[start:stop], likely, room, rooms.gutter)
        if page.cost + after < best[0]:
            best = (page.cost + after, page, stop)
    return best


def fill_page(shapes: Sequence[Shape], room: Box, gutter: float) -> Arrangement:
    """The best arrangement of up to six photos in a room."""
    series = _Series(tuple(shapes), Rooms(room.width, 0.0, room.height, gutter=gutter))
    return _filled(shapes, series.likely(0, len(shapes), room), room, gutter)


Likely = Sequence[tuple[float, Tree]]


@lru_cache(maxsize=RUNS_REMEMBERED)
def _likely(leaves: tuple[Tree, ...], gutter: float, room: Box) -> Likely:
    """The trees that cover most ground, with that ground, the largest first.

    Most photos of an album are of one of two proportions, so the same runs come again and again.
    """
    grounds = [(_ground(tree, room), tree) for tree in trees_over(leaves, gutter)]
    grounds.sort(key=lambda pair: -pair[0])
    return grounds[:TREES_LOOKED_AT]


def _least_cost(ground: float, room: Box) -> float:
    """What a page costs at least whose photos and captions cover so much ground."""
    empty = 1 - ground / (room.width * room.height)
    return empty + _waste(empty, room)


def _filled(shapes: Sequence[Shape], likely: Likely, room: Box, gutter: float) -> Arrangement:
    """The best of the trees, those that promise most being settled with their captions."""
    tried: list[tuple[float, Tree]] = []
    for ground, tree in likely:
        enough = len(tried) >= TREES_SETTLED
        if enough and _least_cost(ground, room) >= tried[TREES_SETTLED - 1][0]:
            break
        tried.append((_cost(shapes, _widths(tree, room), room), tree))
        tried.sort(key=itemgetter(0))
    settled = [_settled(tree, shapes, room, gutter) for _, tree in tried[:TREES_SETTLED]]
    costs = [_cost(shapes, _widths(tree, room), room) for tree in settled]
    best = min(range(len(settled)), key=costs.__getitem__)
    return _arranged(settled[best], costs[best], room, gutter)


def _widths(tree: Tree, room: Box) -> list[float]:
    """How wide each photo is when the tree is as large as the room lets it be."""
    return leaf_widths(tree, _width_of(tree, room))


def _width_of(tree: Tree, room: Box) -> float:
    return max(min(room.width, tree.width(room.height)), 1.0)


def _settled(tree: Tree, shapes: Sequence[Shape], room: Box, gutter: float) -> Tree:
    """The tree with just the room its captions need, so nearly as its photos get their widths."""
    had = [leaf.b for leaf in leaves_of(tree)]
    for round_ in range(ROUNDS):
        pairs = zip(shapes, _widths(tree, room), strict=True)
        needed = _leveled(tree, [shape.caption_height(width) for shape, width in pairs])
        if needed == had or (round_ and all(map(le, needed, had))):
            break
        had = needed if round_ == 0 else list(map(max, needed, had))
        tree = with_leaves(tree, _leaves(shapes, had), gutter)
    return tree


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


def _arranged(tree: Tree, cost: float, room: Box, gutter: float) -> Arrangement:
    """Where each photo of a tree lies, the whole in the middle of the room."""
    width = _width_of(tree, room)
    height = tree.height(width)
    box = Box(room.left + (room.width - width) / 2, room.top, width, height)
    pairs = zip(leaf_boxes(tree, box, gutter), leaves_of(tree), strict=True)
    return Arrangement(tuple(_slot(place, leaf.b) for place, leaf in pairs), height, cost)


def _slot(place: Box, allowance: float) -> Slot:
    photo = Box(place.left, place.top, place.width, place.height - allowance)
    return Slot(photo, Box(place.left, photo.bottom, place.width, allowance))


def _cost(shapes: Sequence[Shape], widths: Sequence[float], room: Box) -> float:
    """Empty ground, uneven sizes and photos too small to see, added up."""
    pairs = list(zip(shapes, widths, strict=True))
    areas = [max(width, 0.0) ** 2 / shape.ratio for shape, width in pairs]
    total = sum(areas) or 1.0
    weights = [HERO_WEIGHT if shape.is_hero else 1.0 for shape in shapes]
    share = total / sum(weights)
    uneven = sum(abs(area - weight * share) for area, weight in zip(areas, weights, strict=True))
    empty = 1 - total / (room.width * room.height)
    wishes = UNEVEN_COST * uneven / total / 2 + _outdone(shapes, areas)
    short = [min(width, width / shape.ratio) for shape, width in pairs]
    return empty + _waste(empty, room) + wishes + SMALL_COST * _smallness(short, room)


def _waste(empty: float, room: Box) -> float:
    """What an emptier page than usual costs more; a low room may be as empty as it will."""
    return 0.0 if room.height < room.width else WASTE_COST * max(empty - MOST_EMPTY, 0.0)


def _outdone(shapes: Sequence[Shape], areas: Sequence[float]) -> float:
    """What it costs when another photo is larger than a main one.

    Of two alone, the proportions make one larger: the less so, the less anybody sees a rank in it.
    """
    heroes = [area for shape, area in zip(shapes, areas, strict=True) if shape.is_hero]
    if not heroes or min(heroes) >= max(areas):
        return 0.0
    outdone = max(areas) / max(min(heroes), 1.0) - 1
    return OUTDONE_COST * (min(PAIR_SHARE * outdone, 1.0) if len(areas) == PAIR else 1.0)


def _smallness(short_sides: Iterable[float], room: Box) -> float:
    """How far photos stay under the side they need to be seen, on small paper somewhat less."""
    usual = LEAST_SIDE if room.height >= room.width else LEAST_IN_LOW_ROOM
    least = min(usual, usual * room.width / USUAL_WIDTH)
    return sum((1 - side / least) ** 2 for side in short_sides if side < least)
