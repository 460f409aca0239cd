"""The design 红绸: a red panel and gold lines, banded chapter heads, mounted photos, cards."""

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
from lianti_desktop.printing.album_remarks import card_rows
from lianti_desktop.printing.album_style import AlbumLook, AlbumTexts, Palette, texts_in
from lianti_desktop.printing.content import AlbumBook, AlbumChapter
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.hills_leaf import HillColours, HillsLeaf
from lianti_desktop.printing.leaves import FillLeaf, FrameLeaf, RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Page, Placed
from lianti_desktop.printing.paragraph import Align, TextStyle
from lianti_desktop.printing.photo_leaf import PhotoLeaf, look_at

PALETTE = Palette(accent="#A5352A", soft="#FBF3E6", line="#C9973F", line_soft="#E7CF9F")
HILLS = HillColours("#FBF0DC", "#E3A857", ("#F1DCC0", "#E5BE97", "#D2906C", "#BC5F49", "#A5352A"))
WHITE = "#FFFFFF"
GOLD_ON_RED = "#F3DDA8"
NUMBER_WIDTH = 38.0
PAGE_WIDTH = 44.0
BAND_PADDING = 12.0
LABEL_WIDTH = 34.0
EDGE = 10.5 * MM
"""No printer reaches nearer to the edge."""


def _texts() -> AlbumTexts:
    base, centre = texts_in(PALETTE), Align.CENTRE
    return replace(
        base,
        cover_alliance=TextStyle(Role.KAI, 15, 24, GOLD_ON_RED, centre, spacing=0.2),
        cover_title=TextStyle(Role.BOLD, 50, 66, WHITE, centre, spacing=0.2),
        cover_subtitle=TextStyle(Role.HEADING, 13.5, 22, GOLD_ON_RED, centre, spacing=0.5),
        cover_school=TextStyle(Role.HEADING, 13, 20, "#1F2329", centre, spacing=0.1),
        cover_term=TextStyle(Role.BODY, 12, 19, PALETTE.accent, centre, spacing=0.06),
        part_title=TextStyle(Role.HEADING, 21, 30, PALETTE.accent, centre, spacing=0.6),
        entry_number=TextStyle(Role.HEADING, 11, 19, WHITE, centre),
        entry_title=TextStyle(Role.HEADING, 11.5, 19, "#1F2329", Align.LEFT),
        entry_page=TextStyle(Role.HEADING, 13, 19, PALETTE.accent, Align.RIGHT),
        chapter_number=TextStyle(Role.HEADING, 22, 28, GOLD_ON_RED, Align.LEFT),
        chapter_kind=TextStyle(Role.HEADING, 9, 15, GOLD_ON_RED, Align.LEFT, spacing=0.18),
        chapter_title=TextStyle(Role.HEADING, 18, 27, WHITE, Align.LEFT),
        remark_heading=TextStyle(Role.HEADING, 12, 18, PALETTE.accent, Align.LEFT, spacing=0.3),
        remark=TextStyle(Role.KAI, 11, 18.5, "#3A2C22"),
    )


def _front(book: AlbumBook, look: AlbumLook, setter: Typesetter) -> Page:
    """A red panel with the words, a mounted photo half over it, school and term at the foot."""
    edge, texts, paper = max(look.mm(12), EDGE), look.texts, look.paper
    width = paper.width - 2 * edge
    panel = Box(edge, edge, width, look.mm(148))
    line = panel.inset(look.mm(4), look.mm(4))
    words = Box(line.left + 10, panel.top + look.mm(22), line.width - 20, 0)
    title = fitted_title(book.title, texts.cover_title, words.width, setter)
    title_top = words.top + texts.cover_alliance.leading + look.mm(8)
    subtitle = Box(words.left, title_top + title.height + 4, words.width, 0)
    foot = Box(edge, look.mm(254), width, 0)
    term = f"{book.term}　示例" if book.sample else book.term
    items = [
        Placed(panel, FillLeaf(PALETTE.accent)),
        Placed(line, FrameLeaf(PALETTE.line, 0.9)),
        setter.at(words, book.alliance, texts.cover_alliance),
        text_at(Box(words.left, title_top, words.width, 0), title),
        setter.at(subtitle, book.subtitle, texts.cover_subtitle),
        *_mounted(book, Box(look.mm(30), look.mm(110), paper.width - look.mm(60), look.mm(132))),
        setter.at(foot, book.school, texts.cover_school),
        setter.at(foot.moved(0, texts.cover_school.leading + 3), term, texts.cover_term),
    ]
    return Page(paper, tuple(items), "封面")


def _mounted(book: AlbumBook, room: Box) -> list[Placed]:
    """The photo whole on a white mount with a gold edge, in the middle of its room."""
    picture = look_at(book.cover_photo) if book.cover_photo else None
    ratio = picture.ratio if picture else 4 / 3
    width = min(room.width, room.height * ratio)
    height = width / ratio
    left, top = room.left + (room.width - width) / 2, room.top + (room.height - height) / 2
    box = Box(left, top, width, height)
    mount = box.inset(-9, -9)
    leaf = PhotoLeaf(picture) if picture else HillsLeaf(colours=HILLS)
    edge = Placed(mount, FrameLeaf(PALETTE.line, 0.9))
    return [Placed(mount, FillLeaf(WHITE)), edge, Placed(box, leaf)]


