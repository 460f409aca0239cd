"""What happened to a record, and giving it back the values it had."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import update

from lianti_desktop.domain.words import ActivityState
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.log.history import (
    Change,
    CommitReader,
    Event,
    history,
    python_value,
    restore_version,
)
from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from tests.storage.office import THURSDAY, Office


def events(office: Office, kind: type[Record], row: UUID) -> list[Event]:
    with office.store.read() as session:
        return history(session, kind, row)


def give_back(office: Office, kind: type[Record], row: UUID, tip: bytes) -> None:
    with office.store.change(Deed("恢复以前的内容")) as session:
        restore_version(session, records.get(session, kind, row), tip)


def test_history_tells_who_what_and_why_from_the_first_to_the_last(office: Office) -> None:
    row = office.activity(place="柳林校区")
    with office.store.change(Deed("修改 活动地点", "李文秀（教务员）")) as session:
        records.save(session, Activity, row, {"place": "操场", "state": ActivityState.COMPLETE})
    first, second = events(office, Activity, row)
    assert (first.reason, second.reason) == ("新增 活动", "修改 活动地点")
    assert second.author == "李文秀（教务员）"
    assert second.time_quality in (0, 1, 2)
    assert set(second.changes) == {
        Change("place", "柳林校区", "操场"),
        Change("state", ActivityState.HELD, ActivityState.COMPLETE),
    }
    assert isinstance({c.column: c.new for c in second.changes}["state"], ActivityState)


def test_values_in_the_history_are_those_the_record_holds(office: Office) -> None:
    row = office.activity(attended=[office.campus])
    (made,) = events(office, Activity, row)
    new = {change.column: change.new for change in made.changes}
    assert new["held_on"] == THURSDAY
    assert new["host_id"] == office.core
    assert new["attended"] == [office.campus.hex]


def test_a_column_of_a_later_version_is_shown_as_it_came() -> None:
    assert python_value(School, "of_a_later_version", 5) == 5


def test_a_word_of_a_later_version_stays_a_plain_text() -> None:
    assert python_value(Activity, "state", "dreamt") == "dreamt"
    assert python_value(Activity, "state", None) is None


def test_a_record_that_never_was_has_no_history(office: Office) -> None:
    assert events(office, Activity, UUID(int=1)) == []
    with office.store.read() as session:
        assert CommitReader(session).hashes_on(UUID(int=1)) == []


def test_the_state_before_and_after_each_change_can_be_had(office: Office) -> None:
    row = office.activity(place="一")
    office.set(Activity, row, place="二")
    office.set(Activity, row, place="三")
    made, changed, _ = events(office, Activity, row)
    with office.store.read() as session:
        reader = CommitReader(session)
        assert reader.state_before(row, made.hash) is None
        before = reader.state_before(row, changed.hash)
        assert before is not None
        assert before["place"] == "一"
        assert reader.state_after(row, changed.hash)["place"] == "二"


@pytest.mark.parametrize("version", range(4))
def test_every_earlier_version_can_be_given_back(office_file: Office, version: int) -> None:
    row = office_file.activity(place="一", topic="植物")
    office_file.set(Activity, row, place="二", topic=None)
    office_file.set(Activity, row, held_on=date(2026, 4, 2), attended=[office_file.campus])
    office_file.set(Activity, row, place=None, title="改了名")
    wanted = [("一", "植物"), ("二", None), ("二", None), (None, None)][version]
    told = events(office_file, Activity, row)
    give_back(office_file, Activity, row, told[version].hash)
    values = [office_file.value(Activity, row, name) for name in ("place", "topic")]
    assert tuple(values) == wanted
    held = office_file.value(Activity, row, "held_on")
    assert held == (THURSDAY if version < 2 else date(2026, 4, 2))
    assert office_file.problems() == []
    assert len(events(office_file, Activity, row)) == (4 if version == 3 else 5)


def test_giving_a_version_back_takes_the_record_out_of_the_bin(office: Office) -> None:
    row = office.activity(place="一")
    office.remove(Activity, row)
    give_back(office, Activity, row, events(office, Activity, row)[0].hash)
    assert office.value(Activity, row, "deleted") is False
    assert office.value(Activity, row, "owner_id") == office.core


def test_giving_a_version_back_can_be_undone(office: Office) -> None:
    row = office.activity(place="一")
    office.set(Activity, row, place="二")
    give_back(office, Activity, row, events(office, Activity, row)[0].hash)
    assert office.undo() == "恢复以前的内容"
    assert office.value(Activity, row, "place") == "二"


def test_one_commit_on_many_rows_shows_each_row_its_own_part(office: Office) -> None:
    activity = office.activity()
    with office.store.change(Deed("导入照片 2 张")) as session:
        rows = [
            records.save(session, Media, None, {"activity": activity, "rank": rank}).id
            for rank in (1, 2)
        ]
    for rank, row in enumerate(rows, start=1):
        (event,) = events(office, Media, row)
        assert Change("rank", None, rank) in event.changes


def test_an_erased_value_is_missing_from_the_history_and_the_rest_stays(office: Office) -> None:
    row = office.teacher()
    office.set(Staff, row, phone="13900000000", name="李秀文")
    with office.store.transaction() as session:
        session.execute(update(LogCommit).values(openings=None))
    first, second = events(office, Staff, row)
    assert {change.column for change in first.changes} == {"name", "school_id", "owner_id"}
    assert {change.column for change in second.changes} == {"name"}
    assert office.problems() == []


def test_an_op_written_twice_to_a_row_counts_as_its_last(office: Office) -> None:
    row = office.activity()
    with office.store.change(Deed("两次")) as session:
        records.save(session, Activity, row, {"place": "一"})
        records.save(session, Activity, row, {"place": "二"})
    assert [change.new for change in events(office, Activity, row)[-1].changes] == ["二"]
