"""The design 青山: hills and pine green, numbered chapters, large quotation marks."""

from dataclasses import replace

from lianti_desktop.printing.album_design import (
    Design,
    Entry,
    Opening,
    Place,
    facts_of,
    fitted_title,
    one_line,
)
from lianti_desktop.printing.album_remarks import quoted_rows
from lianti_desktop.printing.album_style import AlbumLook, Palette, texts_in
from lianti_desktop.printing.content import AlbumBook, AlbumChapter
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.hills_leaf import HillsLeaf
from lianti_desktop.printing.leaves import FillLeaf, RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Page, Placed
from lianti_desktop.printing.photo_leaf import PhotoLeaf, look_at

PALETTE = Palette(accent="#1F6F5C", soft="#E3EFEA", line="#B8935A", line_soft="#DCC9A6")
MARK_WIDTH = 40.0
NUMBER_WIDTH = 34.0
PAGE_WIDTH = 40.0
CHAPTER_NUMBER_WIDTH = 46.0
FACT_LABEL_WIDTH = 26.0
FACT_AIR = 18.0


def _front(book: AlbumBook, look: AlbumLook, setter: Typesetter) -> Page:
    """The alliance, one photo or the drawn hills, the title, the school and the term."""
    edge, texts = look.mm(15), look.texts
    width = look.paper.width - 2 * edge
    picture = Box(edge, look.mm(40), width, look.mm(136))
    head = Box(edge, picture.top - texts.cover_alliance.leading - 10, width - MARK_WIDTH, 24)
    foot = Box(edge, look.mm(268), width / 2, 18)
    items = [
        setter.at(head, book.alliance, texts.cover_alliance),
        *_picture(book, picture),
        *_title(book, picture.bottom + look.mm(15), look, setter),
        Placed(Box(edge, foot.top - 9, width, 0), RuleLeaf(PALETTE.line, 0.8)),
        setter.at(foot, book.school, texts.cover_school),
        setter.at(foot.moved(width / 2, 0), book.term, texts.cover_term),
    ]
    if book.sample:
        mark = Box(head.right, head.top, MARK_WIDTH, 24)
        items.append(setter.at(mark, "示例", replace(texts.cover_term, leading=24)))
    return Page(look.paper, tuple(items), "封面")


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
    return [Placed(room, FillLeaf(PALETTE.soft)), Placed(box, PhotoLeaf(picture))]


def _title(book: AlbumBook, top: float, look: AlbumLook, setter: Typesetter) -> list[Placed]:
    """The title beside a bar of the album's colour, with what the book is under it."""
    left, edge = look.mm(26), look.mm(15)
    width = look.paper.width - left - edge
    title = fitted_title(book.title, look.texts.cover_title, width, setter)
    box = Box(left, top, width, title.height)
    under = Box(left, box.bottom + 6, width, look.texts.cover_subtitle.leading)
    subtitle = setter.at(under, book.subtitle, look.texts.cover_subtitle)
    bar = Box(edge, top + 6, 5, under.bottom - top - 8)
    return [Placed(bar, FillLeaf(PALETTE.accent)), text_at(box, title), subtitle]


def _back(book: AlbumBook, look: AlbumLook, setter: Typesetter) -> Page:
    """The hills at the foot, the alliance and the imprint above them."""
    edge, paper = look.mm(15), look.paper
    width = paper.width - 2 * edge
    name = setter.at(Box(edge, look.mm(120), width, 24), book.alliance, look.texts.back_name)
    rule = Box(paper.width / 2 - look.mm(14), name.box.bottom + 8, look.mm(28), 0)
    words = "\n".join(book.imprint)
    items = (
        name,
        Placed(rule, RuleLeaf(PALETTE.line, 0.8)),
        setter.at(Box(edge, rule.top + 9, width, 0), words, look.texts.back_line),
        Placed(Box(edge, look.mm(196), width, look.mm(80)), HillsLeaf(with_sky=False)),
    )
    return Page(paper, items, "封底")


def _part_head(
    box: Box, title: str, look: AlbumLook, setter: Typesetter
) -> tuple[list[Placed], float]:
    heading = setter.at(box, title, look.texts.part_title)
    rule = Box(box.left, heading.box.bottom + 10, 22, 0)
    return [heading, Placed(rule, RuleLeaf(PALETTE.accent, 2.4))], heading.box.height + 38


