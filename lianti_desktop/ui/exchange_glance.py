"""The exchange in a few lines for the workbench: what waits, who is late, what went and came."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from lianti_desktop.sync.board import board, is_kept_here, overdue_days
from lianti_desktop.sync.imports import imports
from lianti_desktop.sync.overview import Overview
from lianti_desktop.sync.peers import school_names
from lianti_desktop.ui.exchange_words import RETIRED, ago, last_words, several
from lianti_desktop.ui.theme import Tone
from lianti_desktop.ui.widgets.card import LinkLine

EXCHANGE = ("exchange", None, "")
CONFLICTS = ("conflicts", None, "")


def exchange_lines(session: Session, found: Overview, today: date) -> tuple[LinkLine, ...]:
    """What a member sees of the exchange; each line leads to its page."""
    return (*_waiting(found), *_late(session, found, today), *_last(session, found, today))


def retired_line() -> LinkLine:
    """The only line on a PC that was taken out of service."""
    return LinkLine(EXCHANGE, RETIRED, "重新申请加入", Tone.DANGER)


def _waiting(found: Overview) -> Iterator[LinkLine]:
    if found.waiting:
        yield LinkLine(CONFLICTS, f"待处理 {found.waiting} 条", "去定下来", Tone.WAITING)


def _late(session: Session, found: Overview, today: date) -> Iterator[LinkLine]:
    """Which schools have not brought a package for too long; the core school looks after that."""
    if is_kept_here(session):
        late = [one.name for one in board(session, found.schools, (), today) if one.is_late]
        if late:
            days = f"超过 {overdue_days(session)} 天"
            yield LinkLine(EXCHANGE, f"{several(late)}没有交包", days, Tone.DANGER)


def _last(session: Session, found: Overview, today: date) -> Iterator[LinkLine]:
    words, tone = last_words(found, today)
    sent = words.partition("：")[2]
    if sent:
        yield LinkLine(EXCHANGE, "送包", sent, tone)
    for one in imports(session)[:1]:
        sender = school_names(session).get(one.sender, "")
        when = ago(datetime.fromisoformat(one.imported_at), today)
        yield LinkLine(EXCHANGE, "收包", f"{when}，{sender} 第{one.number}包")
