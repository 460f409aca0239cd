"""Backups are proved when they are made, some are kept, and one can be put back."""

import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.backup import (
    SUFFIX,
    backup_files,
    made_at,
    make_backup,
    prove,
    restore_backup,
    rotate,
)
from lianti_desktop.storage.log.commit import Head, unseal
from lianti_desktop.storage.log.tables import Log, LogCommit
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.store import Deed, open_store
from tests.storage.office import Office

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC).astimezone()


def test_a_backup_holds_every_row_while_the_program_works(office_file: Office) -> None:
    office_file.activity()
    with office_file.store.change(Deed("还没有存")) as session:
        records.save(session, Activity, None, {"title": "还没有存"})
        backup = make_backup(office_file.store.data, NOW)
    assert backup.rows["activity"] == 1
    assert backup.rows["school"] == 2
    assert backup.path.name == f"联体备份-{NOW:%Y%m%d-%H%M%S}{SUFFIX}"
    assert backup.size == backup.path.stat().st_size
    assert [path.name for path in backup.path.parent.iterdir()] == [backup.path.name]


def test_a_backup_goes_to_a_stick_and_nothing_there_is_deleted(
    office_file: Office, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘 #1?%"
    for _ in range(5):
        make_backup(office_file.store.data, NOW, stick)
    assert len(backup_files(stick)) == 5
    assert [made_at(path) for path in backup_files(stick)] == [NOW] * 5
    assert not office_file.store.data.backups.exists()


def test_backups_of_one_second_are_kept_in_their_order(office_file: Office) -> None:
    made = [make_backup(office_file.store.data, NOW).path for _ in range(12)]
    assert backup_files(made[0].parent)[0] == made[-1]
    assert made[-1].exists()


def test_a_clock_that_went_back_does_not_cost_the_new_backup(office_file: Office) -> None:
    data = office_file.store.data
    for day in range(20):
        make_backup(data, NOW + timedelta(days=day))
    path = make_backup(data, NOW.replace(year=2000)).path
    assert prove(path)["school"] == 2


def test_what_a_crash_left_of_a_backup_goes_after_an_hour(office_file: Office) -> None:
    folder = office_file.store.data.backups
    folder.mkdir()
    old, new = (folder / f"联体备份-2026031{day}-000000.tmp" for day in (1, 2))
    for path in (old, new):
        path.write_bytes(b"half")
    hours_ago = NOW.timestamp() - 2 * 3600
    os.utime(old, (hours_ago, hours_ago))
    os.utime(new, (NOW.timestamp(), NOW.timestamp()))
    make_backup(office_file.store.data, NOW)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_disk_without_room_is_refused_before_anything_is_written(
    office_file: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(office_file.store.data.root)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(UserError, match=r"放不下备份，没有备份。原来的数据没有变化"):
        make_backup(office_file.store.data, NOW)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / f"a{SUFFIX}"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"不是完整的备份，没有用它"):
        prove(path)


def test_a_backup_with_a_spoilt_page_is_refused(office_file: Office) -> None:
    path = make_backup(office_file.store.data, NOW).path
    spoilt = bytearray(path.read_bytes())
    spoilt[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    path.write_bytes(spoilt)
    with pytest.raises(UserError, match=r"不是完整的备份"):
        restore_backup(office_file.store.data, path, NOW)
    assert office_file.problems() == []


def test_seven_days_four_weeks_and_six_months_are_kept(tmp_path: Path) -> None:
    for number in range(300):
        day = NOW - timedelta(days=number)
        (tmp_path / f"联体备份-{day:%Y%m%d-%H%M%S}{SUFFIX}").touch()
    rotate(backup_files(tmp_path))
    ages = [(NOW - made_at(path)).days for path in backup_files(tmp_path)]
    assert ages[:7] == list(range(7))
    assert 10 <= len(ages) <= 7 + 4 + 6
    assert ages[-1] > 120


def test_a_backup_with_a_name_of_its_own_is_as_old_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / f"放假前{SUFFIX}"
    path.touch()
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert made_at(path) == NOW
    assert backup_files(tmp_path / "nowhere") == []


def test_a_backup_is_put_back_and_the_present_data_kept_as_a_backup(office_file: Office) -> None:
    data = office_file.store.data
    row = office_file.activity(place="一")
    backup = make_backup(data, NOW)
    office_file.set(Activity, row, place="二")
    office_file.activity(title="备份以后")
    office_file.store.close()
    told = restore_backup(data, backup.path, NOW + timedelta(minutes=1))
    assert (told.rows, told.made) == (backup.rows, NOW)
    newest = backup_files(data.backups)[0]
    assert prove(newest)["activity"] == 2
    assert office_file.value(Activity, row, "place") == "一"
    assert office_file.problems() == []


def test_a_backup_is_put_back_where_the_data_are_gone(office_file: Office) -> None:
    data = office_file.store.data
    backup = make_backup(data, NOW)
    office_file.store.close()
    data.database.unlink()
    restore_backup(data, backup.path, NOW)
    assert office_file.problems() == []


def test_work_after_a_restore_names_the_head_it_grew_from(office_file: Office) -> None:
    data = office_file.store.data
    row = office_file.activity(place="一")
    backup = make_backup(data, NOW)
    office_file.set(Activity, row, place="已经在U盘上的一步")
    office_file.store.close()
    restore_backup(data, backup.path, NOW)
    store = open_store(data)
    with store.read() as session:
        head = Head(*session.execute(select(Log.replica, Log.head_seq, Log.head_hash)).one())
    with store.transaction() as session:
        fresh = renew_replica(session)
    office = Office(store, office_file.core, office_file.campus, office_file.alliance)
    office.set(Activity, row, place="三")
    with store.read() as session:
        last = session.scalars(select(LogCommit).order_by(LogCommit.id.desc())).first()
        assert last is not None
        commit = unseal(last.body, last.openings)
    assert fresh != head.replica
    assert (commit.replica, commit.seq, commit.prev, commit.deps) == (fresh, 1, None, (head,))
    assert office.problems() == []
    store.close()


def test_the_copy_needs_no_second_file_beside_it(office_file: Office) -> None:
    path = make_backup(office_file.store.data, NOW).path
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    file.close()
