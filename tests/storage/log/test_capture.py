"""Every change becomes one commit, in the transaction that makes it."""

import json
from datetime import datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.storage import records, schema
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.log.capture import Capture, capture_of, is_guarded
from lianti_desktop.storage.log.commit import Commit, unseal
from lianti_desktop.storage.log.tables import Log, LogCommit, LogTouch, TableDigest
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, Store
from tests.storage.office import THURSDAY, Office


def commits(store: Store) -> list[Commit]:
    with store.read() as session:
        rows = session.execute(
            select(LogCommit.body, LogCommit.openings).order_by(LogCommit.lamport)
        )
        return [unseal(row.body, row.openings) for row in rows]


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_one_change_of_many_records_is_one_commit(office: Office) -> None:
    before = len(commits(office.store))
    with office.store.change(Deed("导入教职工", "李文秀（教务员）")) as session:
        for name in ("曾小贤", "单于清"):
            records.save(session, Staff, None, {"name": name, "school": office.core})
    made = commits(office.store)[before:]
    assert [(one.reason, one.author, len(one.ops)) for one in made] == [
        ("导入教职工", "李文秀（教务员）", 2)
    ]


def test_a_change_names_who_what_when_and_at_which_copy(office: Office) -> None:
    with office.store.change(Deed("改简称", "李文秀（教务员）")) as session:
        records.save(session, School, office.campus, {"short_name": "柳林"})
        site = session.info["site"]
    last = commits(office.store)[-1]
    assert (last.replica, last.action, last.schema) == (site.replica, "do", schema.CURRENT)
    assert datetime.fromisoformat(last.wall).utcoffset() is not None
    assert [dict(op.cells) for op in last.ops] == [{"short_name": "柳林"}]


def test_commits_of_one_copy_form_a_chain(office: Office) -> None:
    for name in ("一", "二", "三"):
        office.activity(title=name)
    chain = commits(office.store)
    assert [one.seq for one in chain] == list(range(1, len(chain) + 1))
    assert [one.lamport for one in chain] == [one.seq for one in chain]
    with office.store.read() as session:
        hashes = list(session.scalars(select(LogCommit.hash).order_by(LogCommit.seq)))
        head = session.execute(select(Log.head_seq, Log.head_hash)).one()
    assert [one.prev for one in chain] == [None, *hashes[:-1]]
    assert tuple(head) == (len(chain), hashes[-1])
    assert all(one.deps == () for one in chain)


def test_a_change_that_changes_nothing_leaves_no_commit(office: Office) -> None:
    before = commits(office.store)
    office.set(School, office.campus, short_name="柳林校区")
    with office.store.change(Deed("什么也没做")):
        pass
    assert commits(office.store) == before


