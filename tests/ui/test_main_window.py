"""The window as people use it: places, keys, search, term, undo, quiet lines."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.form_code import FormCode
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.operators import add_operator
from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui import main_window
from lianti_desktop.ui.backup_words import newest_backup, state_words
from lianti_desktop.ui.banner import Banner
from lianti_desktop.ui.change_watch import ChangeWatch
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.help import TOPIC_OF, HelpDialog
from lianti_desktop.ui.frame import MainFrame
from lianti_desktop.ui.main_window import MainWindow
from lianti_desktop.ui.pages.backups import BackupsPage
from lianti_desktop.ui.places import GROUPS
from lianti_desktop.ui.record_page import RecordPage
from lianti_desktop.ui.search_box import Found, find
from lianti_desktop.ui.theme import Tone
from lianti_desktop.ui.widgets.words import Words
from tests.ui.office import Office

Settle = Callable[[], None]
Write = Callable[[QWidget, str], None]


@pytest.fixture
def window(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> Iterator[MainWindow]:
    monkeypatch.setattr(main_window, "FIRST_PLACE", "people")
    frame = MainFrame(GROUPS)
    qtbot.addWidget(frame)
    frame.resize(1366, 728)
    window = MainWindow(frame, desk)
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    window.begin()
    settle()
    yield window
    window.changes.end()
    app = QApplication.instance()
    assert app is not None
    app.removeEventFilter(window)


def people(window: MainWindow) -> RecordPage:
    page = window.page()
    assert isinstance(page, RecordPage)
    return page


def type_name(page: RecordPage, name: str) -> None:
    line = page.view().form.rows.editor("name").line
    assert line is not None
    line.setText(name)
    line.textEdited.emit(name)


def test_going_elsewhere_stores_what_is_being_typed(
    window: MainWindow, office: Office, settle: Settle
) -> None:
    people(window).new_record()
    type_name(people(window), "张三")
    window.frame.sidebar.chosen.emit("schools")
    settle()
    assert [one.name for one in office.all(Staff)] == ["张三"]
    assert window.frame.current_page() == "schools"


def test_ctrl_s_stores_and_says_when(
    window: MainWindow, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    people(window).new_record()
    type_name(people(window), "张三")
    qtbot.keyClick(window.frame, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert office.all(Staff)[0].name == "张三"
    assert window.frame.status.message().startswith("已自动保存 ")


def test_ctrl_n_begins_a_new_record(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.frame, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert people(window).view().split.is_open()


def test_ctrl_z_undoes_by_name_even_from_inside_a_field(
    window: MainWindow, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    people(window).new_record()
    type_name(people(window), "张三")
    window.save_now()
    settle()
    assert "撤销：新增 教职工" in window.frame.header.undo.toolTip()
    line = people(window).view().form.rows.editor("post").line
    assert line is not None
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert office.all(Staff) == []
    assert window.frame.status.message() == "已撤销：新增 教职工"
    qtbot.keyClick(window.frame, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(office.all(Staff)) == 1


def test_ctrl_z_in_a_line_with_something_typed_takes_back_the_typing(
    window: MainWindow, office: Office, settle: Settle, qtbot: QtBot, write: Write
) -> None:
    office.add(Staff, name="李敏")
    people(window).new_record()
    line = people(window).view().form.rows.editor("post").line
    assert line is not None
    line.setFocus()
    write(line, "校长")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert line.text() == ""
    assert len(office.all(Staff)) == 1


def test_the_term_of_today_is_chosen_and_all_terms_are_offered(
    window: MainWindow, desk: Desk, office: Office, settle: Settle
) -> None:
    titles = [action.text() for action in window.frame.header.terms.findChildren(QAction)]
    assert "2025—2026学年第二学期" in titles
    assert "全部学期" in titles
    window.frame.term_chosen.emit(office.term)
    assert desk.term == office.term
    assert window.frame.header.terms.text() == "2025—2026学年第二学期"


def test_search_finds_in_all_kinds_and_leads_to_the_record(
    window: MainWindow, office: Office, settle: Settle, qtbot: QtBot, write: Write
) -> None:
    row = office.add(Staff, name="曾小贤", post="备课组长")
    box = window.frame.header.search
    window.frame.activateWindow()
    box.setFocus()
    write(box, "备课")
    qtbot.waitUntil(lambda: bool(box.list.options()), timeout=3000)
    (option,) = box.list.options()
    assert (option.subtitle, option.title) == ("教职工", "曾小贤　…备课组长…")
    box.list.grab()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert people(window).view().form.row() == row


def test_enter_in_the_search_takes_the_first_result(
    window: MainWindow, office: Office, settle: Settle, write: Write, qtbot: QtBot
) -> None:
    office.add(Staff, name="曾小贤")
    box = window.frame.header.search
    box.setFocus()
    write(box, "曾")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert people(window).view().form._title.text() == "曾小贤"


def test_nothing_found_says_so(
    window: MainWindow, settle: Settle, write: Write, qtbot: QtBot
) -> None:
    box = window.frame.header.search
    box.setFocus()
    write(box, "无此事")
    qtbot.waitUntil(lambda: bool(box.list.options()), timeout=3000)
    assert "没有找到" in box.list.options()[0].title
    box.list.take_current()


def test_results_are_grouped_by_kind_in_the_order_of_the_sidebar(office: Office) -> None:
    staff = office.add(Staff, name="备课能手")
    activity = office.add(Activity, title="集体备课")
    other = office.add(Staff, name="备课二")
    with office.store.read() as session:
        found = [option.key for option in find(session, "备课")]
    assert found[0] == Found("activity", activity)
    assert set(found[1:]) == {Found("staff", staff), Found("staff", other)}


def test_the_square_code_of_a_blank_form_leads_to_its_record(office: Office) -> None:
    activity = office.add(Activity, title="集体备课")
    code = FormCode("activity-record", "activity", activity).words
    with office.store.read() as session:
        (found,) = find(session, code.replace(":", "："))
    assert (found.key, found.title) == (Found("activity", activity), "集体备课")


def test_another_process_is_noticed_and_our_own_changes_are_not(
    window: MainWindow, desk: Desk, office: Office, settle: Settle
) -> None:
    heard: list[frozenset[str]] = []
    people(window).new_record()
    type_name(people(window), "张三")
    window.save_now()
    settle()
    desk.changed.connect(heard.append)
    window.changes.look()
    settle()
    assert heard == []
    office.add(Staff, name="别处来的")
    window.changes.look()
    settle()
    assert len(heard) == 1
    assert "staff" in heard[0]
    assert isinstance(window.changes, ChangeWatch)


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (0, "备份：今天 08:31 已验证", Tone.SECONDARY),
        (1, "备份：昨天 08:31 已验证", Tone.SECONDARY),
        (7, "备份：7 天前", Tone.SECONDARY),
        (8, "备份：8 天前", Tone.WAITING),
        (31, "备份：31 天前", Tone.DANGER),
    ],
)
def test_the_state_of_the_backups_warns_in_time(days: int, words: str, tone: Tone) -> None:
    made = datetime(2026, 3, 12, 8, 31).astimezone()
    assert state_words(made, made.date() + timedelta(days)) == (words, tone)
    assert state_words(None, date(2026, 3, 12)) == ("还没有备份", Tone.WAITING)


def test_the_daily_backup_is_made_by_itself(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.backups.told) as told:
        window.backups._make_if_due()
    assert told.args[0].startswith("备份：今天")
    assert newest_backup(office.store.data.backups) is not None


def test_closing_makes_a_backup_of_what_was_stored(
    window: MainWindow, office: Office, settle: Settle
) -> None:
    window.backups.make_at_end()
    assert newest_backup(office.store.data.backups) is None
    people(window).new_record()
    type_name(people(window), "张三")
    window.save_now()
    settle()
    window.backups.make_at_end()
    assert newest_backup(office.store.data.backups) is not None


def test_a_daily_backup_that_fails_is_said_once_and_stays_in_the_status_line(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    office.store.data.backups.write_text("not a folder")
    heard: list[str] = []
    window.desk.refused.connect(heard.append)
    for _ in range(2):
        with qtbot.waitSignal(window.backups.told) as told:
            window.backups._make_if_due()
        assert told.args == ["今天的备份没有做成", Tone.DANGER]
    assert len(heard) == 1
    assert "备份" in heard[0]
    office.store.data.backups.unlink()
    with qtbot.waitSignal(window.backups.told) as told:
        window.backups._make_if_due()
    assert told.args[0].startswith("备份：今天")


def test_a_backup_made_by_hand_is_told_at_once(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    window.show_place("backups")
    page = window.page()
    assert isinstance(page, BackupsPage)
    with qtbot.waitSignal(window.backups.told) as told:
        page.make_now()
    assert told.args[0].startswith("备份：今天")
    qtbot.waitUntil(lambda: bool(page.table.keys() or page._verdicts))


@pytest.mark.parametrize("place", [place.key for group in GROUPS for place in group.places])
def test_f1_opens_the_topic_of_the_place(
    window: MainWindow, settle: Settle, qtbot: QtBot, place: str
) -> None:
    window.show_place(place)
    settle()
    qtbot.keyClick(window.frame, Qt.Key.Key_F1)
    (manual,) = window.frame.findChildren(HelpDialog)
    page = window.page()
    assert page is not None
    assert manual.current() == TOPIC_OF.get(page.help_topic, page.help_topic)
    assert page.help_topic in (place, "start")
    manual.close()


def test_a_wrong_clock_asks_across_the_head_and_believes_the_answer(
    window: MainWindow, desk: Desk, office: Office
) -> None:
    window._doubt_clock(2)
    assert not window.frame.findChildren(Banner)
    window._doubt_clock(0)
    (banner,) = window.frame.findChildren(Banner)
    buttons = banner.findChildren(QPushButton)
    assert "今天是不是" in banner.findChildren(Words)[0].text()
    assert buttons[0].text() == "是，日期没错"
    buttons[0].click()
    with office.store.read() as session:
        assert desk.store.clock_quality(session, datetime.now().astimezone()) == 2


def test_the_operator_is_switched_in_one_click(
    window: MainWindow, desk: Desk, office: Office, settle: Settle
) -> None:
    with office.store.transaction() as session:
        add_operator(session, "李文秀", OperatorRole.CLERK)
    window.frame.operator_clicked.emit()
    settle()
    menu = window.operators._menu
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    assert window.frame.header.operator.text() == "李文秀"
    menu.close()


def test_f5_asks_again(window: MainWindow, office: Office, settle: Settle, qtbot: QtBot) -> None:
    office.change(lambda session: records.save(session, Staff, None, {"name": "新来的"}))
    qtbot.keyClick(window.frame, Qt.Key.Key_F5)
    settle()
    assert [line.texts[0] for line in people(window).view().list.table.lines()] == ["新来的"]


def test_the_window_fits_a_small_screen_at_125_percent(window: MainWindow) -> None:
    assert window.frame.minimumWidth() <= 1092
    window.frame.resize(1092, 614)
    assert (window.frame.width(), window.frame.height()) == (1092, 614)


def test_long_work_shows_in_the_status_line_and_ends(window: MainWindow, desk: Desk) -> None:
    desk.progressed.emit("导入照片", 1, 3)
    assert window.frame.status._bar.isVisible()
    desk.progressed.emit("导入照片", 3, 3)
    assert not window.frame.status._bar.isVisible()


def test_every_place_of_the_sidebar_has_its_page(
    window: MainWindow, settle: Settle, desk: Desk
) -> None:
    for place in (place.key for group in GROUPS for place in group.places):
        window.show_place(place)
        settle()
        page = window.page()
        assert page is not None
        assert page.desk is desk
        assert page.help_topic
