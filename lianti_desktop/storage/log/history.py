"""What happened to a record: its commits, with old and new values, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.log.commit import SAMPLE, Cells, Commit, from_wire, unseal
from lianti_desktop.storage.log.tables import LogCommit, LogTouch
from lianti_desktop.storage.record import Record, default_of, logged_columns
from lianti_desktop.storage.rights import ask_leave


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


class CommitReader:
    """Reads commits of the log, each at most once: a bulk change touched many rows."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._cells: dict[bytes, dict[UUID, Cells]] = {}
        self._commits: dict[bytes, Commit] = {}

    def hashes_on(self, row: UUID) -> Sequence[bytes]:
        """The hashes of the commits that wrote to a row, in causal order."""
        query = (
            select(LogCommit.hash)
            .join(LogTouch, LogTouch.commit_id == LogCommit.id)
            .where(LogTouch.row_id == row)
            .order_by(LogCommit.lamport, LogCommit.hash)
        )
        return self._session.scalars(query).all()

    def commit(self, tip: bytes) -> Commit:
        """The commit with this hash."""
        if tip not in self._commits:
            query = select(LogCommit.body, LogCommit.openings).where(LogCommit.hash == tip)
            found = self._session.execute(query).one()
            self._commits[tip] = unseal(found.body, found.openings)
        return self._commits[tip]

    def cells(self, tip: bytes, row: UUID) -> Cells:
        """What the commit with this hash wrote to a row."""
        if tip not in self._cells:
            by_row: dict[UUID, Cells] = {}
            for op in self.commit(tip).ops:
                by_row.setdefault(op.row, {}).update(op.cells)
            self._cells[tip] = by_row
        return self._cells[tip].get(row, {})

    def state_after(self, row: UUID, tip: bytes) -> Cells:
        """The cells of a row once the commit with this hash had been made."""
        hashes = self.hashes_on(row)
        return self._replay(row, hashes[: hashes.index(tip) + 1])

    def state_before(self, row: UUID, tip: bytes) -> Cells | None:
        """The cells of a row before this commit; None when it did not exist yet."""
        hashes = self.hashes_on(row)
        before = hashes[: hashes.index(tip)]
        return self._replay(row, before) if before else None

    def _replay(self, row: UUID, hashes: Sequence[bytes]) -> Cells:
        state: Cells = {}
        for tip in hashes:
            state.update(self.cells(tip, row))
        return state


def cells_of(commit: Commit, row: UUID) -> Cells:
    """What a commit wrote to a row."""
    merged: Cells = {}
    for op in commit.ops:
        if op.row == row:
            merged.update(op.cells)
    return merged


def history(session: Session, kind: type[Record], row: UUID) -> list[Event]:
    """All that happened to a record, oldest first."""
    reader = CommitReader(session)
    state: Cells = {}
    events = []
    for tip in reader.hashes_on(row):
        commit, cells = reader.commit(tip), reader.cells(tip, row)
        changes = tuple(
            Change(name, python_value(kind, name, state.get(name)), python_value(kind, name, new))
            for name, new in cells.items()
            if name != SAMPLE or state.get(name) != new
        )
        state.update(cells)
        events.append(
            Event(tip, commit.wall, commit.time_quality, commit.author, commit.reason, changes)
        )
    return events


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
    ask_leave(session, record)
    kind = type(record)
    then = defaults(kind) | CommitReader(session).state_after(record.id, tip)
    for column in logged_columns(kind):
        if column.name not in ("deleted", "emptied", "owner_id", "sample"):
            setattr(record, column.name, python_value(kind, column.name, then[column.name]))
    record.deleted = False
    session.flush()
