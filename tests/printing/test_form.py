"""Rows of a form break across pages in closed frames, and a short form fills its page."""

import pytest

from lianti_desktop.printing.form import Column, FormBuilder, flow
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.grid_row import Grid
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import FrameLeaf, TextLeaf, Typesetter
from lianti_desktop.printing.page import Page, Paper, Placed, solid_overlaps
from lianti_desktop.printing.sign_row import HEIGHT, LEAST_HEIGHT, SignRow
from tests.printing.conftest import DrawPhoto

ROOM = Box(70, 60, 480, 600)


def room(_number: int) -> Box:
    return ROOM


def words_of(items: list[Placed]) -> str:
    leaves = [item.leaf for item in items if isinstance(item.leaf, TextLeaf)]
    return "".join(line.text for leaf in leaves for line in leaf.text.lines)


def frames(items: list[Placed]) -> list[Box]:
    return [item.box for item in items if isinstance(item.leaf, FrameLeaf)]


def test_a_long_text_goes_on_overleaf_under_its_label_in_closed_frames(
    setter: Typesetter,
) -> None:
    text = "各校教师围绕三问展开讨论。" * 230
    pages = flow([FormBuilder(setter, ROOM.width).long("过程", text, 60)], room)
    assert len(pages) > 2
    assert all(len(frames(items)) == 1 for items in pages)
    assert all(frames(items)[0].bottom <= ROOM.bottom + 0.05 for items in pages)
    assert [("（续）" in words_of(items)) for items in pages] == [False] + [True] * (len(pages) - 1)
    together = "".join(words_of(items) for items in pages)
    assert together.replace("过程", "").replace("（续）", "") == text
    assert not any(solid_overlaps(Page(Paper(), tuple(items))) for items in pages)


def test_a_table_repeats_its_heading_and_loses_no_line(setter: Typesetter) -> None:
    columns = (Column("序号", 1, is_centred=True), Column("事项", 5))
    lines = [(str(number), f"第{number}项") for number in range(1, 61)]
    pages = flow([FormBuilder(setter, ROOM.width).table("决议", columns, lines)], room)
    assert len(pages) > 1
    assert all("序号事项" in words_of(items) for items in pages)
    together = "".join(words_of(items) for items in pages)
    assert all(f"第{number}项" in together for number in range(1, 61))
    assert "决议（续）" in words_of(pages[1])


def test_a_line_whose_texts_cannot_all_begin_goes_overleaf_whole(setter: Typesetter) -> None:
    columns = (Column("序号", 1), Column("姓名", 2), Column("学科", 1))
    lines = [(str(number), "董长青", "劳动实践活动") for number in range(40)]
    pages = flow([Grid(setter, 300, columns).row(lines)], room)
    assert len(pages) > 1
    for items in pages:
        words = words_of(items).removeprefix("序号姓名学科")
        assert words[0].isdecimal()
        assert words.count("董长青") == words.count("劳动实践活动")


def test_a_line_of_a_table_higher_than_a_page_is_cut(setter: Typesetter) -> None:
    columns = (Column("序号", 1), Column("事项", 5))
    lines = [("1", "逐条讨论并形成意见。" * 300)]
    pages = flow([FormBuilder(setter, ROOM.width).table("决议", columns, lines)], room)
    together = "".join(words_of(items) for items in pages)
    assert together.count("逐条讨论并形成意见。") >= 290
    assert all(frames(items)[0].bottom <= ROOM.bottom + 0.05 for items in pages)


def test_a_short_form_is_stretched_to_the_foot_of_its_page(setter: Typesetter) -> None:
    builder = FormBuilder(setter, ROOM.width)
    rows: list[Row] = [builder.pairs(("时间", "3月12日")), builder.long("过程", "短", 60)]
    (items,) = flow(rows, room)
    assert abs(frames(items)[0].bottom - ROOM.bottom) < 0.05


def test_a_page_before_the_last_is_filled_too(setter: Typesetter, draw_photo: DrawPhoto) -> None:
    builder = FormBuilder(setter, ROOM.width)
    rows: list[Row] = [
        builder.long("过程", "一句话。", 300),
        builder.long("成效", "一句话。", 120),
        *builder.photos("照片", [draw_photo(480, 640)]),
    ]
    first, second = flow(rows, room)
    assert abs(frames(first)[0].bottom - ROOM.bottom) < 0.05
    assert frames(second)[0].bottom < ROOM.bottom


def test_boxes_to_sign_give_way_a_little_before_they_turn_the_page(setter: Typesetter) -> None:
    row = SignRow(("记录人",), ROOM.width, setter)
    kept, rest = row.split(LEAST_HEIGHT + 2)
    assert kept is not None
    assert kept.height == LEAST_HEIGHT + 2
    assert rest is None
    assert row.split(LEAST_HEIGHT - 2) == (None, row)


@pytest.mark.parametrize("last", ["photos", "text", "table"])
def test_boxes_to_sign_never_stand_on_a_page_of_their_own(
    last: str, setter: Typesetter, draw_photo: DrawPhoto
) -> None:
    builder = FormBuilder(setter, ROOM.width)
    lines = [(f"第{number}项",) for number in range(12)]
    ends: dict[str, list[Row]] = {
        "photos": builder.photos("照片", [draw_photo(480, 640), draw_photo(640, 480)]),
        "text": [builder.long("成效", "各校教师围绕三问展开讨论。" * 30, 60, elastic=False)],
        "table": [builder.table("决议", (Column("事项", 1),), lines)],
    }
    counts = set()
    for above in range(20, 560, 9):
        rows = [
            builder.long("过程", "教", above, elastic=False),
            *ends[last],
            SignRow(("记录人",), ROOM.width, setter),
        ]
        pages = flow(rows, room, ending=1)
        counts.add(len(pages))
        assert words_of(pages[-1]).endswith("记录人：年 月 日")
        assert len(frames(pages[-1])) == 1
        assert frames(pages[-1])[0].height > HEIGHT + 1
    assert len(counts) > 1


def test_an_empty_value_prints_an_empty_cell(setter: Typesetter) -> None:
    row = FormBuilder(setter, ROOM.width).pairs(("时间", ""), ("地点", ""))
    assert words_of(row.placed(0, 0)) == "时间地点"


def test_a_heading_over_photos_is_not_left_alone(setter: Typesetter, draw_photo: object) -> None:
    assert callable(draw_photo)
    builder = FormBuilder(setter, ROOM.width)
    rows: list[Row] = [
        builder.long("过程", "教" * 40, 470),
        *builder.photos("照片", [draw_photo()]),
    ]
    first, second = flow(rows, room)
    assert "照片" not in words_of(first)
    assert words_of(second).startswith("照片")
