"""脊背标签: a strip to cut out and paste on the spine of a bound volume or of its box."""

from pathlib import Path

from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.content import TermVolume
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.leaves import FrameLeaf, RuleLeaf, Typesetter
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.paragraph import INK, Align, TextStyle
from lianti_desktop.printing.press import Imprint, Press, PrintResult

PAPER = Paper()
LEAST_WIDTH = 25 * MM
SHEET_THICKNESS = 0.11 * MM
HEIGHT = 220 * MM
TITLE = TextStyle(Role.BOLD, 22, 27, INK, Align.CENTRE)
NAME = TextStyle(Role.HEADING, 13, 17, INK, Align.CENTRE)
FACT = TextStyle(Role.BODY, 9, 13, INK, Align.CENTRE)
NOTE = TextStyle(Role.KAI, 10, 16, "#6B6F76", Align.LEFT)


def write_spine_label(volume: TermVolume, pages: int, out: Path, press: Press) -> PrintResult:
    """Writes the label for a volume of so many pages; raises UserError for a full disk."""
    return print_document(
        lambda: [spine_label_page(volume, pages, press.setter())],
        out,
        Imprint(f"脊背标签 {volume.title}", volume.school),
        press,
    )


def spine_label_page(volume: TermVolume, pages: int, setter: Typesetter) -> Page:
    """The strip in the middle of a sheet, as wide as the volume is thick, with its words."""
    width = max(LEAST_WIDTH, pages / 2 * SHEET_THICKNESS)
    top = (PAPER.height - HEIGHT) / 2
    strip = Box((PAPER.width - width) / 2, top, width, HEIGHT)
    third = strip.top + 68 * MM
    foot = strip.bottom - 44 * MM
    items = [
        Placed(strip, FrameLeaf(thickness=0.8)),
        *_column(volume.alliance, Box(strip.left, strip.top + 10, width, 62 * MM), NAME, setter),
        *_rule(strip, third),
        *_column(
            volume.title, Box(strip.left, third + 10, width, foot - third - 14), TITLE, setter
        ),
        *_rule(strip, foot),
        setter.at(Box(strip.left + 3, foot + 8, width - 6, 0), _term(volume), FACT),
        setter.at(Box(strip.right + 10, strip.top, 60 * MM, 0), "沿框线剪下，贴在书脊上", NOTE),
    ]
    return Page(PAPER, tuple(items), "脊背标签")


def _term(volume: TermVolume) -> str:
    """Term, number and day, each on lines of its own."""
    return "\n".join(part for part in (volume.term, volume.number, volume.date) if part)


def _rule(strip: Box, top: float) -> list[Placed]:
    return [Placed(Box(strip.left, top, strip.width, 0), RuleLeaf(INK, 0.6))]


def _column(words: str, room: Box, style: TextStyle, setter: Typesetter) -> list[Placed]:
    """One character under the other, closer together when they are many."""
    chars = [char for char in words if not char.isspace()]
    step = min(style.leading * 1.25, room.height / max(len(chars), 1))
    size = min(style.size, step / 1.08)
    own = TextStyle(style.role, size, step, style.colour, Align.CENTRE)
    return [
        setter.at(Box(room.left, room.top + place * step, room.width, 0), char, own)
        for place, char in enumerate(chars)
    ]
