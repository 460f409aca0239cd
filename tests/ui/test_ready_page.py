"""The page kept for the next start: shown only while it is the very page the data would give."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from lianti_desktop.domain.words import ActivityState, OperatorRole
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.operators import add_operator
from lianti_desktop.storage.store import Deed, Store, open_store
from lianti_desktop.ui.next_start import look_ahead
from lianti_desktop.ui.pages.glance import AHEAD, ActivityHead, GapLine, RecentLine, Workbench
from lianti_desktop.ui.ready_page import ReadyPage, keep_ready, read_ready
from tests.ui.office import Office

TODAY = date(2026, 3, 12)
FOUND = Workbench(
    planned=(
        ActivityHead(uuid4(), "清明祭扫", date(2026, 4, 3)),
        ActivityHead(uuid4(), "未定", None),
    ),
    lacking=(GapLine(uuid4(), "送教下乡", ("签到", "照片"), "sign_in"),),
    gaps=2,
    recent=(RecentLine("staff", uuid4(), "示例教师", "教职工"),),
    activities=3,
    complete=1,
    are_samples=False,
    has_sample=True,
)


@pytest.fixture
def closed(office: Office) -> Iterator[Store]:
    """A store whose operator needs no password, to be closed by the test."""
    with office.store.transaction() as session:
        add_operator(session, "示例录入员", OperatorRole.CLERK)
    office.store.close()
    yield office.store
    office.store.close()


def kept(store: Store, day: date = TODAY) -> ReadyPage:
    """What a window leaves behind when it closes."""
    with store.read() as session:
        page = look_ahead(session, day)
    assert page is not None
    store.close()
    keep_ready(store.data, page)
    return page


def test_every_value_comes_back_as_it_was_kept(closed: Store) -> None:
    page = replace(kept(closed), found=FOUND)
    keep_ready(closed.data, page)
    assert read_ready(closed.data, TODAY) == FOUND


def test_a_data_folder_that_nobody_touched_gives_the_page_it_was_closed_with(
    closed: Store,
) -> None:
    page = kept(closed)
    again = open_store(closed.data)
    with again.read() as session:
        assert look_ahead(session, TODAY) == page
    again.close()
    assert read_ready(closed.data, TODAY) == page.found


def test_what_another_program_wrote_since_makes_the_page_void(closed: Store) -> None:
    kept(closed)
    again = open_store(closed.data)
    with again.change(Deed("新增 活动")) as session:
        records.save(session, Activity, None, {"title": "另一个程序录入的"})
    assert read_ready(closed.data, TODAY) is None
    again.close()
    assert read_ready(closed.data, TODAY) is None


def test_after_a_power_cut_in_a_quiet_moment_the_page_is_good_and_after_one_at_work_it_is_not(
    closed: Store,
) -> None:
    again = open_store(closed.data)
    with again.change(Deed("新增 活动")) as session:
        records.save(session, Activity, None, {"title": "停电前录入的"})
    with again.read() as session:
        page = look_ahead(session, TODAY)
    keep_ready(closed.data, page)
    assert page is not None
    assert read_ready(closed.data, TODAY) == page.found
    with again.change(Deed("新增 活动")) as session:
        records.save(session, Activity, None, {"title": "停电时录入的"})
    assert read_ready(closed.data, TODAY) is None
    again.close()


def test_a_page_that_was_read_before_somebody_else_wrote_is_not_kept(closed: Store) -> None:
    page = kept(closed)
    again = open_store(closed.data)
    with again.change(Deed("新增 活动")) as session:
        records.save(session, Activity, None, {"title": "另一个程序录入的"})
    again.close()
    keep_ready(closed.data, page)
    assert not closed.data.first_page.exists()


def test_a_page_of_another_form_or_a_damaged_one_is_passed_over(closed: Store) -> None:
    kept(closed)
    file = closed.data.first_page
    whole = file.read_text(encoding="utf-8")
    for damaged in (whole[:-9], whole.replace('"gaps"', '"holes"'), "[]", ""):
        file.write_text(damaged, encoding="utf-8")
        assert read_ready(closed.data, TODAY) is None


def test_a_day_outside_the_month_or_before_it_reads_the_page_anew(closed: Store) -> None:
    page = kept(closed)
    assert page.until == TODAY + AHEAD
    assert read_ready(closed.data, page.until) == page.found
    assert read_ready(closed.data, page.until + timedelta(days=1)) is None
    assert read_ready(closed.data, TODAY - timedelta(days=1)) is None


def test_the_page_holds_until_the_term_ends(closed: Store, office: Office) -> None:
    again = open_store(closed.data)
    with again.read() as session:
        near_the_end = look_ahead(session, date(2026, 6, 25))
    again.close()
    assert near_the_end is not None
    assert near_the_end.until < date(2026, 6, 25) + AHEAD


def test_plans_of_the_whole_time_it_may_be_shown_are_in_it(closed: Store) -> None:
    again = open_store(closed.data)
    day = TODAY + AHEAD + timedelta(days=20)
    with again.change(Deed("新增 活动")) as session:
        values = {"title": "五月的活动", "held_on": day, "state": ActivityState.PLANNED}
        records.save(session, Activity, None, values)
    found = kept(again).found
    assert found.coming(TODAY) == []
    assert [line.title for line in found.coming(TODAY + AHEAD)] == ["五月的活动"]


def test_where_a_name_is_asked_first_nothing_is_kept(closed: Store) -> None:
    again = open_store(closed.data)
    with again.transaction() as session:
        add_operator(session, "第二个人", OperatorRole.CLERK)
    with again.read() as session:
        assert look_ahead(session, TODAY) is None
    again.close()
    closed.data.first_page.write_text("{}", encoding="utf-8")
    keep_ready(closed.data, None)
    assert not closed.data.first_page.exists()
