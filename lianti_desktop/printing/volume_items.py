"""The pieces of a term volume as pages with its margins: forms, sign-in sheets and texts."""

from functools import singledispatch

from lianti_desktop.printing.activity_sheet import activity_sheet_pages
from lianti_desktop.printing.content import ActivitySheet, SignInSheet, VolumeText
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.paragraph import Align, TextStyle
from lianti_desktop.printing.prose import TextRow, flow_rows
from lianti_desktop.printing.sheet_head import Rooms, SheetHead, headed_pages
from lianti_desktop.printing.sign_in_sheet import sign_in_sheet_pages

VOLUME_PAPER = Paper(top=20 * MM, bottom=18 * MM, inner=30 * MM, outer=16 * MM, mirrored=True)
TEXT = TextStyle(Role.BODY, 12, 22, indent=2.0)
BYLINE = TextStyle(Role.KAI, 11, 20, "#4A4F57", Align.CENTRE)


@singledispatch
def pages_for(content: object, setter: Typesetter, paper: Paper) -> list[Page]:
    """The pages of one piece of the volume."""
    raise TypeError(type(content))


@pages_for.register
def _activity(content: ActivitySheet, setter: Typesetter, paper: Paper) -> list[Page]:
    return activity_sheet_pages(content, setter, paper)


@pages_for.register
def _sign_in(content: SignInSheet, setter: Typesetter, paper: Paper) -> list[Page]:
    return sign_in_sheet_pages(content, setter, paper)


@pages_for.register
def _text(content: VolumeText, setter: Typesetter, paper: Paper) -> list[Page]:
    head = SheetHead(content.title, running="", counts_pages=False)
    width = paper.text_box(1).width
    rows: list[Row] = []
    if content.byline:
        rows.append(TextRow(setter.lay(content.byline, BYLINE, width), 8, keeps_next=True))
    rows.append(TextRow(setter.lay(content.text, TEXT, width)))

    def flow(rooms: Rooms) -> list[list[Placed]]:
        return [page.items for page in flow_rows(rows, _narrowed(rooms))]

    return headed_pages(head, paper, flow, setter)


def _narrowed(rooms: Rooms) -> Rooms:
    def room(number: int) -> Box:
        box = rooms(number)
        return Box(box.left, box.top + 6, box.width, box.height - 6)

    return room
