"""P14 学期汇编: bound in order, with page numbers that are true and a code that tells changes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lianti_desktop.printing.content import (
    ActivitySheet,
    SignInSheet,
    TermVolume,
    VolumeChapter,
    VolumeItem,
    VolumeText,
)
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.leaves import TextLeaf, Typesetter
from lianti_desktop.printing.page import Page, beyond_paper, solid_overlaps
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.spine_label import spine_label_page, write_spine_label
from lianti_desktop.printing.volume import (
    laid_late_pages,
    laid_volume,
    write_late_pages,
    write_volume,
)
from lianti_desktop.printing.volume_snapshot import code_of, late_items, snapshot_from
from tests.printing.pdf_reading import link_targets, outline_pages, page_texts, unembedded_fonts

LONG = "各校教师围绕三问展开讨论，形成一致意见。" * 120


def item(
    key: str, title: str, *, content: object = None, proof: tuple[str, ...] = ()
) -> VolumeItem:
    told = content or VolumeText(title, LONG)
    assert isinstance(told, (VolumeText, ActivitySheet, SignInSheet))
    return VolumeItem(key, title, told, "白鹭湾小学", "2026-03-12", proof)


@pytest.fixture
def volume() -> TermVolume:
    plans = (item("p1", "学期工作计划", proof=("1.1 有计划",)),)
    sheet = ActivitySheet("联合教研（示例）", process=LONG)
    signed = SignInSheet("联合教研（示例）")
    acts = (
        item("a1", "联合教研记录", content=sheet, proof=("2.1 教研", "1.1 有计划")),
        item("s1", "联合教研签到表", content=signed),
    )
    chapters = (
        VolumeChapter("计划与制度", "青石桥中心小学", "齐全", plans),
        VolumeChapter("活动资料", "白鹭湾小学", "缺 1 件", acts),
        VolumeChapter("总结与考核", "云盘教学点", "未收到"),
    )
    return TermVolume(
        "学期资料汇编",
        "青石桥片区教育联盟（示例）",
        "青石桥中心小学",
        "2025—2026学年第二学期",
        "第1卷",
        chapters,
        ("云盘教学点的学期工作总结",),
        compiler="曾小贤",
        checker="龙𬭚",
        date="2026年7月6日",
    )


def words_on(page: Page) -> str:
    leaves = [item.leaf for item in page.items if isinstance(item.leaf, TextLeaf)]
    return "".join(line.text for leaf in leaves for line in leaf.text.lines)


def test_the_volume_comes_in_its_fixed_order(
    volume: TermVolume, tmp_path: Path, press: Press
) -> None:
    bound = write_volume(volume, tmp_path / "v.pdf", press)
    texts = page_texts(bound.result.file)
    assert "学期资料汇编" in texts[0]
    assert texts[1] == ""
    assert "待补资料清单" in texts[2]
    assert "云盘教学点的学期工作总结" in texts[2]
    assert "卷内目录" in texts[3]
    order = ["第一部分", "第二部分", "第三部分", "佐证索引", "卷内备考表"]
    places = [next(n for n, text in enumerate(texts) if words in text) for words in order]
    assert places == sorted(places)
    assert places[-1] == len(texts) - 1
    assert "负责单位：白鹭湾小学" in texts[places[1]]
    assert "状态：缺1件" in texts[places[1]]
    assert all(place % 2 == 0 for place in places[:3])
    assert "龙𬭚" in texts[-1]
    assert unembedded_fonts(bound.result.file) == set()
    assert "None" not in "".join(texts)


def test_contents_and_evidence_name_the_real_pages_and_lead_there(
    volume: TermVolume, tmp_path: Path, press: Press
) -> None:
    bound = write_volume(volume, tmp_path / "v.pdf", press)
    texts = page_texts(bound.result.file)
    starts = bound.snapshot.pages
    outline = outline_pages(bound.result.file)
    assert [outline[title] for title in ("学期工作计划", "联合教研记录", "联合教研签到表")] == [
        starts["p1"],
        starts["a1"],
        starts["s1"],
    ]
    contents = texts[3]
    for key, title in (("p1", "学期工作计划"), ("a1", "联合教研记录"), ("s1", "联合教研签到表")):
        tail = contents.split(title)[1]
        assert tail.startswith(f"2026-03-12{starts[key]}")
    evidence = next(text for text in texts if "佐证索引" in text)
    for title, key in (("1.1有计划学期工作计划", "p1"), ("2.1教研联合教研记录", "a1")):
        assert f"{title}白鹭湾小学2026-03-12{starts[key]}" in evidence
    listed = [starts["p1"], starts["a1"], starts["s1"]]
    proofs = [starts["p1"], starts["a1"], starts["a1"]]
    assert link_targets(bound.result.file) == listed + proofs


def test_every_page_keeps_thirty_millimetres_at_the_spine_and_its_number_outside(
    volume: TermVolume, setter: Typesetter
) -> None:
    pages = laid_volume(volume, setter).pages
    for number, page in enumerate(pages, 1):
        assert not solid_overlaps(page)
        assert not beyond_paper(page)
        is_left = number % 2 == 0
        left, right = (16 * MM, 30 * MM) if is_left else (30 * MM, 16 * MM)
        for one in page.items:
            if one.leaf.solid:
                assert one.box.left >= left - 0.05
                assert one.box.right <= page.paper.width - right + 0.05
        if number > 2 and page.items:
            last = page.items[-1]
            assert isinstance(last.leaf, TextLeaf)
            (line,) = last.leaf.text.lines
            assert line.text == str(number)
            assert (line.runs[0].x < 1) == is_left


def test_pages_that_come_late_are_numbered_apart(
    volume: TermVolume, tmp_path: Path, press: Press
) -> None:
    snapshot = write_volume(volume, tmp_path / "v.pdf", press).snapshot
    kept = snapshot_from(json.loads(json.dumps(snapshot.to_plain())))
    late = replace(volume.chapters[2], items=(item("z1", "学期工作总结"),))
    later = replace(volume, chapters=(*volume.chapters[:2], late))
    assert [one.key for one in late_items(later, kept)] == ["z1"]
    result = write_late_pages(later, kept, tmp_path / "late.pdf", press).result
    texts = page_texts(result.file)
    assert "补充资料目录" in texts[0]
    assert "学期工作总结2026-03-12补-2" in texts[0]
    assert snapshot.shown.replace(" ", "") in texts[0]
    assert [f"补-{n}" in text for n, text in enumerate(texts, 1)] == [True] * len(texts)
    assert link_targets(result.file) == [2]


def test_nothing_late_says_so(volume: TermVolume, setter: Typesetter) -> None:
    snapshot = laid_volume(volume, setter).snapshot
    (page,) = laid_late_pages(volume, snapshot, setter).pages
    assert "没有装订以后补来的资料。" in words_on(page)


def test_the_code_changes_with_any_word_and_stands_on_the_closing_form(
    volume: TermVolume, setter: Typesetter
) -> None:
    laid = laid_volume(volume, setter)
    assert laid.snapshot.code == code_of(volume)
    assert code_of(replace(volume, checker="别人")) != code_of(volume)
    assert laid.snapshot.shown in words_on(laid.pages[-1])


def test_an_empty_volume_is_still_a_volume(setter: Typesetter) -> None:
    pages = laid_volume(TermVolume("学期资料汇编"), setter).pages
    words = "".join(map(words_on, pages))
    assert "应归入本卷的资料已经齐全。" in words
    assert "佐证索引" not in words
    assert "本卷共 0 个部分、0 件资料，待补 0 件。" in words


def test_many_pieces_have_a_contents_of_several_pages(setter: Typesetter) -> None:
    items = tuple(item(f"k{n}", f"第{n}件", content=VolumeText(f"第{n}件")) for n in range(70))
    volume = TermVolume("汇编", chapters=(VolumeChapter("活动资料", items=items),))
    laid = laid_volume(volume, setter)
    linked = [page for page in laid.pages if page.links]
    assert len(linked) == 3
    targets = [link.target + 1 for page in linked for link in page.links]
    assert targets == [laid.snapshot.pages[f"k{n}"] for n in range(70)]
    divider = next(page for page in laid.pages if "第一部分" in words_on(page))
    assert "另有 52 件" in words_on(divider)


def test_the_label_for_the_spine_grows_with_the_volume(
    volume: TermVolume, setter: Typesetter, tmp_path: Path, press: Press
) -> None:
    for pages in (20, 900):
        page = spine_label_page(volume, pages, setter)
        assert not solid_overlaps(page)
        assert round(page.items[0].box.width / MM) == (25 if pages == 20 else 50)
    result = write_spine_label(volume, 20, tmp_path / "s.pdf", press)
    assert "学期资料汇编" in page_texts(result.file)[0]


def test_what_no_font_draws_in_a_volume_is_told(
    volume: TermVolume, tmp_path: Path, press: Press
) -> None:
    odd = replace(volume, remarks="缺\U0003fffd一页")
    bound = write_volume(odd, tmp_path / "汇编.pdf", press)
    assert any("\U0003fffd" in warning for warning in bound.result.warnings)
