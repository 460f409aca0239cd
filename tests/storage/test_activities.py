"""What an activity makes up for itself: the state that it begins with."""

from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.domain.words import ActivityState
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, state_on
from lianti_desktop.storage.store import Deed, open_store

LONG_PAST, FAR_AHEAD = date(2020, 3, 12), date(2199, 3, 12)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, ActivityState.HELD),
        ({"held_on": LONG_PAST}, ActivityState.HELD),
        ({"held_on": FAR_AHEAD}, ActivityState.PLANNED),
        ({"held_on": LONG_PAST, "state": ActivityState.PLANNED}, ActivityState.PLANNED),
        ({"held_on": FAR_AHEAD, "state": ActivityState.CANCELLED}, ActivityState.CANCELLED),
    ],
)
def test_an_activity_never_stays_without_a_state(
    tmp_path: Path, values: dict[str, object], state: ActivityState
) -> None:
    store = open_store(DataPaths(tmp_path / "data"))
    with store.change(Deed("新增 活动")) as session:
        row = records.save(session, Activity, None, {"title": "例会"} | values).id
    with store.read() as session:
        assert records.get(session, Activity, row).state is state
    store.close()


def test_a_state_that_is_cleared_is_found_anew(tmp_path: Path) -> None:
    store = open_store(DataPaths(tmp_path / "data"))
    with store.change(Deed("新增 活动")) as session:
        values = {"held_on": LONG_PAST, "state": ActivityState.PLANNED}
        row = records.save(session, Activity, None, values).id
    with store.change(Deed("修改 活动状态")) as session:
        records.save(session, Activity, row, {"state": None})
    with store.read() as session:
        assert records.get(session, Activity, row).state is ActivityState.HELD
    store.close()


def test_an_activity_of_today_counts_as_held() -> None:
    assert state_on(LONG_PAST, LONG_PAST) is ActivityState.HELD
    assert state_on(FAR_AHEAD, LONG_PAST) is ActivityState.PLANNED
