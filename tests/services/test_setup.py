"""The first steps of a copy."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import OperatorRole, SchoolKind, SiteRole
from lianti_desktop.services.setup import (
    Founding,
    found_alliance,
    is_founded,
    needs_first_steps,
    open_year,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.log.undo import steps
from lianti_desktop.storage.operators import operators
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import Alliance, GroupMembership, School
from lianti_desktop.storage.store import Deed, Store
from tests.services.conftest import TODAY, House

FOUNDING = Founding("青石镇教联体", "青石镇柳林校区", SiteRole.CAMPUS, TODAY, operator="陶春晓")


def test_the_first_steps_settle_whose_copy_this_is(fresh_store: Store) -> None:
    with fresh_store.read() as session:
        assert not is_founded(session)
        assert needs_first_steps(session)
    made = found_alliance(fresh_store, FOUNDING)
    with fresh_store.read() as session:
        site = session.info["site"]
        assert (site.school_id, site.alliance_id, site.role) == (
            made.school,
            made.alliance,
            SiteRole.CAMPUS,
        )
        assert is_founded(session)
        assert not needs_first_steps(session)
        assert records.get(session, School, made.school).kind is SchoolKind.CAMPUS
        assert [one.name for one in operators(session)] == ["陶春晓"]
        assert operators(session)[0].role is OperatorRole.CLERK
        assert examine(session) == []


def test_all_that_is_made_belongs_to_the_own_school(house: House) -> None:
    with house.store.read() as session:
        kinds: tuple[type[Record], ...] = (School, Alliance, GroupMembership, Term)
        owners = {one.owner_id for kind in kinds for one in session.scalars(select(kind))}
    assert owners == {house.founded.school}


def test_the_first_steps_are_one_commit_that_cannot_be_undone(house: House) -> None:
    with house.store.read() as session:
        assert steps(session).undo == ()


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (date(2026, 4, 16), "2025—2026学年第二学期"),
        (date(2026, 9, 1), "2026—2027学年第一学期"),
        (date(2027, 1, 10), "2026—2027学年第一学期"),
        (date(2026, 8, 20), "2025—2026学年第二学期"),
    ],
)
def test_the_term_of_the_day_is_open_with_the_other_one_of_its_year(
    fresh_store: Store, today: date, name: str
) -> None:
    made = found_alliance(fresh_store, replace(FOUNDING, today=today))
    with fresh_store.read() as session:
        term = records.get(session, Term, made.term)
        assert term.name == name
        assert len(records.living(session, Term)) == 2
        assert term.year is not None
        assert term.year.name == name[:11]


def test_a_year_is_opened_once(house: House) -> None:
    with house.store.change(Deed("打开学年")) as session:
        assert open_year(session, TODAY).id == house.founded.term
        assert len(records.living(session, Term)) == 2
        assert open_year(session, date(2026, 9, 3)).id != house.founded.term
        assert len(records.living(session, Term)) == 4


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"alliance": " "}, "没有填联盟名称"),
        ({"school": ""}, "没有填学校名称"),
        ({"school": "长" * 61}, "学校名称最多 60 个字"),
    ],
)
def test_a_missing_name_is_refused_and_nothing_is_made(
    fresh_store: Store, wrong: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        found_alliance(fresh_store, replace(FOUNDING, **wrong))
    with fresh_store.read() as session:
        assert needs_first_steps(session)
        assert session.scalars(select(School)).all() == []


def test_a_long_name_is_not_cut_to_make_a_short_one(fresh_store: Store) -> None:
    made = found_alliance(fresh_store, replace(FOUNDING, school="云溪县青石镇柳林村中心小学校区"))
    with fresh_store.read() as session:
        assert records.get(session, School, made.school).short_name is None
