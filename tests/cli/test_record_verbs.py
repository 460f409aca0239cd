"""Records from the command line: adding, changing, finding, undoing."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianti_desktop.cli import main
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import fields_of, table_of
from tests.cli.conftest import Console

LESSON = ("title=送教下乡", "kind=送教下乡", "held_on=2026年9月14日", "host=青石镇中心小学")


def test_every_kind_of_the_catalogue_is_named_with_its_table(console: Console) -> None:
    told = {row["kind"]: row["name"] for row in console.ask("record", "kinds")}
    assert told == {table_of(kind): kind.__kind__.name for kind in KINDS}


def test_fields_tell_name_label_type_and_what_must_be_filled_in(console: Console) -> None:
    told = {field["name"]: field for field in console.ask("record", "fields", "activity")}
    assert told["title"]["label"] == "活动名称"
    assert told["title"]["required"] is True
    assert told["held_on"]["type"] == "day"
    assert told["host"]["kind"] == "school"
    assert {"value": "planned", "label": "计划"} in told["state"]["options"]


def test_the_chinese_name_of_a_kind_is_understood(console: Console) -> None:
    assert console.ask("record", "fields", "活动") == console.ask("record", "fields", "activity")


def test_a_record_that_was_added_is_shown_with_plain_values(console: Console) -> None:
    row = console.add("activity", *LESSON, "late_entry=是", "steps=说课、评课")
    shown = console.ask("record", "show", row)
    assert shown["id"] == row
    assert shown["held_on"] == "2026-09-14"
    assert shown["kind"] == "research.lesson_delivery"
    assert shown["host_title"] == "青石镇中心小学"
    assert shown["late_entry"] is True
    assert shown["steps"] == ["说课", "评课"]
    assert shown["place"] is None
    assert set(fields_of(KINDS[0])) < set(shown)


def test_the_term_of_an_activity_follows_from_its_day(console: Console) -> None:
    begin = console.ask("record", "list", "term")[0]["begin"]
    row = console.add("activity", "title=例会", f"held_on={begin}")
    assert console.ask("record", "show", row)["term_title"]


def test_a_link_is_given_by_short_name_and_by_id_with_or_without_dashes(console: Console) -> None:
    school = console.add("school", "name=青石镇柳林校区", "short_name=柳林校区", "kind=校区")
    for written in ("柳林校区", "青石镇柳林校区", school, school.replace("-", "")):
        row = console.add("activity", "title=听课", f"host={written}")
        assert console.ask("record", "show", row)["host"] == school


def test_several_links_are_given_by_their_names(console: Console) -> None:
    school = console.add("school", "name=柳林校区", "short_name=柳林", "kind=校区")
    row = console.add("activity", "title=联席会", "attended=柳林、青石镇中心小学")
    shown = console.ask("record", "show", row)
    assert shown["attended"][0] == school
    assert shown["attended_title"] == ["柳林校区", "青石镇中心小学"]


def test_a_name_that_fits_two_records_is_refused_with_both(console: Console) -> None:
    both = [console.add("staff", "name=李敏", "school=青石镇中心小学") for _ in range(2)]
    sentence = console.refused("record", "add", "staff_title", "staff=李敏", "title=一级教师")
    assert "2 条" in sentence
    assert all(f"李敏 青石镇中心小学 {row}" in sentence for row in both)
    assert console.ask("record", "list", "staff_title") == []


def test_a_name_that_nobody_bears_is_refused(console: Console) -> None:
    assert "没有叫“石桥”的学校" in console.refused("record", "add", "activity", "host=石桥")


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("held_on=13月40日", "没有13月"),
        ("held_on=前天下午三点半", "数据没有变化"),
        ("lesson_count=很多", "节次要填数字"),
        ("lesson_count=9999", "节次应在 0 到 500 之间"),
        ("state=差不多", "状态里没有“差不多”"),
        ("insured=也许", "已办保险请填“是”或“否”"),
        ("题目=送教", "没有“题目”这一项"),
        ("没有等号", "没有等号"),
        (f"title={'长' * 81}", "最多 80 个字"),
    ],
)
def test_a_value_that_is_not_understood_is_refused_and_nothing_is_written(
    console: Console, pair: str, sentence: str
) -> None:
    told = console.refused("record", "add", "activity", "title=送教下乡", pair)
    assert sentence in told
    assert "数据没有变化" in told
    assert console.ask("record", "list", "activity") == []


def test_setting_changes_only_what_is_named_and_a_blank_value_empties(console: Console) -> None:
    row = console.add("activity", *LESSON, "place=阶梯教室")
    console.ask("record", "set", row, "place=", "活动名称=送教到柳林")
    shown = console.ask("record", "show", row)
    assert (shown["title"], shown["place"]) == ("送教到柳林", None)
    assert shown["held_on"] == "2026-09-14"


def test_what_was_removed_is_out_of_the_list_until_it_is_restored(console: Console) -> None:
    row = console.add("activity", *LESSON)
    console.ask("record", "remove", row)
    assert console.ask("record", "list", "activity") == []
    assert console.ask("record", "show", row)["deleted"] is True
    console.ask("record", "restore", row)
    assert [one["id"] for one in console.ask("record", "list", "activity")] == [row]


def test_undo_and_redo_name_the_step(console: Console) -> None:
    row = console.add("activity", *LESSON)
    console.ask("record", "set", row, "place=阶梯教室")
    assert console.ask("undo") == {"reason": "修改 活动“送教下乡”的地点"}
    assert console.ask("record", "show", row)["place"] is None
    assert console.ask("redo") == {"reason": "修改 活动“送教下乡”的地点"}
    assert console.ask("record", "show", row)["place"] == "阶梯教室"


def test_the_first_steps_cannot_be_undone(console: Console) -> None:
    assert "没有可以撤销的操作" in console.refused("undo")
    assert "没有可以重做的操作" in console.refused("redo")


def test_history_tells_who_changed_what(console: Console) -> None:
    row = console.add("activity", *LESSON)
    console.ask("record", "set", row, "place=阶梯教室")
    first, second = console.ask("record", "history", row)
    assert {change["field"] for change in first["changes"]} >= {"title", "held_on", "host"}
    assert second["author"] == "命令行"
    assert second["changes"] == [{"field": "place", "old": None, "new": "阶梯教室"}]
    assert "地点：阶梯教室" in console.run("record", "history", row).out


def test_find_tells_kind_id_and_title(console: Console) -> None:
    row = console.add("staff", "name=李𬭚", "school=青石镇中心小学")
    assert console.ask("find", "李𬭚") == [{"kind": "staff", "id": row, "title": "李𬭚"}]
    assert console.ask("find", "查无此人") == []


def test_a_list_is_narrowed_by_words_links_and_parts_of_lists(console: Console) -> None:
    school = console.add("school", "name=柳林校区", "short_name=柳林")
    mine = console.add("activity", "title=甲", "kind=例会", "attended=柳林", "host=柳林")
    console.add("activity", "title=乙", "kind=家长会", "attended=青石镇中心小学")
    for pair in ("kind=例会", "host=柳林", f"attended={school}", "title=甲"):
        assert [one["id"] for one in console.ask("record", "list", "activity", pair)] == [mine]
    assert len(console.ask("record", "list", "activity", "place=")) == 2


def test_a_file_given_for_an_attachment_is_kept(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "章程.txt"
    file.write_text("第一条", encoding="utf-8")
    row = console.add("document", "title=章程", f"file={file}")
    kept = console.ask("record", "show", row)["file"]
    assert (console.data / "attachments" / kept[:2] / kept).read_text("utf-8") == "第一条"
    assert "没有保存" in console.refused("record", "add", "document", f"file={'0' * 64}")


def test_an_id_that_does_not_exist_is_refused(console: Console) -> None:
    for row in ("01a206ce-d442-766a-8c26-4a891891b023", "送教下乡"):
        assert f"没有编号是“{row}”的记录" in console.refused("record", "show", row)


def test_people_read_titles_and_labels(console: Console) -> None:
    row = console.add("activity", *LESSON)
    shown = console.run("record", "show", row).out
    assert "日期：2026年9月14日" in shown
    assert "承办学校：青石镇中心小学" in shown
    assert console.run("record", "list", "activity").out == f"{row}  送教下乡\n"


LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=LINES,
    day=st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    number=st.integers(0, 100_000),
    kind=st.sampled_from(["farm_base", "hall", "other"]),
)
def test_what_is_added_is_shown_again(
    console: Console, name: str, day: date, number: int, kind: str
) -> None:
    place = console.add("facility", f"name={name}", f"capacity={number}", f"kind={kind}")
    shown = console.ask("record", "show", place)
    written = console.ask("record", "show", console.add("facility", f"name={shown['name']}"))
    assert written["name"] == shown["name"]
    assert (shown["capacity"], shown["kind"]) == (number, kind)
    document = console.add("document", f"title={name}", f"dated={day.isoformat()}")
    assert console.ask("record", "show", document)["dated"] == day.isoformat()


def test_json_may_stand_anywhere(console: Console) -> None:
    main(["--json", f"--data={console.data}", "record", "list", "school"])
    (school,) = json.loads(console.capsys.readouterr().out)
    assert UUID(school["id"])
