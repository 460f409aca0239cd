"""What the bin tells of the things in it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from lianti_desktop.paths import DataPaths
from lianti_desktop.services.bin_lines import bin_lines, empty_lines, restore_lines
from lianti_desktop.storage import records
from lianti_desktop.storage.log.undo import next_undo, take_back
from lianti_desktop.storage.staff import Staff, StaffTitle
from lianti_desktop.storage.store import Deed, Store, open_store, system_now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(DataPaths(tmp_path))
    with opened.change(Deed("新增 教职工", "李建国（教导主任）")) as session:
        person = records.save(session, Staff, None, {"name": "曾小贤"})
        records.save(session, StaffTitle, None, {"staff": person})
    with opened.change(Deed("移到回收站", "王玲（录入员）")) as session:
        records.remove(session, list(records.living(session, Staff)))
    yield opened
    opened.close()


def test_a_line_names_the_thing_and_who_put_it_there(store: Store) -> None:
    with store.read() as session:
        (line,) = bin_lines(session)
    assert (line.kind_name, line.title, line.by) == ("教职工", "曾小贤", "王玲（录入员）")
    assert line.parts == 1
    assert line.when is not None
    assert system_now() - line.when < timedelta(minutes=1)
    assert line.is_young(system_now())
    assert not line.is_young(system_now() + timedelta(days=181))


def test_restoring_brings_back_what_went_with_it(store: Store) -> None:
    with store.change(Deed("从回收站恢复")) as session:
        assert restore_lines(session, bin_lines(session)) == 1
    with store.read() as session:
        assert bin_lines(session) == []
        assert len(records.living(session, StaffTitle)) == 1


def test_emptying_lists_nothing_any_more_and_can_be_taken_back(store: Store) -> None:
    with store.change(Deed("彻底删除 1 条")) as session:
        assert empty_lines(session, bin_lines(session)) == 1
    with store.read() as session:
        assert bin_lines(session) == []
        step = next_undo(session)
    with store.change(Deed("撤销", action="undo", target=step.hash)) as session:
        take_back(session, step.hash)
    with store.read() as session:
        assert [line.title for line in bin_lines(session)] == ["曾小贤"]
