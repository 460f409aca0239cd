"""Draws finished layouts into one PDF: pages, links of the contents, outline and title.

Photos are named while the pages are drawn and go into the file when it is written, one after the
other, so that memory stays small however many there are.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lianti_desktop.printing.fonts import FontBook, Role
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.page import Page, items_of
from lianti_desktop.printing.pen import Pen
from lianti_desktop.printing.photo_file import size_of
from lianti_desktop.printing.photo_leaf import PhotoLeaf, is_coarse, photo_warnings
from lianti_desktop.printing.press import (
    LANGUAGE,
    Imprint,
    Press,
    PrintResult,
    missing_characters,
    write_whole,
)

BYTES_OF_PAGE = 60_000


def print_document(
    layout: Callable[[], Sequence[Page]], out: Path, imprint: Imprint, press: Press
) -> PrintResult:
    """Lays a document out and draws it into ``out``.

    Raises UserError when the disk does not take the file, PrintStoppedError when the user stops it.
    """
    press.font_book.missing.clear()
    return print_pages(layout(), out, imprint, press)


def print_pages(pages: Sequence[Page], out: Path, imprint: Imprint, press: Press) -> PrintResult:
    """The same with pages that were just laid out with the fonts of the press, which still know
    what they lacked."""
    press.laid(pages)

    def build(unfinished: Path) -> None:
        from lianti_desktop.printing.stored_photo import lost_photos
        from lianti_desktop.printing.streaming import introduce, write_document

        work = _Work(press, len(pages))
        canvas = _canvas(unfinished, press)
        introduce(canvas, imprint)
        _draw_pages(pages, canvas, work)
        with unfinished.open("wb") as file:
            write_document(canvas, file, work.go_on)
        lost.append(lost_photos(canvas))

    lost: list[int] = []
    write_whole(out, _expected_bytes(pages), press, build)
    warnings = (*_warnings(pages), *missing_characters(press.font_book))
    return PrintResult(out, len(pages), warnings, photos_in(pages), sum(lost))


class _Work:
    """How far a job is: each page is drawn first and written later, half of its work each."""

    def __init__(self, press: Press, pages: int) -> None:
        self.press = press
        self._pages = pages
        self._halves = 0

    def go_on(self) -> None:
        """One half more, unless the user stops the job."""
        self.press.go_on()
        self._halves += 1
        if self._halves % 2 == 0:
            self.press.progress(self._halves // 2, self._pages)


def _photos_on(page: Page) -> list[PhotoLeaf]:
    return [item.leaf for item in page.items if isinstance(item.leaf, PhotoLeaf)]


def photos_in(pages: Sequence[Page]) -> tuple[str, ...]:
    """The keys of the photos on the pages, each once."""
    keys = (leaf.picture.photo.key for page in pages for leaf in _photos_on(page))
    return tuple(dict.fromkeys(key for key in keys if key))


def _expected_bytes(pages: Sequence[Page]) -> int:
    photos = (leaf.picture for page in pages for leaf in _photos_on(page))
    sizes = (size_of(one.photo.path) for one in photos if not one.problem)
    return sum(sizes) + BYTES_OF_PAGE * len(pages)


def _warnings(pages: Sequence[Page]) -> list[str]:
    placed = [item for item in items_of(pages) if isinstance(item.leaf, PhotoLeaf)]
    lines = photo_warnings(item.leaf.picture for item in placed if isinstance(item.leaf, PhotoLeaf))
    for item in placed:
        if isinstance(item.leaf, PhotoLeaf) and is_coarse(item.leaf.picture, item.box):
            lines.append(f"照片太小，印出来会不清楚：{item.leaf.picture.name}")
    return lines


def _canvas(path: Path, press: Press) -> Any:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    options: dict[str, Any] = {
        "initialFontName": press.font_book.main_face(Role.BODY).name,
        "invariant": press.is_repeatable,
        "pageCompression": 1,
        "lang": LANGUAGE,
    }
    return Canvas(str(path), **options)


def _draw_pages(pages: Sequence[Page], canvas: Any, work: _Work) -> None:
    """All pages, those marked that something leads to."""
    targets = {link.target for page in pages for link in page.links}
    for number, page in enumerate(pages):
        if number in targets or page.bookmark:
            canvas.bookmarkPage(_mark(number))
        if page.bookmark:
            canvas.addOutlineEntry(page.bookmark, _mark(number))
        _draw_page(page, canvas, work.press.font_book)
        work.go_on()


def _mark(number: int) -> str:
    return f"page{number}"


def _draw_page(page: Page, canvas: Any, font_book: FontBook) -> None:
    canvas.setPageSize((page.paper.width, page.paper.height))
    pen = Pen(canvas, page.paper.height, font_book)
    for item in page.items:
        item.leaf.draw(pen, item.box)
    for link in page.links:
        canvas.linkAbsolute("", _mark(link.target), _corners(link.box, page.paper.height))
    canvas.showPage()


def _corners(box: Box, height: float) -> tuple[float, ...]:
    places = (box.left, height - box.bottom, box.right, height - box.top)
    return tuple(round(place, 2) for place in places)
