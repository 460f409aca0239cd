"""The page of a Word document: A4, its margins, the words at its head, the number at its foot."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lianti_desktop.sheets.word_base import MAIN

if TYPE_CHECKING:
    from docx.document import Document

SHORT_SIDE, LONG_SIDE = 210.0, 297.0
CODE_SIDE = 20.0
CODE_TOP = 10.0
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_NO_WRAP = f'<wp:wrapNone xmlns:wp="{_DRAWING}"/>'
_ANCHOR = (
    f'<wp:anchor xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0" simplePos="0" '
    'relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
    "</wp:anchor>"
)


@dataclass(frozen=True)
class WordPage:
    """Margins in millimetres: top, bottom, left, right."""

    margins: tuple[float, float, float, float]
    is_landscape: bool = False

    @property
    def width(self) -> float:
        """The width that text has, in millimetres."""
        paper = LONG_SIDE if self.is_landscape else SHORT_SIDE
        return paper - self.margins[2] - self.margins[3]

    @property
    def height(self) -> float:
        """The height that text has, in millimetres."""
        paper = SHORT_SIDE if self.is_landscape else LONG_SIDE
        return paper - self.margins[0] - self.margins[1]


def set_page(document: "Document", page: WordPage) -> None:
    """The paper of the only section."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    width, height = (SHORT_SIDE, LONG_SIDE)
    if page.is_landscape:
        width, height = height, width
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    top, bottom, left, right = page.margins
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(9), Mm(min(10.0, bottom / 2))


def set_foot(document: "Document", style: str) -> None:
    """The page number in the middle of the foot: 第 1 页　共 3 页."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles[style]
    paragraph.add_run("第 ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" 页　共 ")
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(" 页")


def set_dashed_foot(document: "Document", odd: str, even: str) -> None:
    """— 1 — at the outer edge: the styles say right on odd pages and left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, style in ((section.footer, odd), (section.even_page_footer, even)):
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles[style]
        paragraph.add_run("— ")
        _field(paragraph, "PAGE")
        paragraph.add_run(" —")


def close(document: "Document") -> None:
    """Word wants a paragraph behind the last table: a low one, so that it needs no page."""
    from docx.shared import Pt

    last = document.add_paragraph()
    last.paragraph_format.line_spacing = Pt(1)
    last.paragraph_format.space_after = Pt(0)


def set_head(document: "Document", text: str, style: str) -> None:
    """Words at the head of every page, also of even ones where those have their own."""
    section = document.sections[0]
    headers = [section.header]
    if document.settings.odd_and_even_pages_header_footer:
        headers.append(section.even_page_header)
    for header in headers:
        paragraph = header.paragraphs[0]
        paragraph.style = document.styles[style]
        paragraph.add_run(text)


def add_code(paragraph: Any, words: str) -> None:
    """The square code in the upper right corner of the page that the paragraph stands on."""
    import segno
    from docx.oxml import parse_xml
    from docx.shared import Mm

    picture = BytesIO()
    segno.make(words, error="m", micro=False).save(picture, kind="png", scale=8, border=4)
    picture.seek(0)
    run = paragraph.add_run()
    run.add_picture(picture, width=Mm(CODE_SIDE))
    drawing = run._r[-1]  # noqa: SLF001 - python-docx places pictures in the line only
    inline = drawing[0]
    anchor = parse_xml(_ANCHOR.format(top=Mm(CODE_TOP)))
    extent, *others = list(inline)
    anchor.extend([extent, parse_xml(_NO_WRAP), *others])
    drawing.replace(inline, anchor)


def _field(paragraph: Any, name: str) -> None:
    from docx.oxml import parse_xml

    text = "<w:r><w:t>1</w:t></w:r>"
    field = f'<w:fldSimple xmlns:w="{MAIN}" w:instr="{name}">{text}</w:fldSimple>'
    paragraph._p.append(parse_xml(field))  # noqa: SLF001 - python-docx has no fields of its own
