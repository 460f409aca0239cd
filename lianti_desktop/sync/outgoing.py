"""Making a package: everything that a school has not acknowledged, signed and sealed for it.

Source: exchange.md §4, §5 and §8. What leaves is what the addressee's last vector does not cover;
values that it may not read leave as commitments only.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any
from uuid import UUID

import cbor2
from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.ids import new_id
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage import schema
from lianti_desktop.storage.exchange import Checkpoint, Peer
from lianti_desktop.storage.log.commit import Head, canonical
from lianti_desktop.storage.log.tables import Log, LogCommit, TableDigest
from lianti_desktop.storage.record import Record, Scope
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.intake import places_of
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.manifest import (
    Manifest,
    Range,
    SignedHead,
    checkpoint,
    packed_vector,
    read_vector,
)
from lianti_desktop.sync.members import (
    Standing,
    at_work,
    further_certificates,
    recipients_at,
    standing,
)
from lianti_desktop.sync.package import SUFFIX, Carried, Cover, Seal, write_package
from lianti_desktop.sync.plan import Chain, held_by
from lianti_desktop.sync.registry import Certificate, Trust

_NUMBER = "exchange_number"
_FORBIDDEN = str.maketrans(
    dict.fromkeys('<>:"/\\|?*' + "\u202a\u202b\u202d\u202e\u2066\u2067", "_")
)


@dataclass(frozen=True)
class Packed:
    """What was made: the files, how many commits are in them, the number of the package."""

    files: tuple[Path, ...]
    commits: int
    number: int


@dataclass(frozen=True)
class Address:
    """The school that a package is for; a receipt carries no rows."""

    school: UUID
    is_receipt: bool = False


def pack(store: Store, ring: KeyRing, address: Address, folder: Path) -> Packed:
    """Writes one package for a school into a folder."""
    with store.transaction() as session:
        us = standing(session, ring)
        readers = recipients_at(us.trust, address.school, us.certificate.replica)
        if not readers:
            raise UserError(
                "联盟名册里没有这所学校的电脑，没有做包。数据没有变化。请先让它做入盟申请。"
            )
        sign_heads(session, us)
        number = _next_number(session)
        working = at_work(session, us.trust, readers)
        loads = [] if address.is_receipt else list(_loads(session, working))
        ranges = tuple(_range(session, load) for load in loads)
        cover = Cover(us.certificate.name, readers[0].name, number, sum(map(_length, loads)))
        manifest = _manifest(session, us, readers, (number, ranges))
        seal = Seal(us.keys, [one.recipient for one in readers], cover, store.data.staging)
        target = _free_path(folder, cover)
        write_package(target, manifest, _carried(session, loads, _Reader(us, readers[0])), seal)
        if not address.is_receipt:
            _note_packed(session, readers, manifest)
    return Packed((target,), cover.commits, number)


@dataclass(frozen=True)
class _Load:
    """The commits of one log that go into the package: those after `after`, up to `upto`."""

    log: int
    after: int
    upto: int


def _length(load: _Load) -> int:
    return load.upto - load.after


def sign_heads(session: Session, us: Standing) -> None:
    """Signs the heads of all logs of our school that have grown since they were signed."""
    signed = {row.log_id: row.seq for row in session.scalars(select(Checkpoint))}
    for log in session.scalars(select(Log).where(Log.head_seq > 0)):
        origin = us.trust.site_of(log.origin or log.replica)
        ours = origin is not None and origin.school == us.certificate.school
        if ours and signed.get(log.id, 0) < log.head_seq:
            head = Head(log.origin or log.replica, log.head_seq, log.head_hash)
            keep_checkpoint(session, log.id, checkpoint(head, us.certificate.replica, us.keys))


def keep_checkpoint(session: Session, log: int, point: SignedHead) -> None:
    """Keeps a signed head as the latest of its log."""
    row = Checkpoint(
        log_id=log,
        seq=point.head.seq,
        hash=point.head.hash or b"",
        signer=point.signer,
        signature=point.signature,
    )
    session.merge(row)
    session.flush()


def _next_number(session: Session) -> int:
    number = int(read_local(session, _NUMBER) or 0) + 1
    write_local(session, _NUMBER, str(number))
    return number


def vector_of(session: Session) -> tuple[Head, ...]:
    """The heads of all logs that are held."""
    query = select(Log).where(Log.head_seq > 0).order_by(Log.id)
    return tuple(
        Head(log.origin or log.replica, log.head_seq, log.head_hash)
        for log in session.scalars(query)
    )


def _chains(session: Session) -> list[Chain]:
    return [
        Chain(
            log.id,
            Head(log.origin or log.replica, log.head_seq, log.head_hash),
            log.base_log,
            log.base_seq or 0,
        )
        for log in session.scalars(select(Log).where(Log.head_seq > 0).order_by(Log.id))
    ]


def _loads(
    session: Session,
    readers: Sequence[Certificate],
    ours: Collection[int] = (),
    *,
    is_on_its_way: bool = False,
) -> Iterator[_Load]:
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
            yield _Load(line.log, least, upto)


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
    loads = _loads(session, [reader], ours, is_on_its_way=is_on_its_way)
    return sum(_length(load) for load in loads)


def logs_to_sign(session: Session, trust: Trust, school: UUID) -> frozenset[int]:
    """The logs of a school, which its copies sign whenever they make a package."""
    found = set()
    for log in session.scalars(select(Log)):
        origin = trust.site_of(log.origin or log.replica)
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


def _range(session: Session, load: _Load) -> Range:
    log = session.get_one(Log, load.log)
    return Range(log.origin or log.replica, load.after + 1, load.upto)


def _manifest(
    session: Session,
    us: Standing,
    readers: Sequence[Certificate],
    content: tuple[int, tuple[Range, ...]],
) -> Manifest:
    number, ranges = content
    return Manifest(
        package=new_id(),
        number=number,
        made=_now_text(session),
        schema=schema.CURRENT,
        sender=us.certificate,
        further=tuple(further_certificates(session)),
        recipients=tuple(reader.replica for reader in readers),
        header=bytes(32),
        vector=vector_of(session),
        checkpoints=tuple(_checkpoints(session)),
        ranges=ranges,
        segments=(),
        registry=us.trust.registry,
        digests=_digests(session),
    )


def _now_text(session: Session) -> str:
    """The moment of the last commit that was believed; the clock decides nothing here."""
    return read_local(session, "clock_seen") or ""


def _checkpoints(session: Session) -> Iterator[SignedHead]:
    for row in session.scalars(select(Checkpoint).order_by(Checkpoint.log_id)):
        log = session.get_one(Log, row.log_id)
        head = Head(log.origin or log.replica, row.seq, row.hash)
        yield SignedHead(head, row.signer, row.signature)


def _digests(session: Session) -> dict[str, bytes]:
    """Our digests of what everybody may read."""
    rows = session.scalars(select(TableDigest).where(TableDigest.scope == Scope.ALLIANCE.value))
    return {row.table_name: row.digest for row in rows}


@dataclass(frozen=True)
class _Reader:
    """For whom values are left in or out."""

    us: Standing
    certificate: Certificate

    def may_read(self, replica: UUID, table: str, column: str) -> bool:
        """Whether a guarded value that a copy wrote may leave for this reader."""
        scope = _scope(table, column)
        if scope is Scope.ALLIANCE:
            return True
        author = self.us.trust.site_of(replica)
        is_own = author is not None and author.school == self.certificate.school
        return scope is Scope.CORE and (self.certificate.role is SiteRole.CORE or is_own)


def _scope(table: str, column: str) -> Scope:
    """Who may read a column; of one that this version does not know, only its school."""
    found = Record.metadata.tables.get(table)
    if found is None or column not in found.columns:
        return Scope.OWN
    return Scope(found.columns[column].info.get("scope", Scope.ALLIANCE))


def _carried(session: Session, loads: Iterable[_Load], reader: _Reader) -> Iterator[Carried]:
    """The commits in the order in which they came to be known here, which is a causal one."""
    spans = {load.log: load for load in loads}
    query = select(
        LogCommit.log_id, LogCommit.seq, LogCommit.body, LogCommit.openings, Log.replica, Log.origin
    ).join(Log, Log.id == LogCommit.log_id)
    query = query.where(LogCommit.log_id.in_(list(spans))).order_by(LogCommit.id)
    for row in session.execute(query.execution_options(yield_per=500)):
        span = spans[row.log_id]
        if span.after < row.seq <= span.upto:
            yield row.body, _readable(row, reader)


def _readable(row: Any, reader: _Reader) -> bytes | None:
    """The openings without what the reader may not read."""
    if row.openings is None:
        return None
    ops = cbor2.loads(row.body)["ops"]
    values: Mapping[int, Mapping[str, Any]] = cbor2.loads(row.openings)
    left = {
        index: {
            name: opening
            for name, opening in cells.items()
            if reader.may_read(row.origin or row.replica, ops[index][0], name)
        }
        for index, cells in values.items()
    }
    left = {index: cells for index, cells in left.items() if cells}
    return canonical(left) if left else None


def _note_packed(session: Session, readers: Sequence[Certificate], manifest: Manifest) -> None:
    for reader in readers:
        peer = session.get(Peer, reader.replica)
        if peer is None:
            peer = Peer(replica=reader.replica, heard_number=0)
            session.add(peer)
        peer.packed, peer.packed_number = packed_vector(manifest.vector), manifest.number
        peer.packed_at = manifest.made
    session.flush()


def _free_path(folder: Path, cover: Cover) -> Path:
    """联体_<from>→<to>_000042.ltp, without what a stick's file system does not take.

    Two PCs of one school may use the same number; neither writes over the other's file.
    """
    stem = f"联体_{cover.sender}→{cover.recipient}_{cover.number:06d}".translate(_FORBIDDEN)
    marks = chain([""], (f"-{number}" for number in count(2)))
    paths = (folder / f"{stem}{mark}{SUFFIX}" for mark in marks)
    return next(path for path in paths if not path.exists())
