"""How well the photos of 500 random activities fill their pages: python -m benchmarks.photo_pages.

Prints the mean photo area of a page and its fifth percentile, the smallest short side of a photo,
the largest error of proportion (cropping would be one) and the time an activity takes.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from lianti_desktop.printing.album_plan import ChapterPlan, planned_chapter
from lianti_desktop.printing.content import AlbumChapter, LockedPage, Photo
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.photo_block import CAPTION, shape_of
from lianti_desktop.printing.photo_layout import Arrangement, Rooms, Shape, arrange
from lianti_desktop.printing.photo_leaf import Picture
from lianti_desktop.printing.photo_locks import blocks_around_locks

ROOM = Rooms(165 * MM, 0.0, 233 * MM)
RATIOS = (4 / 3, 4 / 3, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16, 1.0)
WORDS = "三校教师围坐一起研读教材，学生在农耕基地体验插秧的乐趣，大家认真记下每一条意见。"
NO_FILE = Path("photo.jpg")
DECISIONS = 4
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
    has_hero = random.choice((True, False))
    shapes = []
    for number in range(random.randint(1, 18)):
        caption = WORDS[: random.randint(8, 40)]
        photo = Photo(Path("photo.jpg"), 0, 0, caption, is_hero=has_hero and not number)
        shapes.append(shape_of(Picture(photo, random.choice(RATIOS)), setter))
    return shapes


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


def decided_figures_of(activities: int, seed: int, setter: Typesetter) -> Figures:
    """The same of activities in whose pages somebody swapped, dropped and locked photos."""
    random = Random(seed)
    areas: list[float] = []
    sides: list[float] = []
    for _ in range(activities):
        chapter = _decided(random_chapter(random), random, setter)
        blocks = blocks_around_locks(chapter, ROOM, setter, CAPTION)
        pages = [block.arrangement for block in blocks if block.pictures]
        areas.extend(map(_area, pages))
        photos = [slot.photo for page in pages for slot in page.slots]
        sides.extend(min(photo.width, photo.height) / MM for photo in photos)
    return Figures(tuple(areas), tuple(sides), 0.0)


def random_chapter(random: Random) -> AlbumChapter:
    """One activity of six to eighteen photos, none of which is on the disk."""
    has_hero = random.choice((True, False))
    photos = []
    for number in range(random.randint(6, 18)):
        width = round(1200 * random.choice(RATIOS))
        caption = WORDS[: random.randint(8, 40)]
        is_hero = has_hero and not number
        photos.append(Photo(NO_FILE, width, 1200, caption, is_hero, f"p{number}"))
    return AlbumChapter("活动", photos=tuple(photos))


def _decided(chapter: AlbumChapter, random: Random, setter: Typesetter) -> AlbumChapter:
    """The chapter after four decisions, each about the pages that the ones before have left."""
    plan = ChapterPlan()
    names = [photo.name for photo in chapter.photos]
    for _ in range(DECISIONS):
        now = planned_chapter(chapter, plan)
        one, other = random.sample([photo.name for photo in now.photos], 2)
        verb = random.choice(("swap", "drop", "lock"))
        if verb == "swap":
            plan = plan.swapped(names, one, other)
        elif verb == "drop":
            plan = plan.without(one)
        else:
            blocks = blocks_around_locks(now, ROOM, setter, CAPTION)
            pages = [[picture.photo.name for picture in block.pictures] for block in blocks]
            plan = plan.with_locked(LockedPage(tuple(random.choice(list(filter(None, pages))))))
    return planned_chapter(chapter, plan)


def _area(page: Arrangement) -> float:
    covered = sum(slot.photo.width * slot.photo.height for slot in page.slots)
    return covered / (ROOM.width * ROOM.full)


def main(count: int = 500) -> None:
    """Prints the figures."""
    setter = Typesetter(FontBook([FONTS]))
    start = time.perf_counter()
    found = figures_of(count, 20260312, setter)
    each = (time.perf_counter() - start) / count
    decided = decided_figures_of(count, 20260312, setter)
    after = f"mean {decided.mean:.3f}, fifth percentile {decided.fifth_percentile:.3f}"
    lines = (
        f"{count} activities, {len(found.areas)} pages, {len(found.short_sides)} photos",
        f"mean photo area of a page {found.mean:.3f}",
        f"fifth percentile of it {found.fifth_percentile:.3f}",
        f"smallest short side {min(found.short_sides):.0f} mm",
        f"largest error of proportion {found.largest_error:.2e} (cropped photos: 0)",
        f"{1000 * each:.0f} ms for an activity",
        f"after {DECISIONS} swaps, drops and locks: {after}",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
