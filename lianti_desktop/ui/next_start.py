"""The page that the next start may show at once, made while the data rests and before it closes."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.storage.operators import operators
from lianti_desktop.ui.pages.glance import AHEAD
from lianti_desktop.ui.pages.workbench_view import workbench
from lianti_desktop.ui.ready_page import ReadyPage
from lianti_desktop.ui.term_days import read_terms, term_at


def look_ahead(session: Session, today: date) -> ReadyPage | None:
    """The page, up to the day on which another term begins; None where a name is asked first."""
    known = operators(session)
    if len(known) > 1 or any(one.has_password for one in known):
        return None
    terms = read_terms(session)
    term = term_at(terms, today)
    until = today
    while until < today + AHEAD and term_at(terms, until + timedelta(days=1)) == term:
        until += timedelta(days=1)
    commits = session.scalar(select(func.max(LogCommit.id))) or 0
    found = workbench(term.id if term else None, until + AHEAD, session)
    return ReadyPage(today, until, commits, found)
