"""Writing commits of others into the tables: many rows at a time, by SQLAlchemy Core.

Rows are loaded by chunks, every commit is absorbed in memory by the one merge, and the rows are
written back together with stamps, digests, search words and siblings. Source: exchange.md §3, §11.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar, cast
from uuid import UUID

import cbor2
from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log import digest
from lianti_desktop.storage.log.commit import Commit, Wire, canonical, to_wire, unseal
from lianti_desktop.storage.log.history import cells_of
from lianti_desktop.storage.log.merge import DELETED, Ledger, Mark, Row, Sibling, absorb
from lianti_desktop.storage.log.tables import LogCommit, LogSibling, LogTouch, LogVoid, TableDigest
from lianti_desktop.storage.record import Base, Record, columns_of, table_of
from lianti_desktop.storage.search_index import SearchEntry, words_from
from lianti_desktop.sync.rows import shape_of

T = TypeVar("T")
Kinds = dict[str, int]
CHUNK = 500


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


@dataclass
class Held:
    """A row in memory; `known` tells whether the table had it, `was` its digest there."""

    kind: type[Record]
    row: Row
    known: bool = False
    was: bytes | None = None
    lay_in_bin: bool = False
    contested: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    touched: bool = False


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Values some at a time."""
    source = iter(values)
    while part := list(islice(source, size)):
        yield part


class Projector:
    """Collects what commits do to rows and writes it out."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        self._session = session
        self._ledger = ledger
        self._held: dict[tuple[str, UUID], Held] = {}
        self._moves: dict[tuple[str, str], bytes] = {}
        self._counted: dict[tuple[str, UUID], str] = {}
        self._contested: set[tuple[str, UUID, str]] = set()
        self.counts = Counts()

    def prepare(self, commits: Iterable[Commit]) -> None:
        """Loads the rows that commits will write to."""
        wanted: dict[str, set[UUID]] = {}
        for commit in commits:
            for op in commit.ops:
                if op.stays_at_home:
                    continue
                if op.table in BY_TABLE and (op.table, op.row) not in self._held:
                    wanted.setdefault(op.table, set()).add(op.row)
        for table, rows in wanted.items():
            self._load(BY_TABLE[table], rows)

    def _load(self, kind: type[Record], rows: set[UUID]) -> None:
        table = table_of(kind)
        columns = columns_of(kind)
        for part in chunks(rows):
            found = select(*columns).where(sql_table(kind).columns["id"].in_(part))
            for values in self._session.execute(found).mappings():
                self._held[table, values["id"]] = _held(kind, values)
            siblings = select(LogSibling).where(LogSibling.row_id.in_(part))
            for sibling in self._session.scalars(siblings):
                _lay_beside(self._held[table, sibling.row_id].row, sibling)
                self._session.expunge(sibling)
        for row in rows:
            self._held.setdefault((table, row), Held(kind, Row(row)))

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
        for op in commit.ops:
            if op.table not in BY_TABLE or op.stays_at_home:
                continue
            held = self._held[op.table, op.row]
            held.touched = True
            held.written.update(op.cells)
            held.contested |= absorb(held.row, mark, op.cells, self._ledger)

    def rebuild(self, table: str, row: Row) -> None:
        """Puts a row in the place of the one that the table has; one without commits vanishes."""
        kind = BY_TABLE[table]
        self._load(kind, {row.id})
        held = self._held[table, row.id]
        if row.stamps:
            held.row, held.touched = row, True
            held.written = set(shape_of(kind).readers)
            return
        del self._held[table, row.id]
        for scope, part in (digest.split(kind, held.was) if held.was else {}).items():
            place = (table, scope.value)
            self._moves[place] = digest.subtract(self._moves.get(place, digest.EMPTY), part)
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
        shape = shape_of(kind)
        fresh: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        words: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
        for held in rows:
            values = shape.values(held.row.cells)
            self._count(held, values)
            words[held.known].append(_words(kind, held.row.id, values))
            (changed if held.known else fresh).append(values | self._local(kind, held))
        if fresh:
            self._session.execute(insert(sql_table(kind)), _filled(fresh, shape.unwritten))
        if changed:
            written = {DELETED}.union(*(held.written for held in rows if held.known))
            _update_rows(self._session, kind, changed, written & shape.readers.keys())
        if words[False]:
            self._session.execute(insert(sql_table(SearchEntry)), words[False])
        self._write_words(words[True])
        self._write_siblings(rows)

    def _local(self, kind: type[Record], held: Held) -> dict[str, Any]:
        """The columns that the log keeps for itself."""
        new = digest.row_digest(kind, held.row.id, shape_of(kind).wire(held.row.cells))
        self._move(kind, held.was, new)
        return {
            "id": held.row.id,
            "stamps": json.dumps(held.row.stamps, separators=(",", ":")),
            "digest": new,
            "lamport": held.row.lamport,
        }

    def _move(self, kind: type[Record], old: bytes | None, new: bytes) -> None:
        table = table_of(kind)
        for scope, part in digest.split(kind, new).items():
            place = (table, scope.value)
            self._moves[place] = digest.add(self._moves.get(place, digest.EMPTY), part)
        for scope, part in (digest.split(kind, old) if old else {}).items():
            place = (table, scope.value)
            self._moves[place] = digest.subtract(self._moves[place], part)

    def _count(self, held: Held, values: Mapping[str, Any]) -> None:
        """Counts a row once for the whole import: as new, changed or deleted."""
        table = table_of(held.kind)
        place = (table, held.row.id)
        if place not in self._counted:
            self._counted[place] = "changed" if held.known else "new"
            self.counts.note(self.counts.changed if held.known else self.counts.new, table)
        if self._counted[place] == "changed" and values[DELETED] and not held.lay_in_bin:
            self._counted[place] = "deleted"
            self.counts.changed[table] -= 1
            self.counts.note(self.counts.deleted, table)
        for name in held.contested:
            if name in held.row.beside and (*place, name) not in self._contested:
                self._contested.add((*place, name))
                self.counts.note(self.counts.conflicts, table)

    def _write_words(self, rows: list[dict[str, Any]]) -> None:
        for part in chunks(rows):
            ids = [row["row_id"] for row in part]
            query = select(SearchEntry.row_id, SearchEntry.words)
            known = {
                row.row_id: row.words
                for row in self._session.execute(query.where(SearchEntry.row_id.in_(ids)))
            }
            fresh = [row for row in part if row["row_id"] not in known]
            if fresh:
                self._session.execute(insert(SearchEntry), fresh)
            changed = [
                row for row in part if row["words"] != known.get(row["row_id"], row["words"])
            ]
            for row in changed:
                where = SearchEntry.row_id == row["row_id"]
                self._session.execute(update(SearchEntry).where(where).values(words=row["words"]))

    def _write_siblings(self, rows: Sequence[Held]) -> None:
        known = [held.row.id for held in rows if held.known]
        for part in chunks(known):
            self._session.execute(delete(LogSibling).where(LogSibling.row_id.in_(part)))
        fresh = [
            _sibling_row(held, name, sibling)
            for held in rows
            for name, siblings in held.row.beside.items()
            for sibling in siblings
        ]
        if fresh:
            self._session.execute(insert(sql_table(LogSibling)), fresh)

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


def sql_table(kind: type[Base]) -> Table:
    """A kind's table, for statements without records."""
    return cast("Table", kind.__table__)


