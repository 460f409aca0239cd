"""Turns the pages of a PDF into pictures: for the preview, for printing and for page images."""

from dataclasses import dataclass
from pathlib import Path

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.geometry import MM

POINTS_PER_INCH = 72


@dataclass(frozen=True)
class PageImage:
    """A rendered page: rows of 4 bytes a pixel, blue, green, red and one unused (Format_RGB32)."""

    width: int
    height: int
    pixels: bytes


def page_count(file: Path) -> int:
    """How many pages a PDF has; raises UserError when it cannot be read."""
    with _Document(file) as document:
        return document.count


@dataclass(frozen=True)
class Outline:
    """The entries of a PDF with the pages they lead to, from 1, and how many pages there are."""

    titles: tuple[tuple[str, int], ...]
    pages: int


def outline_of(file: Path) -> Outline:
    """What a PDF says is in it; raises UserError when it cannot be read."""
    with _Document(file) as document:
        return Outline(document.titles(), document.count)


def page_size(file: Path, index: int = 0) -> tuple[float, float]:
    """Width and height of a page, counted from 0, in millimetres; UserError for a bad file."""
    with _Document(file) as document:
        return document.size(index)


def render_page(file: Path, index: int, dpi: float = 96.0) -> PageImage:
    """One page, counted from 0, as a picture; raises UserError when it cannot be read."""
    with _Document(file) as document:
        return document.render(index, dpi)


class _Document:
    """An open PDF, closed again at the end of a ``with``."""

    def __init__(self, file: Path) -> None:
        import pypdfium2  # type: ignore[import-untyped]

        try:
            self._document = pypdfium2.PdfDocument(file)
        except (OSError, pypdfium2.PdfiumError) as error:
            raise UserError(
                f"“{file.name}”打不开，可能不在了或者坏了，已录入的资料没有变化，请重新生成一次。"
            ) from error

    def __enter__(self) -> "_Document":
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    @property
    def count(self) -> int:
        return len(self._document)

    def titles(self) -> tuple[tuple[str, int], ...]:
        found = []
        for entry in self._document.get_toc():
            target = entry.get_dest()
            if target is not None:
                found.append((entry.get_title(), target.get_index() + 1))
        return tuple(found)

    def size(self, index: int) -> tuple[float, float]:
        width, height = self._document.get_page_size(index)
        return width / MM, height / MM

    def render(self, index: int, dpi: float) -> PageImage:
        page = self._document[index]
        bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=False, prefer_bgrx=True)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        rows = bytes(bitmap.buffer)
        page.close()
        if stride != 4 * width:
            rows = b"".join(rows[y * stride : y * stride + 4 * width] for y in range(height))
        return PageImage(width, height, rows)
