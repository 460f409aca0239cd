"""The tables as the log says they must be: the commits replayed from the first to the last."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.log.commit import Commit, Head, digest_of, openings_hold, unseal
from lianti_desktop.storage.log.contexts import Contexts, KeptLedger, load_contexts
from lianti_desktop.storage.log.merge import Mark, Row, absorb, note_hidden
from lianti_desktop.storage.log.tables import Log, LogCommit, LogTouch, LogVoid

Touched = dict[int, set[UUID]]


@dataclass(frozen=True)
class Broken:
    """A place where the chain does not hold."""

    seq: int
    reason: str


def verify_chains(session: Session) -> Iterator[Broken]:
    """Checks every hash and every link of all logs, and that each ends at its noted head."""
    touched = _touched(session)
    for log in session.scalars(select(Log).order_by(Log.id)):
        prev, seq = _beginning(session, log)
        query = select(LogCommit).where(LogCommit.log_id == log.id).order_by(LogCommit.seq)
        for row in session.scalars(query).yield_per(500):
            seq += 1
            yield from _verify(row, Head(log.origin or log.replica, seq, prev), touched)
            prev = row.hash
            session.expunge(row)
        if (log.head_seq, log.head_hash) != (seq, prev):
            yield Broken(seq, "之后，日志的末尾与记下的不一致")
    for seq in session.scalars(
        select(LogCommit.seq).where(LogCommit.log_id.not_in(select(Log.id)))
    ):
        yield Broken(seq, "不知道是哪一份数据的")


def _beginning(session: Session, log: Log) -> tuple[bytes | None, int]:
    """The commit from which a log goes on: none, or for a branch the last common one."""
    if log.base_log is None:
        return None, 0
    place = (LogCommit.log_id == log.base_log, LogCommit.seq == log.base_seq)
    return session.scalar(select(LogCommit.hash).where(*place)), log.base_seq or 0


def _touched(session: Session) -> Touched:
    """Which rows each commit is said to have written to."""
    found: Touched = {}
    for row, commit in session.execute(select(LogTouch.row_id, LogTouch.commit_id)):
        found.setdefault(commit, set()).add(row)
    return found


def _verify(row: LogCommit, place: Head, touched: Touched) -> Iterator[Broken]:
    """Compares a commit with its hash, what is noted beside it, and its place: `hash` is `prev`."""
    if digest_of(row.body) != row.hash:
        yield Broken(row.seq, "内容与校验值不符")
        return
    commit = unseal(row.body, row.openings)
    if Head(commit.replica, commit.seq, commit.prev) != place:
        yield Broken(row.seq, "前后不相连")
    if not _noted_rightly(row, commit, touched.get(row.id, set())):
        yield Broken(row.seq, "旁边记下的与内容不符")
    if not openings_hold(row.body, row.openings):
        yield Broken(row.seq, "保密的内容与校验值不符")


def _noted_rightly(row: LogCommit, commit: Commit, touched: set[UUID]) -> bool:
    noted = (row.lamport, row.action, row.target, row.reason)
    meant = (commit.lamport, commit.action, commit.target, commit.reason)
    return noted == meant and touched == {op.row for op in commit.ops}


def project(session: Session, samples: Collection[UUID]) -> dict[str, dict[UUID, Row]]:
    """Every row by table, as all commits together leave it; a spoilt commit is passed over.

    `samples` are the samples that are at home here: what was written to them counts even where
    its values have been erased since, whereas those of others were never written here.
    """
    tables: dict[str, dict[UUID, Row]] = {}
    contexts, ledger = load_contexts(session), KeptLedger(session)
    void = set(session.scalars(select(LogVoid.commit_id)))
    query = select(LogCommit).order_by(LogCommit.id)
    for row in session.scalars(query.execution_options(yield_per=500)):
        if row.id not in void and digest_of(row.body) == row.hash:
            commit = unseal(row.body, row.openings)
            ops = (op for op in commit.ops if op.row in samples or not op.stays_at_home)
            here = commit._replace(ops=tuple(ops))
            _replay(tables, (row.log_id, contexts, ledger), here)
        session.expunge(row)
    return tables


def _replay(
    tables: dict[str, dict[UUID, Row]],
    place: tuple[int, Contexts, KeptLedger],
    commit: Commit,
) -> None:
    log, contexts, ledger = place
    past = contexts.of(log, commit.seq)
    mark = Mark(log, commit.seq, commit.lamport, commit.time_quality, past)
    for op in commit.ops:
        rows = tables.setdefault(op.table, {})
        row = rows.setdefault(op.row, Row(op.row))
        absorb(row, mark, op.cells, ledger)
        if op.erased:
            note_hidden(row, mark)
        for name in op.erased:
            row.cells.pop(name, None)
            row.stamps.pop(name, None)
