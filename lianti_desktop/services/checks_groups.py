"""Whether the schools, groups and bodies of an alliance agree with each other.

These are the mistakes that hand-made papers of alliances hold: deputies of the wrong school, a
base school that is not on the list, a school in no group, last term's theme copied, a number of
schools that does not add up.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import MembershipRole, OrganKind
from lianti_desktop.services.problem import Problem
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.organisation import Appointment, Organ
from lianti_desktop.storage.record import table_of
from lianti_desktop.storage.schools import Alliance, GroupMembership, LinkageGroup, School

_LEAST_THEME = 3
_PUNCTUATION = dict.fromkeys(map(ord, " 　“”\"'‘’「」『』，。、；：！？,.;:!?（）()《》"))


def group_problems(session: Session) -> Iterator[Problem]:
    """The anomalies of all alliances, and themes that belong to another term."""
    for alliance in records.living(session, Alliance):
        members = _memberships(session, alliance.id)
        yield from strange_deputies(session, alliance, members)
        yield from unlisted_bases(session, alliance, members)
        yield from schools_without_group(session, alliance, members)
        yield from miscounted_members(alliance, members)
    yield from borrowed_themes(session)


def _memberships(session: Session, alliance: UUID) -> Sequence[GroupMembership]:
    """Those that have not ended."""
    today = date.today()  # noqa: DTZ011 - the school's own calendar day
    return session.scalars(
        select(GroupMembership).where(
            GroupMembership.alliance_id == alliance,
            GroupMembership.deleted.is_(False),
            or_(GroupMembership.until.is_(None), GroupMembership.until >= today),
        )
    ).all()


def strange_deputies(
    session: Session, alliance: Alliance, members: Sequence[GroupMembership]
) -> Iterator[Problem]:
    """People in a group's body whose school is not in the group."""
    for group in records.living(session, LinkageGroup, alliance_id=alliance.id):
        schools = {member.school_id for member in members if member.group_id == group.id}
        organs = records.living(session, Organ, group_id=group.id)
        for post in (post for organ in organs for post in _posts(session, organ)):
            school = _school_of(session, post)
            if schools and school is not None and school.id not in schools:
                sentence = f"{group.name}{post.post or '成员'}所在的{_called(school)}不是本组成员校"
                yield Problem(table_of(Appointment), post.id, "person", sentence, post.sample)


def _posts(session: Session, organ: Organ) -> Sequence[Appointment]:
    return records.living(session, Appointment, organ_id=organ.id)


def _school_of(session: Session, post: Appointment) -> School | None:
    """The school of the person, or the one that the outsider's unit names."""
    if post.person is not None:
        return post.person.school
    if not post.external_unit:
        return None
    unit = post.external_unit
    return session.scalars(
        select(School).where(
            or_(School.name == unit, School.short_name == unit), School.deleted.is_(False)
        )
    ).first()


def _called(school: School | None) -> str:
    return (school.short_name or school.name or "这所学校") if school else "这所学校"


def unlisted_bases(
    session: Session, alliance: Alliance, members: Sequence[GroupMembership]
) -> Iterator[Problem]:
    """Base schools of groups that the alliance's own list of base schools leaves out."""
    listed = {school.id for school in records.linked(session, School, alliance.base_schools)}
    for member in members:
        if not listed or member.role is not MembershipRole.BASE or member.group is None:
            continue
        if member.school_id not in listed:
            sentence = f"{member.group.name}的基地校{_called(member.school)}不在联盟的基地校名单里"
            yield Problem(table_of(GroupMembership), member.id, "role", sentence, member.sample)


def schools_without_group(
    session: Session, alliance: Alliance, members: Sequence[GroupMembership]
) -> Iterator[Problem]:
    """Schools of the alliance, or of its leading group, that are in no group though it has some."""
    grouped = {member.school_id for member in members if member.group_id is not None}
    if not grouped:
        return
    wanted = {member.school_id for member in members if member.group_id is None}
    wanted |= {school.id for school in _leading_schools(session, alliance)}
    for school_id in sorted(filter(None, wanted - grouped)):
        school = session.get(School, school_id)
        if school is not None and not school.deleted:
            sentence = f"{_called(school)}是联盟成员，还没有编入任何联动组"
            yield Problem(table_of(School), school.id, None, sentence, school.sample)


def _leading_schools(session: Session, alliance: Alliance) -> Iterator[School]:
    for organ in records.living(session, Organ, alliance_id=alliance.id):
        if organ.kind is OrganKind.LEADING_GROUP:
            found = (_school_of(session, post) for post in _posts(session, organ))
            yield from (school for school in found if school is not None)


def miscounted_members(alliance: Alliance, members: Sequence[GroupMembership]) -> Iterator[Problem]:
    """An alliance whose papers name another number of schools than its list of members."""
    schools = {member.school_id for member in members if member.school_id is not None}
    if alliance.member_count is not None and alliance.member_count != len(schools):
        sentence = f"文件里写成员校 {alliance.member_count} 所，成员名单里有 {len(schools)} 所"
        table = table_of(Alliance)
        yield Problem(table, alliance.id, "member_count", sentence, alliance.sample)


def borrowed_themes(session: Session) -> Iterator[Problem]:
    """Terms with the theme of another one, activities with the theme of another term."""
    terms = [
        term for term in records.living(session, Term) if len(_bare(term.theme)) >= _LEAST_THEME
    ]
    for place, term in enumerate(terms):
        twin = next(
            (other for other in terms[:place] if _bare(other.theme) == _bare(term.theme)), None
        )
        if twin is not None:
            sentence = f"本学期主题和{twin.name}的一样，请核对是不是照抄了"
            yield Problem(table_of(Term), term.id, "theme", sentence, term.sample)
    yield from _activities_with_borrowed_themes(session, terms)


def _activities_with_borrowed_themes(session: Session, terms: Sequence[Term]) -> Iterator[Problem]:
    own = {term.id: _bare(term.theme) for term in terms}
    query = select(Activity.id, Activity.sample, Activity.term_id, Activity.theme).where(
        Activity.deleted.is_(False), Activity.theme.is_not(None)
    )
    for row, sample, term_id, written in session.execute(query):
        theme = _bare(written)
        mine = own.get(term_id) if term_id else None
        if term_id is None or (mine and mine in theme):
            continue
        other = next((term for term in terms if term.id != term_id and own[term.id] in theme), None)
        if other is not None:
            sentence = f"主题“{written}”是{other.name}的主题，请核对是不是照抄了"
            yield Problem(table_of(Activity), row, "theme", sentence, sample)


def _bare(text: str | None) -> str:
    return (text or "").translate(_PUNCTUATION)
