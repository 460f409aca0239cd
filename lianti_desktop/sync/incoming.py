"""Taking in a package: proved from outside to inside, then one transaction, or nothing at all.

A dry run is the real transaction, rolled back. Source: exchange.md §6.
"""

import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from lianti_desktop.storage.arrivals import settle_arrivals
from lianti_desktop.storage.backup import make_backup
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.exchange import Checkpoint, Import, MailItem, Parked, Peer
from lianti_desktop.storage.log.contexts import KeptLedger
from lianti_desktop.storage.log.tables import LogCommit, LogVoid
from lianti_desktop.storage.site import load_site, renew_replica
from lianti_desktop.storage.store import Store, system_now
from lianti_desktop.storage.watch import Watch, heed
from lianti_desktop.storage.writing_behind import writing_behind
from lianti_desktop.sync.arriving import NewFiles, arriving
from lianti_desktop.sync.heads import keep_checkpoint
from lianti_desktop.sync.intake import (
    Intake,
    Placed,
    batches,
    lengths,
    places_of,
    waiting_heads,
)
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.manifest import Manifest, packed_vector
from lianti_desktop.sync.members import (
    is_in_service,
    keep_certificates,
    keep_registry,
    names_of_ours,
    settle_certificate,
)
from lianti_desktop.sync.ownership import breach
from lianti_desktop.sync.package import Carried, Opened
from lianti_desktop.sync.plan import Gap, gaps
from lianti_desktop.sync.projector import Counts, Projector
from lianti_desktop.sync.proving import proved_package, require_in_service, require_signed
from lianti_desktop.sync.purge import enforce_purges, finish_purges
from lianti_desktop.sync.reading import Arrived, read_commit
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import Certificate, Trust
from lianti_desktop.sync.revocation import REVOKED, enforce_revocations
from lianti_desktop.sync.slip import ImportSlip, check_code
from lianti_desktop.sync.statement import keepable
from lianti_desktop.sync.upgrade import apply_what_is_known_now

APPLIED, ALREADY, PARKED = "applied", "already", "parked"
MOST_REMOVED = 200
MOST_CHANGED_SHARE = 0.05
FEW_CHANGED = 50


@dataclass(frozen=True)
class Wish:
    """How a package is to be taken in: only tried out, and which mass change was confirmed.

    With `from_retired` also from a PC out of service: what it wrote too late is laid aside for
    somebody to look at, and never merged by itself.
    """

    is_trial: bool = False
    confirmed: int | None = None
    watch: Watch = field(default_factory=Watch)
    from_retired: bool = False


@dataclass
class Outcome:
    """What became of a package: applied, already (known) or parked, and what it did."""

    state: str
    counts: Counts = field(default_factory=Counts)
    parked: int = 0
    void: list[str] = field(default_factory=list)
    missing: list[Gap] = field(default_factory=list)
    number: int | None = None
    arrived: NewFiles = field(default_factory=NewFiles)
    manifest: Manifest | None = None
    file: str = ""
    recipient: str = ""


def take_in(store: Store, ring: KeyRing, file: Path, wish: Wish | None = None) -> Outcome:
    """Imports a package; RefusedError says why it was refused, and then nothing has changed."""
    wish = wish or Wish()
    settle_arrivals(store)
    apply_what_is_known_now(store)
    with proved_package(store, ring, file, wish.watch) as (opened, trust), arriving(store) as files:
        if not wish.from_retired:
            require_in_service(opened, trust)
        files.stage(opened, is_trial=wish.is_trial)
        if not wish.is_trial and opened.manifest.ranges and _is_new(store, opened.manifest):
            make_backup(store.data, system_now())
        with _without_collecting(), store.transaction() as session:
            outcome = _import(session, opened, trust, (file.name, wish))
            outcome.recipient = _name_here(session, trust)
            if wish.is_trial:
                session.rollback()
            else:
                heed(wish.watch)
                files.note(session)
        if not wish.is_trial:
            files.settle()
            finish_purges(store)
        opened.finish()
    outcome.arrived, outcome.manifest, outcome.file = files.new, opened.manifest, file.name
    return outcome


def _name_here(session: Session, trust: Trust) -> str:
    own = trust.known(load_site(session).replica)
    return own.name if own else ""


