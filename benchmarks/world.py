"""Invented schools with as many records as a claim needs.

Lists and search are filled without the log, which would take an hour for fifty thousand records
and is not what they measure; the log's own cost is measured by `saving`.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.ids import new_id
from lianti_desktop.domain.words import ActivityState, SiteRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.setup import Founding, found_alliance
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.search_index import SearchEntry, record_words
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Store, open_store

TODAY = date.today()  # noqa: DTZ011 - the window shows the term of the day
RARE = "柑橘"
_BATCH = 1000
_RARE_EACH = 10_000
_PLACES = ("示例中心小学", "柳林校区", "石桥校区", "河湾教学点", "青山校区")
_SUBJECTS = ("语文", "数学", "英语", "科学", "体育", "音乐", "美术", "道德与法治")
_DOINGS = ("送教下乡", "同课异构", "集体备课", "听课评课", "师徒结对", "读书交流", "劳动实践")
_SENTENCES = (
    "教师先分组说课，再到班上讲课，课后大家坐在一起逐条评议。",
    "中心校带来两节示范课，校区教师记下做法，第二周各自试讲一遍。",
    "复式班两个年级同堂上课，一组自学，一组听讲，时间分得比较匀。",
    "大家谈到学生朗读声音小，决定每天早读安排五分钟领读。",
    "教研组长把三次听课的记录摆出来对照，找出板书上的改进。",
    "午饭后参观了校园菜地，学生讲解自己种的蔬菜。",
    "家长代表也来听了一节，会后留下意见，请老师多布置动手的作业。",
    "会上定下下一次活动的日期、承办学校和主讲人。",
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高曾单仇解查区任盖翟覃"
_GIVEN = "小贤明华丽芳军伟敏静强磊洋艳勇杰娟涛超秀霞平刚桂英玉兰建国志文"


def open_world(folder: Path) -> Store:
    """A founded data folder without any activities."""
    store = open_store(DataPaths(folder))
    founding = Founding("示例联盟", "示例中心小学", SiteRole.CORE, TODAY, operator="示例录入员")
    found_alliance(store, founding)
    return store


def texts(count: int) -> Iterator[tuple[str, str, str]]:
    """Title, place and course of invented activities, the same ones each time."""
    dice = random.Random(20260312)
    for number in range(count):
        place, subject = dice.choice(_PLACES), dice.choice(_SUBJECTS)
        title = f"{place}{subject}{dice.choice(_DOINGS)}第{number + 1}次"
        course = "".join(dice.sample(_SENTENCES, 5))
        if number % _RARE_EACH == _RARE_EACH // 2:
            course += f"学生分到了{RARE}。"
        yield title, place, course


def plant_activities(store: Store, count: int) -> None:
    """Activities with their search entries."""
    owner = _own_school(store)
    batch: list[Activity] = []
    for number, (title, place, course) in enumerate(texts(count)):
        batch.append(_activity(number, (title, place, course), owner))
        if len(batch) == _BATCH or number + 1 == count:
            _insert(store, batch)
            batch = []


def plant_staff(store: Store, count: int) -> None:
    """Members of staff, all different in name as far as the characters go."""
    dice = random.Random(5000)
    owner = _own_school(store)
    people = [
        {"id": new_id(), "owner_id": owner, "name": _name(dice), "school_id": owner}
        for _ in range(count)
    ]
    with store.transaction() as session:
        session.execute(insert(Staff), people)


def names_of_staff(count: int) -> list[str]:
    """The names that `plant_staff` gives."""
    dice = random.Random(5000)
    return [_name(dice) for _ in range(count)]


def _name(dice: random.Random) -> str:
    return dice.choice(_SURNAMES) + dice.choice(_GIVEN) + dice.choice(_GIVEN)


def _own_school(store: Store) -> UUID | None:
    with store.read() as session:
        school: UUID | None = session.info["site"].school_id
    return school


def _activity(number: int, written: tuple[str, str, str], owner: UUID | None) -> Activity:
    title, place, course = written
    kinds, states = list(ActivityKind), list(ActivityState)
    return Activity(
        id=new_id(),
        owner_id=owner,
        host_id=owner,
        title=title,
        place=place,
        process_text=course,
        kind=kinds[number % len(kinds)],
        state=states[number % len(states)],
        held_on=TODAY - timedelta(days=number % 2000),
        lamport=number,
    )


def _insert(store: Store, batch: Sequence[Activity]) -> None:
    names = [
        *("id", "owner_id", "host_id", "title", "place", "process_text", "kind", "state"),
        *("held_on", "lamport"),
    ]
    rows = [{name: getattr(one, name) for name in names} for one in batch]
    entries = [{"row_id": one.id, "kind": "activity", "words": record_words(one)} for one in batch]
    with store.transaction() as session:
        session.execute(insert(Activity), rows)
        session.execute(insert(SearchEntry), entries)
