"""The look of an album: its paper in three sizes, its colours and its kinds of text."""

from dataclasses import dataclass, fields, replace

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.page import Paper
from lianti_desktop.printing.paragraph import Align, TextStyle

INK = "#1F2329"
QUIET = "#777B80"
SMALL_PRINT = 14.0
"""Text up to this size is made smaller with care on small paper; larger text follows the page."""


@dataclass(frozen=True)
class Palette:
    """The colours of a design: ``accent`` speaks, ``line`` separates, ``soft`` lies under text."""

    accent: str
    soft: str
    line: str
    line_soft: str


@dataclass(frozen=True)
class AlbumTexts:
    """Every kind of text in an album."""

    cover_alliance: TextStyle
    cover_title: TextStyle
    cover_subtitle: TextStyle
    cover_school: TextStyle
    cover_term: TextStyle
    back_name: TextStyle
    back_line: TextStyle
    part_title: TextStyle
    entry_number: TextStyle
    entry_title: TextStyle
    entry_note: TextStyle
    entry_page: TextStyle
    chapter_number: TextStyle
    chapter_kind: TextStyle
    chapter_title: TextStyle
    fact_label: TextStyle
    fact: TextStyle
    text: TextStyle
    caption: TextStyle
    remark_heading: TextStyle
    remark: TextStyle
    remark_author: TextStyle
    quote: TextStyle
    running_left: TextStyle
    running_right: TextStyle
    number_left: TextStyle
    number_right: TextStyle


def texts_in(palette: Palette) -> AlbumTexts:
    """The kinds of text that the designs start from."""
    accent, left = palette.accent, Align.LEFT
    return AlbumTexts(
        cover_alliance=TextStyle(Role.KAI, 15, 24, accent, left, spacing=0.14),
        cover_title=TextStyle(Role.BOLD, 46, 60, INK, left, spacing=0.16),
        cover_subtitle=TextStyle(Role.HEADING, 14, 22, accent, left, spacing=0.3),
        cover_school=TextStyle(Role.BODY, 12, 18, INK, left, spacing=0.06),
        cover_term=TextStyle(Role.BODY, 12, 18, QUIET, Align.RIGHT),
        back_name=TextStyle(Role.KAI, 14, 24, accent, Align.CENTRE, spacing=0.2),
        back_line=TextStyle(Role.BODY, 10.5, 19, QUIET, Align.CENTRE, spacing=0.06),
        part_title=TextStyle(Role.BOLD, 24, 36, INK, left, spacing=0.5),
        entry_number=TextStyle(Role.HEADING, 11, 19, palette.line, left),
        entry_title=TextStyle(Role.BODY, 12, 19, INK, left),
        entry_note=TextStyle(Role.TABLE, 8.5, 13, QUIET, left),
        entry_page=TextStyle(Role.TABLE, 11, 19, INK, Align.RIGHT),
        chapter_number=TextStyle(Role.BOLD, 30, 36, palette.line_soft, left),
        chapter_kind=TextStyle(Role.HEADING, 9, 14, accent, left, spacing=0.18),
        chapter_title=TextStyle(Role.BOLD, 20, 29, INK, left),
        fact_label=TextStyle(Role.HEADING, 8.5, 15, accent, left),
        fact=TextStyle(Role.TABLE, 9, 15, "#4A4F57", left),
        text=TextStyle(Role.BODY, 11, 20, INK, indent=2.0),
        caption=TextStyle(Role.KAI, 9, 13, "#4A4F57", Align.CENTRE),
        remark_heading=TextStyle(Role.HEADING, 11, 18, accent, left, spacing=0.3),
        remark=TextStyle(Role.KAI, 11.5, 20, INK),
        remark_author=TextStyle(Role.KAI, 10, 18, QUIET, Align.RIGHT),
        quote=TextStyle(Role.BOLD, 30, 30, palette.line_soft, left),
        running_left=TextStyle(Role.BODY, 8.5, 13, QUIET, left),
        running_right=TextStyle(Role.BODY, 8.5, 13, QUIET, Align.RIGHT),
        number_left=TextStyle(Role.TABLE, 9, 13, QUIET, left),
        number_right=TextStyle(Role.TABLE, 9, 13, QUIET, Align.RIGHT),
    )


@dataclass(frozen=True)
class PaperSize:
    """A size an album can be printed in; ``text_scale`` is for the small print of its pages."""

    name: str
    paper: Paper
    text_scale: float


def _mirrored(width: float, height: float, margins: tuple[float, float, float, float]) -> Paper:
    top, bottom, inner, outer = (margin * MM for margin in margins)
    return Paper(width * MM, height * MM, top, bottom, inner, outer, mirrored=True)


SIZES: tuple[PaperSize, ...] = (
    PaperSize("A4", _mirrored(210, 297, (26, 23, 25, 17)), 1.0),
    PaperSize("16K", _mirrored(184, 260, (24, 21, 22, 15)), 0.95),
    PaperSize("A5", _mirrored(148, 210, (20, 18, 18, 12)), 0.88),
)


def size_named(name: str) -> PaperSize:
    """The size of that name; raises UserError when there is none."""
    for size in SIZES:
        if size.name == name.upper():
            return size
    known = "、".join(size.name for size in SIZES)
    raise UserError(f"没有“{name}”这种纸，已录入的资料没有变化，请从{known}里选一种。")


@dataclass(frozen=True)
class AlbumLook:
    """The colours, texts and paper of one album; ``unit`` is its height against A4."""

    palette: Palette
    texts: AlbumTexts
    paper: Paper

    @property
    def unit(self) -> float:
        """How large this paper is against A4."""
        return self.paper.height / (297 * MM)

    def mm(self, length: float) -> float:
        """A length that is so many millimetres on A4, in points on this paper."""
        return length * MM * self.unit


def sized(palette: Palette, texts: AlbumTexts, size: PaperSize) -> AlbumLook:
    """A look for a size of paper, its texts made to fit."""
    unit = size.paper.height / (297 * MM)
    scaled = {
        one.name: _scaled(getattr(texts, one.name), size.text_scale, unit) for one in fields(texts)
    }
    return AlbumLook(palette, replace(texts, **scaled), size.paper)


def _scaled(style: TextStyle, small: float, unit: float) -> TextStyle:
    factor = small if style.size <= SMALL_PRINT else (small + unit) / 2
    return replace(style, size=style.size * factor, leading=style.leading * factor)
