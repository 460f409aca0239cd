"""What a revoked copy wrote after its last allowed commit counts nowhere, also where it came first.

Such commits stay in their chain, marked as void; the rows that they wrote to are built anew from
the others, so that a copy which learned of the revocation late ends with the same rows as one that
knew it before. Source: exchange.md §8.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from lianti_desktop.storage.bulk import chunks
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.commit import unseal
from lianti_desktop.storage.log.contexts import Contexts, KeptLedger, load_contexts
from lianti_desktop.storage.log.history import cells_of
from lianti_desktop.storage.log.merge import Mark, Row, absorb, note_hidden
from lianti_desktop.storage.log.tables import Log, LogCommit, LogTouch, LogVoid
from lianti_desktop.sync.projector import Projector

REVOKED = "这台电脑已经停用"


def enforce_revocations(session: Session, revoked: Mapping[UUID, int]) -> int:
    """Makes void what the revoked copies wrote too late; returns how many commits that were."""
    late = _late_commits(session, revoked)
    if not late:
        return 0
    session.execute(insert(LogVoid), [{"commit_id": one, "reason": REVOKED} for one in late])
    rows = Projector(session, KeptLedger(session))
    contexts = load_contexts(session)
    for table, row in sorted(_touched(session, late)):
        rows.rebuild(table, replayed(session, row, contexts))
    rows.finish()
    return len(late)


def _late_commits(session: Session, revoked: Mapping[UUID, int]) -> list[int]:
    found: list[int] = []
    for replica, last in revoked.items():
        logs = select(Log.id).where((Log.replica == replica) | (Log.origin == replica))
        query = select(LogCommit.id).where(LogCommit.log_id.in_(logs), LogCommit.seq > last)
        query = query.where(LogCommit.id.not_in(select(LogVoid.commit_id)))
        found += session.scalars(query)
    return found


def _touched(session: Session, commits: Iterable[int]) -> set[tuple[str, UUID]]:
    """The rows of known kinds to which commits wrote."""
    found: set[tuple[str, UUID]] = set()
    for part in chunks(commits):
        query = select(LogCommit.body).where(LogCommit.id.in_(part))
        for body in session.scalars(query):
            ops = unseal(body, None).ops
            known = (op for op in ops if op.table in BY_TABLE and not op.stays_at_home)
            found |= {(op.table, op.row) for op in known}
    return found


def replayed(session: Session, row: UUID, contexts: Contexts) -> Row:
    """A row as the commits that count leave it; without stamps when none is left."""
    query = (
        select(LogCommit.log_id, LogCommit.body, LogCommit.openings)
        .join(LogTouch, LogTouch.commit_id == LogCommit.id)
        .where(LogTouch.row_id == row, LogCommit.id.not_in(select(LogVoid.commit_id)))
        .order_by(LogCommit.id)
    )
    built, ledger = Row(row), KeptLedger(session)
    for found in session.execute(query):
        commit = unseal(found.body, found.openings)
        if any(op.row == row and op.stays_at_home for op in commit.ops):
            continue
        past = contexts.of(found.log_id, commit.seq)
        mark = Mark(found.log_id, commit.seq, commit.lamport, commit.time_quality, past)
        absorb(built, mark, cells_of(commit, row), ledger)
        if any(op.erased for op in commit.ops if op.row == row and not op.stays_at_home):
            note_hidden(built, mark)
    return built
