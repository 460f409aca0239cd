"""Writing commits of others into the tables: many rows at a time, column by column.

Rows are loaded by chunks, every commit is absorbed in memory by the one merge, and the rows are
written back together with stamps, digests, search words and siblings. Source: exchange.md §3, §11.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import cbor2
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from lianti_desktop.storage.bulk import (
    Columns,
    chunks,
    insert_columns,
    select_rows,
    sql_table,
    update_columns,
)
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log import digest, quick_cbor
from lianti_desktop.storage.log.commit import Cells, Commit, Wire, canonical, unseal
from lianti_desktop.storage.log.history import cells_of
from lianti_desktop.storage.log.merge import (
    CREATED,
    DELETED,
    Ledger,
    Mark,
    Row,
    Sibling,
    absorb,
    note_hidden,
)
from lianti_desktop.storage.log.stamps import packed_stamps
from lianti_desktop.storage.log.tables import LogCommit, LogSibling, LogTouch, LogVoid, TableDigest
from lianti_desktop.storage.record import Record, table_of
from lianti_desktop.storage.search_index import SearchEntry, words_from
from lianti_desktop.sync.rows import shape_of

Kinds = dict[str, int]
_NONE: Final[frozenset[str]] = frozenset()
_STAMP = ("log_id", "seq", "lamport", "quality")


@dataclass
class Counts:
    """What an import does to the tables, by kind."""

    new: Kinds = field(default_factory=dict)
    changed: Kinds = field(default_factory=dict)
    deleted: Kinds = field(default_factory=dict)
    conflicts: Kinds = field(default_factory=dict)

    def note(self, what: Kinds, table: str) -> None:
        """One more."""
        what[table] = what.get(table, 0) + 1


@dataclass(slots=True)
class Held:
    """A row in memory; `known` tells whether the table had it, `was` its digest there."""

    kind: type[Record]
    row: Row
    known: bool = False
    was: bytes | None = None
    lay_in_bin: bool = False
    had_siblings: bool = False
    contested: frozenset[str] = _NONE
    written: frozenset[str] = _NONE
    touched: bool = False


@dataclass(frozen=True)
class _Batch:
    """Rows of one kind on their way into its table, with all their cells and their digests."""

    kind: type[Record]
    rows: Sequence[Held]
    numbers: Sequence[bytes]
    cells: Sequence[Cells]
    digests: Sequence[bytes]

    def columns(self, names: Iterable[str]) -> Columns:
        """The values of some columns, and of those that the log keeps for itself."""
        columns: dict[str, Sequence[Wire]] = {
            name: [cells.get(name) for cells in self.cells] for name in names
        }
        columns["id"] = self.numbers
        columns["stamps"] = [packed_stamps(held.row.stamps) for held in self.rows]
        columns["digest"] = self.digests
        columns["lamport"] = [held.row.lamport for held in self.rows]
        return columns


def _batch(kind: type[Record], rows: Sequence[Held]) -> _Batch:
    whole = shape_of(kind).whole
    cells = [whole(held.row.cells) for held in rows]
    numbers = [held.row.id.bytes for held in rows]
    digests = list(digest.cells_digests(kind, zip(numbers, cells, strict=True)))
    return _Batch(kind, rows, numbers, cells, digests)


class Projector:
    """Collects what commits do to rows and writes it out."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        self._session = session
        self._ledger = ledger
        self._held: dict[tuple[str, UUID], Held] = {}
        self._moves: dict[tuple[str, str], bytes] = {}
        self._since: dict[int, int] = {}
        self._changed: set[UUID] = set()
        self._removed: set[UUID] = set()
        self._contested: set[tuple[str, UUID, str]] = set()
        self.counts = Counts()

    def prepare(self, commits: Iterable[Commit]) -> None:
        """Loads the rows that commits will write to."""
        wanted: dict[str, dict[bytes, UUID]] = {}
        held = self._held
        for commit in commits:
            for op in commit.ops:
                if op.table not in BY_TABLE or op.stays_at_home:
                    continue
                if not held or (op.table, op.row) not in held:
                    wanted.setdefault(op.table, {})[op.row.bytes] = op.row
        for table, rows in wanted.items():
            self._load(BY_TABLE[table], rows)

    def _load(self, kind: type[Record], rows: Mapping[bytes, UUID]) -> None:
        """Takes rows into memory. Ids rise with time: what lies beyond the last that is held need
        not be looked for.
        """
        columns, names = sql_table(kind).columns, tuple(shape_of(kind).checks)
        asked = [columns[name] for name in ("id", "stamps", "digest", "lamport", *names)]
        latest = self._session.scalar(select(func.max(columns["id"])))
        sought = [number for number in rows if latest and number <= latest.bytes]
        known = {
            found[0]: _held(kind, rows[found[0]], found[1:4], zip(names, found[4:], strict=True))
            for found in select_rows(self._session, asked, columns["id"], sought)
        }
        self._lay_beside(known)
        table = table_of(kind)
        for number, row in rows.items():
            self._held[table, row] = known.get(number) or Held(kind, Row(row))

    def _lay_beside(self, known: Mapping[bytes, Held]) -> None:
        """Adds the values that were written at the same time as those shown."""
        columns = sql_table(LogSibling).columns
        asked = [columns[name] for name in ("row_id", "column_name", "value", *_STAMP)]
        found = select_rows(self._session, asked, columns["row_id"], known)
        for number, name, value, *stamp in found:
            held = known[number]
            held.had_siblings = True
            held.row.beside.setdefault(name, []).append(Sibling(stamp, cbor2.loads(value)))

    def held(self, table: str, row: UUID) -> Held:
        """A row that was prepared."""
        return self._held[table, row]

    def as_seen(self, row: UUID, name: str, mark: Mark) -> Wire:
        """What the log says that a cell held in all that an author had seen."""
        query = (
            select(LogCommit.log_id, LogCommit.seq, LogCommit.body, LogCommit.openings)
            .join(LogTouch, LogTouch.commit_id == LogCommit.id)
            .where(LogTouch.row_id == row, LogCommit.id.not_in(select(LogVoid.commit_id)))
            .order_by(LogCommit.id)
        )
        value: Wire = None
        for found in self._session.execute(query):
            is_itself = (found.log_id, found.seq) == (mark.log, mark.seq)
            if not is_itself and mark.has_seen([found.log_id, found.seq]):
                value = cells_of(unseal(found.body, found.openings), row).get(name, value)
        return value

    def write(self, mark: Mark, commit: Commit) -> None:
        """Absorbs a commit into the rows in memory."""
        self._since.setdefault(mark.log, mark.seq)
        for op in commit.ops:
            if op.table not in BY_TABLE or op.stays_at_home:
                continue
            held = self._held[op.table, op.row]
            held.touched = True
            if held.known:
                held.written |= op.cells.keys()
            if contested := absorb(held.row, mark, op.cells, self._ledger):
                held.contested |= contested
            if op.erased:
                note_hidden(held.row, mark)

    def rebuild(self, table: str, row: Row) -> None:
        """Puts a row in the place of the one that the table has; one without commits vanishes."""
        kind = BY_TABLE[table]
        self._load(kind, {row.id.bytes: row.id})
        held = self._held[table, row.id]
        if row.stamps:
            held.row, held.touched = row, True
            held.written = frozenset(shape_of(kind).checks)
            return
        del self._held[table, row.id]
        self._move(kind, [], [held])
        self._session.execute(
            delete(sql_table(kind)).where(sql_table(kind).columns["id"] == row.id)
        )
        self._session.execute(delete(SearchEntry).where(SearchEntry.row_id == row.id))
        self._session.execute(delete(LogSibling).where(LogSibling.row_id == row.id))

    def flush(self) -> None:
        """Writes out what was collected and forgets it."""
        by_kind: dict[type[Record], list[Held]] = {}
        for held in self._held.values():
            if held.touched:
                by_kind.setdefault(held.kind, []).append(held)
        for kind, rows in by_kind.items():
            self._write_kind(kind, rows)
        self._held.clear()

    def _write_kind(self, kind: type[Record], rows: Sequence[Held]) -> None:
        fresh = _batch(kind, [held for held in rows if not held.known])
        changed = _batch(kind, [held for held in rows if held.known])
        for batch in (fresh, changed):
            self._count(batch)
            self._move(kind, batch.digests, batch.rows)
            self._write_words(batch)
        names: set[str] = set().union(*fresh.cells)
        insert_columns(self._session, sql_table(kind), fresh.columns(names))
        names = {DELETED}.union(*(held.written for held in changed.rows))
        written = changed.columns(names & shape_of(kind).checks.keys())
        update_columns(self._session, sql_table(kind), "id", written)
        self._write_siblings(rows)

    def _move(self, kind: type[Record], digests: Sequence[bytes], rows: Sequence[Held]) -> None:
        """Adds what rows are now to the digests of the table and takes away what they were."""
        was = [held.was for held in rows if held.was]
        gone = digest.sums(kind, was)
        for scope, come in digest.sums(kind, digests).items():
            place = (table_of(kind), scope.value)
            moved = digest.add(self._moves.get(place, digest.EMPTY), come)
            self._moves[place] = digest.subtract(moved, gone[scope])

    def _count(self, batch: _Batch) -> None:
        """Counts each row once for the whole import: as new, changed or deleted."""
        table = table_of(batch.kind)
        for held, cells in zip(batch.rows, batch.cells, strict=True):
            row = held.row.id
            if not held.known:
                self.counts.note(self.counts.new, table)
            elif row not in self._changed and not self._came_new(held):
                self._changed.add(row)
                self.counts.note(self.counts.changed, table)
            is_removed = cells[DELETED] and not held.lay_in_bin and row in self._changed
            if is_removed and row not in self._removed:
                self._removed.add(row)
                self.counts.changed[table] -= 1
                self.counts.note(self.counts.deleted, table)
            if held.contested:
                self._count_conflicts(table, held)

    def _came_new(self, held: Held) -> bool:
        """Whether the commit that made the row came with this import too."""
        log, seq, *_ = held.row.stamps[CREATED]
        return log in self._since and seq >= self._since[log]

    def _count_conflicts(self, table: str, held: Held) -> None:
        for name in held.contested:
            place = (table, held.row.id, name)
            if name in held.row.beside and place not in self._contested:
                self._contested.add(place)
                self.counts.note(self.counts.conflicts, table)

    def _write_words(self, batch: _Batch) -> None:
        living = [{} if cells[DELETED] else cells for cells in batch.cells]
        columns: Columns = {
            "row_id": batch.numbers,
            "kind": [table_of(batch.kind)] * len(batch.rows),
            "words": words_from(batch.kind, living),
        }
        renewed = ("row_id", "words")
        insert_columns(self._session, sql_table(SearchEntry), columns, renewed)

    def _write_siblings(self, rows: Sequence[Held]) -> None:
        for part in chunks(held.row.id for held in rows if held.had_siblings):
            self._session.execute(delete(LogSibling).where(LogSibling.row_id.in_(part)))
        fresh = [
            (held.row.id.bytes, table_of(held.kind), name, _packed(sibling.value), *sibling.stamp)
            for held in rows
            for name, siblings in held.row.beside.items()
            for sibling in siblings
        ]
        names = ("row_id", "table_name", "column_name", "value", *_STAMP)
        if fresh:
            columns = dict(zip(names, zip(*fresh, strict=True), strict=True))
            insert_columns(self._session, sql_table(LogSibling), columns)

    def finish(self) -> None:
        """Moves the digests of the tables by all that was written."""
        self.flush()
        for (table, scope), move in self._moves.items():
            where = (TableDigest.table_name == table, TableDigest.scope == scope)
            total = self._session.scalar(select(TableDigest.digest).where(*where))
            if total is None:
                row = {"table_name": table, "scope": scope, "digest": move}
                self._session.execute(insert(TableDigest).values(row))
            else:
                moved = digest.add(total, move)
                self._session.execute(update(TableDigest).where(*where).values(digest=moved))
        self._moves.clear()


def _packed(value: Wire) -> bytes:
    return canonical(value) if type(value) is float else quick_cbor.encode(value)


def _held(
    kind: type[Record],
    number: UUID,
    kept: tuple[str | None, bytes | None, int | None],
    values: Iterable[tuple[str, Any]],
) -> Held:
    """A row of the table, from what the log keeps in it and from its cells."""
    stamps, was, lamport = kept
    cells = {name: value for name, value in values if value is not None}
    row = Row(number, cells, json.loads(stamps or "{}"), {}, lamport or 0)
    return Held(kind, row, known=True, was=was, lay_in_bin=bool(cells[DELETED]))
