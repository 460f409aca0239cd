"""Booklets for saddle stitch: the pages of a PDF in pairs on sheets of twice the size."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.joined import introduce_joined
from lianti_desktop.printing.press import Press, PrintResult, write_whole

PAGES_ON_SHEET = 4
MOST_FOR_STAPLES = 80
"""A booklet of more pages at 80 g does not fold any more and wants glue."""


@dataclass(frozen=True)
class Side:
    """One side of a sheet: the page at its left and at its right, from 1; None stays empty."""

    left: int | None
    right: int | None


def sides(count: int, *, keeps_last: bool = False) -> list[Side]:
    """The sides in printing order, front and back of each sheet from the outermost one.

    Empty pages are added up to a multiple of four: at the end, or with ``keeps_last`` before the
    last page, which is then the back cover.
    """
    whole = -(-count // PAGES_ON_SHEET) * PAGES_ON_SHEET
    pages: list[int | None] = [*range(1, count + 1)]
    at = count - 1 if keeps_last and count else count
    pages[at:at] = [None] * (whole - count)
    order: list[Side] = []
    for sheet in range(0, whole // 2, 2):
        order.append(Side(pages[whole - 1 - sheet], pages[sheet]))
        order.append(Side(pages[sheet + 1], pages[whole - 2 - sheet]))
    return order


def write_booklet(
    source: Path, out: Path, press: Press, *, keeps_last: bool = False
) -> PrintResult:
    """Writes the booklet of a finished PDF, A4 on A3 or A5 on A4, at its own size.

    Raises UserError when the PDF cannot be read or the disk does not take the booklet.
    """
    with _opened(source) as book:
        order = sides(len(book.pages), keeps_last=keeps_last)

        def build(unfinished: Path) -> None:
            _impose(book, order, unfinished, press)

        write_whole(out, 2 * source.stat().st_size, press, build)
    return PrintResult(out, len(order))


def _opened(source: Path) -> Any:
    import pikepdf

    try:
        return pikepdf.open(source)
    except (OSError, pikepdf.PdfError) as error:
        raise UserError(
            f"“{source.name}”打不开，可能不在了或者坏了，已录入的资料没有变化，请重新生成一次。"
        ) from error


def _impose(book: Any, order: list[Side], out: Path, press: Press) -> None:
    import pikepdf

    width, height = _size(book)
    with pikepdf.new() as booklet:
        for number, side in enumerate(order, 1):
            press.go_on()
            sheet = booklet.add_blank_page(page_size=(2 * width, height))
            for page, left in _halves(side, width):
                room = pikepdf.Rectangle(left, 0, left + width, height)
                sheet.add_overlay(book.pages[page - 1], room)
            press.progress(number, len(order))
        title = str(book.docinfo.get("/Title", ""))
        introduce_joined(booklet, book, f"{title}（骑马订拼版）")
        booklet.save(out, deterministic_id=press.is_repeatable)


def _size(book: Any) -> tuple[float, float]:
    box = [float(place) for place in book.pages[0].mediabox]
    return box[2] - box[0], box[3] - box[1]


def _halves(side: Side, width: float) -> Iterator[tuple[int, float]]:
    if side.left is not None:
        yield side.left, 0.0
    if side.right is not None:
        yield side.right, width
