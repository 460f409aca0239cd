"""Terms, their codes, and teaching weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.terms import (
    DayRange,
    TermCalendar,
    TermCode,
    academic_year_label,
    day_ranges,
    parse_term,
    term_of,
)
from lianti_desktop.domain.words import TermNumber

SPRING = TermCode(2025, TermNumber.SECOND)
AUTUMN = TermCode(2025, TermNumber.FIRST)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
CODES = st.builds(TermCode, st.integers(1990, 2090), st.sampled_from(TermNumber))


def test_a_term_has_a_code_and_a_name() -> None:
    assert str(SPRING) == "2025-2026-2"
    assert SPRING.label == "2025—2026学年第二学期"
    assert academic_year_label(2025) == "2025—2026学年"


@pytest.mark.parametrize("text", ["2025-2026-2", "2025—2026学年第二学期", "2025-2026学年下学期"])
def test_a_term_is_read_in_its_usual_forms(text: str) -> None:
    assert parse_term(text) == SPRING


@pytest.mark.parametrize("text", ["", "2025", "2025-2027-1", "2025-2026-3", "2025-2026学年"])
def test_a_term_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="没看懂学期"):
        parse_term(text)


@given(code=CODES)
def test_codes_and_names_are_read_back(code: TermCode) -> None:
    assert parse_term(str(code)) == parse_term(code.label) == code


@given(code=CODES)
def test_next_and_previous_are_neighbours_in_time(code: TermCode) -> None:
    assert code.next.previous == code == code.previous.next
    assert code.previous < code < code.next
    assert code.previous.default_end < code.default_begin < code.default_end


@given(day=DAYS)
def test_every_day_lies_in_one_term_and_the_terms_are_in_order(day: date) -> None:
    assert term_of(day) <= term_of(day + timedelta(days=1))


@given(code=CODES)
def test_the_default_days_of_a_term_lie_in_it(code: TermCode) -> None:
    assert term_of(code.default_begin) == term_of(code.default_end) == code


def test_the_first_term_crosses_new_year() -> None:
    assert term_of(date(2025, 9, 1)) == term_of(date(2026, 1, 31)) == AUTUMN
    assert term_of(date(2026, 2, 1)) == term_of(date(2026, 8, 31)) == SPRING


def test_week_one_holds_the_first_teaching_day_and_begins_on_monday() -> None:
    calendar = TermCalendar(date(2026, 2, 25))
    assert calendar.week_of(date(2026, 2, 22)) is None
    assert calendar.week_of(date(2026, 2, 23)) == 1
    assert calendar.week_of(date(2026, 3, 1)) == 1
    assert calendar.week_of(date(2026, 3, 12)) == 3


def test_a_term_that_opens_on_a_weekend_teaches_from_monday() -> None:
    calendar = TermCalendar(date(2024, 9, 1))
    assert calendar.first_teaching_day() == date(2024, 9, 2)
    assert calendar.week_of(date(2024, 9, 1)) is None
    assert calendar.week_of(date(2024, 9, 2)) == 1


def test_excluded_days_put_off_the_first_week_but_do_not_stop_the_count() -> None:
    snow = day_ranges([["2026-02-23", "2026-03-01"], ["2026-04-04", "2026-04-06"]])
    calendar = TermCalendar(date(2026, 2, 23), snow)
    assert calendar.week_of(date(2026, 3, 2)) == 1
    assert calendar.week_of(date(2026, 4, 7)) == 6


def test_a_made_up_weekend_is_a_day_of_lessons_and_may_open_the_term() -> None:
    made_up = day_ranges([["2026-02-28", "2026-02-28"], ["2026-05-09", "2026-05-09"]])
    calendar = TermCalendar(date(2026, 2, 28), extra=made_up)
    assert calendar.first_teaching_day() == date(2026, 2, 28)
    assert calendar.week_of(date(2026, 2, 28)) == 1
    assert calendar.week_of(date(2026, 3, 2)) == 2
    assert calendar.has_lessons(date(2026, 5, 9))
    assert not calendar.has_lessons(date(2026, 5, 10))


def test_a_made_up_day_within_a_holiday_has_lessons() -> None:
    holiday = day_ranges([["2026-10-01", "2026-10-08"]])
    calendar = TermCalendar(date(2026, 9, 1), holiday, day_ranges([["2026-10-08", "2026-10-08"]]))
    assert calendar.has_lessons(date(2026, 10, 8))
    assert not calendar.has_lessons(date(2026, 10, 7))


@given(begin=DAYS, week=st.integers(1, 25))
def test_all_seven_days_of_a_week_bear_its_number(begin: date, week: int) -> None:
    calendar = TermCalendar(begin)
    days = calendar.week_days(week)
    assert days.first.weekday() == 0
    assert calendar.week_of(days.first) == calendar.week_of(days.last) == week
    assert days.last in days
    assert days.last + timedelta(days=1) not in days


def test_a_range_holds_both_its_ends() -> None:
    days = DayRange(date(2026, 4, 4), date(2026, 4, 6))
    assert date(2026, 4, 4) in days
    assert date(2026, 4, 3) not in days
