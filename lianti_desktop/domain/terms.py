"""Terms of the academic year and their teaching weeks.

The academic year runs from September to August; the first term crosses New Year, so a term never
follows from the calendar year alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from lianti_desktop.domain.words import TermNumber

_FIRST_MONTH_OF_YEAR = 9
_FIRST_MONTH_OF_SECOND_TERM = 2
_SATURDAY = 5
_CODE = re.compile(r"(\d{4})\s*[-—–]+\s*(\d{4})\s*(?:学年)?\s*[-—–]*\s*(.+)")


@total_ordering
@dataclass(frozen=True)
class TermCode:
    """One term, named by the calendar year in which its academic year begins."""

    year_start: int
    number: TermNumber

    def __str__(self) -> str:
        """Write 2025-2026-2."""
        return f"{self.year_start}-{self.year_start + 1}-{self._digit}"

    def __lt__(self, other: "TermCode") -> bool:
        return (self.year_start, self._digit) < (other.year_start, other._digit)

    @property
    def _digit(self) -> int:
        return 1 if self.number is TermNumber.FIRST else 2

    @property
    def label(self) -> str:
        """Write 2025—2026学年第二学期."""
        return f"{self.year_start}—{self.year_start + 1}学年{self.number.label}"

    @property
    def default_begin(self) -> date:
        """The usual first day; schools shift it."""
        if self.number is TermNumber.FIRST:
            return date(self.year_start, 9, 1)
        return date(self.year_start + 1, 2, 20)

    @property
    def default_end(self) -> date:
        """The usual last day; schools shift it."""
        if self.number is TermNumber.FIRST:
            return date(self.year_start + 1, 1, 25)
        return date(self.year_start + 1, 7, 10)

    @property
    def next(self) -> "TermCode":
        """The term after this one."""
        if self.number is TermNumber.FIRST:
            return TermCode(self.year_start, TermNumber.SECOND)
        return TermCode(self.year_start + 1, TermNumber.FIRST)

    @property
    def previous(self) -> "TermCode":
        """The term before this one."""
        if self.number is TermNumber.SECOND:
            return TermCode(self.year_start, TermNumber.FIRST)
        return TermCode(self.year_start - 1, TermNumber.SECOND)


def parse_term(text: str) -> TermCode:
    """Read 2025-2026-2 or 2025—2026学年第二学期; the ValueError is a Chinese sentence."""
    match = _CODE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    message = f"没看懂学期“{text.strip()}”，可以写成 2025-2026-2 或 2025—2026学年第二学期"
    if match is None or int(match[2]) != int(match[1]) + 1:
        raise ValueError(message)
    try:
        return TermCode(int(match[1]), TermNumber.parse(match[3]))
    except ValueError:
        raise ValueError(message) from None


def academic_year_label(year_start: int) -> str:
    """Write 2025—2026学年."""
    return f"{year_start}—{year_start + 1}学年"


def term_of(day: date) -> TermCode:
    """Return the term of a day by the default boundaries, 1 September and 1 February."""
    if day.month >= _FIRST_MONTH_OF_YEAR:
        return TermCode(day.year, TermNumber.FIRST)
    if day.month < _FIRST_MONTH_OF_SECOND_TERM:
        return TermCode(day.year - 1, TermNumber.FIRST)
    return TermCode(day.year - 1, TermNumber.SECOND)


@dataclass(frozen=True)
class DayRange:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def day_ranges(pairs: Iterable[Sequence[str]]) -> tuple[DayRange, ...]:
    """Make ranges of the pairs of ISO days that a record keeps."""
    return tuple(
        DayRange(date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs
    )


@dataclass(frozen=True)
class TermCalendar:
    """On which days of a term there are lessons: `extra` are weekends with lessons (调休)."""

    begin: date
    excluded: Sequence[DayRange] = ()
    extra: Sequence[DayRange] = ()

    def is_made_up(self, day: date) -> bool:
        """Whether a weekend or a holiday has lessons because another day has none."""
        return any(day in days for days in self.extra)

    def has_lessons(self, day: date) -> bool:
        """Whether lessons are held on a day from `begin` on."""
        if self.is_made_up(day):
            return True
        return day.weekday() < _SATURDAY and not any(day in days for days in self.excluded)

    def week_of(self, day: date) -> int | None:
        """Return the teaching week of a day, None before week 1.

        Weeks run from Monday to Sunday; week 1 holds the first teaching day. Weeks of holiday in
        the middle of a term are counted, as school calendars do.
        """
        monday = self._first_monday()
        return None if day < monday else (day - monday).days // 7 + 1

    def week_days(self, week: int) -> DayRange:
        """Return Monday to Sunday of a teaching week."""
        monday = self._first_monday() + timedelta(weeks=week - 1)
        return DayRange(monday, monday + timedelta(days=6))

    def first_teaching_day(self) -> date:
        """Return the first day with lessons."""
        day = self.begin
        while not self.has_lessons(day):
            day += timedelta(days=1)
        return day

    def _first_monday(self) -> date:
        first = self.first_teaching_day()
        return first - timedelta(days=first.weekday())
