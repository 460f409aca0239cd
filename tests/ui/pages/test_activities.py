"""The page of activities: real widgets over a real database."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.modeltest import ModelTester
from sqlalchemy import select

from lianti_desktop.domain.activity_kinds import ActivityGroup, ActivityKind, Check
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.activity_life import Move, steps_from
from lianti_desktop.services.activity_templates import BLANK
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import (
    Activity,
    ActivityContribution,
    ActivityCount,
    Participant,
)
from lianti_desktop.storage.lessons import Lesson, LessonObservation, Reflection
from lianti_desktop.storage.log.undo import next_undo
from lianti_desktop.storage.store import Deed
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.bulk_change import BulkChange
from lianti_desktop.ui.pages.activities import ActivitiesPage
from lianti_desktop.ui.record_values import MADE
from lianti_desktop.ui.widgets.cell_editor import CellEditor
from lianti_desktop.ui.widgets.lights import LIGHTS_ROLE
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.table_look import choose_row
from tests import activity_world as aw
from tests.activity_world import World
from tests.ui.pages.conftest import Settle, Show

Look = Callable[[UUID, Callable[..., Any]], Any]


@pytest.fixture
def page(desk: Desk, held: UUID, show: Show) -> ActivitiesPage:
    page = ActivitiesPage(desk)
    show(page)
    return page


def type_into(widget: QWidget, text: str) -> None:
    """Types and leaves the field, as a clerk does."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Tab)


def line_of(page: ActivitiesPage, name: str) -> QWidget:
    line = page.form.rows.editor(name).line
    assert line is not None
    return line


def column(page: ActivitiesPage, name: str) -> int:
    return page.list.table.names.index(name)


def titles_in(page: ActivitiesPage) -> list[str]:
    return [line.texts[column(page, "title")] for line in page.list.table.lines()]


def undo_words(world: World) -> str:
    with world.store.read() as session:
        return next_undo(session).reason


def activities(world: World) -> list[Activity]:
    with world.store.read() as session:
        query = select(Activity).where(Activity.deleted.is_(False)).order_by(Activity.id)
        return list(session.scalars(query))


# The list ------------------------------------------------------------------------------------


def test_the_latest_activity_is_there_to_see_at_once(page: ActivitiesPage, held: UUID) -> None:
    assert page.list.current() == held
    assert page.form.head.title.text() == "送教下乡：三年级习作"


def test_lights_stand_in_the_list_for_what_is_there(page: ActivitiesPage) -> None:
    lights = page.list.table.index(0, column(page, "state")).data(LIGHTS_ROLE)
    assert lights == (True, False, False, False, False)


def test_the_table_keeps_the_rules_of_a_model(
    page: ActivitiesPage, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.list.table, force_py=True)


def test_pills_count_and_narrow(
    page: ActivitiesPage, world: World, settle: Settle, desk: Desk
) -> None:
    with world.store.change(Deed("准备")) as session:
        aw.add_activity(session, world, title="三月例会", state=ActivityState.PLANNED)
    desk.changed.emit(frozenset({"activity"}))
    settle()
    page.list.show_pill("planned")
    assert titles_in(page) == ["三月例会"]
    page.list.show_pill("complete")
    assert page.list.table.rowCount() == 0


def test_a_heading_and_words_narrow_the_list(page: ActivitiesPage) -> None:
    page.list.show_group(ActivityGroup.MEETING)
    assert page.list.table.rowCount() == 0
    page.list.show_all()
    page.list.set_filter("送教")
    assert page.list.table.rowCount() == 1


def test_a_day_typed_into_its_cell_is_stored_as_by_the_form_and_the_state_follows(
    page: ActivitiesPage, world: World, look: Look, settle: Settle
) -> None:
    view, row = page.list.view, page.list.current()
    assert row is not None
    with world.store.change(Deed("准备")) as session:
        session.get_one(Activity, row).process_text = None
    view.setFocus()
    view.setCurrentIndex(page.list.table.index(0, column(page, "held_on")))
    QTest.keyClicks(view, "x")
    editor = view.findChild(CellEditor)
    assert editor is not None
    editor.line.setText("2099.3.1")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    settle()
    assert page.form.rows.editor("held_on").widget.value() == date(2099, 3, 1)
    assert undo_words(world) == "修改 活动日期"
    assert look(row, lambda _session, activity: activity.state) is ActivityState.PLANNED
    assert page.list.current() == row


