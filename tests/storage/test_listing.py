"""Lists as plain values: ordered, narrowed, links by their titles."""

from datetime import date
from uuid import UUID

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Lesson
from lianti_desktop.storage.listing import Asked, Row, listing, titles
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from tests.storage.office import Office


def rows(office: Office, kind: type[Record], *names: str, **where: object) -> list[Row]:
    with office.store.read() as session:
        return listing(session, kind, Asked(names, where))


def values(office: Office, kind: type[Record], *names: str, **where: object) -> list[object]:
    return [row.values for row in rows(office, kind, *names, **where)]


def test_links_are_shown_by_their_titles(office: Office) -> None:
    office.activity(attended=[office.campus, office.core])
    assert values(office, Activity, "title", "host", "organiser", "attended") == [
        ("送教下乡", "青石镇中心小学", None, "青石镇柳林校区、青石镇中心小学")
    ]


def test_a_row_tells_whether_this_school_may_change_it(office: Office) -> None:
    row = office.activity()
    assert rows(office, Activity) == [Row(row, False, False, ())]
    with office.store.change(Deed("交出")) as session:
        session.get_one(Activity, row).owner_id = office.campus
    assert rows(office, Activity) == [Row(row, True, False, ())]


def test_what_lies_in_the_bin_is_not_listed_but_still_has_a_title(office: Office) -> None:
    activity = office.activity()
    lesson = office.add(Lesson, topic="草原", activity=activity)
    office.remove(Activity, activity)
    assert rows(office, Activity) == []
    with office.store.read() as session:
        assert titles(session, Activity) == {activity: "送教下乡"}
        assert titles(session, Lesson, [lesson]) == {lesson: "草原"}
        assert titles(session, Lesson, []) == {}


def test_the_newest_stand_first_and_those_without_a_day_last(office: Office) -> None:
    days = (date(2026, 3, 1), None, date(2026, 5, 1))
    for number, day in enumerate(days):
        office.activity(title=str(number), held_on=day)
    assert values(office, Activity, "title") == [("2",), ("0",), ("1",)]


def test_kinds_without_a_day_stand_in_the_order_in_which_they_were_made(office: Office) -> None:
    assert values(office, School, "short_name") == [("中心小学",), ("柳林校区",)]


def test_a_list_is_narrowed_by_fields_links_and_columns(office: Office) -> None:
    office.activity(title="一", place="操场")
    office.activity(title="二", host=office.campus)
    assert values(office, Activity, "title", place="操场") == [("一",)]
    assert values(office, Activity, "title", host=office.campus) == [("二",)]
    assert values(office, Activity, "title", owner_id=office.campus) == []
    assert values(office, Activity, "title", place=None) == [("二",)]


def test_titles_are_made_of_linked_titles_too(office: Office) -> None:
    teacher = office.teacher()
    row = office.add(Lesson, topic="草原", teacher=teacher)
    nameless = office.add(Lesson)
    with office.store.read() as session:
        assert titles(session, Lesson) == {row: "草原 李文秀", nameless: "未命名课例"}
        assert titles(session, Staff)[teacher] == "李文秀"


def test_a_link_to_nothing_known_is_blank(office: Office) -> None:
    office.activity(host=UUID(int=1), attended=[UUID(int=2).hex, office.core.hex])
    assert values(office, Activity, "host", "attended") == [("", "青石镇中心小学")]
