"""Admitted again under a new name: what was written after the dismissal comes along.

A PC out of service goes on working. Once it is admitted again, what it wrote too late counts as
little as everywhere else; so each of these actions is done once more under the new name, with its
words and its author. Where somebody else has written to the same cells since, it stays among what
waits to be decided. Nothing is lost. Source: exchange.md §8.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.commit import Cells, Op, Wire, to_wire, unseal
from lianti_desktop.storage.log.contexts import Contexts, load_contexts
from lianti_desktop.storage.log.history import CommitReader, cells_of, defaults, python_value
from lianti_desktop.storage.log.merge import CREATED, Mark
from lianti_desktop.storage.log.tables import Log, LogCommit, LogTouch
from lianti_desktop.storage.membership import asks_again
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.sync.breaches import Breach, breaches, meant, write_again
from lianti_desktop.sync.decisions import refusal
from lianti_desktop.sync.members import (
    is_in_service,
    load_trust,
    names_of_ours,
    own_certificate,
    settle_name,
)
from lianti_desktop.sync.ownership import OWNER
from lianti_desktop.sync.revocation import REVOKED


def come_back(store: Store) -> bool:
    """Brings along what was written too late, once this copy is admitted again; tells whether."""
    with store.read() as session:
        trust = load_trust(session)
        own = own_certificate(session, trust)
        is_back = trust is not None and is_in_service(session, trust)
        if own is None or not is_back or not asks_again(session):
            return False
        names = names_of_ours(session)
        logs = session.scalars(select(Log.id).where(Log.replica.in_(names)))
        late = _Late(frozenset(own.schools), frozenset(logs), load_contexts(session))
        found = [one for one in breaches(session) if one.reason == REVOKED]
    for one in reversed(found):
        if one.replica in names:
            late.do_again(store, one)
    with store.transaction() as session:
        settle_name(session)
    return True


@dataclass(frozen=True)
class _Late:
    """What was written here too late: by which ids our school is known, which logs are ours."""

    schools: Collection[UUID]
    logs: Collection[int]
    contexts: Contexts

    def do_again(self, store: Store, one: Breach) -> None:
        """Writes what an action wrote, unless others have written there or it is not ours."""
        with store.read() as session:
            again = _Again(session, self, one.tip)
            ops = [again.of(op) for op in one.ops]
            others = [row for row in meant(session, one.ops) if row.owner_id not in self.schools]
            is_refused = refusal(session, others) is not None
            words = CommitReader(session).commit(one.tip).reason
        left = [op for op in ops if op is not None]
        if not is_refused and len(left) == len(ops):
            with store.change(Deed(words, one.author)) as session:
                write_again(session, one, left)
                for op in left:
                    _hand_over(session, op)


def _hand_over(session: Session, op: Op) -> None:
    """Gives the record to whom it was given then, as when a school that worked alone joins."""
    owner = python_value(BY_TABLE[op.table], OWNER, op.cells.get(OWNER))
    if owner is not None:
        session.get_one(BY_TABLE[op.table], op.row).owner_id = owner
        session.flush()


@dataclass(frozen=True)
class _Again:
    """What of one late commit is still to be written."""

    session: Session
    late: _Late
    tip: bytes

    def of(self, op: Op) -> Op | None:
        """The op without the cells that were written here later; None where others wrote since."""
        kind = BY_TABLE[op.table]
        record = self.session.get(kind, op.row)
        seen = self._seen(op.row)
        if record is None:
            return None if seen else op
        was = defaults(kind) | seen
        cells = dict(self._still(record, op, was))
        for name in cells.keys() & was.keys():
            now = to_wire(getattr(record, name))
            if now not in (was[name], cells[name]):
                return None
        return op._replace(cells=cells)

    def _seen(self, row: UUID) -> Cells:
        """The cells of the row as the author saw them, what counts no more included."""
        place = select(LogCommit.log_id, LogCommit.seq).where(LogCommit.hash == self.tip)
        log, seq = self.session.execute(place).one()
        mark = Mark(log, seq, 0, 0, self.late.contexts.of(log, seq))
        query = (
            select(LogCommit.log_id, LogCommit.seq, LogCommit.body, LogCommit.openings)
            .join(LogTouch, LogTouch.commit_id == LogCommit.id)
            .where(LogTouch.row_id == row, LogCommit.hash != self.tip)
            .order_by(LogCommit.lamport, LogCommit.hash)
        )
        state: Cells = {}
        for found in self.session.execute(query):
            if mark.has_seen([found.log_id, found.seq]):
                state.update(cells_of(unseal(found.body, found.openings), row))
        return state

    def _still(self, record: Record, op: Op, was: Cells) -> Iterator[tuple[str, Wire]]:
        """The cells over which nothing was written here since."""
        stamps = json.loads(record.stamps or "{}")
        for name, value in op.cells.items():
            log = stamps.get(name, stamps.get(CREATED, [None]))[0]
            is_same = name not in was or to_wire(getattr(record, name)) == was[name]
            if is_same or log not in self.late.logs:
                yield name, value
