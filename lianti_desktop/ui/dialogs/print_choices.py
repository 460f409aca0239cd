"""Onto paper: printer, pages, copies, colour, one side or two."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from lianti_desktop.printing.press import PrintResult
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.dialogs.turn_paper import Outcome, TurnPaper
from lianti_desktop.ui.onto_paper import (
    Printing,
    PrintWish,
    fronts_and_backs,
    page_words,
    parse_pages,
)
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.flag_field import FlagField
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.line_fields import NumberBounds, NumberField, ParsedField
from lianti_desktop.ui.widgets.option import Option

MOST_COPIES = 99
BY_HAND = "by hand"
SIDES = (
    Option(QPrinter.DuplexMode.DuplexNone, "单面"),
    Option(QPrinter.DuplexMode.DuplexLongSide, "双面（长边翻页）"),
    Option(QPrinter.DuplexMode.DuplexShortSide, "双面（短边翻页）"),
    Option(BY_HAND, "双面（打完正面，手动翻纸）"),
)
NO_PRINTER = "这台电脑还没有装打印机，没有打印。可以先另存为PDF，拿到有打印机的电脑上打印。"


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
        self.grey = FlagField("只用黑色墨粉")
        self._fill()
        self.printer.set_value(QPrinterInfo.defaultPrinterName() or (names[0] if names else None))
        self.pages.set_value(tuple(range(result.pages)))
        self.copies.set_value(1)
        self.sides.set_value(SIDES[0].key)
        self.show_error("" if names else NO_PRINTER)
        self.go.setEnabled(bool(names))

    def wish(self) -> PrintWish | None:
        """What is asked for now, both sides by hand as one side; None while something is unclear.

        The fronts and backs of printing by hand follow from it.
        """
        if not self.rows.commit() or self.pages.value() is None or self.copies.value() is None:
            return None
        sides = self.sides.value()
        if sides == BY_HAND:
            sides = QPrinter.DuplexMode.DuplexNone
        return PrintWish(
            self._result.file, self.pages.value(), self.copies.value(), sides, self.grey.value()
        )

    def print_now(self) -> None:
        """Send the pages to the chosen printer; by hand the fronts first."""
        wish = self.wish()
        if wish is None:
            return
        if self.sides.value() == BY_HAND:
            fronts, _ = fronts_and_backs(wish.pages_there, wish.copies, is_face_down=True)
            self._send(replace(wish, pages=fronts, copies=1), partial(self._turn, wish))
        else:
            self._send(wish, self.accept)

    def _send(self, wish: PrintWish, then: Callable[[], None]) -> None:
        printer = QPrinter(QPrinterInfo.printerInfo(str(self.printer.value())))
        self.go.setEnabled(False)
        self.show_error("")
        job = Printing(printer, wish)
        self._desk.run(job.run, Reply(self, lambda _: then(), self._on_refused))

    def _turn(self, wish: PrintWish) -> None:
        """The fronts lie in the tray: how to put them back, then the backs."""
        asked = TurnPaper(self)
        if asked.exec() != TurnPaper.DialogCode.Accepted:
            self._on_refused("只打了正面，背面没有打。资料没有变化。要打背面，请重新打印一次。")
            return
        is_face_down = asked.outcome() is Outcome.FACE_DOWN
        _, backs = fronts_and_backs(wish.pages_there, wish.copies, is_face_down=is_face_down)
        self._send(replace(wish, pages=backs, copies=1), self.accept)

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
        self.rows.add(Row("grey", "颜色"), self.grey)
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
