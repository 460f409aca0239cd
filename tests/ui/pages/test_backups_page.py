"""Backups: made, looked into, carried away and restored."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lianti_desktop.services.usb_copy import STICK_FOLDER
from lianti_desktop.storage import records
from lianti_desktop.storage.backup import backup_files, made_at, make_backup
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, open_store, system_now
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.compare import CompareDialog, count_lines
from lianti_desktop.ui.pages.backups import BackupsPage
from lianti_desktop.ui.widgets.table_look import choose_row
from tests.activity_world import World


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> BackupsPage:
    shown = BackupsPage(desk)
    qtbot.addWidget(shown)
    shown.resize(1000, 500)
    shown.show()
    return shown


def look(page: BackupsPage, qtbot: QtBot, count: int) -> None:
    """Waits until every backup has been looked into."""
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == count, timeout=10_000)
    words = [page.table.rows.index(row, 3) for row in range(count)]
    qtbot.waitUntil(lambda: all(index.data() for index in words), timeout=10_000)


def test_without_backups_the_first_is_one_click_away(page: BackupsPage, qtbot: QtBot) -> None:
    assert page.empty_state.isVisible()
    page.empty_state.asked.emit()
    look(page, qtbot, 1)
    assert page.table.rows.index(0, 3).data() == "完整"
    assert "今天" in page.state.text()


def test_a_damaged_backup_is_named(
    world: World, page: BackupsPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    data = world.store.data
    make_backup(data, system_now())
    make_backup(data, system_now() - timedelta(days=1))
    backup_files(data.backups)[1].write_bytes(b"not a backup")
    page.refresh()
    look(page, qtbot, 2)
    assert [page.table.rows.index(row, 3).data() for row in (0, 1)] == ["完整", "坏了"]
    qtmodeltester.check(page.table.rows)


def test_a_copy_on_a_stick_ends_with_leave_to_unplug(
    page: BackupsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with qtbot.waitSignal(page.said, timeout=10_000) as said:
        page.copy_to(stick)
    assert "现在可以拔出U盘" in said.args[0]
    assert backup_files(stick / STICK_FOLDER)


def test_a_stick_that_cannot_be_written_is_said(
    page: BackupsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / STICK_FOLDER).write_text("in the way", encoding="utf-8")
    page.copy_to(tmp_path)
    qtbot.waitUntil(lambda: "写不进去" in page.state.text(), timeout=10_000)


def test_restoring_shows_then_and_now_and_gives_the_work_to_the_window(
    world: World, desk: Desk, page: BackupsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = make_backup(world.store.data, system_now())
    with world.store.change(Deed("新增 教职工")) as session:
        records.save(session, Staff, None, {"name": "后来的人"})
    page.refresh()
    look(page, qtbot, 1)
    choose_row(page.table, 0)
    monkeypatch.setattr(CompareDialog, "exec", lambda _self: 1)
    with qtbot.waitSignal(page.reopen_wanted, timeout=10_000) as wanted:
        page.ask_restore_chosen()
    with world.store.read() as session:
        assert "后来的人" in [one.name for one in records.living(session, Staff)]
    desk.close()
    wanted.args[0]()
    again = open_store(world.store.data)
    with again.read() as session:
        assert "后来的人" not in [one.name for one in records.living(session, Staff)]
    again.close()
    assert len(backup_files(world.store.data.backups)) == 2
    assert made_at(backup.path)


def test_then_and_now_stand_beside_each_other() -> None:
    lines = count_lines({"staff": 3, "activity": 12}, {"staff": 4, "local_value": 9})
    assert [(line.name, line.then, line.now) for line in lines] == [
        ("活动", 12, 0),
        ("教职工", 3, 4),
    ]
