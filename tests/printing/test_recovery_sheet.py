"""The recovery sheet and the bundle, read back from the PDF."""

from pathlib import Path

import pypdfium2

from lianti_desktop.paths import resources_folder
from lianti_desktop.printing.bundle import bundle
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.recovery_sheet import RecoverySheet, write_recovery_sheet

CODE = "ABCD-EFGH-JKLM-NPQR"


def write(name: str, out: Path, press: Press) -> PrintResult:
    sheet = RecoverySheet(name, "录入员", "青石桥中心小学", CODE, "2026年3月12日")
    return write_recovery_sheet(sheet, out, press)


def test_the_sheet_shows_whose_it_is_and_the_code_unbroken(tmp_path: Path) -> None:
    press = Press(FontBook([resources_folder() / "fonts"], with_system=False))
    result = write("王玲", tmp_path / "a.pdf", press)
    assert result.pages == 1
    assert result.warnings == ()
    document = pypdfium2.PdfDocument(result.file)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert CODE in text
    assert "王玲" in text
    assert "保险柜" in text


def test_a_bundle_holds_all_pages_and_all_warnings(tmp_path: Path) -> None:
    press = Press(FontBook([resources_folder() / "fonts"], with_system=False))
    parts = [write(name, tmp_path / f"{name}.pdf", press) for name in ("王玲", "李建国")]
    warned = [PrintResult(part.file, part.pages, ("缺一张照片",)) for part in parts]
    whole = bundle(warned, tmp_path / "whole.pdf", press)
    assert whole.pages == 2
    assert whole.warnings == ("缺一张照片", "缺一张照片")
    document = pypdfium2.PdfDocument(whole.file)
    assert "李建国" in document[1].get_textpage().get_text_range()
    document.close()
