"""An older version keeps and relays what it does not know; an upgrade applies it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import MappingProxyType

import pytest
from sqlalchemy import text

from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.organisation import Facility
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.storage.store import Deed
from lianti_desktop.sync.upgrade import KNOWN, apply_what_is_known_now
from tests.sync.conftest import Village
from tests.sync.test_exchange import voids
from tests.sync.village import Office

MODULES = ("projector", "ownership", "revocation", "loads", "purge", "upgrade")


@contextmanager
def an_older_version(without: str) -> Iterator[None]:
    """The program before a kind of record was invented."""
    older = MappingProxyType({name: kind for name, kind in BY_TABLE.items() if name != without})
    with pytest.MonkeyPatch.context() as patch:
        for module in MODULES:
            patch.setattr(f"lianti_desktop.sync.{module}.BY_TABLE", older)
        yield


def known(office: Office) -> dict[str, list[str]]:
    with office.store.read() as session:
        found: dict[str, list[str]] = json.loads(read_local(session, KNOWN) or "{}")
    return found


@pytest.mark.must_hold(17)
def test_an_unknown_table_stays_in_the_log_is_relayed_and_applied_after_the_upgrade(
    village: Village,
) -> None:
    row = village.campus.add(Facility, name="录播室（示例）")
    activity = village.campus.activity("送教")
    village.campus.change(Facility, row, name="多功能录播室（示例）")
    with an_older_version("facility"):
        village.carry(village.campus, village.core)
        assert village.core.titles() == {"送教"}
        assert village.core.value(Facility, row, "name") is None
        assert "facility" not in known(village.core)
        package = village.core.pack_for(village.other.school, village.stick)
    village.other.take(package)
    assert village.other.value(Facility, row, "name") == "多功能录播室（示例）"
    assert apply_what_is_known_now(village.core.store) == 2
    assert apply_what_is_known_now(village.core.store) == 0
    assert village.core.value(Facility, row, "name") == "多功能录播室（示例）"
    assert village.core.value(Activity, activity, "title") == "送教"
    assert village.core.problems() == village.other.problems() == []
    assert village.core.digests() == village.other.digests()


def test_a_breach_in_an_unknown_table_is_found_at_the_upgrade(village: Village) -> None:
    row = village.core.add(Facility, name="录播室（示例）")
    village.carry(village.core, village.campus)
    with village.campus.store.change(Deed("越权")) as session:
        records.get(session, Facility, row).name = "被改了"
    with an_older_version("facility"):
        village.carry(village.core, village.other)
        file = village.campus.pack_for(village.core.school, village.stick)
    village.core.take(file)
    with an_older_version("facility"):
        village.carry(village.core, village.other)
        assert voids(village.other) == []
    apply_what_is_known_now(village.other.store)
    assert voids(village.other) == voids(village.core)
    assert village.other.value(Facility, row, "name") == "录播室（示例）"
    assert village.other.problems() == []


def test_an_unknown_column_is_filled_after_the_upgrade(village: Village) -> None:
    row = village.campus.activity("送教", place="礼堂")
    village.campus.change(Activity, row, place="操场")
    village.carry(village.campus, village.core)
    apply_what_is_known_now(village.core.store)
    older = known(village.core)
    older["activity"].remove("place")
    with village.core.store.transaction() as session:
        session.execute(text("UPDATE activity SET place = NULL"))
        write_local(session, KNOWN, json.dumps(older))
    assert apply_what_is_known_now(village.core.store) == 2
    assert village.core.value(Activity, row, "place") == "操场"
    assert village.core.problems() == []
