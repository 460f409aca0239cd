"""Writes finished layouts as one PDF, a few dozen photos at a time so that memory stays small.

Each part is a document of its own; they are joined at the end, and only then the links of the
contents, the outline and the document's title are added, because they cross the parts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lianti_desktop.printing.fonts import FontBook, Role
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.page import Page, items_of
from lianti_desktop.printing.pen import Pen
from lianti_desktop.printing.photo_leaf import PhotoLeaf, is_coarse, photo_warnings
from lianti_desktop.printing.press import (
    Press,
    PrintResult,
    PrintStoppedError,
    missing_characters,
    write_whole,
)

PHOTOS_IN_PART = 40
PAGES_IN_PART = 60
BYTES_OF_PAGE = 60_000


@dataclass(frozen=True)
class Imprint:
    """What the file says about itself."""

    title: str
    author: str = ""
    subject: str = ""


def print_document(
    layout: Callable[[], Sequence[Page]], out: Path, imprint: Imprint, press: Press
) -> PrintResult:
    """Lays a document out and draws it into ``out``.

    Raises UserError when the disk does not take the file, PrintStoppedError when the user stops it.
    """
    press.font_book.missing.clear()
    pages = layout()

    def build(unfinished: Path) -> None:
        with TemporaryDirectory(dir=out.parent, prefix=".printing-") as folder:
            parts = list(_draw_parts(pages, Path(folder), press))
            _join(parts, unfinished, _Whole(pages, imprint, press.is_repeatable))

    write_whole(out, _expected_bytes(pages), press, build)
    warnings = (*_warnings(pages), *missing_characters(press.font_book))
    return PrintResult(out, len(pages), warnings, photos_in(pages))


@dataclass(frozen=True)
class _Whole:
    pages: Sequence[Page]
    imprint: Imprint
    is_repeatable: bool


def _photos_on(page: Page) -> list[PhotoLeaf]:
    return [item.leaf for item in page.items if isinstance(item.leaf, PhotoLeaf)]


def photos_in(pages: Sequence[Page]) -> tuple[str, ...]:
    """The keys of the photos on the pages, each once."""
    keys = (leaf.picture.photo.key for page in pages for leaf in _photos_on(page))
    return tuple(dict.fromkeys(key for key in keys if key))


def _expected_bytes(pages: Sequence[Page]) -> int:
    """The parts and the joined file lie on the disk together, so everything counts twice."""
    photos = (leaf.picture for page in pages for leaf in _photos_on(page))
    sizes = (p.photo.path.stat().st_size for p in photos if not p.problem)
    return 2 * (sum(sizes) + BYTES_OF_PAGE * len(pages))


def _warnings(pages: Sequence[Page]) -> list[str]:
    placed = [item for item in items_of(pages) if isinstance(item.leaf, PhotoLeaf)]
    lines = photo_warnings(item.leaf.picture for item in placed if isinstance(item.leaf, PhotoLeaf))
    for item in placed:
        if isinstance(item.leaf, PhotoLeaf) and is_coarse(item.leaf.picture, item.box):
            lines.append(f"照片太小，印出来会不清楚：{item.leaf.picture.name}")
    return lines


def _parts(pages: Sequence[Page]) -> Iterator[list[Page]]:
    part: list[Page] = []
    photos = 0
    for page in pages:
        part.append(page)
        photos += len(_photos_on(page))
        if photos >= PHOTOS_IN_PART or len(part) >= PAGES_IN_PART:
            yield part
            part, photos = [], 0
    if part:
        yield part


def _draw_parts(pages: Sequence[Page], folder: Path, press: Press) -> Iterator[Path]:
    done = 0
    for number, part in enumerate(_parts(pages)):
        path = folder / f"{number:04}.pdf"
        canvas = _canvas(path, press)
        for page in part:
            if press.cancelled():
                raise PrintStoppedError
            _draw_page(page, canvas, press.font_book)
            done += 1
            press.progress(done, len(pages))
        canvas.save()
        yield path


def _canvas(path: Path, press: Press) -> Any:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    options: dict[str, Any] = {
        "initialFontName": press.font_book.main_face(Role.BODY).name,
        "invariant": press.is_repeatable,
        "pageCompression": 1,
        "lang": "zh-CN",
    }
    return Canvas(str(path), **options)


def _draw_page(page: Page, canvas: Any, font_book: FontBook) -> None:
    canvas.setPageSize((page.paper.width, page.paper.height))
    pen = Pen(canvas, page.paper.height, font_book)
    for item in page.items:
        item.leaf.draw(pen, item.box)
    canvas.showPage()


def _join(parts: Sequence[Path], out: Path, whole: _Whole) -> None:
    """One file of all parts; qpdf's own job leaves their photos on the disk until it writes them,
    while pages that are added one by one would first be copied into memory."""
    import pikepdf

    job: Any = pikepdf.Job(["pikepdf", "--empty", "--pages", *map(str, parts), "--", str(out)])
    with job.create_pdf() as book:
        _add_links(book, whole.pages)
        _add_outline(book, whole.pages)
        _add_imprint(book, whole.imprint)
        book.save(out, deterministic_id=whole.is_repeatable)


def _add_links(book: Any, pages: Sequence[Page]) -> None:
    from pikepdf import Array, Dictionary, Name

    for index, page in enumerate(pages):
        notes = [
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array(_corners(link.box, page.paper.height)),
                Border=Array([0, 0, 0]),
                Dest=Array([book.pages[link.target].obj, Name.Fit]),
            )
            for link in page.links
        ]
        if notes:
            book.pages[index].Annots = book.make_indirect(Array(notes))


def _corners(box: Box, height: float) -> list[float]:
    places = (box.left, height - box.bottom, box.right, height - box.top)
    return [round(place, 2) for place in places]


def _add_outline(book: Any, pages: Sequence[Page]) -> None:
    from pikepdf import OutlineItem

    marked = [(index, page.bookmark) for index, page in enumerate(pages) if page.bookmark]
    if marked:
        with book.open_outline() as outline:
            outline.root.extend(OutlineItem(title, index) for index, title in marked)


def _add_imprint(book: Any, imprint: Imprint) -> None:
    from pikepdf import Dictionary

    book.Root.Lang = "zh-CN"
    book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with book.open_metadata(set_pikepdf_as_editor=False) as about:
        about["dc:title"] = imprint.title
        about["dc:language"] = ["zh-CN"]
        if imprint.author:
            about["dc:creator"] = [imprint.author]
        if imprint.subject:
            about["dc:description"] = imprint.subject
