"""Typing into the cells of a list: by keys, clicks and input methods, stored as by the form."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.activity_words import ActivityMode
from lianti_desktop.domain.words import TermNumber
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.drafts import drafts
from lianti_desktop.storage.log.undo import steps
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.record_cells import IN_THE_FORM
from lianti_desktop.ui.record_page import KindView
from lianti_desktop.ui.record_values import UNREADABLE
from lianti_desktop.ui.widgets.cell_editor import CellEditor
from tests.ui.office import NO_ROOM, Office, full_disk

Settle = Callable[[], None]
Write = Callable[[QWidget, str], None]
COLUMNS = ["title", "held_on", "place", "host", "mode", "lesson_count", "process_text", "insured"]


@pytest.fixture
def rows(office: Office) -> tuple[UUID, UUID, UUID]:
    """Three activities, the newest first."""
    first, second, third = (
        office.add(Activity, title=title, held_on=date(2026, 3, day), place="会议室")
        for day, title in ((20, "三月例会"), (12, "集体备课"), (5, "开学检查"))
    )
    return first, second, third


@pytest.fixture
def view(
    desk: Desk, window: QMainWindow, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> KindView:
    desk.preferences.keep_view("activity", {"columns": COLUMNS})
    view = KindView(desk, Activity, "calendar")
    desk.changed.connect(lambda _: view.refresh())
    window.setCentralWidget(view)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    view.refresh()
    settle()
    return view


def stand(view: KindView, row: int, name: str) -> None:
    """The cursor into a cell."""
    view.list.view.setFocus()
    view.list.view.setCurrentIndex(view.list.table.index(row, view.list.table.names.index(name)))


@pytest.fixture
def said(desk: Desk) -> list[str]:
    """What was refused, in words."""
    sentences: list[str] = []
    desk.refused.connect(sentences.append)
    return sentences


def line_of(view: KindView) -> QLineEdit:
    """Where one types now."""
    editor = view.list.view.findChild(CellEditor)
    assert editor is not None
    return editor.line


def is_open(view: KindView) -> bool:
    return view.list.cells.is_open()


def text_of(view: KindView, row: int, name: str) -> str:
    table = view.list.table
    return str(table.index(row, table.names.index(name)).data())


def place_of(view: KindView) -> tuple[int, str]:
    index = view.list.view.currentIndex()
    return index.row(), view.list.table.names[index.column()]


def type_into(view: KindView, qtbot: QtBot, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Latin text and numbers, key by key; the first key begins."""
    qtbot.keyClick(view.list.view, text[0])
    qtbot.keyClicks(line_of(view), text[1:])
    qtbot.keyClick(line_of(view), end)


