"""One activity in the album: its opening, its text, its photos, and what people said about it."""

from dataclasses import dataclass, field
from math import floor

from lianti_desktop.printing import album_style as style
from lianti_desktop.printing.content import AlbumBook, AlbumChapter, Remark
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Page, Placed
from lianti_desktop.printing.paragraph import LaidText
from lianti_desktop.printing.photo_block import PhotoBlock, blocks_of
from lianti_desktop.printing.photo_layout import Rooms

AIR = 14.0
NUMBER_WIDTH = 46.0
QUOTE_WIDTH = 26.0
REMARK_AIR = 10.0
HEADING_ROOM = 26.0
FACT_LABEL_WIDTH = 26.0
MOST_KEPT = 0.55
RUNNING_UP = 26.0
NUMBER_DOWN = 22.0


@dataclass(frozen=True)
class Place:
    """Which chapter of which book this is, and the number of its first page."""

    book: AlbumBook
    index: int
    first_page: int


@dataclass
class _Pages:
    """The pages of a chapter while they grow; ``used`` is how far the open one is filled."""

    place: Place
    bodies: list[list[Placed]] = field(default_factory=lambda: [[]])
    used: float = 0.0

    @property
    def box(self) -> Box:
        return style.PAPER.text_box(self.place.first_page + len(self.bodies) - 1)

    @property
    def room(self) -> float:
        return self.box.height - self.used

    def turn(self) -> None:
        self.bodies.append([])
        self.used = 0.0

    def add(self, items: list[Placed], height: float) -> None:
        self.bodies[-1].extend(items)
        self.used += height


def chapter_pages(chapter: AlbumChapter, place: Place, setter: Typesetter) -> list[Page]:
    """The laid pages of one activity."""
    pages = _Pages(place)
    _open(pages, chapter, setter)
    _add_text(pages, setter.lay(chapter.text, style.TEXT, pages.box.width))
    said = tuple(remark for remark in chapter.remarks if remark.text.strip())
    remarks = _Remarks(said, setter)
    _add_photos(pages, chapter, remarks, setter)
    remarks.add_to(pages)
    return [
        Page(
            style.PAPER,
            (*body, *page_edges(place, number, setter, running=chapter.title if number else "")),
            "" if number else chapter.title,
        )
        for number, body in enumerate(pages.bodies)
    ]


def page_edges(place: Place, index: int, setter: Typesetter, *, running: str) -> list[Placed]:
    """The running head and the page number of page ``index`` of a chapter, at the outer side."""
    number = place.first_page + index
    box = style.PAPER.text_box(number)
    is_left = number % 2 == 0
    foot = Box(box.left, box.bottom + NUMBER_DOWN - 8, box.width, 13)
    shown = f"{number}　示例" if place.book.sample and is_left else str(number)
    if place.book.sample and not is_left:
        shown = f"示例　{number}"
    items = [setter.at(foot, shown, style.NUMBER_LEFT if is_left else style.NUMBER_RIGHT)]
    if running:
        head = Box(box.left, box.top - RUNNING_UP, box.width, 13)
        words = f"{place.book.title} · {place.book.term}" if is_left else running
        kind = style.RUNNING_LEFT if is_left else style.RUNNING_RIGHT
        items.append(setter.at(head, words[:50], kind))
        rule = Box(box.left, head.bottom + 3, box.width, 0)
        items.append(Placed(rule, RuleLeaf(style.GOLD_SOFT, 0.5)))
    return items


def _open(pages: _Pages, chapter: AlbumChapter, setter: Typesetter) -> None:
    """The number and the title of the chapter, and the line of facts."""
    box = pages.box
    number = setter.lay(f"{pages.place.index + 1:02}", style.CHAPTER_NUMBER, NUMBER_WIDTH)
    right = Box(box.left + NUMBER_WIDTH, box.top, box.width - NUMBER_WIDTH, 0)
    kind = setter.at(right, chapter.kind, style.CHAPTER_KIND)
    title = setter.at(right.moved(0, kind.box.height), chapter.title, style.CHAPTER_TITLE)
    number_top = title.box.top + (style.CHAPTER_TITLE.leading - style.CHAPTER_NUMBER.leading) / 2
    rule_top = title.box.bottom + 8
    items = [
        text_at(Box(box.left, number_top, NUMBER_WIDTH, 0), number),
        *([kind] if chapter.kind else []),
        title,
        Placed(Box(box.left, rule_top, box.width, 0), RuleLeaf(style.GOLD, 0.8)),
    ]
    facts, height = _facts(chapter, Box(box.left, rule_top + 7, box.width, 0), setter)
    pages.add([*items, *facts], rule_top + 7 + height + 8 - box.top)


