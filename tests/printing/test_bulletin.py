"""P12 简报: head, articles with photos, and a foot that never stands alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from lianti_desktop.domain.presets import PRESETS
from lianti_desktop.printing.bulletin import RED, bulletin_pages, issue_line, write_bulletin
from lianti_desktop.printing.content import Bulletin, BulletinArticle
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.leaves import RuleLeaf, TextLeaf, Typesetter
from lianti_desktop.printing.page import Page, beyond_paper, solid_overlaps
from lianti_desktop.printing.photo_leaf import PhotoLeaf
from lianti_desktop.printing.preset_page import text_of
from lianti_desktop.printing.press import Press
from tests.printing.conftest import DrawPhoto
from tests.printing.pdf_reading import page_texts, unembedded_fonts


@pytest.fixture
def bulletin(draw_photo: DrawPhoto) -> Bulletin:
    photos = (draw_photo(640, 480, "展示课"), draw_photo(480, 640, "插秧"))
    articles = tuple(
        BulletinArticle(
            f"第{n}篇报道", "各校教师围绕三问展开讨论。" * 30, "白鹭湾小学 供稿", photos
        )
        for n in range(1, 4)
    )
    return Bulletin(
        "青石桥教联体简报（示例）",
        3,
        11,
        "联盟办公室",
        "2026年3月31日",
        articles,
        "县教育局",
        "各成员校",
        "各教研组",
        60,
    )


def words_on(page: Page) -> str:
    leaves = [item.leaf for item in page.items if isinstance(item.leaf, TextLeaf)]
    return "".join(line.text for leaf in leaves for line in leaf.text.lines)


def test_a_bulletin_reads_from_its_head_to_its_foot(
    bulletin: Bulletin, tmp_path: Path, press: Press
) -> None:
    result = write_bulletin(bulletin, tmp_path / "b.pdf", press)
    texts = page_texts(result.file)
    head = ("青石桥教联体简报（示例）", "第3期（总第11期）", "联盟办公室", "2026年3月31日")
    places = [texts[0].index(part) for part in head]
    assert places == sorted(places)
    assert "本期导读" in texts[0]
    foot = ("报：县教育局", "送：各成员校", "发：各教研组", "（共印60份）")
    assert all(part in texts[-1] for part in foot)
    assert not any("共印" in text for text in texts[:-1])
    whole = "".join(texts)
    assert all(whole.count(f"第{n}篇报道") == 2 for n in (1, 2, 3))
    assert "None" not in whole
    assert unembedded_fonts(result.file) == set()
    assert result.warnings == ()


def test_a_bulletin_follows_the_office_habit_that_was_chosen(
    bulletin: Bulletin, setter: Typesetter
) -> None:
    for preset in PRESETS:
        pages = bulletin_pages(replace(bulletin, preset=preset), setter)
        top, _, left, right = (side * MM for side in preset.margins)
        for number, page in enumerate(pages, 1):
            texts = [item for item in page.items if isinstance(item.leaf, TextLeaf)]
            body = [item for item in texts if item.leaf.text.style == text_of(preset)]  # type: ignore[attr-defined]
            assert all(item.box.left >= left - 0.05 for item in body)
            assert all(item.box.right <= page.paper.width - right + 0.05 for item in body)
            assert all(item.box.top >= top - 0.05 for item in body)
            assert (f"— {number} —" in words_on(page)) == preset.has_dashed_numbers
            assert not solid_overlaps(page)
            assert not beyond_paper(page)


@pytest.mark.parametrize("length", range(0, 60, 4))
def test_the_foot_has_room_whatever_the_length_and_nothing_overlaps(
    length: int, setter: Typesetter
) -> None:
    text = "各校教师围绕三问展开讨论。" * length
    bulletin = Bulletin("简报", articles=(BulletinArticle("报道", text),), hand_to="各校", copies=9)
    pages = bulletin_pages(bulletin, setter)
    for page in pages:
        assert not solid_overlaps(page)
        assert not beyond_paper(page)
    assert "共印9份" in words_on(pages[-1])
    assert "".join(map(words_on, pages)).count("三问") == length
    if len(pages) > 1:
        assert "三问" in words_on(pages[-1])


def test_the_line_under_the_head_is_red_and_photos_keep_their_captions(
    bulletin: Bulletin, setter: Typesetter
) -> None:
    pages = bulletin_pages(bulletin, setter)
    assert any(isinstance(i.leaf, RuleLeaf) and i.leaf.colour == RED for i in pages[0].items)
    for page in pages:
        photos = [i.leaf.picture.photo for i in page.items if isinstance(i.leaf, PhotoLeaf)]
        assert all(photo.caption in words_on(page) for photo in photos)
        assert not solid_overlaps(page)


def test_what_is_not_known_yet_leaves_its_place(setter: Typesetter) -> None:
    assert issue_line(Bulletin("简报")) == "第＿＿期"
    assert issue_line(Bulletin("简报", 2)) == "第2期"
    (page,) = bulletin_pages(Bulletin("青石桥片区义务教育学校联盟工作简报"), setter)
    assert "（共印＿＿份）" in words_on(page)
    assert not solid_overlaps(page)


def test_many_editors_take_the_lines_they_need_over_the_page_number(setter: Typesetter) -> None:
    names = "、".join(f"编辑{number}" for number in range(20))
    bulletin = Bulletin("简报", articles=(BulletinArticle("报道", "研讨。"),), editors=names)
    (page,) = bulletin_pages(bulletin, setter)
    assert "编辑19" in words_on(page)
    assert not solid_overlaps(page)
