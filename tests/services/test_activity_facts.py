"""What an activity holds: each check from real rows, and few queries for long lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind, Check
from lianti_desktop.services.activity_facts import (
    check_states,
    check_states_of_all,
    facts_of,
    is_joint,
    schools_of,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.organisation import Facility
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


def met(session: Session, activity: Activity) -> dict[Check, bool]:
    return {state.check: state.met for state in check_states(session, activity)}


def test_an_empty_activity_lacks_everything_of_its_kind(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, process_text=None)
    assert met(session, activity) == {
        Check.PROCESS: False,
        Check.SIGN_IN: False,
        Check.PHOTOS: False,
        Check.LESSONS: False,
        Check.COUNTS: False,
    }


def test_a_full_activity_lacks_nothing(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world)
    aw.complete(session, world, activity)
    assert all(met(session, activity).values())


def test_spaces_do_not_make_a_process_note_longer(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, process_text="写\n  " * 30)
    assert facts_of(session, activity).process_length == 30


def test_a_photo_of_the_sign_in_sheet_is_no_photo_of_the_activity(
    session: Session, world: World
) -> None:
    activity = aw.add_activity(session, world)
    values = {"activity": activity, "file": "c" * 64, "shows_sign_in": True}
    records.save(session, Media, None, values)
    facts = facts_of(session, activity)
    assert (facts.sign_in_sheets, facts.photos) == (1, 0)


def test_a_name_on_the_list_that_has_not_signed_does_not_count(
    session: Session, world: World
) -> None:
    activity = aw.add_activity(session, world)
    aw.add_sign_in(session, activity, world.staff[0], signed=False)
    assert facts_of(session, activity).signed == 0


def test_what_lies_in_the_bin_does_not_count(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world)
    photo = aw.add_photo(session, activity)
    records.remove(session, [photo])
    assert facts_of(session, activity).photos == 0


def test_each_lesson_needs_its_own_observation(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, kind=ActivityKind.RESEARCH_SAME_TOPIC)
    first = aw.add_lesson(session, activity, world.core)
    second = aw.add_lesson(session, activity, world.campus)
    aw.add_observation(session, first)
    aw.add_observation(session, first)
    assert not met(session, activity)[Check.OBSERVATIONS]
    aw.add_observation(session, second)
    assert met(session, activity)[Check.OBSERVATIONS]


def test_lessons_of_one_school_are_not_lessons_of_two(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, kind=ActivityKind.RESEARCH_SAME_TOPIC)
    aw.add_lesson(session, activity, world.core)
    aw.add_lesson(session, activity, world.core)
    assert not met(session, activity)[Check.LESSONS]


def test_a_document_of_the_activity_is_counted(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world)
    records.save(session, Document, None, {"title": "教案集", "activity": activity})
    assert facts_of(session, activity).documents == 1


def test_a_school_without_a_number_is_still_to_be_counted(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world)
    aw.add_count(session, activity, world.core, staff_count=3)
    aw.add_count(session, activity, world.campus)
    assert not met(session, activity)[Check.COUNTS]


def test_nobody_came_is_a_number_too(session: Session, world: World) -> None:
    activity = aw.add_activity(session, world, attended=None)
    aw.add_count(session, activity, world.core, staff_count=0)
    assert met(session, activity)[Check.COUNTS]


def test_pupils_who_come_from_another_school_travel(session: Session, world: World) -> None:
    kind = ActivityKind.PUPIL_FIVE_ONES_FRIENDSHIP
    activity = aw.add_activity(session, world, kind=kind)
    aw.add_count(session, activity, world.core, pupil_count=40)
    assert Check.SAFETY not in met(session, activity)
    aw.add_count(session, activity, world.campus, pupil_count=12)
    assert met(session, activity)[Check.SAFETY] is False


def test_the_venue_decides_who_travels(session: Session, world: World) -> None:
    values = {"name": "柳林劳动基地", "school": world.campus}
    venue = records.save(session, Facility, None, values)
    kind = ActivityKind.PUPIL_FIVE_ONES_FRIENDSHIP
    activity = aw.add_activity(session, world, kind=kind, facility=venue)
    aw.add_count(session, activity, world.campus, pupil_count=12)
    assert not facts_of(session, activity).pupils_travel
    aw.add_count(session, activity, world.core, pupil_count=40)
    assert facts_of(session, activity).pupils_travel


def test_safety_is_ready_with_leader_plan_insurance_and_parents(
    session: Session, world: World
) -> None:
    ready = {
        "safety_leader": "李文秀",
        "safety_plan": "每车两名教师。",
        "insured": True,
        "parents_informed": True,
    }
    activity = aw.add_activity(session, world, **ready)
    assert facts_of(session, activity).safety_ready
    activity.parents_informed = False
    assert not facts_of(session, activity).safety_ready


def test_the_host_takes_part_and_two_schools_make_it_joint(session: Session, world: World) -> None:
    alone = aw.add_activity(session, world, attended=None)
    joint = aw.add_activity(session, world, attended=[world.campus, world.core])
    assert not is_joint(alone)
    assert is_joint(joint)
    assert schools_of(joint) == (world.core, world.campus)


def test_a_long_list_needs_no_more_queries_than_a_short_one(world: World) -> None:
    with world.store.change(Deed("准备")) as session:
        for _ in range(12):
            aw.complete(session, world, aw.add_activity(session, world))
    assert queries(world, 12) == queries(world, 1)


def queries(world: World, number: int) -> int:
    seen: list[str] = []

    def note(*call: object) -> None:
        seen.append(str(call[2]))

    with world.store.read() as session:
        activities = records.living(session, Activity)[:number]
        event.listen(world.store.engine, "before_cursor_execute", note)
        states = check_states_of_all(session, activities)
        event.remove(world.store.engine, "before_cursor_execute", note)
    assert len(states) == number
    assert all(state.met for found in states.values() for state in found)
    return len(seen)
