"""A record changes hands in two steps, or by the core school; every PC checks both."""

from datetime import date

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import AffiliationKind
from lianti_desktop.storage import records
from lianti_desktop.storage.organisation import Facility
from lianti_desktop.storage.staff import Staff, StaffAffiliation, StaffTitle
from lianti_desktop.storage.store import Deed
from lianti_desktop.sync.conflicts import conflicts, resolve
from lianti_desktop.sync.transfer import Handover, Offer, accept, assign, offer, offers, withdraw
from tests.sync.conftest import CAMPUS, OTHER, Village
from tests.sync.test_exchange import voids
from tests.sync.village import Office

MOVED = date(2026, 9, 1)


def found(office: Office) -> list[Offer]:
    with office.store.read() as session:
        return offers(session)


def test_a_teacher_moves_for_good_with_titles_and_both_affiliations(village: Village) -> None:
    campus, other = village.campus, village.other
    village.carry(village.core, campus)
    row = campus.add(Staff, name="王强（示例）", school=campus.school, phone="139")
    title = campus.add(StaffTitle, staff=row)
    served = campus.add(
        StaffAffiliation, staff=row, school=campus.school, kind=AffiliationKind.MAIN
    )
    offer(campus.store, row, Handover(other.school, MOVED, "调动"))
    village.by_core()
    (one,) = found(other)
    assert (one.is_for_us, one.parts, one.owner_name, one.reason) == (True, 1, CAMPUS, "调动")
    assert found(campus)[0].school_name == OTHER
    assert campus.value(Staff, row, "owner_id") == campus.school
    assert accept(other.store, row, MOVED) == 2
    other.change(Staff, row, post="教导主任")
    village.by_core()
    for office in village.offices:
        assert office.value(Staff, row, "owner_id") == other.school
        assert office.value(StaffTitle, title, "owner_id") == other.school
        assert office.value(Staff, row, "post") == "教导主任"
        assert office.value(StaffAffiliation, served, "until") == MOVED
        assert office.value(StaffAffiliation, served, "owner_id") == campus.school
        assert found(office) == voids(office) == office.problems() == []
        assert office.digests() == village.core.digests()
        with office.store.read() as session:
            since = [one.since for one in records.living(session, StaffAffiliation)]
        assert sorted(since, key=str) == [MOVED, None]


def test_nobody_takes_what_was_not_offered_or_was_offered_to_another(village: Village) -> None:
    row = village.campus.add(Facility, name="录播室（示例）")
    village.by_core()
    with pytest.raises(UserError, match="没有这次交接"):
        accept(village.other.store, row, MOVED)
    with village.other.store.change(Deed("强占")) as session:
        records.get(session, Facility, row).owner_id = village.other.school
    village.carry(village.other, village.core)
    assert voids(village.core) == ["红旗校区（示例）没有权利改动这条共享场馆"]
    assert village.core.value(Facility, row, "owner_id") == village.campus.school
    with pytest.raises(UserError, match="只有"):
        offer(village.core.store, row, Handover(village.core.school, MOVED))


def test_an_offer_that_was_withdrawn_is_accepted_by_nobody_who_knows(village: Village) -> None:
    village.carry(village.core, village.campus)
    row = village.campus.add(Facility, name="录播室（示例）")
    offer(village.campus.store, row, Handover(village.other.school, MOVED))
    withdraw(village.campus.store, row)
    village.by_core()
    assert found(village.other) == []
    with pytest.raises(UserError, match="没有这次交接"):
        accept(village.other.store, row, MOVED)
    with pytest.raises(UserError, match="没有这次交接"):
        withdraw(village.campus.store, row)


def test_two_schools_that_both_take_over_are_told_apart_by_the_core_school(
    village: Village,
) -> None:
    row = village.campus.add(Facility, name="录播室（示例）")
    village.by_core()
    offer(village.campus.store, row, Handover(village.other.school, MOVED))
    offer(village.laptop.store, row, Handover(village.core.school, MOVED))
    village.by_core()
    accept(village.other.store, row, MOVED)
    accept(village.core.store, row, MOVED)
    village.by_core()
    with village.other.store.read() as session:
        (one,) = conflicts(session)
    assert (one.column, one.refusal is None) == ("owner_id", False)
    with pytest.raises(UserError, match="由中心校定"):
        resolve(village.other.store, one.id, village.other.school)
    resolve(village.core.store, one.id, village.other.school)
    village.by_core()
    for office in village.offices:
        assert office.value(Facility, row, "owner_id") == village.other.school
        assert voids(office) == office.problems() == []
        with office.store.read() as session:
            assert conflicts(session) == []


def test_the_core_school_assigns_at_once_and_only_it(village: Village) -> None:
    row = village.campus.add(Facility, name="录播室（示例）")
    village.by_core()
    with pytest.raises(UserError, match="由中心校办理"):
        assign(village.campus.store, row, village.other.school)
    assert assign(village.core.store, row, village.other.school) == 1
    village.by_core()
    for office in (village.campus, village.other):
        assert office.value(Facility, row, "owner_id") == village.other.school
        assert voids(office) == []
