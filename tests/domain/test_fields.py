"""Field types: what is written for people is read back as it was."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.fields import (
    Attachment,
    Choice,
    Choices,
    Clock,
    Day,
    DayRanges,
    Decimal,
    Field,
    FieldError,
    Flag,
    Lines,
    Link,
    Links,
    LongText,
    Number,
    Text,
    split_list,
)
from lianti_desktop.domain.words import Grade, Subject

TEXTS = st.text(max_size=40)
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
NUMBER, DECIMAL, FLAG = Number("人数", unit="人"), Decimal("距离", unit="公里"), Flag("在编")
SUBJECT, GRADES = Choice("学科", words=Subject), Choices("年级", words=Grade)
RANGES = DayRanges("不上课的日子")


@given(TEXTS)
@pytest.mark.parametrize(
    "field",
    [
        Text("活动名称"),
        LongText("活动过程"),
        Lines("环节"),
        Attachment("图片文件"),
        Link("学校", kind="school"),
    ],
)
def test_any_text_read_once_stays_as_it_is(field: Field, text: str) -> None:
    value = field.parse(text)
    assert field.parse(field.format(value)) == value


@given(st.integers(0, 1_000_000))
def test_a_whole_number_is_read_back(number: int) -> None:
    assert NUMBER.check(number) is None
    assert NUMBER.parse(NUMBER.format(number)) == number
    assert NUMBER.parse(f" {number} 人") == number


@given(st.integers(-99_999, 9_999_999))
def test_a_number_with_one_decimal_is_read_back(tenths: int) -> None:
    number = tenths / 10
    assert DECIMAL.parse(DECIMAL.format(number)) == number


@given(DAYS)
def test_a_day_is_read_back(day: date) -> None:
    assert Day("日期").parse(Day("日期").format(day)) == day


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=4))
def test_ranges_of_days_are_read_back(pairs: list[list[date]]) -> None:
    value = [[first.isoformat(), last.isoformat()] for first, last in pairs] or None
    assert RANGES.parse(RANGES.format(value)) == value


@given(st.times())
def test_a_time_of_day_is_read_back(time: Any) -> None:
    value = f"{time.hour:02}:{time.minute:02}"
    assert Clock("开始时间").parse(Clock("开始时间").format(value)) == value


@given(st.lists(st.sampled_from(list(Grade)), unique=True))
def test_several_words_are_read_back_in_the_order_of_their_list(chosen: list[Grade]) -> None:
    value = [str(word) for word in Grade if word in chosen] or None
    assert GRADES.parse(GRADES.format(chosen)) == value


@given(st.sampled_from(list(Subject)))
def test_a_word_is_read_back_from_its_label_and_its_identifier(word: Subject) -> None:
    assert SUBJECT.parse(SUBJECT.format(word)) is word
    assert SUBJECT.parse(str(word)) is word


@pytest.mark.parametrize("value", [True, False, None])
def test_yes_no_and_nothing_are_read_back(value: object) -> None:
    assert FLAG.parse(FLAG.format(value)) is value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("√", True),
        ("有", True),
        ("１", True),
        ("对", True),
        ("×", False),
        ("无", False),
        ("X", False),
    ],
)
def test_the_marks_of_a_paper_list_are_understood(typed: str, value: object) -> None:
    assert FLAG.parse(typed) is value


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (NUMBER, "１２人", 12),
        (NUMBER, "12.0", 12),
        (DECIMAL, "12.44 公里", 12.4),
        (DECIMAL, "-0.04", 0.0),
        (Day("日期"), "2026.3.12", date(2026, 3, 12)),
        (Clock("开始时间"), "下午2点", "14:00"),
        (Lines("环节"), "说课，讲课;评课\n", ["说课", "讲课", "评课"]),
        (GRADES, "三年级、一年级", ["grade_1", "grade_3"]),
        (RANGES, "2026年4月4日至2026年4月6日", [["2026-04-04", "2026-04-06"]]),
        (RANGES, "2026-05-01", [["2026-05-01", "2026-05-01"]]),
        (LongText("过程"), "\r\n一\r\n二\r三\n", "一\n二\n三"),
        (Text("名称"), " e\u0301 ", "é"),
        (Text("名称"), "青石\0镇\ud800", "青石镇"),
    ],
)
def test_what_people_type_is_understood(field: Field, typed: str, value: object) -> None:
    parsed = field.parse(typed)
    assert (parsed, str(parsed)) == (value, str(value))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (NUMBER, "很多", "人数要填数字，例如 12"),
        (NUMBER, "1.5", "人数要填整数，例如 12"),
        (NUMBER, "1" * 12, "人数要填数字，例如 12"),
        (NUMBER, "nan", "人数要填数字，例如 12"),
        (DECIMAL, "很远", "距离要填数字，例如 12.5"),
        (DECIMAL, "inf", "距离要填数字，例如 12.5"),
        (FLAG, "也许", "在编请填“是”或“否”"),
        (SUBJECT, " 魔法 ", "学科里没有“魔法”，可以填："),
        (GRADES, "一年级、三十年级", "年级里没有“三十年级”"),
        (Day("日期"), "三月什么", ""),
        (Clock("开始时间"), "25点", ""),
        (RANGES, "2026-04-06至2026-04-04", "不上课的日子没看懂“2026-04-06"),
        (RANGES, "4月4日至4月5日至4月6日", "没看懂"),
        (RANGES, "至", "没看懂"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(field: Field, typed: str, sentence: str) -> None:
    with pytest.raises(FieldError) as caught:
        field.parse(typed)
    assert sentence in str(caught.value)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in str(caught.value))


EVERY = [
    *(Text("名称"), LongText("过程"), NUMBER, DECIMAL, Day("日期"), Clock("时间"), FLAG, SUBJECT),
    *(GRADES, Lines("环节"), RANGES, Link("学校", kind="school"), Links("学校", kind="school")),
]


@pytest.mark.parametrize("field", EVERY)
@pytest.mark.parametrize("blank", ["", "  ", "　\t"])
def test_a_blank_is_nothing_and_nothing_is_blank(field: Field, blank: str) -> None:
    assert field.parse(blank) is None
    assert field.format(None) == ""
    assert field.check(None) is None


@pytest.mark.parametrize("kind", [Text, LongText, Number, Decimal, Day, Clock, Flag, Lines])
@pytest.mark.parametrize("empty", [None, "", []])
def test_what_is_wanted_and_missing_is_said(kind: type[Field], empty: object) -> None:
    if not (kind is Number and empty is not None):
        assert kind("地点", required=True).check(empty) == "还没有填地点"


def test_a_name_that_is_too_long_is_said_and_not_cut() -> None:
    field = Text("简称", longest=4)
    assert field.check("青石镇中心") == "简称最多 4 个字，现在有 5 个字"
    assert field.check("青石") is None
    assert field.parse("青石镇中心") == "青石镇中心"


def test_a_number_out_of_range_is_said() -> None:
    field = Number("周次", low=1, high=30)
    assert field.check(31) == "周次应在 1 到 30 之间"
    assert field.check(0) == "周次应在 1 到 30 之间"
    assert field.check(30) is None


def test_words_of_a_later_version_are_shown_as_they_are() -> None:
    assert SUBJECT.format("of_a_later_version") == "of_a_later_version"
    assert GRADES.format(["grade_1", "of_a_later_version"]) == "一年级、of_a_later_version"


def test_a_single_day_is_shown_once() -> None:
    value = [["2026-05-01", "2026-05-01"], ["2026-04-04", "2026-04-06"]]
    assert RANGES.format(value) == "2026年5月1日、2026年4月4日—2026年4月6日"


def test_a_list_is_divided_by_what_people_put_between() -> None:
    assert split_list("语文 数学、英语,") == ["语文", "数学", "英语"]
    assert split_list("第一 小学；第二小学", white_space=False) == ["第一 小学", "第二小学"]
