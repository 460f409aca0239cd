"""The design 展卷: much white, an upright title, a large photo before each chapter's title."""

from dataclasses import replace

from lianti_desktop.printing.album_design import (
    Design,
    Entry,
    Opening,
    Place,
    facts_of,
    fitted_title,
    one_line,
    stacked,
)
from lianti_desktop.printing.album_remarks import barred_rows
from lianti_desktop.printing.album_style import QUIET, AlbumLook, AlbumTexts, Palette, texts_in
from lianti_desktop.printing.content import AlbumBook, AlbumChapter, Photo
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.hills_leaf import HillColours, HillsLeaf
from lianti_desktop.printing.leaves import FillLeaf, RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import About, Page, Part, Placed
from lianti_desktop.printing.paragraph import Align, TextStyle
from lianti_desktop.printing.photo_leaf import PhotoLeaf, look_at
from lianti_desktop.printing.vertical_title import can_stand_upright, upright_title, upright_width

PALETTE = Palette(accent="#2E4A68", soft="#EDF0F3", line="#2E4A68", line_soft="#C9D1DA")
HILLS = HillColours("#EEF1F4", "#D9C9B0", ("#DCE3EA", "#BCC9D6", "#8FA4B9", "#5B7793", "#2E4A68"))
LARGE_OPENING = 0.5
SMALL_OPENING = 0.36
LEAST_OPENING = 0.24
PAGE_AIR = 0.12
MANY_PHOTOS = 5
PAGE_WIDTH = 40.0
SEAL = "画册"


def _texts() -> AlbumTexts:
    base, left = texts_in(PALETTE), Align.LEFT
    return replace(
        base,
        cover_alliance=TextStyle(Role.BODY, 13, 21, PALETTE.accent, left, spacing=0.1),
        cover_title=TextStyle(Role.KAI, 50, 64, "#1F2329", left, spacing=0.06),
        cover_subtitle=TextStyle(Role.BODY, 13, 21, QUIET, left, spacing=0.3),
        cover_term=TextStyle(Role.BODY, 12, 18, QUIET, left),
        back_name=TextStyle(Role.BODY, 12, 20, PALETTE.accent, left, spacing=0.1),
        back_line=TextStyle(Role.BODY, 10.5, 19, QUIET, left, spacing=0.06),
        part_title=TextStyle(Role.KAI, 26, 36, "#1F2329", Align.RIGHT, spacing=0.4),
        entry_title=TextStyle(Role.BODY, 12.5, 20, "#1F2329", Align.RIGHT),
        entry_note=TextStyle(Role.TABLE, 8.5, 13, QUIET, Align.RIGHT),
        entry_page=TextStyle(Role.BODY, 20, 26, PALETTE.accent, Align.RIGHT),
        chapter_kind=TextStyle(Role.BODY, 9.5, 15, PALETTE.accent, Align.CENTRE, spacing=0.3),
        chapter_title=TextStyle(Role.KAI, 23, 33, "#1F2329", Align.CENTRE),
        fact=TextStyle(Role.BODY, 9.5, 16, QUIET, Align.CENTRE),
        caption=TextStyle(Role.BODY, 8.5, 12.5, QUIET, left),
        remark=TextStyle(Role.KAI, 12, 21, PALETTE.accent),
        remark_author=TextStyle(Role.BODY, 9.5, 18, QUIET, left),
    )


def _front(book: AlbumBook, look: AlbumLook, setter: Typesetter) -> Page:
    """A photo at the left, the title upright at its right, the facts at the foot."""
    edge, texts, paper = look.mm(18), look.texts, look.paper
    picture_bottom = look.mm(204)
    below = picture_bottom + look.mm(14)
    if can_stand_upright(book.title):
        wide = upright_width(book.title, texts.cover_title)
        room = Box(paper.width - edge - wide, look.mm(38), wide, picture_bottom - look.mm(38))
        title = upright_title(book.title, room, texts.cover_title, setter)
        picture_width = room.left - look.mm(12) - edge
    else:
        laid = fitted_title(book.title, texts.cover_title, paper.width - 2 * edge, setter)
        title = [text_at(Box(edge, below - look.mm(4), laid.width, 0), laid)]
        below += laid.height
        picture_width = paper.width - 2 * edge
    picture_room = Box(edge, look.mm(38), picture_width, picture_bottom - look.mm(38))
    items = [*_picture(book, picture_room), *title, *_seal(look, setter)]
    items.extend(_cover_lines(book, Box(edge, below, paper.width - 2 * edge, 0), look, setter))
    return Page(paper, tuple(items), "封面")


def _picture(book: AlbumBook, room: Box) -> list[Placed]:
    """The photo whole, standing on the lower left corner of its room."""
    if book.cover_photo is None:
        return [Placed(room, HillsLeaf(colours=HILLS))]
    picture = look_at(book.cover_photo)
    width = min(room.width, room.height * picture.ratio)
    height = width / picture.ratio
    return [Placed(Box(room.left, room.bottom - height, width, height), PhotoLeaf(picture))]


def _seal(look: AlbumLook, setter: Typesetter) -> list[Placed]:
    """Two small characters on a ground of the accent, at the upper left."""
    side = look.mm(11)
    box = Box(look.mm(18), look.mm(18), side, side)
    style = TextStyle(Role.KAI, side * 0.4, side * 0.4, "#FFFFFF", Align.CENTRE)
    words = Box(box.left, box.top + side * 0.3, side, 0)
    return [Placed(box, FillLeaf(PALETTE.accent)), setter.at(words, SEAL, style)]


