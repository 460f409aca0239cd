"""What makes one album design differ from another: its covers, openings, contents and remarks."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lianti_desktop.printing.album_style import AlbumLook, AlbumTexts, Palette
from lianti_desktop.printing.content import AlbumBook, AlbumChapter, Photo, Remark
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.hills_leaf import HillColours
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Page, Placed
from lianti_desktop.printing.paragraph import LaidText, TextStyle

RUNNING_UP = 26.0
NUMBER_DOWN = 14.0
MOST_RUNNING = 50
MOST_TITLE_LINES = 2
TITLE_PAUSES = re.compile("(?=——)|[：，、　 ]|(?=（)")
LEAST_TITLE = 16.0
MOST_SHRUNK = 0.78


@dataclass(frozen=True)
class Opening:
    """How a chapter begins: its title and facts, and the photo that was used for it, if any."""

    items: tuple[Placed, ...]
    height: float
    photo: Photo | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the contents."""

    box: Box
    number: int
    page: int
    chapter: AlbumChapter
    look: AlbumLook

    @property
    def note(self) -> str:
        """Kind, day and place of the activity."""
        chapter = self.chapter
        parts = (chapter.kind, chapter.when, chapter.place)
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class Design:
    """A designed style; everything in which designs differ is a function or a colour of it."""

    name: str
    title: str
    note: str
    palette: Palette
    texts: AlbumTexts
    front: Callable[[AlbumBook, AlbumLook, Typesetter], Page]
    back: Callable[[AlbumBook, AlbumLook, Typesetter], Page]
    part_head: Callable[[Box, str, AlbumLook, Typesetter], tuple[list[Placed], float]]
    entry: Callable[[Entry, Typesetter], list[Placed]]
    entry_height: float
    contents_foot: Callable[[Box, AlbumLook], list[Placed]]
    opening: Callable[[AlbumChapter, "Place", Box, Typesetter], Opening]
    remark_rows: Callable[[tuple[Remark, ...], float, AlbumLook, Typesetter], list[Row]]
    has_mats: bool = False
    gutter: float = 10.0
    hills: HillColours = field(default_factory=HillColours)
    """The colours of the drawing at the foot of a page that has no photo."""


@dataclass(frozen=True)
class Place:
    """Which chapter of which book this is, in which design, and the number of its first page."""

    book: AlbumBook
    design: Design
    look: AlbumLook
    index: int = 0
    first_page: int = 1

    def at(self, index: int, first_page: int) -> "Place":
        """Another chapter of the same book."""
        return replace(self, index=index, first_page=first_page)

    def box(self, number: int) -> Box:
        """Where text may stand on a page of the book."""
        return self.look.paper.text_box(number)


def page_edges(place: Place, index: int, setter: Typesetter, *, running: str) -> list[Placed]:
    """The running head and the page number of page ``index`` of a chapter, at the outer side."""
    number, texts = place.first_page + index, place.look.texts
    box = place.box(number)
    is_left = number % 2 == 0
    foot = Box(box.left, box.bottom + place.look.unit * NUMBER_DOWN, box.width, 13)
    shown = str(number)
    if place.book.sample:
        shown = f"{number}　示例" if is_left else f"示例　{number}"
    items = [setter.at(foot, shown, texts.number_left if is_left else texts.number_right)]
    if running:
        items.extend(_running_head(place, box, running if not is_left else "", setter))
    return items


def _running_head(place: Place, box: Box, chapter: str, setter: Typesetter) -> list[Placed]:
    """The chapter's title over a right page, the book's over a left one, and a rule."""
    texts = place.look.texts
    head = Box(box.left, box.top - place.look.unit * RUNNING_UP, box.width, 13)
    words = chapter or f"{place.book.title} · {place.book.term}"
    style = texts.running_right if chapter else texts.running_left
    line = one_line(setter, words[:MOST_RUNNING], style, head.width)
    rule = Box(box.left, head.top + style.leading + 3, box.width, 0)
    return [text_at(head, line), Placed(rule, RuleLeaf(place.look.palette.line_soft, 0.5))]


def one_line(setter: Typesetter, words: str, style: TextStyle, width: float) -> LaidText:
    """The words on one line, shortened with … where they are longer."""
    laid = setter.lay(words, style, width)
    kept = len(laid.lines[0].text) if laid.lines else 0
    while len(laid.lines) > 1 and kept > 1:
        kept -= 1
        laid = setter.lay(f"{words[:kept]}…", style, width)
    return laid


def fitted_title(title: str, style: TextStyle, width: float, setter: Typesetter) -> LaidText:
    """The title as large as it can be in two lines.

    Somewhat smaller will do where the lines then part at one of the title's own marks.
    """
    whole = _largest(title, style, width, setter)
    if len(whole.lines) != MOST_TITLE_LINES:
        return whole
    least = MOST_SHRUNK * whole.style.size
    parted = (_largest(words, whole.style, width, setter) for words in _parted(title))
    return next((one for one in parted if one.style.size >= least and _fits(one)), whole)


def _largest(title: str, style: TextStyle, width: float, setter: Typesetter) -> LaidText:
    """The title in the largest size in which it fits, or the least."""
    size = style.size
    while True:
        laid = setter.lay(title, replace(style, size=size, leading=size * 1.3), width)
        if _fits(laid) or size <= LEAST_TITLE:
            return laid
        size -= 2


def _fits(laid: LaidText) -> bool:
    return len(laid.lines) <= MOST_TITLE_LINES


def _parted(title: str) -> Iterator[str]:
    """The title in two lines at each mark where a reader pauses, the most even ones first."""
    places = [match.end() if match[0] else match.start() for match in TITLE_PAUSES.finditer(title)]
    for at in sorted(places, key=lambda place: abs(2 * place - len(title))):
        if 1 < at < len(title) - 1:
            yield f"{title[:at]}\n{title[at:]}"


def facts_of(chapter: AlbumChapter) -> list[tuple[str, str]]:
    """时间, 地点, 承办 and 参加, as far as they are known."""
    facts = (
        ("时间", chapter.when),
        ("地点", chapter.place),
        ("承办", chapter.host),
        ("参加", chapter.people),
    )
    return [(label, words) for label, words in facts if words]


def stacked(
    box: Box, lines: Sequence[tuple[str, TextStyle]], setter: Typesetter, *, gap: float = 3.0
) -> list[Placed]:
    """Texts under each other from the top of a box; empty ones take no room."""
    items: list[Placed] = []
    for words, style in lines:
        if words:
            items.append(setter.at(box, words, style))
            box = box.moved(0, items[-1].box.height + gap)
    return items
