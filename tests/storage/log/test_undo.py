"""Undo and redo by name: new commits that put back only what is still there to put back."""

from uuid import UUID

import pytest
from sqlalchemy import select, update

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.doctor import digest_lines
from lianti_desktop.storage.lessons import Lesson, LessonObservation, Media
from lianti_desktop.storage.log.commit import Op, seal
from lianti_desktop.storage.log.history import CommitReader
from lianti_desktop.storage.log.tables import Log, LogCommit
from lianti_desktop.storage.log.undo import Steps, do_again, steps, take_back
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, open_store
from tests.storage.office import Office


def stacks(office: Office) -> Steps:
    with office.store.read() as session:
        return steps(session)


def digests(office: Office) -> dict[str, str]:
    with office.store.read() as session:
        return digest_lines(session)


def test_a_changed_field_is_put_back_and_done_again(office: Office) -> None:
    row = office.activity(place="一")
    office.set(Activity, row, place="二")
    assert office.undo() == "修改 活动"
    assert office.value(Activity, row, "place") == "一"
    assert office.redo() == "修改 活动"
    assert office.value(Activity, row, "place") == "二"
    assert office.problems() == []


def test_a_field_that_was_empty_is_empty_again(office: Office) -> None:
    row = office.activity()
    office.set(Activity, row, place="二", attended=[office.campus])
    office.undo()
    assert office.value(Activity, row, "place") is None
    assert office.value(Activity, row, "attended") is None


def test_a_record_that_is_undone_lies_in_the_bin(office: Office) -> None:
    row = office.activity()
    office.undo()
    assert office.value(Activity, row, "deleted") is True
    office.redo()
    assert office.value(Activity, row, "deleted") is False
    assert office.value(Activity, row, "title") == "送教下乡"


def test_a_removal_comes_back_with_what_went_along(office: Office) -> None:
    activity = office.activity()
    lesson = office.add(Lesson, activity=activity, topic="我的植物朋友")
    seen = office.add(LessonObservation, lesson=lesson, suggestions="板书")
    before = digests(office)
    office.remove(Activity, activity)
    gone = digests(office)
    assert office.value(LessonObservation, seen, "deleted") is True
    office.undo()
    assert digests(office) == before
    office.redo()
    assert digests(office) == gone


def test_a_change_of_forty_records_is_one_step(office: Office) -> None:
    with office.store.change(Deed("导入 40 人")) as session:
        rows = [records.save(session, Staff, None, {"name": f"人{n}"}).id for n in range(40)]
    with office.store.change(Deed("修改 40 人的学校")) as session:
        for row in rows:
            records.save(session, Staff, row, {"school": office.campus})
    before = digests(office)
    assert office.undo() == "修改 40 人的学校"
    assert all(office.value(Staff, row, "school_id") is None for row in rows[:3])
    office.redo()
    assert digests(office) == before


def test_the_order_of_photos_comes_back(office: Office) -> None:
    activity = office.activity()
    rows = [office.add(Media, activity=activity, rank=rank) for rank in range(1, 6)]
    with office.store.change(Deed("调整照片顺序")) as session:
        for rank, row in enumerate(reversed(rows), start=1):
            records.save(session, Media, row, {"rank": rank})
    office.undo()
    assert [office.value(Media, row, "rank") for row in rows] == [1, 2, 3, 4, 5]
    office.redo()
    assert [office.value(Media, row, "rank") for row in rows] == [5, 4, 3, 2, 1]


