"""How well the photos of 500 random activities fill their pages: python -m benchmarks.photo_pages.

Prints the mean photo area of a page and its fifth percentile, the smallest short side of a photo,
the largest error of proportion (cropping would be one) and the time an activity takes.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.photo_block import CAPTION, CAPTION_GAP
from lianti_desktop.printing.photo_layout import Arrangement, Rooms, Shape, arrange

ROOM = Rooms(165 * MM, 0.0, 233 * MM)
RATIOS = (4 / 3, 4 / 3, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16, 1.0)
WORDS = "三校教师围坐一起研读教材，学生在农耕基地体验插秧的乐趣，大家认真记下每一条意见。"
FONTS = Path(__file__).parent.parent / "resources" / "fonts"


@dataclass(frozen=True)
class Figures:
    """What came out: areas as parts of the page, sides in millimetres, errors as parts of one."""

    areas: tuple[float, ...]
    short_sides: tuple[float, ...]
    largest_error: float

    @property
    def mean(self) -> float:
        """The mean photo area of a page."""
        return sum(self.areas) / len(self.areas)

    @property
    def fifth_percentile(self) -> float:
        """What all but five pages of a hundred reach."""
        return sorted(self.areas)[len(self.areas) // 20]


def random_shapes(random: Random, setter: Typesetter) -> list[Shape]:
    """The photos of one activity: one to eighteen, with captions of 8 to 40 characters."""
    has_hero = random.random() < 0.5
    return [
        _shape(
            random.choice(RATIOS),
            WORDS[: random.randint(8, 40)],
            setter,
            is_hero=has_hero and not n,
        )
        for n in range(random.randint(1, 18))
    ]


def _shape(ratio: float, caption: str, setter: Typesetter, *, is_hero: bool) -> Shape:
    known: dict[int, float] = {}

    def caption_height(width: float) -> float:
        points = int(width)
        if points not in known:
            known[points] = CAPTION_GAP + setter.lay(caption, CAPTION, points).height
        return known[points]

    return Shape(ratio, caption_height, is_hero=is_hero)


def figures_of(activities: int, seed: int, setter: Typesetter) -> Figures:
    """Lays out the photos of so many random activities, each on full pages."""
    random = Random(seed)
    areas: list[float] = []
    sides: list[float] = []
    errors: list[float] = []
    for _ in range(activities):
        shapes = random_shapes(random, setter)
        pages = [page for page in arrange(shapes, ROOM) if page.slots]
        areas.extend(map(_area, pages))
        photos = [slot.photo for page in pages for slot in page.slots]
        sides.extend(min(photo.width, photo.height) / MM for photo in photos)
        pairs = zip(shapes, photos, strict=True)
        errors.extend(abs(photo.width / photo.height / shape.ratio - 1) for shape, photo in pairs)
    return Figures(tuple(areas), tuple(sides), max(errors))


def _area(page: Arrangement) -> float:
    covered = sum(slot.photo.width * slot.photo.height for slot in page.slots)
    return covered / (ROOM.width * ROOM.full)


def main(count: int = 500) -> None:
    """Prints the figures."""
    setter = Typesetter(FontBook([FONTS]))
    start = time.perf_counter()
    found = figures_of(count, 20260312, setter)
    each = (time.perf_counter() - start) / count
    lines = (
        f"{count} activities, {len(found.areas)} pages, {len(found.short_sides)} photos",
        f"photo area of a page: mean {found.mean:.3f}, fifth percentile {found.fifth_percentile:.3f}",
        f"smallest short side {min(found.short_sides):.0f} mm",
        f"largest error of proportion {found.largest_error:.2e} (cropped photos: 0)",
        f"{1000 * each:.0f} ms for an activity",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
