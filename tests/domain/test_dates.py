"""Days and times of day, typed in every way of an office."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.dates import (
    ClockError,
    DayError,
    format_clock,
    format_day,
    format_day_long,
    format_day_short,
    parse_clock,
    parse_day,
)

TODAY = date(2026, 3, 20)
THE_TWELFTH = date(2026, 3, 12)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
WRITTEN = [
    "20260312", "260312", "2026-3-12", "2026.3.12", "2026/3/12", "2026年3月12日", "2026年3月12号",
    "3.12", "3月12日", "3-12", "3/12", "26/3/12", "26.3.12", "２０２６．３．１２", "2026。3。12",
    "2026- 3 -12", " 2026 3 12 ", "2026年 3月 12日", "2026年3月12日（周四）", "2026-3-12 星期四",
    "2026年3月12日（第3周 周四）", "3月12日 周四", "46093", "46093.0", "46093.75",
    "2026-03-12 00:00:00", "2026-03-12T08:30:00", "上周四", "上星期四",
]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_a_day_is_understood_however_it_is_written(text: str) -> None:
    assert parse_day(text, TODAY) == THE_TWELFTH


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二六年三月十二日", THE_TWELFTH),
        ("二零二六年三月十二日星期四", THE_TWELFTH),
        ("二六年三月十二号", THE_TWELFTH),
        ("三月十二", THE_TWELFTH),
        ("2026年三月12日", THE_TWELFTH),
        ("二○二五年十二月三十一日", date(2025, 12, 31)),
        ("二〇二六年十月十日", date(2026, 10, 10)),
        ("二〇二六年二月二十日", date(2026, 2, 20)),
    ],
)
def test_a_day_is_understood_in_chinese_numbers(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [("前天", -2), ("昨天", -1), ("今天", 0), ("明天", 1), ("后天", 2), ("大前天", -3)],
)
def test_days_are_named_from_today(text: str, days: int) -> None:
    assert parse_day(text, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("周四", date(2026, 3, 19)),
        ("星期日", date(2026, 3, 22)),
        ("本周天", date(2026, 3, 22)),
        ("下周一", date(2026, 3, 23)),
        ("上个礼拜一", date(2026, 3, 9)),
    ],
)
def test_weekdays_belong_to_weeks_that_begin_on_monday(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("12.28", date(2026, 1, 5), date(2025, 12, 28)),
        ("1.8", date(2025, 12, 30), date(2026, 1, 8)),
        ("9.1", date(2026, 8, 25), date(2026, 9, 1)),
        ("2.29", date(2024, 3, 3), date(2024, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(text: str, today: date, day: date) -> None:
    assert parse_day(text, today) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026.2.30", "2026年2月没有30日"),
        ("2.29", "2026年2月没有29日"),
        ("20261301", "没有13月"),
        ("13.1", "没有13月"),
        ("1820-3-12", "年份 1820 不对"),
        ("3.0", "3月没有0日"),
        ("12/3/2026", "没看懂日期“12/3/2026”"),
        ("2026.3", "没看懂日期"),
        ("", "没看懂日期“”"),
        ("二〇二六年二月三十日", "2026年2月没有30日"),
        ("十三月一日", "没有13月"),
        ("一二月三日", "没看懂日期"),
        ("二月廿三", "没看懂日期"),
        ("正月初三", "没看懂日期"),
        ("开学那天", "没看懂日期“开学那天”"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_an_example(text: str, reason: str) -> None:
    with pytest.raises(DayError) as refused:
        parse_day(text, TODAY)
    assert refused.value.sentence.startswith(reason) or reason in refused.value.sentence
    assert "3月12日" in refused.value.sentence


@given(day=DAYS)
def test_a_printed_day_is_read_back(day: date) -> None:
    assert parse_day(format_day(day), TODAY) == day


@given(day=DAYS, week=st.none() | st.integers(1, 30))
def test_a_long_printed_day_is_read_back(day: date, week: int | None) -> None:
    assert parse_day(format_day_long(day, week), TODAY) == day


@given(day=DAYS, separator=st.sampled_from("-./"))
def test_numbers_with_separators_are_read_in_the_order_year_month_day(
    day: date, separator: str
) -> None:
    written = separator.join(map(str, (day.year, day.month, day.day)))
    assert parse_day(written, TODAY) == day


@given(today=DAYS, days=st.integers(-150, 150))
def test_a_short_printed_day_is_read_back_near_today(today: date, days: int) -> None:
    day = today + timedelta(days=days)
    if 1900 <= day.year < 2200:
        assert parse_day(format_day_short(day, today), today) == day


@given(text=st.text(alphabet="0123456789-./年月日周一上（） 今天", max_size=14))
def test_any_text_is_a_day_or_refused_as_one(text: str) -> None:
    with suppress(DayError):
        assert isinstance(parse_day(text, TODAY), date)


def test_days_are_printed_as_schools_write_them() -> None:
    assert format_day(THE_TWELFTH) == "2026年3月12日"
    assert format_day_long(THE_TWELFTH, 3) == "2026年3月12日（第3周 周四）"
    assert format_day_long(THE_TWELFTH, None) == "2026年3月12日（周四）"
    assert format_day_short(THE_TWELFTH, TODAY) == "3月12日 周四"
    assert format_day_short(date(2025, 12, 28), TODAY) == "2025年12月28日 周日"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("8:30", "08:30"),
        ("8：30", "08:30"),
        ("８点半", "08:30"),
        ("8点", "08:00"),
        ("8点整", "08:00"),
        ("8点一刻", "08:15"),
        ("8点三刻", "08:45"),
        ("8时05分", "08:05"),
        ("8.30", "08:30"),
        ("0830", "08:30"),
        ("14:30:00", "14:30"),
        ("下午2点", "14:00"),
        ("下午 2 点半", "14:30"),
        ("下午14:30", "14:30"),
        ("下午12点", "12:00"),
        ("上午10点", "10:00"),
        ("中午12点", "12:00"),
        ("中午11点半", "11:30"),
        ("中午1点", "13:00"),
        ("晚上7:30", "19:30"),
    ],
)
def test_a_time_is_understood_however_it_is_written(text: str, moment: str) -> None:
    assert format_clock(parse_clock(text)) == moment


@pytest.mark.parametrize(
    "text", ["", "25:00", "8:60", "2460", "上午14点", "晚上12点", "放学后", "8:3x"]
)
def test_a_time_that_cannot_be_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ClockError) as refused:
        parse_clock(text)
    assert refused.value.sentence == str(refused.value)
    assert "可以写成 8:30" in refused.value.sentence


@given(moment=st.times())
def test_a_printed_time_is_read_back_to_the_minute(moment: time) -> None:
    assert parse_clock(format_clock(moment)) == time(moment.hour, moment.minute)
