"""The window's frame: pages come and go, it fits small screens, it loads nothing heavy."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.frame import MainFrame
from lianti_desktop.ui.theme import Scheme, TextSize, Theme, apply_theme
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.sidebar import Place, PlaceGroup

GROUPS = [
    PlaceGroup("本学期", (Place("home", "工作台", "home"), Place("todo", "待补资料", "list-todo"))),
    PlaceGroup("活动教研", (Place("activities", "活动", "calendar"),)),
]
HEAVY = ("sqlalchemy", "alembic", "PIL", "reportlab", "pikepdf", "cryptography", "openpyxl")


@pytest.fixture
def frame(qapp: QApplication, qtbot: QtBot) -> Iterator[MainFrame]:
    apply_theme(qapp, Theme(scheme=Scheme.LIGHT))
    made = MainFrame(GROUPS)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    apply_theme(qapp, Theme(scheme=Scheme.LIGHT))


def test_a_place_is_shown_before_its_page_is_there(qtbot: QtBot, frame: MainFrame) -> None:
    with qtbot.waitSignal(frame.page_chosen) as said:
        qtbot.mouseClick(frame.sidebar.button("activities"), Qt.MouseButton.LeftButton)
    assert said.args == ["activities"]
    assert (frame.current_page(), frame.has_page("activities")) == ("activities", False)
    assert frame.header.title() == "活动"
    page = QLabel("活动的页")
    frame.add_page("activities", page)
    frame.show_page("activities")
    assert frame.page("activities") is page
    assert page.isVisible()
    frame.show_page("home")
    assert not page.isVisible()
    assert frame.sidebar.current() == "home"


@pytest.mark.parametrize("size", list(TextSize))
def test_the_frame_fits_a_small_screen_in_every_size_of_text(
    qapp: QApplication, frame: MainFrame, size: TextSize
) -> None:
    frame.set_terms([Option(1, "2025—2026学年第二学期")], 1)
    frame.set_operator("李文秀")
    frame.status.set_saved("已保存 10:32")
    apply_theme(qapp, Theme(size, Scheme.LIGHT))
    least = frame.centralWidget().minimumSizeHint()
    assert least.width() <= 1024
    assert least.height() <= 576
    frame.resize(1024, 576)
    assert (frame.width(), frame.height()) == (1024, 576)


def test_keys_lead_to_the_search_box_and_back_in_time(qtbot: QtBot, frame: MainFrame) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(frame, Qt.Key.Key_F, control)
    assert frame.header.search.hasFocus()
    frame.setFocus()
    with qtbot.assertNotEmitted(frame.undo_asked):
        qtbot.keyClick(frame, Qt.Key.Key_Z, control)
    frame.set_undo("改了活动名称")
    with qtbot.waitSignal(frame.undo_asked):
        qtbot.keyClick(frame, Qt.Key.Key_Z, control)
    frame.set_redo("改了活动名称")
    with qtbot.waitSignal(frame.redo_asked):
        qtbot.keyClick(frame, Qt.Key.Key_Y, control)
    with qtbot.waitSignal(frame.help_asked):
        qtbot.keyClick(frame, Qt.Key.Key_F1)


def test_the_sidebar_folds_from_the_header(qtbot: QtBot, frame: MainFrame) -> None:
    with qtbot.waitSignal(frame.folded_changed) as said:
        qtbot.mouseClick(frame.header.fold, Qt.MouseButton.LeftButton)
    assert said.args == [True]
    assert frame.header.fold.toolTip() == "展开侧栏"


def test_a_result_of_the_search_is_passed_on(qtbot: QtBot, frame: MainFrame) -> None:
    frame.header.search.setFocus()
    frame.show_results([Option(5, "三月例会", "活动")])
    qtbot.keyClick(frame.header.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(frame.result_chosen) as said:
        qtbot.keyClick(frame.header.search, Qt.Key.Key_Return)
    assert said.args == [Option(5, "三月例会", "活动")]


def test_every_button_has_words_or_a_name(frame: MainFrame) -> None:
    frame.set_operator("李文秀")
    frame.set_badge("todo", 3)
    buttons = [one for one in frame.findChildren(QWidget) if one.inherits("QAbstractButton")]
    named = [one for one in buttons if one.accessibleName() or one.property("text")]
    empty = [one for one in buttons if one not in named and one.isVisible()]
    assert empty == []


def test_nothing_heavy_is_loaded_before_the_window_is_seen() -> None:
    code = "import sys, lianti_desktop.ui.frame; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "lianti_desktop.ui.widgets.sidebar" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert not [name for name in loaded if name.startswith("lianti_desktop.storage")]
