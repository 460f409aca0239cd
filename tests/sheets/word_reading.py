"""Reads our Word files back, by python-docx and by their XML."""

import re
import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as Tree

from docx import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts_of(data: bytes) -> dict[str, str]:
    """The XML parts of a file, by name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        return {name: package.read(name).decode() for name in names}


def words_of(data: bytes) -> str:
    """All text in the order of the document, a line for each paragraph with words."""
    body = Tree.fromstring(parts_of(data)["word/document.xml"])
    lines = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))
    return "".join(f"{line}\n" for line in lines if line)


def opened(data: bytes) -> Any:
    """The document as python-docx understands it."""
    return Document(BytesIO(data))


def faces_without_east_asian(data: bytes) -> list[str]:
    """The font settings that leave the font of Chinese characters to chance."""
    found = re.findall(r"<w:rFonts[^>]*>", "".join(parts_of(data).values()))
    return [face for face in found if 'w:eastAsia="' not in face]


def undefined_styles(data: bytes) -> set[str]:
    """The styles that paragraphs name and the document does not have."""
    parts = parts_of(data)
    known = set(re.findall(r'w:styleId="([^"]+)"', parts["word/styles.xml"]))
    used = re.findall(r'<w:pStyle w:val="([^"]+)"', "".join(parts.values()))
    return set(used) - known
