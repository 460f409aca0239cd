"""P21 奖状 and 荣誉证书: A4 landscape in a double frame, the words spread over the whole sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lianti_desktop.printing.album_design import fitted_title
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.leaves import FrameLeaf, RuleLeaf, SlantedLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.paragraph import INK, Align, LaidText, TextStyle
from lianti_desktop.printing.press import Imprint, Press, PrintResult

PAPER = Paper(
    width=297 * MM, height=210 * MM, top=30 * MM, bottom=26 * MM, inner=36 * MM, outer=36 * MM
)
RED = "#B3261E"
GOLD = "#C19A4B"
TITLE = TextStyle(Role.BOLD, 50, 66, RED, Align.CENTRE, spacing=0.6)
NAME = TextStyle(Role.BOLD, 25, 38, INK, Align.LEFT)
TEXT = TextStyle(Role.KAI, 23, 42, INK, indent=2.0)
AWARD = TextStyle(Role.BOLD, 31, 48, RED, Align.CENTRE, spacing=0.35)
ISSUER = TextStyle(Role.BODY, 18, 30, INK, Align.RIGHT)
NUMBER = TextStyle(Role.BODY, 10.5, 16, "#6B6F76", Align.LEFT)
CORNER = 16 * MM
MOST_LINES = 3
LEAST_SIZE = 14.0
LEAST = (66.0, 38.0, 84.0, 48.0, 60.0)
"""The room of each part, so that a blank certificate has it for a pen."""


@dataclass(frozen=True)
class Certificate:
    """One certificate; ``reason`` is the sentence before the award, ``date`` is written out."""

    recipient: str
    reason: str
    award: str = ""
    issuer: str = ""
    date: str = ""
    title: str = "荣誉证书"
    number: str = ""
    basis: str = ""
    sample: bool = False


def write_certificates(certificates: Sequence[Certificate], out: Path, press: Press) -> PrintResult:
    """Writes one page for each; raises UserError when the disk does not take the file."""
    setter = press.setter()
    result = print_document(
        lambda: [certificate_page(one, setter) for one in certificates],
        out,
        Imprint(certificates[0].title if certificates else "证书"),
        press,
    )
    cut = [one for one in certificates if is_cut(one, setter)]
    return replace(result, warnings=(*map(cut_sentence, cut), *result.warnings))


def is_cut(certificate: Certificate, setter: Typesetter) -> bool:
    """Whether the sheet has no room for all of its sentence."""
    return _blocks(certificate, setter).is_cut


def cut_sentence(certificate: Certificate) -> str:
    """What the user should know of a certificate that is cut."""
    return f"“{certificate.recipient}”的证书正文太长，没有印全，请把事由写短一些"


def certificate_page(certificate: Certificate, setter: Typesetter) -> Page:
    """Frame, title, name, sentence, award and signature, the room between them shared evenly."""
    box = PAPER.text_box(1)
    blocks = _blocks(certificate, setter).texts
    heights = _heights(blocks)
    between = max(box.height - sum(heights), 0.0) / (len(blocks) - 1)
    items: list[Placed] = _frame(certificate)
    top = box.top
    for block, height in zip(blocks, heights, strict=True):
        items.append(text_at(Box(box.right - block.width, top, block.width, 0), block))
        top += height + between
    small = setter.lay(_small_print(certificate), NUMBER, box.width / 3)
    place = Box(box.left, box.bottom - small.height, small.width, 0)
    return Page(PAPER, (*items, text_at(place, small)), certificate.recipient)


@dataclass(frozen=True)
class _Blocks:
    """The texts from top to bottom; `is_cut` when the sentence did not fit on the sheet."""

    texts: tuple[LaidText, ...]
    is_cut: bool


def _blocks(certificate: Certificate, setter: Typesetter) -> _Blocks:
    box = PAPER.text_box(1)
    title = fitted_title(certificate.title, TITLE, box.width, setter)
    name = fitted_title(_called(certificate.recipient), NAME, box.width, setter)
    reason = setter.lay(certificate.reason, _sized(certificate, box.width, setter), box.width)
    award = fitted_title(certificate.award, AWARD, box.width, setter)
    signed = "\n".join(part for part in (certificate.issuer, certificate.date) if part)
    foot = setter.lay(signed, ISSUER, box.width * 2 / 3)
    room = box.height - sum(_heights((title, name, replace(reason, lines=()), award, foot)))
    first, rest = reason.split(max(room + LEAST[2], LEAST[2]))
    return _Blocks((title, name, first or reason, award, foot), rest is not None)


def _heights(blocks: Sequence[LaidText]) -> list[float]:
    return [max(block.height, least) for block, least in zip(blocks, LEAST, strict=True)]


def _small_print(certificate: Certificate) -> str:
    """The number and the paper that the award goes back to, in the lower left corner."""
    facts = (("编号", certificate.number), ("依据", certificate.basis))
    return "\n".join(f"{label}：{text}" for label, text in facts if text)


def _called(recipient: str) -> str:
    return f"{recipient}：" if recipient else "＿＿＿＿＿＿："


def _sized(certificate: Certificate, width: float, setter: Typesetter) -> TextStyle:
    """The sentence as large as three lines allow."""
    size = TEXT.size
    while True:
        style = TextStyle(TEXT.role, size, size * 1.8, TEXT.colour, indent=TEXT.indent)
        lines = setter.lay(certificate.reason, style, width).lines
        if len(lines) <= MOST_LINES or size <= LEAST_SIZE:
            return style
        size -= 1


def _frame(certificate: Certificate) -> list[Placed]:
    """A double gold frame with a small red bracket in each corner."""
    outer = Box(0, 0, PAPER.width, PAPER.height).inset(13 * MM, 13 * MM)
    inner = outer.inset(3.5 * MM, 3.5 * MM)
    items = [Placed(outer, FrameLeaf(GOLD, 2.6)), Placed(inner, FrameLeaf(GOLD, 0.8))]
    corner = inner.inset(3 * MM, 3 * MM)
    for left, across in ((corner.left, CORNER), (corner.right, -CORNER)):
        for top, down in ((corner.top, CORNER), (corner.bottom, -CORNER)):
            items.append(Placed(Box(left, top, across, 0), RuleLeaf(RED, 1.6)))
            items.append(Placed(Box(left, top, 0, down), RuleLeaf(RED, 1.6)))
    if certificate.sample:
        items.append(Placed(Box(0, 0, PAPER.width, PAPER.height), SlantedLeaf("示例")))
    return items
