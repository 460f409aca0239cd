"""Running texts in the two office habits: sizes, numbers, tables in frames, charts in Chinese."""

from pathlib import Path

import pytest

from lianti_desktop.domain.forms import Column
from lianti_desktop.domain.presets import GB, PRESETS, SCHOOL, Preset
from lianti_desktop.domain.reports import (
    Chart,
    ChartKind,
    Heading,
    Paragraph,
    Report,
    ReportTable,
    Series,
)
from lianti_desktop.printing.charts import ChartLeaf, step_of
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.leaves import FrameLeaf, TextLeaf, Typesetter
from lianti_desktop.printing.page import Page, beyond_paper, solid_overlaps
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.report import report_pages, write_report
from tests.golden_text import agree
from tests.printing.pdf_reading import page_texts, unembedded_fonts

LABELS = ("会议", "联合教研", "学生活动")
SERIES = (Series("活动（次）", (2, 9, 3)), Series("课例（节次）", (0, 3, 1)))
COLUMNS = (Column("类别", 5), Column("次数", 3, is_centred=True))


def report(preset: Preset = SCHOOL, lines: int = 3, **more: object) -> Report:
    """A text with a bit of everything."""
    table = ReportTable("统计表", COLUMNS, tuple((f"第{n}类", str(n)) for n in range(lines)))
    blocks = (
        Paragraph("青石镇教联体本学期开展各类活动共计 14 次。" * 6),
        Heading("一、主要做法"),
        Heading("（一）会议", 2),
        Paragraph("（这里补写。）", is_gap=True),
        table,
        Chart("各类活动", LABELS, SERIES, ChartKind.BARS, "次"),
        Chart("各月活动", LABELS, SERIES, ChartKind.LINES, "次"),
    )
    values = {"above": "青石镇教联体（示例）", "signed": "联盟办公室", "day": "2026年7月6日"}
    return Report("学期工作总结", blocks, preset=preset, **(values | more))  # type: ignore[arg-type]


def lines_of(page: Page) -> list[TextLeaf]:
    return [item.leaf for item in page.items if isinstance(item.leaf, TextLeaf)]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
@pytest.mark.parametrize("lines", [0, 3, 80])
def test_pages_are_sound_and_every_table_is_framed(
    preset: Preset, lines: int, setter: Typesetter
) -> None:
    pages = report_pages(report(preset, lines), setter)
    for page in pages:
        assert not solid_overlaps(page)
        assert not beyond_paper(page)
    framed = [item for page in pages for item in page.items if isinstance(item.leaf, FrameLeaf)]
    assert framed
    heads = [leaf.text.lines[0].text for page in pages for leaf in lines_of(page)]
    assert heads.count("类别") == len(framed)


def test_the_national_preset_has_22_lines_of_28_characters(setter: Typesetter) -> None:
    long = Report("题", (Paragraph("教" * 2000),), preset=GB)
    page = report_pages(long, setter)[1]
    (text,) = (leaf.text for leaf in lines_of(page) if leaf.text.style.size == 16)
    assert len(text.lines) == 22
    assert len(text.lines[0].text) == 27
    assert text.width == pytest.approx(156 * MM)
    numbers = [item for item in page.items if isinstance(item.leaf, TextLeaf)]
    assert "— 2 —" in [item.leaf.text.lines[0].text for item in numbers]


def test_a_caption_stays_with_its_chart(setter: Typesetter) -> None:
    for lines in range(14, 22):
        for page in report_pages(report(lines=lines), setter):
            captions = {leaf.text.lines[0].text for leaf in lines_of(page)}
            drawn = {i.leaf.chart.caption for i in page.items if isinstance(i.leaf, ChartLeaf)}
            assert drawn == captions & {"各类活动", "各月活动"}


@pytest.mark.parametrize("preset", PRESETS)
def test_the_day_never_stands_on_a_page_of_its_own(preset: Preset, setter: Typesetter) -> None:
    for count in range(1, 40):
        blocks = (Paragraph("教" * 20),) * count
        for end in ((), (Chart("各类活动", LABELS, SERIES, ChartKind.BARS, "次"),)):
            told = Report("题", (*blocks, *end), signed="中心校", day="2026年7月6日", preset=preset)
            words = [leaf.text.lines[0].text for leaf in lines_of(report_pages(told, setter)[-1])]
            assert "2026年7月6日" in words
            assert len(words) > 3, words


def test_the_text_reads_as_it_did_with_its_charts(tmp_path: Path, press: Press) -> None:
    appendix = (Heading("附：说明"),)
    result = write_report(report(appendix=appendix, sample=True), tmp_path / "r.pdf", press)
    texts = page_texts(result.file)
    agree("report", "\n".join(texts) + "\n")
    assert unembedded_fonts(result.file) == set()
    assert result.warnings == ()


def test_a_character_that_a_chart_cannot_draw_is_listed(tmp_path: Path, press: Press) -> None:
    chart = Chart("名", ("𬭚", "𠀋𠀍"), (Series("次", (1, 2)),))
    result = write_report(Report("题", (chart,)), tmp_path / "r.pdf", press)
    assert any("𠀋" in warning for warning in result.warnings)


@pytest.mark.parametrize(
    ("highest", "step"), [(0, 1), (1, 1), (6, 1), (7, 2), (12, 2), (13, 5), (100, 20), (4000, 1000)]
)
def test_the_axis_has_a_few_round_steps(highest: float, step: int) -> None:
    assert step_of(Chart("", ("甲",), (Series("", (highest,)),))) == step


def test_many_long_labels_are_slanted_and_nothing_to_draw_is_drawn(
    tmp_path: Path, press: Press
) -> None:
    names = tuple(f"青石镇第{number}中心小学" for number in range(12))
    charts = (
        Chart("各校", names, (Series("次", tuple(float(n) for n in range(12))),)),
        Chart("空", ("一月", "二月"), (Series("次", (0.0, 0.0)),), ChartKind.LINES),
    )
    result = write_report(Report("题", charts), tmp_path / "r.pdf", press)
    assert all(name in "".join(page_texts(result.file)) for name in names)
