"""The one door to the database: what it reads, what it writes, and what it says when it cannot."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import records, schema
from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import LocalValue, read_local, write_local
from lianti_desktop.storage.store import (
    CLOCK_SEEN,
    Deed,
    Store,
    _explained,
    open_store,
    plain_words,
    system_now,
)
from tests.storage.office import Office

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def test_a_new_folder_gets_a_database_of_the_current_version(tmp_path: Path) -> None:
    data = DataPaths(tmp_path / "新的" / "数据 %23?")
    store = open_store(data)
    with store.read() as session:
        assert read_local(session, "schema") == str(schema.CURRENT)
        assert read_local(session, "replica")
    store.close()
    assert data.database.exists()


def test_opening_again_changes_nothing(office_file: Office) -> None:
    with office_file.store.read() as session:
        before = session.info["site"]
    again = open_store(office_file.store.data)
    with again.read() as session:
        assert session.info["site"] == before
    again.close()


def test_two_that_make_the_same_database_make_it_once(tmp_path: Path) -> None:
    store = open_store(DataPaths(tmp_path))
    with store.read() as session:
        before = read_local(session, "replica")
    schema.create(store.engine)
    with store.read() as session:
        assert read_local(session, "replica") == before
    store.close()


def test_the_database_is_kept_safe_against_a_power_cut(office_file: Office) -> None:
    with office_file.store.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    full = 2
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 10000,
    }


def test_a_reader_sees_one_state_while_somebody_writes(office_file: Office) -> None:
    with office_file.store.read() as session:
        assert len(session.scalars(select(School)).all()) == 2
        office_file.add(School, name="第三所")
        assert len(session.scalars(select(School.id)).all()) == 2
    with office_file.store.read() as session:
        assert len(session.scalars(select(School.id)).all()) == 3


def test_a_change_takes_its_lock_at_once(office_file: Office) -> None:
    with closing(sqlite3.connect(office_file.store.data.database, timeout=0)) as other:
        with office_file.store.change(Deed("正在写")), pytest.raises(sqlite3.OperationalError):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")


def _hurry(connection: Any, record: object) -> None:
    connection.execute("PRAGMA busy_timeout=0")


def test_who_waits_too_long_for_another_window_is_told(office_file: Office) -> None:
    store = office_file.store
    store.close()
    event.listen(store.engine, "connect", _hurry)
    with closing(sqlite3.connect(store.data.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="另一个窗口正在写同一份数据"):
            office_file.activity()
    office_file.activity()
    assert office_file.problems() == []


def test_a_transaction_that_fails_leaves_nothing(office: Office) -> None:
    def fail() -> None:
        with office.store.transaction() as session:
            write_local(session, "a", "b")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with office.store.read() as session:
        assert read_local(session, "a") is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no database at all, " * 500, "数据文件已损坏"),
        (b"SQLite format 3\0" + b"x" * 9000, "损坏"),
    ],
)
def test_a_damaged_file_is_said_to_be_damaged_and_left_as_it_is(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    data = DataPaths(tmp_path)
    data.database.write_bytes(content)
    with pytest.raises(UserError, match=sentence):
        open_store(data)
    assert data.database.read_bytes() == content


def test_a_place_that_cannot_be_opened_is_named_in_plain_words(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    data.database.mkdir()
    with pytest.raises(UserError, match="打不开数据文件，数据没有改动"):
        open_store(data)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database or disk is full", "磁盘满了"),
        ("disk I/O error", "读写磁盘出错"),
        ("database is locked", "另一个窗口"),
        ("attempt to write a readonly database", "不许写入"),
        ("unable to open database file", "打不开"),
        ("file is not a database", "已损坏"),
        ("database disk image is malformed", "已损坏"),
    ],
)
def test_what_the_database_says_of_the_disk_becomes_a_sentence(said: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence) as caught, plain_words():
        raise sqlite3.DatabaseError(said)
    assert str(caught.value).count("。") >= 2


def test_our_own_mistakes_are_not_dressed_up(office: Office) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), plain_words():
        raise sqlite3.OperationalError("no such table: a")
    assert isinstance(_explained(None), RuntimeError)

    def twice() -> None:
        with office.store.transaction() as session:
            session.add_all([LocalValue(name="a", value="b"), LocalValue(name="a", value="c")])

    with pytest.raises(Exception, match=r"UNIQUE|unique|duplicate") as caught:
        twice()
    assert not isinstance(caught.value, UserError)
    assert isinstance(caught.value.__cause__, IntegrityError)


def qualities(office: Office, *moments: datetime) -> list[int]:
    found = []
    with office.store.transaction() as session:
        write_local(session, CLOCK_SEEN, None)
    for number, moment in enumerate(moments):
        store = Store(office.store.engine, office.store.data, lambda moment=moment: moment)
        with store.change(Deed("一步")) as session:
            records.save(session, School, office.campus, {"phone": f"{moment} {number}"})
        with store.read() as session:
            now = session.scalars(select(LogCommit).order_by(LogCommit.id.desc())).first()
            assert now is not None
            found.append(store.clock_quality(session, moment))
    return found


def test_a_clock_in_the_year_2000_is_not_believed_and_work_goes_on(office: Office) -> None:
    assert qualities(office, NOON, datetime(2000, 1, 1, tzinfo=UTC), NOON) == [1, 0, 1]
    assert office.problems() == []


def test_a_clock_that_steps_back_is_not_believed(office: Office) -> None:
    assert qualities(office, NOON + timedelta(days=9), NOON)[1] == 0


def test_a_clock_that_somebody_confirmed_is_believed_for_that_day(office: Office) -> None:
    store = Store(office.store.engine, office.store.data, lambda: NOON)
    store.confirm_clock()
    with store.read() as session:
        assert store.clock_quality(session, NOON) == 2
        assert store.clock_quality(session, NOON + timedelta(days=1)) == 1


def test_the_clock_of_the_pc_knows_its_zone() -> None:
    assert system_now().utcoffset() is not None
