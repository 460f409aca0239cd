"""The to-do list: what hand-made papers get wrong, and what it must leave in peace."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lianti_desktop.domain.words import ActivityState, MembershipRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.checks import Problem, problems
from lianti_desktop.services.checks_texts import (
    approximate,
    broken_promise,
    damaged,
    id_number,
    untidy_name,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityCount, Participant
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.record import Record, table_of
from lianti_desktop.storage.schools import Alliance, GroupMembership, School
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, Store, open_store
from tests.services.conftest import House
from tests.services.linkage_plan import enter_plan


def save(store: Store, kind: type[Record], **values: Any) -> UUID:
    """A new record."""
    with store.change(Deed("新增")) as session:
        return records.save(session, kind, None, values).id


def found(store: Store, kind: type[Record], field: str | None = None) -> list[Problem]:
    """What the list says of a kind, or of one of its fields."""
    with store.read() as session:
        told = [one for one in problems(session) if one.kind == table_of(kind)]
    return [one for one in told if field is None or one.field == field]


@pytest.fixture(scope="module")
def plan_file(
    tmp_path_factory: pytest.TempPathFactory, founded_file: tuple[Path, Any]
) -> tuple[Path, UUID]:
    """A database with the printed plan in it, to be copied."""
    data = DataPaths(tmp_path_factory.mktemp("plan"))
    shutil.copyfile(founded_file[0], data.database)
    store = open_store(data)
    with store.change(Deed("录入方案")) as session:
        alliance = enter_plan(session).id
    store.close()
    return data.database, alliance


@pytest.fixture
def plan(tmp_path: Path, plan_file: tuple[Path, UUID]) -> Iterator[tuple[Store, UUID]]:
    """The printed plan, and its alliance."""
    data = DataPaths(tmp_path / "plan")
    data.root.mkdir()
    shutil.copyfile(plan_file[0], data.database)
    store = open_store(data)
    yield store, plan_file[1]
    store.close()


def sentences(store: Store, part: str) -> set[str]:
    """What the whole list says with these words in it."""
    with store.read() as session:
        return {one.sentence for one in problems(session) if part in one.sentence}


def test_deputies_whose_school_is_not_in_their_group_are_found(plan: tuple[Store, UUID]) -> None:
    assert sentences(plan[0], "不是本组成员校") == {
        "第四组副组长所在的37中不是本组成员校",
        "第五组副组长所在的81中不是本组成员校",
    }


def test_a_base_school_that_the_list_of_base_schools_leaves_out_is_found(
    plan: tuple[Store, UUID],
) -> None:
    assert sentences(plan[0], "基地校") == {"第三组的基地校76中不在联盟的基地校名单里"}


def test_a_school_of_the_leading_group_that_is_in_no_group_is_found(
    plan: tuple[Store, UUID],
) -> None:
    assert sentences(plan[0], "编入") == {"科学院子校是联盟成员，还没有编入任何联动组"}


def test_a_school_in_two_groups_by_its_divisions_is_no_mistake(plan: tuple[Store, UUID]) -> None:
    told = found(plan[0], GroupMembership)
    assert [one.field for one in told] == ["role"]


def test_a_membership_that_has_ended_no_longer_counts(plan: tuple[Store, UUID]) -> None:
    store, _ = plan
    with store.change(Deed("退出")) as session:
        for member in records.living(session, GroupMembership):
            if member.school and member.school.name == "52中":
                values = {"until": date(2012, 7, 1)}
                records.save(session, GroupMembership, member.id, values)
    assert "第四组副组长所在的52中不是本组成员校" in sentences(store, "不是本组成员校")


def test_a_number_of_schools_that_does_not_add_up_is_found(house: House) -> None:
    with house.store.change(Deed("成员校")) as session:
        alliance = records.save(session, Alliance, house.founded.alliance, {"member_count": 5})
        for name in ("甲小", "乙小"):
            school = records.save(session, School, None, {"name": name})
            values = {"alliance": alliance, "school": school, "role": MembershipRole.MEMBER}
            records.save(session, GroupMembership, None, values)
    (problem,) = found(house.store, Alliance, "member_count")
    assert problem.sentence == "文件里写成员校 5 所，成员名单里有 3 所"
    assert problem.id == house.founded.alliance


def test_the_theme_of_another_term_is_found(house: House) -> None:
    with house.store.change(Deed("主题")) as session:
        first, second = records.living(session, Term)
        records.save(session, Term, first.id, {"theme": "学科比武落实有效教学"})
        records.save(session, Term, second.id, {"theme": "小课题研究"})
        for theme in ("围绕“学科比武，落实有效教学”", "小课题研究开题", "春季运动会"):
            values = {"theme": theme, "term": second, "title": theme}
            records.save(session, Activity, None, values)
    (problem,) = found(house.store, Activity, "theme")
    assert "是2025—2026学年第一学期的主题" in problem.sentence


def test_two_terms_with_the_same_theme_are_found(house: House) -> None:
    with house.store.change(Deed("主题")) as session:
        for term in records.living(session, Term):
            records.save(session, Term, term.id, {"theme": "小课题研究"})
    (problem,) = found(house.store, Term, "theme")
    assert "一样，请核对是不是照抄了" in problem.sentence


@pytest.mark.parametrize(
    "text",
    ["兩??迫谓處熯M行同課異構", "参加教师□人", "共同\ufffd研讨", "活动\ue123过程", "同课ÒìÐÎ活动"],
)
def test_text_that_a_copy_has_spoilt_is_found(text: str) -> None:
    assert "请对照原件改正" in (damaged(text) or "")


@pytest.mark.parametrize("text", ["为什么？怎么办？", "A4纸 100%", "去了哪里?", "naïve 老师 Ó"])
def test_whole_text_is_left_in_peace(text: str) -> None:
    assert damaged(text) is None


def test_a_list_that_promises_more_than_it_holds_is_found() -> None:
    text = "党员争做五个好：学习好、教学好、育人好、服务好。"
    assert broken_promise(text) == "写的是“五个好”，列出的是 4 个，请核对有没有漏写"
    for whole in (
        "五个好：学习好、教学好、育人好、服务好、作风好。",
        "提出3条建议：早备课、多听课、勤反思",
        "讨论三项工作：一是进度，二是考评",
        "两个班：很热闹",
        "开展四项活动：讲课、评课等",
    ):
        assert broken_promise(whole) is None


@pytest.mark.parametrize(
    ("text", "about"), [("30余名教师参加", "30余名"), ("家长约40人", "约40人"), ("家长42人", None)]
)
def test_an_approximate_number_in_a_text_is_seen(text: str, about: str | None) -> None:
    assert approximate(text) == about


def test_an_approximate_number_without_its_mark_in_the_table_is_found(house: House) -> None:
    school = house.founded.school
    for title, estimated in (("甲", True), ("乙", None)):
        row = save(house.store, Activity, title=title, process_text="30余名教师到会")
        values = {"activity": row, "school": school, "staff_count": 30}
        save(house.store, ActivityCount, is_estimated=estimated, **values)
    save(house.store, Activity, title="丙", process_text="30余名教师到会")
    told = found(house.store, Activity, "process_text")
    assert [one.sentence for one in told] == [
        "过程里写的是“30余名”，各校人数里没有标明约数，请核对"
    ]


@pytest.mark.parametrize(
    ("begin", "end", "sentence"),
    [
        (date(2010, 9, 1), date(2012, 7, 1), "有 669 天，太长了"),
        (date(2026, 4, 1), date(2026, 3, 1), "早于开始的日子"),
        (date(2026, 4, 1), date(2026, 4, 3), ""),
    ],
)
def test_days_the_wrong_way_round_or_years_apart_are_found(
    house: House, begin: date, end: date, sentence: str
) -> None:
    save(house.store, Activity, title="开放周", held_on=begin, held_until=end)
    told = [one.sentence for one in found(house.store, Activity, "held_until")]
    assert len(told) == bool(sentence)
    assert all(sentence in one for one in told)


def test_an_empty_field_that_must_be_filled_in_is_found_with_its_name(house: House) -> None:
    row = save(house.store, Activity, title="例会", state=ActivityState.HELD)
    told = found(house.store, Activity)
    assert {one.field for one in told} == {
        "kind",
        "held_on",
        "place",
        "host",
        "attended",
        "process_text",
        "recorder",
    }
    assert {one.id for one in told} == {row}
    assert "还没有填承办学校" in {one.sentence for one in told}


@pytest.mark.parametrize(
    "state", [ActivityState.PLANNED, ActivityState.POSTPONED, ActivityState.CANCELLED]
)
def test_what_has_not_happened_yet_need_not_be_written_down(
    house: House, state: ActivityState
) -> None:
    save(house.store, Activity, title="例会", state=state)
    fields = {one.field for one in found(house.store, Activity)}
    assert "host" in fields
    assert not fields & {"attended", "process_text", "recorder"}


def test_codes_and_telephones_are_looked_at(house: House) -> None:
    save(house.store, School, name="甲小", short_name="甲", official_code="21x", phone="123")
    fields = {one.field for one in found(house.store, School)}
    assert fields >= {"official_code", "phone"}


def test_an_identity_number_is_found_and_not_repeated() -> None:
    told = id_number("联系人身份证 11010519491231002X")
    assert told is not None
    assert "11010519491231002X" not in told
    assert id_number("电话 13800138000") is None


def test_a_padded_name_is_found() -> None:
    assert untidy_name("王　旭") == "姓名里有多余的空格或不规范的间隔点，应写成“王旭”"
    assert untidy_name("阿依古丽·买买提") is None


def test_the_same_thing_entered_twice_is_found_once(house: House) -> None:
    school = house.founded.school
    for _ in range(2):
        save(house.store, Activity, title="例会", held_on=date(2026, 4, 1), host=school)
    save(house.store, Activity, title="例会", held_on=date(2026, 4, 2), host=school)
    told = [one for one in found(house.store, Activity) if "录了两遍" in one.sentence]
    assert len(told) == 1


def test_namesakes_told_apart_by_their_birth_are_no_twins(house: House) -> None:
    school = house.founded.school
    for birth in (date(1985, 4, 1), date(1990, 1, 1), None):
        save(house.store, Staff, name="李敏", school=school, birth_month=birth)
    told = [one for one in found(house.store, Staff) if "录了两遍" in one.sentence]
    assert len(told) == 1


def test_empty_lines_of_a_sign_in_sheet_are_no_twins(house: House) -> None:
    row = save(house.store, Activity, title="例会")
    for _ in range(2):
        save(house.store, Participant, activity=row)
    assert not sentences(house.store, "录了两遍")


def test_what_lies_in_the_bin_is_left_in_peace(house: House) -> None:
    row = save(house.store, Activity, title="例会")
    with house.store.change(Deed("移到回收站")) as session:
        records.remove(session, [records.get(session, Activity, row)])
    assert found(house.store, Activity) == []


def test_a_settled_office_has_nothing_to_do(house: House) -> None:
    with house.store.read() as session:
        assert problems(session) == []
