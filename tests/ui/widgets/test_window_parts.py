"""The parts of the window: sidebar, header, search box, status line."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.theme import Tone
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.page_header import PageHeader
from lianti_desktop.ui.widgets.search_box import SearchBox
from lianti_desktop.ui.widgets.sidebar import Place, PlaceGroup, Sidebar
from lianti_desktop.ui.widgets.status_line import StatusLine

GROUPS = [
    PlaceGroup("本学期", (Place("home", "工作台", "home"), Place("todo", "待补资料", "list-todo"))),
    PlaceGroup("交换", (Place("usb", "U盘交换", "usb"),)),
]

Page = Callable[..., QWidget]
Write = Callable[[QWidget, str], None]


def test_a_click_goes_to_a_place(qtbot: QtBot) -> None:
    bar = Sidebar(GROUPS)
    qtbot.addWidget(bar)
    bar.show()
    with qtbot.waitSignal(bar.chosen) as said:
        qtbot.mouseClick(bar.button("usb"), Qt.MouseButton.LeftButton)
    assert said.args == ["usb"]
    assert bar.current() == "usb"


def test_arrows_walk_the_sidebar_and_enter_goes_there(qtbot: QtBot, on_a_page: Page) -> None:
    bar = Sidebar(GROUPS)
    page = on_a_page(bar)
    bar.set_current("home")
    bar.button("home").setFocus()
    qtbot.keyClick(bar.button("home"), Qt.Key.Key_Down)
    assert bar.button("todo").hasFocus()
    qtbot.keyClick(bar.button("todo"), Qt.Key.Key_Up)
    qtbot.keyClick(bar.button("home"), Qt.Key.Key_Up)
    assert bar.button("usb").hasFocus()
    with qtbot.waitSignal(bar.chosen) as said:
        qtbot.keyClick(bar.button("usb"), Qt.Key.Key_Return)
    assert said.args == ["usb"]
    assert page.isVisible()


def test_tab_stops_only_at_the_place_one_is_at(qtbot: QtBot) -> None:
    bar = Sidebar(GROUPS)
    qtbot.addWidget(bar)
    bar.set_current("todo")
    tab = Qt.FocusPolicy.TabFocus
    stops = [key for key in ("home", "todo", "usb") if tab in bar.button(key).focusPolicy()]
    assert stops == ["todo"]


def test_what_waits_is_said_aloud_too(qtbot: QtBot) -> None:
    bar = Sidebar(GROUPS)
    qtbot.addWidget(bar)
    bar.set_badge("todo", 3)
    assert bar.button("todo").accessibleName() == "待补资料，3 件待办"
    bar.set_badge("todo", 0)
    assert bar.button("todo").accessibleName() == "待补资料"


def test_the_sidebar_folds_to_signs_with_tooltips(qtbot: QtBot) -> None:
    bar = Sidebar(GROUPS)
    qtbot.addWidget(bar)
    assert bar.width() <= 210
    with qtbot.waitSignal(bar.folded_changed):
        bar.set_folded(folded=True)
    assert bar.width() == 56
    assert bar.button("home").toolTip() == "工作台"
    bar.set_badge("usb", 128)
    bar.show()
    assert not bar.grab().isNull()


def test_a_low_window_sets_the_places_closer(qtbot: QtBot) -> None:
    places = tuple(Place(str(number), "工作台", "home") for number in range(16))
    bar = Sidebar([PlaceGroup("本学期", places)])
    qtbot.addWidget(bar)
    bar.resize(bar.width(), 900)
    bar.show()
    roomy = bar.button("0").height()
    bar.resize(bar.width(), 500)
    assert bar.fontMetrics().height() < bar.button("0").height() < roomy


def test_the_term_is_shown_and_another_can_be_chosen(qtbot: QtBot) -> None:
    header = PageHeader()
    qtbot.addWidget(header)
    header.show()
    assert not header.terms.isVisible()
    header.terms.set_terms([Option(1, "第二学期"), Option(2, "第一学期")], 1)
    assert header.terms.text() == "第二学期"
    menu = header.terms.findChildren(QMenu)[0]
    assert [one.isChecked() for one in menu.actions()] == [True, False]
    with qtbot.waitSignal(header.term_chosen) as said:
        menu.actions()[1].trigger()
    assert said.args == [2]


def test_undo_says_what_it_undoes(qtbot: QtBot) -> None:
    header = PageHeader()
    qtbot.addWidget(header)
    assert not header.undo.isEnabled()
    header.set_undo("改了活动名称")
    assert header.undo.toolTip() == "撤销：改了活动名称（Ctrl+Z）"
    with qtbot.waitSignal(header.undo_asked):
        header.undo.click()
    header.set_redo("改了日期")
    with qtbot.waitSignal(header.redo_asked):
        header.redo.click()
    header.set_operator("李文秀")
    assert header.operator.accessibleName() == "录入人：李文秀"


def test_the_search_asks_when_the_typing_rests(qtbot: QtBot, on_a_page: Page, write: Write) -> None:
    box = SearchBox("搜索")
    page = on_a_page(box)
    box.setFocus()
    with qtbot.waitSignal(box.asked, timeout=1000) as said:
        write(box, "三")
        write(box, "月")
    assert said.args == ["三月"]
    assert page.isVisible()


def test_enter_asks_for_everything_unless_a_result_is_marked(
    qtbot: QtBot, on_a_page: Page, write: Write
) -> None:
    box = SearchBox("搜索")
    page = on_a_page(box)
    box.setFocus()
    write(box, "例会")
    box.show_results([Option(5, "三月例会", "活动"), Option(6, "四月例会", "活动")])
    with qtbot.waitSignal(box.submitted) as all_of_it:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert all_of_it.args == ["例会"]
    box.show_results([Option(5, "三月例会", "活动"), Option(6, "四月例会", "活动")])
    qtbot.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.picked) as one:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert one.args == [Option(5, "三月例会", "活动")]
    assert page.isVisible()


def test_escape_first_closes_the_results_then_empties_the_box(
    qtbot: QtBot, on_a_page: Page, write: Write
) -> None:
    box = SearchBox("搜索")
    page = on_a_page(box)
    box.setFocus()
    write(box, "例会")
    box.show_results([Option(5, "三月例会")])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.list.isVisible(), box.text()) == (False, "例会")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert page.isVisible()


def test_results_that_come_too_late_are_not_shown(qtbot: QtBot) -> None:
    box = SearchBox("搜索")
    qtbot.addWidget(box)
    box.show_results([Option(5, "三月例会")])
    assert not box.list.isVisible()


def test_the_status_line_is_quiet_and_leads_somewhere(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.set_saved("已保存 10:32")
    line.set_backup("3 天没有备份", Tone.WAITING)
    line.set_exchange("")
    parts = {one.text(): one for one in line.findChildren(QPushButton) if one.isVisible()}
    assert set(parts) == {"已保存 10:32", "3 天没有备份"}
    assert parts["3 天没有备份"].property("look") == "status-waiting"
    with qtbot.waitSignal(line.clicked) as said:
        qtbot.mouseClick(parts["3 天没有备份"], Qt.MouseButton.LeftButton)
    assert said.args == ["backup"]


def test_progress_shows_and_can_be_stopped(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.show_progress("正在导入照片", 12, 31)
    bar = line.findChildren(QProgressBar)[0]
    assert (bar.value(), bar.maximum(), bar.isVisible()) == (12, 31, True)
    stop = next(one for one in line.findChildren(QPushButton) if one.text() == "取消")
    with qtbot.waitSignal(line.cancelled):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    line.end_progress()
    assert not bar.isVisible()


@pytest.mark.parametrize(("seconds", "left"), [(1, ""), (0, "已导入 31 张照片")])
def test_a_message_goes_by_itself(qtbot: QtBot, seconds: int, left: str) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.say("已导入 31 张照片", seconds=seconds)
    assert line.message() == "已导入 31 张照片"
    qtbot.wait(1150)
    assert line.message() == left