def slip_of_import(outcome: Outcome) -> ImportSlip | None:
    """What the slip for a package that was taken in says; None for an outcome without one."""
    manifest = outcome.manifest
    if manifest is None:
        return None
    counts = outcome.counts
    return ImportSlip(
        number=manifest.number,
        sender=manifest.sender.name,
        recipient=outcome.recipient,
        file=outcome.file,
        taken_at=system_now().isoformat(timespec="minutes"),
        state=outcome.state,
        part=manifest.part,
        parts=manifest.parts,
        new=counts.new,
        changed=counts.changed,
        deleted=counts.deleted,
        conflicts=sum(counts.conflicts.values()),
        parked=outcome.parked,
        photos=manifest.contents.photos,
        files=outcome.arrived.files,
        size=outcome.arrived.size,
        check_code=check_code(manifest.whole),
    )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keeps the search for circles of objects out of an import, where it costs a third of the time.

    The import makes many objects and no circles; what it no longer needs is freed all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _is_new(store: Store, manifest: Manifest) -> bool:
    with store.read() as session:
        return _known_import(session, manifest) is None


def _known_import(session: Session, manifest: Manifest) -> int | None:
    return session.scalar(select(Import.id).where(Import.package == manifest.package.bytes))


def _import(session: Session, opened: Opened, trust: Trust, asked: tuple[str, Wish]) -> Outcome:
    manifest = opened.manifest
    known = _known_import(session, manifest)
    if known is not None:
        return Outcome(ALREADY, number=known)
    first = session.scalar(select(func.max(LogCommit.id))) or 0
    living = _living(session)
    _keep_members(session, manifest, trust)
    taking = _Taking(session, trust)
    watched = _Watched(opened.commits())
    with writing_behind(session):
        taking.take(watched)
    require_signed(watched.before, manifest, trust)
    taking.finish()
    enforce_revocations(session, _ended(session, trust))
    enforce_purges(session, first)
    _require_calm(taking.rows.counts, living, asked[1])
    _keep_checkpoints(session, manifest)
    _hear(session, manifest)
    _forget_letters(session, manifest)
    if taking.met_itself:
        renew_replica(session)
    return _note_import(session, manifest, taking, (asked[0], first))


def _keep_members(session: Session, manifest: Manifest, trust: Trust) -> None:
    keep_registry(session, manifest.registry)
    keep_certificates(session, [one for one in manifest.further if trust.is_good(one)])
    own = trust.known(load_site(session).replica)
    if own is not None:
        settle_certificate(session, own)


def _ended(session: Session, trust: Trust) -> Mapping[UUID, int]:
    """The last commit that counts of each copy out of service.

    What was written here stays as it is while we are out of service ourselves: nobody takes it in,
    and it comes along when we are admitted again.
    """
    spared = [] if is_in_service(session, trust) else names_of_ours(session)
    return {one: last for one, last in trust.out_of_service.items() if one not in spared}


class _Watched:
    """Commits on their way, some at a time, noting how they are chained."""

    def __init__(self, commits: Iterable[Carried]) -> None:
        self._commits = commits
        self.before: dict[bytes, bytes | None] = {}

    def __iter__(self) -> Iterator[list[Arrived]]:
        for some in batches(self._commits):
            batch = list(map(read_commit, some))
            self.before.update([(one.tip, one.commit.prev) for one in batch])
            yield batch


