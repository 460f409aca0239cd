"""P13 画册: an album in one of several designs, from its cover to its back, with true contents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from lianti_desktop.printing.album_chapter import chapter_pages
from lianti_desktop.printing.album_design import Place
from lianti_desktop.printing.album_designs import design_named
from lianti_desktop.printing.album_front_matter import (
    contents_pages,
    entries_on_page,
    foreword_pages,
    title_page,
)
from lianti_desktop.printing.album_style import size_named, sized
from lianti_desktop.printing.book import print_pages
from lianti_desktop.printing.content import AlbumBook
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import About, Page, Part
from lianti_desktop.printing.press import Imprint, Press, PrintResult

TITLE_PAGE = 3
FIRST_INNER_PAGE = 4


def write_album(book: AlbumBook, out: Path, press: Press) -> PrintResult:
    """Writes the album as a PDF; raises UserError when the disk does not take it."""
    press.font_book.missing.clear()
    return write_pages(book, album_pages(book, press.setter()), out, press)


def write_pages(book: AlbumBook, pages: Sequence[Page], out: Path, press: Press) -> PrintResult:
    """Writes pages of the album that were just laid out with the fonts of the press."""
    imprint = Imprint(f"{book.title} {book.subtitle}".strip(), book.school, book.term)
    return print_pages(pages, out, imprint, press)


def album_pages(book: AlbumBook, setter: Typesetter) -> list[Page]:
    """The laid pages; a page's printed number is its place in the file.

    Raises UserError when the book asks for a style or a paper that does not exist.
    """
    design = design_named(book.style)
    look = sized(design.palette, design.texts, size_named(book.size))
    place = Place(book, design, look)
    empty = Page(look.paper, about=About(Part.EMPTY))
    inner = _Inner(place, setter).pages()
    padding = [empty] * (-(len(inner) + TITLE_PAGE + 1) % max(book.pages_multiple, 1))
    front = _as(Part.COVER, [design.front(book, look, setter)])
    title = _as(Part.TITLE_PAGE, [title_page(place.at(0, TITLE_PAGE), setter)])
    back = _as(Part.BACK, [design.back(book, look, setter)])
    return [*front, empty, *title, *inner, *padding, *back]


def _as(part: Part, pages: Iterable[Page]) -> list[Page]:
    """The pages with what they are."""
    return [replace(page, about=About(part)) for page in pages]


@dataclass(frozen=True)
class _Inner:
    """The numbered pages: foreword, contents and chapters."""

    place: Place
    setter: Typesetter

    def pages(self) -> list[Page]:
        foreword = foreword_pages(self.place.at(0, FIRST_INNER_PAGE), self.setter)
        contents_at = FIRST_INNER_PAGE + len(foreword)
        count = len(self.place.book.chapters)
        first = contents_at + ceil(count / entries_on_page(self.place, self.setter))
        chapters, starts = self._chapters(first)
        contents = contents_pages(self.place.at(0, contents_at), starts, self.setter)
        return [*_as(Part.FOREWORD, foreword), *_as(Part.CONTENTS, contents), *chapters]

    def _chapters(self, first: int) -> tuple[list[Page], list[int]]:
        """The pages of all chapters, and the numbers they start at."""
        pages: list[Page] = []
        starts: list[int] = []
        for index, chapter in enumerate(self.place.book.chapters):
            starts.append(first + len(pages))
            pages.extend(chapter_pages(chapter, self.place.at(index, starts[-1]), self.setter))
        return pages, starts
