"""What somebody had no right to write is kept apart and shown, and can be taken up."""

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.store import Deed
from lianti_desktop.sync.breaches import Breach, breaches, note_seen, take_up
from lianti_desktop.sync.enrolment import retire
from lianti_desktop.sync.incoming import Wish
from lianti_desktop.sync.refusal import RefusedError
from tests.sync.conftest import CAMPUS, Village
from tests.sync.village import Office


def found(office: Office) -> list[Breach]:
    with office.store.read() as session:
        return breaches(session)


def write_anothers(village: Village) -> None:
    row = village.core.activity("中心校的活动")
    village.carry(village.core, village.campus)
    with village.campus.store.change(Deed("越权", "小柳")) as session:
        records.get(session, Activity, row).title = "建议改成这样"
    village.carry(village.campus, village.core)


@pytest.mark.must_hold(20)
def test_a_breach_is_shown_with_who_and_what_and_taken_up_by_the_owner(village: Village) -> None:
    write_anothers(village)
    (one,) = found(village.core)
    assert (one.school, one.author, one.titles) == (CAMPUS, "小柳", ("中心校的活动",))
    assert "没有权利" in one.reason
    take_up(village.core.store, one.id)
    village.by_core()
    for office in (village.core, village.other):
        assert office.titles() == {"建议改成这样"}
        assert found(office) == []
        assert office.problems() == []


def test_a_breach_is_noted_once_for_everybody(village: Village) -> None:
    write_anothers(village)
    village.carry(village.core, village.other)
    (one,) = found(village.other)
    assert one.refusal is not None
    with pytest.raises(UserError, match="只有"):
        take_up(village.other.store, one.id)
    note_seen(village.core.store, one.id)
    village.carry(village.core, village.other)
    assert found(village.core) == found(village.other) == []
    assert village.core.titles() == {"中心校的活动"}
    with pytest.raises(UserError, match="已经看过"):
        note_seen(village.core.store, one.id)


def test_what_a_retired_pc_wrote_too_late_waits_and_its_school_takes_it_up(
    village: Village,
) -> None:
    row = village.laptop.activity("原来")
    village.by_core()
    retire(village.core.store, village.core.ring, village.laptop.replica)
    village.laptop.change(Activity, row, title="停用后改的")
    village.laptop.activity("停用后写的")
    village.carry(village.laptop, village.campus)
    village.carry(village.core, village.campus)
    late = found(village.campus)
    assert [one.titles for one in late] == [("停用后写的",), ("原来",)]
    assert village.campus.titles() == {"原来"}
    for one in late:
        take_up(village.campus.store, one.id)
    village.carry(village.campus, village.core)
    assert village.core.titles() == village.campus.titles() == {"停用后改的", "停用后写的"}
    assert village.core.problems() == village.campus.problems() == []


def test_the_package_of_an_old_pc_that_came_back_to_life_is_laid_aside_line_by_line(
    village: Village,
) -> None:
    row = village.campus.activity("原来")
    village.carry(village.campus, village.core)
    retire(village.core.store, village.core.ring, village.campus.replica)
    village.campus.change(Activity, row, title="停用后改的")
    village.campus.activity("停用后写的")
    file = village.campus.pack_for(village.core.school, village.stick)
    with pytest.raises(RefusedError, match="待处理"):
        village.core.take(file)
    outcome = village.core.take(file, Wish(from_retired=True))
    assert outcome.void == ["这台电脑已经停用"] * 2
    assert village.core.titles() == {"原来"}
    late = found(village.core)
    assert [one.titles for one in late] == [("停用后写的",), ("原来",)]
    take_up(village.core.store, late[0].id)
    note_seen(village.core.store, late[1].id)
    assert found(village.core) == []
    assert village.core.titles() == {"原来", "停用后写的"}
    assert village.core.problems() == []