def test_the_column_of_states_is_not_typed_into(page: ActivitiesPage, settle: Settle) -> None:
    said: list[str] = []
    page.desk.refused.connect(said.append)
    page.list.view.setCurrentIndex(page.list.table.index(0, column(page, "state")))
    QTest.keyClicks(page.list.view, "x")
    settle()
    assert said == [MADE]


def test_the_list_sorts_by_day_both_ways(
    page: ActivitiesPage, world: World, settle: Settle, desk: Desk
) -> None:
    with world.store.change(Deed("准备")) as session:
        aw.add_activity(session, world, title="早的", held_on=date(2026, 3, 2))
    desk.changed.emit(frozenset({"activity"}))
    settle()
    page.list.table.sort(column(page, "held_on"), Qt.SortOrder.AscendingOrder)
    assert titles_in(page)[0] == "早的"
    page.list.table.sort(column(page, "held_on"), Qt.SortOrder.DescendingOrder)
    assert titles_in(page)[1] == "早的"


def test_only_the_chosen_term_is_listed(
    page: ActivitiesPage, world: World, settle: Settle, desk: Desk
) -> None:
    with world.store.change(Deed("准备")) as session:
        other = aw.add_activity(session, world, title="上学期的", held_on=date(2025, 11, 5))
        other.term_id = world.alliance
    desk.set_term(world.term)
    settle()
    assert titles_in(page) == ["送教下乡：三年级习作"]


def test_delete_puts_the_activity_into_the_bin(
    page: ActivitiesPage, world: World, settle: Settle
) -> None:
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_Delete)
    settle()
    assert activities(world) == []
    assert undo_words(world) == "移到回收站 1 次活动"


def test_rows_are_copied_with_headings(page: ActivitiesPage) -> None:
    choose_row(page.list.view, 0)
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0] == "活动名称\t日期\t状态\t承办学校"
    assert "送教下乡" in text.splitlines()[1]


def test_an_empty_list_offers_the_first_activity(desk: Desk, show: Show) -> None:
    page = ActivitiesPage(desk)
    show(page)
    assert page.list._stack.currentIndex() == 1
    page.list._empty.asked.emit()
    assert page.split.is_open()


# The fields ----------------------------------------------------------------------------------


def test_leaving_a_field_stores_it_as_one_named_change(
    page: ActivitiesPage, world: World, held: UUID, settle: Settle, look: Look
) -> None:
    type_into(line_of(page, "place"), "Hall 3")
    settle()
    assert look(held, lambda _s, activity: activity.place) == "Hall 3"
    assert undo_words(world) == "修改 活动地点"


def test_a_new_activity_begins_with_its_first_value(
    page: ActivitiesPage, world: World, settle: Settle
) -> None:
    page.new_record()
    settle()
    assert len(activities(world)) == 1
    type_into(line_of(page, "title"), "meeting in march")
    settle()
    fresh = activities(world)[-1]
    assert (fresh.title, fresh.host_id) == ("meeting in march", world.core)
    assert fresh.held_on is not None
    assert page.list.current() == fresh.id


def test_values_entered_quickly_go_to_one_activity(
    page: ActivitiesPage, world: World, settle: Settle
) -> None:
    page.new_record()
    type_into(line_of(page, "title"), "a")
    type_into(line_of(page, "place"), "b")
    settle()
    assert [(one.title, one.place) for one in activities(world)[1:]] == [("a", "b")]


def test_a_date_that_cannot_be_read_is_kept_and_shown_again(
    page: ActivitiesPage, desk: Desk, held: UUID, settle: Settle, look: Look
) -> None:
    type_into(line_of(page, "held_on"), "3.45")
    settle()
    assert look(held, lambda _s, activity: activity.held_on) == aw.THURSDAY
    page.form.open(held)
    settle()
    assert page.form.rows.editor("held_on").line.text() == "3.45"
    assert page.form.rows.field("held_on").error()


