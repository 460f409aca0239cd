"""The bulletin of a quarter from its records."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.printing.content import Bulletin
from lianti_desktop.printing.gather_bulletin import (
    BulletinAsked,
    Quarter,
    gather_bulletin,
    quarter_from,
)
from lianti_desktop.printing.gather_photos import PhotoShelf
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.store import Deed
from tests.activity_world import World, add_activity, build_world

ASKED = BulletinAsked(Quarter(2026, 1), date(2026, 4, 1), total_issue=9, copies=60)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


def enter(world: World, *activities: dict[str, Any]) -> None:
    for values in activities:
        with world.store.change(Deed("录入活动")) as session:
            add_activity(session, world, **values)


def bulletin_of(world: World, asked: BulletinAsked = ASKED) -> tuple[Bulletin, list[str]]:
    shelf = PhotoShelf(AttachmentStore(world.store.data.attachments), world.store.data.root)
    with world.store.read() as session:
        found = gather_bulletin(session, asked, shelf)
    return found.content, list(found.warnings)


def test_a_quarter_has_its_first_day_and_the_day_after_its_last() -> None:
    assert quarter_from(" 2026-4 ") == Quarter(2026, 4)
    assert (Quarter(2026, 4).first, Quarter(2026, 4).after) == (date(2026, 10, 1), date(2027, 1, 1))
    assert Quarter(2026, 1).after == date(2026, 4, 1)


@pytest.mark.parametrize("text", ["", "2026", "2026-5", "2026-0", "春季", "0-1"])
def test_what_is_no_quarter_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UserError, match="2026-1"):
        quarter_from(text)


def test_the_held_activities_of_the_quarter_become_articles_in_order(world: World) -> None:
    enter(
        world,
        {"title": "三月", "held_on": date(2026, 3, 31)},
        {"title": "一月", "held_on": date(2026, 1, 1)},
        {"title": "四月", "held_on": date(2026, 4, 1)},
        {"title": "还没办", "state": ActivityState.PLANNED},
        {"title": "没有文字", "process_text": None},
    )
    bulletin, warnings = bulletin_of(world)
    assert [article.title for article in bulletin.articles] == ["一月", "三月"]
    assert bulletin.articles[0].byline == "中心小学　供稿"
    assert (bulletin.issue, bulletin.total_issue, bulletin.copies) == (1, 9, 60)
    assert bulletin.name == "青石镇教联体（示例）简报"
    assert bulletin.date == "2026年4月1日"
    assert warnings == []


def test_a_quarter_without_activities_says_so(world: World) -> None:
    bulletin, warnings = bulletin_of(world)
    assert bulletin.articles == ()
    assert warnings == ["这个季度还没有可以写进简报的活动"]
