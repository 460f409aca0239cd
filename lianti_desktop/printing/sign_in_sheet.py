"""P02 签到表: blank or with the names filled in, twenty rows a page, the last page filled up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lianti_desktop.domain.forms import Column, FormSheet, Lines, Pairs
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.content import Attendee, SignInSheet
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.form import FRAME
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.label_row import LABEL_GROUND
from lianti_desktop.printing.leaves import FillLeaf, FrameLeaf, RuleLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.paragraph import Align, LaidText, TextStyle
from lianti_desktop.printing.press import Imprint, Press, PrintResult
from lianti_desktop.printing.sheet_head import Rooms, SheetHead, headed_pages

TIME_SHARE = 0.57
"""A day with its week and both hours fits on one line."""
ROWS_ON_PAGE = 20
PAPER = Paper(top=20 * MM, bottom=18 * MM, inner=25 * MM, outer=16 * MM)
HEADINGS = ("序号", "学校", "姓名", "职务", "签名")
SHARES = (1.3, 5.0, 3.2, 3.2, 4.3)
HEAD = TextStyle(Role.HEADING, 10.5, 16, align=Align.CENTRE)
TEXT = TextStyle(Role.BODY, 11, 14.5, align=Align.CENTRE)
NAME = TextStyle(Role.BODY, 11.5, 14.5, align=Align.CENTRE)
SIGNED = TextStyle(Role.KAI, 10.5, 14.5, "#6B6F76", Align.CENTRE)
FACT = TextStyle(Role.BODY, 11, 18, align=Align.LEFT)
HEAD_ROW = 24.0
PADDING = 4.0
LEAST_SIZE = 5.0


def write_sign_in_sheet(sheet: SignInSheet, out: Path, press: Press) -> PrintResult:
    """Writes the sheet as a PDF; raises UserError when the disk does not take it."""
    imprint = Imprint(f"签到表 {sheet.title}", sheet.host, sheet.alliance)
    return print_document(lambda: sign_in_sheet_pages(sheet, press.setter()), out, imprint, press)


def sign_in_form(sheet: SignInSheet) -> FormSheet:
    """The sheet as a form, for Word: the same columns, and rows to the end of a page."""
    columns = tuple(
        Column(heading, share, is_centred=True)
        for heading, share in zip(HEADINGS, SHARES, strict=True)
    )
    lines = [
        (one.school, one.name, one.post, "已签到" if one.signed else "") for one in sheet.attendees
    ]
    pages = max(-(-len(lines) // ROWS_ON_PAGE), sheet.pages, 1)
    lines += [("",) * 4] * (pages * ROWS_ON_PAGE - len(lines))
    numbered = tuple((str(number), *line) for number, line in enumerate(lines, 1))
    parts = (
        Pairs((("活动名称", sheet.title),)),
        Pairs((("时间", sheet.when), ("地点", sheet.place))),
        *((Pairs((("承办学校", sheet.host),)),) if sheet.host else ()),
        Lines(columns, numbered),
    )
    return FormSheet("签到表", parts, sheet.alliance, running=sheet.title, sample=sheet.sample)


def sign_in_sheet_pages(sheet: SignInSheet, setter: Typesetter, paper: Paper = PAPER) -> list[Page]:
    """The laid pages of the sheet."""
    head = SheetHead("签到表", sheet.alliance, running=sheet.title, is_sample=sheet.sample)
    return headed_pages(head, paper, lambda rooms: _bodies(sheet, rooms, setter), setter)


def _bodies(sheet: SignInSheet, rooms: Rooms, setter: Typesetter) -> list[list[Placed]]:
    needed = -(-len(sheet.attendees) // ROWS_ON_PAGE)
    bodies = []
    for index in range(max(needed, sheet.pages, 1)):
        start = index * ROWS_ON_PAGE
        room = rooms(index + 1)
        facts = _facts(sheet, room, setter)
        taken = max(item.box.bottom for item in facts) - room.top + 7
        box = Box(room.left, room.top + taken, room.width, room.height - taken)
        here = sheet.attendees[start : start + ROWS_ON_PAGE]
        bodies.append([*facts, *_Table(box, start, setter).placed(here)])
    return bodies


def _facts(sheet: SignInSheet, room: Box, setter: Typesetter) -> list[Placed]:
    """What, when, where and by whom: on every page, since pages get separated."""
    lines = (
        (f"活动名称：{sheet.title}",),
        (f"时间：{sheet.when}", f"地点：{sheet.place}"),
        *(((f"承办学校：{sheet.host}",),) if sheet.host else ()),
    )
    items: list[Placed] = []
    top = room.top + 2
    for parts in lines:
        first = room.width * (TIME_SHARE if len(parts) > 1 else 1.0)
        left = Box(room.left, top, first - 6, 0)
        boxes = (left, Box(room.left + first, top, room.width - first, 0))[: len(parts)]
        here = [setter.at(box, part, FACT) for box, part in zip(boxes, parts, strict=True)]
        items.extend(here)
        top = max(item.box.bottom for item in here)
    return items


@dataclass(frozen=True)
class _Table:
    """The table of one page: its frame, and how many lines came before it."""

    box: Box
    start: int
    setter: Typesetter

    @property
    def row_height(self) -> float:
        return (self.box.height - HEAD_ROW) / ROWS_ON_PAGE

    def placed(self, attendees: Sequence[Attendee]) -> list[Placed]:
        """The ruled table with the names of this page."""
        heading = Box(self.box.left, self.box.top, self.box.width, HEAD_ROW)
        items = [Placed(heading, FillLeaf(LABEL_GROUND)), *self._rules()]
        items.extend(self._line(heading, HEADINGS, (HEAD,) * len(HEADINGS)))
        for index in range(ROWS_ON_PAGE):
            one = attendees[index] if index < len(attendees) else Attendee("")
            top = heading.bottom + index * self.row_height
            row = Box(self.box.left, top, self.box.width, self.row_height)
            number = str(self.start + index + 1)
            signed = "已签到" if one.signed else ""
            texts = (number, one.school, one.name, one.post, signed)
            items.extend(self._line(row, texts, (TEXT, TEXT, NAME, TEXT, SIGNED)))
        return items

    def _widths(self) -> list[float]:
        return [self.box.width * share / sum(SHARES) for share in SHARES]

    def _line(self, row: Box, texts: Sequence[str], styles: Sequence[TextStyle]) -> list[Placed]:
        items: list[Placed] = []
        left = row.left
        for text, style, width in zip(texts, styles, self._widths(), strict=True):
            laid = self._fitted(text, style, width - 2 * PADDING)
            top = row.top + (row.height - laid.height) / 2
            if laid.lines:
                items.append(text_at(Box(left + PADDING, top, laid.width, 0), laid))
            left += width
        return items

    def _fitted(self, text: str, style: TextStyle, width: float) -> LaidText:
        """The text as large as its style says, or smaller so that it stays in its row."""
        laid = self.setter.lay(text, style, width)
        while laid.height > self.row_height - 2 and style.size > LEAST_SIZE:
            style = replace(style, size=style.size - 0.5, leading=(style.size - 0.5) * 1.25)
            laid = self.setter.lay(text, style, width)
        return laid

    def _rules(self) -> list[Placed]:
        box = self.box
        items = [Placed(box, FrameLeaf(thickness=FRAME))]
        for index in range(ROWS_ON_PAGE):
            line = Box(box.left, box.top + HEAD_ROW + index * self.row_height, box.width, 0)
            items.append(Placed(line, RuleLeaf()))
        left = box.left
        for width in self._widths()[:-1]:
            left += width
            items.append(Placed(Box(left, box.top, 0, box.height), RuleLeaf()))
        return items
