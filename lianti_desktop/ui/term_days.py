"""The terms as the window needs them: for the switch in the header and for the week of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.terms import DayRange, day_ranges, week_of
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
            term.id, title_of(term), term.begin, term.end, day_ranges(term.excluded_days or ())
        )
        for term in session.scalars(query)
    )


def term_at(terms: Iterable[TermDays], day: date) -> TermDays | None:
    """The term that a day lies in."""
    return next((term for term in terms if day in term), None)


def week_at(terms: Iterable[TermDays], day: date) -> int | None:
    """The teaching week of a day; None outside the terms."""
    term = term_at(terms, day)
    return week_of(day, term.begin, term.excluded) if term and term.begin else None
