"""The sample alliance: what it shows, whose it is, and that it goes without a trace."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import func, select

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import ActivityState, SiteRole
from lianti_desktop.services.checks import problems
from lianti_desktop.services.sample import add_sample, has_sample, remove_sample
from lianti_desktop.services.sample_pictures import SCENES, SHAPES, draw_picture
from lianti_desktop.services.sample_short import past_day, teaching_day
from lianti_desktop.services.setup import Founding, found_alliance, is_founded, needs_first_steps
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityContribution
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.lessons import LessonObservation, Media, Reflection
from lianti_desktop.storage.log.undo import next_undo, take_back
from lianti_desktop.storage.organisation import ClassGroup
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.rights import why_not
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, Store
from tests.services.conftest import TODAY, House


def living(store: Store, kind: type[Record]) -> int:
    """How many records of a kind are outside the bin."""
    with store.read() as session:
        query = select(func.count()).select_from(kind).where(kind.deleted.is_(False))
        return session.scalar(query) or 0


def remove(store: Store) -> int:
    """Takes the sample out as the window does."""
    with store.change(Deed("删除示例")) as session:
        return remove_sample(session)


def test_the_sample_shows_a_town_in_the_middle_of_a_term(fresh_store: Store) -> None:
    added = add_sample(fresh_store, TODAY, pictures=False)
    assert added.rows > 250
    with fresh_store.read() as session:
        activities = records.living(session, Activity)
        names = {person.name for person in records.living(session, Staff)}
        classes = records.living(session, ClassGroup)
        campus = session.scalars(select(School).where(School.short_name == "柳林校区")).one()
        small = [one for one in classes if one.school_id == campus.id]
    assert len(activities) >= 12
    assert {one.state for one in activities} == set(ActivityState)
    assert len({one.kind for one in activities}) >= 12
    assert {"曾小贤", "单于静", "阿依古丽·买买提", "李𬭚"} <= names
    assert len(classes) - len(small) - 2 == 24
    assert (len(small), sum(one.pupil_count or 0 for one in small)) == (6, 62)
    assert [one.name for one in small if len(one.grades or ()) > 1] == ["五、六年级复式班"]
    assert living(fresh_store, LessonObservation) >= 4
    assert living(fresh_store, Reflection) >= 8
    assert living(fresh_store, ActivityContribution) >= 3


def test_every_record_of_it_is_marked_and_nothing_is_amiss(house: House) -> None:
    before = {kind: living(house.store, kind) for kind in KINDS}
    add_sample(house.store, TODAY, pictures=False)
    with house.store.read() as session:
        for kind in KINDS:
            real = select(func.count()).select_from(kind).where(kind.sample.is_(False))
            assert session.scalar(real) == before[kind], kind
        assert examine(session) == []
        assert [one for one in problems(session) if one.sample] == []


def test_no_day_of_what_was_held_lies_ahead_or_outside_of_a_term(sampled_store: Store) -> None:
    with sampled_store.read() as session:
        for one in records.living(session, Activity):
            planned = one.state in (ActivityState.PLANNED, ActivityState.POSTPONED)
            assert one.held_on is not None
            assert (one.held_on > TODAY) is planned, one.title
            assert one.term_id is not None


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2026, 4, 16), date(2026, 4, 16)),
        (date(2026, 9, 3), date(2026, 7, 10)),
        (date(2026, 2, 5), date(2026, 1, 25)),
        (date(2026, 8, 1), date(2026, 7, 10)),
    ],
)
def test_outside_of_term_time_the_sample_shows_the_term_before(today: date, shown: date) -> None:
    assert teaching_day(today) == shown


def test_held_activities_fall_on_school_days() -> None:
    days = [past_day(percent, TODAY) for percent in range(101)]
    assert all(day.weekday() < 5 for day in days)
    assert days == sorted(days)
    assert days[-1] <= TODAY


def test_in_a_fresh_copy_the_sample_is_the_site(sampled_store: Store) -> None:
    with sampled_store.read() as session:
        site = session.info["site"]
        assert records.get(session, School, site.school_id).short_name == "中心小学"
        assert site.role is SiteRole.CORE
        assert is_founded(session)
        assert needs_first_steps(session)


@pytest.mark.parametrize(
    ("role", "own", "foreign"),
    [(SiteRole.CORE, "中心小学", "柳林校区"), (SiteRole.CAMPUS, "柳林校区", "中心小学")],
)
def test_the_site_may_change_what_its_own_part_hosts_and_nothing_else(
    fresh_store: Store, role: SiteRole, own: str, foreign: str
) -> None:
    found_alliance(fresh_store, Founding("甲教联体", "乙小学", role, TODAY))
    add_sample(fresh_store, TODAY, pictures=False)
    with fresh_store.read() as session:
        for activity in records.living(session, Activity):
            assert activity.host is not None
            refusal = why_not(session, activity)
            assert (refusal is None) is (activity.host.short_name == own), activity.title
            if refusal and activity.host.short_name == foreign:
                assert f"只有{foreign}能修改" in refusal


def test_the_sample_is_put_in_once(house: House) -> None:
    add_sample(house.store, TODAY, pictures=False)
    with pytest.raises(UserError, match="示例联盟已经在了"):
        add_sample(house.store, TODAY, pictures=False)


def test_it_goes_in_one_step_and_comes_back_with_an_undo(house: House) -> None:
    before = {kind: living(house.store, kind) for kind in KINDS}
    added = add_sample(house.store, TODAY, pictures=False)
    with_sample = {kind: living(house.store, kind) for kind in KINDS}
    assert remove(house.store) == added.rows
    assert {kind: living(house.store, kind) for kind in KINDS} == before
    with house.store.read() as session:
        assert not has_sample(session)
        assert records.in_bin(session) == []
        assert examine(session) == []
        step = next_undo(session)
    with house.store.change(Deed("撤销", action="undo", target=step.hash)) as session:
        take_back(session, step.hash)
    assert {kind: living(house.store, kind) for kind in KINDS} == with_sample


def test_what_was_entered_below_the_sample_goes_into_the_bin_with_it(house: House) -> None:
    add_sample(house.store, TODAY, pictures=False)
    with house.store.change(Deed("新增 感言")) as session:
        activity = records.living(session, Activity)[0]
        own = records.save(session, Reflection, None, {"activity": activity, "text": "好"}).id
    remove(house.store)
    with house.store.read() as session:
        reflection = records.get(session, Reflection, own)
        assert reflection.deleted
        assert not reflection.emptied


def test_the_own_alliance_is_founded_beside_the_sample_and_keeps_its_terms(
    sampled_store: Store,
) -> None:
    made = found_alliance(sampled_store, Founding("甲教联体", "乙小学", SiteRole.CORE, TODAY))
    with sampled_store.read() as session:
        assert not needs_first_steps(session)
        term = records.get(session, Term, made.term)
        assert not term.sample
        assert len([one for one in records.living(session, Term) if one.name == term.name]) == 1
    remove(sampled_store)
    with sampled_store.read() as session:
        assert [one.id for one in records.living(session, School)] == [made.school]
        assert not records.get(session, Term, made.term).deleted
        assert examine(session) == []


def test_its_pictures_lie_in_the_store_with_thumbnails(fresh_store: Store) -> None:
    added = add_sample(fresh_store, TODAY)
    with fresh_store.read() as session:
        media = records.living(session, Media)
        assert len(media) == added.pictures > 20
        assert all(one.caption and one.taken_on and one.sample for one in media)
        assert len({(one.width, one.height) for one in media}) >= 4
        files = [one.file or "" for one in media]
    kept = fresh_store.data.attachments
    assert all((kept / file[:2] / file).is_file() for file in files)
    assert not any(fresh_store.data.staging.iterdir())


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_drawn_the_same_way_again_and_differently_by_another_seed(scene: str) -> None:
    first = draw_picture(scene, "3:2", 7)
    assert first == draw_picture(scene, "3:2", 7)
    assert first != draw_picture(scene, "3:2", 8)
    with Image.open(BytesIO(first)) as picture:
        assert picture.size == SHAPES["3:2"]
        assert len(picture.resize((40, 30)).getcolors(1200) or ()) > 60


def test_a_removed_sample_leaves_a_copy_that_needs_its_first_steps(sampled_store: Store) -> None:
    remove(sampled_store)
    with sampled_store.read() as session:
        assert not is_founded(session)
        assert isinstance(session.info["site"].school_id, UUID)
    found_alliance(sampled_store, Founding("甲教联体", "乙小学", SiteRole.CORE, TODAY))
    with sampled_store.read() as session:
        assert not needs_first_steps(session)
