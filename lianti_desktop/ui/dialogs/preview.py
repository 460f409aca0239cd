"""The print preview: the very file that goes to the printer, to look at, print or keep."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import PrintKind, PrintWay
from lianti_desktop.printing.press import PrintResult
from lianti_desktop.storage.store import system_now
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.copy_shop import Book, CopyShopDialog
from lianti_desktop.ui.dialogs.print_choices import PrintDialog
from lianti_desktop.ui.dialogs.sheet import keep_default
from lianti_desktop.ui.page_view import PageView
from lianti_desktop.ui.printing_warnings import WarningsCard
from lianti_desktop.ui.printouts import passing_folder, press_for
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.volumes import volumes
from lianti_desktop.ui.widgets.buttons import IconButton, MainButton, PlainButton
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from lianti_desktop.printing.copy_shop import ShopOrder
    from lianti_desktop.printing.preflight import Finding

Produce = Callable[[Progress], PrintResult]
WAITING = EmptyWords("book", "还没有页面", "排好以后在这里一页一页看，再决定打印还是另存。")
SIZE = QSize(1180, 700)
EDGE = QSize(16, 40)
SIDE_WIDTH = 21


@dataclass(frozen=True)
class Leaving:
    """What is kept when the file leaves: what it is, and of which publication it is a print."""

    document: str
    kind: PrintKind
    album: UUID | None = None
    volume: UUID | None = None
    bulletin: UUID | None = None


class PreviewPane(QWidget):
    """Makes a file, shows it, and does with it what the user wants.

    `made` with the result; `keeps_page` stays at the page shown when the file is made anew.
    `warnings_below` is False where somebody else shows what was known before the file was written;
    what was found while it was written is always told here.
    """

    made = Signal(object)

    def __init__(self, desk: Desk, title: str = "文件", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = title
        self.result: PrintResult | None = None
        self.warnings_below = True
        self.keeps_page = False
        self._book: Book | None = None
        self._leaving: Leaving | None = None
        self.view = PageView(desk)
        self.view.hide()
        self._waiting = EmptyState(WAITING)
        self.warnings = Words("", "waiting").wrapping()
        self.sentence = Words("", "secondary").wrapping()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.print_button = MainButton("打印…", "printer")
        self.save_button = PlainButton("另存为PDF（F12）", "export")
        self.stop_button = PlainButton("停下")
        self.more = IconButton("more", "小册子、送打印店")
        self.more.hide()
        self.print_button.clicked.connect(self.ask_print)
        self.save_button.clicked.connect(self.ask_save)
        self.stop_button.clicked.connect(desk.cancel)
        desk.progressed.connect(self._on_progress)
        desk.broke.connect(self._on_broke)
        QShortcut(QKeySequence("F12"), self).activated.connect(self.ask_save)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.ask_print)
        self.buttons = QHBoxLayout()
        self._lay_out()
        self._set_busy(busy=False)

    def produce(self, work: Produce) -> None:
        """Make the file beside the window and show it."""
        self.result = None
        self._set_busy(busy=True)
        self.sentence.setText("正在排版…")
        self._desk.run(work, Reply(self, self._on_made, self._on_refused))

    def set_title(self, title: str) -> None:
        """What a saved file is called."""
        self._title = title

    def set_book(self, book: Book | None) -> None:
        """What the copy shop would get; None for papers that do not go there."""
        self._book = book
        self.more.setVisible(book is not None)

    def set_leaving(self, leaving: Leaving | None) -> None:
        """What is kept each time the file leaves; None keeps nothing."""
        self._leaving = leaving

    def show_result(self, result: PrintResult, page: int = 0) -> None:
        """A file that is there already, at one of its pages."""
        self.result = result
        self._set_busy(busy=False)
        self.sentence.setText("")
        told = result.told if self.warnings_below else result.late
        self.warnings.setText("\n".join(told))
        self.warnings.setVisible(bool(told))
        self._waiting.hide()
        self.view.show()
        self.view.show_file(result.file, result.pages, page)

    def ask_save(self) -> None:
        """Where the PDF should be kept."""
        if self.result is None:
            return
        usual = str(Path.home() / f"{self._title}.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, "另存为PDF", usual, "PDF 文件 (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() == ".pdf" else Path(f"{chosen}.pdf"))

    def save_to(self, aim: Path) -> None:
        """Keep a copy; the answer is a quiet line."""
        if self.result is None:
            return
        source = self.result.file

        def copy(_progress: Progress) -> Path:
            try:
                shutil.copyfile(source, aim)
            except OSError as error:
                raise UserError(
                    f"“{aim.name}”存不进去，已录入的资料没有变化。"
                    "可能它正开着，或者磁盘满了：请关掉它，或者换一个位置。"
                ) from error
            return aim

        self._desk.run(copy, Reply(self, self._on_saved, self._say))

    def ask_print(self) -> None:
        """Which pages, how many, on which printer."""
        if self.result is not None:
            dialog = PrintDialog(self._desk, self.result, self.view.page(), self)
            if dialog.exec() == PrintDialog.DialogCode.Accepted:
                self._keep(PrintWay.PRINTER, self.result, dialog.copies.value() or 1)

    def make_booklet(self) -> None:
        """The pages in pairs on sheets of twice the size, shown instead."""
        result, book = self.result, self._book
        if result is None or book is None:
            return

        def work(progress: Progress) -> PrintResult:
            from lianti_desktop.printing.imposition import write_booklet

            out = passing_folder(self._desk.store.data) / f"{self._title} 小册子.pdf"
            press = press_for(progress, "正在拼版")
            booklet = write_booklet(result.file, out, press, keeps_last=book.has_back_cover)
            return replace(booklet, photos=result.photos, lost=result.lost)

        self.set_book(None)
        self.produce(work)

    def ask_copy_shop(self) -> None:
        """A folder for the copy shop, onto a stick."""
        result, book = self.result, self._book
        if result is None or book is None:
            return
        dialog = CopyShopDialog(book, volumes(), self)
        place = dialog.place if dialog.exec() == CopyShopDialog.DialogCode.Accepted else None
        if place is not None:
            self.write_copy_shop(result, dialog.order(), place)

    def write_copy_shop(self, result: PrintResult, order: "ShopOrder", place: Path) -> None:
        """Fill the folder and keep that the file left."""

        def work(progress: Progress) -> Path:
            from lianti_desktop.printing.copy_shop import write_copy_shop

            write_copy_shop(order, result.file, place, press_for(progress, "正在写到U盘"))
            return place

        def done(folder: Path) -> None:
            self._say(f"写好了：{folder}。现在可以拔出U盘。")
            self._keep(PrintWay.SHOP, result, order.copies)

        self._desk.run(work, Reply(self, done, self._say))

    def _on_made(self, result: PrintResult) -> None:
        self._desk.progressed.emit("", 1, 1)
        self.show_result(result, self.view.page() if self.keeps_page else 0)
        self.made.emit(result)

    def _on_refused(self, sentence: str) -> None:
        self._desk.progressed.emit("", 1, 1)
        self._set_busy(busy=False)
        self._say(sentence)

    def _on_broke(self, _error: object) -> None:
        """Our own mistake is told by the window; here the waiting must end."""
        if self.stop_button.isVisibleTo(self):
            self._on_refused("没有排成，资料没有变化。请再试一次。")

    def _on_saved(self, aim: Path) -> None:
        self._say(f"已存到 {aim}")
        if self.result is not None:
            self._keep(PrintWay.FILE, self.result, 1)

    def _keep(self, way: PrintWay, result: PrintResult, copies: int) -> None:
        """Note that the file left the office, so that a photo in it can be found later."""
        leaving = self._leaving
        if leaving is None:
            return

        def work(session: Session) -> None:
            from lianti_desktop.services.print_snapshots import LeavingPrint, keep_print

            left = LeavingPrint(
                leaving.document,
                leaving.kind,
                way,
                result.file,
                result.pages,
                result.photos,
                copies,
                self._desk.author,
                leaving.album,
                leaving.volume,
                leaving.bulletin,
            )
            keep_print(session, left, system_now())

        self._desk.change(f"印制 {leaving.document}", work, Reply(self))

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)

    def _on_progress(self, words: str, done: int, total: int) -> None:
        if self.stop_button.isVisibleTo(self) and words:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self.sentence.setText(f"{words} {done}/{total}" if total else words)

    def _set_busy(self, *, busy: bool) -> None:
        self._bar.setRange(0, 0)
        self._bar.setVisible(busy)
        self.stop_button.setVisible(busy)
        self.warnings.hide()
        for button in (self.print_button, self.save_button, self.more):
            button.setEnabled(not busy and self.result is not None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.view, 1)
        column.addWidget(self._waiting, 1)
        column.addWidget(self.warnings)
        column.addWidget(self._bar)
        self.buttons.setSpacing(Space.SMALL)
        self.buttons.addWidget(self.sentence, 1)
        menu = QMenu(self.more)
        menu.addAction("拼成小册子（骑马订）").triggered.connect(self.make_booklet)
        menu.addAction("送打印店…").triggered.connect(self.ask_copy_shop)
        self.more.setMenu(menu)
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.stop_button, self.more, self.save_button, self.print_button):
            self.buttons.addWidget(button)
        column.addLayout(self.buttons)


class PreviewDialog(QDialog):
    """The preview in a window; begins to make the file when it is shown.

    `chosen` is what was found before printing and is to be mended, when that closed the window.
    """

    def __init__(
        self,
        desk: Desk,
        produce: Produce,
        title: str = "打印预览",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._desk = desk
        self.pane = PreviewPane(desk, title, self)
        close = PlainButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self.pane.buttons.addWidget(close)
        self.chosen: Finding | None = None
        self.checks = WarningsCard()
        self.checks.followed.connect(self._on_followed)
        self._side = scrolling(self.checks)
        self._side.setFixedWidth(round(current_sizes().points * SIDE_WIDTH))
        self._side.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._side)
        row.addWidget(self.pane, 1)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        keep_default(self)
        self.fit()
        self.pane.produce(produce)

    def fit(self, room: QSize | None = None) -> None:
        """Large, but never larger than the screen."""
        screen = room or self.screen().availableGeometry().size()
        self.resize((screen - EDGE).boundedTo(SIZE))

    def show_findings(self, found: "Sequence[Finding]") -> None:
        """What to look at before printing, at the left."""
        self.checks.show_findings(found)
        self._side.setVisible(bool(found))

    def _on_followed(self, finding: "Finding") -> None:
        self.chosen = finding
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pane.ask_print()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Whoever leaves does not wait for the pages any more."""
        if self.pane.stop_button.isVisibleTo(self):
            self._desk.cancel()
        super().reject()
