"""待处理, worked with as people do: two data folders, a folder as the stick, real widgets."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Lesson
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, open_store
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.waiting import NOTED, waiting
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.hand_over import HandOverDialog
from lianti_desktop.ui.pages.conflict_offer import OfferPanel
from lianti_desktop.ui.pages.conflict_panels import (
    BreachPanel,
    CellPanel,
    NotePanel,
    OrphanPanel,
)
from lianti_desktop.ui.pages.conflict_twins import OURS, THEIRS, TwinPanel
from lianti_desktop.ui.pages.conflicts import ConflictsPage
from lianti_desktop.ui.theme import Theme, apply_theme
from lianti_desktop.ui.widgets.table_look import choose_row
from tests.sync.village import Office, enrol, found_core, new_office


@dataclass(frozen=True)
class Made:
    """The ids of what waits at the core school."""

    place: UUID
    lesson: UUID
    gone: UUID
    first: UUID
    second: UUID
    foreign: UUID
    merged: UUID


def make(folder: Path) -> Made:
    """A core school with two PCs and a campus; four sorts of things wait at the first PC."""
    stick = folder / "stick"
    stick.mkdir()
    core, second = found_core(folder / "core"), new_office(folder / "second")
    campus = new_office(folder / "campus")
    foreign = core.activity("中心校教研")
    enrol(core, second, "青石中心小学（示例）", stick)
    enrol(core, campus, "柳林校区（示例）", stick)
    place, gone = core.activity("送教", place="礼堂"), core.activity("运动会")
    merged = core.activity("家长会")
    second.take(core.pack_for(core.school, stick))
    core.change(Activity, place, place="操场")
    second.change(Activity, place, place="教室")
    core.change(Activity, merged, place="操场")
    second.change(Activity, merged, theme="安全")
    core.remove(Activity, gone)
    lesson = second.add(Lesson, activity=gone, topic="圆的面积")
    twins = [core.activity("同课异构", place="录播室", theme=theme) for theme in "甲乙"]
    core.take(second.pack_for(core.school, stick))
    with campus.store.change(Deed("越权", "小柳")) as session:
        records.get(session, Activity, foreign).place = "柳林校区"
    core.take(campus.pack_for(core.school, stick))
    for office in (core, second, campus):
        office.close()
    return Made(place, lesson, gone, twins[0], twins[1], foreign, merged)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    folder = tmp_path_factory.mktemp("waiting")
    return folder, make(folder)


@pytest.fixture
def made(prepared: tuple[Path, Made]) -> Made:
    return prepared[1]


@pytest.fixture
def core(prepared: tuple[Path, Made], tmp_path: Path) -> Office:
    shutil.copytree(prepared[0] / "core", tmp_path / "core")
    store = open_store(DataPaths(tmp_path / "core" / "data"))
    return Office(tmp_path / "core", store, KeyRing(tmp_path / "core" / "keys"))


@pytest.fixture
def page(core: Office, qtbot: QtBot, qapp: QApplication) -> Iterator[ConflictsPage]:
    apply_theme(qapp, Theme())
    desk = Desk(core.store, None)
    failures: list[Exception] = []
    desk.broke.connect(failures.append)
    shown = ConflictsPage(desk)
    qtbot.addWidget(shown)
    shown.resize(1100, 640)
    shown.show()
    qtbot.waitUntil(lambda: shown.panel is not None)
    yield shown
    desk.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
    assert failures == []


Go = Callable[[str, type], object]


@pytest.fixture
def go(page: ConflictsPage, qtbot: QtBot) -> Go:
    """Goes to the line of a sort and waits for its panel."""

    def to(sort: str, panel: type) -> object:
        row = next(place for place, line in enumerate(page._lines) if line.sort == sort)
        page.table.clearSelection()
        choose_row(page.table, row)
        qtbot.waitUntil(lambda: isinstance(page.panel, panel))
        return page.panel

    return to


def settled(page: ConflictsPage, qtbot: QtBot, left: int) -> None:
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == left)


def test_the_list_names_every_sort_and_tells_the_sidebar(
    page: ConflictsPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.table.rows)
    sorts = [line.sort for line in page._lines]
    assert sorts == ["hard", "duplicate", "orphan", "ownership", NOTED]
    with qtbot.waitSignal(page.waiting) as told:
        page.refresh()
    assert told.args == ["conflicts", 4]


def test_a_side_is_chosen_with_the_keyboard_and_nothing_before(
    page: ConflictsPage, core: Office, made: Made, go: Go, qtbot: QtBot
) -> None:
    panel = go("hard", CellPanel)
    assert isinstance(panel, CellPanel)
    assert panel.group.checkedId() == -1
    assert not panel.go.isEnabled()
    first = panel.group.button(0)
    assert "本机" in first.accessibleName()
    assert "操场" in first.accessibleName()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(panel.group.button(1), Qt.Key.Key_Space)
    assert panel.go.isEnabled()
    panel.go.click()
    settled(page, qtbot, 3)
    assert core.value(Activity, made.place, "place") == "教室"


def test_something_else_is_written_instead(
    page: ConflictsPage, core: Office, made: Made, go: Go, qtbot: QtBot
) -> None:
    panel = go("hard", CellPanel)
    assert isinstance(panel, CellPanel)
    panel.line.setText("操场（下雨改在教室）")
    assert panel.go.text() == "就用写的这个"
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    settled(page, qtbot, 3)
    assert core.value(Activity, made.place, "place") == "操场（下雨改在教室）"


def test_two_are_merged_field_by_field(
    page: ConflictsPage, core: Office, made: Made, go: Go, qtbot: QtBot
) -> None:
    panel = go("duplicate", TwinPanel)
    assert isinstance(panel, TwinPanel)
    assert list(panel.fields) == ["theme"]
    assert not panel.go.isEnabled()
    panel.stay.button(OURS).click()
    assert not panel.go.isEnabled()
    panel.fields["theme"].button(THEIRS).click()
    panel.go.click()
    settled(page, qtbot, 3)
    assert core.value(Activity, made.first, "theme") == "乙"
    assert core.value(Activity, made.second, "deleted") is True
    page.desk.undo(Reply(page))
    settled(page, qtbot, 4)
    assert core.value(Activity, made.first, "theme") == "甲"


def test_one_side_is_taken_whole_or_both_are_kept(
    page: ConflictsPage, core: Office, made: Made, go: Go, qtbot: QtBot
) -> None:
    panel = go("duplicate", TwinPanel)
    assert isinstance(panel, TwinPanel)
    panel.theirs.click()
    assert panel.go.isEnabled()
    assert panel.fields["theme"].checkedId() == THEIRS
    panel.both.click()
    settled(page, qtbot, 3)
    with core.store.read() as session:
        assert "duplicate" not in [one.sort for one in waiting(session)]
    assert core.value(Activity, made.second, "deleted") is False


def test_a_lone_part_is_led_to_another_parent(
    page: ConflictsPage, core: Office, made: Made, go: Go, qtbot: QtBot
) -> None:
    panel = go("orphan", OrphanPanel)
    assert isinstance(panel, OrphanPanel)
    assert not panel.lead.isEnabled()
    panel.aim.set_value(next(aim for aim in panel._aims if aim.key == made.place))
    panel._update()
    panel.lead.click()
    settled(page, qtbot, 3)
    assert core.value(Lesson, made.lesson, "activity_id") == made.place


def test_a_parent_is_given_back(
    page: ConflictsPage, core: Office, made: Made, go: Go, qtbot: QtBot
) -> None:
    panel = go("orphan", OrphanPanel)
    assert isinstance(panel, OrphanPanel)
    panel.back.click()
    settled(page, qtbot, 3)
    assert core.value(Activity, made.gone, "deleted") is False


def test_a_change_without_right_is_taken_up(
    page: ConflictsPage, core: Office, made: Made, go: Go, qtbot: QtBot
) -> None:
    panel = go("ownership", BreachPanel)
    assert isinstance(panel, BreachPanel)
    panel.taken.click()
    settled(page, qtbot, 3)
    assert core.value(Activity, made.foreign, "place") == "柳林校区"


def test_what_settled_itself_is_only_told_and_leads_to_the_record(
    page: ConflictsPage, made: Made, qtbot: QtBot
) -> None:
    assert page.table.rows.rowCount() == 4
    page.pills.set_current(NOTED)
    page.pills.chosen.emit(NOTED)
    assert page.table.rows.rowCount() == 1
    qtbot.waitUntil(lambda: isinstance(page.panel, NotePanel))
    assert isinstance(page.panel, NotePanel)
    with qtbot.waitSignal(page.record_wanted) as wanted:
        page.panel.open.click()
    assert wanted.args == ["activity", made.merged]


def test_every_answer_has_a_name_and_closed_ones_say_why(page: ConflictsPage, go: Go) -> None:
    kinds = (("hard", CellPanel), ("duplicate", TwinPanel), ("orphan", OrphanPanel))
    for sort, kind in kinds:
        panel = go(sort, kind)
        assert isinstance(panel, kind)
        for mark in panel.findChildren(QRadioButton):
            assert mark.accessibleName() or mark.text()
        for button in panel.findChildren(QPushButton):
            assert button.text() or button.accessibleName()
            assert button.isEnabled() or button.toolTip()


def test_what_another_school_hands_over_is_taken_from_a_day_on(
    core: Office, prepared: tuple[Path, Made], tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    shutil.copytree(prepared[0] / "campus", tmp_path / "campus")
    store = open_store(DataPaths(tmp_path / "campus" / "data"))
    campus = Office(tmp_path / "campus", store, KeyRing(tmp_path / "campus" / "keys"))
    row = campus.add(Staff, name="王强（示例）", school=campus.school)
    desk = Desk(campus.store, None)
    dialog = HandOverDialog(desk, (Staff, row))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog._schools))
    assert not dialog.go.isEnabled()
    dialog.school._accept(dialog._schools[0])
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    core.take(campus.pack_for(core.school, tmp_path))
    desk.close()
    here = Desk(core.store, None)
    page = ConflictsPage(here)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 5)
    choose_row(page.table, 4)
    page.table.selectRow(4)
    qtbot.waitUntil(lambda: isinstance(page.panel, OfferPanel))
    assert isinstance(page.panel, OfferPanel)
    page.panel.go.click()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 4)
    assert core.value(Staff, row, "owner_id") == core.school
    assert core.value(Staff, row, "school_id") == core.school
    here.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
