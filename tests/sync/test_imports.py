"""Taking an import back days later: what stays is said before, and it can be undone itself."""

from lianti_desktop.storage.activities import Activity
from lianti_desktop.sync.imports import imports, take_back_import, weigh_take_back
from tests.sync.conftest import Village
from tests.sync.test_duplicates import undo


def test_what_was_edited_since_is_listed_and_stays_and_an_undo_brings_the_rest_again(
    village: Village,
) -> None:
    edited = village.campus.activity("送教", place="礼堂")
    kept = village.campus.activity("教研")
    village.carry(village.campus, village.core)
    village.campus.change(Activity, edited, title="送教下乡", place="操场")
    village.campus.change(Activity, kept, title="校际教研")
    village.carry(village.campus, village.core)
    village.carry(village.core, village.campus)
    village.campus.change(Activity, edited, place="教室")
    village.carry(village.campus, village.core)
    with village.core.store.read() as session:
        second = imports(session)[1]
        assert weigh_take_back(session, second.id).records == 2
    assert take_back_import(village.core.store, second.id) == 2
    assert village.core.titles() == {"送教", "教研"}
    assert village.core.value(Activity, edited, "place") == "教室"
    undo(village.core)
    assert village.core.titles() == {"送教下乡", "校际教研"}
    village.by_core()
    for office in village.offices:
        assert office.titles() == {"送教下乡", "校际教研"}
        assert office.problems() == []


def test_a_campus_is_told_what_it_may_not_take_back(village: Village) -> None:
    village.core.activity("中心校的活动")
    village.carry(village.core, village.campus)
    with village.campus.store.read() as session:
        latest = imports(session)[0]
        assert "中心校的活动" in weigh_take_back(session, latest.id).stays
