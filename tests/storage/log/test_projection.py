"""Every edit that goes round the program is found: in rows, in the log and in its notes."""

from collections.abc import Callable

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.log.projection import project, verify_chains
from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.storage.staff import Staff
from tests.storage.office import Office

LAST = "(SELECT id FROM log_commit WHERE seq = 4)"
EDITS = {
    "a body": "UPDATE log_commit SET body = x'a0' WHERE seq = 4",
    "a body that is no commit": "UPDATE log_commit SET body = x'ff00ff' WHERE seq = 4",
    "a hash": "UPDATE log_commit SET hash = x'00' WHERE seq = 4",
    "a reason": "UPDATE log_commit SET reason = '别的' WHERE seq = 4",
    "an action": "UPDATE log_commit SET action = 'base' WHERE seq = 4",
    "a target": "UPDATE log_commit SET target = x'00' WHERE seq = 4",
    "a number": "UPDATE log_commit SET lamport = 99 WHERE seq = 4",
    "a place": "UPDATE log_commit SET seq = 99 WHERE seq = 4",
    "an opening": "UPDATE log_commit SET openings = x'a0' WHERE openings IS NOT NULL",
    "an opening that is none": "UPDATE log_commit SET openings = x'ff' WHERE seq = 4",
    "the head": "UPDATE log SET head_seq = head_seq - 1",
    "the hash of the head": "UPDATE log SET head_hash = x'00'",
    "the name of the log": "UPDATE log SET replica = '00000000000000000000000000000001'",
    "a note of what was touched": f"DELETE FROM log_touch WHERE commit_id = {LAST}",
    "a note too many": "INSERT INTO log_touch SELECT '00000000000000000000000000000001', 1",
}


@pytest.fixture
def written(office_file: Office) -> Office:
    """Five commits: the setting up, a teacher, an activity, two changes."""
    office_file.teacher()
    row = office_file.activity(place="一")
    office_file.set(Activity, row, place="二")
    office_file.set(Activity, row, topic="植物")
    return office_file


def edit(office: Office, *statements: str) -> None:
    with office.store.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount > 0
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("BEGIN")


def test_an_untouched_log_holds(written: Office) -> None:
    assert written.problems() == []


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_the_log_is_found(written: Office, name: str) -> None:
    edit(written, EDITS[name])
    with written.store.read() as session:
        assert list(verify_chains(session)) != []
    assert any("操作日志" in line for line in written.problems())


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_commit_that_is_gone_is_found(written: Office, seq: int) -> None:
    edit(written, f"DELETE FROM log_commit WHERE seq = {seq}")
    assert any("操作日志" in line for line in written.problems())


def test_a_log_that_is_gone_is_found(written: Office) -> None:
    edit(written, "DELETE FROM log")
    assert any("不知道是哪一份数据的" in line for line in written.problems())


def test_a_whole_log_that_is_gone_leaves_rows_that_nobody_entered(written: Office) -> None:
    edit(written, "DELETE FROM log_commit", "DELETE FROM log")
    assert any("不是通过程序录入的" in line for line in written.problems())


def _purge(session: Session) -> None:
    session.execute(update(LogCommit).values(openings=None))


def _keep(session: Session) -> None:
    session.execute(text("SELECT 1"))


@pytest.mark.parametrize("purge", [_purge, _keep])
def test_the_chain_holds_with_and_without_the_guarded_values(
    office: Office, purge: Callable[[Session], None]
) -> None:
    row = office.teacher()
    office.set(Staff, row, phone="13900000000")
    with office.store.transaction() as session:
        purge(session)
    assert office.problems() == []


def test_the_log_replayed_gives_the_rows(office: Office) -> None:
    row = office.activity(place="一")
    office.set(Activity, row, place="二")
    with office.store.read() as session:
        replayed = project(session, ())["activity"][row]
        record = session.get(Activity, row)
        assert record is not None
        assert (replayed.cells["place"], replayed.lamport) == ("二", record.lamport)
        assert set(replayed.stamps) == {"*", "place"}


def test_a_spoilt_commit_is_passed_over(office: Office) -> None:
    row = office.activity(place="一")
    with office.store.transaction() as session:
        session.execute(update(LogCommit).where(LogCommit.reason == "新增 活动").values(body=b"?"))
    with office.store.read() as session:
        assert row not in project(session, ()).get("activity", {})


def test_an_erased_value_that_came_after_a_cleared_one_is_not_held_against_the_row(
    office_file: Office,
) -> None:
    row = office_file.teacher()
    for phone in ("13800138000", None, "13900139000"):
        office_file.set(Staff, row, phone=phone)
    with office_file.store.transaction() as session:
        session.execute(update(LogCommit).values(openings=None))
    with office_file.store.read() as session:
        assert examine(session) == []
