"""What stands before the chapters of an album: title page, foreword and contents."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from lianti_desktop.printing.album_design import (
    Entry,
    Place,
    fitted_title,
    page_edges,
    stacked,
)
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Link, Page, Placed
from lianti_desktop.printing.paragraph import INK, Align, TextStyle

TITLE = TextStyle(Role.BOLD, 30, 42, INK, Align.CENTRE, spacing=0.3)
SUBTITLE = TextStyle(Role.BODY, 13, 22, INK, Align.CENTRE, spacing=0.3)
LINE = TextStyle(Role.BODY, 11, 21, INK, Align.CENTRE, spacing=0.06)
LEAST_SHARE = 3
"""A third of what it holds stands on the last page of the contents, where there are several."""
LABEL = TextStyle(Role.KAI, 10.5, 21, "#777B80", Align.CENTRE, spacing=0.3)


def title_page(place: Place, setter: Typesetter) -> Page:
    """扉页: the title again, the schools, who made the book, and the alliance at its foot."""
    book, look = place.book, place.look
    box = place.box(place.first_page)
    title = fitted_title(book.title, _own(TITLE, place), box.width, setter)
    top = Box(box.left, look.mm(62), box.width, 0)
    line = _own(LINE, place)
    under = top.moved(0, title.height + 6)
    facts = ((book.subtitle, _own(SUBTITLE, place)), (book.term, line))
    wide = look.mm(24)
    rule = Box(box.left + (box.width - wide) / 2, look.mm(118), wide, 0)
    middle = Box(box.left, look.mm(136), box.width, 0)
    foot = "\n".join(part for part in (book.alliance, *book.imprint[-1:]) if part)
    below = Box(box.left, box.bottom - 3 * line.leading, box.width, 0)
    items = (
        text_at(top, title),
        *stacked(under, facts, setter),
        Placed(rule, RuleLeaf(look.palette.line, 0.9)),
        *stacked(middle, _people(place), setter, gap=4.0),
        *stacked(below, ((foot, line),), setter),
    )
    return Page(look.paper, items, "扉页")


def _people(place: Place) -> list[tuple[str, TextStyle]]:
    """The schools and the editors, each under its own small heading."""
    line, label = _own(LINE, place), _own(LABEL, place)
    parts = (("成员学校", place.book.members), ("编辑", place.book.editors))
    return [
        pair
        for heading, lines in parts
        if lines
        for pair in ((heading, label), ("\n".join(lines), line))
    ]


def _own(style: TextStyle, place: Place) -> TextStyle:
    """A text of the title page, as large as the paper allows."""
    factor = place.look.unit
    return replace(style, size=style.size * factor, leading=style.leading * factor)


def foreword_pages(place: Place, setter: Typesetter) -> list[Page]:
    """The foreword on as many pages as it needs, or none."""
    pages: list[Page] = []
    text = setter.lay(place.book.foreword, place.look.texts.text, place.box(1).width)
    rest = text if text.lines else None
    while rest is not None:
        box = place.box(place.first_page + len(pages))
        head = ([], 0.0) if pages else _head(place, box, "卷首语", setter)
        here, rest = rest.split(box.height - head[1])
        body = [text_at(box.moved(0, head[1]), here)] if here else []
        edges = page_edges(place, len(pages), setter, running="")
        items = (*head[0], *body, *edges)
        pages.append(Page(place.look.paper, items, "" if pages else "卷首语"))
    return pages


def _head(place: Place, box: Box, title: str, setter: Typesetter) -> tuple[list[Placed], float]:
    return place.design.part_head(box, title, place.look, setter)


def entries_on_page(place: Place, setter: Typesetter) -> int:
    """How many lines of the contents fit on a page."""
    box = place.box(1)
    _, taken = _head(place, box, "目录（续）", setter)
    return int((box.height - taken) / place.design.entry_height)


def contents_pages(place: Place, starts: Sequence[int], setter: Typesetter) -> list[Page]:
    """目录, each line leading to the page it names."""
    pages: list[Page] = []
    first = 0
    for count in _shares(len(starts), entries_on_page(place, setter)):
        box = place.box(place.first_page + len(pages))
        items, taken = _head(place, box, "目录（续）" if pages else "目录", setter)
        entries = [
            _entry(place, Box(box.left, box.top + taken, box.width, 0), (number, first), starts)
            for number in range(first, first + count)
        ]
        for entry in entries:
            items.extend(place.design.entry(entry, setter))
        bottom = entries[-1].box.bottom
        room = Box(box.left, bottom, box.width, box.bottom - bottom)
        items.extend(place.design.contents_foot(room, place.look))
        items.extend(page_edges(place, len(pages), setter, running=""))
        links = tuple(Link(entry.box, entry.page - 1) for entry in entries)
        pages.append(Page(place.look.paper, tuple(items), "" if pages else "目录", links))
        first += count
    return pages


def _shares(total: int, most: int) -> list[int]:
    """How many lines stand on each page: all it holds, but a last one is never nearly empty."""
    shares = [min(most, total - first) for first in range(0, total, most)]
    if len(shares) > 1:
        lacking = max(ceil(most / LEAST_SHARE) - shares[-1], 0)
        shares[-2:] = [shares[-2] - lacking, shares[-1] + lacking]
    return shares


def _entry(place: Place, box: Box, counted: tuple[int, int], starts: Sequence[int]) -> Entry:
    number, first = counted
    high = place.design.entry_height
    line = Box(box.left, box.top + (number - first) * high, box.width, high)
    return Entry(line, number + 1, starts[number], place.book.chapters[number], place.look)
