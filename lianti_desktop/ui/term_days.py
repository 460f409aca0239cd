"""The terms as the window needs them: for the switch in the header and for the week of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day_long
from lianti_desktop.domain.terms import DayRange, TermCalendar, day_ranges
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.record import title_of


@dataclass(frozen=True)
class TermDays:
    """One term with its days; `begin` and `end` may be missing."""

    id: UUID
    title: str
    begin: date | None
    end: date | None
    excluded: tuple[DayRange, ...]
    extra: tuple[DayRange, ...] = ()

    @property
    def calendar(self) -> TermCalendar | None:
        """Its weeks; None without a first day."""
        return TermCalendar(self.begin, self.excluded, self.extra) if self.begin else None

    def __contains__(self, day: date) -> bool:
        return bool(self.begin and self.end and self.begin <= day <= self.end)


def read_terms(session: Session) -> tuple[TermDays, ...]:
    """The terms outside the bin, newest first."""
    query = (
        select(Term)
        .where(Term.deleted.is_(False))
        .order_by(Term.begin.desc().nulls_last(), Term.id)
    )
    return tuple(
        TermDays(
            term.id,
            title_of(term),
            term.begin,
            term.end,
            day_ranges(term.excluded_days or ()),
            day_ranges(term.extra_days or ()),
        )
        for term in session.scalars(query)
    )


def term_at(terms: Iterable[TermDays], day: date) -> TermDays | None:
    """The term that a day lies in."""
    return next((term for term in terms if day in term), None)


def day_in_term(terms: Iterable[TermDays], day: date) -> str:
    """2026年2月28日（第1周 周六 调休上课）; without a week outside the terms."""
    term = term_at(terms, day)
    calendar = term.calendar if term else None
    if calendar is None:
        return format_day_long(day, None)
    return format_day_long(day, calendar.week_of(day), is_made_up=calendar.is_made_up(day))
