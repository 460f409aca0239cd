"""Each log numbers the files that it names, column by column, in the order of its commits.

The numbers follow from the chain alone: a branch counts on from the commit at which it left the
trunk. So every copy that holds a commit knows the numbers up to it, and "1 to 40 without 7" says
which of a log's files somebody holds, without a list of hashes. Source: exchange.md §9.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cbor2
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from lianti_desktop.storage.bulk import sql_table
from lianti_desktop.storage.exchange import AttachmentNumber
from lianti_desktop.storage.log.tables import Log, LogCommit
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.sync.tiers import attachment_columns, attachment_places

_NUMBERED = "attachments_numbered"
_DIGEST_DIGITS = 64


@dataclass(frozen=True)
class Numbered:
    """One file that a log names: in which column, as which one, in which commit."""

    place: str
    number: int
    seq: int
    digest: str


class Numbers:
    """The numbers of all logs that are held."""

    def __init__(self, session: Session) -> None:
        self._logs: dict[int, list[Numbered]] = {}
        self._bases = {log.id: (log.base_log, log.base_seq) for log in session.scalars(select(Log))}
        query = select(AttachmentNumber).order_by(AttachmentNumber.number)
        for row in session.execute(query.with_only_columns(*sql_table(AttachmentNumber).columns)):
            found = Numbered(row.place, row.number, row.seq, row.digest.hex())
            self._logs.setdefault(row.log_id, []).append(found)

    def of(self, log: int) -> list[Numbered]:
        """What a log names after the commit at which it began."""
        return self._logs.get(log, [])

    def upto(self, log: int, seq: int) -> Iterator[Numbered]:
        """What the chain that ends at a commit names."""
        yield from (one for one in self.of(log) if one.seq <= seq)
        base, base_seq = self._bases.get(log, (None, None))
        if base is not None:
            yield from self.upto(base, base_seq or 0)


def number_attachments(session: Session) -> None:
    """Numbers what the commits name that have come since the last time."""
    columns = ",".join(sorted({place for _, _, place, _ in attachment_places()}))
    known = (read_local(session, _NUMBERED) or " ").split(" ", 1)
    if known[1] != columns:
        session.execute(delete(AttachmentNumber))
        known = ["0", columns]
    counting = _Counting(session)
    last = int(known[0])
    query = select(LogCommit.id, LogCommit.log_id, LogCommit.seq, LogCommit.body)
    query = query.where(LogCommit.id > last).order_by(LogCommit.id)
    for row in session.execute(query.execution_options(yield_per=500)):
        last = row.id
        counting.take(row)
    if counting.rows:
        session.execute(insert(sql_table(AttachmentNumber)), counting.rows)
    if [str(last), columns] != known or counting.rows:
        write_local(session, _NUMBERED, f"{last} {columns}")


class _Counting:
    """Numbers being given."""

    def __init__(self, session: Session) -> None:
        self.rows: list[dict[str, Any]] = []
        self._session = session
        self._marks = [table.encode() for table in attachment_columns()]
        self._last: dict[tuple[int, str], int] = {}
        self._bases = {log.id: (log.base_log, log.base_seq) for log in session.scalars(select(Log))}

    @cached_property
    def _before(self) -> Numbers:
        """What was numbered earlier; read only when something new is named."""
        return Numbers(self._session)

    def take(self, commit: Any) -> None:
        """Numbers what one commit names; most name nothing and are not even decoded."""
        if not any(map(commit.body.__contains__, self._marks)):
            return
        for table, _, cells in cbor2.loads(commit.body)["ops"]:
            places = attachment_columns().get(table, {})
            for name, value in cells.items():
                if name in places and isinstance(value, str) and len(value) == _DIGEST_DIGITS:
                    self._note(commit, places[name], value)

    def _note(self, commit: Any, place: str, digest: str) -> None:
        try:
            packed = bytes.fromhex(digest)
        except ValueError:
            return
        where = (commit.log_id, place)
        before = self._last.get(where)
        number = 1 + (self._count(*where, commit.seq) if before is None else before)
        self._last[where] = number
        self.rows.append(
            {
                "log_id": commit.log_id,
                "place": place,
                "number": number,
                "seq": commit.seq,
                "digest": packed,
            }
        )

    def _count(self, log: int, place: str, seq: int) -> int:
        """How many files the chain names in a column before a commit."""
        known = [one.number for one in self._before.of(log) if one.place == place and one.seq < seq]
        fresh: list[int] = [
            row["number"]
            for row in self.rows
            if (row["log_id"], row["place"]) == (log, place) and row["seq"] < seq
        ]
        base, base_seq = self._bases.get(log, (None, None))
        if known or fresh or base is None:
            return max((0, *known, *fresh))
        return self._count(base, place, (base_seq or 0) + 1)
