"""Choosing from lists: one of a few, one of many, several of many."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.multi_picker import MultiPickerField
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pick_list import OptionList
from lianti_desktop.ui.widgets.picker import PickerField
from lianti_desktop.ui.widgets.scrolling import scrolling

PEOPLE = [
    Option(1, "张秀英", "中心小学 语文"),
    Option(2, "张三", "柳林校区"),
    Option(3, "王小明", "石桥教学点"),
]
KINDS = [Option("a", "送教下乡"), Option("b", "集体备课"), Option("c", "同课异构")]

Page = Callable[..., QWidget]
Write = Callable[[QWidget, str], None]


def people(text: str, limit: int) -> list[Option]:
    return [one for one in PEOPLE if text in one.title][:limit]


def heard(field: ChoiceField | PickerField | MultiPickerField) -> list[object]:
    values: list[object] = []
    field.changed.connect(values.append)
    return values


def titles(field: ChoiceField | PickerField | MultiPickerField) -> list[str]:
    return [option.title for option in field.line.list.options()]


def test_the_rows_of_the_list_are_sound(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    rows = OptionList(owner)
    rows.set_options(PEOPLE)
    qtmodeltester.check(rows)
    rows.set_options([])
    assert rows.rowCount() == 0


def test_typing_narrows_the_list_and_enter_takes(
    qtbot: QtBot, on_a_page: Page, write: Write
) -> None:
    field = PickerField(people)
    page = on_a_page(field)
    values = heard(field)
    field.setFocus()
    write(field.line, "张")
    assert titles(field) == ["张秀英", "张三"]
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert values == [PEOPLE[1]]
    assert field.line.text() == "张三"
    assert not field.line.list.isVisible()
    assert page.isVisible()


def test_escape_closes_the_list_and_keeps_the_value(qtbot: QtBot, on_a_page: Page) -> None:
    field = PickerField(people)
    page = on_a_page(field)
    field.set_value(PEOPLE[0])
    field.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.line.list.isVisible()
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert not field.line.list.isVisible()
    assert field.value() == PEOPLE[0]
    assert page.isVisible()


def test_keys_of_a_composition_do_not_reach_the_list(
    qtbot: QtBot, on_a_page: Page, compose: Write
) -> None:
    field = PickerField(people)
    page = on_a_page(field)
    values = heard(field)
    field.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    compose(field.line, "wang")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert values == []
    assert page.isVisible()


def test_the_last_line_makes_a_new_one(qtbot: QtBot, on_a_page: Page, write: Write) -> None:
    field = PickerField(people, create=lambda text: Option(9, text))
    page = on_a_page(field)
    field.setFocus()
    write(field.line, "李文秀")
    assert titles(field) == ["新建“李文秀”"]
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == Option(9, "李文秀")
    assert page.isVisible()


def test_a_creation_that_was_given_up_changes_nothing(
    qtbot: QtBot, on_a_page: Page, write: Write
) -> None:
    field = PickerField(people, create=lambda _text: None)
    page = on_a_page(field)
    field.setFocus()
    write(field.line, "李文秀")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() is None
    assert page.isVisible()


@pytest.mark.parametrize(
    ("typed", "value", "error"),
    [("王小明", PEOPLE[2], ""), ("", None, ""), ("赵六", PEOPLE[0], "没有找到唯一的“赵六”")],
)
def test_a_name_typed_in_full_is_enough(
    qtbot: QtBot, typed: str, value: Option | None, error: str
) -> None:
    field = PickerField(people)
    qtbot.addWidget(field)
    field.set_value(PEOPLE[0])
    field.line.setText(typed)
    field.commit()
    assert field.value() == value
    assert field.error().startswith(error)
    assert bool(field.error()) == bool(error)


def test_a_choice_drops_its_whole_list_on_a_click(qtbot: QtBot, on_a_page: Page) -> None:
    field = ChoiceField(KINDS)
    page = on_a_page(field)
    field.set_value("b")
    values = heard(field)
    qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert titles(field) == ["送教下乡", "集体备课", "同课异构"]
    assert field.line.list.currentIndex().row() == 1
    place = field.line.list.visualRect(field.line.list.currentIndex().siblingAtColumn(0))
    below = QPoint(place.center().x(), place.bottom() + 10)
    qtbot.mouseClick(field.line.list.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert (values, field.value()) == (["c"], "c")
    assert page.isVisible()


@pytest.mark.parametrize(("typed", "key"), [("同课异构", "c"), ("备课", "b"), ("", None)])
def test_a_choice_can_be_typed(qtbot: QtBot, typed: str, key: str | None) -> None:
    field = ChoiceField(KINDS)
    qtbot.addWidget(field)
    field.set_value("a")
    field.line.setText(typed)
    assert field.commit()
    assert field.value() == key
    assert field.line.text() == next((one.title for one in KINDS if one.key == key), "")


def test_a_needed_choice_cannot_be_emptied(qtbot: QtBot) -> None:
    field = ChoiceField(KINDS, optional=False)
    qtbot.addWidget(field)
    field.set_value("a")
    field.line.setText("")
    assert not field.commit()
    assert field.error() == "这里要选一项，请从列表里选。"
    field.line.setText("春游")
    assert not field.commit()
    assert field.error() == "没有“春游”这一项，请从列表里选。"
    assert field.value() == "a"


def test_other_options_keep_the_value(qtbot: QtBot) -> None:
    field = ChoiceField(KINDS)
    qtbot.addWidget(field)
    field.set_value("a")
    field.set_options([Option("a", "送教下乡（新）")])
    assert field.value() == "a"
    assert field.line.text() == "送教下乡（新）"


def test_chips_come_and_go(qtbot: QtBot, on_a_page: Page, write: Write) -> None:
    field = MultiPickerField(people)
    page = on_a_page(field)
    values = heard(field)
    field.setFocus()
    write(field.line, "王")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert titles(field) == ["张秀英", "张三"]
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert values == [(PEOPLE[2],), (PEOPLE[2], PEOPLE[0])]
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.value() == (PEOPLE[2],)
    assert page.isVisible()


def test_a_readonly_row_of_chips_reads_as_a_list(qtbot: QtBot) -> None:
    field = MultiPickerField(people)
    qtbot.addWidget(field)
    field.set_value((PEOPLE[0], PEOPLE[2]))
    field.set_readonly("这条记录已归档")
    plain = field.focusProxy()
    assert plain.property("text") == "张秀英、王小明"


def test_what_no_one_is_called_stays_typed_in_the_chips(qtbot: QtBot) -> None:
    field = MultiPickerField(people)
    qtbot.addWidget(field)
    field.line.setText("赵六")
    assert not field.commit()
    assert field.line.text() == "赵六"
    assert field.value() == ()
    field.line.setText("张三")
    assert field.commit()
    assert field.value() == (PEOPLE[1],)


def test_scrolling_the_page_closes_the_list(qtbot: QtBot, on_a_page: Page) -> None:
    field = PickerField(people)
    inside = QWidget()
    field.setParent(inside)
    inside.setMinimumHeight(2000)
    area: QScrollArea = scrolling(inside)
    page = on_a_page(area)
    field.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.line.list.isVisible()
    area.verticalScrollBar().setValue(50)
    assert not field.line.list.isVisible()
    assert page.isVisible()