def test_a_change_that_fails_leaves_no_trace(office: Office) -> None:
    before = commits(office.store)

    def fail() -> None:
        with office.store.change(Deed("出错")) as session:
            records.save(session, School, office.campus, {"short_name": "错"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert commits(office.store) == before
    assert office.value(School, office.campus, "short_name") == "柳林校区"
    assert office.problems() == []


def test_several_saves_of_one_record_in_a_change_are_written_once(office: Office) -> None:
    with office.store.change(Deed("反复修改")) as session:
        row = records.save(session, School, None, {"name": "一", "phone": "1"}).id
        records.save(session, School, row, {"name": "二"})
        records.save(session, School, row, {"name": "三", "phone": None})
    last = commits(office.store)[-1]
    assert [dict(op.cells) for op in last.ops] == [
        {"name": "三", "phone": None, "owner_id": office.core.bytes}
    ]
    assert office.problems() == []


def test_an_empty_record_is_a_commit_too(office: Office) -> None:
    row = office.add(School)
    assert commits(office.store)[-1].ops[0].row == row
    assert office.problems() == []


def test_what_a_record_derives_is_in_the_commit(office: Office) -> None:
    days = {"begin": THURSDAY.replace(day=1), "end": THURSDAY.replace(day=30)}
    term = office.add(Term, name="2025—2026学年第二学期", **days)
    row = office.activity()
    assert office.value(Activity, row, "term_id") == term
    assert commits(office.store)[-1].ops[0].cells["term_id"] == term.bytes


def test_a_record_is_never_deleted_from_its_table(office: Office) -> None:
    def delete() -> None:
        with office.store.change(Deed("删除")) as session:
            session.delete(records.get(session, School, office.campus))

    with pytest.raises(RuntimeError, match="never deleted"):
        delete()
    assert office.value(School, office.campus, "short_name") == "柳林校区"


def test_a_guarded_value_never_stands_in_the_body(office: Office) -> None:
    office.teacher(phone="13912345678", id_last4="908X")
    with office.store.read() as session:
        rows = session.execute(select(LogCommit.body, LogCommit.openings)).all()
    for secret in (b"13912345678", b"908X", b"1988-05-01"):
        assert not any(secret in row.body for row in rows)
        assert any(secret in (row.openings or b"") for row in rows)


def test_only_columns_marked_so_are_guarded() -> None:
    assert is_guarded("staff", "phone")
    assert is_guarded("group_membership", "liaison_phone")
    assert not is_guarded("staff", "name")
    assert not is_guarded("staff", "of_a_later_version")
    assert not is_guarded("of_a_later_version", "phone")


def test_a_row_has_one_stamp_until_a_cell_is_changed(office: Office) -> None:
    row = office.activity()
    with office.store.read() as session:
        first = json.loads(records.get(session, Activity, row).stamps or "")
    assert set(first) == {"*"}
    office.set(Activity, row, place="操场")
    with office.store.read() as session:
        record = records.get(session, Activity, row)
        second = json.loads(record.stamps or "")
        log, seq, lamport, _ = second["place"]
        assert second["*"] == first["*"]
        assert (lamport, seq) == (record.lamport, first["*"][1] + 1)
        assert session.get(Log, log) is not None


def test_the_log_knows_which_records_a_commit_touched(office: Office) -> None:
    row = office.activity()
    with office.store.read() as session:
        touched = session.scalars(
            select(LogTouch.row_id).join(LogCommit, LogTouch.commit_id == LogCommit.id)
        )
        assert row in set(touched)


def test_the_running_digests_are_those_of_the_rows(office: Office) -> None:
    row = office.teacher()
    office.set(Staff, row, phone=None, id_last4="1234")
    office.remove(Staff, row)
    with office.store.read() as session:
        assert count(session, TableDigest) >= 3
    assert office.problems() == []


def test_numbers_are_kept_as_the_database_gives_them_back(office: Office) -> None:
    row = office.add(School, name="远处的教学点", distance_km=12, legal_person=1)
    assert office.value(School, row, "distance_km") == 12.0
    assert office.problems() == []


def test_a_word_given_inside_a_list_is_written_as_text(office: Office) -> None:
    kinds = list(ActivityKind)[:2]
    office.activity(steps=kinds, grades=["grade_3"])
    assert office.problems() == []


def test_the_first_commit_of_a_new_copy_names_the_heads_it_grew_from(office: Office) -> None:
    office.activity()
    old = commits(office.store)[-1]
    with office.store.read() as session:
        tip = session.scalar(select(Log.head_hash))
    with office.store.transaction() as session:
        fresh = renew_replica(session)
    office.activity(title="第一次")
    office.activity(title="第二次")
    first, second = commits(office.store)[-2:]
    assert (first.replica, first.seq, first.prev) == (fresh, 1, None)
    assert [(head.replica, head.seq, head.hash) for head in first.deps] == [
        (old.replica, old.seq, tip)
    ]
    assert (second.seq, second.deps, second.lamport) == (2, (), first.lamport + 1)
    assert office.problems() == []


def test_a_change_knows_what_it_touched(office: Office) -> None:
    with office.store.change(Deed("新增")) as session:
        records.save(session, School, None, {"name": "一"})
        assert capture_of(session).kinds == {School}
        assert isinstance(capture_of(session), Capture)


def test_things_that_are_no_records_pass_by_the_log(office: Office) -> None:
    before = len(commits(office.store))
    with office.store.change(Deed("本机")) as session:
        session.execute(text("INSERT INTO local_value (name, value) VALUES ('a', 'b')"))
        session.add(Log(replica=office.core, head_seq=0))
    assert len(commits(office.store)) == before


def test_no_kind_keeps_business_columns_that_refuse_a_record() -> None:
    tables = [kind.__table__ for kind in Record.__subclasses__()]
    assert not any(table.foreign_keys for table in tables)
    strict = {c.name for table in tables for c in table.columns if not c.nullable}
    assert strict == {"id", "deleted", "emptied", "sample"}
