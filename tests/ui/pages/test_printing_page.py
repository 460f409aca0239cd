"""The printing page: what is chosen is made, shown and remembered."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages.printing import ALBUM, BLANK, SHEET, WHOLE_TERM, PrintingPage
from lianti_desktop.ui.pages.printing_warnings import WarningWords
from lianti_desktop.ui.term_days import read_terms
from tests.activity_world import World


@pytest.fixture
def page(world: World, desk: Desk, held: UUID, qtbot: QtBot) -> PrintingPage:
    with world.store.read() as session:
        desk.set_terms(read_terms(session))
    shown = PrintingPage(desk)
    qtbot.addWidget(shown)
    shown.resize(1150, 620)
    shown.show()
    qtbot.waitUntil(lambda: shown.activity.value() is not None)
    return shown


def make(page: PrintingPage, qtbot: QtBot) -> None:
    page.go.click()
    qtbot.waitUntil(lambda: page.pane.result is not None, timeout=30_000)
    qtbot.waitUntil(page.pane.view.has_picture, timeout=10_000)


def test_only_what_the_paper_needs_is_asked(page: PrintingPage) -> None:
    assert page.cover.isVisible()
    assert not page.activity.isVisible()
    page.paper.set_value(SHEET)
    page._show_rows()
    assert page.activity.isVisible()
    assert not page.cover.isVisible()


def test_an_album_is_made_and_its_warnings_lead_to_the_activity(
    page: PrintingPage, held: UUID, qtbot: QtBot
) -> None:
    assert page.paper.value() == ALBUM
    make(page, qtbot)
    assert page.last.isVisible()
    sentences = page.warnings.findChildren(WarningWords)
    assert sentences
    with qtbot.waitSignal(page.record_wanted, timeout=5000) as wanted:
        qtbot.mouseClick(sentences[0], Qt.MouseButton.LeftButton)
    assert wanted.args == ["activity", held]


def test_a_blank_sign_in_sheet_is_made_and_the_last_ones_can_be_seen_again(
    page: PrintingPage, qtbot: QtBot
) -> None:
    page.paper.set_value(BLANK)
    make(page, qtbot)
    first = page.pane.result
    page.paper.set_value(SHEET)
    page.activity.set_value(WHOLE_TERM)
    make(page, qtbot)
    assert page.pane.result is not first
    page.last.line_clicked.emit(1)
    assert page.pane.result is first


def test_a_term_without_activities_says_so(page: PrintingPage, qtbot: QtBot) -> None:
    page.paper.set_value(SHEET)
    page._show_activities([])
    page.go.click()
    assert "还没有活动" in page.pane.sentence.text()
