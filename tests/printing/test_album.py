"""P13 画册: what a whole term looks like bound."""

from dataclasses import replace
from pathlib import Path

import pytest

from lianti_desktop.printing.album import album_pages, write_album
from lianti_desktop.printing.album_design import fitted_title
from lianti_desktop.printing.content import AlbumBook, AlbumChapter, Photo, Remark
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.leaves import TextLeaf, Typesetter
from lianti_desktop.printing.page import Page, beyond_paper, solid_overlaps
from lianti_desktop.printing.paragraph import TextStyle
from lianti_desktop.printing.photo_leaf import PhotoLeaf
from lianti_desktop.printing.press import Press
from tests.printing.conftest import DrawPhoto
from tests.printing.pdf_reading import link_targets, outline_pages, page_texts, unembedded_fonts

SIZES = ((640, 480), (480, 640), (640, 360), (500, 500), (640, 427))
COUNTS = (0, 1, 2, 5, 9, 30)


@pytest.fixture
def photos(draw_photo: DrawPhoto) -> tuple[Photo, ...]:
    return tuple(draw_photo(*SIZES[n % 5], caption=f"说明{n}号照片") for n in range(30))


@pytest.fixture
def book(photos: tuple[Photo, ...]) -> AlbumBook:
    chapters = tuple(
        AlbumChapter(
            f"第{count}类活动",
            "联合教研",
            "2026年3月12日（第3周 周四）",
            "青石桥中心小学",
            "青石桥中心小学",
            "教师 42 人 · 学生 126 人",
            "各校教师围绕三问展开讨论。" * (count % 4 * 6),
            photos[:count],
            (Remark("四年级 小荷", "原来风吹过竹林也可以写成诗。"),) * (count % 3 * 3),
        )
        for count in COUNTS
    )
    return AlbumBook(
        "携手同行",
        "青石桥片区教育联盟（示例）",
        "青石桥中心小学",
        "2025—2026学年第二学期",
        cover_photo=photos[0],
        foreword="这本画册记下了一个学期的脚步。",
        chapters=chapters,
        imprint=("联盟办公室 编印", "2026年7月"),
        sample=True,
    )


def photo_boxes(page: Page) -> list[tuple[PhotoLeaf, float, float]]:
    return [
        (item.leaf, item.box.width, item.box.height)
        for item in page.items
        if isinstance(item.leaf, PhotoLeaf)
    ]


def words_on(page: Page) -> list[str]:
    leaves = [item.leaf for item in page.items if isinstance(item.leaf, TextLeaf)]
    return ["".join(line.text for line in leaf.text.lines) for leaf in leaves]


def test_11_the_contents_tell_the_real_pages_and_lead_there(
    book: AlbumBook, tmp_path: Path, press: Press
) -> None:
    result = write_album(book, tmp_path / "album.pdf", press)
    texts = page_texts(result.file)
    contents = next(text for text in texts if text.startswith("目录"))
    outline = outline_pages(result.file)
    starts = [outline[chapter.title] for chapter in book.chapters]
    assert link_targets(result.file) == starts
    for chapter, start in zip(book.chapters, starts, strict=True):
        assert chapter.title in texts[start - 1]
        assert f"{start}示例" in texts[start - 1] or f"示例{start}" in texts[start - 1]
        tail = contents.split(chapter.title)[1]
        assert tail.startswith(str(start))
    assert result.pages % 4 == 0
    assert outline["封底"] == result.pages
    assert unembedded_fonts(result.file) == set()
    assert "None" not in "".join(texts)


def test_07_10_nothing_overlaps_and_no_photo_is_cropped(
    book: AlbumBook, setter: Typesetter
) -> None:
    pages = album_pages(book, setter)
    for page in pages:
        assert not solid_overlaps(page)
        assert not beyond_paper(page)
        for leaf, width, height in photo_boxes(page):
            assert abs(width / height / leaf.picture.ratio - 1) < 0.005
    assert sum(len(photo_boxes(page)) for page in pages) == sum(COUNTS) + 1


