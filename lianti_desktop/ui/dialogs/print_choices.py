"""Onto paper: printer, pages, copies, one side or two; always at 100 % of the page's own size."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.press import PrintResult
from lianti_desktop.ui.desk import CancelledError, Desk
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.line_fields import NumberBounds, NumberField, ParsedField
from lianti_desktop.ui.widgets.option import Option

PAPER_DPI = 300
MOST_COPIES = 99
RANGE = re.compile(r"(\d+)(?:\s*[-—–~至到]\s*(\d+))?")
SIDES = (
    Option(QPrinter.DuplexMode.DuplexNone, "单面"),
    Option(QPrinter.DuplexMode.DuplexLongSide, "双面（长边翻页）"),
    Option(QPrinter.DuplexMode.DuplexShortSide, "双面（短边翻页）"),
)
NO_PRINTER = "这台电脑还没有装打印机，没有打印。可以先另存为PDF，拿到有打印机的电脑上打印。"


@dataclass(frozen=True)
class PrintWish:
    """What goes onto paper; `pages` are counted from 0."""

    file: Path
    pages: tuple[int, ...]
    copies: int = 1
    sides: QPrinter.DuplexMode = QPrinter.DuplexMode.DuplexNone


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


class PrintDialog(Sheet):
    """Asks and prints; stays open while pages go out, so that it can be stopped."""

    def __init__(
        self, desk: Desk, result: PrintResult, page: int, parent: QWidget | None = None
    ) -> None:
        super().__init__("打印", parent, width=28)
        self._desk = desk
        self._result = result
        self._page = page
        self.rows = FormRows(columns=1)
        names = QPrinterInfo.availablePrinterNames()
        self.printer = ChoiceField([Option(name, name) for name in names], optional=False)
        self.pages = ParsedField(self._read_pages, page_words, "例如 1-3,5")
        self.copies = NumberField(NumberBounds(1, MOST_COPIES, unit="份"))
        self.sides = ChoiceField(SIDES, optional=False)
        self._fill()
        self.printer.set_value(QPrinterInfo.defaultPrinterName() or (names[0] if names else None))
        self.pages.set_value(tuple(range(result.pages)))
        self.copies.set_value(1)
        self.sides.set_value(SIDES[0].key)
        self.show_error("" if names else NO_PRINTER)
        self.go.setEnabled(bool(names))

    def wish(self) -> PrintWish | None:
        """What is asked for now; None while something cannot be read."""
        if not self.rows.commit() or self.pages.value() is None or self.copies.value() is None:
            return None
        return PrintWish(
            self._result.file, self.pages.value(), self.copies.value(), self.sides.value()
        )

    def print_now(self) -> None:
        """Send the pages to the chosen printer."""
        wish = self.wish()
        if wish is None:
            return
        printer = QPrinter(QPrinterInfo.printerInfo(str(self.printer.value())))
        self.go.setEnabled(False)
        self.show_error("")
        job = Printing(printer, wish)
        self._desk.run(job.run, Reply(self, lambda _: self.accept(), self._on_refused))

    def _read_pages(self, text: str) -> tuple[int, ...]:
        return parse_pages(text, self._result.pages)

    def _on_refused(self, sentence: str) -> None:
        self.go.setEnabled(True)
        self.show_error(sentence)

    def _choose_current(self) -> None:
        self.pages.set_value((self._page,))

    def _choose_all(self) -> None:
        self.pages.set_value(tuple(range(self._result.pages)))

    def _fill(self) -> None:
        self.rows.add(Row("printer", "打印机"), self.printer)
        self.rows.add(Row("pages", "页码", hint="一直按实际大小打印，不缩放。"), self.pages)
        self.rows.add(Row("copies", "份数"), self.copies)
        self.rows.add(Row("sides", "单面还是双面"), self.sides)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)
        for words, act in (("只打这一页", self._choose_current), ("全部", self._choose_all)):
            button = QuietButton(words)
            button.clicked.connect(act)
            self.add_left(button)
        self.add_button("不打印").clicked.connect(self._leave)
        self.go = self.add_button("打印", ButtonRole.MAIN)
        self.go.clicked.connect(self.print_now)

    def _leave(self) -> None:
        self._desk.cancel()
        self._desk.progressed.emit("", 1, 1)
        self.reject()


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
        page = QPageSize(QPageSize.PageSizeId.A4)
        upright = QPageLayout.Orientation.Portrait
        self._printer.setResolution(PAPER_DPI)
        self._printer.setFullPage(True)
        self._printer.setPageLayout(QPageLayout(page, upright, QMarginsF(0, 0, 0, 0)))
        self._printer.setCopyCount(self._wish.copies)
        self._printer.setDuplex(self._wish.sides)
        self._printer.setDocName(self._wish.file.stem)

    def _paint(self, painter: QPainter, progress: Progress) -> None:
        from lianti_desktop.printing.preview import render_page

        total = len(self._wish.pages)
        for done, index in enumerate(self._wish.pages):
            progress.tell("正在打印", done, total)
            if progress.is_cancelled():
                self._printer.abort()
                raise CancelledError
            if done:
                self._printer.newPage()
            page = render_page(self._wish.file, index, self._printer.resolution())
            image = QImage(
                page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGB32
            )
            painter.drawImage(QPointF(0, 0), image)
        progress.tell("正在打印", total, total)
