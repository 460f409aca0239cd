"""Any list becomes a table: numbers and days as such, words and links as people read them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.domain.words import StaffCategory
from lianti_desktop.services.list_table import list_table, table_of_kind
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.listing import Asked, listing
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from tests.activity_world import World, add_activity, build_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


def test_values_keep_their_kind_and_telephones_their_zeros(world: World) -> None:
    values = {
        "name": "龙𬭚",
        "school": world.campus,
        "phone": "013800000000",
        "weekly_lessons": 12,
        "work_start": date(2003, 9, 1),
        "in_establishment": True,
        "subjects": ["chinese", "math"],
        "staff_category": StaffCategory.FULL_TIME_TEACHER,
    }
    names = (*values, "post")
    with world.store.change(Deed("新增 教职工")) as session:
        row = records.save(session, Staff, None, values).id
    with world.store.read() as session:
        rows = [one for one in listing(session, Staff, Asked(names, {})) if one.id == row]
        table = list_table(Staff, names, rows)
    assert table.title == "教职工一览表"
    assert table.headings[:4] == ("姓名", "所在学校", "手机", "周课时")
    assert table.rows == (
        (
            "龙𬭚",
            "青石镇柳林校区",
            "013800000000",
            12,
            date(2003, 9, 1),
            "是",
            "语文、数学",
            "专任教师",
            "",
        ),
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__tablename__)
def test_every_kind_has_a_table(kind: type[Record], world: World) -> None:
    with world.store.change(Deed("新增 活动")) as session:
        add_activity(session, world)
        table = table_of_kind(session, kind)
    assert table.headings
    assert all(len(row) == len(table.headings) for row in table.rows)
