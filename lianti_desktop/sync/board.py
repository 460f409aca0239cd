"""收包情况: whose packages came in which week, and which school is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.exchange import Import
from lianti_desktop.storage.site import load_site, read_local, write_local
from lianti_desktop.sync.members import load_trust
from lianti_desktop.sync.overview import SchoolLine
from lianti_desktop.sync.peers import joined_on

USUAL_DAYS = 14
_DAYS = "exchange_overdue_days"


class Mark(Enum):
    """A week of a school: a package came, a later one made up for it, none came; it is not over
    yet; the school was no member then."""

    CAME = auto()
    MADE_UP = auto()
    MISSED = auto()
    OPEN = auto()
    BEFORE = auto()


@dataclass(frozen=True)
class Week:
    """A week of the term, by its Monday."""

    number: int
    first: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.first + timedelta(days=6)


@dataclass(frozen=True)
class BoardLine:
    """One school; `last` is when its latest package was taken in.

    `days` is how long ago that was, or where none came, its admission.
    """

    school: UUID
    name: str
    marks: tuple[Mark, ...]
    last: datetime | None
    number: int
    days: int | None
    is_late: bool


def overdue_days(session: Session) -> int:
    """After how many days without a package a school counts as late."""
    return int(read_local(session, _DAYS) or USUAL_DAYS)


def keep_overdue_days(session: Session, days: int) -> None:
    """Another number of days."""
    write_local(session, _DAYS, str(days))


def board(
    session: Session, schools: Sequence[SchoolLine], weeks: Sequence[Week], today: date
) -> list[BoardLine]:
    """A line for each school but our own."""
    came = _arrivals(session)
    most = overdue_days(session)
    lines = []
    for school in schools:
        if school.is_ours:
            continue
        arrivals = came.get(school.school, [])
        last = arrivals[-1] if arrivals else None
        since = joined_on(session, school.school) or (arrivals[0][0].date() if arrivals else None)
        heard = last[0].date() if last else since
        days = max(0, (today - heard).days) if heard else None
        lines.append(
            BoardLine(
                school=school.school,
                name=school.name,
                marks=marks([moment.date() for moment, _ in arrivals], weeks, (since, today)),
                last=last[0] if last else None,
                number=last[1] if last else 0,
                days=days,
                is_late=days is None or days > most,
            )
        )
    return lines


def marks(
    days: Sequence[date], weeks: Sequence[Week], span: tuple[date | None, date]
) -> tuple[Mark, ...]:
    """How each week stands, from the day of joining to today.

    A package holds all that was not confirmed, so a later one makes up for a week without.
    """
    return tuple(_mark(days, week, span) for week in weeks)


def _mark(days: Sequence[date], week: Week, span: tuple[date | None, date]) -> Mark:
    since, today = span
    end = week.first + timedelta(days=6)
    if any(day in week for day in days):
        return Mark.CAME
    if since is not None and end < since:
        return Mark.BEFORE
    if any(day > end for day in days):
        return Mark.MADE_UP
    return Mark.OPEN if today <= end else Mark.MISSED


def _arrivals(session: Session) -> dict[UUID, list[tuple[datetime, int]]]:
    """When each school's packages were taken in, and their numbers, in that order."""
    trust = load_trust(session)
    found: dict[UUID, list[tuple[datetime, int]]] = {}
    if trust is None:
        return found
    query = select(Import.sender, Import.imported_at, Import.number).order_by(Import.id)
    for row in session.execute(query):
        sender = trust.certificate(row.sender)
        if sender is not None:
            moment = datetime.fromisoformat(row.imported_at)
            found.setdefault(sender.school, []).append((moment, row.number))
    return found


def is_kept_here(session: Session) -> bool:
    """Whether this copy looks after who sent what: that of the core school."""
    return load_site(session).role is SiteRole.CORE
