"""Statements that run beside the program do what they would do if each were waited for."""

import sqlite3
import sys
import threading
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from lianti_desktop.domain.ids import new_id
from lianti_desktop.storage.bulk import insert_columns, sql_table
from lianti_desktop.storage.log.tables import LogVoid
from lianti_desktop.storage.writing_behind import run_long, writing_behind
from tests.storage.office import Office

TABLE = sql_table(LogVoid)
MANY = 2600


def columns(first: int, rows: int = MANY) -> dict[str, list[Any]]:
    numbers = list(range(first, first + rows))
    return {"commit_id": numbers, "reason": [str(new_id())] * rows}


def held(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(LogVoid)) or 0


def test_a_question_sees_all_that_was_written_before_it(office_file: Office) -> None:
    with office_file.store.transaction() as session, writing_behind(session):
        for turn in range(1, 4):
            insert_columns(session, TABLE, columns(turn * MANY))
            assert held(session) == turn * MANY


def test_at_the_end_everything_is_written(office_file: Office) -> None:
    with office_file.store.transaction() as session:
        with writing_behind(session):
            insert_columns(session, TABLE, columns(1))
        assert held(session) == MANY
    with office_file.store.read() as session:
        assert held(session) == MANY


def write_behind(office: Office, *statements: str) -> None:
    """Runs statements, then writes rows, and asks for nothing."""
    with office.store.transaction() as session, writing_behind(session):
        for statement in statements:
            run_long(session, statement, ())
        insert_columns(session, TABLE, columns(1))


def test_a_statement_that_fails_takes_those_behind_it_along(office_file: Office) -> None:
    twice = "INSERT INTO log_void (commit_id, reason) VALUES (1, ''), (1, '')"
    with pytest.raises(sqlite3.IntegrityError):
        write_behind(office_file, twice)
    with office_file.store.read() as session:
        assert held(session) == 0


def test_what_the_database_gave_up_is_not_gone_on_with(office_file: Office) -> None:
    """SQLite may end the transaction itself; a later statement would then stand for itself."""
    with pytest.raises(sqlite3.OperationalError):
        write_behind(office_file, "ROLLBACK", "no such statement")
    with office_file.store.read() as session:
        assert held(session) == 0


def test_the_error_comes_with_the_next_question(office_file: Office) -> None:
    with office_file.store.transaction() as session, writing_behind(session):
        run_long(session, "no such statement", ())
        with pytest.raises(OperationalError, match="syntax"):
            session.execute(text("SELECT 1"))
        session.rollback()


def interrupt(office: Office) -> None:
    with office.store.transaction() as session, writing_behind(session):
        insert_columns(session, TABLE, columns(1))
        raise KeyboardInterrupt


def test_no_thread_and_no_hurry_remain_whatever_happened(office_file: Office) -> None:
    turn = sys.getswitchinterval()
    with pytest.raises(KeyboardInterrupt):
        interrupt(office_file)
    assert sys.getswitchinterval() == turn
    assert not [one for one in threading.enumerate() if one.name.startswith("writing")]
    with office_file.store.read() as session:
        assert held(session) == 0
