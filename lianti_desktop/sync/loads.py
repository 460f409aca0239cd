"""Which commits a reader lacks, and what of them it may read.

Source: exchange.md §4 and §8. What leaves is what the addressee's last vector does not cover;
values that it may not read leave as commitments only.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import cbor2
from sqlalchemy import case, func, select, union_all
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.exchange import Checkpoint, Peer
from lianti_desktop.storage.log.commit import SAMPLE, Head, canonical
from lianti_desktop.storage.log.tables import Log, LogCommit, LogTouch
from lianti_desktop.storage.record import Record, Scope
from lianti_desktop.storage.search_index import SearchEntry
from lianti_desktop.storage.site import load_site
from lianti_desktop.sync.intake import places_of
from lianti_desktop.sync.manifest import Range, read_vector
from lianti_desktop.sync.members import Standing
from lianti_desktop.sync.package import Carried
from lianti_desktop.sync.plan import Chain, held_by
from lianti_desktop.sync.registry import Certificate, Trust


@dataclass(frozen=True)
class Load:
    """The commits of one log that go into the package: those after `after`, up to `upto`."""

    log: int
    after: int
    upto: int


def length_of(load: Load) -> int:
    """How many commits."""
    return load.upto - load.after


def _chains(session: Session) -> list[Chain]:
    own = load_site(session).replica
    return [
        Chain(
            log.id,
            Head(log.origin or log.replica, log.head_seq, log.head_hash),
            log.base_log,
            log.base_seq or 0,
            is_written_here=log.replica == own,
        )
        for log in session.scalars(select(Log).where(Log.head_seq > 0).order_by(Log.id))
    ]


def loads_for(
    session: Session,
    readers: Sequence[Certificate],
    ours: Collection[int] = (),
    *,
    is_on_its_way: bool = False,
) -> Iterator[Load]:
    """What the reader that holds least lacks of each log, as far as a signature covers it.

    The logs named `ours` count to their end, as if they were signed already. What `is_on_its_way`
    in the last package may count as held.
    """
    chains = _chains(session)
    held = [_held(session, reader.replica, chains) for reader in readers]
    if is_on_its_way:
        packed = [_packed(session, reader.replica, chains) for reader in readers]
        held = [
            {log: max(seq, sent[log]) for log, seq in one.items()}
            for one, sent in zip(held, packed, strict=True)
        ]
    signed = {row.log_id: row.seq for row in session.scalars(select(Checkpoint))}
    for line in chains:
        least = max(min(one[line.log] for one in held), line.base_seq)
        upto = line.head.seq if line.log in ours else signed.get(line.log, 0)
        if upto > least:
            yield Load(line.log, least, upto)


def lacking(
    session: Session,
    reader: Certificate,
    ours: Collection[int] = (),
    *,
    is_on_its_way: bool = False,
) -> int:
    """How many commits a copy has not acknowledged; `ours` are the logs that we shall sign.

    What `is_on_its_way` in the last package for it counts as acknowledged where that is asked.
    """
    loads = loads_for(session, [reader], ours, is_on_its_way=is_on_its_way)
    return sum(length_of(load) for load in loads)


def logs_to_sign(session: Session, trust: Trust, school: UUID) -> frozenset[int]:
    """The logs of a school, which its copies sign whenever they make a package."""
    found = set()
    for log in session.scalars(select(Log)):
        origin = trust.author_of(log.origin or log.replica)
        if origin is not None and origin.school == school:
            found.add(log.id)
    return frozenset(found)


def _held(session: Session, replica: UUID, chains: Sequence[Chain]) -> dict[int, int]:
    vector = session.scalar(select(Peer.vector).where(Peer.replica == replica))
    return _covered(session, vector, chains)


def _packed(session: Session, replica: UUID, chains: Sequence[Chain]) -> dict[int, int]:
    """How far the last package for a copy went."""
    vector = session.scalar(select(Peer.packed).where(Peer.replica == replica))
    return _covered(session, vector, chains)


def _covered(session: Session, packed: bytes | None, chains: Sequence[Chain]) -> dict[int, int]:
    vector = read_vector(packed)
    return held_by(vector, chains, places_of(session, [head.hash or b"" for head in vector]))


def range_of(session: Session, load: Load) -> Range:
    """The commits as the manifest names them."""
    log = session.get_one(Log, load.log)
    return Range(log.origin or log.replica, load.after + 1, load.upto)


@dataclass(frozen=True)
class Reader:
    """For whom values are left in or out."""

    us: Standing
    certificate: Certificate

    def may_read(self, replica: UUID, table: str, column: str) -> bool:
        """Whether a guarded value that a copy wrote may leave for this reader."""
        scope = _scope(table, column)
        if scope is Scope.ALLIANCE:
            return True
        author = self.us.trust.author_of(replica)
        is_own = author is not None and author.school == self.certificate.school
        return scope is Scope.CORE and (self.certificate.role is SiteRole.CORE or is_own)


def _scope(table: str, column: str) -> Scope:
    """Who may read a column; of one that this version does not know, only its school."""
    found = Record.metadata.tables.get(table)
    if found is None or column not in found.columns:
        return Scope.OWN
    return Scope(found.columns[column].info.get("scope", Scope.ALLIANCE))


def carried(session: Session, loads: Sequence[Load], reader: Reader) -> Iterator[Carried]:
    """The commits in the order in which they came to be known here, which is a causal one."""
    if not loads:
        return
    authors = {log.id: log.origin or log.replica for log in session.scalars(select(Log))}
    query = select(LogCommit.log_id, LogCommit.body, LogCommit.openings)
    query = query.where(*_within_any(session, loads)).order_by(LogCommit.id)
    for log, body, openings in session.execute(query.execution_options(yield_per=500)):
        yield body, openings and _readable((body, openings), authors[log], reader)


def _readable(sealed: tuple[bytes, bytes], author: UUID, reader: Reader) -> bytes | None:
    """The openings without what the reader may not read."""
    ops = cbor2.loads(sealed[0])["ops"]
    values: Mapping[int, Mapping[str, Any]] = cbor2.loads(sealed[1])
    left = {
        index: {
            name: opening
            for name, opening in cells.items()
            if reader.may_read(author, ops[index][0], name)
        }
        for index, cells in values.items()
        if ops[index][2].get(SAMPLE) is not True
    }
    left = {index: cells for index, cells in left.items() if cells}
    return canonical(left) if left else None


def weight_of(session: Session, loads: Iterable[Load]) -> int:
    """How many bytes the commits have, before they are compressed."""
    size = func.length(LogCommit.body) + func.coalesce(func.length(LogCommit.openings), 0)
    return sum(
        session.scalar(select(func.coalesce(func.sum(size), 0)).where(*_within(load))) or 0
        for load in loads
    )


def records_in(session: Session, loads: Sequence[Load]) -> dict[str, int]:
    """How many records the commits write to, by table; samples are not counted."""
    if not loads:
        return {}
    samples = union_all(
        *(select(kind.id).where(kind.sample.is_(True)) for kind in BY_TABLE.values())
    )
    query = (
        select(SearchEntry.kind, func.count(LogTouch.row_id.distinct()))
        .join(LogTouch, LogTouch.row_id == SearchEntry.row_id)
        .join(LogCommit, LogCommit.id == LogTouch.commit_id)
        .where(*_within_any(session, loads), SearchEntry.row_id.not_in(samples))
        .group_by(SearchEntry.kind)
        .order_by(SearchEntry.kind)
    )
    return dict(session.execute(query).all())


def _within(load: Load) -> tuple[Any, ...]:
    return LogCommit.log_id == load.log, LogCommit.seq > load.after, LogCommit.seq <= load.upto


def _within_any(session: Session, loads: Sequence[Load]) -> tuple[Any, ...]:
    """The conditions for commits of several loads; what came before the first of them is not read.

    A log's commits have rising numbers; there may be more logs than a chain of `or` takes. The
    logs are not named apart, so that the commits are read as they lie and need not be sorted.
    """
    firsts = (
        session.scalar(select(func.min(LogCommit.id)).where(*_within(load))) for load in loads
    )
    after, upto = {one.log: one.after for one in loads}, {one.log: one.upto for one in loads}
    return (
        LogCommit.id >= min(first or 0 for first in firsts),
        LogCommit.seq > case(after, value=LogCommit.log_id),
        LogCommit.seq <= case(upto, value=LogCommit.log_id),
    )
