"""What the page shows at a glance: who lacks what, how far packages are, who sent when."""

from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.store import system_now
from lianti_desktop.sync.board import (
    USUAL_DAYS,
    Mark,
    Week,
    board,
    keep_overdue_days,
    marks,
    overdue_days,
)
from lianti_desktop.sync.estimate import estimates
from lianti_desktop.sync.imports import take_back_import, weigh_take_back
from lianti_desktop.sync.overview import Membership, Overview, Sending, overview
from lianti_desktop.sync.peers import school_names
from lianti_desktop.sync.tiers import Tier
from tests.sync.conftest import Village
from tests.sync.village import Office, enrol, found_core, new_office

MONDAYS = [date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 21), date(2026, 9, 28)]
WEEKS = [Week(number, day) for number, day in enumerate(MONDAYS, 1)]


def seen(office: Office) -> Overview:
    with office.store.read() as session:
        return overview(session, office.ring)


def to_core(village: Village) -> Sending:
    return next(line.sending for line in seen(village.campus).schools if line.is_core)


def test_a_package_goes_from_waiting_to_exported_to_delivered(village: Village) -> None:
    village.quiet_down()
    assert to_core(village) is Sending.DELIVERED
    village.campus.activity("送教下乡（示例）")
    assert to_core(village) is Sending.WAITING
    file = village.campus.pack_for(village.core.school, village.stick)
    assert to_core(village) is Sending.EXPORTED
    village.core.take(file)
    assert to_core(village) is Sending.EXPORTED
    village.carry(village.core, village.campus)
    assert to_core(village) is Sending.DELIVERED


def test_what_was_written_since_the_last_package_counts_before_it_is_signed(
    village: Village,
) -> None:
    village.quiet_down()
    for number in range(3):
        village.campus.activity(f"活动 {number}（示例）")
    line = next(line for line in seen(village.campus).schools if line.is_core)
    assert line.lacking == 3


def test_a_copy_is_alone_then_has_asked(village: Village) -> None:
    lone = new_office(village.core.folder.parent / "lone", "红旗小学（示例）")
    assert seen(lone).membership is Membership.ALONE
    with lone.store.read() as session:
        lone.ring.made(session.info["site"].replica)
    assert seen(lone).membership is Membership.ASKED
    assert len(seen(lone).words.split()) == 6
    lone.close()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], "BMMO"),
        ([date(2026, 9, 16)], "BCMO"),
        ([date(2026, 9, 23)], "BUCO"),
        ([date(2026, 9, 30)], "BUUC"),
    ],
)
def test_a_later_package_makes_up_for_weeks_without(days: list[date], expected: str) -> None:
    signs = {"B": Mark.BEFORE, "C": Mark.CAME, "U": Mark.MADE_UP, "M": Mark.MISSED, "O": Mark.OPEN}
    found = marks(days, WEEKS, (date(2026, 9, 14), date(2026, 9, 30)))
    assert found == tuple(signs[sign] for sign in expected)


def test_the_core_school_sees_who_is_late(village: Village) -> None:
    village.carry(village.campus, village.core)
    with village.core.store.transaction() as session:
        assert overdue_days(session) == USUAL_DAYS
        keep_overdue_days(session, 7)
    schools = seen(village.core).schools
    with village.core.store.read() as session:
        today = board(session, schools, [], system_now().date())
        later = board(session, schools, [], date(2100, 1, 1))
    assert [line.is_late for line in today] == [False, False]
    assert [line.is_late for line in later] == [True, True]
    assert {line.name: line.number for line in today}["柳林校区（示例）"] == 1


def test_a_package_is_weighed_before_it_is_made(village: Village) -> None:
    village.campus.activity("听课（示例）")
    with village.campus.store.read() as session:
        found = estimates(session, village.campus.store.data, village.core.school)
    assert set(found) == set(Tier)
    assert 0 < found[Tier.THUMBS].size <= found[Tier.ORIGINAL].size
    assert found[Tier.SCREEN].photos == 0


def test_taking_back_an_import_names_what_stays(village: Village) -> None:
    campus, core = village.campus, village.core
    kept, gone = campus.activity("后来改过的（示例）"), campus.activity("没人动过的（示例）")
    outcome = core.take(campus.pack_for(core.school, village.stick))
    assert outcome.number is not None
    campus.change(Activity, kept, place="操场")
    core.take(campus.pack_for(core.school, village.stick))
    with core.store.read() as session:
        found = weigh_take_back(session, outcome.number)
    assert found.stays == ("后来改过的（示例）",)
    assert take_back_import(core.store, outcome.number) == found.records
    assert core.value(Activity, gone, "deleted")
    assert not core.value(Activity, kept, "deleted")


def test_what_a_school_did_before_it_joined_bears_its_name(tmp_path: Path) -> None:
    core = found_core(tmp_path / "core")
    campus = new_office(tmp_path / "campus", "柳林校区（示例）")
    before = campus.replica
    renew_copy(campus)
    (tmp_path / "stick").mkdir()
    enrol(core, campus, "柳林校区（示例）", tmp_path / "stick")
    with core.store.read() as session:
        names = school_names(session)
    assert names[before] == names[campus.replica] == "柳林校区（示例）"
    core.close()
    campus.close()


def renew_copy(office: Office) -> None:
    """As after a restored backup: the data goes on under a new name."""
    with office.store.transaction() as session:
        renew_replica(session)
