"""Places of a photo that must not be recognised, and a copy in which they cannot be.

A place is kept with the photo as a line of four whole numbers, `left top width height`, in
thousandths of the print copy as it is stored, that is before the quarter turns of the record. The
stored picture itself is never changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WHOLE = 1000
CELLS = 6
"""So few fields of colour are left of the longer side of a place."""
GROWN = 0.06
_NUMBERS = 4
_QUARTERS = 4


@dataclass(frozen=True)
class Region:
    """A place of the photo in thousandths of its width and height."""

    left: int
    top: int
    width: int
    height: int

    @property
    def line(self) -> str:
        """As it is kept."""
        return f"{self.left} {self.top} {self.width} {self.height}"

    def turned(self, turns: int) -> "Region":
        """The same place after the photo was turned clockwise by so many right angles."""
        region = self
        for _ in range(turns % _QUARTERS):
            left = WHOLE - region.top - region.height
            region = Region(left, region.left, region.height, region.width)
        return region


EVERYTHING = Region(0, 0, WHOLE, WHOLE)


def lines_of(regions: Iterable[Region]) -> list[str] | None:
    """The places as a record keeps them; None for none."""
    return [region.line for region in regions] or None


def regions_of(lines: Sequence[str] | None) -> list[Region]:
    """The places that a record keeps; one that cannot be read hides the whole photo."""
    return [_region(line) for line in lines or ()]


def _region(line: str) -> Region:
    parts = line.split()
    if len(parts) != _NUMBERS or not all(part.isdecimal() for part in parts):
        return EVERYTHING
    return Region(*map(int, parts))


def blur(picture: "Image", regions: Iterable[Region]) -> None:
    """Makes the places of an opened picture unrecognisable: a few fields of colour are left."""
    from PIL.Image import Resampling

    for region in regions:
        box = _pixels(region, picture.size)
        piece = picture.crop(box)
        step = max(piece.size) / CELLS
        coarse = (max(1, round(piece.width / step)), max(1, round(piece.height / step)))
        cells = piece.resize(coarse, Resampling.BOX)
        picture.paste(cells.resize(piece.size, Resampling.BICUBIC), box)


def _pixels(region: Region, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The place in pixels, a little larger than it was drawn and never empty."""
    (left, right), (top, bottom) = (
        _ends(start, length, whole)
        for start, length, whole in (
            (region.left, region.width, size[0]),
            (region.top, region.height, size[1]),
        )
    )
    return left, top, right, bottom


def _ends(start: int, length: int, whole: int) -> tuple[int, int]:
    first = int((start - GROWN * length) * whole / WHOLE)
    last = int((start + (1 + GROWN) * length) * whole / WHOLE) + 1
    first = min(max(first, 0), whole - 1)
    return first, max(min(last, whole), first + 1)