def test_continue_entering_keeps_day_place_and_schools(
    page: ActivitiesPage, world: World, settle: Settle
) -> None:
    line = line_of(page, "place")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.form.row() is None
    assert QApplication.focusWidget() is line_of(page, "title")
    type_into(line_of(page, "title"), "next one")
    settle()
    fresh = activities(world)[-1]
    first = activities(world)[0]
    assert fresh.title == "next one"
    assert (fresh.held_on, fresh.place, fresh.host_id, fresh.attended) == (
        first.held_on,
        first.place,
        first.host_id,
        first.attended,
    )
    assert fresh.process_text is None


def test_the_next_one_begins_from_the_long_text_too(
    page: ActivitiesPage, world: World, settle: Settle
) -> None:
    text = page.form.rows.field("process_text").text
    text.setFocus()
    QTest.keyClicks(text, "more")
    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.form.row() is None
    assert "more" in (activities(world)[0].process_text or "")


def test_twenty_activities_are_entered_without_the_mouse(
    page: ActivitiesPage, world: World, settle: Settle
) -> None:
    page.new_record()
    settle()
    for number in range(20):
        title = QApplication.focusWidget()
        QTest.keyClicks(title, f"no {number}")
        QTest.keyClick(title, Qt.Key.Key_Tab)
        kind = QApplication.focusWidget()
        QTest.keyClicks(kind, "lh")
        QTest.keyClick(kind, Qt.Key.Key_Return)
        QTest.keyClick(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    made = activities(world)[1:]
    assert [one.title for one in made] == [f"no {number}" for number in range(20)]
    assert {one.kind for one in made} == {ActivityKind.MEETING_REGULAR}


@pytest.mark.parametrize(("typed", "first"), [("送教", "送教下乡"), ("sjxx", "送教下乡")])
def test_a_kind_is_found_by_words_and_initials(
    page: ActivitiesPage, typed: str, first: str, settle: Settle
) -> None:
    settle()
    found = page.form.rows.field("kind").line.search(typed, 50)
    assert found[0].title == first


def test_a_kind_is_found_under_its_heading_and_shows_it(page: ActivitiesPage) -> None:
    found = page.form.rows.field("kind").line.search("党建", 50)
    assert {option.subtitle for option in found[1:]} == {"党建"}
    assert "党课" in [option.title for option in found]


def test_safety_opens_only_where_pupils_may_travel(
    page: ActivitiesPage, held: UUID, settle: Settle
) -> None:
    assert not page.form.rows.fold("safety").is_open()
    page.form.rows.set_field("kind", ActivityKind.PUPIL_FARM_PRACTICE)
    settle()
    assert page.form.rows.fold("safety").is_open()
    assert page.form.rows.field("safety_leader").isVisible()


def test_research_opens_subject_and_topic(page: ActivitiesPage) -> None:
    assert page.form.rows.fold("content").is_open()


def test_every_field_of_an_activity_is_in_the_form(page: ActivitiesPage) -> None:
    assert set(page.form.rows.names()) == set(Activity.__fields__) - {"state"}


def test_a_title_is_proposed_and_taken_with_one_click(
    page: ActivitiesPage, held: UUID, settle: Settle, look: Look
) -> None:
    page.form.rows.set_field("title", None)
    settle()
    assert page.form.title_tip.isVisible()
    page.form.title_tip.button.click()
    settle()
    title = look(held, lambda _s, activity: activity.title)
    assert title == "2025—2026学年第二学期中心小学送教下乡（1）"


def test_a_day_outside_the_terms_is_stored_and_asked_about(
    page: ActivitiesPage, held: UUID, settle: Settle, look: Look, world: World
) -> None:
    page.form.rows.set_field("term", None)
    page.form.rows.set_field("held_on", date(2026, 8, 5))
    page.form.rows.set_field("term", None)
    settle()
    assert look(held, lambda _s, activity: activity.held_on) == date(2026, 8, 5)
    assert page.form.term_tip.isVisible()
    page.form.term_tip.button.click()
    assert not page.form.term_tip.isVisible()


def test_the_length_of_the_process_is_told_while_it_is_written(page: ActivitiesPage) -> None:
    text = page.form.rows.field("process_text").text
    text.setPlainText("上午听课")
    assert page.form.rows.field("process_text")._note.text().startswith("已写 4 字，再写 46 字")


# State and checklist -------------------------------------------------------------------------


def test_filling_the_last_gap_makes_it_complete_in_the_same_change(
    page: ActivitiesPage, world: World, held: UUID, settle: Settle, look: Look, desk: Desk
) -> None:
    with world.store.change(Deed("准备")) as session:
        activity = records.get(session, Activity, held)
        aw.complete(session, world, activity)
        activity.process_text = None
    desk.changed.emit(frozenset({"activity"}))
    settle()
    page.form.rows.set_field("process_text", aw.PROCESS)
    settle()
    assert look(held, lambda _s, activity: activity.state) is ActivityState.COMPLETE
    assert page.form.head.state.text() == "资料齐全"
    desk.undo(Reply(desk))
    settle()
    state, text = look(held, lambda _s, activity: (activity.state, activity.process_text))
    assert (state, text) == (ActivityState.HELD, None)


def test_cancelling_asks_for_a_reason_in_the_form(
    page: ActivitiesPage, held: UUID, settle: Settle, look: Look
) -> None:
    page.form.take_move(Move(ActivityState.PLANNED))
    settle()
    cancel = next(
        step for step in steps_from(ActivityState.PLANNED) if step.state is ActivityState.CANCELLED
    )
    page.form.head.begin_step(cancel)
    question = page.form.head.question
    assert question is not None
    question.go.click()
    assert question.reason.error()
    question.reason.line.setText("大雪封路")
    question.go.click()
    settle()
    found = look(held, lambda _s, activity: (activity.state, activity.state_reason))
    assert found == (ActivityState.CANCELLED, "大雪封路")
    assert page.form.head.question is None


def test_writing_the_process_of_a_past_plan_marks_it_as_held(
    page: ActivitiesPage, held: UUID, settle: Settle, look: Look
) -> None:
    page.form.rows.set_field("process_text", None)
    page.form.take_move(Move(ActivityState.PLANNED))
    settle()
    page.form.rows.set_field("process_text", "上午听课两节。")
    settle()
    assert look(held, lambda _s, activity: activity.state) is ActivityState.HELD


@pytest.mark.parametrize("check", Check)
def test_every_light_leads_somewhere(page: ActivitiesPage, check: Check) -> None:
    page.show_field(check.value)
    assert page.split.is_open()


def test_what_lacks_is_said_and_leads_there(page: ActivitiesPage) -> None:
    assert page.form.head.missing.text() == "还差：签到名单或签到表照片，等 4 项"
    page.form.head.missing.click()
    assert page.form.people.picker.line.hasFocus()


# What belongs to it --------------------------------------------------------------------------


def test_head_counts_are_written_by_school_and_added_up(
    page: ActivitiesPage, world: World, held: UUID, settle: Settle
) -> None:
    type_into(page.form.counts.cell(world.core, "staff_count").editor, "6")
    type_into(page.form.counts.cell(world.campus, "staff_count").editor, "12")
    settle()
    with world.store.read() as session:
        rows = records.living(session, ActivityCount, activity_id=held)
        assert {row.school_id: row.staff_count for row in rows} == {
            world.core: 6,
            world.campus: 12,
        }
    assert page.form.counts._totals[0].text() == "18"
    assert undo_words(world) == "修改 各校人数教师"


def test_a_remark_is_added_and_written_in_place(
    page: ActivitiesPage, world: World, held: UUID, settle: Settle
) -> None:
    page.form.remarks.begin()
    settle()
    box = page.form.remarks.boxes()[0]
    type_into(box.fields["author_label"].line, "grade 3")
    box.fields["text"].text.setFocus()
    QTest.keyClicks(box.fields["text"].text, "I wrote about a tree")
    page.commit()
    settle()
    with world.store.read() as session:
        row = records.living(session, Reflection, activity_id=held)[0]
        assert (row.author_label, row.text) == ("grade 3", "I wrote about a tree")
    assert page.form.remarks.boxes() == [box]


def test_a_whole_school_comes_on_the_list_with_one_click_and_only_once(
    page: ActivitiesPage, world: World, held: UUID, settle: Settle
) -> None:
    page.form.people.add_school(world.campus, "柳林校区")
    page.form.people.add_school(world.campus, "柳林校区")
    settle()
    with world.store.read() as session:
        rows = records.living(session, Participant, activity_id=held)
        assert sorted(row.person.name for row in rows) == ["单于清", "周雨禾"]
        assert all(row.signed for row in rows)


def test_a_person_is_picked_and_the_tick_taken_away(
    page: ActivitiesPage, world: World, held: UUID, settle: Settle
) -> None:
    page.form.people.picker.line.picked.emit(Option(world.staff[1], "曾小贤"))
    settle()
    with world.store.read() as session:
        row = records.living(session, Participant, activity_id=held)[0].id
    page.form.people.tick(row).click()
    settle()
    with world.store.read() as session:
        assert session.get(Participant, row).signed is False
    page.form.people.sign_everybody()
    settle()
    with world.store.read() as session:
        assert session.get(Participant, row).signed is True


def test_a_lesson_and_its_observation_are_made_and_opened(
    page: ActivitiesPage, world: World, held: UUID, settle: Settle
) -> None:
    opened: list[tuple[str, UUID]] = []
    page.record_wanted.connect(lambda kind, row: opened.append((kind, row)))
    page.form.lessons.begin()
    settle()
    lesson = opened[0][1]
    page.form.lessons.add_observation(lesson)
    settle()
    assert [kind for kind, _ in opened] == ["lesson", "lesson_observation"]
    with world.store.read() as session:
        assert session.get(Lesson, lesson).given_on == aw.THURSDAY
        assert session.get(LessonObservation, opened[1][1]).lesson_id == lesson


def test_files_become_documents_of_the_activity(
    page: ActivitiesPage, world: World, held: UUID, qtbot: Any, settle: Settle, tmp_path: Any
) -> None:
    source = tmp_path / "教案.pdf"
    source.write_bytes(b"%PDF-1.4 example")
    page.form.papers.add_files([source])
    qtbot.waitUntil(lambda: "1 份" in page.form.papers.note(), timeout=5_000)
    assert undo_words(world) == "新增 附件 1 份"


def test_an_activity_of_another_school_is_plain_text_with_the_reason(
    desk: Desk, world: World, show: Show, settle: Settle
) -> None:
    row = aw.add_received(world)
    page = ActivitiesPage(desk)
    show(page)
    page.show_record("activity", row)
    settle()
    assert page.form.rows.field("place").is_readonly()
    assert "柳林校区" in page.form.head.note.text()
    box = page.form.guests.box(world.core)
    box.text.text.setFocus()
    QTest.keyClicks(box.text.text, "two of us came")
    page.commit()
    settle()
    with world.store.read() as session:
        own = records.living(session, ActivityContribution, activity_id=row)[0]
        assert (own.text, own.owner_id) == ("two of us came", world.core)


def test_a_copy_is_a_new_plan_for_today(page: ActivitiesPage, world: World, settle: Settle) -> None:
    page.copy_activity()
    settle()
    assert [one.state for one in activities(world)] == [ActivityState.HELD, ActivityState.PLANNED]
    assert page.form.row() == activities(world)[-1].id


def test_a_record_of_the_activity_leads_to_it(
    page: ActivitiesPage, world: World, settle: Settle
) -> None:
    with world.store.change(Deed("准备")) as session:
        other = aw.add_activity(session, world, title="别的")
        row, part = other.id, aw.add_reflection(session, other).id
    page.show_record("reflection", part)
    settle()
    assert page.form.row() == row


def test_below_1280_pixels_the_form_slides_over_the_list(
    page: ActivitiesPage, settle: Settle
) -> None:
    window = page.window()
    assert isinstance(window, QMainWindow)
    window.resize(1092, 614)
    settle()
    page.show_record("activity", page.list.current())
    settle()
    assert page.split._pane.x() + page.split._pane.width() == page.split.width()
    page.split.close_form()
    assert not page.split.is_open()


# As in every list ----------------------------------------------------------------------------


def test_columns_and_order_are_kept_for_the_next_time(
    page: ActivitiesPage, desk: Desk, show: Show, settle: Settle
) -> None:
    page.list.set_columns(["title", "place", "recorder", "state"])
    page.list.view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    settle()
    again = ActivitiesPage(desk)
    show(again)
    assert again.list.table.names == ("title", "place", "recorder", "state")
    assert again.list.table.order() == (1, Qt.SortOrder.DescendingOrder)
    assert again.list.table.index(0, 3).data(LIGHTS_ROLE) == (True, False, False, False, False)
    assert again.list.table.index(0, 1).data() == "柳林校区多功能教室"


def test_a_search_that_has_a_name_stands_over_the_list(
    page: ActivitiesPage, desk: Desk, show: Show
) -> None:
    page.list.keep_filters({"送教的": "送教"})
    again = ActivitiesPage(desk)
    show(again)
    again.list.set_filter("没有这样的活动")
    assert titles_in(again) == []
    again.deeds.filters.chosen.emit("送教")
    assert titles_in(again) == ["送教下乡：三年级习作"]


def test_one_field_of_many_is_changed_in_one_step_and_states_follow(
    page: ActivitiesPage, world: World, settle: Settle, desk: Desk
) -> None:
    with world.store.change(Deed("准备")) as session:
        aw.add_activity(session, world, title="另一次")
    rows = tuple(one.id for one in activities(world))
    page.deeds.write(BulkChange("process_text", None, rows))
    settle()
    page.deeds.write(BulkChange("held_on", date(2199, 3, 12), rows))
    settle()
    assert undo_words(world) == "修改 2 次活动的日期"
    assert {one.state for one in activities(world)} == {ActivityState.PLANNED}
    desk.undo(Reply(desk))
    settle()
    assert {one.state for one in activities(world)} == {ActivityState.HELD}


def test_changing_many_waits_for_two_rows(
    page: ActivitiesPage, world: World, settle: Settle, desk: Desk
) -> None:
    with world.store.change(Deed("准备")) as session:
        aw.add_activity(session, world, title="另一次")
    desk.changed.emit(frozenset({"activity"}))
    settle()
    choose_row(page.list.view, 0)
    assert not page.bar._entries["bulk"].isEnabled()
    page.list.view.selectAll()
    assert page.bar._entries["bulk"].isEnabled()


# What is proposed ----------------------------------------------------------------------------


def test_a_new_activity_proposes_our_school_and_today_and_no_guests(
    page: ActivitiesPage, world: World, settle: Settle
) -> None:
    page.new_record()
    settle()
    assert page.form.rows.field("host").value().key == world.core
    assert page.form.rows.field("held_on").value() is not None
    assert not page.form.rows.field("host").is_readonly()
    assert "必填" not in page.form.rows.field("attended").editor.accessibleName()


def test_a_second_activity_like_it_is_pointed_out_and_found(
    page: ActivitiesPage, world: World, held: UUID, settle: Settle, desk: Desk
) -> None:
    assert not page.form.twin_tip.isVisible()
    with world.store.change(Deed("准备")) as session:
        other = aw.add_activity(session, world).id
    desk.changed.emit(frozenset({"activity"}))
    settle()
    assert page.form.twin_tip.isVisible()
    wanted: list[tuple[str, UUID]] = []
    page.record_wanted.connect(lambda kind, row: wanted.append((kind, row)))
    page.form.twin_tip.button.click()
    assert wanted == [("activity", other)]


def test_a_template_goes_to_the_cursor_and_waits_for_its_first_blank(
    page: ActivitiesPage, held: UUID, settle: Settle, look: Look
) -> None:
    text = page.form.rows.field("process_text").text
    text.moveCursor(text.textCursor().MoveOperation.End)
    before = text.toPlainText()
    page.form.rows.template.click()
    assert text.toPlainText().startswith(before)
    assert text.textCursor().selectedText() == BLANK
    page.commit()
    settle()
    assert BLANK in look(held, lambda _s, activity: activity.process_text)


def test_a_template_alone_does_not_light_the_process(
    page: ActivitiesPage, held: UUID, settle: Settle
) -> None:
    page.form.rows.field("process_text").text.clear()
    page.form.rows.template.click()
    page.commit()
    settle()
    lights = {state.check: state.met for state in page.form.view.states}
    assert not lights[Check.PROCESS]
    assert "处空没填" in page.form.rows.field("process_text")._note.text()


def test_without_a_kind_there_is_no_template(page: ActivitiesPage, settle: Settle) -> None:
    page.new_record()
    settle()
    assert not page.form.rows.template.isEnabled()
    page.form.rows.set_field("kind", ActivityKind.MEETING_REGULAR)
    settle()
    assert page.form.rows.template.isEnabled()
