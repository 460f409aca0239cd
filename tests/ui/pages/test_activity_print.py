"""Paper of an activity: the file that the preview shows."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.printing.preview import page_count
from lianti_desktop.ui.desk import Desk, Progress
from lianti_desktop.ui.pages.activity_print import ActivityPrinter, Paper


@pytest.mark.parametrize("paper", Paper)
def test_each_paper_becomes_a_file_with_pages(
    paper: Paper, desk: Desk, held: UUID, qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    told: list[int] = []
    progress = Progress(lambda _words, done, _total: told.append(done), lambda: False)
    out = tmp_path / "out.pdf"
    result = ActivityPrinter(desk, parent).produce(held, paper, out, progress)
    assert result.file == out
    assert page_count(out) == result.pages >= 1
    assert told
