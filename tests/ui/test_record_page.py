"""The generic page: tabs, list, filter, selection, form beside it, and what can be done."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.storage import records
from lianti_desktop.storage.log.undo import steps
from lianti_desktop.storage.staff import Staff, StaffTitle
from lianti_desktop.ui import kept_filters
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.bulk_change import BulkChange, BulkChangeDialog, change_all
from lianti_desktop.ui.dialogs.columns import ColumnsDialog
from lianti_desktop.ui.dialogs.history import HistoryDialog, story
from lianti_desktop.ui.record_page import KindView, RecordPage
from lianti_desktop.ui.theme import TextSize, Theme, apply_theme
from lianti_desktop.ui.widgets.table_look import choose_row
from tests.ui.office import Office

Settle = Callable[[], None]


@pytest.fixture
def page(desk: Desk, office: Office, window: QMainWindow, settle: Settle) -> RecordPage:
    for name in ("曾小贤", "李敏", "张三"):
        office.add(Staff, name=name, school=office.core)
    page = RecordPage(desk, "people")
    window.setCentralWidget(page)
    window.show()
    settle()
    return page


def texts(view: KindView) -> list[str]:
    return [line.texts[0] for line in view.list.table.lines()]


def select(view: KindView, *rows: int) -> None:
    view.list.view.clearSelection()
    for row in rows:
        view.list.view.selectionModel().select(
            view.list.table.index(row, 0),
            view.list.view.selectionModel().SelectionFlag.Select
            | view.list.view.selectionModel().SelectionFlag.Rows,
        )


def test_the_list_shows_what_there_is_and_how_many(page: RecordPage) -> None:
    assert sorted(texts(page.view())) == ["张三", "曾小贤", "李敏"]
    assert page.view().list._count.text() == "3 名"


def test_a_new_record_from_elsewhere_appears(
    page: RecordPage, desk: Desk, office: Office, settle: Settle
) -> None:
    office.add(Staff, name="王五")
    desk.changed.emit(frozenset({"staff"}))
    settle()
    assert "王五" in texts(page.view())


@pytest.mark.parametrize(("typed", "left"), [("zxx", ["曾小贤"]), ("敏", ["李敏"]), ("无", [])])
def test_the_filter_finds_by_characters_and_pinyin(
    page: RecordPage, typed: str, left: list[str]
) -> None:
    page.view().list.set_filter(typed)
    assert texts(page.view()) == left


def test_nothing_found_says_so_and_leads_back(page: RecordPage) -> None:
    view = page.view()
    view.list.set_filter("无此人")
    assert view.list._stack.currentWidget() is view.list._empty
    view.list._empty.asked.emit()
    assert len(texts(view)) == 3


def test_an_empty_list_offers_the_first_action(page: RecordPage, settle: Settle) -> None:
    view = page.show_kind("staff_title")
    settle()
    assert view.list._stack.currentWidget() is view.list._empty
    view.list._empty.asked.emit()
    assert view.split.is_open()


def test_choosing_a_row_shows_its_form_beside_the_list(page: RecordPage, settle: Settle) -> None:
    view = page.view()
    choose_row(view.list.view, 1)
    settle()
    assert view.split.is_open()
    assert view.form._title.text() == texts(view)[1]


def test_in_a_narrow_window_the_form_slides_over_and_goes_with_escape(
    page: RecordPage, window: QMainWindow, settle: Settle, qtbot: QtBot
) -> None:
    window.resize(1000, 600)
    QApplication.processEvents()
    view = page.view()
    choose_row(view.list.view, 0)
    settle()
    assert not view.split.is_open()
    qtbot.keyClick(view.list.view, Qt.Key.Key_Return)
    settle()
    assert view.split.is_open()
    assert view.split._pane.geometry().right() <= view.split.rect().right()
    qtbot.keyClick(view.form, Qt.Key.Key_Escape)
    assert not view.split.is_open()


def test_delete_moves_the_selected_rows_to_the_bin_in_one_step(
    page: RecordPage, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    view = page.view()
    select(view, 0, 1)
    heard: list[str] = []
    page.said.connect(heard.append)
    qtbot.keyClick(view.list.view, Qt.Key.Key_Delete)
    settle()
    assert len(office.all(Staff)) == 1
    assert heard == ["已移到回收站：2 名教职工。按 Ctrl+Z 可以撤销。"]
    with office.store.read() as session:
        assert steps(session).undo[-1].reason == "移到回收站 2 名教职工"


def test_copied_rows_have_headings(page: RecordPage, qtbot: QtBot) -> None:
    view = page.view()
    select(view, 0)
    qtbot.keyClick(view.list.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].startswith("姓名\t所在学校")
    assert len(lines) == 2


def test_columns_order_widths_and_sorting_are_kept(
    page: RecordPage, desk: Desk, settle: Settle
) -> None:
    view = page.view()
    view.list.set_columns(["school", "name"])
    settle()
    view.list.view.setColumnWidth(0, 166)
    view.list.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    again = RecordPage(desk, "people")
    again.refresh()
    settle()
    kept = again.view().list
    assert kept.table.names == ("school", "name")
    assert kept.view.columnWidth(0) == 166
    assert [line.texts[1] for line in kept.table.lines()] == ["张三", "曾小贤", "李敏"]
    again.deleteLater()


def test_names_are_put_in_the_order_of_strokes_and_back_and_the_choice_is_kept(
    page: RecordPage, desk: Desk, settle: Settle
) -> None:
    page.view().act("name_order")
    assert texts(page.view()) == ["张三", "李敏", "曾小贤"]
    again = RecordPage(desk, "people")
    again.refresh()
    settle()
    assert texts(again.view()) == ["张三", "李敏", "曾小贤"]
    again.deleteLater()
    page.view().act("name_order")
    assert texts(page.view()) == ["李敏", "曾小贤", "张三"]


def test_a_named_filter_is_pinned_above_the_list(page: RecordPage) -> None:
    view = page.view()
    view.deeds.filters.set_filters({"姓曾的": "zeng"})
    view.deeds.filters.pills.chosen.emit("zeng")
    assert texts(view) == ["曾小贤"]
    assert view.deeds.filters.isVisible()


class OpenedWindows(QObject):
    """Counts the windows that open."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.count += watched.isWindow()
        return False


