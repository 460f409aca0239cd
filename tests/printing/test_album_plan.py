"""What the user decided about an album holds, and everything else is laid out afresh."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lianti_desktop.printing.album import album_pages
from lianti_desktop.printing.album_plan import (
    AlbumPlan,
    ChapterPlan,
    from_plain,
    planned,
    planned_chapter,
    to_plain,
)
from lianti_desktop.printing.content import AlbumBook, AlbumChapter, LockedPage, Photo
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.photo_leaf import PhotoLeaf


@pytest.fixture
def chapter() -> AlbumChapter:
    photos = tuple(
        Photo(Path(f"{n}.jpg"), 640, 480 if n % 3 else 700, f"照片{n}", key=f"p{n}")
        for n in range(14)
    )
    return AlbumChapter("联合教研", photos=photos, key="a1")


def names(chapter: AlbumChapter) -> list[str]:
    return [photo.name for photo in chapter.photos]


def pages_of(chapter: AlbumChapter, setter: Typesetter) -> list[list[str]]:
    """The names of the photos on each page that has some."""
    found = [
        [item.leaf.picture.photo.name for item in page.items if isinstance(item.leaf, PhotoLeaf)]
        for page in album_pages(AlbumBook("一学期", chapters=(chapter,)), setter)
    ]
    return [one for one in found if one]


def test_photos_come_in_the_order_of_the_plan_and_new_ones_after_them(
    chapter: AlbumChapter,
) -> None:
    plan = ChapterPlan(order=("p3", "p1", "gone"))
    assert names(planned_chapter(chapter, plan))[:3] == ["p3", "p1", "p0"]
    swapped = plan.swapped(names(chapter), "p3", "p0")
    assert names(planned_chapter(chapter, swapped))[:3] == ["p0", "p1", "p3"]
    moved = ChapterPlan().moved(names(chapter), "p9", "p0")
    assert names(planned_chapter(chapter, moved))[:2] == ["p9", "p0"]
    last = ChapterPlan().moved(names(chapter), "p0", None)
    assert names(planned_chapter(chapter, last))[-1] == "p0"


def test_a_dropped_photo_stays_out_and_comes_back(chapter: AlbumChapter) -> None:
    plan = ChapterPlan().without("p2")
    assert "p2" not in names(planned_chapter(chapter, plan))
    assert names(planned_chapter(chapter, plan.with_photo("p2"))) == names(chapter)


def test_the_main_photo_the_captions_and_the_text_are_those_of_the_plan(
    chapter: AlbumChapter,
) -> None:
    plan = ChapterPlan(hero="p5", captions={"p1": "新的说明"}, text="新的文字")
    done = planned_chapter(chapter, plan)
    assert [photo.name for photo in done.photos if photo.is_hero] == ["p5"]
    assert done.photos[1].caption == "新的说明"
    assert done.text == "新的文字"
    assert planned_chapter(chapter, ChapterPlan()) == chapter


def test_a_locked_page_keeps_its_photos_together_whatever_happens_around_it(
    chapter: AlbumChapter, setter: Typesetter
) -> None:
    locked = LockedPage(("p7", "p5", "p6"))
    plan = ChapterPlan().with_locked(locked)
    for dropped in ((), ("p0",), ("p0", "p1", "p2", "p9")):
        pages = pages_of(planned_chapter(chapter, replace(plan, dropped=dropped)), setter)
        assert ["p7", "p5", "p6"] in pages
        assert sum(map(len, pages)) == 14 - len(dropped)
    free = pages_of(planned_chapter(chapter, plan.unlocked("p5")), setter)
    assert ["p7", "p5", "p6"] not in free


def test_photos_locked_under_the_title_stay_there(
    chapter: AlbumChapter, setter: Typesetter
) -> None:
    plan = ChapterPlan().with_locked(LockedPage(("p0", "p1"), is_opening=True))
    book = AlbumBook("一学期", chapters=(planned_chapter(chapter, plan),))
    opening = next(page for page in album_pages(book, setter) if page.bookmark == "联合教研")
    leaves = [item.leaf for item in opening.items if isinstance(item.leaf, PhotoLeaf)]
    assert [leaf.picture.photo.name for leaf in leaves] == ["p0", "p1"]


def test_too_many_photos_locked_together_take_several_pages(
    chapter: AlbumChapter, setter: Typesetter
) -> None:
    plan = ChapterPlan().with_locked(LockedPage(tuple(names(chapter))))
    pages = pages_of(planned_chapter(chapter, plan), setter)
    assert list(map(len, pages)) == [6, 6, 2]


def test_a_photo_belongs_to_one_locked_page_and_leaves_it_when_dropped() -> None:
    plan = ChapterPlan().with_locked(LockedPage(("p0", "p1")))
    plan = plan.with_locked(LockedPage(("p1", "p2")))
    assert plan.locked == (LockedPage(("p1", "p2")),)
    plan = plan.with_locked(LockedPage(("p4", "p5", "p6", "p7"))).without("p5")
    assert plan.locked == (LockedPage(("p1", "p2")), LockedPage(("p4", "p6", "p7")))


def test_a_locked_page_that_lost_too_many_photos_is_laid_out_afresh() -> None:
    plan = ChapterPlan().with_locked(LockedPage(("p0", "p1", "p2")))
    assert plan.without("p1").locked == ()
    alone = ChapterPlan().with_locked(LockedPage(("p3",)))
    assert alone.without("p1").locked == (LockedPage(("p3",)),)


def test_swapping_two_photos_swaps_them_on_locked_pages_too(chapter: AlbumChapter) -> None:
    plan = ChapterPlan().with_locked(LockedPage(("p0", "p1"))).swapped(names(chapter), "p1", "p8")
    assert plan.locked == (LockedPage(("p0", "p8")),)


def test_chapters_come_in_the_order_of_the_plan_and_may_stay_out(chapter: AlbumChapter) -> None:
    others = (replace(chapter, key="a2"), replace(chapter, key="a3"))
    book = AlbumBook("一学期", chapters=(chapter, *others))
    done = planned(book, AlbumPlan(order=("a3",), dropped=("a2",)))
    assert [one.name for one in done.chapters] == ["a3", "a1"]


def test_a_plan_is_the_same_after_it_was_kept(chapter: AlbumChapter) -> None:
    one = ChapterPlan(("p1",), ("p2",), "p3", {"p1": "说明"}, text="文字", title="题目")
    one = replace(one, added=("p8",), remarks={"r1": "改过的话"}, unsaid=("r2",))
    one = one.with_locked(LockedPage(("p4", "p5"), is_opening=True))
    plan = AlbumPlan(order=("a1",), dropped=("a9",), photos_each=4).with_chapter("a1", one)
    assert from_plain(json.loads(json.dumps(to_plain(plan)))) == plan
    assert from_plain({}) == AlbumPlan()
