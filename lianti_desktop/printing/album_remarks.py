"""What people said about an activity, as rows that flow on after its photos: three settings."""

from dataclasses import dataclass, replace

from lianti_desktop.printing.album_style import AlbumLook
from lianti_desktop.printing.content import Remark
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import FillLeaf, RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import About, Leaf, Part, Placed
from lianti_desktop.printing.paragraph import LaidText

HEADING = "感言"
AIR = 10.0
QUOTE_WIDTH = 26.0
BAR_WIDTH = 18.0
CARD_PADDING = 10.0
CARD_GAP = 10.0
MOST_CARD_LINES = 9
CARDS_IN_ROW = 2


@dataclass(frozen=True)
class HeadingRow:
    """The word 感言 with a rule beside it."""

    look: AlbumLook
    width: float
    setter: Typesetter
    elastic: bool = False
    keeps_next: bool = True

    @property
    def height(self) -> float:
        """Its line and some air."""
        return self.look.texts.remark_heading.leading + 8.0

    @property
    def first_height(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> "tuple[HeadingRow | None, HeadingRow | None]":
        """All of it here, or on the next page."""
        return (self, None) if self.height <= room else (None, self)

    def placed(self, left: float, top: float) -> list[Placed]:
        """The word, and the rule to the right edge."""
        style = self.look.texts.remark_heading
        words = self.setter.at(Box(left, top, self.width, 0), HEADING, style)
        start = 4 * style.size
        rule = Box(left + start, top + style.leading / 2, self.width - start, 0)
        return [words, Placed(rule, RuleLeaf(self.look.palette.line_soft, 0.6))]

    def grown(self, more: float) -> "HeadingRow":
        """A heading does not grow."""
        return self


@dataclass(frozen=True)
class SaidRow:
    """One remark down the page, breaking where the page ends; its author stands under its end.

    ``mark`` draws what stands left of the text: a quotation mark at its beginning, or a bar all
    along it.
    """

    text: LaidText
    author: LaidText
    indent: float
    mark: Placed | None = None
    bar: Leaf | None = None
    about: About | None = None
    elastic: bool = False
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """The text, its author and some air."""
        return self.text.height + self.author.height + AIR

    @property
    def first_height(self) -> float:
        """So much that something can be read before the page is turned."""
        return min(self.height, 6 * self.text.style.leading)

    def split(self, room: float) -> "tuple[SaidRow | None, SaidRow | None]":
        """Cuts the text where the page ends; the author goes with the rest."""
        if self.height - AIR <= room:
            return self, None
        here, rest = self.text.split(room - self.text.style.leading)
        if here is None or rest is None:
            return None, self
        nobody = LaidText((), self.author.style, self.author.width)
        return replace(self, text=here, author=nobody), replace(self, text=rest, mark=None)

    def placed(self, left: float, top: float) -> list[Placed]:
        """The mark or the bar, the text, and who said it."""
        items = [Placed(self.mark.box.moved(left, top), self.mark.leaf)] if self.mark else []
        if self.bar:
            high = self.text.height + self.author.height - 6
            items.append(Placed(Box(left, top + 3, 0, high), self.bar))
        words = text_at(Box(left + self.indent, top, self.text.width, 0), self.text)
        items.append(replace(words, about=self.about))
        if self.author.lines:
            below = Box(left + self.indent, top + self.text.height, self.author.width, 0)
            items.append(text_at(below, self.author))
        return items

    def grown(self, more: float) -> "SaidRow":
        """A remark does not grow."""
        return self


@dataclass(frozen=True)
class Card:
    """One short remark and who said it."""

    text: LaidText
    author: LaidText
    about: About


@dataclass(frozen=True)
class CardsRow:
    """Short remarks side by side, each on a ground of its own."""

    cards: tuple["Card", ...]
    width: float
    ground: str
    elastic: bool = False
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """The highest card and some air."""
        highest = max(card.text.height + card.author.height for card in self.cards)
        return highest + 2 * CARD_PADDING + AIR

    @property
    def first_height(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> "tuple[CardsRow | None, CardsRow | None]":
        """All of it here, or on the next page."""
        return (self, None) if self.height - AIR <= room else (None, self)

    def placed(self, left: float, top: float) -> list[Placed]:
        """The grounds with the words on them, the author at the foot of each card."""
        items: list[Placed] = []
        for card in self.cards:
            box = Box(left, top, card.text.width + 2 * CARD_PADDING, self.height - AIR)
            inner = box.inset(CARD_PADDING, CARD_PADDING)
            foot = Box(inner.left, inner.bottom - card.author.height, inner.width, 0)
            items.append(Placed(box, FillLeaf(self.ground)))
            items.append(replace(text_at(inner, card.text), about=card.about))
            items.append(text_at(foot, card.author))
            left = box.right + CARD_GAP
        return items

    def grown(self, more: float) -> "CardsRow":
        """Cards do not grow."""
        return self


def quoted_rows(
    remarks: tuple[Remark, ...], width: float, look: AlbumLook, setter: Typesetter
) -> list[Row]:
    """Remarks under each other, each after a large quotation mark."""
    if not remarks:
        return []
    texts = look.texts
    sign = setter.at(Box(0, 2, QUOTE_WIDTH - 4, 0), "“", texts.quote)
    rows: list[Row] = [HeadingRow(look, width, setter)]
    for remark in remarks:
        text = setter.lay(remark.text, texts.remark, width - QUOTE_WIDTH)
        author = setter.lay(_signed(remark), texts.remark_author, width - QUOTE_WIDTH)
        rows.append(SaidRow(text, author, QUOTE_WIDTH, mark=sign, about=_about(remark)))
    return rows


def barred_rows(
    remarks: tuple[Remark, ...], width: float, look: AlbumLook, setter: Typesetter
) -> list[Row]:
    """Remarks under each other, each beside a thin upright line, without a heading."""
    texts, room = look.texts, width - BAR_WIDTH
    bar = RuleLeaf(look.palette.accent, 1.4)
    rows: list[Row] = []
    for remark in remarks:
        text = setter.lay(remark.text, texts.remark, room)
        author = setter.lay(_signed(remark), texts.remark_author, room)
        rows.append(SaidRow(text, author, BAR_WIDTH, bar=bar, about=_about(remark)))
    return rows


def card_rows(
    remarks: tuple[Remark, ...], width: float, look: AlbumLook, setter: Typesetter
) -> list[Row]:
    """Short remarks as cards in two columns, long ones across the page."""
    if not remarks:
        return []
    rows: list[Row] = [HeadingRow(look, width, setter)]
    short = [remark for remark in remarks if _is_short(remark, width, look, setter)]
    for start in range(0, len(short), CARDS_IN_ROW):
        here = short[start : start + CARDS_IN_ROW]
        room = (width - CARD_GAP * (len(here) - 1)) / len(here)
        cards = (_laid(remark, room - 2 * CARD_PADDING, look, setter) for remark in here)
        rows.append(CardsRow(tuple(cards), width, look.palette.soft))
    long = tuple(remark for remark in remarks if remark not in short)
    return [*rows, *quoted_rows(long, width, look, setter)[1:]]


def _is_short(remark: Remark, width: float, look: AlbumLook, setter: Typesetter) -> bool:
    """Whether a remark is short enough for a card."""
    inner = (width - CARD_GAP) / CARDS_IN_ROW - 2 * CARD_PADDING
    return len(_laid(remark, inner, look, setter).text.lines) <= MOST_CARD_LINES


def _laid(remark: Remark, width: float, look: AlbumLook, setter: Typesetter) -> Card:
    """What was said and by whom, set to a width."""
    text = setter.lay(remark.text, look.texts.remark, width)
    author = setter.lay(_signed(remark), look.texts.remark_author, width)
    return Card(text, author, _about(remark))


def _about(remark: Remark) -> About:
    return About(Part.REMARK, name=remark.name)


def _signed(remark: Remark) -> str:
    return f"——{remark.author}" if remark.author else ""
