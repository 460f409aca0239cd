"""All ways to cut a page into rows and columns, for up to six photos in their given order.

The height of every part of such a tree is ``a * width + b``, with gutters and captions in ``b``, so
that a tree is solved exactly: no photo is cropped, no edge is left over.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lianti_desktop.printing.geometry import Box

RUNS_REMEMBERED = 512


class Tree(NamedTuple):
    """A part of the page; a leaf has no parts, its ``a`` is height by width of the photo."""

    a: float
    b: float
    parts: tuple["Tree", ...] = ()
    is_row: bool = False

    def height(self, width: float) -> float:
        """How high it stands at a width."""
        return self.a * width + self.b

    def width(self, height: float) -> float:
        """How wide it lies at a height."""
        return (height - self.b) / self.a


Leaves = tuple[Tree, ...]


def trees_over(leaves: Leaves, gutter: float) -> list[Tree]:
    """The order-preserving trees over leaves: 1, 2, 6, 22, 90, 394 for one to six."""
    rows = _of_kind(leaves, gutter, is_row=True)
    return [*rows, *_of_kind(leaves, gutter, is_row=False)] if len(leaves) > 1 else list(rows)


@lru_cache(maxsize=RUNS_REMEMBERED)
def _of_kind(leaves: Leaves, gutter: float, *, is_row: bool) -> tuple[Tree, ...]:
    """The trees over leaves whose root is a row or a column; a leaf counts as both."""
    if len(leaves) == 1:
        return leaves
    series = _series(leaves, gutter, is_row=is_row)
    return tuple(_joined(parts, gutter, is_row=is_row) for parts in series if len(parts) > 1)


def _series(leaves: Leaves, gutter: float, *, is_row: bool) -> Iterator[tuple[Tree, ...]]:
    """Ways to divide leaves among parts of the other kind."""
    if len(leaves) == 1:
        yield leaves
    for middle in range(1, len(leaves)):
        tails = list(_tails(leaves[middle:], gutter, is_row=is_row))
        for first in _of_kind(leaves[:middle], gutter, is_row=not is_row):
            for rest in tails:
                yield (first, *rest)


def _tails(leaves: Leaves, gutter: float, *, is_row: bool) -> Iterator[tuple[Tree, ...]]:
    if len(leaves) > 1:
        for part in _of_kind(leaves, gutter, is_row=not is_row):
            yield (part,)
    yield from _series(leaves, gutter, is_row=is_row)


def _joined(parts: Sequence[Tree], gutter: float, *, is_row: bool) -> Tree:
    """Parts side by side at one height, or under each other at one width."""
    between = (len(parts) - 1) * gutter
    a = b = 0.0
    if not is_row:
        for part in parts:
            a += part.a
            b += part.b
        return Tree(a, b + between, tuple(parts), is_row=False)
    for part in parts:
        a += 1 / part.a
        b += part.b / part.a
    return Tree(1 / a, (b - between) / a, tuple(parts), is_row=True)


def with_leaves(tree: Tree, leaves: Sequence[Tree], gutter: float) -> Tree:
    """The same cuts over other leaves, of the same number."""
    if not tree.parts:
        return leaves[0]
    parts = []
    start = 0
    for part in tree.parts:
        stop = start + len(leaves_of(part))
        parts.append(with_leaves(part, leaves[start:stop], gutter))
        start = stop
    return _joined(parts, gutter, is_row=tree.is_row)


def leaves_of(tree: Tree) -> list[Tree]:
    """The leaves in their order."""
    if not tree.parts:
        return [tree]
    return [leaf for part in tree.parts for leaf in leaves_of(part)]


def side_by_side(tree: Tree, start: int = 0) -> list[list[int]]:
    """The places of leaves that are parts of the same row."""
    groups: list[list[int]] = []
    here: list[int] = []
    for part in tree.parts:
        if part.parts:
            groups.extend(side_by_side(part, start))
        elif tree.is_row:
            here.append(start)
        start += len(leaves_of(part))
    return [*groups, here] if len(here) > 1 else groups


def leaf_boxes(tree: Tree, box: Box, gutter: float) -> Iterator[Box]:
    """Where each leaf lies, in order, when the tree fills a box of its own proportion."""
    if not tree.parts:
        yield box
        return
    place = box.left if tree.is_row else box.top
    for part in tree.parts:
        if tree.is_row:
            width = part.width(box.height)
            yield from leaf_boxes(part, Box(place, box.top, width, box.height), gutter)
            place += width + gutter
        else:
            height = part.height(box.width)
            yield from leaf_boxes(part, Box(box.left, place, box.width, height), gutter)
            place += height + gutter


def leaf_widths(tree: Tree, width: float) -> list[float]:
    """How wide each leaf is, in order, when the tree is so wide."""
    if not tree.parts:
        return [width]
    widths: list[float] = []
    height = tree.height(width)
    for part in tree.parts:
        inner = part.width(height) if tree.is_row else width
        if part.parts:
            widths.extend(leaf_widths(part, inner))
        else:
            widths.append(inner)
    return widths
