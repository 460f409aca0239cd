"""A page before it is drawn: paper, and a flat list of what lies where on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.pen import Pen


class Leaf(Protocol):
    """Something that can be drawn into a box; ``solid`` leaves must never overlap."""

    @property
    def solid(self) -> bool:
        """Whether it is content rather than a line or a ground under content."""

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws itself, inside the box."""


class Part(StrEnum):
    """What a page, or a piece of it, is in an album."""

    COVER = "cover"
    EMPTY = "empty"
    TITLE_PAGE = "title_page"
    FOREWORD = "foreword"
    CONTENTS = "contents"
    CHAPTER = "chapter"
    BACK = "back"
    OPENING = "opening"
    TEXT = "text"
    PHOTO = "photo"
    CAPTION = "caption"
    REMARK = "remark"


@dataclass(frozen=True)
class About:
    """What a page or a piece shows, so that one can point at it: `name` of a photo or a remark.

    `chapter` is the key of the record it tells of.
    """

    part: Part
    chapter: str = ""
    name: str = ""


@dataclass(frozen=True)
class Placed:
    """A leaf and where it lies."""

    box: Box
    leaf: Leaf
    about: About | None = None


@dataclass(frozen=True)
class Paper:
    """A sheet and its margins in points; ``mirrored`` keeps the inner margin at the spine."""

    width: float = 210 * MM
    height: float = 297 * MM
    top: float = 20 * MM
    bottom: float = 20 * MM
    inner: float = 25 * MM
    outer: float = 18 * MM
    mirrored: bool = False
    starts_left: bool = False
    """Whether page 1 is a left page, as when a form begins in the middle of a volume."""

    def is_left(self, number: int) -> bool:
        """Whether page ``number``, counted from 1, lies at the left of an open book."""
        return (number + self.starts_left) % 2 == 0

    def text_box(self, number: int) -> Box:
        """Where text may stand on page ``number``, counted from 1."""
        left = self.outer if self.mirrored and self.is_left(number) else self.inner
        return Box(
            left,
            self.top,
            self.width - self.inner - self.outer,
            self.height - self.top - self.bottom,
        )


@dataclass(frozen=True)
class Link:
    """A place that leads to another page of the document, counted from 0."""

    box: Box
    target: int


@dataclass(frozen=True)
class Page:
    """One finished layout; ``bookmark`` names it in the reader's outline."""

    paper: Paper
    items: tuple[Placed, ...] = ()
    bookmark: str = ""
    links: tuple[Link, ...] = ()
    about: About | None = None


def key_of(item: Placed, page: Page) -> str:
    """The key of the record that a piece, or else its page, tells of; empty when nobody says."""
    told = (about.chapter for about in (item.about, page.about) if about and about.chapter)
    return next(told, "")


def solid_overlaps(page: Page) -> list[tuple[Placed, Placed]]:
    """The pairs of content that lie on each other: none in a sound layout."""
    solid = [item for item in page.items if item.leaf.solid]
    return [
        (one, other)
        for index, one in enumerate(solid)
        for other in solid[index + 1 :]
        if one.box.overlaps(other.box)
    ]


def beyond_paper(page: Page, edge: float = 10 * MM) -> list[Placed]:
    """What lies nearer to the edge than a printer can reach."""
    reach = Box(0, 0, page.paper.width, page.paper.height).inset(edge, edge)
    return [item for item in page.items if item.leaf.solid and not _inside(item.box, reach)]


def _inside(box: Box, outer: Box) -> bool:
    across = box.left >= outer.left - 0.05 and box.right <= outer.right + 0.05
    return across and box.top >= outer.top - 0.05 and box.bottom <= outer.bottom + 0.05


def items_of(pages: Iterable[Page]) -> list[Placed]:
    """Everything on all pages."""
    return [item for page in pages for item in page.items]
