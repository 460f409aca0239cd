"""Reading, changing, removing and taking back records of any kind."""

from uuid import UUID, uuid4

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Lesson, LessonObservation, Media
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.store import Deed
from tests.storage.office import Office


def restore(office: Office, kind: type[Record], row: UUID) -> None:
    with office.store.change(Deed("还原")) as session:
        records.restore(session, records.get(session, kind, row))


def bin_of(office: Office) -> list[UUID]:
    with office.store.read() as session:
        return [record.id for record in records.in_bin(session)]


def test_a_new_record_belongs_to_the_school_that_wrote_it(office: Office) -> None:
    row = office.activity()
    assert office.value(Activity, row, "owner_id") == office.core
    assert office.value(Activity, row, "sample") is False


def test_example_records_are_marked(office: Office) -> None:
    with office.store.change(Deed("放入示例")) as session:
        session.info["sample"] = True
        row = records.save(session, Activity, None, {"title": "示例"}).id
    assert office.value(Activity, row, "sample") is True


def test_a_link_takes_a_record_or_its_id(office: Office) -> None:
    with office.store.change(Deed("新增")) as session:
        school = records.get(session, School, office.campus)
        one = records.save(session, Activity, None, {"host": school, "attended": [school]}).id
        ids = {"host": office.campus, "attended": [office.campus, office.core.hex]}
        two = records.save(session, Activity, None, ids).id
    assert office.value(Activity, one, "host_id") == office.campus
    assert office.value(Activity, one, "attended") == [office.campus.hex]
    assert office.value(Activity, two, "attended") == [office.campus.hex, office.core.hex]
    with office.store.read() as session:
        listed = records.linked(session, School, [office.core.hex, uuid4().hex, office.campus.hex])
        assert [school.id for school in listed] == [office.core, office.campus]
        assert records.linked(session, School, None) == []


@pytest.mark.parametrize("blank", ["", [], None])
def test_a_blank_is_no_value(office_file: Office, blank: object) -> None:
    row = office_file.activity(place="一", attended=[office_file.campus])
    office_file.set(Activity, row, place=blank, attended=blank)
    assert office_file.value(Activity, row, "place") is None
    assert office_file.value(Activity, row, "attended") is None


def test_a_name_that_is_no_field_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match=r"活动没有“colour”这一项，没有保存"):
        office.activity(colour="red")


def test_a_record_that_is_gone_is_said_to_be_gone(office: Office) -> None:
    with office.store.read() as session, pytest.raises(UserError, match="这条活动已经不在了"):
        records.get(session, Activity, uuid4())


def test_any_record_is_found_by_its_id_alone(office: Office) -> None:
    row = office.activity()
    office.remove(Activity, row)
    with office.store.read() as session:
        found = records.find(session, row)
        assert isinstance(found, Activity)
        assert records.find(session, uuid4()) is None


def test_living_records_are_those_outside_the_bin(office: Office) -> None:
    rows = [office.activity(place=place) for place in ("一", "一", "二")]
    office.remove(Activity, rows[0])
    with office.store.read() as session:
        assert [one.id for one in records.living(session, Activity)] == rows[1:]
        assert [one.id for one in records.living(session, Activity, place="一")] == [rows[1]]


def test_what_belongs_to_a_record_goes_into_the_bin_with_it_and_comes_back(office: Office) -> None:
    activity, other = office.activity(), office.activity(title="另一次")
    lesson = office.add(Lesson, activity=activity)
    seen = office.add(LessonObservation, lesson=lesson)
    stays = office.add(Lesson, activity=other)
    office.remove(Activity, activity)
    assert office.value(LessonObservation, seen, "deleted") is True
    assert office.value(Lesson, stays, "deleted") is False
    restore(office, Activity, activity)
    assert office.value(Lesson, lesson, "deleted") is False
    assert office.value(LessonObservation, seen, "deleted") is False
    assert office.problems() == []


def test_what_was_removed_before_its_parent_stays_in_the_bin(office: Office) -> None:
    activity = office.activity()
    lesson = office.add(Lesson, activity=activity)
    office.remove(Lesson, lesson)
    office.remove(Activity, activity)
    restore(office, Activity, activity)
    assert office.value(Lesson, lesson, "deleted") is True
    assert bin_of(office) == [lesson]


def test_what_another_school_wrote_stays_when_the_parent_goes(office: Office) -> None:
    activity = office.activity()
    with office.store.change(Deed("柳林校区录入")) as session:
        ours = records.save(session, Media, None, {"activity": activity})
        theirs = records.save(session, Media, None, {"activity": activity})
        theirs.owner_id = office.campus
        session.flush()
        pair = ours.id, theirs.id
    office.remove(Activity, activity)
    assert [office.value(Media, row, "deleted") for row in pair] == [True, False]


def test_the_bin_shows_the_newest_first_and_no_part_twice(office: Office) -> None:
    one, two = office.activity(), office.activity()
    office.add(Lesson, activity=two)
    office.remove(Activity, one)
    office.remove(Activity, two)
    assert bin_of(office) == [two, one]


def test_an_emptied_bin_shows_nothing_and_loses_nothing(office: Office) -> None:
    activity = office.activity()
    lesson = office.add(Lesson, activity=activity)
    office.remove(Activity, activity)
    with office.store.change(Deed("清空回收站")) as session:
        records.empty(session, records.in_bin(session))
    assert bin_of(office) == []
    assert office.value(Lesson, lesson, "emptied") is True
    assert office.undo() == "清空回收站"
    assert bin_of(office) == [activity]
    assert office.problems() == []


def test_a_sentence_names_one_record_and_counts_several(office: Office) -> None:
    rows = [office.activity(title=title) for title in ("听课", "送教")]
    with office.store.read() as session:
        found = [records.get(session, Activity, row) for row in rows]
        assert records.names(found[:1]) == "“听课”"
        assert records.names(found) == "2 次活动"