def _facts(chapter: AlbumChapter, box: Box, setter: Typesetter) -> tuple[list[Placed], float]:
    """时间, 地点, 承办 and 参加, each after its label, as many to a line as fit."""
    facts = (
        ("时间", chapter.when),
        ("地点", chapter.place),
        ("承办", chapter.host),
        ("参加", chapter.people),
    )
    items: list[Placed] = []
    left, top = box.left, box.top
    bottom = top
    for label, words in facts:
        if not words:
            continue
        room = min(_natural(words, setter) + 2, box.width - 30)
        if left > box.left and left + 30 + room > box.right:
            left, top = box.left, bottom
        items.append(setter.at(Box(left, top, FACT_LABEL_WIDTH, 0), label, style.FACT_LABEL))
        value = setter.at(Box(left + FACT_LABEL_WIDTH, top, room, 0), words, style.FACT)
        items.append(value)
        left += FACT_LABEL_WIDTH + room + 18
        bottom = max(bottom, value.box.bottom)
    return items, bottom - box.top


def _natural(words: str, setter: Typesetter) -> float:
    return max((line.width for line in setter.lay(words, style.FACT, 5000).lines), default=0.0)


def _add_text(pages: _Pages, text: LaidText | None) -> None:
    while text is not None and text.lines:
        first, rest = text.split(pages.room)
        if first is None and pages.used == 0:
            first, rest = text, None
        if first is not None:
            box = Box(pages.box.left, pages.box.top + pages.used, pages.box.width, 0)
            pages.add([text_at(box, first)], first.height + AIR)
        if rest is not None:
            pages.turn()
        text = rest


def _add_photos(
    pages: _Pages, chapter: AlbumChapter, remarks: "_Remarks", setter: Typesetter
) -> None:
    if not chapter.photos:
        return
    full = pages.box.height
    kept = remarks.kept(full, pages.box.width)
    rooms = Rooms(pages.box.width, max(pages.room, 0.0), full, kept)
    blocks = blocks_of(chapter.photos, rooms, setter)
    for index, block in enumerate(blocks):
        if index:
            pages.turn()
        if block.pictures:
            _add_block(pages, block)


def _add_block(pages: _Pages, block: PhotoBlock) -> None:
    box = pages.box
    items = block.placed(box.left, box.top + pages.used)
    pages.add(items, block.arrangement.height + AIR)


@dataclass(frozen=True)
class _Remarks:
    """What people said: set in Kai, flowing on after the photos."""

    remarks: tuple[Remark, ...]
    setter: Typesetter

    def height(self, width: float) -> float:
        """What all of it takes in one column."""
        if not self.remarks:
            return 0.0
        return HEADING_ROOM + sum(self._height(one, width) for one in self.remarks)

    def kept(self, full: float, width: float) -> float:
        """How much of the last page of photos to keep for the remarks, or their beginning."""
        height = self.height(width) + AIR
        over = height - floor(height / full) * full
        return over if self.remarks and over <= full * MOST_KEPT else 0.0

    def add_to(self, pages: _Pages) -> None:
        """Puts the heading and each remark where the pages end so far."""
        for index, remark in enumerate(self.remarks):
            heading = HEADING_ROOM if index == 0 else 0.0
            text = self._text(remark, pages.box.width)
            if pages.used and pages.room < heading + min(self._high(text), 6 * text.style.leading):
                pages.turn()
            if index == 0:
                self._add_heading(pages)
            self._add_remark(pages, text, remark.author)

    def _add_heading(self, pages: _Pages) -> None:
        box = Box(pages.box.left, pages.box.top + pages.used, pages.box.width, 0)
        heading = self.setter.at(box, "感言", style.REMARK_HEADING)
        rule = Box(box.left + 40, heading.box.top + 9, box.width - 40, 0)
        pages.add([heading, Placed(rule, RuleLeaf(style.GOLD_SOFT, 0.6))], HEADING_ROOM)

    def _add_remark(self, pages: _Pages, text: LaidText, author: str) -> None:
        rest: LaidText | None = text
        is_first = True
        while rest is not None:
            box = pages.box
            here, rest = rest.split(pages.room - style.REMARK_AUTHOR.leading)
            if here is None:
                pages.turn()
                continue
            top = box.top + pages.used
            items = [text_at(Box(box.left + QUOTE_WIDTH, top, here.width, 0), here)]
            if is_first:
                mark = Box(box.left, top + 2, QUOTE_WIDTH - 4, style.QUOTE.leading)
                items.append(self.setter.at(mark, "“", style.QUOTE))
            is_first = False
            pages.add(items, here.height)
            if rest is not None:
                pages.turn()
        left, width = pages.box.left + QUOTE_WIDTH, pages.box.width - QUOTE_WIDTH
        line = Box(left, pages.box.top + pages.used, width, 0)
        items = [self.setter.at(line, f"——{author}", style.REMARK_AUTHOR)] if author else []
        pages.add(items, style.REMARK_AUTHOR.leading + REMARK_AIR)

    def _text(self, remark: Remark, width: float) -> LaidText:
        return self.setter.lay(remark.text, style.REMARK, width - QUOTE_WIDTH)

    def _height(self, remark: Remark, width: float) -> float:
        return self._high(self._text(remark, width))

    @staticmethod
    def _high(text: LaidText) -> float:
        return text.height + style.REMARK_AUTHOR.leading + REMARK_AIR
