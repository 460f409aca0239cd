"""Running texts as Word files: the presets' margins and fonts, headings that Word knows."""

from pathlib import Path

import pytest

from lianti_desktop.domain.forms import Column
from lianti_desktop.domain.presets import GB, PRESETS, SCHOOL, Preset
from lianti_desktop.domain.reports import (
    Chart,
    Heading,
    Paragraph,
    Report,
    ReportTable,
    Series,
)
from lianti_desktop.printing.chart_pictures import chart_pictures
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.press import Press
from lianti_desktop.sheets.word_report import word_report_bytes, write_word_report
from tests.golden_text import agree
from tests.sheets.word_reading import (
    faces_without_east_asian,
    opened,
    parts_of,
    undefined_styles,
    words_of,
)


@pytest.fixture
def press(resources: Path) -> Press:
    return Press(FontBook([resources / "fonts"]))


def report(preset: Preset = SCHOOL) -> Report:
    """A text with a bit of everything."""
    blocks = (
        Heading("一、主要做法"),
        Heading("（一）会议", 2),
        Paragraph("开展会议类活动 2 次。\n都有记录。"),
        Paragraph("（这里补写。）", is_gap=True),
        Chart("各类活动", ("会议", "教研"), (Series("次", (2, 9)),)),
    )
    table = ReportTable("统计表", (Column("类别", 5), Column("次数", 3)), (("会议", "2"),))
    return Report(
        "学期工作总结",
        blocks,
        "青石镇教联体（示例）",
        "联盟办公室",
        "2026年7月6日",
        (table,),
        preset,
        sample=True,
    )


def test_the_text_says_in_word_what_it_says_on_paper() -> None:
    agree("word_report", words_of(word_report_bytes(report())))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_fonts_are_named_for_chinese_and_margins_are_the_presets(preset: Preset) -> None:
    data = word_report_bytes(report(preset))
    assert faces_without_east_asian(data) == []
    assert undefined_styles(data) == set()
    section = opened(data).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert tuple(round(side.mm) for side in sides) == preset.margins
    styles = parts_of(data)["word/styles.xml"]
    assert 'w:eastAsia="仿宋"' in styles
    assert f'w:eastAsia="{preset.title_face}"' in styles
    assert f'w:line="{round(preset.leading * 20)}" w:lineRule="exact"' in styles


def test_headings_are_those_of_the_outline_and_numbers_have_their_dashes() -> None:
    document = opened(word_report_bytes(report(GB)))
    levels = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels == ["Heading 1", "Heading 2"]
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for foot, style in ((section.footer, "ReportOdd"), (section.even_page_footer, "ReportEven")):
        assert foot.paragraphs[0].text.startswith("— ")
        assert foot.paragraphs[0].style.name == style
    assert section.even_page_header.paragraphs[0].text == "示例"
    plain = opened(word_report_bytes(report())).sections[0].footer.paragraphs[0]
    assert plain.text.startswith("第 ")


def test_charts_that_were_drawn_stand_under_their_captions(press: Press) -> None:
    pictures = chart_pictures(report(), press)
    assert list(pictures) == ["各类活动"]
    document = opened(word_report_bytes(report(), pictures))
    assert len(document.inline_shapes) == 1
    assert round(document.inline_shapes[0].width.mm) == 165
    assert len(opened(word_report_bytes(report())).inline_shapes) == 0
    assert chart_pictures(Report("题", ()), press) == {}


def test_the_appendix_begins_on_a_page_of_its_own() -> None:
    document = opened(word_report_bytes(report()))
    begun = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert begun == ["统计表"]


def test_the_file_is_put_in_place(tmp_path: Path) -> None:
    out = write_word_report(report(), tmp_path / "总结.docx")
    assert "学期工作总结\n" in words_of(out.read_bytes())
