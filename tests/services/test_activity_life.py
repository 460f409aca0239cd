"""From planned to archived: what may follow what, and what the checklist decides."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.activity_life import (
    HeadCount,
    Move,
    copy_of,
    count_lines,
    follow,
    proposed_title,
    save_head,
    settle,
    steps_from,
    take_step,
    total_of,
    twin_of,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityCount
from lianti_desktop.storage.log import undo
from lianti_desktop.storage.store import Deed
from tests import activity_world as aw
from tests.activity_world import World, build_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path)
    yield built
    built.store.close()


@pytest.fixture
def session(world: World) -> Iterator[Session]:
    with world.store.change(Deed("试一试")) as opened:
        yield opened


@pytest.mark.parametrize("state", ActivityState)
def test_every_state_leads_somewhere_and_never_to_itself(state: ActivityState) -> None:
    ways = [step.state for step in steps_from(state)]
    assert ways
    repeatable = {ActivityState.POSTPONED}
    assert state not in ways or state in repeatable


def test_a_planned_activity_is_marked_as_held(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, state=ActivityState.PLANNED)
    take_step(session, activity, Move(ActivityState.HELD))
    assert activity.state is ActivityState.HELD


def test_one_that_is_held_with_all_its_papers_is_complete_at_once(
    session: Session, world: World
) -> None:
    activity = aw.add_activity(session, world, state=ActivityState.PLANNED)
    aw.complete(session, world, activity)
    take_step(session, activity, Move(ActivityState.HELD))
    assert activity.state is ActivityState.COMPLETE


def test_a_planned_activity_cannot_be_archived(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, state=ActivityState.PLANNED)
    with pytest.raises(UserError, match="没有改动"):
        take_step(session, activity, Move(ActivityState.ARCHIVED))


def test_cancelling_asks_for_a_reason(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, state=ActivityState.PLANNED)
    with pytest.raises(UserError, match="原因"):
        take_step(session, activity, Move(ActivityState.CANCELLED, "  "))
    take_step(session, activity, Move(ActivityState.CANCELLED, "大雪封路"))
    assert activity.state_reason == "大雪封路"


def test_postponing_asks_for_the_new_day_and_moves_there(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, state=ActivityState.PLANNED)
    with pytest.raises(UserError, match="新的日期"):
        take_step(session, activity, Move(ActivityState.POSTPONED, "大雪封路"))
    later = date(2026, 9, 3)
    take_step(session, activity, Move(ActivityState.POSTPONED, "大雪封路", later))
    assert (activity.held_on, activity.state) == (later, ActivityState.POSTPONED)
    assert activity.term_id is None


def test_the_checklist_marks_an_activity_complete_and_takes_it_back(
    session: Session, world: World
) -> None:
    activity = aw.add_activity(session, world)
    aw.complete(session, world, activity)
    assert settle(session, activity)
    assert activity.state is ActivityState.COMPLETE
    activity.process_text = "太短"
    assert settle(session, activity)
    assert activity.state is ActivityState.HELD


def test_the_checklist_leaves_a_planned_activity_alone(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, state=ActivityState.PLANNED)
    aw.complete(session, world, activity)
    assert not settle(session, activity)


def test_one_undo_takes_back_the_evidence_and_the_state(world: World) -> None:
    with world.store.change(Deed("准备")) as session:
        activity = aw.add_activity(session, world)
        aw.complete(session, world, activity)
        activity.process_text = "太短"
        row = activity.id
    with world.store.change(Deed("修改 活动过程")) as session:
        activity = records.save(session, Activity, row, {"process_text": aw.PROCESS})
        assert settle(session, activity)
    with world.store.read() as session:
        step = undo.next_undo(session)
    with world.store.change(Deed("撤销", action=undo.UNDO, target=step.hash)) as session:
        undo.take_back(session, step.hash)
    with world.store.read() as session:
        activity = records.get(session, Activity, row)
        assert (activity.state, activity.process_text) == (ActivityState.HELD, "太短")


def test_a_title_is_proposed_from_term_school_kind_and_number(
    session: Session, world: World
) -> None:
    aw.add_activity(session, world)
    second = aw.add_activity(session, world, title=None)
    assert proposed_title(session, second) == "2025—2026学年第二学期中心小学送教下乡（2）"


def test_a_title_is_proposed_even_when_nothing_is_known(session: Session, world: World) -> None:
    bare = records.save(session, Activity, None, {})
    assert proposed_title(session, bare) == "活动（1）"


def test_a_copy_is_planned_and_brings_no_evidence(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world)
    copy = copy_of(session, activity, date(2026, 4, 9))
    assert copy.id != activity.id
    assert (copy.state, copy.held_on) == (ActivityState.PLANNED, date(2026, 4, 9))
    assert (copy.title, copy.place, copy.attended) == (
        activity.title,
        activity.place,
        activity.attended,
    )
    assert copy.process_text is None


def test_each_school_that_takes_part_has_a_line_and_the_lines_add_up(
    session: Session, world: World
) -> None:
    activity = aw.add_activity(session, world)
    save_head(session, activity, HeadCount(world.core, "staff_count", 6))
    save_head(session, activity, HeadCount(world.campus, "staff_count", 12))
    save_head(session, activity, HeadCount(world.campus, "pupil_count", 42))
    save_head(session, activity, HeadCount(world.campus, "is_estimated", value=True))
    lines = count_lines(session, activity)
    assert [line.name for line in lines] == ["中心小学", "柳林校区"]
    total = total_of(lines)
    assert total.heads == (18, 42, None, None, None)
    assert total.is_estimated


def test_a_school_counted_though_it_did_not_attend_keeps_its_line(
    session: Session, world: World
) -> None:
    activity = aw.add_activity(session, world)
    aw.add_count(session, activity, world.point, staff_count=1)
    assert [line.name for line in count_lines(session, activity)][-1] == "石桥教学点"


def test_a_line_whose_numbers_are_all_gone_goes_to_the_bin(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world)
    save_head(session, activity, HeadCount(world.core, "staff_count", 6))
    save_head(session, activity, HeadCount(world.core, "staff_count", None))
    assert records.living(session, ActivityCount, activity_id=activity.id) == []


def test_a_line_that_another_school_wrote_says_so(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world)
    row = aw.add_count(session, activity, world.campus, staff_count=12)
    row.owner_id = world.campus
    session.flush()
    locked = {line.name: line.locked for line in count_lines(session, activity)}
    assert locked["中心小学"] == ""
    assert "柳林校区" in locked["柳林校区"]


def test_of_an_activity_hosted_elsewhere_only_our_own_line_is_ours(
    session: Session, world: World
) -> None:
    activity = aw.add_activity(session, world, host=world.campus, attended=[world.core])
    activity.owner_id = world.campus
    session.flush()
    locked = {line.name: bool(line.locked) for line in count_lines(session, activity)}
    assert locked == {"柳林校区": True, "中心小学": False}


def test_no_lines_make_an_empty_total() -> None:
    assert total_of(()).heads == (None,) * 5


def test_a_school_year_of_one_kind_is_numbered_by_term(session: Session, world: World) -> None:
    aw.add_activity(session, world, kind=ActivityKind.MEETING_REGULAR)
    other = aw.add_activity(session, world, kind=ActivityKind.MEETING_REGULAR, held_on=None)
    other.term_id = None
    session.flush()
    assert proposed_title(session, other).endswith("例会（1）")


def test_the_same_name_day_and_host_are_noticed(session: Session, world: World) -> None:
    first = aw.add_activity(session, world)
    second = aw.add_activity(session, world)
    assert twin_of(session, second) == first.id
    second.host_id = world.campus
    assert twin_of(session, second) is None
    second.host_id, first.deleted = world.core, True
    assert twin_of(session, second) is None


def test_a_new_day_moves_a_plan_but_clearing_it_moves_nothing(
    session: Session, world: World
) -> None:
    activity = aw.add_activity(session, world, process_text=None, held_on=date(2026, 4, 2))
    follow(activity, "held_on", date(2026, 3, 12))
    assert activity.state is ActivityState.PLANNED
    activity.held_on = None
    follow(activity, "held_on", date(2026, 3, 12))
    assert activity.state is ActivityState.PLANNED
