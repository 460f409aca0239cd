"""Page numbers as people write them, and pages onto paper on one side or two."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import resources_folder
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.imposition import write_booklet
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.preview import PageImage, page_count, page_size, render_page
from lianti_desktop.printing.recovery_sheet import RecoverySheet, write_recovery_sheet
from lianti_desktop.ui.onto_paper import (
    Printing,
    PrintWish,
    fronts_and_backs,
    page_words,
    parse_pages,
)
from lianti_desktop.ui.reply import CancelledError, Progress

QUIET = Progress(lambda _words, _done, _total: None, lambda: False)


@given(st.sets(st.integers(0, 60), min_size=1))
def test_pages_are_read_as_they_are_written(pages: set[int]) -> None:
    written = tuple(sorted(pages))
    assert parse_pages(page_words(written), 61) == written


@pytest.mark.parametrize(
    ("text", "pages"),
    [("1-3,5", (0, 1, 2, 4)), ("２，４", (1, 3)), ("1、2", (0, 1)), ("2至3", (1, 2))],
)
def test_pages_may_be_written_in_several_ways(text: str, pages: tuple[int, ...]) -> None:
    assert parse_pages(text, 5) == pages


@pytest.mark.parametrize("text", ["", "0", "6", "3-2", "a", "1-9"])
def test_pages_that_are_not_there_get_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"页|1-3"):
        parse_pages(text, 5)


@pytest.fixture
def sheet(tmp_path: Path) -> PrintResult:
    content = RecoverySheet(
        "王玲", "录入员", "青石桥中心小学", "ABCD-EFGH-JKLM-NPQR", "2026年3月12日"
    )
    press = Press(FontBook([resources_folder() / "fonts"], with_system=False))
    return write_recovery_sheet(content, tmp_path / "sheet.pdf", press)


def test_the_paper_shows_the_page_in_its_own_size(
    qapp: QApplication, sheet: PrintResult, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    assert Printing(printer, PrintWish(sheet.file, (0, 0), copies=1)).run(QUIET) == 2
    assert page_count(tmp_path / "paper.pdf") == 2
    before = render_page(sheet.file, 0, 40)
    after = render_page(tmp_path / "paper.pdf", 1, 40)
    assert abs(before.width - after.width) <= 1
    assert abs(before.height - after.height) <= 1
    edges = zip(_printed_part(before), _printed_part(after), strict=True)
    assert all(abs(one - other) <= 2 for one, other in edges)


def _printed_part(page: PageImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is darker than paper."""
    picture = Image.frombuffer("RGB", (page.width, page.height), page.pixels, "raw", "BGRX", 0, 1)
    found = picture.convert("L").point(lambda value: 255 if value < 200 else 0).getbbox()
    assert found is not None
    return found


def test_printing_can_be_stopped(qapp: QApplication, sheet: PrintResult, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    stopped = Progress(lambda _words, _done, _total: None, lambda: True)
    with pytest.raises(CancelledError):
        Printing(printer, PrintWish(sheet.file, (0,))).run(stopped)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_not_there_gets_a_sentence(
    qapp: QApplication, sheet: PrintResult, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "paper.pdf"))
    with pytest.raises(UserError, match="打印机"):
        Printing(printer, PrintWish(sheet.file, (0,))).run(QUIET)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(1, 3), st.booleans())
def test_by_hand_every_sheet_gets_its_own_back(
    pages: list[int], copies: int, is_face_down: bool
) -> None:
    fronts, backs = fronts_and_backs(pages, copies, is_face_down=is_face_down)
    fed = reversed(fronts) if is_face_down else iter(fronts)
    sheets = list(zip(fed, backs, strict=True))
    if is_face_down:
        sheets.reverse()
    printed = [page for sheet in sheets for page in sheet if page is not None]
    assert printed == pages * copies


def test_an_empty_back_leaves_its_side_white(
    qapp: QApplication, sheet: PrintResult, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    assert Printing(printer, PrintWish(sheet.file, (None, 0))).run(QUIET) == 2
    empty = render_page(tmp_path / "paper.pdf", 0, 40)
    assert set(empty.pixels[0::4]) == {255}
    assert _printed_part(render_page(tmp_path / "paper.pdf", 1, 40))


def test_a_booklet_goes_onto_its_own_wide_paper(
    qapp: QApplication, sheet: PrintResult, tmp_path: Path
) -> None:
    press = Press(FontBook([resources_folder() / "fonts"], with_system=False))
    booklet = write_booklet(sheet.file, tmp_path / "booklet.pdf", press)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    Printing(printer, PrintWish(booklet.file, (0,), is_grey=True)).run(QUIET)
    wide, high = page_size(tmp_path / "paper.pdf")
    assert (round(wide), round(high)) == (420, 297)
    picture = render_page(tmp_path / "paper.pdf", 0, 30)
    assert picture.pixels[0::4] == picture.pixels[1::4] == picture.pixels[2::4]
