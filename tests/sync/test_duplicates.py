"""One thing entered twice: merged once for everybody, or kept twice for good."""

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import VerdictKind
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.log.undo import UNDO, next_undo, take_back
from lianti_desktop.storage.staff import Staff, StaffTitle
from lianti_desktop.storage.store import Deed
from lianti_desktop.storage.verdicts import pairs
from lianti_desktop.sync.duplicates import (
    Duplicate,
    Merge,
    differing,
    duplicates,
    keep_both,
    merge,
)
from tests.sync.conftest import Village
from tests.sync.village import DAY, Office


def found(office: Office) -> list[Duplicate]:
    with office.store.read() as session:
        return duplicates(session)


def undo(office: Office) -> None:
    with office.store.read() as session:
        step = next_undo(session)
    with office.store.change(Deed("撤销", action=UNDO, target=step.hash)) as session:
        take_back(session, step.hash)


def agree(village: Village) -> None:
    for office in village.offices:
        assert office.problems() == []
        assert office.digests() == village.core.digests()


@pytest.mark.must_hold(14)
def test_two_campuses_claim_one_teacher_and_the_core_school_makes_one_of_them(
    village: Village,
) -> None:
    ours = village.campus.add(
        Staff, name="王强（示例）", school=village.campus.school, birth_month=DAY, phone="139"
    )
    theirs = village.other.add(
        Staff, name="王 强（示例）", school=village.other.school, birth_month=DAY, post="教师"
    )
    title = village.other.add(StaffTitle, staff=theirs)
    activity = village.other.activity("送教", recorder=theirs)
    village.by_core()
    (one,) = found(village.core)
    assert {one.ours, one.theirs} == {ours, theirs}
    assert found(village.campus) == found(village.other) == []
    with pytest.raises(UserError, match="只有"):
        merge(village.campus.store, Merge(Staff, ours, theirs))
    assert merge(village.core.store, Merge(Staff, ours, theirs)) == 2
    village.by_core()
    agree(village)
    for office in village.offices:
        assert found(office) == []
        assert office.value(Staff, theirs, "deleted") is True
        assert (office.value(Staff, ours, "phone") or "139") == "139"
        assert office.value(Staff, ours, "post") == "教师"
        assert office.value(StaffTitle, title, "staff_id") == ours
        assert office.value(Activity, activity, "recorder_id") == ours
        with office.store.read() as session:
            assert pairs(session, VerdictKind.MERGED) == [(ours, theirs)]


def test_a_merge_is_undone_as_a_whole_on_every_pc(village: Village) -> None:
    first = village.campus.activity("同一次")
    second = village.campus.activity("同一次", place="礼堂")
    merge(village.campus.store, Merge(Activity, first, second, {"title": "改过的"}))
    village.by_core()
    assert village.core.titles() == {"改过的"}
    assert village.core.value(Activity, first, "place") == "礼堂"
    undo(village.campus)
    village.by_core()
    agree(village)
    for office in village.offices:
        assert office.value(Activity, first, "title") == "同一次"
        assert office.value(Activity, first, "place") is None
        assert office.value(Activity, second, "deleted") is False
        assert len(found(office)) == 1


def test_both_are_kept_and_nobody_is_asked_again(village: Village) -> None:
    village.campus.activity("同一次")
    village.campus.activity("同一次")
    village.by_core()
    (one,) = found(village.other)
    assert one.refusal is not None
    with pytest.raises(UserError, match="只有"):
        keep_both(village.other.store, (one.ours, one.theirs))
    keep_both(village.laptop.store, (one.ours, one.theirs), "上下午各一次")
    village.by_core()
    agree(village)
    assert [found(office) for office in village.offices] == [[], [], [], []]


def test_an_edit_of_the_one_that_went_brings_it_back_to_be_asked_about(village: Village) -> None:
    first = village.campus.activity("同一次")
    second = village.campus.activity("同一次")
    village.by_core()
    merge(village.campus.store, Merge(Activity, first, second))
    village.laptop.change(Activity, second, place="礼堂")
    village.by_core()
    agree(village)
    assert [one.id for one in found(village.core)] == [one.id for one in found(village.laptop)]
    assert len(found(village.core)) == 1


def test_what_differs_is_named_and_what_one_leaves_empty_does_not(village: Village) -> None:
    first = village.campus.activity("同一次", place="礼堂", theme="一")
    second = village.campus.activity("同一次", place="操场")
    with village.campus.store.read() as session:
        rows = [session.get_one(Activity, row) for row in (first, second)]
        assert differing(*rows) == ["place"]
