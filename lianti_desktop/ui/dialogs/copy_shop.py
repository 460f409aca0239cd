"""A folder for the copy shop: how many, in colour or not, whom to ask, onto which stick."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from lianti_desktop.services.data_place import Volume, VolumeKind
from lianti_desktop.ui.dialogs.choices import Choices
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.dialogs.stick import stick_option
from lianti_desktop.ui.widgets.flag_field import FlagField
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.line_fields import LineField, NumberBounds, NumberField

if TYPE_CHECKING:
    from lianti_desktop.printing.copy_shop import ShopOrder

MOST_COPIES = 9999
WHAT = "文件夹里有打印版、骑马订拼版、打印说明和内容清单，字体都带在文件里，打印店不用另外装。"
NO_STICK = "没有找到U盘。插上U盘再打开这里，或者选别的文件夹。"


@dataclass(frozen=True)
class Book:
    """What goes to the shop: its name, and whether it opens like a book with a back cover."""

    title: str
    is_book: bool = True
    has_back_cover: bool = False


class CopyShopDialog(Sheet):
    """Accepted with `place` set to the folder that will be made."""

    def __init__(self, book: Book, volumes: Sequence[Volume], parent: QWidget | None) -> None:
        super().__init__("送打印店", parent, width=34)
        self._book = book
        self.place: Path | None = None
        sticks = [one for one in volumes if one.kind is VolumeKind.REMOVABLE]
        self.rows = FormRows()
        self.copies = NumberField(NumberBounds(1, MOST_COPIES, unit="份"))
        self.colour = FlagField("彩色打印")
        self.contact = LineField("例如：曾主任 办公室电话", 40)
        self.choices = Choices([stick_option(stick) for stick in sticks], "选U盘")
        self._fill(has_stick=bool(sticks))
        self.copies.set_value(1)
        self.colour.set_value(True)

    def order(self) -> "ShopOrder":
        """What the shop is to make."""
        from lianti_desktop.printing.copy_shop import ShopOrder

        return ShopOrder(
            self._book.title,
            self.copies.value() or 1,
            is_book=self._book.is_book,
            has_back_cover=self._book.has_back_cover,
            has_colour=bool(self.colour.value()),
            contact=self.contact.value() or "",
        )

    def _take(self) -> None:
        self._settle(Path(str(self.choices.current())))

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "放到哪个文件夹")
        if chosen:
            self._settle(Path(chosen))

    def _settle(self, above: Path) -> None:
        if self.rows.commit():
            self.place = above / f"{self._book.title}（送打印店）"
            self.accept()

    def _fill(self, *, has_stick: bool) -> None:
        self.add_words(WHAT)
        self.rows.add(Row("copies", "印几份"), self.copies)
        self.rows.add(Row("colour", "颜色"), self.colour)
        self.rows.add(Row("contact", "有问题找谁", wide=True), self.contact)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.choices)
        if not has_stick:
            self.add_words(NO_STICK, "waiting")
        self.body.addStretch(1)
        self.add_button("选别的文件夹…").clicked.connect(self._ask)
        go = self.add_button("写到这个U盘", ButtonRole.MAIN)
        go.setEnabled(has_stick)
        go.clicked.connect(self._take)