def test_filters_named_before_stand_in_the_page_and_in_no_window_of_their_own(
    page: RecordPage, desk: Desk
) -> None:
    page.view().list.keep_filters({"姓曾的": "zeng"})
    opened = OpenedWindows()
    QApplication.instance().installEventFilter(opened)
    again = RecordPage(desk, "people")
    QApplication.instance().removeEventFilter(opened)
    assert opened.count == 0
    assert again.view().deeds.filters.isVisibleTo(again)
    again.deleteLater()


def test_a_named_filter_is_renamed_and_removed(
    page: RecordPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.view()
    names = iter(["姓曾的", "曾老师"])
    monkeypatch.setattr(kept_filters, "ask_words", lambda *_: next(names))
    view.list.set_filter("zeng")
    view.act("keep_filter")
    assert view.list.filters() == {"姓曾的": "zeng"}
    rename, _line, drop = view.deeds.filters.menu(("姓曾的",)).actions()
    rename.trigger()
    assert view.list.filters() == {"曾老师": "zeng"}
    assert drop.text() == "去掉“姓曾的”"
    view.deeds.filters.pills.set_current("zeng")
    view.deeds.filters.drop("曾老师")
    assert view.list.filters() == {}
    assert not view.deeds.filters.isVisible()
    assert len(texts(view)) == 3


def test_the_line_between_list_and_form_is_dragged_and_stays(
    page: RecordPage, desk: Desk, settle: Settle
) -> None:
    view = page.view()
    choose_row(view.list.view, 0)
    settle()
    splitter = view.split.findChild(QSplitter)
    assert splitter is not None
    before = view.list.width()
    splitter.moveSplitter(before - 150, 1)
    assert view.list.width() == before - 150
    again = KindView(desk, Staff, "people")
    other = QMainWindow()
    other.resize(1366, 700)
    other.setCentralWidget(again)
    other.show()
    again.split.open_form()
    QApplication.processEvents()
    assert abs(again.list.width() / other.width() - view.list.width() / view.width()) < 0.01
    other.close()
    other.deleteLater()


def test_the_list_follows_the_size_of_the_text_at_once(
    page: RecordPage, qapp: QApplication
) -> None:
    table, header = page.view().list.view, page.view().list.view.horizontalHeader()
    before = (table.fontMetrics().height(), table.rowHeight(0), header.sectionSize(1))
    apply_theme(qapp, Theme(TextSize.HUGE))
    QApplication.processEvents()
    after = (table.fontMetrics().height(), table.rowHeight(0), header.sectionSize(1))
    assert all(new > old for new, old in zip(after, before, strict=True)), (before, after)
    apply_theme(qapp, Theme())


def test_a_reading_entered_by_hand_moves_the_name_in_list_and_picker(
    page: RecordPage, office: Office, settle: Settle
) -> None:
    row = office.add(Staff, name="乐天", school=office.core)
    page.refresh()
    settle()
    view = page.view()
    view.list.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    view.form.open(row)
    settle()
    name, reading = view.form.rows.field("name"), view.form.rows.editor("name_pinyin")
    assert name.note() == "读作 yue tian；不对就填“姓名读音”"
    assert texts(view).index("乐天") > texts(view).index("李敏")
    assert reading.line is not None
    reading.line.setText("le tian")
    reading.line.editingFinished.emit()
    settle()
    assert name.note() == "读作 le tian"
    assert texts(view).index("乐天") < texts(view).index("李敏")
    found = page.desk.titles.search("staff", "letian", 5)
    assert [option.title for option in found] == ["乐天"]


def test_a_reading_of_the_wrong_length_is_said_at_once(
    page: RecordPage, office: Office, settle: Settle
) -> None:
    view = page.view()
    view.form.open(office.add(Staff, name="乐天", name_pinyin="le"))
    settle()
    assert "也要写 2 段" in view.form.rows.field("name_pinyin").error()
    page.new_record()
    assert view.form.rows.field("name").note() == ""


def test_a_day_to_come_is_a_note_and_an_impossible_one_an_error(
    page: RecordPage, office: Office, settle: Settle
) -> None:
    view = page.view()
    view.form.open(office.add(Staff, name="乐天"))
    settle()
    editor = view.form.rows.editor("work_start")
    assert editor.line is not None
    editor.line.setText("2099-9-1")
    editor.line.editingFinished.emit()
    settle()
    assert editor.widget.error() == ""
    assert editor.widget.note() == "参加工作在今天以后，请看一眼年份对不对"
    assert office.value(Staff, view.form.row(), "work_start") == date(2099, 9, 1)
    editor.line.setText("2026-2-30")
    editor.line.textEdited.emit("2026-2-30")
    editor.line.editingFinished.emit()
    assert "2月没有30日" in editor.widget.error()


def test_another_tab_shows_another_kind(page: RecordPage, office: Office, settle: Settle) -> None:
    office.add(StaffTitle, staff=office.all(Staff)[0])
    view = page.show_kind("staff_title")
    settle()
    assert view.kind is StaffTitle
    assert len(texts(view)) == 1


def test_a_record_asked_for_comes_into_view(
    page: RecordPage, office: Office, settle: Settle
) -> None:
    row = office.add(Staff, name="王五")
    page.show_record("staff", row)
    page.refresh()
    settle()
    assert page.view().form._title.text() == "王五"
    assert page.view().list.current() == row


def test_a_new_record_is_marked_in_the_list_once_it_is_made(
    page: RecordPage, settle: Settle
) -> None:
    page.new_record()
    view = page.view()
    line = view.form.rows.editor("name").line
    assert line is not None
    line.setText("赵六")
    line.editingFinished.emit()
    settle()
    current = view.list.current()
    assert current == view.form.row()
    assert current is not None


def test_one_field_of_many_records_changes_in_one_step(
    page: RecordPage, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    view = page.view()
    select(view, 0, 1, 2)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BulkChangeDialog)
        dialog.field.set_value("post")
        dialog.choose_field("post")
        editor = dialog.editor()
        assert editor is not None
        assert editor.line is not None
        editor.line.setText("班主任")
        dialog.finish.click()

    QTimer.singleShot(0, answer)
    view.deeds.change_many()
    settle()
    assert {one.post for one in office.all(Staff)} == {"班主任"}
    with office.store.read() as session:
        assert steps(session).undo[-1].reason == "修改 3 名教职工的职务"


def test_rows_of_other_schools_are_left_out_of_a_bulk_change(office: Office) -> None:
    rows = [office.add(Staff, name="甲"), office.add(Staff, name="乙")]
    office.change(lambda session: setattr(session.get(Staff, rows[1]), "owner_id", office.campus))
    change = BulkChange("post", "班主任", tuple(rows))
    done = office.change(lambda session: change_all(Staff, change, session))
    assert (done.changed, len(done.refused)) == (1, 1)
    assert office.value(Staff, rows[1], "post") is None


def test_columns_are_chosen_and_moved(page: RecordPage) -> None:
    dialog = ColumnsDialog(Staff.__fields__, ["name", "school"], page)
    dialog.list.setCurrentRow(1)
    dialog.move_current(-1)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.names() == ["school"]
    dialog.move_current(-1)
    assert dialog.list.currentRow() == 0


def test_history_tells_old_and_new_in_plain_words_and_restores(
    page: RecordPage, office: Office, settle: Settle
) -> None:
    row = office.add(Staff, name="王五", school=office.core)
    office.change(
        lambda session: records.save(session, Staff, row, {"school": office.campus}),
        "修改 所在学校",
    )
    dialog = HistoryDialog(page.desk, Staff, row, page)
    settle()
    newest = dialog.tree.topLevelItem(0)
    assert newest is not None
    child = newest.child(0)
    assert [child.text(place) for place in range(3)] == ["所在学校", "清溪镇中心小学", "双桥小学"]
    assert not dialog.back.isEnabled()
    first = dialog.tree.topLevelItem(1)
    assert first is not None
    dialog.tree.setCurrentItem(first)
    assert dialog.back.isEnabled()
    dialog.back.click()
    settle()
    assert office.value(Staff, row, "school_id") == office.core
    assert dialog.tree.topLevelItemCount() == 3


def test_the_history_of_another_school_s_record_cannot_be_turned_back(office: Office) -> None:
    row = office.add(Staff, name="王五")
    office.change(lambda session: setattr(session.get(Staff, row), "owner_id", office.campus))
    with office.store.read() as session:
        told = story(session, Staff, row)
    assert "双桥小学" in told.reason
    assert told.versions[0].differences[0].label == "录入单位"


def test_every_dialog_fits_a_small_screen(page: RecordPage, office: Office) -> None:
    dialogs: list[QDialog] = [
        HistoryDialog(page.desk, Staff, office.all(Staff)[0].id, page),
        ColumnsDialog(Staff.__fields__, ["name"], page),
        BulkChangeDialog(page.desk, Staff, [one.id for one in office.all(Staff)], page),
    ]
    for dialog in dialogs:
        dialog.show()
        assert dialog.width() <= 1092
        assert dialog.height() <= 580
        dialog.close()
