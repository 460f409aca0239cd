"""In which term and teaching week a package is made."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.terms import term_of
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.site import read_local
from lianti_desktop.storage.store import CLOCK_SEEN, Store, system_now


def believed_day(session: Session, store: Store) -> date:
    """Today, or with a clock that cannot be believed the last day at which it could."""
    now = system_now()
    seen = read_local(session, CLOCK_SEEN)
    if store.clock_quality(session, now) or not seen:
        return now.date()
    return date.fromisoformat(seen[:10])


def term_and_week(session: Session, day: date) -> tuple[str, int | None]:
    """The term's short name, 2026-2027-1, and the teaching week where the calendar tells it."""
    query = select(Term).where(
        Term.deleted.is_(False), Term.sample.is_(False), Term.begin <= day, Term.end >= day
    )
    found = session.scalars(query.order_by(Term.begin.desc())).first()
    calendar = found.calendar if found is not None else None
    if calendar is None:
        return str(term_of(day)), None
    return str(term_of(calendar.begin)), calendar.week_of(day)
