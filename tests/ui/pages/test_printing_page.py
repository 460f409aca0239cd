"""The printing page: forms, lists and certificates that are chosen are made, shown, remembered."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import PrintKind
from lianti_desktop.paths import resources_folder
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.preflight import Finding, FindingKind
from lianti_desktop.printing.press import Press, PrintStoppedError
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.publications import PrintSnapshot
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.pages.printing import PAPERS, PRINTS, PrintingPage
from lianti_desktop.ui.pages.studio_papers import WHOLE_TERM, PapersStudio
from lianti_desktop.ui.pages.studio_prints import PrintsView
from lianti_desktop.ui.papers import Wanted, paper_named
from lianti_desktop.ui.printing_warnings import WarningsCard, WarningWords
from lianti_desktop.ui.record_values import MADE
from lianti_desktop.ui.term_days import read_terms
from tests.activity_world import THURSDAY, World, add_activity


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
    assert all(button.isVisible() for button in papers.offices.values())
    choose(papers, "sheet")
    assert [suffix for suffix, one in papers.offices.items() if one.isVisible()] == [".docx"]


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


def test_what_is_found_leads_to_its_field(
    papers: PapersStudio, held: UUID, world: World, qtbot: QtBot
) -> None:
    with world.store.change(Deed("改活动")) as session:
        records.save(session, Activity, held, {"place": "礼堂\U0003fffd东侧"})
    choose(papers, "sheet")
    make(papers, qtbot)
    words = papers.warnings.findChildren(WarningWords)
    (lacking,) = (one for one in words if "缺字" in one.text())
    wanted: list[object] = []
    papers.record_wanted.connect(lambda table, row: wanted.append((table, row)))
    papers.field_wanted.connect(wanted.append)
    qtbot.mouseClick(lacking, Qt.MouseButton.LeftButton)
    assert wanted == [("activity", held), "place"]


def test_what_is_found_takes_as_many_lines_as_it_has(qtbot: QtBot) -> None:
    card = WarningsCard()
    qtbot.addWidget(card)
    sentences = ("第 3 页有一张照片没有说明", "“柳林校区家长会”有照片没有标明谁可以使用" * 4)
    card.show_findings([Finding(FindingKind.CAPTION, None, one) for one in sentences])
    card.resize(420, 600)
    card.show()
    qtbot.waitUntil(lambda: card.findChildren(WarningWords)[0].width() > 300)
    short, long = card.findChildren(WarningWords)
    assert short.height() == short.heightForWidth(short.width())
    assert long.height() == long.heightForWidth(long.width()) >= 2 * short.height()


def test_a_page_of_one_of_many_sheets_is_told_with_the_activity(
    papers: PapersStudio, held: UUID, world: World, tmp_path: Path
) -> None:
    with world.store.change(Deed("改活动")) as session:
        other = add_activity(session, world, title="语文例会", place="礼堂\U0003fffd东侧").id
    done: list[tuple[int, int]] = []
    press = Press(FontBook([resources_folder() / "fonts"]), lambda *progress: done.append(progress))

    def found(*rows: UUID) -> Finding:
        made = paper_named("sheet").write(
            world.store, Wanted(THURSDAY, rows), tmp_path / "a.pdf", press
        )
        (lacking,) = (one for one in made.findings if one.kind is FindingKind.GLYPH)
        return lacking

    together = found(held, other)
    assert together.sentence.startswith("“语文例会”")
    assert together.page == 0
    assert done == [(1, 2), (2, 2)]
    assert found(other).page == 1


def test_many_sheets_are_stopped_between_two_of_them(
    held: UUID, world: World, tmp_path: Path
) -> None:
    done: list[int] = []
    press = Press(
        FontBook([resources_folder() / "fonts"]),
        lambda place, _all: done.append(place),
        lambda: bool(done),
    )
    with pytest.raises(PrintStoppedError):
        paper_named("blank").write(
            world.store, Wanted(THURSDAY, (held,) * 3), tmp_path / "a.pdf", press
        )
    assert done == [1]
    assert not (tmp_path / "a.pdf").exists()


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
    papers.offices[".xlsx"].click()
    qtbot.waitUntil(lambda: "已存到" in papers.pane.sentence.text(), timeout=20_000)
    rows = (
        CalamineWorkbook.from_path(tmp_path / "教职工名册.xlsx").get_sheet_by_index(0).to_python()
    )
    assert any("曾小贤" in row for row in rows)


def test_a_list_is_kept_as_word(
    papers: PapersStudio, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docx import Document

    choose(papers, "list:staff-list")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "名册"), ""))
    papers.offices[".docx"].click()
    qtbot.waitUntil(lambda: "已存到" in papers.pane.sentence.text(), timeout=20_000)
    (table,) = Document(str(tmp_path / "名册.docx")).tables
    assert any("曾小贤" in cell.text for row in table.rows for cell in row.cells)


def test_a_term_without_activities_says_so(papers: PapersStudio) -> None:
    choose(papers, "sheet")
    papers.show_activities([])
    papers.go.click()
    assert "还没有活动" in papers.pane.sentence.text()


def test_a_kept_print_is_shown_in_its_list(page: PrintingPage, qtbot: QtBot) -> None:
    page.turn(PRINTS)
    assert page.stack.currentWidget().isVisible()
    assert page.tabs.current() == PRINTS


def test_f2_on_a_kept_print_leads_to_the_field_that_its_cell_has_no_room_for(
    page: PrintingPage, world: World, qtbot: QtBot
) -> None:
    with world.store.change(Deed("准备")) as session:
        records.save(session, PrintSnapshot, None, {"document": "春季画册"})
    page.turn(PRINTS)
    prints = page.stack.currentWidget()
    assert isinstance(prints, PrintsView)
    prints.refresh()
    qtbot.waitUntil(lambda: len(prints.list.table.lines()) == 1, timeout=5000)
    place = prints.list.table.names.index("is_withdrawn")
    prints.list.view.setCurrentIndex(prints.list.table.index(0, place))
    qtbot.keyClick(prints.list.view, Qt.Key.Key_F2)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert prints.form.rows.field("is_withdrawn").isAncestorOf(focused)


def test_new_staff_can_be_chosen_at_once(
    papers: PapersStudio, world: World, desk: Desk, qtbot: QtBot
) -> None:
    from lianti_desktop.ui.reply import Reply

    desk.change("新增", lambda s: records.save(s, Staff, None, {"name": "欧阳春晓"}), Reply(papers))
    choose(papers, "form:staff")
    qtbot.waitUntil(
        lambda: any(option.title == "欧阳春晓" for option in papers.record._options), timeout=5000
    )


@pytest.fixture
def prints(page: PrintingPage, world: World, qtbot: QtBot) -> PrintsView:
    with world.store.change(Deed("印画册")) as session:
        values = {"document": "春季画册", "kind": PrintKind.ALBUM, "pages": 40, "copies": 1}
        records.save(session, PrintSnapshot, None, {**values, "printed_on": THURSDAY})
    shown = page.turn(PRINTS)
    assert isinstance(shown, PrintsView)
    qtbot.waitUntil(lambda: bool(shown.list.table.lines()))
    return shown


def stand(prints: PrintsView, name: str) -> None:
    table = prints.list.table
    prints.list.view.setFocus()
    prints.list.view.setCurrentIndex(table.index(0, table.names.index(name)))


def test_what_the_program_fills_is_only_read_in_list_and_form(
    prints: PrintsView, desk: Desk, qtbot: QtBot
) -> None:
    said: list[str] = []
    desk.refused.connect(said.append)
    stand(prints, "pages")
    qtbot.keyClick(prints.list.view, "9")
    assert not prints.list.cells.is_open()
    assert said == [MADE]
    prints.show_record(prints.list.table.line(0).id)
    rows = prints.form.rows
    qtbot.waitUntil(lambda: rows.editor("pages").widget.value() == 40)
    assert rows.editor("pages").widget.is_readonly()
    assert not rows.editor("withdrawn_why").widget.is_readonly()


def test_what_is_typed_on_the_printing_page_is_stored_when_it_is_left(
    page: PrintingPage, prints: PrintsView, world: World, desk: Desk, qtbot: QtBot
) -> None:
    row = prints.list.table.line(0).id
    stand(prints, "copies")
    qtbot.keyClick(prints.list.view, "7")
    assert prints.list.cells.is_open()
    assert page.commit()
    assert not prints.list.cells.is_open()
    done: list[int] = []

    def copies(session: Session) -> int:
        return records.get(session, PrintSnapshot, row).copies or 0

    desk.ask(copies, Reply(desk, done.append))
    qtbot.waitUntil(lambda: bool(done))
    assert done == [7]
