"""The outside of the album: its front cover and its back."""

from dataclasses import replace

from lianti_desktop.printing import album_style as style
from lianti_desktop.printing.content import AlbumBook
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.hills_leaf import HillsLeaf
from lianti_desktop.printing.leaves import FillLeaf, RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Page, Placed
from lianti_desktop.printing.paragraph import LaidText, TextStyle
from lianti_desktop.printing.photo_leaf import PhotoLeaf, look_at

EDGE = 15 * MM
PICTURE_TOP = 40 * MM
PICTURE_HEIGHT = 136 * MM
WORDS_LEFT = 26 * MM
MARK_WIDTH = 40.0
FOOT = 268 * MM
MOST_TITLE_LINES = 2
LEAST_TITLE = 22.0


def front_cover(book: AlbumBook, setter: Typesetter) -> Page:
    """The alliance, one photo or the drawn hills, the title, the school and the term."""
    paper = style.PAPER
    width = paper.width - 2 * EDGE
    picture = Box(EDGE, PICTURE_TOP, width, PICTURE_HEIGHT)
    head = Box(EDGE, PICTURE_TOP - 34, width, 24)
    name = Box(EDGE, head.top, width - MARK_WIDTH, 24)
    foot = Box(EDGE, FOOT, width / 2, 18)
    items = [
        setter.at(name, book.alliance, style.COVER_ALLIANCE),
        *_picture(book, picture),
        *_title(book, picture.bottom + 15 * MM, setter),
        Placed(Box(EDGE, FOOT - 9, width, 0), RuleLeaf(style.GOLD, 0.8)),
        setter.at(foot, book.school, style.COVER_SCHOOL),
        setter.at(foot.moved(width / 2, 0), book.term, style.COVER_TERM),
    ]
    if book.sample:
        mark = Box(head.right - MARK_WIDTH, head.top, MARK_WIDTH, 24)
        items.append(setter.at(mark, "示例", replace(style.COVER_TERM, leading=24)))
    return Page(paper, tuple(items), "封面")


def _picture(book: AlbumBook, room: Box) -> list[Placed]:
    """The photo whole, on a ground of its room where it does not fill it."""
    if book.cover_photo is None:
        return [Placed(room, HillsLeaf())]
    picture = look_at(book.cover_photo)
    width = min(room.width, room.height * picture.ratio)
    height = width / picture.ratio
    if width > room.width - 1:
        box = Box(room.left, room.bottom - height, width, height)
        return [Placed(box, PhotoLeaf(picture))]
    box = Box(room.left + (room.width - width) / 2, room.top, width, height)
    return [Placed(room, FillLeaf(style.PINE_SOFT)), Placed(box, PhotoLeaf(picture))]


def _title(book: AlbumBook, top: float, setter: Typesetter) -> list[Placed]:
    """The title beside a bar of the album's colour, with what the book is under it."""
    width = style.PAPER.width - WORDS_LEFT - EDGE
    title = fitted_title(book.title, width, setter)
    box = Box(WORDS_LEFT, top, width, title.height)
    under = Box(WORDS_LEFT, box.bottom + 6, width, style.COVER_SUBTITLE.leading)
    subtitle = setter.at(under, book.subtitle, style.COVER_SUBTITLE)
    bar = Box(EDGE, top + 6, 5, under.bottom - top - 8)
    return [Placed(bar, FillLeaf(style.PINE)), text_at(box, title), subtitle]


def fitted_title(title: str, width: float, setter: Typesetter) -> LaidText:
    """The title as large as it can be in two lines."""
    size = style.COVER_TITLE.size
    while True:
        laid = setter.lay(title, _sized(style.COVER_TITLE, size), width)
        if len(laid.lines) <= MOST_TITLE_LINES or size <= LEAST_TITLE:
            return laid
        size -= 2


def _sized(text_style: TextStyle, size: float) -> TextStyle:
    return replace(text_style, size=size, leading=size * 1.3)


def back_cover(book: AlbumBook, setter: Typesetter) -> Page:
    """The hills at the foot, the alliance and the imprint above them."""
    paper = style.PAPER
    width = paper.width - 2 * EDGE
    hills = Box(EDGE, 196 * MM, width, 80 * MM)
    top = 120 * MM
    name = setter.at(Box(EDGE, top, width, 24), book.alliance, style.BACK_NAME)
    rule = Box(paper.width / 2 - 14 * MM, name.box.bottom + 8, 28 * MM, 0)
    lines = setter.at(Box(EDGE, rule.top + 9, width, 0), "\n".join(book.imprint), style.BACK_LINE)
    items = (
        name,
        Placed(rule, RuleLeaf(style.GOLD, 0.8)),
        lines,
        Placed(hills, HillsLeaf(with_sky=False)),
    )
    return Page(paper, items, "封底")
