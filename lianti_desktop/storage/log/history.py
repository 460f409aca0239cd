"""What happened to a record: its commits, with old and new values, oldest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.log.commit import Cells, Commit, from_wire, unseal
from lianti_desktop.storage.log.tables import LogCommit, LogTouch
from lianti_desktop.storage.record import Record, default_of, logged_columns


@dataclass(frozen=True)
class Change:
    """One cell before and after, as Python values; `old` is None in a new record."""

    column: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Event:
    """One commit as seen from one record; `wall` is the author's clock in ISO form."""

    hash: bytes
    wall: str
    time_quality: int
    author: str
    reason: str
    changes: tuple[Change, ...]


def commits_on(session: Session, row: UUID) -> Iterator[tuple[bytes, Commit]]:
    """The commits that wrote to a row, in causal order, with their hashes."""
    query = (
        select(LogCommit.hash, LogCommit.body, LogCommit.openings)
        .join(LogTouch, LogTouch.commit_id == LogCommit.id)
        .where(LogTouch.row_id == row)
        .order_by(LogCommit.lamport, LogCommit.hash)
    )
    for found in session.execute(query):
        yield found.hash, unseal(found.body, found.openings)


def cells_of(commit: Commit, row: UUID) -> Mapping[str, Any]:
    """What a commit wrote to a row."""
    merged: Cells = {}
    for op in commit.ops:
        if op.row == row:
            merged.update(op.cells)
    return merged


def history(session: Session, kind: type[Record], row: UUID) -> list[Event]:
    """All that happened to a record, oldest first."""
    state: Cells = {}
    events = []
    for tip, commit in commits_on(session, row):
        cells = cells_of(commit, row)
        changes = tuple(
            Change(name, python_value(kind, name, state.get(name)), python_value(kind, name, new))
            for name, new in cells.items()
        )
        state.update(cells)
        events.append(
            Event(tip, commit.wall, commit.time_quality, commit.author, commit.reason, changes)
        )
    return events


def state_after(session: Session, row: UUID, tip: bytes) -> Cells:
    """The cells of a row once the commit with this hash had been made."""
    return _replay(session, row, tip, inclusive=True)


def state_before(session: Session, row: UUID, tip: bytes) -> Cells | None:
    """The cells of a row before the commit with this hash; None when it did not exist yet."""
    first = next(iter(commits_on(session, row)), None)
    if first is None or first[0] == tip:
        return None
    return _replay(session, row, tip, inclusive=False)


def _replay(session: Session, row: UUID, tip: bytes, *, inclusive: bool) -> Cells:
    state: Cells = {}
    for current, commit in commits_on(session, row):
        if current == tip and not inclusive:
            break
        state.update(cells_of(commit, row))
        if current == tip:
            break
    return state


def python_value(kind: type[Record], name: str, value: Any) -> Any:
    """A logged value as the record would hold it; of an unknown column as it came."""
    found = kind.__table__.columns.get(name)
    if found is None:
        return value
    read = from_wire(value, date if found.type.python_type is date else object)
    convert = getattr(found.type, "process_result_value", None)
    return convert(read, None) if convert else read


def defaults(kind: type[Record]) -> Cells:
    """The cells of a row to which nothing was written."""
    return {column.name: default_of(column) for column in logged_columns(kind)}


def restore_version(session: Session, record: Record, tip: bytes) -> None:
    """Gives a record the values that it had once the commit with this hash had been made."""
    kind = type(record)
    then = defaults(kind) | state_after(session, record.id, tip)
    for column in logged_columns(kind):
        if column.name not in ("deleted", "emptied", "owner_id", "sample"):
            setattr(record, column.name, python_value(kind, column.name, then[column.name]))
    record.deleted = False
    session.flush()
