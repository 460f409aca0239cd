"""The three designs of the album, in three sizes: different books from the same content."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.album import album_pages, write_album
from lianti_desktop.printing.album_designs import DESIGNS, design_named
from lianti_desktop.printing.album_style import SIZES
from lianti_desktop.printing.content import AlbumBook, AlbumChapter, Photo, Remark
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.leaves import FillLeaf, FrameLeaf, TextLeaf, Typesetter
from lianti_desktop.printing.page import Page, Part, beyond_paper, items_of, solid_overlaps
from lianti_desktop.printing.photo_leaf import PhotoLeaf
from lianti_desktop.printing.press import Press
from tests.printing.conftest import DrawPhoto
from tests.printing.pdf_reading import link_targets, outline_pages

SHAPES = ((640, 480), (480, 640), (640, 360), (500, 500))
NAMES = [design.name for design in DESIGNS]


@pytest.fixture
def book(draw_photo: DrawPhoto) -> AlbumBook:
    photos = [draw_photo(*SHAPES[n % 4], f"说明{n}号照片", f"{n}") for n in range(16)]
    photos[4] = replace(photos[4], is_hero=True)
    said = (Remark("四年级 小荷", "原来风吹过竹林也可以写成诗。"),)
    chapters = tuple(
        AlbumChapter(
            title=f"第{count}类活动",
            kind="联合教研",
            when="2026年3月12日（第3周 周四）",
            place="青石桥中心小学",
            people="教师 42 人",
            text="各校教师围绕三问展开讨论。" * 9,
            photos=tuple(photos[:count]),
            remarks=said * (count % 4),
        )
        for count in (0, 1, 5, 9, 15)
    )
    return AlbumBook(
        "携手同行",
        "青石桥片区教育联盟（示例）",
        "青石桥中心小学",
        "2025—2026学年第二学期",
        cover_photo=photos[15],
        foreword="这本画册记下了一个学期的脚步。",
        chapters=chapters,
        imprint=("联盟办公室 编印", "2026年7月"),
        members=("青石桥中心小学", "白鹭湾小学"),
        editors=("主编　曾小贤",),
        sample=True,
    )


def words_on(page: Page) -> str:
    leaves = [item.leaf for item in page.items if isinstance(item.leaf, TextLeaf)]
    return "".join(line.text for leaf in leaves for line in leaf.text.lines)


def photos_on(page: Page) -> list[Photo]:
    leaves = (item.leaf for item in page.items)
    return [leaf.picture.photo for leaf in leaves if isinstance(leaf, PhotoLeaf)]


@pytest.mark.parametrize(("name", "size"), list(product(NAMES, [one.name for one in SIZES])))
def test_07_10_every_design_is_sound_in_every_size(
    name: str, size: str, book: AlbumBook, setter: Typesetter
) -> None:
    pages = album_pages(replace(book, style=name, size=size), setter)
    inner = next(one.paper.inner for one in SIZES if one.name == size)
    outer = next(one.paper.outer for one in SIZES if one.name == size)
    for number, page in enumerate(pages, 1):
        assert not solid_overlaps(page), number
        assert not beyond_paper(page), number
        for item in page.items:
            if isinstance(item.leaf, PhotoLeaf):
                assert abs(item.box.width / item.box.height / item.leaf.picture.ratio - 1) < 0.005
            if 1 < number < len(pages):
                assert item.box.left >= (inner if number % 2 else outer) - 0.05
                assert item.box.right <= page.paper.width - (outer if number % 2 else inner) + 0.05
    assert sum(len(photos_on(page)) for page in pages) == 1 + 5 + 9 + 15 + 1
    assert len(pages) % 4 == 0


@pytest.mark.parametrize("name", NAMES)
def test_05_each_caption_stands_on_the_page_of_its_photo(
    name: str, book: AlbumBook, setter: Typesetter
) -> None:
    for page in album_pages(replace(book, style=name), setter)[1:]:
        for photo in photos_on(page):
            assert words_on(page).count(photo.caption) == 1


@pytest.mark.parametrize("name", NAMES)
def test_11_the_contents_of_every_design_are_true(
    name: str, book: AlbumBook, tmp_path: Path, press: Press
) -> None:
    result = write_album(replace(book, style=name, size="A5"), tmp_path / "a.pdf", press)
    outline = outline_pages(result.file)
    assert link_targets(result.file) == [outline[one.title] for one in book.chapters]


def test_the_title_page_names_schools_and_editors(book: AlbumBook, setter: Typesetter) -> None:
    words = words_on(album_pages(book, setter)[2])
    for part in ("携手同行", "白鹭湾小学", "主编", "曾小贤", "2026年7月"):
        assert part in words


def test_the_designs_differ_in_what_stands_where(book: AlbumBook, setter: Typesetter) -> None:
    openings = {
        name: next(
            page
            for page in album_pages(replace(book, style=name), setter)
            if page.bookmark == "第9类活动"
        )
        for name in NAMES
    }
    hero = book.chapters[3].photos[4]
    first = openings["gallery"].items[0]
    assert isinstance(first.leaf, PhotoLeaf)
    assert first.leaf.picture.photo.path == hero.path
    band = openings["ribbon"].items[0]
    assert isinstance(band.leaf, FillLeaf)
    assert not any(isinstance(item.leaf, FillLeaf) for item in openings["pine"].items)
    mats = [item for item in openings["ribbon"].items if isinstance(item.leaf, FrameLeaf)]
    assert len(mats) == len(photos_on(openings["ribbon"]))


def test_the_gallery_writes_a_short_title_upright_and_a_long_one_across(
    book: AlbumBook, setter: Typesetter
) -> None:
    upright = album_pages(replace(book, style="gallery"), setter)[0]
    chars = [item for item in upright.items if words_on(Page(upright.paper, (item,))) in "携手同行"]
    lefts = {round(item.box.left) for item in chars if isinstance(item.leaf, TextLeaf)}
    assert len(chars) >= 4
    assert len(lefts) == 1
    across = album_pages(replace(book, style="gallery", title="2026年·“春天”里的故事"), setter)[0]
    assert "2026年·“春天”里的故事" in words_on(across)


def test_a_main_photo_is_the_largest_of_its_page(book: AlbumBook, setter: Typesetter) -> None:
    chapter = replace(book.chapters[3], text="", remarks=())
    pages = album_pages(replace(book, chapters=(chapter,)), setter)
    page = next(p for p in pages[1:] if any(photo.is_hero for photo in photos_on(p)))
    placed = [item for item in page.items if isinstance(item.leaf, PhotoLeaf)]
    largest = max(placed, key=lambda item: item.box.width * item.box.height)
    assert isinstance(largest.leaf, PhotoLeaf)
    assert largest.leaf.picture.photo.is_hero


def test_a_style_or_paper_nobody_knows_is_refused_with_what_there_is(
    book: AlbumBook, setter: Typesetter
) -> None:
    assert design_named("红绸").name == "ribbon"
    with pytest.raises(UserError, match=r"青山、展卷、红绸"):
        album_pages(replace(book, style="modern"), setter)
    with pytest.raises(UserError, match=r"A4、16K、A5"):
        album_pages(replace(book, size="A3"), setter)


def test_small_paper_is_small(book: AlbumBook, setter: Typesetter) -> None:
    pages = album_pages(replace(book, size="a5"), setter)
    assert {(page.paper.width, page.paper.height) for page in pages} == {(148 * MM, 210 * MM)}
    assert any(photos_on(page) for page in pages)
    assert items_of(pages)


@pytest.mark.parametrize(("style", "size"), list(product(NAMES, [one.name for one in SIZES])))
def test_the_last_page_of_the_contents_is_never_nearly_empty(
    style: str, size: str, setter: Typesetter
) -> None:
    for count in (1, 9, 10, 11, 12, 13, 14, 15, 27, 28):
        chapters = tuple(AlbumChapter(f"第{n:02}次") for n in range(count))
        pages = album_pages(AlbumBook("画册", chapters=chapters, style=style, size=size), setter)
        contents = [page for page in pages if page.about and page.about.part is Part.CONTENTS]
        lines = [len(page.links) for page in contents]
        assert sum(lines) == count
        assert [link.target for page in contents for link in page.links] == sorted(
            {link.target for page in contents for link in page.links}
        )
        assert len(lines) == 1 or min(lines) >= 3, lines
