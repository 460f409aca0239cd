"""Choosing one of five thousand members of staff, letter by letter, beside a plain scan."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.measure import Finding, Goal, Times, in_turn, milliseconds, timed
from benchmarks.world import names_of_staff, open_world, plant_staff
from lianti_desktop.domain.pinyin import load_readings
from lianti_desktop.paths import resources_folder
from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui.title_book import Shelf, read_shelf
from lianti_desktop.ui.widgets.picker import PickerField

TITLE = "选人：5000 人里按汉字、全拼、首字母找（旁边是逐个比较姓名）"
PEOPLE, REPETITIONS, MOST = 5000, 21, 50
ASKED = ("z", "zx", "zxx", "zengxiaoxian", "曾", "曾小", "zeng小", "q")
TYPED = "zengxiaoxian"
GOAL = Goal(most=50.0)


def measure() -> list[Finding]:
    """The search alone, then the widget: each key with the list drawn under the line."""
    shelf = _shelf()
    names = names_of_staff(PEOPLE)
    findings = [_finding(shelf, names, asked) for asked in ASKED]
    return [*findings, _in_the_widget(shelf, names)]


def _shelf() -> Shelf:
    readings = load_readings(resources_folder() / "pinyin.txt")
    with TemporaryDirectory() as place:
        store = open_world(Path(place))
        plant_staff(store, PEOPLE)
        with store.read() as session:
            shelf = read_shelf(session, Staff, readings)
        store.close()
    return shelf


def _finding(shelf: Shelf, names: list[str], asked: str) -> Finding:
    ours, scan = in_turn(lambda: shelf.search(asked, MOST), _scan(names, asked), REPETITIONS)
    return Finding(f"“{asked}”", milliseconds(ours), milliseconds(scan), "逐个比较", goal=GOAL)


def _scan(names: list[str], asked: str) -> Callable[[], list[str]]:
    return lambda: [name for name in names if asked in name][:MOST]


def _in_the_widget(shelf: Shelf, names: list[str]) -> Finding:
    application = QApplication.instance() or QApplication([])
    field = PickerField(shelf.search)
    field.resize(300, 60)
    field.show()
    keys = []
    for _ in range(3):
        field.line.clear()
        keys += [timed(partial(_type, field, letter)) for letter in TYPED]
    application.processEvents()
    field.close()
    scan = timed(_scan(names, TYPED))
    worst = Times(tuple(keys)).worst
    return Finding("最慢的一次按键，连同画出列表", worst * 1000, scan * 1000, "逐个比较", goal=GOAL)


def _type(field: PickerField, letter: str) -> None:
    QTest.keyClicks(field.line, letter)
    QApplication.processEvents()
