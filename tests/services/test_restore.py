"""Restoring a backup: the data comes back, under a new name of the copy."""

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.services.restore import counted_words, restore_store
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.backup import backup_files, make_backup
from lianti_desktop.storage.store import Deed, open_store, system_now
from tests.services.conftest import House


def test_a_restored_copy_has_the_old_records_and_a_new_name(house: House) -> None:
    store = house.store
    with store.change(Deed("新增")) as session:
        before = session.info["site"]
        records.save(session, Activity, None, {"title": "备份以前"})
    backup = make_backup(store.data, system_now())
    with store.change(Deed("新增")) as session:
        records.save(session, Activity, None, {"title": "备份以后"})
    store.close()
    report = restore_store(store.data, backup.path)
    assert report.problems == ()
    assert report.rows["activity"] == 1
    reopened = open_store(store.data)
    with reopened.read() as session:
        assert [one.title for one in records.living(session, Activity)] == ["备份以前"]
        site = session.info["site"]
    assert site.replica == report.replica != before.replica
    assert (site.school_id, site.role) == (before.school_id, before.role)
    with reopened.change(Deed("新增")) as session:
        records.save(session, Activity, None, {"title": "恢复以后"})
    reopened.close()


def test_what_was_there_is_kept_as_a_backup(house: House) -> None:
    backup = make_backup(house.store.data, system_now())
    house.store.close()
    restore_store(house.store.data, backup.path)
    assert len(backup_files(house.store.data.backups)) == 2


def test_a_damaged_backup_is_refused_and_the_data_stays(house: House) -> None:
    bad = house.store.data.root / "坏.lianti-backup"
    bad.write_bytes(b"SQLite format 3\x00 and then nothing")
    house.store.close()
    with pytest.raises(UserError, match="不是完整的备份"):
        restore_store(house.store.data, bad)
    reopened = open_store(house.store.data)
    with reopened.read() as session:
        assert session.info["site"].school_id == house.founded.school
    reopened.close()


def test_counts_are_spoken_in_the_words_of_the_kinds() -> None:
    assert counted_words({"activity": 12, "staff": 30, "log": 5, "term": 0}) == (
        "教职工 30 名、活动 12 次"
    )
    assert counted_words({}) == "没有记录"
