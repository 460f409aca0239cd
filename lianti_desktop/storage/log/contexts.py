"""What each commit's author had seen of the other logs, found from the few places where it changes.

Source: exchange.md §3 ("causal context from deps").
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

import cbor2
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from lianti_desktop.storage.log.merge import Stamp
from lianti_desktop.storage.log.tables import Log, LogCommit, LogContext

Seen = Mapping[int, int]
_NOTHING: Seen = MappingProxyType({})


@dataclass
class Contexts:
    """For each log the positions at which it took note of others, in rising order."""

    places: dict[int, list[int]] = field(default_factory=dict)
    seen: dict[int, list[Seen]] = field(default_factory=dict)

    def note(self, log: int, seq: int, seen: Seen) -> None:
        """From this commit on the log's author had seen this much."""
        self.places.setdefault(log, []).append(seq)
        self.seen.setdefault(log, []).append(seen)

    def of(self, log: int, seq: int) -> Seen:
        """What the author of a commit had seen of the other logs."""
        place = bisect_right(self.places.get(log, ()), seq) - 1
        return self.seen[log][place] if place >= 0 else _NOTHING


def load_contexts(session: Session) -> Contexts:
    """All that is noted, in the order of the logs."""
    contexts = Contexts()
    query = select(LogContext).order_by(LogContext.log_id, LogContext.seq)
    for row in session.execute(query.with_only_columns(*LogContext.__table__.columns)):
        contexts.note(row.log_id, row.seq, unpacked(row.seen))
    return contexts


def unpacked(text: str) -> Seen:
    """A context as it is kept: JSON knows no numbers as names."""
    return {int(log): seq for log, seq in json.loads(text).items()}


def write_context(session: Session, log: int, seq: int, seen: Seen) -> None:
    """Keeps what a log's author had seen from a commit on."""
    packed = json.dumps({str(other): place for other, place in seen.items()})
    session.execute(insert(LogContext).values(log_id=log, seq=seq, seen=packed))


_AHEAD = 250
"""How many commits after one that is asked for are learned with it: conflicts come in runs."""
_MOST_KNOWN = 100_000


class KeptLedger:
    """Looks commits up in the log that is kept."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._logs: dict[int, bytes] = {}
        self._hashes: dict[tuple[int, int], bytes] = {}

    def replica(self, stamp: Stamp) -> bytes:
        """The copy that wrote the commit."""
        log = stamp[0]
        if log not in self._logs:
            found = self._session.execute(
                select(Log.replica, Log.origin).where(Log.id == log)
            ).one()
            self._logs[log] = (found.origin or found.replica).bytes
        return self._logs[log]

    def hash(self, stamp: Stamp) -> bytes:
        """The commit's hash."""
        log, seq = stamp[:2]
        if (log, seq) not in self._hashes:
            if len(self._hashes) > _MOST_KNOWN:
                self._hashes.clear()
            query = select(LogCommit.seq, LogCommit.hash).where(LogCommit.log_id == log)
            found = query.where(LogCommit.seq >= seq, LogCommit.seq < seq + _AHEAD)
            for row in self._session.execute(found):
                self._hashes[log, row.seq] = row.hash
        return self._hashes[log, seq]

    def wrote(self, stamp: Stamp, row: UUID, column: str) -> bool:
        """Whether the commit itself wrote the cell."""
        place = (LogCommit.log_id == stamp[0], LogCommit.seq == stamp[1])
        body = self._session.execute(select(LogCommit.body).where(*place)).scalar_one()
        return any(op[1] == row.bytes and column in op[2] for op in cbor2.loads(body)["ops"])
