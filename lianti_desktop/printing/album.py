"""P13 画册: the plain album of a term, from its cover to its back, with a contents that is true."""

from dataclasses import replace
from math import ceil
from pathlib import Path

from lianti_desktop.printing import album_style as style
from lianti_desktop.printing.album_chapter import Place, chapter_pages, page_edges
from lianti_desktop.printing.album_covers import back_cover, front_cover
from lianti_desktop.printing.book import Imprint, print_document
from lianti_desktop.printing.content import AlbumBook, AlbumChapter
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.hills_leaf import HillsLeaf
from lianti_desktop.printing.leaves import RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Link, Page, Placed
from lianti_desktop.printing.press import Press, PrintResult

FIRST_INNER_PAGE = 3
PART_HEAD = 74.0
ENTRY_HEIGHT = 43.0
NUMBER_WIDTH = 34.0
PAGE_WIDTH = 40.0
HILLS_HEIGHT = 52 * MM


def write_album(book: AlbumBook, out: Path, press: Press) -> PrintResult:
    """Writes the album as a PDF; raises UserError when the disk does not take it."""
    imprint = Imprint(f"{book.title} {book.subtitle}".strip(), book.school, book.term)
    return print_document(
        lambda: album_pages(book, Typesetter(press.font_book)), out, imprint, press
    )


def album_pages(book: AlbumBook, setter: Typesetter) -> list[Page]:
    """The laid pages; a page's printed number is its place in the file."""
    foreword = _foreword(book, setter)
    contents_at = FIRST_INNER_PAGE + len(foreword)
    contents_pages = ceil(len(book.chapters) / entries_on_page())
    chapters: list[list[Page]] = []
    starts: list[int] = []
    for index, chapter in enumerate(book.chapters):
        starts.append(contents_at + contents_pages + sum(map(len, chapters)))
        chapters.append(chapter_pages(chapter, Place(book, index, starts[-1]), setter))
    inner = [
        *foreword,
        *_contents(Place(book, 0, contents_at), starts, setter),
        *(page for pages in chapters for page in pages),
    ]
    front = [front_cover(book, setter), Page(style.PAPER)]
    back = back_cover(book, setter)
    return [*front, *inner, *_padding(len(inner) + 3, book.pages_multiple), back]


def _padding(count: int, multiple: int) -> list[Page]:
    return [Page(style.PAPER)] * (-count % max(multiple, 1))


def entries_on_page() -> int:
    """How many lines of the contents fit on a page."""
    return int((style.PAPER.text_box(1).height - PART_HEAD) / ENTRY_HEIGHT)


def _part_head(box: Box, title: str, setter: Typesetter) -> list[Placed]:
    heading = setter.at(box, title, style.PART_TITLE)
    rule = Box(box.left, heading.box.bottom + 10, 22, 0)
    return [heading, Placed(rule, RuleLeaf(style.PINE, 2.4))]


def _foreword(book: AlbumBook, setter: Typesetter) -> list[Page]:
    pages: list[Page] = []
    left = setter.lay(book.foreword, style.TEXT, style.PAPER.text_box(1).width)
    rest = left if left.lines else None
    while rest is not None:
        place = Place(book, 0, FIRST_INNER_PAGE + len(pages))
        box = style.PAPER.text_box(place.first_page)
        taken = 0.0 if pages else PART_HEAD
        here, rest = rest.split(box.height - taken)
        items = [] if pages else _part_head(box, "卷首语", setter)
        if here is not None:
            items.append(text_at(box.moved(0, taken), here))
        items.extend(page_edges(place, 0, setter, running=""))
        pages.append(Page(style.PAPER, tuple(items), "" if pages else "卷首语"))
    return pages


def _contents(place: Place, starts: list[int], setter: Typesetter) -> list[Page]:
    pages: list[Page] = []
    chapters = place.book.chapters
    for first in range(0, len(chapters), entries_on_page()):
        here = replace(place, first_page=place.first_page + len(pages))
        box = style.PAPER.text_box(here.first_page)
        items = _part_head(box, "目录" if not pages else "目录（续）", setter)
        links: list[Link] = []
        for row, chapter in enumerate(chapters[first : first + entries_on_page()]):
            top = box.top + PART_HEAD + row * ENTRY_HEIGHT
            line = Box(box.left, top, box.width, ENTRY_HEIGHT)
            items.extend(_entry(line, (first + row, starts[first + row]), chapter, setter))
            links.append(Link(line, starts[first + row] - 1))
        items.extend([*_hills_below(box, line), *page_edges(here, 0, setter, running="")])
        pages.append(Page(style.PAPER, tuple(items), "" if pages else "目录", tuple(links)))
    return pages


def _hills_below(box: Box, last_line: Box) -> list[Placed]:
    """The drawn hills at the foot of a contents that leaves half of its page free."""
    hills = Box(box.left, box.bottom - HILLS_HEIGHT, box.width, HILLS_HEIGHT)
    is_free = hills.top - last_line.bottom >= HILLS_HEIGHT
    return [Placed(hills, HillsLeaf(with_sky=False))] if is_free else []


def _entry(
    line: Box, numbers: tuple[int, int], chapter: AlbumChapter, setter: Typesetter
) -> list[Placed]:
    """One line of the contents: its number, title, leader and page, with day and place below."""
    index, page = numbers
    words = Box(line.left + NUMBER_WIDTH, line.top, line.width - NUMBER_WIDTH - PAGE_WIDTH, 19)
    title = setter.lay(chapter.title, style.ENTRY_TITLE, words.width)
    title = replace(title, lines=title.lines[:1])
    note = " · ".join(part for part in (chapter.kind, chapter.when, chapter.place) if part)
    laid_note = setter.lay(note, style.ENTRY_NOTE, words.width)
    laid_note = replace(laid_note, lines=laid_note.lines[:1])
    end = words.left + sum(part.width for part in title.lines) + 8
    leader = Box(end, line.top + 12, max(line.right - 30 - end, 0.0), 0)
    number = Box(line.left, line.top, NUMBER_WIDTH - 6, 19)
    at_right = Box(line.right - PAGE_WIDTH, line.top, PAGE_WIDTH, 19)
    return [
        setter.at(number, f"{index + 1:02}", style.ENTRY_NUMBER),
        text_at(words, title),
        Placed(leader, RuleLeaf(style.GOLD_SOFT, is_dotted=True)),
        setter.at(at_right, str(page), style.ENTRY_PAGE),
        text_at(words.moved(0, 19), laid_note),
    ]
