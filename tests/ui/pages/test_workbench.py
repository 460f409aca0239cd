"""The workbench and the to-do list: what they count, and where their lines lead."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.sample import add_sample
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.drafts import Draft, keep_draft
from lianti_desktop.storage.store import Deed
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.activities import ActivitiesPage
from lianti_desktop.ui.pages.todo import TodoPage
from lianti_desktop.ui.pages.todo_lines import Group
from lianti_desktop.ui.pages.workbench import WorkbenchPage
from lianti_desktop.ui.widgets.card import Card, LineOfCard
from tests import activity_world as aw
from tests.activity_world import World
from tests.ui.pages.conftest import Settle, Show

TODAY = datetime.now().astimezone().date()


class Places(QStackedWidget):
    """As the window does: a record is shown on the page of activities."""

    def __init__(self, first: Page, activities: ActivitiesPage) -> None:
        super().__init__()
        self.activities = activities
        self.addWidget(first)
        self.addWidget(activities)
        first.record_wanted.connect(self.show_record)
        first.field_wanted.connect(activities.show_field)
        first.place_wanted.connect(lambda _key: self.setCurrentWidget(activities))

    def show_record(self, kind: str, row: UUID) -> None:
        self.setCurrentWidget(self.activities)
        self.activities.show_record(kind, row)


def lines_in(card: Card) -> list[str]:
    return [line.accessibleName() for line in card.findChildren(LineOfCard) if line.isVisible()]


@pytest.fixture
def workbench(desk: Desk) -> WorkbenchPage:
    return WorkbenchPage(desk)


def test_a_new_user_is_told_how_to_begin(
    workbench: WorkbenchPage, desk: Desk, show: Show, world: World, settle: Settle
) -> None:
    show(workbench)
    assert workbench.view.summary.text() == "还没有录入活动"
    assert not workbench.view.sample.isVisible()


def test_an_activity_that_lacks_something_stands_in_its_card_and_leads_to_the_gap(
    workbench: WorkbenchPage, desk: Desk, show: Show, held: UUID, settle: Settle
) -> None:
    activities = ActivitiesPage(desk)
    show(Places(workbench, activities))
    found = lines_in(workbench.view.lacking)
    assert found[0] == "送教下乡：三年级习作 还差 签到、照片、课例、人数"
    line = workbench.view.lacking.findChildren(LineOfCard)[0]
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert activities.form.row() == held
    assert activities.form.people.picker.line.hasFocus()


def test_what_is_planned_within_a_month_comes_nearest_first(
    workbench: WorkbenchPage, world: World, show: Show
) -> None:
    with world.store.change(Deed("准备")) as session:
        for title, days in (("下周的", 7), ("明天的", 1), ("明年的", 300)):
            day = TODAY + timedelta(days=days)
            aw.add_activity(session, world, title=title, held_on=day, state=ActivityState.PLANNED)
    show(workbench)
    found = lines_in(workbench.view.planned)
    assert [line.split(" ")[0] for line in found] == ["明天的", "下周的"]
    assert found[0] == "明天的 明天"


def test_a_plan_whose_day_is_past_asks_to_be_confirmed(
    workbench: WorkbenchPage, world: World, show: Show
) -> None:
    with world.store.change(Deed("准备")) as session:
        day = TODAY - timedelta(days=2)
        aw.add_activity(session, world, title="前天的", held_on=day, state=ActivityState.PLANNED)
    show(workbench)
    assert lines_in(workbench.view.planned)[0].endswith("已过")


def test_what_was_entered_last_stands_first(
    workbench: WorkbenchPage, world: World, held: UUID, show: Show
) -> None:
    show(workbench)
    assert lines_in(workbench.view.recent)[0] == "送教下乡：三年级习作 活动"


def test_the_sample_goes_with_one_click_and_comes_back_with_undo(
    workbench: WorkbenchPage, desk: Desk, world: World, show: Show, settle: Settle
) -> None:
    add_sample(world.store, date(2026, 4, 20), pictures=False)
    show(workbench)
    assert workbench.view.sample.isVisible()
    workbench.view.drop_sample.click()
    settle()
    with world.store.read() as session:
        assert records.living(session, Activity) == []
    assert not workbench.view.sample.isVisible()


def test_no_card_is_wider_than_a_narrow_window(
    workbench: WorkbenchPage, held: UUID, show: Show, settle: Settle
) -> None:
    window = show(workbench)
    window.resize(720, 600)
    settle()
    places = {card.x() for card in workbench.view.cards}
    assert len(places) == 1


# To-do ---------------------------------------------------------------------------------------


@pytest.fixture
def todo(desk: Desk) -> TodoPage:
    return TodoPage(desk)


def sentences(todo: TodoPage, group: Group) -> list[str]:
    return [line.sentence for line in todo._lines if line.group is group]


def test_each_gap_of_a_held_activity_is_a_line(todo: TodoPage, held: UUID, show: Show) -> None:
    waiting: list[tuple[str, int]] = []
    todo.waiting.connect(lambda key, number: waiting.append((key, number)))
    show(todo)
    assert sentences(todo, Group.EVIDENCE)[0] == "还差：签到名单或签到表照片"
    assert len(sentences(todo, Group.EVIDENCE)) == 4
    assert waiting[-1] == ("todo", len(todo._lines))


def test_workbench_and_list_count_the_same(
    workbench: WorkbenchPage, todo: TodoPage, held: UUID, show: Show, qtbot: QtBot
) -> None:
    numbers: dict[Page, int] = {}
    for page in (workbench, todo):
        page.waiting.connect(lambda _key, number, page=page: numbers.update({page: number}))
        show(page)
        qtbot.waitUntil(lambda page=page: page in numbers)
    assert numbers[workbench] == numbers[todo] > 0


def test_what_else_waits_is_told_a_moment_after_the_page(
    workbench: WorkbenchPage, held: UUID, show: Show, qtbot: QtBot
) -> None:
    show(workbench)
    qtbot.waitUntil(
        lambda: any(line.startswith("另有 ") for line in lines_in(workbench.view.lacking))
    )
    assert lines_in(workbench.view.lacking)[0].startswith("送教下乡：三年级习作 还差 ")


def test_the_button_of_the_gaps_leads_to_the_list(
    workbench: WorkbenchPage, held: UUID, show: Show
) -> None:
    wanted: list[str] = []
    workbench.place_wanted.connect(wanted.append)
    show(workbench)
    workbench.view.gaps.click()
    assert wanted == ["todo"]


def test_required_fields_that_are_empty_are_lines(todo: TodoPage, held: UUID, show: Show) -> None:
    show(todo)
    assert "还没有填记录人" in sentences(todo, Group.EMPTY)


def test_a_text_that_could_not_be_read_is_a_line_and_leads_to_its_field(
    todo: TodoPage, desk: Desk, held: UUID, world: World, show: Show, settle: Settle
) -> None:
    with world.store.transaction() as session:
        keep_draft(session, Draft("activity", held, "held_on", "3.45"))
    activities = ActivitiesPage(desk)
    show(Places(todo, activities))
    line = next(one for one in todo._lines if one.group is Group.DRAFTS)
    assert "3.45" in line.sentence
    todo.follow(line)
    settle()
    assert focus_inside(activities.form.rows.field("held_on"))


def focus_inside(field: QWidget) -> bool:
    return any(child.hasFocus() for child in field.findChildren(QWidget))


def test_a_group_is_shown_alone(
    todo: TodoPage, held: UUID, show: Show, qtmodeltester: ModelTester
) -> None:
    show(todo)
    todo.pills.set_current(Group.EVIDENCE.name)
    todo._show()
    assert todo.table.rowCount() == 4
    qtmodeltester.check(todo.table, force_py=True)


def test_what_is_mended_disappears(
    todo: TodoPage, desk: Desk, held: UUID, world: World, show: Show, settle: Settle
) -> None:
    show(todo)
    assert sentences(todo, Group.EVIDENCE)
    with world.store.change(Deed("准备")) as session:
        aw.complete(session, world, records.get(session, Activity, held))
    desk.changed.emit(frozenset({"activity"}))
    settle()
    assert sentences(todo, Group.EVIDENCE) == []
