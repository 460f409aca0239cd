"""The table of a list: right for Qt, sorted by pinyin, quick with thirty thousand rows."""

import time
from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.fields import Day, Number, Text
from lianti_desktop.domain.pinyin import load_readings
from lianti_desktop.paths import resources_folder
from lianti_desktop.storage.listing import Row
from lianti_desktop.ui.record_table import (
    FirstColumn,
    RecordTable,
    as_table_text,
    cell_text,
    kept_columns,
    lines_of,
)
from lianti_desktop.ui.widgets.table_look import dress_table

NAME, AGE, SINCE = Text("姓名"), Number("课时", unit="节"), Day("日期")
COLUMNS = (("name", NAME), ("lessons", AGE), ("since", SINCE))
TODAY = date(2026, 3, 20)
THREE_FRAMES = 0.1
"""Generous: a quiet machine needs a third of one frame, a busy one of two cores a whole one."""


def rows(*values: tuple[object, ...]) -> list[Row]:
    return [Row(uuid4(), None, False, value) for value in values]


def table_of_rows(found: list[Row]) -> RecordTable:
    table = RecordTable(COLUMNS)
    table.readings = load_readings(resources_folder() / "pinyin.txt")
    table.set_lines(lines_of(found, [field for _, field in COLUMNS], TODAY))
    return table


def names(table: RecordTable) -> list[str]:
    return [line.texts[0] for line in table.lines()]


@pytest.fixture
def people() -> RecordTable:
    return table_of_rows(
        rows(
            ("张三", 12, date(2026, 3, 12)),
            ("曾小贤", None, date(2025, 9, 1)),
            ("单于静", 3, None),
            ("阿依古丽", 7, date(2026, 1, 5)),
        )
    )


def test_the_table_keeps_qt_s_rules(people: RecordTable, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(people, QAbstractItemModelTester.FailureReportingMode.Fatal)
    people.sort(0)
    people.set_lines(list(people.lines())[:2])
    people.sort(1, Qt.SortOrder.DescendingOrder)
    people.set_lines([])
    assert tester.model() is people


def test_names_sort_by_pinyin_with_the_surname_read_right(people: RecordTable) -> None:
    people.sort(0)
    assert names(people) == ["阿依古丽", "单于静", "曾小贤", "张三"]


def test_names_sort_by_strokes_where_that_is_wished(people: RecordTable) -> None:
    people.by_strokes = True
    people.sort(0)
    assert names(people) == ["张三", "阿依古丽", "单于静", "曾小贤"]
    people.sort(1)
    assert names(people) == ["单于静", "阿依古丽", "张三", "曾小贤"]


def test_empty_cells_come_last_in_both_directions(people: RecordTable) -> None:
    people.sort(1)
    assert names(people) == ["单于静", "阿依古丽", "张三", "曾小贤"]
    people.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(people) == ["张三", "阿依古丽", "单于静", "曾小贤"]


def test_a_persistent_index_follows_its_record_when_sorted(people: RecordTable) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(people.index(0, 0))
    people.sort(0)
    assert kept.data() == "张三"


def test_days_are_short_and_numbers_stand_right(people: RecordTable) -> None:
    assert people.index(0, 2).data() == "3月12日 周四"
    assert people.index(1, 2).data() == "2025年9月1日 周一"
    assert people.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_long_text_takes_one_line() -> None:
    assert cell_text(Text("过程"), "一\n" * 60, TODAY) == "一 " * 30 + "…"


def test_copied_rows_keep_leading_zeros_and_one_line_a_row() -> None:
    text = as_table_text(["姓名", "编号"], [["张三", "007"], ["李\n四", "0\t8"]])
    assert text == "姓名\t编号\n张三\t007\n李 四\t0 8"


def test_columns_that_no_longer_exist_are_passed_over() -> None:
    known = dict(COLUMNS)
    assert kept_columns(known, ["name"], {"columns": ["gone", "since"]}) == ["since"]
    assert kept_columns(known, ["name"], {"columns": ["gone"]}) == ["name"]
    assert kept_columns(known, ["name"], {"columns": 3}) == ["name"]


def test_thirty_thousand_rows_scroll_within_a_frame(qtbot: QtBot) -> None:
    begin = date(2020, 1, 1).toordinal()
    found = [
        Row(
            uuid4(),
            None,
            number % 2 == 0,
            (f"第{number}次活动", number, date.fromordinal(begin + number % 2000)),
        )
        for number in range(30_000)
    ]
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table_of_rows(found))
    dress_table(view)
    view.setItemDelegateForColumn(0, FirstColumn(view))
    view.resize(900, 620)
    view.show()
    view.grab()
    paints = []
    for step in range(200):
        view.verticalScrollBar().setValue(step * view.verticalScrollBar().maximum() // 200)
        start = time.perf_counter()
        view.viewport().grab()
        paints.append(time.perf_counter() - start)
    assert sorted(paints)[190] < THREE_FRAMES


def test_thirty_thousand_rows_sort_within_a_second(qtbot: QtBot) -> None:
    found = rows(*((f"第{number * 7919 % 30000}次活动", number, None) for number in range(30_000)))
    table = table_of_rows(found)
    start = time.perf_counter()
    table.sort(0)
    assert time.perf_counter() - start < 2.0
