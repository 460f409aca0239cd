"""恢复单: the paper with the code that opens a forgotten password, for the principal's safe."""

from dataclasses import dataclass
from pathlib import Path

from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.form import FormBuilder, flow
from lianti_desktop.printing.label_row import Cell, CellRow, Row
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page, Paper
from lianti_desktop.printing.paragraph import Align, TextStyle
from lianti_desktop.printing.press import Imprint, Press, PrintResult
from lianti_desktop.printing.sheet_head import SheetHead, headed_pages

PAPER = Paper()
CODE = TextStyle(Role.BODY, 22, 40, align=Align.CENTRE, spacing=0.06)
CODE_ROW = 84.0
ADVICE = (
    "请把这张单子封好，交校长放进保险柜，不要夹在电脑旁边，也不要拍照。\n"
    "忘记密码时：打开程序，在选操作员的窗口点“忘了密码”，输入上面的恢复码，就可以重新设密码。\n"
    "恢复码用过一次就作废。重新设密码以后会有新的恢复码，请打印新的单子，旧的销毁。\n"
    "没有这张单子也没有密码时，可以请另一位操作员录入，或请中心校做重置文件，资料不会因此丢失。"
)


@dataclass(frozen=True)
class RecoverySheet:
    """Whose password it opens; ``day`` is written out."""

    operator: str
    role: str
    school: str
    code: str
    day: str


def write_recovery_sheet(sheet: RecoverySheet, out: Path, press: Press) -> PrintResult:
    """Writes the sheet as a PDF; raises UserError when the disk does not take it."""
    imprint = Imprint("密码恢复单", sheet.school)
    setter = press.setter()
    return print_document(lambda: _pages(sheet, setter), out, imprint, press)


def _pages(sheet: RecoverySheet, setter: Typesetter) -> list[Page]:
    head = SheetHead("密码恢复单", sheet.school)
    rows = _rows(sheet, FormBuilder(setter, PAPER.text_box(1).width), setter)
    return headed_pages(head, PAPER, lambda rooms: flow(rows, rooms), setter)


def _rows(sheet: RecoverySheet, form: FormBuilder, setter: Typesetter) -> list[Row]:
    label = form.label("恢复码")
    width = form.width - label.width
    code = Cell(setter.lay(sheet.code, CODE, width - 12), width, is_middle=True)
    return [
        form.pairs(("操作员", sheet.operator), ("身份", sheet.role)),
        form.pairs(("设密码日期", sheet.day), ("保管人签字", "")),
        CellRow((label, code), CODE_ROW),
        form.long("怎么用", ADVICE, 150, elastic=False),
    ]
