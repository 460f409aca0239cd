"""A day: typed, shown in full, picked from the calendar."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.widgets.day_field import DayCalendar, DayField

DAY = date(2026, 3, 12)


def parse(text: str) -> date:
    parts = text.split(".")
    if len(parts) != 2:
        raise ValueError("没看懂这个日期。请写成 3.12。")
    return date(2026, int(parts[0]), int(parts[1]))


def show(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（第3周 周四）"


@pytest.fixture
def field(qtbot: QtBot, on_a_page: Callable[..., QWidget]) -> DayField:
    made = DayField(parse, show)
    made.page = on_a_page(made)  # type: ignore[attr-defined]
    return made


def calendar_of(field: DayField) -> DayCalendar:
    found = [one for one in field.findChildren(QWidget) if isinstance(one, DayCalendar)]
    assert len(found) == 1
    return found[0]


def test_a_day_typed_short_is_shown_in_full(field: DayField) -> None:
    field.line.setText("3.12")
    assert field.commit()
    assert field.value() == DAY
    assert field.line.text() == "2026年3月12日（第3周 周四）"
    assert field.commit()


def test_a_day_that_is_none_says_so_beside_itself(field: DayField) -> None:
    field.line.setText("三月")
    assert not field.commit()
    assert field.error() == "没看懂这个日期。请写成 3.12。"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_the_calendar_opens_by_key_and_gives_its_day(
    qtbot: QtBot, field: DayField, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    field.set_value(DAY)
    field.setFocus()
    values: list[object] = []
    field.changed.connect(values.append)
    qtbot.keyClick(field.line, key, modifier)
    calendar = calendar_of(field)
    assert calendar.month.selectedDate() == QDate(2026, 3, 12)
    calendar.month.clicked.emit(QDate(2026, 3, 19))
    assert values == [date(2026, 3, 19)]
    assert not calendar.isVisible()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_calendar_speaks_chinese(field: DayField) -> None:
    field.set_value(DAY)
    field.open_calendar()
    calendar = calendar_of(field)
    words = [label.text() for label in calendar.findChildren(QLabel)]
    assert "2026年3月" in words
    calendar.month.showNextMonth()
    assert "2026年4月" in [label.text() for label in calendar.findChildren(QLabel)]
    assert calendar.month.firstDayOfWeek() == Qt.DayOfWeek.Monday
    calendar.close()


def test_a_narrow_line_leaves_the_year_out_until_the_cursor_comes(
    field: DayField, qtbot: QtBot
) -> None:
    field.line.clearFocus()
    field.set_value(DAY)
    field.line.setFixedWidth(field.line.fontMetrics().horizontalAdvance(show(DAY)) - 10)
    qtbot.waitUntil(lambda: field.line.text() == "3月12日（第3周 周四）")
    assert field.line.toolTip() == show(DAY)
    assert field.commit()
    assert field.value() == DAY
    field.line.setFocus()
    assert field.line.text() == show(DAY)
    field.line.clearFocus()
    qtbot.waitUntil(lambda: field.line.text() == "3月12日（第3周 周四）")
    field.line.setFixedWidth(600)
    qtbot.waitUntil(lambda: field.line.text() == show(DAY))


def test_what_is_typed_into_a_narrow_line_stays_as_typed(field: DayField, qtbot: QtBot) -> None:
    field.set_value(DAY)
    field.line.setFocus()
    field.line.setText("三月")
    field.line.setFixedWidth(90)
    qtbot.wait(20)
    assert field.line.text() == "三月"
