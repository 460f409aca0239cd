"""A form as a Word file: the same rows as on paper, to be filled in or changed in WPS."""

from collections.abc import Sequence
from dataclasses import replace
from functools import singledispatch
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lianti_desktop.domain.forms import (
    Code,
    Column,
    FormSheet,
    Lines,
    Pairs,
    Picture,
    Pictures,
    Ratings,
    Sides,
    Signs,
    Table,
    Words,
)
from lianti_desktop.sheets.word_base import HEI, WordStyle, new_document
from lianti_desktop.sheets.word_grid import UNITS, GridCell, GridRow, add_grid, storable, units_of
from lianti_desktop.sheets.word_page import WordPage, add_code, close, set_foot, set_head, set_page
from lianti_desktop.storage.whole_file import put_whole

if TYPE_CHECKING:
    from docx.document import Document

LABEL_UNITS = 9
CROWDED = 3
LEAST_ROW, LEAST_LINE, CODE_ROW, SIGN_HEIGHT = 26.0, 22.0, 60.0, 70.0
PORTRAIT, LANDSCAPE = (20.0, 18.0, 25.0, 16.0), (18.0, 16.0, 25.0, 16.0)
PICTURE_WIDTH, PICTURE_HEIGHT = 78.0, 62.0
PICTURES_ACROSS = 2
POINTS = 72 / 25.4
HEAD_HEIGHT = 78.0
"""What stands over the table, and what Word keeps for the paragraph below it."""
PADDING_ACROSS, PADDING_DOWN = 10.0, 7.0
DATE = "年　　月　　日"
UNREADABLE = "这张照片打不开"
STYLES = (
    WordStyle("FormAbove", size=11, leading=18, align="center"),
    WordStyle("FormTitle", HEI, 18, 30, align="center", after=5),
    WordStyle("FormLine", size=10, leading=18),
    WordStyle("FormLabel", HEI, 10.5, 15.5, align="center"),
    WordStyle("FormValue", size=10.5, leading=16.5),
    WordStyle("FormText", size=11, leading=18.5, indent=2, align="both"),
    WordStyle("FormCode", size=22, leading=34, align="center"),
    WordStyle("FormHead", HEI, 9.5, 14, align="center"),
    WordStyle("FormCell", size=10, leading=15),
    WordStyle("FormMiddle", size=10, leading=15, align="center"),
    WordStyle("FormDate", size=10, leading=15, align="right"),
    WordStyle("FormPicture", align="center"),
    WordStyle("FormFoot", size=9, leading=14, align="center", colour="6B6F76"),
)


def write_word_form(sheet: FormSheet, out: Path) -> Path:
    """Writes the form; raises UserError when the disk does not take it."""
    return write_word_forms([sheet], out)


def write_word_forms(sheets: Sequence[FormSheet], out: Path) -> Path:
    """Writes forms of one kind into one file, each from a page of its own."""
    put_whole(out, word_form_bytes(*sheets))
    return out


def word_form_bytes(*sheets: FormSheet) -> bytes:
    """The file; the first of the forms tells its name and its paper."""
    first = sheets[0]
    document = new_document(STYLES, first.name, first.above)
    page = WordPage(LANDSCAPE if first.is_landscape else PORTRAIT, first.is_landscape)
    set_page(document, page)
    if any(sheet.sample for sheet in sheets):
        set_head(document, "示例", "FormFoot")
    for sheet in sheets:
        _add_sheet(document, sheet, page)
        close(document)
    set_foot(document, "FormFoot")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_sheet(document: "Document", sheet: FormSheet, page: WordPage) -> None:
    head, is_first = len(document.paragraphs), not document.tables
    _add_head(document, sheet)
    document.paragraphs[head].paragraph_format.page_break_before = not is_first
    pictures = [part for part in sheet.parts if isinstance(part, Pictures)]
    rows = [row for part in sheet.parts for row in rows_of(part)]
    table = add_grid(document, rows if pictures else stretched(rows, page), page.width)
    _add_pictures(document, table, [one for part in pictures for one in part.pictures])


def _add_head(document: "Document", sheet: FormSheet) -> None:
    if sheet.above:
        document.add_paragraph(storable(sheet.above), "FormAbove")
    title = document.add_paragraph(storable(sheet.title), "FormTitle")
    if sheet.code:
        add_code(title, sheet.code)
    line = "　　".join(part for part in (sheet.left, sheet.right) if part)
    if line:
        document.add_paragraph(storable(line), "FormLine")


def stretched(rows: Sequence[GridRow], page: WordPage) -> list[GridRow]:
    """The rows of a form that fits on its page, the elastic ones grown to reach its foot."""
    unit = page.width * POINTS / UNITS
    spare = page.height * POINTS - HEAD_HEIGHT - sum(_height(row, unit) for row in rows)
    growing = sum(row.elastic for row in rows)
    if spare <= 0 or not growing:
        return list(rows)
    more = spare / growing
    return [replace(row, least=_height(row, unit) + more) if row.elastic else row for row in rows]


def _height(row: GridRow, unit: float) -> float:
    """About how high Word makes a row."""
    return max(row.least, *(_text_height(cell, cell.units * unit) for cell in row.cells))


