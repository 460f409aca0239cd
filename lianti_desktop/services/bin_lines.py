"""What lies in the bin, and by whose hand it came there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.commit import unseal
from lianti_desktop.storage.log.tables import LogCommit, LogTouch
from lianti_desktop.storage.record import Record, table_of, title_of

KEPT = timedelta(days=180)


@dataclass(frozen=True)
class BinLine:
    """A record in the bin; `parts` went there together with it. `when` is the author's clock."""

    kind: str
    id: UUID
    kind_name: str
    title: str
    by: str
    when: datetime | None
    parts: int
    sample: bool

    def is_young(self, now: datetime) -> bool:
        """Whether it has lain there for less than the 180 days that it should be kept."""
        return self.when is None or now - self.when < KEPT


def bin_lines(session: Session) -> list[BinLine]:
    """Everything in the bin, what came there last first."""
    return [_line(session, record) for record in records.in_bin(session)]


def _line(session: Session, record: Record) -> BinLine:
    by, when = _removal(session, record.id)
    return BinLine(
        kind=table_of(type(record)),
        id=record.id,
        kind_name=type(record).__kind__.name,
        title=title_of(record),
        by=by,
        when=when,
        parts=sum(1 for _ in records.belongings(session, record, in_bin=True)),
        sample=record.sample,
    )


def _removal(session: Session, row: UUID) -> tuple[str, datetime | None]:
    """Who touched it last, and when: nothing changes in the bin."""
    query = (
        select(LogCommit.body, LogCommit.openings)
        .join(LogTouch, LogTouch.commit_id == LogCommit.id)
        .where(LogTouch.row_id == row)
        .order_by(LogCommit.lamport.desc(), LogCommit.hash.desc())
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        return "", None
    commit = unseal(found.body, found.openings)
    return commit.author, datetime.fromisoformat(commit.wall)


def restore_lines(session: Session, lines: Sequence[BinLine]) -> int:
    """Takes them out of the bin with what went there together with them."""
    for line in lines:
        records.restore(session, records.get(session, BY_TABLE[line.kind], line.id))
    return len(lines)


def empty_lines(session: Session, lines: Sequence[BinLine]) -> int:
    """Takes them off the list for good; the log still knows them."""
    found = [records.get(session, BY_TABLE[line.kind], line.id) for line in lines]
    records.empty(session, found)
    return len(lines)
