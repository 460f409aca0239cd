"""The tables as the log says they must be: the commits replayed from the first to the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.log.commit import Cells, digest_of, unseal
from lianti_desktop.storage.log.tables import Log, LogCommit


@dataclass(frozen=True)
class Broken:
    """A place where the chain does not hold."""

    replica: UUID
    seq: int
    reason: str


def verify_chains(session: Session) -> Iterator[Broken]:
    """Checks every hash and every link of all logs, and that each ends at its noted head."""
    for log in session.scalars(select(Log).order_by(Log.id)):
        prev, seq = None, 0
        query = select(LogCommit).where(LogCommit.log_id == log.id).order_by(LogCommit.seq)
        for row in session.scalars(query).yield_per(500):
            seq += 1
            yield from _verify(log, row, prev, seq)
            prev = row.hash
            session.expunge(row)
        if (log.head_seq, log.head_hash) != (seq, prev):
            yield Broken(log.replica, seq, "日志的末尾与记下的不一致")


def _verify(log: Log, row: LogCommit, prev: bytes | None, seq: int) -> Iterator[Broken]:
    if digest_of(row.body) != row.hash:
        yield Broken(log.replica, row.seq, "内容与校验值不符")
        return
    commit = unseal(row.body, row.openings)
    if (commit.replica, commit.seq, commit.prev) != (log.replica, seq, prev):
        yield Broken(log.replica, row.seq, "前后不相连")


def project(session: Session) -> dict[str, dict[UUID, Cells]]:
    """The cells of every row by table, as all commits together leave them.

    A guarded cell whose value was erased is missing.
    """
    tables: dict[str, dict[UUID, Cells]] = {}
    query = select(LogCommit.body, LogCommit.openings).order_by(LogCommit.lamport, LogCommit.hash)
    for body, openings in session.execute(query.execution_options(yield_per=500)).tuples():
        for op in unseal(body, openings).ops:
            tables.setdefault(op.table, {}).setdefault(op.row, {}).update(op.cells)
    return tables
