"""Rows written and read many at a time are the rows that SQLAlchemy would write and read."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.ids import new_id
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.bulk import insert_columns, select_rows, sql_table, update_columns
from lianti_desktop.storage.log.commit import to_wire
from lianti_desktop.storage.search_index import Hit, SearchEntry, search
from tests.storage.office import Office

MANY = 1053
TABLE = sql_table(Activity)
CELLS = {
    "title": "送教下乡",
    "kind": str(next(iter(ActivityKind))),
    "held_on": "2026-03-12",
    "insured": True,
    "steps": ["说课", "评课"],
    "lesson_count": 3,
    "host_id": new_id().bytes,
    "digest": b"\x00\xff",
}


def columns(rows: int) -> dict[str, list[Any]]:
    """Rows that are all alike, but for the last one, which holds nothing."""
    flags = {name: [False] * rows for name in ("deleted", "emptied", "sample")}
    cells = {name: [value] * (rows - 1) + [None] for name, value in CELLS.items()}
    return {"id": [new_id().bytes for _ in range(rows)]} | cells | flags


def read(session: Session, ids: list[bytes]) -> list[tuple[Any, ...]]:
    asked = [TABLE.columns[name] for name in ("id", *CELLS)]
    return select_rows(session, asked, TABLE.columns["id"], ids)


def test_more_rows_than_one_statement_holds_come_back_as_they_went_in(office: Office) -> None:
    written = columns(MANY)
    with office.store.transaction() as session:
        insert_columns(session, TABLE, written)
        found = read(session, written["id"])
    wanted = zip(*(written[name] for name in ("id", *CELLS)), strict=True)
    assert {one[0]: one for one in found} == {one[0]: one for one in wanted}


def test_a_record_reads_what_was_written_so(office: Office) -> None:
    with office.store.transaction() as session:
        insert_columns(session, TABLE, columns(2))
        kept = session.scalars(select(Activity).where(Activity.title == "送教下乡")).one()
    assert (kept.held_on, kept.kind) == (date(2026, 3, 12), next(iter(ActivityKind)))
    assert {name: to_wire(getattr(kept, name)) for name in CELLS} == CELLS


def test_rows_that_are_not_there_are_not_found(office: Office) -> None:
    with office.store.read() as session:
        assert read(session, [new_id().bytes]) == []
        assert read(session, []) == []


def test_only_the_columns_named_are_written_anew(office: Office) -> None:
    written = columns(30)
    with office.store.transaction() as session:
        insert_columns(session, TABLE, written)
        places = [f"第{number}教室" for number in range(30)]
        update_columns(session, TABLE, "id", {"id": written["id"], "title": places})
        asked = [TABLE.columns[name] for name in ("id", "title", "lesson_count")]
        found = select_rows(session, asked, TABLE.columns["id"], written["id"])
    assert {row: title for row, title, _ in found} == dict(zip(written["id"], places, strict=True))
    assert sorted({count or 0 for _, _, count in found}) == [0, 3]


def test_nothing_to_write_is_no_mistake(office: Office) -> None:
    with office.store.transaction() as session:
        insert_columns(session, TABLE, {name: [] for name in columns(1)})
        update_columns(session, TABLE, "id", {"id": [], "title": []})


def test_a_row_that_is_there_already_gets_the_new_value_where_that_is_wished(
    office: Office,
) -> None:
    row, other = new_id(), new_id()
    with office.store.transaction() as session:
        for words in ("送 教", "评 课"):
            written = {
                "row_id": [row.bytes, other.bytes],
                "kind": ["activity", "activity"],
                "words": [words, "听 课"],
            }
            insert_columns(session, sql_table(SearchEntry), written, ("row_id", "words"))
        assert search(session, "送教") == []
        assert search(session, "评课") == [Hit("activity", row)]
        assert search(session, "听课") == [Hit("activity", other)]