def _entry(entry: Entry, setter: Typesetter) -> list[Placed]:
    """Its number, title, leader and page, with day and place below."""
    line, texts = entry.box, entry.look.texts
    words = Box(line.left + NUMBER_WIDTH, line.top, line.width - NUMBER_WIDTH - PAGE_WIDTH, 19)
    title = one_line(setter, entry.chapter.title, texts.entry_title, words.width)
    end = words.left + sum(part.width for part in title.lines) + 8
    leader = Box(end, line.top + 12, max(line.right - 30 - end, 0.0), 0)
    at_right = Box(line.right - PAGE_WIDTH, line.top, PAGE_WIDTH, 19)
    number = Box(line.left, line.top, NUMBER_WIDTH - 6, 19)
    note = one_line(setter, entry.note, texts.entry_note, words.width)
    return [
        setter.at(number, f"{entry.number:02}", texts.entry_number),
        text_at(words, title),
        Placed(leader, RuleLeaf(PALETTE.line_soft, is_dotted=True)),
        setter.at(at_right, str(entry.page), texts.entry_page),
        text_at(words.moved(0, title.style.leading), note),
    ]


def _contents_foot(room: Box, look: AlbumLook) -> list[Placed]:
    """The drawn hills at the foot of a contents that leaves half of its page free."""
    high = look.mm(52)
    hills = Box(room.left, room.bottom - high, room.width, high)
    return [Placed(hills, HillsLeaf(with_sky=False))] if room.height >= 2 * high else []


def _opening(chapter: AlbumChapter, place: Place, box: Box, setter: Typesetter) -> Opening:
    """The number and the title of the chapter, a rule, and the line of facts."""
    texts = place.look.texts
    number = setter.lay(f"{place.index + 1:02}", texts.chapter_number, CHAPTER_NUMBER_WIDTH)
    right = Box(box.left + CHAPTER_NUMBER_WIDTH, box.top, box.width - CHAPTER_NUMBER_WIDTH, 0)
    kind = setter.at(right, chapter.kind, texts.chapter_kind)
    title = setter.at(right.moved(0, kind.box.height), chapter.title, texts.chapter_title)
    number_top = title.box.top + (texts.chapter_title.leading - number.style.leading) / 2
    rule_top = max(title.box.bottom, number_top + number.height) + 6
    facts, height = _facts(chapter, Box(box.left, rule_top + 7, box.width, 0), place, setter)
    items = (
        text_at(Box(box.left, number_top, CHAPTER_NUMBER_WIDTH, 0), number),
        *([kind] if chapter.kind else []),
        title,
        Placed(Box(box.left, rule_top, box.width, 0), RuleLeaf(PALETTE.line, 0.8)),
        *facts,
    )
    return Opening(items, rule_top + 7 + height + 8 - box.top)


def _facts(
    chapter: AlbumChapter, box: Box, place: Place, setter: Typesetter
) -> tuple[list[Placed], float]:
    """时间, 地点, 承办 and 参加, each after its label, as many to a line as fit."""
    texts = place.look.texts
    items: list[Placed] = []
    left, top = box.left, box.top
    bottom = top
    for label, words in facts_of(chapter):
        natural = max((line.width for line in setter.lay(words, texts.fact, 5000).lines), default=0)
        room = min(natural + 2, box.width - FACT_LABEL_WIDTH - 4)
        if left > box.left and left + FACT_LABEL_WIDTH + room > box.right:
            left, top = box.left, bottom
        items.append(setter.at(Box(left, top, FACT_LABEL_WIDTH, 0), label, texts.fact_label))
        value = setter.at(Box(left + FACT_LABEL_WIDTH, top, room, 0), words, texts.fact)
        items.append(value)
        left += FACT_LABEL_WIDTH + room + FACT_AIR
        bottom = max(bottom, value.box.bottom)
    return items, bottom - box.top


PINE = Design(
    name="pine",
    title="青山",
    note="青绿山色，章号加金线，清爽大方",
    palette=PALETTE,
    texts=texts_in(PALETTE),
    front=_front,
    back=_back,
    part_head=_part_head,
    entry=_entry,
    entry_height=43.0,
    contents_foot=_contents_foot,
    opening=_opening,
    remark_rows=quoted_rows,
)
