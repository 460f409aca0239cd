"""A child whose parent was removed by somebody who did not know of it waits, and is not lost."""

from uuid import UUID

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Lesson
from lianti_desktop.sync.duplicates import Merge, merge
from lianti_desktop.sync.orphans import (
    Orphan,
    aims,
    give_parent_back,
    lay_in_bin,
    move_to,
    orphans,
)
from tests.sync.conftest import Village
from tests.sync.village import Office


def found(office: Office) -> list[Orphan]:
    with office.store.read() as session:
        return orphans(session)


@pytest.mark.must_hold(15)
def test_a_delete_against_twelve_new_children_leaves_them_waiting_and_gives_all_back(
    village: Village,
) -> None:
    row = village.campus.activity("送教")
    kept = village.campus.add(Lesson, activity=row, topic="早先的")
    village.by_core()
    village.campus.remove(Activity, row)
    for number in range(12):
        village.laptop.add(Lesson, activity=row, topic=f"第{number}课")
    village.by_core()
    for office in village.offices:
        assert len(found(office)) == 12
        assert office.problems() == []
    one = found(village.other)[0]
    assert one.refusal is not None
    with pytest.raises(UserError, match="只有"):
        give_parent_back(village.other.store, one.id)
    give_parent_back(village.laptop.store, one.id)
    village.by_core()
    for office in village.offices:
        assert found(office) == []
        assert office.titles() == {"送教"}
        assert office.value(Lesson, kept, "deleted") is False
        assert office.digests() == village.core.digests()


def test_a_child_is_moved_or_follows_its_parent_into_the_bin(village: Village) -> None:
    row, other = village.campus.activity("删掉的"), village.campus.activity("留下的")
    village.by_core()
    village.campus.remove(Activity, row)
    lessons = [village.laptop.add(Lesson, activity=row, topic=topic) for topic in "甲乙"]
    village.by_core()
    ids = {one.record: one.id for one in found(village.core)}
    move_to(village.core.store, ids[lessons[0]], other)
    lay_in_bin(village.campus.store, ids[lessons[1]])
    village.by_core()
    for office in village.offices:
        assert found(office) == []
        assert office.value(Lesson, lessons[0], "activity_id") == other
        assert office.value(Lesson, lessons[1], "deleted") is True
        assert office.digests() == village.core.digests()
    with pytest.raises(UserError, match="已经处理过"):
        lay_in_bin(village.campus.store, ids[lessons[1]])


def test_a_child_of_a_merged_record_is_offered_the_one_that_stayed(village: Village) -> None:
    first = village.campus.activity("同一次")
    second = village.campus.activity("同一次")
    village.campus.activity("别的")
    village.by_core()
    merge(village.campus.store, Merge(Activity, first, second))
    village.laptop.add(Lesson, activity=second, topic="晚到的")
    village.by_core()
    (one,) = found(village.laptop)
    assert (one.heir, one.is_here) == (first, True)
    with village.laptop.store.read() as session:
        assert aims(session, one)[0][0] == first
    with pytest.raises(UserError, match="不在了"):
        move_to(village.laptop.store, one.id, second)
    move_to(village.laptop.store, one.id, first)
    assert found(village.laptop) == []


def test_a_parent_that_never_arrived_cannot_be_given_back(village: Village) -> None:
    village.campus.add(Lesson, activity=UUID(int=5), topic="课")
    (one,) = found(village.campus)
    assert not one.is_here
    with pytest.raises(UserError, match="不在这里"):
        give_parent_back(village.campus.store, one.id)
