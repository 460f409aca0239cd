"""What came from a later version lies in the log until this program knows its tables and columns.

Whenever the catalogue has grown since the last look, the commits that speak of what is new are
judged and applied as they would have been on arrival. Source: exchange.md §9.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.commit import Commit, Op, unseal
from lianti_desktop.storage.log.contexts import Contexts, KeptLedger, load_contexts
from lianti_desktop.storage.log.merge import Mark
from lianti_desktop.storage.log.tables import LogCommit, LogVoid
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.members import load_trust
from lianti_desktop.sync.ownership import breach
from lianti_desktop.sync.projector import Projector
from lianti_desktop.sync.registry import Trust
from lianti_desktop.sync.revocation import replayed
from lianti_desktop.sync.rows import shape_of

KNOWN = "exchange_known"
Names = Mapping[str, list[str]]


def apply_what_is_known_now(store: Store) -> int:
    """Applies what was not known when it came; returns how many commits that were."""
    now = json.dumps(_known_now(), sort_keys=True)
    with store.read() as session:
        then = read_local(session, KNOWN)
    if then == now:
        return 0
    with store.transaction() as session:
        done = 0 if then is None else _apply(session, _Fresh(json.loads(then)))
        write_local(session, KNOWN, now)
    return done


def _known_now() -> Names:
    return {table: sorted(shape_of(kind).checks) for table, kind in BY_TABLE.items()}


@dataclass(frozen=True)
class _Fresh:
    """What was known at the last look."""

    then: Names

    def is_table(self, op: Op) -> bool:
        """Whether the table is new."""
        return op.table in BY_TABLE and op.table not in self.then

    def concerns(self, op: Op) -> bool:
        """Whether the op speaks of a new table or column."""
        if op.table not in BY_TABLE:
            return False
        new = shape_of(BY_TABLE[op.table]).checks.keys() - set(self.then.get(op.table, ()))
        return self.is_table(op) or bool(new & {*op.cells, *op.erased})


def _apply(session: Session, fresh: _Fresh) -> int:
    """New tables are filled commit by commit, rows with new columns are built anew."""
    trust, contexts = load_trust(session), load_contexts(session)
    rows = Projector(session, KeptLedger(session))
    again: set[tuple[str, UUID]] = set()
    found = list(_speaking(session, fresh))
    for row, commit in found:
        part = commit._replace(ops=tuple(op for op in commit.ops if fresh.concerns(op)))
        mark = _mark(row, commit, contexts)
        rows.prepare([part])
        reason = _objection(part, mark, trust, rows)
        if reason is not None:
            session.execute(insert(LogVoid).values(commit_id=row.id, reason=reason))
            again |= {(op.table, op.row) for op in commit.ops if op.table in BY_TABLE}
            continue
        again |= {(op.table, op.row) for op in part.ops if not fresh.is_table(op)}
        rows.write(mark, part._replace(ops=tuple(op for op in part.ops if fresh.is_table(op))))
    rows.finish()
    _build_anew(session, again, contexts)
    return len(found)


def _speaking(session: Session, fresh: _Fresh) -> Iterator[tuple[Any, Commit]]:
    """The commits that count and speak of what is new, in the order in which they came."""
    query = select(
        *(LogCommit.id, LogCommit.log_id, LogCommit.seq, LogCommit.body, LogCommit.openings)
    )
    query = query.where(LogCommit.id.not_in(select(LogVoid.commit_id))).order_by(LogCommit.id)
    for row in session.execute(query.execution_options(yield_per=500)):
        commit = unseal(row.body, row.openings)
        if any(fresh.concerns(op) for op in commit.ops):
            yield row, commit


def _mark(row: Any, commit: Commit, contexts: Contexts) -> Mark:
    past = contexts.of(row.log_id, row.seq)
    return Mark(row.log_id, row.seq, commit.lamport, commit.time_quality, past)


def _objection(commit: Commit, mark: Mark, trust: Trust | None, rows: Projector) -> str | None:
    site = trust.author_of(commit.replica) if trust else None
    return breach(commit, mark, site, rows) if site else None


def _build_anew(session: Session, again: set[tuple[str, UUID]], contexts: Contexts) -> None:
    rows = Projector(session, KeptLedger(session))
    for table, row in sorted(again):
        rows.rebuild(table, replayed(session, row, contexts))
    rows.finish()
