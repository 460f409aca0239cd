"""Paper of an activity: the file that the preview shows."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.printing.preflight import FindingKind
from lianti_desktop.printing.preview import page_count
from lianti_desktop.ui.desk import Desk, Progress
from lianti_desktop.ui.dialogs.preview import PreviewDialog
from lianti_desktop.ui.pages.activity_print import ActivityPrinter, Paper
from lianti_desktop.ui.printing_warnings import WarningWords


@pytest.mark.parametrize("paper", Paper)
def test_each_paper_becomes_a_file_with_pages(
    paper: Paper, desk: Desk, held: UUID, qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    told: list[int] = []
    progress = Progress(lambda _words, done, _total: told.append(done), lambda: False)
    out = tmp_path / "out.pdf"
    printer = ActivityPrinter(desk, parent)
    result = printer.produce(held, paper, out, progress)
    assert result.file == out
    assert page_count(out) == result.pages >= 1
    assert told
    assert any(one.kind is FindingKind.EMPTY for one in printer.found) == (paper is Paper.SHEET)


def test_what_is_found_closes_the_preview_and_leads_to_its_place(
    desk: Desk, held: UUID, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def follow_the_first(dialog: PreviewDialog) -> None:
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog.findChildren(WarningWords)), timeout=40_000)
        words = dialog.findChildren(WarningWords)[0]
        assert words.isVisible()
        qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
        assert not dialog.isVisible()

    monkeypatch.setattr(PreviewDialog, "exec", follow_the_first)
    parent = QWidget()
    qtbot.addWidget(parent)
    found = ActivityPrinter(desk, parent).preview(held, Paper.SHEET)
    assert found is not None
    assert found.where is not None
    assert (found.where.table, found.where.row) == ("activity", held)
