"""Any bordered form as plain data: pairs, long texts, ratings, tables and boxes to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from pathlib import Path

from lianti_desktop.printing.book import Imprint, print_document
from lianti_desktop.printing.form import Column, FormBuilder, flow
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.grid_row import Grid
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.qr_leaf import QrLeaf
from lianti_desktop.printing.sheet_head import SheetHead, headed_pages
from lianti_desktop.printing.sign_row import SignRow

PORTRAIT = Paper(top=20 * MM, bottom=18 * MM, inner=25 * MM, outer=16 * MM)
LANDSCAPE = Paper(
    width=297 * MM, height=210 * MM, top=18 * MM, bottom=16 * MM, inner=25 * MM, outer=16 * MM
)
QR_SIDE = 19 * MM
TICKED, OPEN = "√", "□"


@dataclass(frozen=True)
class Pairs:
    """Labels with short values, side by side."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """A label beside a long text; it is at least so many points high and fills a short page."""

    label: str
    text: str = ""
    least: float = 60.0


@dataclass(frozen=True)
class Ratings:
    """Questions with a row of boxes from the lowest to the highest mark, one of them ticked."""

    label: str
    questions: tuple[tuple[str, int | None], ...]
    marks: tuple[int, ...] = (5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Lines:
    """A table across the form; empty lines are added up to ``least``."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[str, ...], ...] = ()
    least: int = 0


@dataclass(frozen=True)
class Signs:
    """Boxes to sign and seal in."""

    labels: tuple[str, ...]


Part = Pairs | Words | Ratings | Lines | Signs


@dataclass(frozen=True)
class FormSheet:
    """A form to print; ``code`` is what its square code says, without one none is printed."""

    title: str
    parts: tuple[Part, ...]
    above: str = ""
    left: str = ""
    right: str = ""
    running: str = ""
    code: str = ""
    is_landscape: bool = False
    sample: bool = False


def write_forms(sheets: Sequence[FormSheet], out: Path, press: Press) -> PrintResult:
    """Writes one or several forms as one PDF; raises UserError when the disk does not take it."""
    setter = Typesetter(press.font_book)
    title = " ".join(part for part in (sheets[0].title, sheets[0].running) if part)
    return print_document(
        lambda: [page for sheet in sheets for page in form_pages(sheet, setter)],
        out,
        Imprint(title, sheets[0].above),
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
    pages = headed_pages(head, own, lambda rooms: flow(rows, rooms), setter)
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
    return [builder.long(part.label, part.text, part.least)]


@rows_of.register
def _ratings(part: Ratings, builder: FormBuilder) -> list[Row]:
    columns = (
        Column("评价内容", 6),
        *(Column(f"{mark}分", 1.5, is_centred=True) for mark in part.marks),
    )
    lines = [
        (question, *(TICKED if mark == given else OPEN for mark in part.marks))
        for question, given in part.questions
    ]
    return [builder.table(part.label, columns, lines)]


@rows_of.register
def _lines(part: Lines, builder: FormBuilder) -> list[Row]:
    empty = ("",) * len(part.columns)
    lines = [*part.lines, *[empty] * (part.least - len(part.lines))]
    return [Grid(builder.setter, builder.width, part.columns).row(lines)]


@rows_of.register
def _signs(part: Signs, builder: FormBuilder) -> list[Row]:
    return [SignRow(part.labels, builder.width, builder.setter)]
