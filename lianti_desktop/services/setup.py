"""The first steps of a copy: the alliance, the own school, this year's terms, who sits here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.organisation_words import SOME_ALLIANCE
from lianti_desktop.domain.terms import TermCode, academic_year_label, term_of
from lianti_desktop.domain.words import (
    AllianceKind,
    MembershipRole,
    OperatorRole,
    SchoolKind,
    SiteRole,
    TermNumber,
    TermState,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.calendar import AcademicYear, Term
from lianti_desktop.storage.operators import add_operator, operators
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import Alliance, GroupMembership, School
from lianti_desktop.storage.site import Site, settle_site
from lianti_desktop.storage.store import Deed, Store

R = TypeVar("R", bound=Record)

_ALREADY = (
    "这份数据已经建好了“{}”，没有再建，原来的资料没有变化。要另建一个联盟请换一个数据文件夹。"
)
_NO_NAME = "没有填{}，没有建立联盟，数据没有变化。请填上名称再继续。"
_TOO_LONG = "{0}最多 60 个字，没有建立联盟，数据没有变化。请把{0}写短一些再继续。"
_LONGEST_NAME = 60
_LONGEST_SHORT_NAME = 12
_DAYS_OF_WEEK = 7
_KIND_OF_SITE: Mapping[SiteRole, SchoolKind] = {
    SiteRole.CORE: SchoolKind.PRIMARY,
    SiteRole.CAMPUS: SchoolKind.CAMPUS,
}
_ROLE_IN_ALLIANCE: Mapping[SiteRole, MembershipRole] = {
    SiteRole.CORE: MembershipRole.CORE,
    SiteRole.CAMPUS: MembershipRole.MEMBER,
}


@dataclass(frozen=True)
class Founding:
    """What the first steps ask for; `today` decides the school year, `operator` may stay empty."""

    alliance: str
    school: str
    role: SiteRole
    today: date
    short_name: str = ""
    alliance_kind: AllianceKind = AllianceKind.INTEGRATED
    operator: str = ""
    operator_role: OperatorRole = OperatorRole.CLERK


@dataclass(frozen=True)
class Founded:
    """What was made: the alliance, the own school and the term that is under way."""

    alliance: UUID
    school: UUID
    term: UUID


def is_founded(session: Session) -> bool:
    """Whether this copy has an alliance and a school of its own, be it the sample's."""
    return _own_school(session) is not None


def needs_first_steps(session: Session) -> bool:
    """Whether the first steps are still open: no own school, or only the sample's."""
    school = _own_school(session)
    return school is None or school.sample


def found_alliance(store: Store, founding: Founding, author: str = "") -> Founded:
    """Takes the first steps in one commit that cannot be undone."""
    return _take_first_steps(store, founding, f"建立联盟“{founding.alliance}”", author)


def begin_to_join(store: Store, founding: Founding, author: str = "") -> Founded:
    """The same for a school whose alliance is there already: its own rows bridge the time until
    the answer comes with its name, and are then led to the core school's."""
    founding = replace(founding, alliance=SOME_ALLIANCE, role=SiteRole.CAMPUS)
    return _take_first_steps(store, founding, "开始使用，等中心校受理", author)


def _take_first_steps(store: Store, founding: Founding, reason: str, author: str) -> Founded:
    with store.change(Deed(reason, author, action="base")) as session:
        return found(session, founding)


def found(session: Session, founding: Founding) -> Founded:
    """Makes the alliance, the own school and this year's terms, and settles whose copy this is."""
    _require_names(founding)
    _require_first_time(session)
    school = records.save(session, School, None, _school_values(founding))
    alliance = records.save(session, Alliance, None, _alliance_values(founding))
    own_copy(session, school, alliance, founding.role)
    records.save(session, GroupMembership, None, _membership(founding, alliance, school))
    term = open_year(session, founding.today)
    name = founding.operator.strip()
    if name and name not in {one.name for one in operators(session)}:
        add_operator(session, name, founding.operator_role)
    return Founded(alliance.id, school.id, term.id)


def own_copy(session: Session, school: School, alliance: Alliance, role: SiteRole) -> None:
    """Settles that this copy is the school's; both records become its own."""
    settle_site(session, school.id, alliance.id, role)
    site: Site = session.info["site"]
    session.info["site"] = replace(site, school_id=school.id, alliance_id=alliance.id, role=role)
    school.owner_id = alliance.owner_id = school.id
    session.flush()


def open_year(session: Session, today: date) -> Term:
    """The term of today; what is missing of its school year is made."""
    current = term_of(today)
    year = _year(session, current)
    terms = {
        number: _term(session, TermCode(current.year_start, number), year) for number in TermNumber
    }
    return terms[current.number]


def _own_school(session: Session) -> School | None:
    site: Site = session.info["site"]
    school = session.get(School, site.school_id) if site.school_id else None
    return None if school is None or school.deleted else school


def _require_names(founding: Founding) -> None:
    for label, name in (("联盟名称", founding.alliance), ("学校名称", founding.school)):
        if not name.strip():
            raise UserError(_NO_NAME.format(label))
        if len(name.strip()) > _LONGEST_NAME:
            raise UserError(_TOO_LONG.format(label))


def _require_first_time(session: Session) -> None:
    school = _own_school(session)
    if school is not None and not school.sample:
        raise UserError(_ALREADY.format(school.name))


def _school_values(founding: Founding) -> dict[str, Any]:
    name = founding.school.strip()
    short = founding.short_name.strip() or (name if len(name) <= _LONGEST_SHORT_NAME else None)
    return {"name": name, "short_name": short, "kind": _KIND_OF_SITE[founding.role]}


def _alliance_values(founding: Founding) -> dict[str, Any]:
    begin = term_of(founding.today).default_begin
    return {
        "name": founding.alliance.strip(),
        "kind": founding.alliance_kind,
        "start": min(begin, founding.today),
    }


def _membership(founding: Founding, alliance: Alliance, school: School) -> dict[str, Any]:
    role = _ROLE_IN_ALLIANCE[founding.role]
    return {"alliance": alliance, "school": school, "role": role, "since": alliance.start}


def _year(session: Session, code: TermCode) -> AcademicYear:
    values = {
        "name": academic_year_label(code.year_start),
        "begin": date(code.year_start, 9, 1),
        "end": date(code.year_start + 1, 8, 31),
    }
    return _known_or_new(session, AcademicYear, values)


def _term(session: Session, code: TermCode, year: AcademicYear) -> Term:
    values = {
        "name": code.label,
        "year": year,
        "number": code.number,
        "begin": code.default_begin,
        "end": code.default_end,
        "teaching_weeks": (code.default_end - code.default_begin).days // _DAYS_OF_WEEK,
        "state": TermState.OPEN,
    }
    return _known_or_new(session, Term, values)


def _known_or_new(session: Session, kind: type[R], values: Mapping[str, Any]) -> R:
    """The record of this name, made when there is none; one of the sample becomes a real one."""
    known = records.living(session, kind, name=values["name"])
    if not known:
        return records.save(session, kind, None, values)
    if known[0].sample and not session.info.get("sample"):
        site: Site = session.info["site"]
        known[0].sample, known[0].owner_id = False, site.school_id
    return known[0]
