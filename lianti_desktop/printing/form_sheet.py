"""Sets any form of plain data (domain/forms.py) on bordered pages."""

from collections.abc import Sequence
from functools import singledispatch
from pathlib import Path

from lianti_desktop.domain.forms import (
    Code,
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
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.content import Photo
from lianti_desktop.printing.form import FormBuilder, flow
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.grid_row import Grid, sides_row
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.press import Imprint, Press, PrintResult
from lianti_desktop.printing.qr_leaf import QrLeaf
from lianti_desktop.printing.sheet_head import SheetHead, headed_pages
from lianti_desktop.printing.sign_row import SignRow

PORTRAIT = Paper(top=20 * MM, bottom=18 * MM, inner=25 * MM, outer=16 * MM)
LANDSCAPE = Paper(
    width=297 * MM, height=210 * MM, top=18 * MM, bottom=16 * MM, inner=25 * MM, outer=16 * MM
)
QR_SIDE = 21 * MM


def write_forms(sheets: Sequence[FormSheet], out: Path, press: Press) -> PrintResult:
    """Writes one or several forms as one PDF; raises UserError when the disk does not take it."""
    setter = press.setter()
    return print_document(
        lambda: [page for sheet in sheets for page in form_pages(sheet, setter)],
        out,
        Imprint(sheets[0].name, sheets[0].above),
        press,
    )


def form_pages(sheet: FormSheet, setter: Typesetter, paper: Paper | None = None) -> list[Page]:
    """The laid pages of a form."""
    own = paper or (LANDSCAPE if sheet.is_landscape else PORTRAIT)
    head = SheetHead(
        sheet.title, sheet.above, sheet.left, sheet.right, sheet.running, is_sample=sheet.sample
    )
    builder = FormBuilder(setter, own.text_box(1).width)
    rows = [row for part in sheet.parts for row in rows_of(part, builder)]
    ending = sum(isinstance(part, Signs) for part in sheet.parts[-1:])
    pages = headed_pages(head, own, lambda rooms: flow(rows, rooms, ending=ending), setter)
    return [_coded(pages[0], sheet, own), *pages[1:]] if pages and sheet.code else pages


def _coded(page: Page, sheet: FormSheet, paper: Paper) -> Page:
    """The first page with its square code in the upper right corner, over the frame."""
    box = paper.text_box(1)
    corner = Box(box.right - QR_SIDE, paper.top - 9 * MM, QR_SIDE, QR_SIDE)
    code = Placed(corner, QrLeaf(sheet.code, solid=False))
    return Page(page.paper, (*page.items, code), page.bookmark, page.links)


@singledispatch
def rows_of(part: object, builder: FormBuilder) -> list[Row]:
    """The rows that a part of a form takes."""
    raise TypeError(type(part))


@rows_of.register
def _pairs(part: Pairs, builder: FormBuilder) -> list[Row]:
    return [builder.pairs(*part.values)]


@rows_of.register
def _words(part: Words, builder: FormBuilder) -> list[Row]:
    return [builder.long(part.label, part.text, part.least, elastic=part.is_elastic)]


@rows_of.register
def _code(part: Code, builder: FormBuilder) -> list[Row]:
    return [builder.code(part.label, part.text)]


@rows_of.register
def _sides(part: Sides, builder: FormBuilder) -> list[Row]:
    return [sides_row(part, builder.width, builder.setter)]


@rows_of.register
def _ratings(part: Ratings, builder: FormBuilder) -> list[Row]:
    return _table(part.table, builder)


@rows_of.register
def _table(part: Table, builder: FormBuilder) -> list[Row]:
    return [builder.table(part.label, part.columns, part.lines)]


@rows_of.register
def _lines(part: Lines, builder: FormBuilder) -> list[Row]:
    return [Grid(builder.setter, builder.width, part.columns).row(part.filled)]


@rows_of.register
def _pictures(part: Pictures, builder: FormBuilder) -> list[Row]:
    return builder.photos(part.label, [_photo(one) for one in part.pictures])


def _photo(picture: Picture) -> Photo:
    if isinstance(picture, Photo):
        return picture
    return Photo(picture.path, picture.width, picture.height, picture.caption)


@rows_of.register
def _signs(part: Signs, builder: FormBuilder) -> list[Row]:
    return [SignRow(part.labels, builder.width, builder.setter)]
