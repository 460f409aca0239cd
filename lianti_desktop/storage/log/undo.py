"""Undo and redo: a new commit that puts cells back, derived from the log, so it outlives a restart.

Only cells that still hold what the undone commit wrote are put back; what was edited since stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.commit import Cells, Commit, to_wire, unseal
from lianti_desktop.storage.log.history import cells_of, defaults, python_value, state_before
from lianti_desktop.storage.log.tables import Log, LogCommit
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.site import Site

DEEPEST = 1000
UNDO, REDO, BASE = "undo", "redo", "base"


@dataclass(frozen=True)
class Step:
    """A commit that can be undone or redone."""

    hash: bytes
    reason: str


@dataclass(frozen=True)
class Steps:
    """What can be undone and redone, the next one last."""

    undo: tuple[Step, ...]
    redo: tuple[Step, ...]


def steps(session: Session) -> Steps:
    """The stacks as the last `DEEPEST` commits of this copy leave them."""
    site: Site = session.info["site"]
    query = (
        select(LogCommit.hash, LogCommit.action, LogCommit.target, LogCommit.reason)
        .join(Log, Log.id == LogCommit.log_id)
        .where(Log.replica == site.replica)
        .order_by(LogCommit.seq.desc())
        .limit(DEEPEST)
    )
    done: list[Step] = []
    undone: list[Step] = []
    for row in reversed(session.execute(query).all()):
        _move(done, undone, row)
    return Steps(tuple(done), tuple(undone))


def _move(done: list[Step], undone: list[Step], row: Any) -> None:
    if row.action == BASE:
        return
    if row.action in (UNDO, REDO):
        source, aim = (done, undone) if row.action == UNDO else (undone, done)
        moved = next((step for step in source if step.hash == row.target), None)
        if moved:
            source.remove(moved)
            aim.append(moved)
        return
    done.append(Step(row.hash, row.reason))
    undone.clear()


def next_undo(session: Session) -> Step:
    """What an undo would take back now."""
    return _last(
        steps(session).undo, "没有可以撤销的操作了。数据没有变化。可以在历史里找回更早的内容。"
    )


def next_redo(session: Session) -> Step:
    """What a redo would do again now."""
    return _last(steps(session).redo, "没有可以重做的操作。数据没有变化。")


def _last(stack: tuple[Step, ...], sentence: str) -> Step:
    if not stack:
        raise UserError(sentence)
    return stack[-1]


def take_back(session: Session, tip: bytes) -> None:
    """Puts back what a commit changed; a record that it made goes into the bin."""
    commit = commit_by(session, tip)
    for kind, row, cells in _rows(commit):
        record = session.get(kind, row)
        before = state_before(session, row, tip)
        if record is None:
            continue
        if before is None:
            record.deleted = True
        else:
            _write(record, cells, defaults(kind) | before)
    session.flush()


def do_again(session: Session, tip: bytes) -> None:
    """Writes once more what a commit wrote."""
    commit = commit_by(session, tip)
    for kind, row, cells in _rows(commit):
        record = session.get(kind, row)
        before = state_before(session, row, tip)
        if record is None:
            continue
        if before is None:
            record.deleted = False
        else:
            _write(record, defaults(kind) | before, {**defaults(kind), **before, **cells})
    session.flush()


def commit_by(session: Session, tip: bytes) -> Commit:
    """The commit with this hash."""
    found = session.execute(
        select(LogCommit.body, LogCommit.openings).where(LogCommit.hash == tip)
    ).one()
    return unseal(found.body, found.openings)


def _rows(commit: Commit) -> list[tuple[type[Record], UUID, Cells]]:
    """The rows that a commit touched, of kinds that this version knows."""
    keys = dict.fromkeys((op.table, op.row) for op in commit.ops if op.table in BY_TABLE)
    return [(BY_TABLE[table], row, dict(cells_of(commit, row))) for table, row in keys]


def _write(record: Record, expected: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Sets the cells that still hold the expected value and should hold another."""
    for name, value in expected.items():
        if name not in record.__table__.columns:
            continue
        if to_wire(getattr(record, name)) == value and values[name] != value:
            setattr(record, name, python_value(type(record), name, values[name]))
