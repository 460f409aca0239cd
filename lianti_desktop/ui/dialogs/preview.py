"""The print preview: the very file that goes to the printer, to look at, print or keep."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.press import PrintResult
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.print_choices import PrintDialog
from lianti_desktop.ui.dialogs.sheet import keep_default
from lianti_desktop.ui.page_view import PageView
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.words import Words

Produce = Callable[[Progress], PrintResult]
WAITING = EmptyWords("book", "还没有页面", "排好以后在这里一页一页看，再决定打印还是另存。")
SIZE = QSize(1180, 700)
EDGE = QSize(16, 40)


class PreviewPane(QWidget):
    """Makes a file, shows it, and does with it what the user wants.

    `made` with the result; `warnings_below` is False where somebody else shows its warnings.
    """

    made = Signal(object)

    def __init__(self, desk: Desk, title: str = "文件", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = title
        self.result: PrintResult | None = None
        self.warnings_below = True
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

    def show_result(self, result: PrintResult) -> None:
        """A file that is there already."""
        self.result = result
        self._set_busy(busy=False)
        self.sentence.setText("")
        self.warnings.setText("\n".join(result.warnings))
        self.warnings.setVisible(self.warnings_below and bool(result.warnings))
        self._waiting.hide()
        self.view.show()
        self.view.show_file(result.file, result.pages)

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
            PrintDialog(self._desk, self.result, self.view.page(), self).exec()

    def _on_made(self, result: PrintResult) -> None:
        self._desk.progressed.emit("", 1, 1)
        self.show_result(result)
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
        for button in (self.print_button, self.save_button):
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
        for button in (self.stop_button, self.save_button, self.print_button):
            self.buttons.addWidget(button)
        column.addLayout(self.buttons)


class PreviewDialog(QDialog):
    """The preview in a window; begins to make the file when it is shown."""

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
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        column.addWidget(self.pane)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        keep_default(self)
        self.fit()
        self.pane.produce(produce)

    def fit(self, room: QSize | None = None) -> None:
        """Large, but never larger than the screen."""
        screen = room or self.screen().availableGeometry().size()
        self.resize((screen - EDGE).boundedTo(SIZE))

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
