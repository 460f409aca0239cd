"""P14 学期汇编: everything of a term bound in one volume, with contents, evidence and closing form.

The list of what is missing comes first, then the contents, the chapters behind their dividers, the
evidence index and the 备考表.  A page's printed number is its place in the file.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from lianti_desktop.printing.book import print_pages
from lianti_desktop.printing.content import TermVolume, VolumeChapter, VolumeItem
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.grid_row import MarkLeaf
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import About, Link, Page, Paper, Part
from lianti_desktop.printing.paragraph import Align
from lianti_desktop.printing.press import Imprint, Press, PrintResult
from lianti_desktop.printing.sheet_head import NUMBER
from lianti_desktop.printing.volume_items import VOLUME_PAPER, pages_for
from lianti_desktop.printing.volume_sheets import (
    Starts,
    closing_pages,
    contents_pages,
    cover_page,
    divider_page,
    evidence_pages,
    late_contents_pages,
    missing_pages,
)
from lianti_desktop.printing.volume_snapshot import (
    LATE,
    VolumeSnapshot,
    code_of,
    late_items,
)

FIRST_INNER_PAGE = 3
NUMBER_DOWN = 5.0


@dataclass(frozen=True)
class BoundVolume:
    """A printed volume and what has to be kept of it; `missing` is the list at its beginning."""

    result: PrintResult
    snapshot: VolumeSnapshot
    missing: tuple[str, ...] = ()


def write_volume(volume: TermVolume, out: Path, press: Press) -> BoundVolume:
    """Writes the volume as a PDF; raises UserError when the disk does not take it."""
    press.font_book.missing.clear()
    laid = laid_volume(volume, press.setter())
    result = print_pages(laid.pages, out, _imprint(volume), press)
    return BoundVolume(result, laid.snapshot, volume.missing)


def write_late_pages(
    volume: TermVolume, snapshot: VolumeSnapshot, out: Path, press: Press
) -> BoundVolume:
    """Writes what came after binding, numbered on from the last 补 page; raises as write_volume."""
    press.font_book.missing.clear()
    laid = laid_late_pages(volume, snapshot, press.setter())
    result = print_pages(laid.pages, out, _imprint(volume), press)
    return BoundVolume(result, laid.snapshot)


def _imprint(volume: TermVolume) -> Imprint:
    return Imprint(f"{volume.title} {volume.term}".strip(), volume.school, volume.alliance)


@dataclass(frozen=True)
class LaidVolume:
    """The pages of a volume and where its pieces begin."""

    pages: list[Page]
    snapshot: VolumeSnapshot


def laid_volume(volume: TermVolume, setter: Typesetter) -> LaidVolume:
    """Lays the volume out twice: once to learn the page numbers, once to print them."""
    first = _Layout(volume, setter, Starts({}, {}))
    first.pages()
    second = _Layout(volume, setter, first.found)
    pages = second.pages()
    numbered = [_numbered(page, number, setter) for number, page in enumerate(pages, 1)]
    linked = [_linked(page, second.found) for page in numbered]
    snapshot = VolumeSnapshot(code_of(volume), dict(second.found.items), len(pages))
    return LaidVolume(linked, snapshot)


class _Layout:
    """One pass over the volume; ``found`` collects where chapters and pieces begin."""

    def __init__(self, volume: TermVolume, setter: Typesetter, known: Starts) -> None:
        self._volume = volume
        self._setter = setter
        self._known = known
        self._pages: list[Page] = []
        self.found = Starts({}, {})

    def pages(self) -> list[Page]:
        volume, setter = self._volume, self._setter
        self._pages = [cover_page(volume, setter), Page(VOLUME_PAPER)]
        self._pages.extend(missing_pages(volume, setter, self._paper()))
        self._pages.extend(contents_pages(volume, self._known, setter, self._paper()))
        for index, chapter in enumerate(volume.chapters):
            self._add_chapter(index, chapter)
        self._pages.extend(evidence_pages(volume, self._known, setter, self._paper()))
        self._pages.extend(closing_pages(volume, code_of(volume), setter, self._paper()))
        return self._pages

    def _paper(self) -> Paper:
        """The paper of what begins on the next page."""
        return replace(VOLUME_PAPER, starts_left=len(self._pages) % 2 == 1)

    def _add_chapter(self, index: int, chapter: VolumeChapter) -> None:
        """The divider on a right page, and the pieces behind it."""
        if len(self._pages) % 2 == 1:
            self._pages.append(Page(VOLUME_PAPER))
        self.found.chapters[index] = len(self._pages) + 1
        self._pages.append(divider_page(index, chapter, self._setter))
        for item in chapter.items:
            self.found.items[item.key] = len(self._pages) + 1
            self._pages.extend(_item_pages(item, self._setter, self._paper()))


def _item_pages(item: VolumeItem, setter: Typesetter, paper: Paper) -> list[Page]:
    pages = pages_for(item.content, setter, paper)
    about = About(Part.CHAPTER, item.key)
    return [
        replace(page, bookmark="" if index else item.title, about=about)
        for index, page in enumerate(pages)
    ]


def _numbered(page: Page, number: int, setter: Typesetter, prefix: str = "") -> Page:
    """The page with its number at the outer side of its foot; cover and empty pages have none."""
    is_front = number < FIRST_INNER_PAGE and not prefix
    if is_front or not page.items:
        return page
    box = replace(VOLUME_PAPER, starts_left=False).text_box(number)
    line = Box(box.left, box.bottom + NUMBER_DOWN, box.width, NUMBER.leading)
    style = replace(NUMBER, align=Align.LEFT if number % 2 == 0 else Align.RIGHT)
    return replace(page, items=(*page.items, setter.at(line, f"{prefix}{number}", style)))


def _linked(page: Page, starts: Starts) -> Page:
    links = tuple(
        Link(item.box, starts.items[item.leaf.name] - 1)
        for item in page.items
        if isinstance(item.leaf, MarkLeaf) and item.leaf.name in starts.items
    )
    return replace(page, links=links) if links else page


def laid_late_pages(volume: TermVolume, snapshot: VolumeSnapshot, setter: Typesetter) -> LaidVolume:
    """The pieces that came after binding behind a list of them, numbered 补-1 and on."""
    late = late_items(volume, snapshot)
    before = snapshot.late_count
    starts: dict[str, int] = {}
    pages: list[Page] = []
    for _ in range(2):
        pages = late_contents_pages(late, Starts({}, starts), snapshot, setter)
        for item in late:
            starts[item.key] = before + len(pages) + 1
            paper = replace(VOLUME_PAPER, starts_left=(before + len(pages)) % 2 == 1)
            pages.extend(_item_pages(item, setter, paper))
    numbered = [
        _numbered(page, number, setter, LATE) for number, page in enumerate(pages, before + 1)
    ]
    within = Starts({}, {key: page - before for key, page in starts.items()})
    kept = replace(snapshot, late={**snapshot.late, **starts}, late_count=before + len(pages))
    return LaidVolume([_linked(page, within) for page in numbered], kept)
