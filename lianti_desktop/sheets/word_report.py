"""A running text as a Word file, in one of the two office habits; charts come drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from lianti_desktop.domain.presets import GB, Preset
from lianti_desktop.domain.reports import Chart, Heading, Paragraph, Report, ReportTable
from lianti_desktop.sheets.word_base import FANG, HEI, KAI, WordStyle, new_document
from lianti_desktop.sheets.word_grid import UNITS, GridCell, GridRow, add_grid, storable, units_of
from lianti_desktop.sheets.word_page import (
    WordPage,
    close,
    set_dashed_foot,
    set_foot,
    set_head,
    set_page,
)
from lianti_desktop.storage.whole_file import put_whole

if TYPE_CHECKING:
    from docx.document import Document

Pictures = Mapping[str, bytes]
NO_PICTURES: Pictures = MappingProxyType({})
LEAST_LINE = 23.0
GAP = "8A6D1F"


def write_word_report(report: Report, out: Path, pictures: Pictures = NO_PICTURES) -> Path:
    """Writes the text; raises UserError when the disk does not take it.

    ``pictures`` are the charts drawn elsewhere, as PNG by their captions; without one a chart is
    left out, since its figures stand in the tables.
    """
    put_whole(out, word_report_bytes(report, pictures))
    return out


def word_report_bytes(report: Report, pictures: Pictures = NO_PICTURES) -> bytes:
    """The file."""
    preset = report.preset
    document = new_document(_styles(preset), report.title, report.above)
    page = WordPage(preset.margins)
    set_page(document, page)
    _add_around(document, report)
    sheet = _Sheet(document, page, pictures)
    for block in report.blocks:
        add(block, sheet)
    for text in filter(None, (report.signed, report.day)):
        paragraph = document.add_paragraph(storable(text), "ReportSigned")
        paragraph.paragraph_format.keep_with_next = text == report.signed and bool(report.day)
    _add_appendix(report, sheet)
    close(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_around(document: "Document", report: Report) -> None:
    """Page numbers, 示例 at the head of a sample, the alliance and the title."""
    if report.preset.has_dashed_numbers:
        set_dashed_foot(document, "ReportOdd", "ReportEven")
    else:
        set_foot(document, "ReportFoot")
    if report.sample:
        set_head(document, "示例", "ReportFoot")
    for text, style in ((report.above, "ReportAbove"), (report.title, "ReportTitle")):
        if text:
            document.add_paragraph(storable(text), style)


def _add_appendix(report: Report, sheet: "_Sheet") -> None:
    """Begins on a page of its own."""
    place = len(sheet.document.paragraphs)
    for block in report.appendix:
        add(block, sheet)
    for paragraph in sheet.document.paragraphs[place : place + 1]:
        paragraph.paragraph_format.page_break_before = True


def _styles(preset: Preset) -> Sequence[WordStyle]:
    size, leading = preset.size, preset.leading
    is_plain = preset != GB
    return (
        WordStyle("ReportAbove", size=13, leading=22, align="center"),
        WordStyle(
            "ReportTitle",
            preset.title_face,
            preset.title_size,
            preset.title_size * 1.5,
            align="center",
            is_bold=is_plain,
            after=leading,
        ),
        WordStyle("ReportChapter", HEI, size, leading, indent=2, outline=1),
        WordStyle("ReportPart", KAI, size, leading, indent=2, outline=2),
        WordStyle("ReportText", FANG, size, leading, align="both", indent=2),
        WordStyle("ReportGap", KAI, size, leading, align="both", indent=2, colour=GAP),
        WordStyle("ReportSigned", FANG, size, leading, align="right", before=4),
        WordStyle("ReportCaption", HEI, 11, 18, align="center", before=8, after=3),
        WordStyle("ReportPicture", align="center", after=8),
        WordStyle("FormHead", HEI, 9.5, 14, align="center"),
        WordStyle("FormCell", size=10, leading=15),
        WordStyle("FormMiddle", size=10, leading=15, align="center"),
        WordStyle("ReportFoot", size=9, align="center"),
        WordStyle("ReportOdd", size=14, align="right", aside=14),
        WordStyle("ReportEven", size=14, align="left", aside=14),
    )


@dataclass(frozen=True)
class _Sheet:
    """The document under way, its page, and the charts that were drawn for it."""

    document: "Document"
    page: WordPage
    pictures: Pictures


@singledispatch
def add(block: object, sheet: _Sheet) -> None:
    """Adds a part of the text to the document."""
    raise TypeError(type(block))


@add.register(Heading)
def _heading(block: Heading, sheet: _Sheet) -> None:
    sheet.document.add_paragraph(storable(block.text), f"Heading {block.level}")


@add.register(Paragraph)
def _paragraph(block: Paragraph, sheet: _Sheet) -> None:
    style = "ReportGap" if block.is_gap else "ReportText"
    for text in block.text.split("\n"):
        sheet.document.add_paragraph(storable(text), style)


@add.register(ReportTable)
def _table(block: ReportTable, sheet: _Sheet) -> None:
    caption = sheet.document.add_paragraph(storable(block.caption), "ReportCaption")
    caption.paragraph_format.keep_with_next = True
    widths = units_of(block.columns, UNITS)
    columns = list(zip(block.columns, widths, strict=True))
    head = tuple(
        GridCell(column.heading, width, "FormHead", is_label=True) for column, width in columns
    )
    lines = [
        GridRow(
            tuple(
                GridCell(text, width, "FormMiddle" if column.is_centred else "FormCell")
                for text, (column, width) in zip(line, columns, strict=True)
            ),
            LEAST_LINE,
        )
        for line in block.lines
    ]
    add_grid(sheet.document, [GridRow(head, LEAST_LINE, is_head=True), *lines], sheet.page.width)


@add.register(Chart)
def _chart(block: Chart, sheet: _Sheet) -> None:
    from docx.shared import Mm

    picture = sheet.pictures.get(block.caption)
    if picture is not None:
        caption = sheet.document.add_paragraph(storable(block.caption), "ReportCaption")
        caption.paragraph_format.keep_with_next = True
        place = sheet.document.add_paragraph("", "ReportPicture")
        place.add_run().add_picture(BytesIO(picture), width=Mm(sheet.page.width))
