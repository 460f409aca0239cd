"""Forms as Word files: the same words as on paper, Chinese fonts named, whole in Word and WPS."""

from dataclasses import replace
from pathlib import Path

from PIL import Image

from lianti_desktop.domain.forms import (
    Column,
    FormSheet,
    Lines,
    Pairs,
    Pictures,
    Ratings,
    Sides,
    Signs,
    Table,
    Words,
)
from lianti_desktop.printing.content import Photo
from lianti_desktop.sheets.word_form import word_form_bytes, write_word_form
from lianti_desktop.sheets.word_grid import UNITS, units_of
from tests.golden_text import agree
from tests.sheets.word_reading import (
    W,
    faces_without_east_asian,
    opened,
    parts_of,
    undefined_styles,
    words_of,
)

SHEET = FormSheet(
    "听课评课记录表",
    (
        Pairs((("课题", "大自然的声音"), ("学科", "语文"), ("日期", ""))),
        Sides(("听课过程", "导入自然。\n学生活动充分。"), ("评点", "好")),
        Ratings("听课三评", (("教师讲解准确", 5), ("学生思维活跃", None))),
        Table("评分", (Column("项目", 2), Column("得分", 1)), (("教学目标", "18"),)),
        Lines((Column("序号", 1), Column("姓名", 3)), (("1", "龙𬭚"),), least=3),
        Words("总评", "扎实\x0b有效。"),
        Signs(("听课人", "执教教师")),
    ),
    above="青石镇教联体（示例）",
    left="编号：1",
    running="大自然的声音",
    code="LTZM1:observation:lesson_observation:12345678123456781234567812345678:1",
    sample=True,
)


def test_a_form_says_in_word_what_it_says_on_paper() -> None:
    agree("word_form", words_of(word_form_bytes(SHEET)))


def test_every_font_is_named_for_chinese_and_no_style_is_missing() -> None:
    data = word_form_bytes(SHEET)
    assert faces_without_east_asian(data) == []
    assert undefined_styles(data) == set()
    styles = parts_of(data)["word/styles.xml"]
    assert 'w:eastAsia="黑体"' in styles
    assert 'w:eastAsia="宋体"' in styles
    assert "MS Mincho" not in styles


def test_each_row_divides_the_whole_width() -> None:
    table = opened(word_form_bytes(SHEET)).tables[0]
    for row in table._tbl.tr_lst:
        assert sum(cell.grid_span for cell in row.tc_lst) == UNITS
    assert units_of((Column("", 1), Column("", 7), Column("", 0.01)), UNITS) == [7, 52, 1]
    equal = units_of([Column("", 3.5)] * 9, UNITS)
    assert sum(equal) == UNITS
    assert max(equal) - min(equal) == 1


def test_the_code_floats_in_the_corner_and_pages_are_counted() -> None:
    document = opened(word_form_bytes(SHEET))
    assert len(document.element.body.findall(f".//{W}drawing")) == 1
    assert "wp:anchor" in parts_of(word_form_bytes(SHEET))["word/document.xml"]
    foot = document.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot
    assert document.core_properties.title == "听课评课记录表 大自然的声音"


def test_a_heading_stays_on_the_page_of_what_it_heads() -> None:
    (table,) = opened(word_form_bytes(SHEET)).tables
    kept = [
        "".join(words.text for words in row.tc_lst[0].iter(f"{W}t"))
        for row in table._tbl.tr_lst
        if row.find(f".//{W}keepNext") is not None
    ]
    assert kept == ["听课过程", "听课三评", "评分"]


def test_a_wide_form_lies_on_its_side() -> None:
    sheet = FormSheet("名册", (Lines((Column("姓名", 1),), least=2),), is_landscape=True)
    section = opened(word_form_bytes(sheet)).sections[0]
    assert round(section.page_width.mm) == 297
    assert round(section.page_height.mm) == 210


def test_a_long_text_may_break_across_pages_and_its_label_is_there_once() -> None:
    sheet = FormSheet("记录表", (Words("活动过程", "各校教师讨论。" * 430),))
    data = word_form_bytes(sheet)
    assert words_of(data).count("活动过程") == 1
    (row,) = opened(data).tables[0]._tbl.tr_lst
    assert row.find(f".//{W}cantSplit") is None


def test_pictures_stand_over_their_captions_and_a_broken_one_is_said(tmp_path: Path) -> None:
    good, broken = tmp_path / "a.jpg", tmp_path / "b.jpg"
    Image.new("RGB", (640, 480)).save(good)
    broken.write_bytes(b"not a picture")
    photos = tuple(
        Photo(path, 640, 480, caption)
        for path, caption in ((good, "上课"), (broken, "评课"), (tmp_path / "gone.jpg", "合影"))
    )
    data = word_form_bytes(FormSheet("记录表", (Pictures("活动照片", photos),)))
    assert len(opened(data).inline_shapes) == 1
    assert words_of(data) == (
        "记录表\n活动照片\n上课\n这张照片打不开\n评课\n这张照片打不开\n合影\n"
    )


def test_several_forms_lie_in_one_file_each_from_a_page_of_its_own() -> None:
    second = replace(SHEET, title="第二张表")
    document = opened(word_form_bytes(SHEET, second))
    assert len(document.tables) == 2
    starts = [one.text for one in document.paragraphs if one.paragraph_format.page_break_before]
    assert starts == [second.above or second.title]
    one, both = words_of(word_form_bytes(SHEET)), words_of(word_form_bytes(SHEET, second))
    assert both == one + one.replace(SHEET.title, second.title)


def test_the_file_is_put_in_place_whole(tmp_path: Path) -> None:
    out = tmp_path / "新的文件夹" / "表.docx"
    assert write_word_form(SHEET, out) == out
    assert [path.name for path in out.parent.iterdir()] == ["表.docx"]
    assert words_of(out.read_bytes()) == words_of(word_form_bytes(SHEET))
