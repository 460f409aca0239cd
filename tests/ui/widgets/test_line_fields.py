"""Fields of one line: what is typed, what is taken, what is said when it cannot be read."""

from collections.abc import Callable
from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.line_fields import (
    ClockField,
    LineField,
    NumberBounds,
    NumberField,
    ParsedField,
    parse_clock,
)

Write = Callable[[QWidget, str], None]


def on_a_page(qtbot: QtBot, *fields: Field) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page, before_close_func=lambda _page: page.hide())
    column = QVBoxLayout(page)
    for field in fields:
        column.addWidget(field)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def heard(field: Field) -> list[object]:
    values: list[object] = []
    field.changed.connect(values.append)
    return values


def test_a_field_speaks_up_only_when_it_is_left(qtbot: QtBot, write: Write) -> None:
    field, other = LineField(), LineField()
    on_a_page(qtbot, field, other)
    values = heard(field)
    field.setFocus()
    write(field.line, "送教下乡")
    assert (values, field.value()) == ([], None)
    other.setFocus()
    assert values == ["送教下乡"]


def test_the_same_value_again_is_no_change(qtbot: QtBot) -> None:
    field, other = LineField(), LineField()
    on_a_page(qtbot, field, other)
    field.set_value("三月例会")
    values = heard(field)
    field.setFocus()
    other.setFocus()
    assert values == []


def test_enter_takes_the_value_and_stays(qtbot: QtBot, write: Write) -> None:
    field = LineField()
    on_a_page(qtbot, field)
    values = heard(field)
    field.setFocus()
    write(field.line, " 开学联席会 ")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert values == ["开学联席会"]
    assert field.line.hasFocus()


def test_an_emptied_line_is_nothing(qtbot: QtBot) -> None:
    field = LineField()
    qtbot.addWidget(field)
    field.set_value("旧")
    values = heard(field)
    field.line.setText("   ")
    assert field.commit()
    assert values == [None]


def test_a_composition_is_left_in_peace(qtbot: QtBot, write: Write, compose: Write) -> None:
    field = LineField()
    on_a_page(qtbot, field)
    values = heard(field)
    field.setFocus()
    compose(field.line, "ni hao")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert values == []
    assert field.line.composing()
    write(field.line, "你好𠮷")
    assert field.line.text() == "你好𠮷"
    assert not field.line.composing()


def test_what_cannot_be_read_stays_as_typed_with_the_reason(qtbot: QtBot) -> None:
    field = NumberField(NumberBounds(low=0, high=500, unit="人"))
    qtbot.addWidget(field)
    field.set_value(18)
    values = heard(field)
    field.line.setText("十八个")
    assert not field.commit()
    assert field.error() == "这里只能填数字，例如 42。"
    assert (field.value(), field.line.text(), values) == (18, "十八个", [])
    assert field.line.accessibleDescription() == field.error()
    field.line.setText("20人")
    assert field.commit()
    assert (field.error(), field.value(), field.line.text()) == ("", 20, "20 人")


@pytest.mark.parametrize(
    ("typed", "number"), [("１８", 18), ("1,200", 1200), ("75 人", 75), ("0", 0), ("７５人", 75)]
)
def test_numbers_are_read_as_people_type_them(qtbot: QtBot, typed: str, number: int) -> None:
    field = NumberField(NumberBounds(unit="人"))
    qtbot.addWidget(field)
    field.line.setText(typed)
    assert field.commit()
    assert field.value() == number


@pytest.mark.parametrize(
    ("typed", "part"),
    [("-1", "不能小于 0"), ("501", "不能大于 500"), ("3.5", "整数"), ("NaN", "数字")],
)
def test_numbers_out_of_bounds_are_refused_with_a_reason(
    qtbot: QtBot, typed: str, part: str
) -> None:
    field = NumberField(NumberBounds(low=0, high=500))
    qtbot.addWidget(field)
    field.line.setText(typed)
    assert not field.commit()
    assert part in field.error()


def test_decimals_are_exact(qtbot: QtBot) -> None:
    field = NumberField(NumberBounds(decimals=2, unit="元"))
    qtbot.addWidget(field)
    field.line.setText("12.30")
    assert field.commit()
    assert field.value() == Decimal("12.30")
    field.line.setText("12.345")
    assert not field.commit()
    assert "2 位小数" in field.error()


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("8:30", time(8, 30)),
        ("0830", time(8, 30)),
        ("14：20", time(14, 20)),
        ("8点半", time(8, 30)),
        ("8点", time(8)),
        ("14时5分", time(14, 5)),
        ("8.30", time(8, 30)),
    ],
)
def test_a_time_of_day_is_read_in_many_ways(typed: str, clock: time) -> None:
    assert parse_clock(typed) == clock


@pytest.mark.parametrize("typed", ["25点", "8:60", "上午", "", "12345"])
def test_a_time_that_is_none_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(ValueError, match="8:30"):
        parse_clock(typed)


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0, tzinfo=None)))
def test_a_shown_time_reads_back(clock: time) -> None:
    assert parse_clock(f"{clock:%H:%M}".removeprefix("0")) == clock


def test_a_clock_shows_itself_without_a_leading_nought(qtbot: QtBot) -> None:
    field = ClockField()
    qtbot.addWidget(field)
    field.set_value(time(8, 5))
    assert field.line.text() == "8:05"


def test_a_readonly_field_is_plain_text_with_its_reason(qtbot: QtBot) -> None:
    field = LineField()
    page = on_a_page(qtbot, field)
    field.set_value("2026-0312-03")
    field.set_readonly("编号由程序排，不能改")
    assert not field.line.isVisibleTo(page)
    assert field.is_readonly()
    plain = field.focusProxy()
    assert plain.isVisibleTo(page)
    assert plain.toolTip() == "编号由程序排，不能改"
    field.line.setText("别的")
    assert field.commit()
    assert field.value() == "2026-0312-03"
    field.set_readonly("")
    assert field.line.isVisibleTo(page)


def test_a_hint_makes_way_for_an_error_and_comes_back(qtbot: QtBot) -> None:
    field = LineField()
    page = on_a_page(qtbot, field)
    field.set_hint("写全称")
    notes = [label for label in field.findChildren(QWidget) if label.property("look") == "small"]
    assert notes[0].isVisibleTo(page)
    field.show_error("名称不能空着，例如 三月例会。")
    assert notes[0].property("look") == "error"
    assert field.line.property("look") == "wrong"
    field.show_error("")
    assert notes[0].property("look") == "small"
    assert field.line.property("look") == ""


def test_a_parser_of_ones_own_is_asked(qtbot: QtBot) -> None:
    field = ParsedField(lambda text: text.split("、"), "、".join)
    qtbot.addWidget(field)
    field.line.setText("语文、数学")
    assert field.commit()
    assert field.value() == ["语文", "数学"]


def test_the_sign_in_a_line_can_be_clicked(qtbot: QtBot) -> None:
    line = LineEdit()
    qtbot.addWidget(line)
    line.set_trailing("calendar")
    line.resize(200, 32)
    line.show()
    with qtbot.waitSignal(line.trailing_clicked):
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(188, 16))