def _text_height(cell: GridCell, width: float) -> float:
    style = next(style for style in STYLES if style.name == cell.style)
    across = max((width - PADDING_ACROSS) // style.size, 1)
    lines = sum(max(-(-len(line) // across), 1) for line in cell.text.split("\n"))
    return (lines + bool(cell.foot)) * (style.leading or style.size * 1.3) + PADDING_DOWN


def _label(text: str, joined: str = "") -> GridCell:
    return GridCell(text, LABEL_UNITS, "FormLabel", is_label=True, joined=joined)


@singledispatch
def rows_of(part: object) -> list[GridRow]:
    """The rows that a part of a form takes."""
    raise TypeError(type(part))


@rows_of.register
def _pairs(part: Pairs) -> list[GridRow]:
    widths = units_of([Column("", 1)] * len(part.values), UNITS)
    own = LABEL_UNITS if len(part.values) < CROWDED else LABEL_UNITS - 1
    cells: list[GridCell] = []
    for (label, value), width in zip(part.values, widths, strict=True):
        cells += [replace(_label(label), units=own), GridCell(value, width - own, "FormValue")]
    return [GridRow(tuple(cells), LEAST_ROW)]


@rows_of.register
def _words(part: Words) -> list[GridRow]:
    text = GridCell(part.text, UNITS - LABEL_UNITS, "FormText", is_middle=False)
    row = GridRow((_label(part.label), text), part.least, splits=True, elastic=part.is_elastic)
    return [row]


@rows_of.register
def _code(part: Code) -> list[GridRow]:
    text = GridCell(part.text, UNITS - LABEL_UNITS, "FormCode")
    return [GridRow((_label(part.label), text), CODE_ROW)]


@rows_of.register
def _sides(part: Sides) -> list[GridRow]:
    left = round(UNITS * part.share)
    widths = (left, UNITS - left)
    both = (part.left, part.right)
    heads = [
        GridCell(label, width, "FormLabel", is_label=True)
        for (label, _), width in zip(both, widths, strict=True)
    ]
    texts = [
        GridCell(text, width, "FormText", is_middle=False)
        for (_, text), width in zip(both, widths, strict=True)
    ]
    row = GridRow(tuple(texts), part.least, splits=True, elastic=True)
    return [GridRow(tuple(heads), LEAST_ROW, keeps_next=True), row]


@rows_of.register
def _ratings(part: Ratings) -> list[GridRow]:
    return _table(part.table)


@rows_of.register
def _table(part: Table) -> list[GridRow]:
    widths = units_of(part.columns, UNITS - LABEL_UNITS)
    heads = (_label(part.label, "restart"), *_heads(part.columns, widths))
    return [
        GridRow(heads, LEAST_LINE, keeps_next=True),
        *(
            GridRow((_label("", "continue"), *_line(line, part.columns, widths)), LEAST_LINE)
            for line in part.lines
        ),
    ]


@rows_of.register
def _lines(part: Lines) -> list[GridRow]:
    widths = units_of(part.columns, UNITS)
    head = GridRow(tuple(_heads(part.columns, widths)), LEAST_ROW, is_head=True)
    return [
        head,
        *(GridRow(tuple(_line(line, part.columns, widths)), LEAST_LINE) for line in part.filled),
    ]


@rows_of.register
def _pictures(part: Pictures) -> list[GridRow]:
    if not part.pictures:
        return []
    label = GridCell(part.label, UNITS, "FormLabel", is_label=True)
    band = GridRow((label,), LEAST_ROW, keeps_next=True)
    half = UNITS // PICTURES_ACROSS
    captions = [one.caption for one in part.pictures]
    captions += [""] * (-len(captions) % PICTURES_ACROSS)
    cells = [GridCell(caption, half, "FormPicture") for caption in captions]
    rows = [
        GridRow(tuple(cells[start : start + PICTURES_ACROSS]))
        for start in range(0, len(cells), PICTURES_ACROSS)
    ]
    return [band, *rows]


@rows_of.register
def _signs(part: Signs) -> list[GridRow]:
    widths = units_of([Column("", 1)] * len(part.labels), UNITS)
    cells = tuple(
        GridCell(f"{label}：\n\n", width, "FormValue", is_middle=False, foot=DATE)
        for label, width in zip(part.labels, widths, strict=True)
    )
    return [GridRow(cells, SIGN_HEIGHT)] if cells else []


def _heads(columns: Sequence[Column], widths: Sequence[int]) -> list[GridCell]:
    return [
        GridCell(column.heading, width, "FormHead", is_label=True)
        for column, width in zip(columns, widths, strict=True)
    ]


def _line(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[GridCell]:
    return [
        GridCell(text, width, "FormMiddle" if column.is_centred else "FormCell")
        for text, column, width in zip(texts, columns, widths, strict=True)
    ]


def _add_pictures(document: "Document", table: Any, pictures: Sequence[Picture]) -> None:
    """Puts each picture over its caption, in the cells that were laid out for them."""
    from docx.table import Table as WordTable

    if not pictures:
        return
    cells = [
        paragraph
        for row in WordTable(table, document).rows
        for cell in _own_cells(row)
        for paragraph in cell.paragraphs
        if paragraph.style is not None and paragraph.style.style_id == "FormPicture"
    ]
    for paragraph, picture in zip(cells, pictures, strict=False):
        _put_picture(paragraph, picture)


def _own_cells(row: Any) -> list[Any]:
    """Each cell of a row once, however many units it spans."""
    return list({id(cell._tc): cell for cell in row.cells}.values())  # noqa: SLF001


def _put_picture(paragraph: Any, picture: Picture) -> None:
    from docx.image.exceptions import UnrecognizedImageError
    from docx.shared import Mm

    scale = min(PICTURE_WIDTH / picture.width, PICTURE_HEIGHT / picture.height)
    width, height = Mm(picture.width * scale), Mm(picture.height * scale)
    run = paragraph.insert_paragraph_before("", paragraph.style).add_run()
    try:
        run.add_picture(str(picture.path), width, height)
    except (OSError, UnrecognizedImageError):
        run.add_text(UNREADABLE)
