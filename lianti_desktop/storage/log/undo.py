"""Undo and redo: a new commit that puts cells back, derived from the log, so it outlives a restart.

Only cells that still hold what the undone commit wrote are put back; what was edited since stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.commit import Cells, to_wire
from lianti_desktop.storage.log.history import CommitReader, defaults, python_value
from lianti_desktop.storage.log.tables import Log, LogCommit
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.site import Site

DEEPEST = 1000
UNDO, REDO, BASE, PURGE = "undo", "redo", "base", "purge"


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
    if row.action in (BASE, PURGE):
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
    for touched in _touched(session, tip):
        if touched.before is None:
            touched.record.deleted = True
        else:
            _write(touched.record, touched.cells, touched.before)
    session.flush()


def do_again(session: Session, tip: bytes) -> None:
    """Writes once more what a commit wrote."""
    for touched in _touched(session, tip):
        if touched.before is None:
            touched.record.deleted = False
        else:
            _write(touched.record, touched.before, {**touched.before, **touched.cells})
    session.flush()


@dataclass(frozen=True)
class _Touched:
    """A record that a commit wrote to; `before` holds all its cells, None when it was new."""

    record: Record
    cells: Cells
    before: Cells | None


def _touched(session: Session, tip: bytes) -> Iterator[_Touched]:
    """The records that a commit wrote to, of kinds that this version knows."""
    reader = CommitReader(session)
    for table, row in dict.fromkeys((op.table, op.row) for op in reader.commit(tip).ops):
        record = session.get(BY_TABLE[table], row) if table in BY_TABLE else None
        if record is not None:
            before = reader.state_before(row, tip)
            known = None if before is None else defaults(type(record)) | before
            yield _Touched(record, reader.cells(tip, row), known)


def _write(record: Record, expected: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Sets the cells that still hold the expected value and should hold another."""
    for name, value in expected.items():
        if name not in record.__table__.columns:
            continue
        if to_wire(getattr(record, name)) == value and values[name] != value:
            setattr(record, name, python_value(type(record), name, values[name]))
