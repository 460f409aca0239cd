"""Reads our PDFs back, as a reader would, to see what is really on their pages."""

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2


def page_texts(file: Path) -> list[str]:
    """The text of each page, without any white space."""
    document = pypdfium2.PdfDocument(file)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return texts


def unembedded_fonts(file: Path) -> set[str]:
    """The names of fonts that a reader would have to have itself."""
    with pikepdf.open(file) as pdf:
        fonts = [
            font
            for page in pdf.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        ]
        return {str(font.BaseFont) for font in fonts if not _is_embedded(font)}


def _is_embedded(font: Any) -> bool:
    return "/FontDescriptor" in font and "/FontFile2" in font.FontDescriptor


def outline_pages(file: Path) -> dict[str, int]:
    """Each entry of the outline with the page it leads to, counted from 1."""
    document = pypdfium2.PdfDocument(file)
    found = {}
    for entry in document.get_toc():
        target = entry.get_dest()
        found[entry.get_title()] = target.get_index() + 1
    document.close()
    return found


def link_targets(file: Path) -> list[int]:
    """The pages, counted from 1, that the links of the file lead to, in reading order."""
    with pikepdf.open(file) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return [
            numbers[note.Dest[0].objgen] for page in pdf.pages for note in page.get("/Annots", [])
        ]