class _Taking:
    """One import under way."""

    def __init__(self, session: Session, trust: Trust) -> None:
        self.session = session
        self.trust = trust
        self.intake = Intake(session)
        self.rows = Projector(session, KeptLedger(session))
        self.void: list[str] = []
        self.met_itself = False
        self._own = load_site(session).replica
        self._authors: dict[UUID, tuple[Certificate, int | None]] = {}

    def take(self, commits: _Watched) -> None:
        """Places what the package holds and writes it to the rows."""
        for batch in commits:
            self._apply(self.intake.place(batch))

    def finish(self) -> None:
        """Takes in what waited and now fits, and writes everything out."""
        for batch in self.intake.take_parked():
            self._apply(batch)
        self.rows.finish()

    def _apply(self, batch: list[Placed]) -> None:
        self.rows.prepare(placed.arrived.commit for placed in batch)
        self.intake.write(batch)
        for placed in batch:
            reason = self._objection(placed)
            if reason is None:
                self.rows.write(placed.mark, placed.arrived.commit)
            else:
                self.void.append(reason)
                row = {"commit_id": placed.id, "reason": reason}
                self.session.execute(insert(LogVoid).values(row))
        self.rows.flush()

    def _objection(self, placed: Placed) -> str | None:
        commit = placed.arrived.commit
        author = self._authors.get(commit.replica)
        if author is None:
            author = self._authors[commit.replica] = self._author(commit.replica)
        site, last = author
        if last is not None and commit.seq > last:
            return REVOKED
        return breach(commit, placed.mark, site, self.rows)

    def _author(self, replica: UUID) -> tuple[Certificate, int | None]:
        """Under whose certificate a copy wrote, and the last that counts of a revoked one."""
        site = self.trust.author_of(replica)
        if site is None:
            raise RefusedError(Reason.BAD_CHECKPOINT)
        self.met_itself = self.met_itself or replica == self._own
        return site, self.trust.last_allowed(replica)


def _living(session: Session) -> int:
    """How many records there are outside the bin."""
    counts = (
        session.scalar(select(func.count()).select_from(kind).where(kind.deleted.is_(False)))
        for kind in KINDS
    )
    return sum(count or 0 for count in counts)


def _require_calm(counts: Counts, living: int, wish: Wish) -> None:
    """Stops an import that would change much of what is here, unless its number was typed in."""
    removed = sum(counts.deleted.values())
    changed = sum(counts.changed.values()) + removed
    is_mass = changed > max(FEW_CHANGED, living * MOST_CHANGED_SHARE) or removed > MOST_REMOVED
    if is_mass and not wish.is_trial and wish.confirmed != changed:
        raise RefusedError(Reason.MASS_CHANGE, str(changed))


def _keep_checkpoints(session: Session, manifest: Manifest) -> None:
    """Keeps signed heads that are further than those known, for passing the logs on."""
    points = {point.head.hash or b"": point for point in manifest.checkpoints}
    signed = {row.log_id: row.seq for row in session.scalars(select(Checkpoint))}
    for tip, (log, seq) in places_of(session, points).items():
        if signed.get(log, 0) < seq == points[tip].head.seq:
            keep_checkpoint(session, log, points[tip])


def _hear(session: Session, manifest: Manifest) -> None:
    """Remembers what the sender says that it holds.

    A lower number may be an earlier package that comes late, or one from a copy that was restored
    and counts anew. Both are believed: sending something twice costs little, leaving it out a gap.
    """
    peer = session.get(Peer, manifest.sender.replica)
    if peer is None:
        peer = Peer(replica=manifest.sender.replica, heard_number=0, packed_number=0)
        session.add(peer)
    peer.vector = packed_vector(manifest.vector)
    if manifest.number > peer.heard_number:
        peer.heard_number, peer.heard_at = manifest.number, manifest.made
        peer.files = keepable(manifest.files)
    session.flush()


def _forget_letters(session: Session, manifest: Manifest) -> None:
    """The bag keeps a package for another school until that school says that it has it."""
    received = [package.hex for package in manifest.received]
    theirs = MailItem.recipient == manifest.sender.name
    session.execute(delete(MailItem).where(theirs, MailItem.package.in_(received)))


def _note_import(
    session: Session, manifest: Manifest, taking: _Taking, place: tuple[str, int]
) -> Outcome:
    file_name, first = place
    counts = taking.rows.counts
    waiting = session.scalar(select(func.count()).select_from(Parked)) or 0
    row = Import(
        package=manifest.package.bytes,
        sender=manifest.sender.replica,
        number=manifest.number,
        file_name=file_name,
        imported_at=system_now().isoformat(timespec="seconds"),
        first=first,
        last=session.scalar(select(func.max(LogCommit.id))) or first,
        counts=json.dumps(counts.__dict__),
    )
    session.add(row)
    session.flush()
    state = PARKED if waiting and row.last == first and manifest.ranges else APPLIED
    return Outcome(state, counts, waiting, taking.void, missing(session), row.id)


def missing(session: Session) -> list[Gap]:
    """The gaps before what is parked."""
    return gaps(waiting_heads(session), lengths(session))