def test_typing_replaces_and_enter_stores_and_goes_one_row_down(
    view: KindView, office: Office, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    type_into(view, qtbot, "B201")
    assert not is_open(view)
    assert place_of(view) == (1, "place")
    assert text_of(view, 0, "place") == "B201", "seen before it is stored"
    settle()
    assert office.value(Activity, rows[0], "place") == "B201"
    assert text_of(view, 0, "place") == "B201"
    with office.store.read() as session:
        assert steps(session).undo[-1].reason == "修改 活动地点"


def test_f2_keeps_the_text_escape_leaves_it_unchanged(
    view: KindView, office: Office, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    settle()
    qtbot.keyClick(view.list.view, Qt.Key.Key_F2)
    assert line_of(view).text() == "会议室"
    assert line_of(view).hasFocus()
    qtbot.keyClicks(line_of(view), "9")
    qtbot.keyClick(line_of(view), Qt.Key.Key_Escape)
    settle()
    assert not is_open(view)
    assert view.split.is_open(), "Esc was for the cell, not for the form"
    assert view.list.view.hasFocus()
    assert place_of(view) == (0, "place")
    assert office.value(Activity, rows[0], "place") == "会议室"


def test_tab_takes_the_value_and_goes_to_the_next_cell_and_shift_tab_back(
    view: KindView, office: Office, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "held_on")
    type_into(view, qtbot, "3.13", Qt.Key.Key_Tab)
    assert place_of(view) == (0, "place")
    type_into(view, qtbot, "101", Qt.Key.Key_Backtab)
    assert place_of(view) == (0, "held_on")
    settle()
    assert office.value(Activity, rows[0], "held_on").day == 13
    assert office.value(Activity, rows[0], "place") == "101"


def test_a_click_on_the_current_cell_begins_and_a_double_click_opens(
    view: KindView, qtbot: QtBot, settle: Settle
) -> None:
    table = view.list.view
    index = view.list.table.index(1, 2)
    middle = table.visualRect(index).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(table.viewport(), left, pos=middle)
    settle()
    assert not is_open(view), "the first click only chooses"
    opened: list[object] = []
    view.list.opened.connect(opened.append)
    qtbot.mouseDClick(table.viewport(), left, pos=middle)
    assert len(opened) == 1
    table.setFocus()
    QApplication.setDoubleClickInterval(1)
    beside = QPoint(table.visualRect(view.list.table.index(1, 1)).center())
    qtbot.mouseClick(table.viewport(), left, pos=beside)
    settle()
    assert not is_open(view), "another cell of the chosen row is only gone to"
    qtbot.mouseClick(table.viewport(), left, pos=beside)
    qtbot.waitUntil(lambda: is_open(view))
    QApplication.setDoubleClickInterval(400)
    assert place_of(view) == (1, "held_on")


def test_the_first_key_of_a_composition_is_not_lost_and_enter_belongs_to_it(
    view: KindView, office: Office, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    table = view.list.view
    assert table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for letters in ("c", "ca", "cao"):
        QApplication.sendEvent(table, QInputMethodEvent(letters, []))
        settle()
    assert table.hasFocus(), "another focus would break the composition off"
    assert line_of(view).text() == ""
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
        qtbot.keyClick(table, key)
        assert is_open(view)
    word = QInputMethodEvent()
    word.setCommitString("操场")
    QApplication.sendEvent(table, word)
    assert line_of(view).text() == "操场"
    assert line_of(view).hasFocus()
    QApplication.sendEvent(line_of(view), QInputMethodEvent("bei", []))
    qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
    assert is_open(view)
    word.setCommitString("北")
    QApplication.sendEvent(line_of(view), word)
    qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
    settle()
    assert office.value(Activity, rows[0], "place") == "操场北"
    assert place_of(view) == (1, "place")


def test_a_word_that_comes_without_a_composition_begins_the_cell(
    view: KindView, write: Write, qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    write(view.list.view, "操场")
    settle()
    assert line_of(view).text() == "操场"
    assert line_of(view).hasFocus()


def test_a_composition_given_up_leaves_what_stood_there(
    view: KindView, office: Office, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    QApplication.sendEvent(view.list.view, QInputMethodEvent("cao", []))
    settle()
    QApplication.sendEvent(view.list.view, QInputMethodEvent("", []))
    assert line_of(view).text() == "会议室"
    qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
    settle()
    assert office.value(Activity, rows[0], "place") == "会议室"


def test_the_words_to_choose_from_hang_under_the_cell(view: KindView) -> None:
    stand(view, 1, "place")
    table = view.list.view
    QApplication.sendEvent(table, QInputMethodEvent("cao", []))
    cursor = table.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    editor = view.list.view.findChild(CellEditor)
    assert editor is not None
    cell = editor.geometry().translated(table.viewport().pos())
    assert cell.contains(
        cursor.center().toPoint() if hasattr(cursor, "toRect") else cursor.center()
    )


def test_what_cannot_be_read_stands_in_red_and_is_kept_as_in_the_form(
    view: KindView,
    said: list[str],
    office: Office,
    rows: tuple[UUID, ...],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    stand(view, 0, "held_on")
    type_into(view, qtbot, "2026.13.45")
    assert place_of(view) == (1, "held_on"), "a draft can always be left"
    assert len(said) == 1
    settle()
    cell = view.list.table.index(0, 1)
    assert cell.data() == "2026.13.45"
    assert cell.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == UNREADABLE
    assert office.value(Activity, rows[0], "held_on") == date(2026, 3, 20)
    with office.store.read() as session:
        assert [draft.text for draft in drafts(session, rows[0])] == ["2026.13.45"]
    stand(view, 0, "held_on")
    settle()
    beside = view.form.rows.editor("held_on").line
    assert beside is not None
    assert beside.text() == "2026.13.45"
    qtbot.keyClick(view.list.view, Qt.Key.Key_F2)
    assert line_of(view).text() == "2026.13.45"
    assert "cell-wrong" in str(line_of(view).property("look"))
    line_of(view).clear()
    qtbot.keyClicks(line_of(view), "2026.3.21")
    qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
    settle()
    assert office.value(Activity, rows[0], "held_on") == date(2026, 3, 21)
    assert view.list.table.index(0, 1).data(Qt.ItemDataRole.ForegroundRole) is None
    with office.store.read() as session:
        assert drafts(session) == []


def test_a_number_out_of_range_is_stored_and_stands_in_red(
    view: KindView,
    said: list[str],
    office: Office,
    rows: tuple[UUID, ...],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    stand(view, 0, "lesson_count")
    type_into(view, qtbot, "900")
    settle()
    assert office.value(Activity, rows[0], "lesson_count") == 900
    assert said == ["节次应在 0 到 500 之间"]
    cell = view.list.table.index(0, view.list.table.names.index("lesson_count"))
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "节次应在 0 到 500 之间"


def test_what_another_school_wrote_says_why_and_nothing_changes(
    view: KindView,
    said: list[str],
    office: Office,
    rows: tuple[UUID, ...],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    office.change(
        lambda session: setattr(session.get(Activity, rows[1]), "owner_id", office.campus)
    )
    stand(view, 1, "place")
    qtbot.keyClick(view.list.view, "x")
    settle()
    assert not is_open(view), "the list was read before the record was handed over"
    assert len(said) == 1
    view.refresh()
    settle()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Y):
        stand(view, 1, "place")
        qtbot.keyClick(view.list.view, key)
        assert not is_open(view)
        settle()
    assert len(said) == 3
    assert all("双桥小学" in sentence for sentence in said)
    assert not view.list.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert office.value(Activity, rows[1], "place") == "会议室"
    assert text_of(view, 1, "place") == "会议室"


def test_what_could_not_be_stored_stays_in_its_cell(
    view: KindView,
    said: list[str],
    office: Office,
    rows: tuple[UUID, ...],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    stand(view, 0, "place")
    with full_disk("change"):
        type_into(view, qtbot, "B201")
        settle()
    settle()
    assert said == [NO_ROOM]
    assert office.value(Activity, rows[0], "place") == "会议室"
    assert text_of(view, 0, "place") == "B201"
    stand(view, 0, "place")
    settle()
    qtbot.keyClick(view.list.view, Qt.Key.Key_F2)
    qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
    settle()
    assert office.value(Activity, rows[0], "place") == "B201"
    with office.store.read() as session:
        assert drafts(session) == []


def test_on_a_full_disk_the_cell_keeps_its_text_until_there_is_room(
    view: KindView,
    desk: Desk,
    said: list[str],
    office: Office,
    rows: tuple[UUID, ...],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    stand(view, 0, "place")
    with full_disk():
        type_into(view, qtbot, "B201")
        settle()
        view.refresh()
        settle()
        assert text_of(view, 0, "place") == "B201"
        stand(view, 0, "place")
        settle()
        assert view.form.rows.editor("place").typed() == "B201"
        qtbot.keyClick(view.list.view, Qt.Key.Key_F2)
        assert line_of(view).text() == "B201"
        qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
        settle()
        assert text_of(view, 0, "place") == "B201"
    assert set(said) == {NO_ROOM}
    assert office.value(Activity, rows[0], "place") == "会议室"
    stand(view, 0, "place")
    qtbot.keyClick(view.list.view, Qt.Key.Key_F2)
    qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
    settle()
    assert office.value(Activity, rows[0], "place") == "B201"
    assert desk.unkept.texts() == {}


def test_what_found_no_room_becomes_a_draft_as_soon_as_anything_can_be_stored(
    view: KindView,
    office: Office,
    rows: tuple[UUID, ...],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    stand(view, 0, "place")
    with full_disk():
        type_into(view, qtbot, "B201")
        settle()
    type_into(view, qtbot, "B202")
    settle()
    assert office.value(Activity, rows[1], "place") == "B202"
    with office.store.read() as session:
        assert [draft.text for draft in drafts(session, rows[0])] == ["B201"]
    assert text_of(view, 0, "place") == "B201"


def test_a_word_of_a_list_and_a_link_are_picked_in_the_cell(
    view: KindView,
    office: Office,
    rows: tuple[UUID, ...],
    write: Write,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    stand(view, 0, "mode")
    write(view.list.view, "网络")
    qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not is_open(view))
    assert place_of(view) == (1, "mode")
    stand(view, 0, "host")
    settle()
    qtbot.keyClick(view.list.view, "s")
    settle()
    qtbot.keyClick(line_of(view), "q")
    qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not is_open(view))
    settle()
    assert office.value(Activity, rows[0], "host_id") == office.campus
    assert office.value(Activity, rows[0], "mode") is ActivityMode.ONLINE
    assert "双桥" in text_of(view, 0, "host")


def test_the_row_stays_where_it_is_until_one_sorts_again(
    view: KindView, office: Office, qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 2, "held_on")
    type_into(view, qtbot, "2026.4.1", Qt.Key.Key_Tab)
    settle()
    assert text_of(view, 2, "title") == "开学检查"
    assert place_of(view) == (2, "place")
    view.list.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert text_of(view, 2, "title") == "开学检查"
    view.list.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert text_of(view, 0, "title") == "开学检查"


def test_a_row_that_no_longer_fits_the_filter_stays_while_one_works_in_it(
    view: KindView, qtbot: QtBot, settle: Settle
) -> None:
    view.list.set_filter("会议室")
    stand(view, 0, "place")
    type_into(view, qtbot, "B201")
    settle()
    assert text_of(view, 0, "place") == "B201"
    view.list.set_filter("会议室")
    assert len(view.list.table.lines()) == 2


def test_cell_and_form_show_each_other_s_value(
    view: KindView, qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    type_into(view, qtbot, "B201", Qt.Key.Key_Tab)
    settle()
    beside = view.form.rows.editor("place").line
    assert beside is not None
    assert beside.text() == "B201"
    beside.setFocus()
    beside.setText("操场")
    qtbot.keyClick(beside, Qt.Key.Key_Return)
    settle()
    assert text_of(view, 0, "place") == "操场"


def test_new_lines_wait_while_somebody_types_into_a_cell(
    view: KindView, desk: Desk, office: Office, qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    qtbot.keyClick(view.list.view, "B")
    office.add(Activity, title="临时会议", held_on=date(2026, 3, 30))
    desk.changed.emit(frozenset({"activity"}))
    settle()
    assert line_of(view).text() == "B"
    qtbot.keyClick(line_of(view), Qt.Key.Key_Escape)
    settle()
    assert text_of(view, 0, "title") == "临时会议"


def test_leaving_the_page_or_clicking_elsewhere_stores_what_was_typed(
    view: KindView, office: Office, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    qtbot.keyClick(view.list.view, "B")
    view.commit()
    settle()
    assert office.value(Activity, rows[0], "place") == "B"
    stand(view, 1, "place")
    qtbot.keyClick(view.list.view, "C")
    view.form.focus_field("title")
    settle()
    assert not is_open(view)
    assert office.value(Activity, rows[1], "place") == "C"
    title = view.form.rows.editor("title").line
    assert title is not None
    assert title.hasFocus()


def test_long_texts_and_flags_lead_to_the_form(
    view: KindView, said: list[str], qtbot: QtBot, settle: Settle
) -> None:
    for name in ("process_text", "insured"):
        stand(view, 0, name)
        qtbot.keyClick(view.list.view, "x")
        assert not is_open(view)
        qtbot.keyClick(view.list.view, Qt.Key.Key_F2)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert view.form.rows.field(name).isAncestorOf(focused)
    assert said == [IN_THE_FORM, IN_THE_FORM]


def test_no_editor_is_there_before_one_types(view: KindView, qtbot: QtBot, settle: Settle) -> None:
    assert view.list.view.findChild(CellEditor) is None
    stand(view, 0, "place")
    type_into(view, qtbot, "B201")
    settle()
    QApplication.processEvents()
    assert view.list.view.findChild(CellEditor) is None


def titles(view: KindView) -> list[str]:
    return [text_of(view, row, "title") for row in range(len(view.list.table.lines()))]


def test_an_edited_row_that_was_removed_comes_back_with_undo(
    view: KindView, desk: Desk, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    type_into(view, qtbot, "B201")
    settle()
    stand(view, 0, "place")
    view.act("remove")
    settle()
    assert titles(view) == ["集体备课", "开学检查"]
    desk.undo(Reply(desk))
    settle()
    assert titles(view) == ["三月例会", "集体备课", "开学检查"]


def test_no_row_stays_in_another_term_even_when_its_cell_was_open(
    view: KindView,
    desk: Desk,
    office: Office,
    rows: tuple[UUID, ...],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    autumn = office.add(
        Term,
        name="2025—2026学年第一学期",
        number=TermNumber.FIRST,
        begin=date(2025, 9, 1),
        end=date(2026, 1, 20),
    )
    desk.term_changed.connect(lambda _: view.refresh())
    desk.set_term(office.term)
    settle()
    stand(view, 0, "place")
    type_into(view, qtbot, "B201")
    settle()
    stand(view, 1, "place")
    qtbot.keyClick(view.list.view, "C")
    desk.set_term(autumn)
    settle()
    assert titles(view) == []
    assert view.list._empty._title.text() == "这个学期还没有活动"
    assert office.value(Activity, rows[1], "place") == "C"


def test_lines_that_came_too_early_are_asked_for_again(
    view: KindView, desk: Desk, office: Office, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    qtbot.keyClick(view.list.view, "B")
    office.change(lambda session: setattr(session.get(Activity, rows[0]), "place", "B"))
    office.add(Activity, title="临时会议", held_on=date(2026, 3, 30))
    desk.changed.emit(frozenset({"activity"}))
    settle()
    qtbot.keyClick(line_of(view), Qt.Key.Key_Return)
    settle()
    assert sorted(titles(view)) == sorted(["临时会议", "三月例会", "集体备课", "开学检查"])


def test_other_columns_take_what_is_typed_into_one_that_goes(
    view: KindView, office: Office, rows: tuple[UUID, ...], qtbot: QtBot, settle: Settle
) -> None:
    stand(view, 0, "place")
    qtbot.keyClick(view.list.view, "B")
    view.list.set_columns(["title", "held_on"])
    settle()
    assert not is_open(view)
    assert office.value(Activity, rows[0], "place") == "B"
    assert len(titles(view)) == 3
