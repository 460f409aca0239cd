"""What every accepted write is, reckoned without the program from sets of writes.

Nothing of `sync` or of the log is imported. The oracle reads the tables with plain sqlite3 and the
commits with plain CBOR. A write is an `Event` with the set of all events that its author held. From
these sets alone follows what each cell must hold: the values of the events that no other has seen
(the shown one is the highest by clock quality, lamport, replica and hash); others are dominated.
A removal is none when somebody edited the record without knowing of it.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import cbor2

Cell = tuple[str, bytes, str]
TABLES = {
    "activity": ("title", "place", "theme", "held_on", "deleted"),
    "lesson": ("topic", "activity_id", "deleted"),
    "school": ("phone", "name"),
}
GUARDED = {("school", "phone")}


class Lost(AssertionError):  # noqa: N818
    """The program does not hold what it must."""


@dataclass(frozen=True)
class Event:
    """One write: where it stands, what its author had seen, and what it wrote."""

    hash: bytes
    replica: bytes
    seq: int
    lamport: int
    quality: int
    seen: frozenset[bytes]
    writes: Mapping[Cell, Any]

    @property
    def rank(self) -> tuple[int, int, bytes, bytes]:
        """The order in which writes that did not know each other are shown."""
        return self.quality, self.lamport, self.replica, self.hash


@dataclass
class Memory:
    """What one copy holds, and what it was told that others hold; goes back with its database."""

    held: frozenset[bytes] = frozenset()
    heard: dict[bytes, frozenset[bytes]] = field(default_factory=dict)

    def copy(self) -> "Memory":
        """The same, to be kept aside."""
        return Memory(self.held, dict(self.heard))


def observed(database: Path) -> frozenset[bytes]:
    """The hashes of all commits in a database."""
    with closing(_opened(database)) as file:
        return frozenset(row[0] for row in file.execute("SELECT hash FROM log_commit"))


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(database)


class Oracle:
    """All events of an alliance, from wherever they came."""

    def __init__(self) -> None:
        self.events: dict[bytes, Event] = {}
        self.limits: dict[bytes, int] = {}

    def learn(self, database: Path, before: frozenset[bytes]) -> frozenset[bytes]:
        """Takes note of what a copy has written since; returns what it holds now."""
        held, found = set(before), set[bytes]()
        with closing(_opened(database)) as file:
            query = "SELECT hash, body, openings FROM log_commit ORDER BY id"
            for tip, body, openings in file.execute(query):
                if tip not in self.events:
                    self.events[tip] = self._event(tip, (body, openings), frozenset(held))
                held.add(tip)
                found.add(tip)
        if before - found:
            raise Lost(f"{len(before - found)} commits are gone from the log of a copy")
        return frozenset(found)

    def begin(self, database: Path) -> frozenset[bytes]:
        """Takes the commits of a settled copy as given; their authors had seen their elders."""
        with closing(_opened(database)) as file:
            query = "SELECT hash, body, openings FROM log_commit ORDER BY id"
            for tip, body, openings in file.execute(query):
                if tip not in self.events:
                    raw = cbor2.loads(body)
                    named = [dep[2] for dep in raw["deps"]] + [raw["prev"]]
                    elders = {tip for tip in named if tip}
                    seen = elders.union(*(self.events[one].seen for one in elders))
                    self.events[tip] = self._event(tip, (body, openings), frozenset(seen))
        return observed(database)

    def _event(
        self, tip: bytes, packed: tuple[bytes, bytes | None], seen: frozenset[bytes]
    ) -> Event:
        raw = cbor2.loads(packed[0])
        event = Event(
            hash=tip,
            replica=raw["replica"],
            seq=raw["seq"],
            lamport=raw["lamport"],
            quality=raw["time_quality"],
            seen=seen,
            writes=dict(_writes(raw, packed[1])),
        )
        if seen and event.lamport <= max(self.events[one].lamport for one in seen):
            raise Lost("a commit has no higher lamport than what its author had seen")
        return event

    def require_written(self, fresh: Iterable[bytes], wanted: Mapping[Cell, Any]) -> None:
        """What somebody typed in stands in one of the new commits."""
        found = [self.events[tip].writes for tip in fresh]
        for cell, value in wanted.items():
            if not any(writes.get(cell, _NOTHING) == value for writes in found):
                raise Lost(f"{cell[0]}.{cell[2]} = {value!r} was typed in and is in no commit")

    def counts(self, event: Event) -> bool:
        """Whether a write counts: one that a retired copy made too late does not."""
        limit = self.limits.get(event.replica)
        return limit is None or event.seq <= limit

    def retire(self, replica: bytes, core: frozenset[bytes]) -> None:
        """From now on only what the core school holds of a copy counts."""
        held = [self.events[tip].seq for tip in core if self.events[tip].replica == replica]
        self.limits[replica] = max(held, default=0)

    def wanted(self, held: frozenset[bytes]) -> dict[Cell, list[tuple[Event, Any]]]:
        """For each cell the values that must be there, the shown one first."""
        writers: dict[Cell, list[Event]] = {}
        for tip in held:
            event = self.events[tip]
            if self.counts(event):
                for cell in event.writes:
                    writers.setdefault(cell, []).append(event)
        edits = _edits(writers)
        return {
            cell: [(event, _effect(event, cell, edits)) for event in _undominated(events)]
            for cell, events in writers.items()
        }

    def examine(self, database: Path, held: frozenset[bytes], *, is_reader: bool) -> None:
        """Compares every cell of a copy, and all values beside it, with what must be there."""
        shown, beside = _rows(database), _siblings(database)
        for cell, values in self.wanted(held).items():
            table, row, column = cell
            if column not in TABLES.get(table, ()) or (
                (table, column) in GUARDED and not is_reader
            ):
                continue
            actual = [shown.get(cell, _NOTHING), *sorted(beside.get(cell, []), key=repr)]
            first, *others = [value for _, value in values]
            if [actual[0], *actual[1:]] != [first, *sorted(others, key=repr)]:
                raise Lost(
                    f"{table} {UUID(bytes=row)} {column}: shows {actual[0]!r} beside {actual[1:]},"
                    f" must show {first!r} beside {others}"
                )


class Census(Oracle):
    """For alliances so large that sets of all that was seen find no room: knows only which commits
    there are, so what is held against the program is that none is lost and all copies are equal.
    """

    def learn(self, database: Path, before: frozenset[bytes]) -> frozenset[bytes]:
        """What a copy holds now."""
        found = observed(database)
        if before - found:
            raise Lost(f"{len(before - found)} commits are gone from the log of a copy")
        return found

    def begin(self, database: Path) -> frozenset[bytes]:
        """What a settled copy holds."""
        return observed(database)

    def require_written(self, fresh: Iterable[bytes], wanted: Mapping[Cell, Any]) -> None:
        """Whatever was typed in has made a commit."""
        if wanted and not any(fresh):
            raise Lost(f"{next(iter(wanted))} was typed in and is in no commit")

    def examine(self, database: Path, held: frozenset[bytes], *, is_reader: bool) -> None:
        """A copy holds what it held when it was last asked."""
        if observed(database) != held:
            raise Lost("the log of a copy has changed by itself")


_NOTHING = object()


def _writes(raw: Mapping[str, Any], openings: bytes | None) -> Iterable[tuple[Cell, Any]]:
    opened = cbor2.loads(openings) if openings else {}
    for index, (table, row, cells) in enumerate(raw["ops"]):
        for column, value in cells.items():
            salted = opened.get(index, {}).get(column)
            yield (table, row, column), salted[1] if salted else value


def _undominated(events: list[Event]) -> list[Event]:
    """Those that none of the others had seen, the shown one first."""
    known = frozenset().union(*(event.seen for event in events))
    left = [event for event in events if event.hash not in known]
    return sorted(left, key=lambda event: event.rank, reverse=True)


def _edits(writers: Mapping[Cell, list[Event]]) -> dict[tuple[str, bytes], list[Event]]:
    """By record the writes to anything but its place in the bin."""
    found: dict[tuple[str, bytes], list[Event]] = {}
    for (table, row, column), events in writers.items():
        if column not in ("deleted", "emptied"):
            found.setdefault((table, row), []).extend(events)
    return found


def _effect(event: Event, cell: Cell, edits: Mapping[tuple[str, bytes], list[Event]]) -> Any:
    """The value that a write leaves: a removal that did not know of an edit leaves the record."""
    value = event.writes[cell]
    if cell[2] != "deleted" or value is not True:
        return value
    unknown = (
        other
        for other in edits.get(cell[:2], ())
        if other.hash != event.hash
        and other.hash not in event.seen
        and event.hash not in other.seen
    )
    return next(unknown, None) is None


def _rows(database: Path) -> dict[Cell, Any]:
    found: dict[Cell, Any] = {}
    with closing(_opened(database)) as file:
        for table, columns in TABLES.items():
            for row, *values in file.execute(f"SELECT id, {', '.join(columns)} FROM {table}"):
                for column, value in zip(columns, values, strict=True):
                    found[table, bytes.fromhex(row), column] = _plain(column, value)
    return found


def _plain(column: str, value: Any) -> Any:
    """A value of SQLite as commits write it."""
    if column == "deleted":
        return bool(value)
    if column.endswith("_id") and value is not None:
        return bytes.fromhex(value)
    return value.isoformat() if isinstance(value, date) else value


def _siblings(database: Path) -> dict[Cell, list[Any]]:
    found: dict[Cell, list[Any]] = {}
    query = "SELECT table_name, row_id, column_name, value FROM log_sibling"
    with closing(_opened(database)) as file:
        for table, row, column, value in file.execute(query):
            place = (table, bytes.fromhex(row), column)
            found.setdefault(place, []).append(cbor2.loads(value))
    return found