def _held(kind: type[Record], values: Mapping[Any, Any]) -> Held:
    cells = {name: to_wire(values[name]) for name in shape_of(kind).readers}
    row = Row(values["id"], cells, json.loads(values["stamps"] or "{}"), {}, values["lamport"] or 0)
    return Held(kind, row, known=True, was=values["digest"], lay_in_bin=bool(values[DELETED]))


def _lay_beside(row: Row, sibling: LogSibling) -> None:
    stamp = [sibling.log_id, sibling.seq, sibling.lamport, sibling.quality]
    row.beside.setdefault(sibling.column_name, []).append(
        Sibling(stamp, cbor2.loads(sibling.value))
    )


def _words(kind: type[Record], row: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    words = "" if values[DELETED] else words_from(kind, values.__getitem__)
    return {"row_id": row, "kind": table_of(kind), "words": words}


def _filled(rows: list[dict[str, Any]], unwritten: Mapping[str, Any]) -> list[dict[str, Any]]:
    """New rows without the columns that are empty in all of them, and would be so anyhow."""
    names = {name for row in rows for name, value in row.items() if value is not None}
    names |= {name for name, value in unwritten.items() if value is not None}
    return [{name: row[name] for name in names} for row in rows]


def _update_rows(
    session: Session, kind: type[Record], rows: list[dict[str, Any]], written: set[str]
) -> None:
    """Writes the columns that some of the rows have changed, and those that the log keeps."""
    table = sql_table(kind)
    names = [*sorted(written), "stamps", "digest", "lamport"]
    statement = (
        update(table)
        .where(table.columns["id"] == bindparam("which"))
        .values({name: bindparam(f"to_{name}", type_=table.columns[name].type) for name in names})
    )
    values = [{"which": row["id"], **{f"to_{name}": row[name] for name in names}} for row in rows]
    session.connection().execute(statement, values)


def _sibling_row(held: Held, name: str, sibling: Sibling) -> dict[str, Any]:
    log, seq, lamport, quality = sibling.stamp
    return {
        "row_id": held.row.id,
        "column_name": name,
        "log_id": log,
        "seq": seq,
        "table_name": table_of(held.kind),
        "lamport": lamport,
        "quality": quality,
        "value": canonical(sibling.value),
    }
