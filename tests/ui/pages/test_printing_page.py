"""The printing page: forms, lists and certificates that are chosen are made, shown, remembered."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages.printing import PAPERS, PRINTS, PrintingPage
from lianti_desktop.ui.pages.printing_warnings import WarningWords
from lianti_desktop.ui.pages.studio_papers import WHOLE_TERM, PapersStudio
from lianti_desktop.ui.term_days import read_terms
from tests.activity_world import World


@pytest.fixture
def page(world: World, desk: Desk, qtbot: QtBot) -> PrintingPage:
    with world.store.read() as session:
        desk.set_terms(read_terms(session))
    shown = PrintingPage(desk)
    qtbot.addWidget(shown)
    shown.resize(1150, 620)
    shown.show()
    return shown


@pytest.fixture
def papers(page: PrintingPage, held: UUID, qtbot: QtBot) -> PapersStudio:
    shown = page.turn(PAPERS)
    assert isinstance(shown, PapersStudio)
    qtbot.waitUntil(lambda: shown.activity.value() is not None)
    return shown


def choose(papers: PapersStudio, key: str) -> None:
    papers.paper.set_value(key)
    papers.paper.changed.emit(key)


def make(papers: PapersStudio, qtbot: QtBot) -> None:
    papers.go.click()
    qtbot.waitUntil(lambda: papers.pane.result is not None, timeout=30_000)
    qtbot.waitUntil(papers.pane.view.has_picture, timeout=10_000)


def test_only_what_the_paper_needs_is_asked(papers: PapersStudio) -> None:
    assert papers.activity.isVisible()
    choose(papers, "form:staff")
    assert papers.record.isVisible()
    assert not papers.activity.isVisible()
    assert not papers.term.isVisible()
    choose(papers, "list:staff-list")
    assert not papers.record.isVisible()
    assert papers.office.text() == "存成 Excel"


def test_a_blank_sign_in_sheet_is_made_and_the_last_ones_can_be_seen_again(
    papers: PapersStudio, qtbot: QtBot
) -> None:
    choose(papers, "blank")
    make(papers, qtbot)
    first = papers.pane.result
    choose(papers, "sheet")
    papers.activity.set_value(WHOLE_TERM)
    make(papers, qtbot)
    assert papers.pane.result is not first
    papers.last.line_clicked.emit(1)
    assert papers.pane.result is first


def test_a_warning_leads_to_the_activity(
    page: PrintingPage, papers: PapersStudio, held: UUID, qtbot: QtBot
) -> None:
    papers.warnings.show_sentences(["“城乡体验活动”还没有照片"])
    words = papers.warnings.findChildren(WarningWords)
    with qtbot.waitSignal(papers.sentence_followed, timeout=5000) as followed:
        qtbot.mouseClick(words[0], Qt.MouseButton.LeftButton)
    assert followed.args == ["“城乡体验活动”还没有照片"]


def test_the_form_of_a_person_is_made_blank_without_one(
    papers: PapersStudio, world: World, qtbot: QtBot
) -> None:
    choose(papers, "form:staff")
    qtbot.waitUntil(lambda: papers.record.value() in world.staff)
    papers.record.set_value(None)
    make(papers, qtbot)
    assert papers.pane.result is not None
    assert papers.pane.result.pages == 1


def test_a_list_is_kept_as_excel(
    papers: PapersStudio, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from python_calamine import CalamineWorkbook

    choose(papers, "list:staff-list")
    aim = tmp_path / "教职工名册"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(aim), ""))
    papers.office.click()
    qtbot.waitUntil(lambda: "已存到" in papers.pane.sentence.text(), timeout=20_000)
    rows = (
        CalamineWorkbook.from_path(tmp_path / "教职工名册.xlsx").get_sheet_by_index(0).to_python()
    )
    assert any("曾小贤" in row for row in rows)


def test_a_term_without_activities_says_so(papers: PapersStudio) -> None:
    choose(papers, "sheet")
    papers.show_activities([])
    papers.go.click()
    assert "还没有活动" in papers.pane.sentence.text()


def test_a_kept_print_is_shown_in_its_list(page: PrintingPage, qtbot: QtBot) -> None:
    page.turn(PRINTS)
    assert page.stack.currentWidget().isVisible()
    assert page.tabs.current() == PRINTS


def test_new_staff_can_be_chosen_at_once(
    papers: PapersStudio, world: World, desk: Desk, qtbot: QtBot
) -> None:
    from lianti_desktop.storage import records
    from lianti_desktop.ui.reply import Reply

    desk.change("新增", lambda s: records.save(s, Staff, None, {"name": "欧阳春晓"}), Reply(papers))
    choose(papers, "form:staff")
    qtbot.waitUntil(
        lambda: any(option.title == "欧阳春晓" for option in papers.record._options), timeout=5000
    )
