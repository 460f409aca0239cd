"""The five linkage groups of a printed plan, with the mistakes that were printed in it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lianti_desktop.domain.words import AllianceKind, MembershipRole, OrganKind, Section
from lianti_desktop.storage import records
from lianti_desktop.storage.organisation import Appointment, Organ
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import (
    Alliance,
    GroupMembership,
    LinkageGroup,
    School,
    SchoolDivision,
)
from lianti_desktop.storage.staff import Staff

PRIMARY = "（小学部）"
BASES = ("9中", "29中", "35小", "79小")


@dataclass(frozen=True)
class PrintedGroup:
    """A line of the plan: the base school, the members, the schools of the deputy leaders."""

    name: str
    base: str
    members: str
    deputies: str


PLAN = (
    PrintedGroup(
        "第一组",
        "35小",
        "36小 60小 62小 66小 78中 37中（小学部） 44中（小学部） 56中（小学部）",
        "36小 60小 62小 66小 78中 37中 44中 56中",
    ),
    PrintedGroup(
        "第二组",
        "79小",
        "63小 80小 84小 47中（小学部） 81中（小学部） 83中（小学部） 90中（小学部）",
        "63小 80小 84小 47中 81中 83中 90中",
    ),
    PrintedGroup(
        "第三组", "76中", "82小 51中 小地窝堡子校 72中 77中", "82小 51中 小地窝堡子校 72中 77中"
    ),
    PrintedGroup("第四组", "9中", "81中 47中 52中 54中 77中", "37中 47中 52中 54中 77中"),
    PrintedGroup("第五组", "29中", "44中 56中 37中 83中 90中", "44中 56中 81中 83中 90中"),
)
LEADING_GROUP = ("9中", "29中", "35小", "79小", "76中", "科学院子校")


@dataclass
class Typist:
    """Enters the plan as somebody would type it from paper."""

    session: Session
    schools: dict[str, Record]
    alliance: Alliance

    def school(self, name: str) -> Record:
        """The school, made when it is met for the first time."""
        if name not in self.schools:
            values = {"name": name, "short_name": name}
            self.schools[name] = records.save(self.session, School, None, values)
        return self.schools[name]

    def group(self, printed: PrintedGroup) -> None:
        """A group, its members, its body with the deputy leaders."""
        values = {"name": printed.name, "alliance": self.alliance}
        group = records.save(self.session, LinkageGroup, None, values)
        self.member(group, printed.base, MembershipRole.BASE)
        for name in printed.members.split():
            self.member(group, name, MembershipRole.LINKAGE)
        values = {"name": f"{printed.name}工作组", "kind": OrganKind.WORK_GROUP, "group": group}
        organ = records.save(self.session, Organ, None, values)
        for name in printed.deputies.split():
            self.post(organ, name, "副组长")

    def member(self, group: LinkageGroup, name: str, role: MembershipRole) -> None:
        """A school, or its primary division, in the group."""
        school = self.school(name.removesuffix(PRIMARY))
        values = {"alliance": self.alliance, "group": group, "school": school, "role": role}
        if name.endswith(PRIMARY):
            division = {"school": school, "section": Section.PRIMARY, "name": name}
            values["division"] = records.save(self.session, SchoolDivision, None, division)
        records.save(self.session, GroupMembership, None, values)

    def post(self, organ: Organ, school: str, post: str) -> None:
        """Somebody of a school in a body."""
        values = {"name": f"{school}校长", "school": self.school(school)}
        person = records.save(self.session, Staff, None, values)
        values = {"organ": organ, "person": person, "post": post}
        records.save(self.session, Appointment, None, values)


def enter_plan(session: Session) -> Alliance:
    """The whole plan; its alliance."""
    values = {"name": "片区联动", "kind": AllianceKind.AREA_LINKAGE}
    typist = Typist(session, {}, records.save(session, Alliance, None, values))
    for printed in PLAN:
        typist.group(printed)
    values = {
        "name": "领导小组",
        "kind": OrganKind.LEADING_GROUP,
        "alliance": typist.alliance,
    }
    leading = records.save(session, Organ, None, values)
    for name in LEADING_GROUP:
        typist.post(leading, name, "成员")
    listed = {"base_schools": [typist.school(name) for name in BASES]}
    return records.save(session, Alliance, typist.alliance.id, listed)