def test_05_each_caption_is_on_the_page_of_its_photo_and_in_its_width(
    book: AlbumBook, setter: Typesetter
) -> None:
    for page in album_pages(book, setter)[1:]:
        words = words_on(page)
        for leaf, _, _ in photo_boxes(page):
            assert words.count(leaf.picture.photo.caption) == 1


def test_10_the_inner_margin_lies_at_the_spine(book: AlbumBook, setter: Typesetter) -> None:
    pages = album_pages(book, setter)
    for number, page in enumerate(pages[1:-1], 2):
        lefts = [item.box.left for item in page.items]
        inner = 25 * MM if number % 2 else 17 * MM
        assert all(left >= inner - 0.05 for left in lefts)


def test_12_cover_and_padding_bear_no_number(book: AlbumBook, tmp_path: Path, press: Press) -> None:
    result = write_album(book, tmp_path / "album.pdf", press)
    texts = page_texts(result.file)
    assert "携手同行" in texts[0]
    assert not any(char in texts[0] for char in "13")
    assert texts[1] == ""
    assert "编印" in texts[-1]


@pytest.mark.parametrize("multiple", [1, 2, 4])
def test_11_the_book_is_padded_as_its_binding_needs(
    multiple: int, book: AlbumBook, setter: Typesetter
) -> None:
    pages = album_pages(replace(book, pages_multiple=multiple), setter)
    assert len(pages) % multiple == 0
    assert pages[-1].bookmark == "封底"


def test_many_activities_have_a_contents_of_several_pages(setter: Typesetter) -> None:
    count = 31
    chapters = tuple(AlbumChapter(f"活动{n}") for n in range(count))
    pages = album_pages(AlbumBook("一学期", chapters=chapters), setter)
    targets = [link.target for page in pages for link in page.links]
    assert len([page for page in pages if page.links]) == 3
    assert [pages[target].bookmark for target in targets] == [c.title for c in chapters]


def test_long_texts_and_long_remarks_run_over_pages(
    setter: Typesetter, photos: tuple[Photo, ...]
) -> None:
    chapter = AlbumChapter(
        "很长的活动名称" * 8,
        text="各校教师逐条交流做法。" * 270,
        photos=photos[:3],
        remarks=(Remark("教师", "我把每条意见都记下来了。" * 250),),
    )
    pages = album_pages(AlbumBook("一学期", chapters=(chapter,)), setter)
    words = "".join(word for page in pages for word in words_on(page))
    assert words.count("逐") == 270
    assert words.count("都") == 250
    assert not any(solid_overlaps(page) or beyond_paper(page) for page in pages)


def test_an_empty_album_has_a_cover_and_a_back(tmp_path: Path, press: Press) -> None:
    result = write_album(AlbumBook("一学期"), tmp_path / "album.pdf", press)
    assert result.pages == 4
    assert result.warnings == ()


def test_a_long_title_is_set_smaller(setter: Typesetter) -> None:
    book = AlbumBook("青石桥片区三校携手同行共建共享优质均衡发展成果集锦之春天里的故事")
    pages = album_pages(book, setter)
    assert not solid_overlaps(pages[0])
    assert not beyond_paper(pages[0])


def test_a_missing_photo_is_told_and_the_book_is_made(
    book: AlbumBook, tmp_path: Path, press: Press
) -> None:
    gone = Photo(tmp_path / "gone.jpg", 2016, 1512, "丢失的合影")
    chapter = replace(book.chapters[1], photos=(gone,))
    result = write_album(
        replace(book, cover_photo=gone, chapters=(chapter,)), tmp_path / "album.pdf", press
    )
    assert result.warnings == ("照片文件不在了，纸上留了空位：丢失的合影",) * 2


def test_a_title_of_two_lines_parts_where_a_reader_pauses(setter: Typesetter) -> None:
    style = TextStyle(Role.BOLD, 38, 50)
    for title, second in (
        ("携手同行共成长——青石镇教联体劳动实践纪实", "——青石镇教联体劳动实践纪实"),
        ("从一粒种子开始：我们的劳动实践课", "我们的劳动实践课"),
        ("大手拉小手劳动实践与科学观察联合研学活动", ""),
    ):
        lines = fitted_title(title, style, 430, setter).lines
        assert len(lines) == 2
        assert not second or lines[1].text == second
