"""The examination finds every edit that went round the program."""

from pathlib import Path

import pytest
from sqlalchemy import text, update

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.doctor import digest_lines, examine
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from tests.storage.office import Office

EDITS = {
    "UPDATE activity SET place = '改过的'": "“送教下乡”的地点被绕过程序改过",
    "UPDATE activity SET host_id = NULL": "“送教下乡”的承办学校被绕过程序改过",
    "UPDATE activity SET deleted = NOT deleted": "“送教下乡”的deleted被绕过程序改过",
    "UPDATE staff SET phone = '1'": "“李文秀”的手机被绕过程序改过",
    "UPDATE staff SET phone = NULL": "“李文秀”的手机被绕过程序改过",
    "UPDATE activity SET digest = NULL": "“送教下乡”的校验值不对",
    "UPDATE activity SET stamps = '{}'": "“送教下乡”的修改记号不对",
    "UPDATE activity SET stamps = 'no json'": "“送教下乡”的修改记号不对",
    "UPDATE activity SET stamps = NULL": "“送教下乡”的修改记号不对",
    "UPDATE activity SET lamport = lamport + 1": "“送教下乡”的修改记号不对",
    "DELETE FROM activity": "在日志里有，在表里没有",
    "DELETE FROM log_digest": "的总校验值不对",
    "INSERT INTO term (id, deleted, emptied, sample) "
    "VALUES ('0195a0000000700080000000000000ff', false, false, false)": "不是通过程序录入的",
}


def edit(office: Office, statement: str) -> None:
    with office.store.transaction() as session:
        assert session.execute(text(statement)).rowcount > 0  # type: ignore[attr-defined]


@pytest.mark.parametrize(("statement", "sentence"), EDITS.items())
def test_an_edit_that_goes_round_the_program_is_found(
    office: Office, statement: str, sentence: str
) -> None:
    office.activity()
    office.teacher()
    assert office.problems() == []
    edit(office, statement)
    assert any(sentence in line for line in office.problems())


def test_a_picture_that_is_gone_is_found(office_file: Office) -> None:
    attachments = AttachmentStore(office_file.store.data.attachments)
    kept = attachments.put_bytes(b"a picture")
    office_file.add(Media, file=kept)
    office_file.add(Media)
    with office_file.store.read() as session:
        assert examine(session, attachments) == []
        attachments.remove([kept])
        (line,) = examine(session, attachments)
    assert line.endswith("的图片文件找不到了")


def test_a_spoilt_file_is_found(office_file: Office) -> None:
    for number in range(60):
        office_file.add(School, name=f"学校{number}", features="山" * 300)
    with office_file.store.engine.connect() as connection:
        root = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_school_lamport'"
        ).scalar_one()
    office_file.store.close()
    spoil(office_file.store.data.database, root)
    assert any("数据文件有损坏" in line for line in office_file.problems())


def spoil(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * (page - 1) + 3)
        file.write(b"\xff\xff")


def test_two_copies_are_compared_line_by_line(office: Office) -> None:
    with office.store.read() as session:
        before = digest_lines(session)
    row = office.teacher()
    with office.store.read() as session:
        after = digest_lines(session)
    assert {name for name in after if after[name] != before[name]} == {"staff"}
    assert len(after["staff"]) == 64
    office.set(Staff, row, name="李秀文")
    office.set(Staff, row, name="李文秀")
    with office.store.read() as session:
        assert digest_lines(session) == after


def test_a_record_in_the_bin_is_examined_too(office: Office) -> None:
    row = office.activity()
    office.remove(Activity, row)
    assert office.problems() == []
    edit(office, "UPDATE activity SET title = '在回收站里改的'")
    assert any("活动名称被绕过程序改过" in line for line in office.problems())


def test_a_sample_whose_values_were_erased_from_the_log_is_unknown_and_not_wrong(
    office: Office,
) -> None:
    row = office.add(Activity, title="听课")
    with office.store.change(Deed("标记")) as session:
        session.get_one(Activity, row).sample = True
    office.set(Activity, row, lesson_count=2)
    assert office.problems() == []
    with office.store.transaction() as session:
        session.execute(update(LogCommit).values(openings=None))
    assert office.problems() == []
    office.set(Activity, row, lesson_count=3)
    assert office.problems() == []
