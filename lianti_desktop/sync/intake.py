"""Taking commits from outside into the log: each in its place in a chain, or parked until it fits.

Nothing is believed: the body must be canonical, its hash follows from its bytes, it must continue
a log that is held, and all that its author had seen must be held too. A commit that continues a
log at a place already taken by another is a fork: it begins a log of its own, so that both count.
Source: exchange.md §2 to §4.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from lianti_desktop.domain.ids import new_id
from lianti_desktop.storage.bulk import Columns, chunks, insert_columns, select_rows, sql_table
from lianti_desktop.storage.exchange import Parked
from lianti_desktop.storage.log.commit import Commit, Head
from lianti_desktop.storage.log.contexts import Seen, load_contexts, write_context
from lianti_desktop.storage.log.merge import Mark
from lianti_desktop.storage.log.tables import Log, LogCommit, LogTouch
from lianti_desktop.sync.package import Carried
from lianti_desktop.sync.reading import Arrived, read_commit
from lianti_desktop.sync.refusal import Reason, RefusedError

BATCH = 2000
BATCH_BYTES = 4 * 1024 * 1024


class Placed(NamedTuple):
    """A commit that has its place in a log; `id` is its number in the table."""

    id: int
    arrived: Arrived
    mark: Mark


@dataclass
class _Tip:
    """A log while commits are added to it; `seen` is what its author has seen of the others by now.

    `base` is what a new branch had seen before it began.
    """

    replica: UUID
    log: int
    seq: int
    hash: bytes | None
    lamport: int = 0
    base: Seen | None = None
    seen: Seen | None = None


class Intake:
    """The logs of this copy while commits are taken in."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._contexts = load_contexts(session)
        self._tips: dict[bytes, _Tip] = {}
        self._main: dict[UUID, _Tip] = {}
        self._replicas: dict[int, UUID] = {}
        self._places: dict[bytes, tuple[int, int]] = {}
        self._next = (session.scalar(select(func.max(LogCommit.id))) or 0) + 1
        for log in session.scalars(select(Log)):
            self._know(log)

    def _know(self, log: Log) -> None:
        lamport = self._session.scalar(
            select(LogCommit.lamport).where(
                LogCommit.log_id == log.id, LogCommit.seq == log.head_seq
            )
        )
        replica = log.origin or log.replica
        self._replicas[log.id] = replica
        tip = _Tip(replica, log.id, log.head_seq, log.head_hash, lamport or 0)
        if log.head_hash is not None:
            self._tips[log.head_hash] = tip
        if log.origin is None:
            self._main[log.replica] = tip

    def take_parked(self) -> Iterator[list[Placed]]:
        """Places what waited, as long as something fits; it must be written before going on."""
        while placed := self.place(self._waiting()):
            yield placed
        held = places_of(self._session, self._session.scalars(select(Parked.hash)))
        for part in chunks(held):
            self._session.execute(delete(Parked).where(Parked.hash.in_(part)))

    def _waiting(self) -> list[Arrived]:
        query = select(Parked.body, Parked.openings).order_by(Parked.replica, Parked.seq)
        return [read_commit((row.body, row.openings)) for row in self._session.execute(query)]

    def place(self, batch: list[Arrived]) -> list[Placed]:
        """Places commits in the order in which they come, to be written; the rest is parked."""
        self._look_up(batch)
        placed: list[Placed] = []
        waiting: list[Arrived] = []
        for arrived in batch:
            if arrived.tip in self._places:
                continue
            found = self._place(arrived)
            if found is None:
                waiting.append(arrived)
            else:
                placed.append(found)
        self._park(waiting)
        return placed

    def _look_up(self, batch: list[Arrived]) -> None:
        """Learns which of the commits named here are held already.

        What follows a tip, or follows what does so, is not held: nothing that is comes after one.
        So most commits need not be looked for.
        """
        coming: set[bytes] = set()
        named: set[bytes] = set()
        for arrived in batch:
            commit = arrived.commit
            named.update(dep.hash for dep in commit.deps if dep.hash)
            if commit.prev in coming or self._begun(commit) is not None:
                coming.add(arrived.tip)
            else:
                named.add(arrived.tip)
            if commit.prev is not None and commit.prev not in coming:
                named.add(commit.prev)
        tips = {tip: self._tips[tip] for tip in named & self._tips.keys()}
        self._places = {tip: (at.log, at.seq) for tip, at in tips.items()}
        self._places |= places_of(self._session, named - tips.keys() - coming)

    def _place(self, arrived: Arrived) -> Placed | None:
        """The commit in its log, or None when something before it is missing."""
        commit = arrived.commit
        if commit.deps and not all(dep.hash in self._places for dep in commit.deps):
            return None
        tip = self._begun(commit) or self._branch(commit)
        if tip is None:
            return None
        if commit.lamport <= tip.lamport or commit.replica != tip.replica:
            raise RefusedError(Reason.BAD_COMMIT)
        past = self._past(commit, tip)
        self._move(tip, arrived)
        self._places[arrived.tip] = (tip.log, commit.seq)
        mark = Mark(tip.log, commit.seq, commit.lamport, commit.time_quality, past)
        self._next += 1
        return Placed(self._next - 1, arrived, mark)

    def _begun(self, commit: Commit) -> _Tip | None:
        """The log that the commit goes on with."""
        tip = self._tips.get(commit.prev) if commit.prev else self._main.get(commit.replica)
        return tip if tip and (tip.seq, tip.hash) == (commit.seq - 1, commit.prev) else None

    def _move(self, tip: _Tip, arrived: Arrived) -> None:
        if tip.hash is not None:
            self._tips.pop(tip.hash, None)
        tip.seq, tip.hash = arrived.commit.seq, arrived.tip
        tip.lamport = arrived.commit.lamport
        self._tips[arrived.tip] = tip

    def _branch(self, commit: Commit) -> _Tip | None:
        """A new log: the first of its replica, or one that forks off at a commit that is held."""
        if commit.prev is None and commit.seq == 1:
            fork = None if commit.replica not in self._main else (None, 0)
            return self._new_log(commit.replica, fork)
        base = self._places.get(commit.prev or b"")
        if base is None:
            return None
        if base[1] != commit.seq - 1 or self._replicas[base[0]] != commit.replica:
            raise RefusedError(Reason.BAD_COMMIT)
        return self._new_log(commit.replica, base)

    def _new_log(self, replica: UUID, fork: tuple[int | None, int] | None) -> _Tip:
        log = Log(replica=replica if fork is None else new_id(), head_seq=0)
        tip = _Tip(replica, 0, 0, None)
        if fork is not None:
            log.origin, (log.base_log, log.base_seq) = replica, fork
            tip.seq = fork[1]
        if fork is not None and fork[0] is not None:
            tip.base = {**self._contexts.of(fork[0], fork[1]), fork[0]: fork[1]}
        self._session.add(log)
        self._session.flush()
        tip.log = log.id
        self._replicas[log.id] = replica
        if fork is None:
            self._main[replica] = tip
        return tip

    def _past(self, commit: Commit, tip: _Tip) -> Seen:
        """What the author had seen: what the log had seen before, and what the commit names."""
        if not commit.deps and tip.seen is not None:
            return tip.seen
        before = self._contexts.of(tip.log, commit.seq) if tip.base is None else tip.base
        if not commit.deps and tip.base is None:
            tip.seen = before
            return before
        tip.base = None
        seen = dict(before)
        for dep in commit.deps:
            log, seq = self._places[dep.hash or b""]
            for other, place in {**self._contexts.of(log, seq), log: seq}.items():
                if other != tip.log:
                    seen[other] = max(seen.get(other, 0), place)
        self._contexts.note(tip.log, commit.seq, seen)
        write_context(self._session, tip.log, commit.seq, seen)
        tip.seen = seen
        return seen

    def write(self, placed: list[Placed]) -> None:
        """Moves the heads, and writes commits that were placed and what they touch."""
        if not placed:
            return
        heads = {one.mark.log: one for one in placed}
        for log, one in heads.items():
            values = {"head_seq": one.mark.seq, "head_hash": one.arrived.tip}
            self._session.execute(update(Log).where(Log.id == log).values(values))
        _insert_commits(self._session, placed)
        _insert_touches(self._session, placed)

    def _park(self, waiting: list[Arrived]) -> None:
        table = sql_table(Parked)
        found = select_rows(
            self._session,
            (table.columns["hash"],),
            table.columns["hash"],
            [one.tip for one in waiting],
        )
        known = {tip for (tip,) in found}
        fresh = [one for one in waiting if one.tip not in known]
        columns: Columns = {
            "hash": [one.tip for one in fresh],
            "replica": [one.commit.replica.bytes for one in fresh],
            "seq": [one.commit.seq for one in fresh],
            "body": [one.body for one in fresh],
            "openings": [one.openings for one in fresh],
        }
        insert_columns(self._session, table, columns)


