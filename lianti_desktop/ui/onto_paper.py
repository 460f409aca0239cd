"""Pages of a PDF onto a printer, always at 100 % of their own size; two sides also by hand."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from lianti_desktop.domain.errors import UserError
from lianti_desktop.ui.reply import CancelledError, Progress

PAPER_DPI = 300
MM_PER_INCH = 25.4
RANGE = re.compile(r"(\d+)(?:\s*[-—–~至到]\s*(\d+))?")

Pages = tuple[int | None, ...]
"""Pages from 0 in the order in which they are printed; None is a side that stays empty."""


@dataclass(frozen=True)
class PrintWish:
    """What goes onto paper; `is_grey` prints without colour whatever the printer can do."""

    file: Path
    pages: Pages
    copies: int = 1
    sides: QPrinter.DuplexMode = QPrinter.DuplexMode.DuplexNone
    is_grey: bool = False

    @property
    def pages_there(self) -> tuple[int, ...]:
        """The pages without sides that stay empty."""
        return tuple(page for page in self.pages if page is not None)


def parse_pages(text: str, count: int) -> tuple[int, ...]:
    """Reads 1-3,5 into pages from 0; the ValueError is a Chinese sentence."""
    plain = unicodedata.normalize("NFKC", text).replace("、", ",").replace(";", ",")
    chosen: list[int] = []
    for part in filter(None, (piece.strip() for piece in plain.split(","))):
        found = RANGE.fullmatch(part)
        if found is None:
            raise ValueError(f"没看懂“{part}”，请写成 1-3,5。")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= count:
            raise ValueError(f"一共只有 {count} 页，请写 1 到 {count} 之间的页码。")
        chosen.extend(page - 1 for page in range(first, last + 1))
    if not chosen:
        raise ValueError("请写要打印的页码，例如 1-3,5。")
    return tuple(chosen)


def page_words(pages: Sequence[int]) -> str:
    """Writes pages from 0 as 1-3,5."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ",".join(f"{a + 1}" if a == b else f"{a + 1}-{b + 1}" for a, b in runs)


def fronts_and_backs(
    pages: Sequence[int], copies: int, *, is_face_down: bool
) -> tuple[Pages, Pages]:
    """The two passes of printing both sides by hand, all copies in each.

    A pile that comes out face down is put back as it lies, so its last sheet is fed first; one
    that comes out face up is turned over as a whole and begins with its first sheet.
    """
    copy: list[int | None] = list(pages)
    if len(copy) % 2:
        copy.append(None)
    sheets = copy * copies
    backs = sheets[1::2]
    return tuple(sheets[0::2]), tuple(reversed(backs) if is_face_down else backs)


class Printing:
    """Paints the pages of a PDF one by one onto a printer."""

    def __init__(self, printer: QPrinter, wish: PrintWish) -> None:
        self._printer = printer
        self._wish = wish

    def run(self, progress: Progress) -> int:
        """Prints; gives the number of pages sent. Stopping leaves the rest unprinted."""
        self._set_up()
        painter = QPainter()
        if not painter.begin(self._printer):
            raise UserError(
                "打印机没有接上或者缺纸，没有打印，资料没有变化。请看看打印机再试一次。"
            )
        try:
            self._paint(painter, progress)
        finally:
            painter.end()
        return len(self._wish.pages)

    def _set_up(self) -> None:
        self._printer.setResolution(PAPER_DPI)
        self._printer.setFullPage(True)
        self._printer.setCopyCount(self._wish.copies)
        self._printer.setDuplex(self._wish.sides)
        self._printer.setDocName(self._wish.file.stem)
        if self._wish.is_grey:
            self._printer.setColorMode(QPrinter.ColorMode.GrayScale)
        self._fit_paper(self._wish.pages[0])

    def _fit_paper(self, page: int | None) -> None:
        """The sheet as large as the page is: A4, 16K, or two pages of a booklet side by side."""
        from lianti_desktop.printing.preview import page_size

        wide, high = page_size(self._wish.file, page or 0)
        size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Millimeter)
        is_wide = wide > high
        way = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
        self._printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))

    def _paint(self, painter: QPainter, progress: Progress) -> None:
        total = len(self._wish.pages)
        for done, page in enumerate(self._wish.pages):
            progress.tell("正在打印", done, total)
            if progress.is_cancelled():
                self._printer.abort()
                raise CancelledError
            if done:
                self._fit_paper(page)
                self._printer.newPage()
            if page is not None:
                painter.drawImage(QPointF(0, 0), self._image(page))
        progress.tell("正在打印", total, total)

    def _image(self, page: int) -> QImage:
        from lianti_desktop.printing.preview import render_page

        drawn = render_page(self._wish.file, page, self._printer.resolution())
        image = QImage(
            drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, QImage.Format.Format_RGB32
        )
        if self._wish.is_grey:
            return image.convertToFormat(QImage.Format.Format_Grayscale8)
        return image.copy()
