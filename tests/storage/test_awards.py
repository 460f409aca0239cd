"""Awards are a kind like any other: written, found, undone, and called by who and what."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lianti_desktop.storage import records
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.record import title_of
from lianti_desktop.storage.search_index import search
from lianti_desktop.storage.store import Deed
from tests.activity_world import World, build_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


def test_an_award_is_found_by_its_words_and_called_by_who_and_what(world: World) -> None:
    values = {"target": "三年级 小荷", "title": "劳动小能手", "reason": "种出第一棵白菜"}
    with world.store.change(Deed("新增 表彰")) as session:
        award = records.save(session, Award, None, values)
        assert title_of(award) == "三年级 小荷 劳动小能手"
        assert award.owner_id == world.core
    with world.store.read() as session:
        assert [hit.id for hit in search(session, "第一棵白菜")] == [award.id]


def test_what_the_code_of_a_form_says_finds_its_record(world: World) -> None:
    with world.store.change(Deed("新增 表彰")) as session:
        award = records.save(session, Award, None, {"target": "甲"})
    with world.store.read() as session:
        for words in (f"LTZM1:x:award:{award.id.hex}:1", f" ltzm1：x：award：{award.id.hex}：2\n"):
            assert [(hit.kind, hit.id) for hit in search(session, words)] == [("award", award.id)]
        assert search(session, f"LTZM1:x:award:{'0' * 32}:1") == []
