"""A small invented alliance to try activities on: a core school, a campus and a teaching point."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.words import (
    ActivityState,
    AllianceKind,
    AuthorKind,
    MembershipRole,
    SchoolKind,
    SiteRole,
    Subject,
    TermNumber,
)
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityCount, Participant
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.lessons import Lesson, LessonObservation, Media, Reflection
from lianti_desktop.storage.schools import Alliance, GroupMembership, School
from lianti_desktop.storage.site import settle_site
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, Store, open_store

PROCESS = (
    "上午听课两节，王老师执教《我的植物朋友》，周老师执教同题习作指导。课后三校教师围绕"
    "“观察怎样变成句子”研讨，形成三条共识，并布置下月的跟进课和各校的观察记录。"
)
THURSDAY = date(2026, 3, 12)


@dataclass(frozen=True)
class World:
    """The store and the ids of what is in it."""

    store: Store
    core: UUID
    campus: UUID
    point: UUID
    alliance: UUID
    term: UUID
    staff: tuple[UUID, ...]


def build_world(root: Path) -> World:
    """A store in which the core school works."""
    store = open_store(DataPaths(root))
    with store.change(Deed("建立联盟", action="base")) as session:
        return _fill(session, store)


def _fill(session: Session, store: Store) -> World:
    values = {"name": "青石镇教联体（示例）", "kind": next(iter(AllianceKind))}
    alliance = records.save(session, Alliance, None, values).id
    core = _school(session, "青石镇中心小学", "中心小学")
    settle_site(session, core, alliance, SiteRole.CORE)
    term = {
        "name": "2025—2026学年第二学期",
        "number": TermNumber.SECOND,
        "begin": date(2026, 2, 23),
        "end": date(2026, 7, 10),
    }
    first = Ground(core, alliance, records.save(session, Term, None, term).id)
    return furnish(session, store, first)


@dataclass(frozen=True)
class Ground:
    """What a store has at least: its own school, the alliance and a term."""

    core: UUID
    alliance: UUID
    term: UUID


def furnish(session: Session, store: Store, ground: Ground) -> World:
    """Adds a campus, a teaching point and some staff."""
    campus = _school(session, "青石镇柳林校区", "柳林校区")
    point = _school(session, "青石镇石桥教学点", "石桥教学点")
    for school in (ground.core, campus, point):
        role = MembershipRole.BASE if school == ground.core else MembershipRole.MEMBER
        values = {"alliance": ground.alliance, "school": school, "role": role}
        records.save(session, GroupMembership, None, values)
    names = (
        ("李文秀", ground.core),
        ("曾小贤", ground.core),
        ("单于清", campus),
        ("周雨禾", campus),
    )
    staff = tuple(
        records.save(session, Staff, None, {"name": name, "school": school}).id
        for name, school in names
    )
    return World(store, ground.core, campus, point, ground.alliance, ground.term, staff)


def _school(session: Session, name: str, short: str) -> UUID:
    kind = next(iter(SchoolKind))
    return records.save(session, School, None, {"name": name, "short_name": short, "kind": kind}).id


def add_activity(session: Session, world: World, **values: object) -> Activity:
    """A delivery of lessons, held on a Thursday, hosted by the core school."""
    usual: dict[str, object] = {
        "title": "送教下乡：三年级习作",
        "kind": ActivityKind.RESEARCH_LESSON_DELIVERY,
        "state": ActivityState.HELD,
        "held_on": THURSDAY,
        "place": "柳林校区多功能教室",
        "host": world.core,
        "alliance": world.alliance,
        "attended": [world.campus],
        "process_text": PROCESS,
    }
    return records.save(session, Activity, None, usual | values)


def add_received(world: World) -> UUID:
    """One of the campus, in which the core school takes part, as it comes with a package."""
    with world.store.change(Deed("收到")) as session:
        activity = add_activity(session, world, host=world.campus, attended=[world.core])
        activity.owner_id = world.campus
        return activity.id


def add_sign_in(session: Session, activity: Activity, person: UUID, *, signed: bool) -> Participant:
    """A name on the sign-in sheet."""
    values = {"activity": activity, "person": person, "signed": signed}
    return records.save(session, Participant, None, values)


def add_photo(session: Session, activity: Activity, digest: str = "a" * 64) -> Media:
    """A picture, or rather its record."""
    return records.save(session, Media, None, {"activity": activity, "file": digest, "rank": 1})


def add_lesson(session: Session, activity: Activity, school: UUID) -> Lesson:
    """A lesson of a school."""
    values = {"activity": activity, "school": school, "topic": "我的植物朋友"}
    return records.save(session, Lesson, None, values | {"subject": next(iter(Subject))})


def add_observation(session: Session, lesson: Lesson) -> LessonObservation:
    """Somebody's notes on a lesson."""
    return records.save(session, LessonObservation, None, {"lesson": lesson, "suggestions": "板书"})


def add_reflection(session: Session, activity: Activity) -> Reflection:
    """Somebody's words."""
    values = {"activity": activity, "author_kind": AuthorKind.PUPIL, "text": "我也想写一棵树。"}
    return records.save(session, Reflection, None, values)


def add_count(session: Session, activity: Activity, school: UUID, **heads: int) -> ActivityCount:
    """How many a school sent."""
    values = {"activity": activity, "school": school, **heads}
    return records.save(session, ActivityCount, None, values)


def complete(session: Session, world: World, activity: Activity) -> None:
    """Everything that a delivery of lessons has to show."""
    add_sign_in(session, activity, world.staff[0], signed=True)
    add_photo(session, activity, "a" * 64)
    add_photo(session, activity, "b" * 64)
    add_lesson(session, activity, world.core)
    add_count(session, activity, world.core, staff_count=6)
    add_count(session, activity, world.campus, staff_count=12, pupil_count=42)