def _cover_lines(book: AlbumBook, box: Box, look: AlbumLook, setter: Typesetter) -> list[Placed]:
    """What the book is, of whom and of when, under each other."""
    texts = look.texts
    term = f"{book.term}　示例" if book.sample else book.term
    lines = (
        (book.subtitle, texts.cover_subtitle),
        (book.alliance, texts.cover_alliance),
        (book.school, texts.cover_school),
        (term, texts.cover_term),
    )
    return stacked(box, lines, setter)


def _back(book: AlbumBook, look: AlbumLook, setter: Typesetter) -> Page:
    """A rule, the alliance and the imprint at the lower left, and nothing else."""
    edge, top = look.mm(18), look.mm(232)
    width = look.paper.width - 2 * edge
    name = setter.at(Box(edge, top, width, 0), book.alliance, look.texts.back_name)
    words = Box(edge, name.box.bottom + 4, width, 0)
    items = (
        Placed(Box(edge, top - 9, look.mm(24), 0), RuleLeaf(PALETTE.accent, 1.4)),
        name,
        setter.at(words, "\n".join(book.imprint), look.texts.back_line),
    )
    return Page(look.paper, items, "封底")


def _part_head(
    box: Box, title: str, look: AlbumLook, setter: Typesetter
) -> tuple[list[Placed], float]:
    heading = setter.at(box, title, look.texts.part_title)
    rule = Box(box.left, heading.box.bottom + 8, box.width, 0)
    return [heading, Placed(rule, RuleLeaf(PALETTE.accent, 0.8))], heading.box.height + 30


def _entry(entry: Entry, setter: Typesetter) -> list[Placed]:
    """A large page number at the right, title and note set against it, a fine rule under all."""
    line, texts = entry.box, entry.look.texts
    words = Box(line.left, line.top + 5, line.width - PAGE_WIDTH - 12, 0)
    title = one_line(setter, entry.chapter.title, texts.entry_title, words.width)
    note = one_line(setter, entry.note, texts.entry_note, words.width)
    number = Box(line.right - PAGE_WIDTH, line.top + 8, PAGE_WIDTH, 0)
    below = Box(line.left, line.bottom - 4, line.width, 0)
    return [
        text_at(words, title),
        setter.at(number, str(entry.page), texts.entry_page),
        text_at(words.moved(0, title.style.leading), note),
        Placed(below, RuleLeaf(PALETTE.line_soft, 0.4)),
    ]


def _contents_foot(room: Box, look: AlbumLook) -> list[Placed]:
    return []


def _opening(chapter: AlbumChapter, place: Place, box: Box, setter: Typesetter) -> Opening:
    """The main photo first, then kind, title and facts in the middle under it."""
    photo = _opening_photo(chapter)
    items: list[Placed] = []
    top = box.top
    if photo is not None:
        picture = look_at(photo)
        share = _opening_share(chapter, place, box, setter)
        width = min(box.width, box.height * share * picture.ratio)
        left = box.left + (box.width - width) / 2
        frame = Box(left, top, width, width / picture.ratio)
        items.append(Placed(frame, PhotoLeaf(picture)))
        under = Box(left, frame.bottom + 4, width, 0)
        if photo.caption.strip():
            words = setter.at(under, photo.caption, place.look.texts.caption)
            items.append(replace(words, about=About(Part.CAPTION, name=photo.name)))
        top = items[-1].box.bottom + 16
    heading = _heading(chapter, Box(box.left, top, box.width, 0), place, setter)
    bottom = heading[-1].box.bottom
    return Opening((*items, *heading), bottom + 14 - box.top, photo)


def _opening_photo(chapter: AlbumChapter) -> Photo | None:
    """The main photo, or the first; none that the user locked on another page."""
    locked = {name for page in chapter.locked for name in page.photos}
    free = [photo for photo in chapter.photos if photo.name not in locked]
    return next((photo for photo in free if photo.is_hero), free[0] if free else None)


def _opening_share(chapter: AlbumChapter, place: Place, box: Box, setter: Typesetter) -> float:
    """How much of the page the main photo takes: less when the whole chapter then fits on it."""
    if len(chapter.photos) > MANY_PHOTOS:
        return LARGE_OPENING
    if len(chapter.photos) > 1:
        return SMALL_OPENING
    heading = _heading(chapter, box, place, setter)
    text = setter.lay(chapter.text, place.look.texts.text, box.width)
    said = barred_rows(chapter.remarks, box.width, place.look, setter)
    taken = heading[-1].box.bottom - box.top + text.height + sum(row.height for row in said)
    return min(max((box.height - taken) / box.height - PAGE_AIR, LEAST_OPENING), LARGE_OPENING)


def _heading(chapter: AlbumChapter, box: Box, place: Place, setter: Typesetter) -> list[Placed]:
    texts = place.look.texts
    facts = [words for _, words in facts_of(chapter)]
    lines = (
        (chapter.kind, texts.chapter_kind),
        (chapter.title, texts.chapter_title),
        ("　·　".join(facts[:2]), texts.fact),
        ("　·　".join(facts[2:]), texts.fact),
    )
    items = stacked(box, lines, setter)
    bottom = items[-1].box.bottom if items else box.top
    wide = place.look.mm(16)
    rule = Box(box.left + (box.width - wide) / 2, bottom + 8, wide, 0)
    return [*items, Placed(rule, RuleLeaf(PALETTE.accent, 1.4))]


GALLERY = Design(
    name="gallery",
    title="展卷",
    note="大片留白，竖排书名，主图开篇，像一本展览图录",
    palette=PALETTE,
    texts=_texts(),
    front=_front,
    back=_back,
    part_head=_part_head,
    entry=_entry,
    entry_height=48.0,
    contents_foot=_contents_foot,
    opening=_opening,
    remark_rows=barred_rows,
    gutter=13.0,
    hills=HILLS,
)