def _back(book: AlbumBook, look: AlbumLook, setter: Typesetter) -> Page:
    """A red band across the lower half with the alliance, the imprint under it."""
    edge, texts = max(look.mm(12), EDGE), look.texts
    width = look.paper.width - 2 * edge
    band = Box(edge, look.mm(176), width, look.mm(46))
    name = replace(texts.back_name, colour=GOLD_ON_RED)
    laid = setter.lay(book.alliance, name, band.width - 40)
    at = Box(edge + 20, band.top + (band.height - laid.height) / 2, band.width - 40, 0)
    below = Box(edge, band.bottom + 14, width, 0)
    items = (
        Placed(band, FillLeaf(PALETTE.accent)),
        Placed(band.inset(look.mm(4), look.mm(4)), FrameLeaf(PALETTE.line, 0.9)),
        text_at(at, laid),
        setter.at(below, "\n".join(book.imprint), texts.back_line),
    )
    return Page(look.paper, items, "封底")


def _part_head(
    box: Box, title: str, look: AlbumLook, setter: Typesetter
) -> tuple[list[Placed], float]:
    """The title in the middle between two gold lines."""
    heading = setter.at(box, title, look.texts.part_title)
    wide = look.mm(34)
    middle = heading.box.top + heading.box.height / 2
    left = Box(box.left, middle, wide, 0)
    right = Box(box.right - wide, middle, wide, 0)
    rules = [Placed(one, RuleLeaf(PALETTE.line, 1.0)) for one in (left, right)]
    return [heading, *rules], heading.box.height + 22


def _entry(entry: Entry, setter: Typesetter) -> list[Placed]:
    """A soft band with a red number field, the title and its note, and the page."""
    texts = entry.look.texts
    band = Box(entry.box.left, entry.box.top, entry.box.width, entry.box.height - 7)
    field = Box(band.left, band.top, NUMBER_WIDTH - 8, band.height)
    words = Box(band.left + NUMBER_WIDTH, 0, band.width - NUMBER_WIDTH - PAGE_WIDTH, 0)
    title = one_line(setter, entry.chapter.title, texts.entry_title, words.width)
    note = one_line(setter, entry.note, texts.entry_note, words.width)
    top = band.top + (band.height - title.height - note.height) / 2
    page = Box(band.right - PAGE_WIDTH, band.top, PAGE_WIDTH - 10, band.height)
    return [
        Placed(band, FillLeaf(PALETTE.soft)),
        Placed(field, FillLeaf(PALETTE.accent)),
        setter.middle(field, str(entry.number), texts.entry_number),
        text_at(words.moved(0, top), title),
        text_at(words.moved(0, top + title.height), note),
        setter.middle(page, str(entry.page), texts.entry_page),
    ]


def _contents_foot(room: Box, look: AlbumLook) -> list[Placed]:
    rule = Box(room.left, room.bottom, room.width, 0)
    return [Placed(rule, RuleLeaf(PALETTE.line, 1.0))]


def _opening(chapter: AlbumChapter, place: Place, box: Box, setter: Typesetter) -> Opening:
    """A red band with number, kind and title, and under it the facts in a ruled list."""
    texts = place.look.texts
    number = setter.lay(f"{place.index + 1:02}", texts.chapter_number, NUMBER_WIDTH)
    left = box.left + BAND_PADDING + NUMBER_WIDTH
    width = box.right - BAND_PADDING - left
    kind = setter.at(Box(left, box.top + BAND_PADDING, width, 0), chapter.kind, texts.chapter_kind)
    title = setter.at(kind.box.moved(0, kind.box.height), chapter.title, texts.chapter_title)
    band = Box(box.left, box.top, box.width, title.box.bottom + BAND_PADDING - box.top)
    number_top = band.top + (band.height - number.height) / 2
    facts = _facts(chapter, Box(box.left, band.bottom + 8, box.width, 0), place, setter)
    bottom = max((item.box.bottom for item in facts), default=band.bottom)
    items = (
        Placed(band, FillLeaf(PALETTE.accent)),
        Placed(Box(band.left, band.bottom + 2.5, band.width, 0), RuleLeaf(PALETTE.line, 1.2)),
        text_at(Box(box.left + BAND_PADDING, number_top, NUMBER_WIDTH, 0), number),
        kind,
        title,
        *facts,
    )
    return Opening(items, bottom + 10 - box.top)


def _facts(chapter: AlbumChapter, box: Box, place: Place, setter: Typesetter) -> list[Placed]:
    """The facts in two columns, each after its label."""
    texts = place.look.texts
    half = box.width / 2
    items: list[Placed] = []
    top = bottom = box.top
    for index, (label, words) in enumerate(facts_of(chapter)):
        if index % 2 == 0:
            top = bottom
        left = box.left + index % 2 * half
        items.append(setter.at(Box(left, top, LABEL_WIDTH, 0), label, texts.fact_label))
        room = Box(left + LABEL_WIDTH, top, half - LABEL_WIDTH - 8, 0)
        items.append(setter.at(room, words, texts.fact))
        bottom = max(bottom, items[-1].box.bottom + 1)
    return items


RIBBON = Design(
    name="ribbon",
    title="红绸",
    note="红底金线，照片镶边，感言成卡，适合庆典与成果展示",
    palette=PALETTE,
    texts=_texts(),
    front=_front,
    back=_back,
    part_head=_part_head,
    entry=_entry,
    entry_height=48.0,
    contents_foot=_contents_foot,
    opening=_opening,
    remark_rows=card_rows,
    has_mats=True,
    gutter=18.0,
    hills=HILLS,
)
