"""Pages after swaps, drops and locks: nothing is lost, what is locked stays, and they are full."""

from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.photo_pages import decided_figures_of, figures_of, random_chapter
from lianti_desktop.printing.album_plan import ChapterPlan, planned_chapter
from lianti_desktop.printing.content import AlbumChapter, LockedPage, Photo
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.photo_block import CAPTION, PhotoBlock
from lianti_desktop.printing.photo_layout import Rooms
from lianti_desktop.printing.photo_locks import blocks_around_locks

ROOMS = Rooms(468, 300, 660)
LOCKED = st.lists(st.integers(0, 17), min_size=1, max_size=6, unique=True)


def names_on(blocks: list[PhotoBlock]) -> list[tuple[str, ...]]:
    return [tuple(picture.photo.name for picture in block.pictures) for block in blocks]


def chapter_of(count: int, *locked: LockedPage) -> AlbumChapter:
    photos = tuple(
        Photo(Path("no.jpg"), 1200 if n % 3 else 800, 900, f"照片{n}", key=f"p{n}")
        for n in range(count)
    )
    return AlbumChapter("活动", photos=photos, locked=locked)


def test_09_pages_stay_full_after_swaps_drops_and_locks(setter: Typesetter) -> None:
    """A few of the activities of benchmarks/photo_pages.py, against those nobody touched."""
    decided, untouched = decided_figures_of(20, 7, setter), figures_of(20, 7, setter)
    assert decided.mean >= untouched.mean - 0.03
    assert decided.fifth_percentile >= untouched.fifth_percentile - 0.06
    assert min(decided.short_sides) >= 38


@settings(max_examples=12)
@given(seed=st.integers(0, 999), locked=LOCKED, opening=st.booleans())
def test_every_photo_is_printed_once_and_locked_ones_together(
    seed: int, locked: list[int], opening: bool, all_fonts: FontBook
) -> None:
    chapter, setter = random_chapter(Random(seed)), Typesetter(all_fonts)
    known = [f"p{place}" for place in locked if place < len(chapter.photos)]
    plan = ChapterPlan(locked=(LockedPage(tuple(known), opening),) if known else ())
    pages = names_on(blocks_around_locks(planned_chapter(chapter, plan), ROOMS, setter, CAPTION))
    printed = [name for page in pages for name in page]
    assert sorted(printed) == sorted(photo.name for photo in chapter.photos)
    if known:
        assert tuple(known) in pages
        assert not opening or pages[0] == tuple(known)


def test_photos_before_and_behind_a_locked_page_share_pages(setter: Typesetter) -> None:
    lock = LockedPage(("p2", "p3", "p4"))
    pages = names_on(blocks_around_locks(chapter_of(9, lock), Rooms(468, 0, 660), setter, CAPTION))
    free = [page for page in pages if page and page != lock.photos]
    assert [name for page in free for name in page] == ["p0", "p1", "p5", "p6", "p7", "p8"]
    assert min(map(len, free)) > 1


def test_locked_pages_come_in_the_order_of_their_photos(setter: Typesetter) -> None:
    first, last = LockedPage(("p0", "p1")), LockedPage(("p12", "p13"))
    chapter = chapter_of(14, last, first)
    pages = names_on(blocks_around_locks(chapter, Rooms(468, 0, 660), setter, CAPTION))
    kept = [page for page in pages if page]
    assert kept[0] == first.photos
    assert kept[-1] == last.photos