def batches(carried: Iterable[Carried]) -> Iterator[list[Carried]]:
    """Commits some at a time, few where they are large, so that memory stays small."""
    batch: list[Carried] = []
    size = 0
    for one in carried:
        batch.append(one)
        size += len(one[0])
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _insert_commits(session: Session, placed: list[Placed]) -> None:
    numbers, arrived, marks = zip(*placed, strict=True)
    tips, bodies, openings, commits = zip(*arrived, strict=True)
    fields = dict(zip(Commit._fields, zip(*commits, strict=True), strict=True))
    columns: Columns = {
        "id": numbers,
        "log_id": [mark.log for mark in marks],
        "hash": tips,
        "body": bodies,
        "openings": openings,
        **{name: fields[name] for name in ("seq", "lamport", "action", "target", "reason")},
    }
    insert_columns(session, sql_table(LogCommit), columns)


def _insert_touches(session: Session, placed: list[Placed]) -> None:
    """Notes which rows each commit writes to, each once."""
    touches = [
        (row, number)
        for number, arrived, _ in placed
        for row in dict.fromkeys([op.row.bytes for op in arrived.commit.ops])
    ]
    rows, numbers = zip(*touches, strict=True) if touches else ((), ())
    columns: Columns = {"row_id": rows, "commit_id": numbers}
    insert_columns(session, sql_table(LogTouch), columns)


def places_of(session: Session, hashes: Iterable[bytes]) -> dict[bytes, tuple[int, int]]:
    """Log and position of those commits, by hash, that are held."""
    table = sql_table(LogCommit).columns
    columns = (table["hash"], table["log_id"], table["seq"])
    rows = select_rows(session, columns, table["hash"], hashes)
    return {tip: (log, seq) for tip, log, seq in rows}


def waiting_heads(session: Session) -> list[Head]:
    """What is parked, by its place."""
    rows = session.execute(select(Parked.replica, Parked.seq, Parked.hash))
    return [Head(row.replica, row.seq, row.hash) for row in rows]


def lengths(session: Session) -> Mapping[UUID, int]:
    """How far each copy's log is held."""
    rows = session.execute(select(Log.replica, Log.head_seq).where(Log.origin.is_(None)))
    return {row.replica: row.head_seq for row in rows}
