"""Only what was held counts, samples never beside real records, estimates apart."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.term_figures import Count, FigureLine, TermFigures
from lianti_desktop.domain.words import ActivityState, HonorLevel, SignMode
from lianti_desktop.services.term_statistics import term_figures
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityCount, Participant
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.lessons import LessonObservation
from lianti_desktop.storage.store import Deed
from tests.activity_world import (
    World,
    add_activity,
    add_lesson,
    add_photo,
    add_sign_in,
    build_world,
)

TODAY = date(2026, 6, 1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


def figures(world: World) -> TermFigures:
    with world.store.read() as session:
        return term_figures(session, world.term, TODAY)


def enter(world: World, work: Callable[[Session], Any]) -> None:
    with world.store.change(Deed("录入")) as session:
        work(session)


def count(session: Session, activity: Activity, world: World, **numbers: object) -> None:
    values = {"activity": activity, "school": world.campus} | numbers
    records.save(session, ActivityCount, None, values)


def test_a_term_without_activities_counts_nothing(world: World) -> None:
    found = figures(world)
    assert found.term == "2025—2026学年第二学期"
    assert found.alliance == "青石镇教联体（示例）"
    assert (found.times, found.lessons, found.people, found.persons) == (0, 0, Count(), None)
    assert found.groups == found.months == ()


def test_only_what_was_held_counts_and_what_is_overdue_is_said(world: World) -> None:
    def work(session: Session) -> None:
        for state in ActivityState:
            add_activity(session, world, title=state.label, state=state)
        add_activity(session, world, state=ActivityState.PLANNED, held_on=date(2026, 6, 20))
        in_bin = add_activity(session, world, title="删掉的")
        records.remove(session, [in_bin])

    enter(world, work)
    found = figures(world)
    assert found.times == 3
    assert found.overdue == 1
    assert [one.day for one in found.planned] == ["2026年6月20日"]
    assert found.groups == (FigureLine("联合教研", 3),)
    assert found.kinds == (("联合教研", "送教下乡", 3),)


def test_people_are_added_up_by_activity_and_estimates_stay_apart(world: World) -> None:
    def work(session: Session) -> None:
        first, second = (add_activity(session, world) for _ in range(2))
        count(session, first, world, staff_count=12, pupil_count=40, party_member_count=5)
        count(session, first, world, staff_count=8, school=world.core)
        count(session, second, world, pupil_count=30, is_estimated=True)

    enter(world, work)
    found = figures(world)
    assert found.people == Count(60, 30)
    assert (found.staff, found.pupils, found.party) == (Count(20), Count(40, 30), Count(5))
    assert found.persons is None
    assert found.people_share == "—"


def test_where_nobody_counted_the_signatures_are_the_people(world: World) -> None:
    def work(session: Session) -> None:
        for _ in range(2):
            activity = add_activity(session, world)
            for person in world.staff[:3]:
                add_sign_in(session, activity, person, signed=True)
            add_sign_in(session, activity, world.staff[3], signed=False)
        away = {"activity": activity, "person": world.staff[3], "signed": True}
        records.save(session, Participant, None, away | {"mode": SignMode.LEAVE})

    enter(world, work)
    found = figures(world)
    assert found.people == Count(6)
    assert (found.persons, found.eligible) == (3, 4)
    assert found.people_share == "75.0%"


def test_lessons_observations_photos_and_awards_are_counted(world: World) -> None:
    def work(session: Session) -> None:
        activity = add_activity(session, world)
        lesson = add_lesson(session, activity, world.core)
        add_lesson(session, activity, world.campus)
        add_photo(session, activity)
        for person in world.staff[:2]:
            values = {"lesson": lesson, "observer": person}
            records.save(session, LessonObservation, None, values)
        planned = add_activity(session, world, state=ActivityState.PLANNED)
        add_lesson(session, planned, world.core)
        for day in (date(2026, 3, 1), date(2026, 7, 10), date(2026, 8, 1), None):
            award = {"target": "甲", "title": "一等奖", "level": HonorLevel.COUNTY}
            award |= {"granted_on": day}
            records.save(session, Award, None, award)

    enter(world, work)
    found = figures(world)
    assert (found.lessons, found.observations, found.photos) == (2, 2, 1)
    assert found.awards == (("县（区）级", 2),)
    assert found.commended == ("甲（一等奖）", "甲（一等奖）")


def test_months_run_without_a_gap_and_the_busiest_school_comes_first(world: World) -> None:
    def work(session: Session) -> None:
        add_activity(session, world, held_on=date(2026, 3, 5), host=world.campus)
        for day in (date(2026, 5, 6), date(2026, 5, 20)):
            add_activity(session, world, held_on=day, kind=ActivityKind.MEETING_REGULAR)

    enter(world, work)
    found = figures(world)
    assert [(line.name, line.times) for line in found.months] == [
        ("2026年3月", 1),
        ("2026年4月", 0),
        ("2026年5月", 2),
    ]
    assert [(line.name, line.times) for line in found.hosts] == [("中心小学", 2), ("柳林校区", 1)]
    assert [line.name for line in found.groups] == ["会议", "联合教研"]
    assert found.schools == 2


def test_samples_are_never_counted_beside_real_records(world: World) -> None:
    def samples(session: Session) -> None:
        session.info["sample"] = True
        for _ in range(2):
            count(session, add_activity(session, world), world, staff_count=50)

    enter(world, samples)
    alone = figures(world)
    assert (alone.times, alone.sample) == (2, True)
    enter(world, lambda session: add_activity(session, world, title="真的"))
    found = figures(world)
    assert (found.times, found.people, found.sample) == (1, Count(), False)


def test_passages_end_with_a_sentence_and_the_richest_activity_is_told(world: World) -> None:
    def work(session: Session) -> None:
        add_activity(session, world, title="少", result_text="有收获")
        rich = add_activity(session, world, title="多", process_text="各校教师讨论。" * 60)
        add_photo(session, rich)

    enter(world, work)
    found = figures(world)
    assert found.examples[0].title == "多"
    assert found.examples[0].text == "各校教师讨论。" * 31
    assert [one.text for one in found.results] == ["有收获。"]
