"""Lines are ticked and put in order by mouse and keyboard; views with their counts."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.widgets.sides import Sides
from lianti_desktop.ui.widgets.tick_list import TickLine, TickList

LINES = [
    TickLine("a", "送教下乡", True),
    TickLine("b", "家长会", True),
    TickLine("c", "例会", False),
]


@pytest.fixture
def lines(qtbot: QtBot) -> TickList:
    shown = TickList("章节")
    qtbot.addWidget(shown)
    shown.show_lines(LINES)
    shown.show()
    return shown


def test_showing_lines_says_nothing_and_ticking_one_does(lines: TickList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(lines.ticked):
        lines.show_lines(LINES)
    with qtbot.waitSignal(lines.ticked) as ticked:
        lines.item(2).setCheckState(Qt.CheckState.Checked)
    assert ticked.args == ["c", True]


def test_a_click_on_the_box_ticks_and_one_on_the_words_does_not(
    lines: TickList, qtbot: QtBot
) -> None:
    rect = lines.visualItemRect(lines.item(2))
    box = rect.topLeft() + QPoint(16, rect.height() // 2)
    with qtbot.waitSignal(lines.ticked) as ticked:
        qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert ticked.args == ["c", True]
    with qtbot.assertNotEmitted(lines.ticked), qtbot.waitSignal(lines.wanted) as wanted:
        qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert wanted.args == ["c"]
    with qtbot.waitSignal(lines.ticked) as ticked:
        qtbot.keyClick(lines, Qt.Key.Key_Space)
    assert ticked.args == ["c", False]


def test_a_long_line_is_as_high_as_its_words(lines: TickList) -> None:
    lines.resize(160, 300)
    lines.show_lines([TickLine("a", "中心小学“期中教学常规督查”缺签到表", True), *LINES[1:]])
    short, tall = (lines.visualItemRect(lines.item(at)).height() for at in (1, 0))
    assert tall >= short + lines.fontMetrics().height()


def test_alt_and_an_arrow_move_a_line_and_stop_at_the_ends(lines: TickList, qtbot: QtBot) -> None:
    lines.setCurrentRow(0)
    with qtbot.waitSignal(lines.ordered) as ordered:
        qtbot.keyClick(lines, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ordered.args == [["b", "a", "c"]]
    assert lines.currentRow() == 1
    with qtbot.waitSignal(lines.ordered) as ordered:
        qtbot.keyClick(lines, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert ordered.args == [["a", "b", "c"]]
    with qtbot.assertNotEmitted(lines.ordered):
        qtbot.keyClick(lines, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)


def test_a_line_that_is_dropped_elsewhere_gives_the_new_order(
    lines: TickList, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(lines.ordered) as ordered:
        lines.model().moveRow(QModelIndex(), 2, QModelIndex(), 0)
    assert ordered.args == [["c", "a", "b"]]


def test_enter_asks_for_the_line_under_the_cursor(lines: TickList, qtbot: QtBot) -> None:
    lines.setCurrentRow(1)
    with qtbot.waitSignal(lines.wanted) as wanted:
        qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert wanted.args == ["b"]


def test_a_view_is_turned_to_and_its_count_is_shown(qtbot: QtBot) -> None:
    sides = Sides()
    qtbot.addWidget(sides)
    first, second = QLabel("内容"), QLabel("章节")
    sides.add("about", "内容", first)
    sides.add("chapters", "章节", second)
    sides.show()
    assert first.isVisible()
    sides.set_count("chapters", 3)
    sides.turn("chapters")
    assert second.isVisible()
    assert sides.pills.current() == "chapters"
    assert sides.pills._options[1].subtitle == "3"
