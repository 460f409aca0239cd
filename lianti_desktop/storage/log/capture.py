"""The one path by which rows change: it turns what a session flushes into one commit.

`begin` arms a session. Each flush collects the changed cells, stamps the rows and moves the
digests; the commit itself is written when the transaction commits, in the same transaction.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, delete, event, func, insert, inspect, select, update
from sqlalchemy.orm import Session

from lianti_desktop.storage import search_index
from lianti_desktop.storage.log import digest
from lianti_desktop.storage.log.commit import SAMPLE, Commit, Head, Op, Wire, seal, to_wire
from lianti_desktop.storage.log.merge import CREATED
from lianti_desktop.storage.log.tables import (
    Log,
    LogCommit,
    LogContext,
    LogSibling,
    LogTouch,
    TableDigest,
)
from lianti_desktop.storage.record import Record, default_of, logged_columns, table_of

_CAPTURE = "capture"


@dataclass(frozen=True)
class Occasion:
    """Who does what, when, at which replica: the head of a commit before its ops are known."""

    replica: UUID
    author: str
    reason: str
    now: datetime
    time_quality: int
    schema: int
    action: str = "do"
    target: bytes | None = None


@dataclass
class Capture:
    """What one transaction has changed so far."""

    occasion: Occasion
    log_id: int
    head: Head
    deps: tuple[Head, ...]
    lamport: int
    ops: dict[tuple[str, UUID], dict[str, Wire]] = field(default_factory=dict)
    kinds: set[type[Record]] = field(default_factory=set)
    moves: dict[tuple[str, str], bytes] = field(default_factory=dict)

    @property
    def stamp(self) -> list[int]:
        """Where a cell written now comes from: log, position, lamport, quality of the clock."""
        return [self.log_id, self.head.seq + 1, self.lamport, self.occasion.time_quality]


def begin(session: Session, occasion: Occasion) -> Capture:
    """Arms the session; every change it flushes from now on belongs to one commit."""
    log_id, head = _own_log(session, occasion.replica)
    latest = session.scalar(select(func.max(LogCommit.lamport))) or 0
    deps = _unseen_heads(session, log_id) if _switched(session, log_id) else ()
    capture = Capture(occasion, log_id, head, deps, latest + 1)
    session.info[_CAPTURE] = capture
    event.listen(session, "before_flush", _before_flush)
    event.listen(session, "before_commit", _before_commit)
    return capture


def _own_log(session: Session, replica: UUID) -> tuple[int, Head]:
    row = session.execute(
        select(Log.id, Log.head_seq, Log.head_hash).where(Log.replica == replica)
    ).first()
    if row:
        return row.id, Head(replica, row.head_seq, row.head_hash)
    log_id = session.execute(
        insert(Log).values(replica=replica, head_seq=0).returning(Log.id)
    ).scalar_one()
    return log_id, Head(replica, 0, None)


def _switched(session: Session, log_id: int) -> bool:
    """Whether another log has grown since our last commit."""
    last = session.execute(select(LogCommit.log_id).order_by(LogCommit.id.desc()).limit(1)).scalar()
    return last is not None and last != log_id


def _unseen_heads(session: Session, log_id: int) -> tuple[Head, ...]:
    rows = session.execute(
        select(Log.replica, Log.origin, Log.head_seq, Log.head_hash)
        .where(Log.id != log_id, Log.head_seq > 0)
        .order_by(Log.replica)
    )
    return tuple(Head(row.origin or row.replica, row.head_seq, row.head_hash) for row in rows)


def capture_of(session: Session) -> Capture:
    """The capture of an armed session."""
    capture: Capture = session.info[_CAPTURE]
    return capture


def _before_flush(session: Session, context: object, instances: object) -> None:
    capture = capture_of(session)
    if session.deleted:
        raise RuntimeError("records are never deleted from the tables, only marked")
    for record in [*session.new, *session.dirty]:
        if isinstance(record, Record):
            _collect(session, capture, record)


def _collect(session: Session, capture: Capture, record: Record) -> None:
    record.derive(session)
    fresh = inspect(record).transient or inspect(record).pending
    cells = _new_cells(record) if fresh else dict(_changed_cells(record))
    if not cells and not fresh:
        return
    if cells.get(SAMPLE) is False:  # it becomes a real one: others have not seen what it is now
        cells = _all_cells(record)
    if record.sample:
        cells[SAMPLE] = True
    cls = type(record)
    capture.kinds.add(cls)
    capture.ops.setdefault((table_of(cls), record.id), {}).update(cells)
    record.stamps = _stamped(record.stamps, cells, capture.stamp, fresh=fresh)
    record.lamport = capture.lamport
    _move_digest(capture, record)
    search_index.refresh(session, record)


def confirm(session: Session, record: Record, names: Iterable[str]) -> None:
    """Writes cells once more as they are, so that this commit decides between their values."""
    capture = capture_of(session)
    cells = {name: to_wire(getattr(record, name)) for name in names}
    if record.sample:
        cells[SAMPLE] = True
    capture.kinds.add(type(record))
    capture.ops.setdefault((table_of(type(record)), record.id), {}).update(cells)
    record.stamps = _stamped(record.stamps, cells, capture.stamp, fresh=False)
    record.lamport = capture.lamport


def _new_cells(record: Record) -> dict[str, Wire]:
    """All cells of a new row that hold something else than the default."""
    _fill_defaults(record)
    return {
        column.name: to_wire(getattr(record, column.name))
        for column in logged_columns(type(record))
        if getattr(record, column.name) not in (None, default_of(column))
    }


def _all_cells(record: Record) -> dict[str, Wire]:
    """All cells of a row, empty ones too."""
    return {
        column.name: to_wire(getattr(record, column.name))
        for column in logged_columns(type(record))
    }


def _fill_defaults(record: Record) -> None:
    """The defaults that the database layer would fill in later are needed for the digest now."""
    for column in logged_columns(type(record)):
        if getattr(record, column.name) is None and default_of(column) is not None:
            setattr(record, column.name, default_of(column))


def _changed_cells(record: Record) -> Iterable[tuple[str, Wire]]:
    state = inspect(record)
    for column in logged_columns(type(record)):
        history = state.attrs[column.name].load_history()
        if history.has_changes() and history.added and list(history.added) != history.deleted:
            yield column.name, to_wire(history.added[0])


def _stamped(
    stamps: str | None, cells: Mapping[str, Wire], stamp: list[int], *, fresh: bool
) -> str:
    """Stamps are packed per row: a new row has one for all its cells."""
    packed = {CREATED: stamp} if fresh else json.loads(stamps or "{}")
    if packed.get(CREATED) != stamp:
        packed |= dict.fromkeys(cells, stamp)
    return json.dumps(packed, separators=(",", ":"))


def values_of(record: Record) -> dict[str, Any]:
    """The logged cells of a row as Python holds them."""
    return {
        column.name: _of_type(column, getattr(record, column.name))
        for column in logged_columns(type(record))
    }


def _of_type(column: Column[Any], value: Any) -> Any:
    """The number that the database will give back: 12 kilometres are 12.0 there."""
    return column.type.python_type(value) if isinstance(value, bool | int | float) else value


def _move_digest(capture: Capture, record: Record) -> None:
    cls = type(record)
    old, new = record.digest, digest.row_digest(cls, record.id, values_of(record))
    record.digest = new
    for scope, part in digest.split(cls, new).items():
        place = (table_of(cls), scope.value)
        capture.moves[place] = digest.add(capture.moves.get(place, digest.EMPTY), part)
    for scope, part in (digest.split(cls, old) if old else {}).items():
        place = (table_of(cls), scope.value)
        capture.moves[place] = digest.subtract(capture.moves[place], part)


def _write_digests(session: Session, capture: Capture) -> None:
    for (table, scope), move in capture.moves.items():
        where = (TableDigest.table_name == table, TableDigest.scope == scope)
        total = session.execute(select(TableDigest.digest).where(*where)).scalar()
        if total is None:
            session.execute(insert(TableDigest).values(table_name=table, scope=scope, digest=move))
        else:
            moved = digest.add(total, move)
            session.execute(update(TableDigest).where(*where).values(digest=moved))


def _before_commit(session: Session) -> None:
    """Writes the commit; an undo that finds nothing to put back is noted too, as done."""
    session.flush()
    capture = capture_of(session)
    if capture.ops or capture.occasion.target is not None:
        _write_digests(session, capture)
        _write_commit(session, capture)


def _write_commit(session: Session, capture: Capture) -> None:
    commit = _commit(capture)
    sealed = seal(commit, is_guarded)
    commit_id = session.execute(
        insert(LogCommit)
        .values(
            log_id=capture.log_id,
            seq=commit.seq,
            hash=sealed.hash,
            lamport=commit.lamport,
            action=commit.action,
            target=commit.target,
            reason=commit.reason,
            body=sealed.body,
            openings=sealed.openings,
        )
        .returning(LogCommit.id)
    ).scalar_one()
    touches = [{"row_id": op.row, "commit_id": commit_id} for op in commit.ops]
    if touches:
        session.execute(insert(LogTouch), touches)
    session.execute(
        update(Log)
        .where(Log.id == capture.log_id)
        .values(head_seq=commit.seq, head_hash=sealed.hash)
    )
    _note_seen(session, capture)
    _settle_siblings(session, capture)


def _note_seen(session: Session, capture: Capture) -> None:
    """Keeps how far this commit knew the other logs."""
    if capture.deps:
        others = select(Log.id, Log.head_seq).where(Log.id != capture.log_id, Log.head_seq > 0)
        seen = json.dumps({str(row.id): row.head_seq for row in session.execute(others)})
        place = {"log_id": capture.log_id, "seq": capture.head.seq + 1}
        session.execute(insert(LogContext).values(seen=seen, **place))


def _settle_siblings(session: Session, capture: Capture) -> None:
    """What is written now has seen all values of its cell, so none of them stays beside it."""
    if session.execute(select(LogSibling.row_id).limit(1)).first() is None:
        return
    for (_, row), cells in capture.ops.items():
        session.execute(
            delete(LogSibling).where(
                LogSibling.row_id == row, LogSibling.column_name.in_(list(cells))
            )
        )


def _commit(capture: Capture) -> Commit:
    occasion = capture.occasion
    return Commit(
        replica=occasion.replica,
        seq=capture.head.seq + 1,
        prev=capture.head.hash,
        deps=capture.deps,
        lamport=capture.lamport,
        wall=occasion.now.isoformat(timespec="seconds"),
        time_quality=occasion.time_quality,
        author=occasion.author,
        schema=occasion.schema,
        reason=occasion.reason,
        action=occasion.action,
        target=occasion.target,
        ops=tuple(Op(table, row, cells) for (table, row), cells in capture.ops.items()),
    )


def is_guarded(table: str, name: str) -> bool:
    """Whether a column's values enter the log as commitments."""
    found = Record.metadata.tables.get(table)
    return (
        found is not None
        and name in found.columns
        and bool(found.columns[name].info.get("sensitive"))
    )
