"""An empty Word document of our own, made in code: its styles name East-Asian fonts.

The template that comes with python-docx maps Chinese text to a Japanese font.  Ours says for each
style which font draws Latin letters and which draws Chinese characters; WPS and Word put their
own 宋体 where a font is not installed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from docx.document import Document

LATIN = "Times New Roman"
SONG, HEI, KAI, FANG = "宋体", "黑体", "楷体", "仿宋"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TWENTIETHS = 20
_HALVES = 2


@dataclass(frozen=True)
class WordStyle:
    """A style of paragraphs; sizes and distances in points, ``indent`` in characters.

    ``outline`` is the level of a heading from 1, or 0 for text.
    """

    name: str
    face: str = SONG
    size: float = 10.5
    leading: float = 0.0
    align: str = "left"
    indent: float = 0.0
    aside: float = 0.0
    """How far all lines keep from either edge."""
    is_bold: bool = False
    colour: str = ""
    outline: int = 0
    before: float = 0.0
    after: float = 0.0


def new_document(styles: Sequence[WordStyle], title: str, author: str = "") -> "Document":
    """An empty document with these styles."""
    from docx import Document

    document = Document(BytesIO(_package(styles)))
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.language, about.comments = "zh-CN", ""
    return document


def _package(styles: Sequence[WordStyle]) -> bytes:
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml")
        ),
        "word/document.xml": f'{_DECLARED}<w:document xmlns:w="{MAIN}"><w:body>'
        "<w:sectPr/></w:body></w:document>",
        "word/styles.xml": _styles(styles),
        "word/settings.xml": _SETTINGS,
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()


def _relations(*parts: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


_CONTENT_TYPES = (
    f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/></Types>'
)
_SETTINGS = (
    f'{_DECLARED}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def _styles(styles: Sequence[WordStyle]) -> str:
    default = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(SONG)}"
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'
        "</w:style>"
    )
    return (
        f'{_DECLARED}<w:styles xmlns:w="{MAIN}">{default}{"".join(map(_style, styles))}</w:styles>'
    )


def _style(style: WordStyle) -> str:
    name = f"heading {style.outline}" if style.outline else style.name
    return (
        f'<w:style w:type="paragraph" w:customStyle="{int(not style.outline)}" '
        f"w:styleId={quoteattr(style.name)}><w:name w:val={quoteattr(name)}/>"
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{_paragraph(style)}{_run(style)}</w:style>'
    )


def _paragraph(style: WordStyle) -> str:
    keep = "<w:keepNext/>" if style.outline else ""
    spacing = f' w:before="{_twips(style.before)}" w:after="{_twips(style.after)}"'
    if style.leading:
        spacing += f' w:line="{_twips(style.leading)}" w:lineRule="exact"'
    indent = _indent(style) if style.indent or style.aside else ""
    level = f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    return f'<w:pPr>{keep}<w:spacing{spacing}/>{indent}<w:jc w:val="{style.align}"/>{level}</w:pPr>'


def _indent(style: WordStyle) -> str:
    """In characters for Word and WPS, in points for whoever knows no characters."""
    aside = _twips(style.aside)
    sides = f' w:left="{aside}" w:right="{aside}"' if aside else ""
    points = _twips(style.indent * style.size)
    first = f' w:firstLineChars="{round(style.indent * 100)}" w:firstLine="{points}"'
    return f"<w:ind{sides}{first if style.indent else ''}/>"


def _run(style: WordStyle) -> str:
    bold = "<w:b/>" if style.is_bold else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    size = round(style.size * _HALVES)
    return (
        f"<w:rPr>{_fonts(style.face)}{bold}{colour}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _fonts(face: str) -> str:
    east = quoteattr(face)
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia={east} w:cs="{LATIN}"/>'


def _twips(points: float) -> int:
    return round(points * _TWENTIETHS)