def test_more_than_a_hundred_steps_are_taken_back_and_done_again(office_file: Office) -> None:
    office = office_file
    rows = [office.activity(place="0") for _ in range(6)]
    photos = [office.add(Media, activity=rows[0], rank=rank) for rank in range(3)]
    prepared = len(stacks(office).undo)
    states = [digests(office)]
    for number in range(1, 96):
        if number % 10 == 0:
            office.remove(Media, photos[(number // 10) % 3])
            with office.store.change(Deed("还原")) as session:
                records.restore(session, records.get(session, Media, photos[number // 10 % 3]))
            continue
        if number % 7 == 0:
            with office.store.change(Deed("调整照片顺序")) as session:
                for place, row in enumerate(photos):
                    records.save(session, Media, row, {"rank": (place + number) % 3})
        else:
            office.set(Activity, rows[number % 6], place=str(number))
    done = len(stacks(office).undo) - prepared
    assert done > 100
    states.append(digests(office))
    for _ in range(done):
        office.undo()
    assert digests(office) == states[0]
    for _ in range(done):
        office.redo()
    assert digests(office) == states[1]
    assert office.problems() == []


def test_what_was_edited_since_stays(office: Office) -> None:
    row = office.activity(place="一", topic="植物")
    office.set(Activity, row, place="二", topic="动物")
    with office.store.change(Deed("对方改的", action="base")) as session:
        records.save(session, Activity, row, {"place": "三"})
    office.undo()
    assert office.value(Activity, row, "place") == "三"
    assert office.value(Activity, row, "topic") == "植物"


def test_a_step_with_nothing_left_to_put_back_does_not_block_those_before(office: Office) -> None:
    row = office.activity(place="一")
    office.set(Activity, row, place="二")
    with office.store.change(Deed("对方改的", action="base")) as session:
        records.save(session, Activity, row, {"place": "三"})
    assert office.undo() == "修改 活动"
    assert office.value(Activity, row, "place") == "三"
    assert office.undo() == "新增 活动"
    assert office.problems() == []


def test_a_new_change_forgets_what_could_be_done_again(office: Office) -> None:
    row = office.activity()
    office.set(Activity, row, place="一")
    office.undo()
    assert len(stacks(office).redo) == 1
    office.set(Activity, row, place="二")
    assert stacks(office).redo == ()
    with pytest.raises(UserError, match="没有可以重做的操作"):
        office.redo()


def test_the_first_setting_up_cannot_be_undone(office: Office) -> None:
    assert stacks(office) == Steps((), ())
    with pytest.raises(UserError, match="没有可以撤销的操作了"):
        office.undo()


def test_undo_goes_on_after_a_restart(office_file: Office) -> None:
    row = office_file.activity(place="一")
    office_file.set(Activity, row, place="二")
    office_file.store.close()
    again = Office(
        open_store(office_file.store.data),
        office_file.core,
        office_file.campus,
        office_file.alliance,
    )
    assert again.undo() == "修改 活动"
    assert again.undo() == "新增 活动"
    assert again.redo() == "新增 活动"
    again.store.close()


def test_a_copy_under_a_new_name_takes_back_only_its_own_steps(office: Office) -> None:
    office.activity()
    with office.store.transaction() as session:
        renew_replica(session)
    assert stacks(office).undo == ()


def test_an_undone_step_of_before_the_window_is_passed_over(office: Office) -> None:
    office.activity()
    with office.store.change(Deed("很久以前", action="undo", target=b"unknown")) as session:
        records.save(session, School, office.campus, {"phone": "1"})
    assert [step.reason for step in stacks(office).undo] == ["新增 活动"]


def test_a_guarded_value_comes_back_and_an_erased_one_does_not(office: Office) -> None:
    row = office.teacher(phone="1")
    office.set(Staff, row, phone="2")
    office.undo()
    assert office.value(Staff, row, "phone") == "1"
    office.redo()
    with office.store.transaction() as session:
        session.execute(update(LogCommit).values(openings=None))
    office.undo()
    assert office.value(Staff, row, "phone") == "2"


def test_rows_and_columns_that_this_version_does_not_know_are_left_alone(office: Office) -> None:
    row = office.activity(place="一")
    office.set(Activity, row, place="二")
    tip = rewrite_last(office)
    with office.store.change(Deed("撤销", action="undo", target=tip)) as session:
        take_back(session, tip)
    assert office.value(Activity, row, "place") == "一"
    with office.store.change(Deed("重做", action="redo", target=tip)) as session:
        do_again(session, tip)
    assert office.value(Activity, row, "place") == "二"


def rewrite_last(office: Office) -> bytes:
    """Writes the last commit as a later version would have done; returns its new hash."""
    with office.store.transaction() as session:
        last = session.scalars(select(LogCommit).order_by(LogCommit.id.desc())).first()
        assert last is not None
        commit = CommitReader(session).commit(last.hash)
        (op,) = commit.ops
        ops = (
            Op(op.table, op.row, {**op.cells, "of_a_later_version": 1}),
            Op("kind_of_a_later_version", op.row, {"a": 1}),
            Op("school", UUID(int=1), {"name": "从没有来过的学校"}),
        )
        sealed = seal(commit._replace(ops=ops), lambda table, name: False)
        last.body, last.hash = sealed.body, sealed.hash
        session.execute(update(Log).values(head_hash=sealed.hash))
        return sealed.hash
