"""One package on its way onto the stick: what goes in, how it is cut into files, what is left."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.ids import new_id
from lianti_desktop.storage import schema
from lianti_desktop.storage.exchange import Import
from lianti_desktop.storage.log.tables import TableDigest
from lianti_desktop.storage.record import Scope
from lianti_desktop.storage.site import read_local
from lianti_desktop.storage.store import Store
from lianti_desktop.storage.watch import Watch
from lianti_desktop.sync.contents import Contents
from lianti_desktop.sync.cover import Cover, free_path
from lianti_desktop.sync.enclosing import Lacking, Sending, lacking_files, within
from lianti_desktop.sync.files import room_in
from lianti_desktop.sync.heads import checkpoints, vector_of
from lianti_desktop.sync.holdings import our_statement
from lianti_desktop.sync.loads import (
    Load,
    Reader,
    carried,
    length_of,
    loads_for,
    range_of,
    records_in,
    weight_of,
)
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.members import Standing, at_work, further_certificates, recipients_at
from lianti_desktop.sync.package import Seal, write_package
from lianti_desktop.sync.parcels import Enclosed
from lianti_desktop.sync.pipes import Pace
from lianti_desktop.sync.registry import Certificate
from lianti_desktop.sync.shelf import DamagedFileError, Parcel, Shelf
from lianti_desktop.sync.slip import Slip, check_code
from lianti_desktop.sync.tiers import Tier
from lianti_desktop.sync.volumes import split
from lianti_desktop.sync.week import believed_day, term_and_week

VOLUME_BYTES = 1 << 30
MOST_RECEIVED = 300
WANTS = "exchange_wants"
_FRONT_BYTES = 32 * 1024
"""For the first lines, the table of segments and the seal, beside the manifest itself."""


@dataclass(frozen=True)
class Address:
    """The school that a package is for; a receipt carries no rows and no files.

    `sending` is what may go along; `volume` is the length that no file exceeds; `wants` says up to
    which size we want pictures from now on. `retired` is a copy out of service of that school for
    which alone a receipt is meant: from it, it learns how it stands.
    """

    school: UUID
    is_receipt: bool = False
    sending: Sending = field(default_factory=Sending)
    wants: Tier | None = None
    volume: int = VOLUME_BYTES
    watch: Watch = field(default_factory=Watch)
    retired: UUID | None = None

    def readers(self, us: Standing) -> list[Certificate]:
        """Who can open the package."""
        if self.retired is not None and self.is_receipt:
            alone = us.trust.known(self.retired)
            return [alone] if alone else []
        return recipients_at(us.trust, self.school, us.certificate.replica)


@dataclass(frozen=True)
class Packed:
    """What was made: the files, how many commits are in them, the number of the package, the slip
    that goes with the stick, and how many pictures may not leave the school."""

    files: tuple[Path, ...]
    commits: int
    number: int
    slip: Slip
    withheld: int = 0


@dataclass(frozen=True)
class _Plan:
    """What goes into which file, and what is left for the next time."""

    volumes: list[list[Parcel]]
    left: list[Parcel]
    photos: int


class Packing:
    """Everything that one package is made of; the session sees one state of the database."""

    def __init__(
        self, session: Session, store: Store, order: tuple[Standing, Address, int]
    ) -> None:
        self._session = session
        self._store = store
        self._us, self._address, self._number = order
        self._shelf = Shelf(store.data)
        self.readers = self._address.readers(self._us)
        self._working = at_work(session, self._us.trust, self.readers)
        self._loads = self._loads_for_them()
        self._lacking = self._lacking_there()
        self.manifest = self._manifest()
        self._cover = self._first_lines()

    def _loads_for_them(self) -> list[Load]:
        return [] if self._address.is_receipt else list(loads_for(self._session, self._working))

    def _lacking_there(self) -> Lacking:
        if self._address.is_receipt or not self._working:
            return Lacking((), frozenset())
        whose = (self._us.certificate.school, self._address.sending)
        return lacking_files(self._session, self._shelf, self._working, whose)

    @cached_property
    def _records(self) -> dict[str, int]:
        return records_in(self._session, self._loads)

    def write(self, folder: Path) -> Packed:
        """Writes the files; when it fails or is stopped, none of them stays."""
        while True:
            files: list[Path] = []
            try:
                plan = self._plan(folder)
                self._write_all(plan, folder, files)
            except DamagedFileError as error:
                _take_away(files)
                self._leave_out(error.parcel)
            except BaseException:
                _take_away(files)
                raise
            else:
                return self._packed(plan, files)

    def _leave_out(self, spoilt: Parcel) -> None:
        """A file that is damaged here is not sent: a thumbnail is made anew for the next time."""
        if spoilt.is_thumbnail:
            self._shelf.thumbnails.remove([spoilt.digest])
        sound = tuple(one for one in self._lacking.parcels if one != spoilt)
        self._lacking = replace(self._lacking, parcels=sound)

    def _plan(self, folder: Path) -> _Plan:
        rows = weight_of(self._session, self._loads)
        front = len(self.manifest.body()) + _FRONT_BYTES
        room = room_in(folder) * 99 // 100 - rows - front
        budget = self._address.sending.budget
        allowed = room if budget is None else min(room, budget - rows)
        taken, left = within(self._lacking.parcels, allowed)
        volume = self._address.volume - front
        volumes, too_large = split(taken, volume - rows, volume)
        sent = {one.digest for some in volumes for one in some}
        return _Plan(volumes, [*left, *too_large], len(sent & self._lacking.photos))

    def _write_all(self, plan: _Plan, folder: Path, files: list[Path]) -> None:
        everything = sum(one.size for some in plan.volumes for one in some)
        pace = Pace(self._address.watch, 2 * everything + weight_of(self._session, self._loads))
        shared = Contents(
            self._records, plan.photos, len(plan.left), sum(one.size for one in plan.left)
        )
        for part, parcels in enumerate(plan.volumes, start=1):
            manifest = self._part(part, len(plan.volumes), _counted(shared, parcels))
            cover = self._cover_of(manifest)
            seal = Seal(
                self._us.keys,
                [one.recipient for one in self.readers],
                cover,
                self._store.data.staging,
                Enclosed(self._shelf, tuple(parcels)),
                pace,
            )
            target = free_path(folder, cover)
            reader = Reader(self._us, self.readers[0])
            loads = self._loads if part == 1 else []
            write_package(target, manifest, carried(self._session, loads, reader), seal)
            files.append(target)
        pace.finish()

    def _part(self, part: int, parts: int, contents: Contents) -> Manifest:
        whole = self.manifest
        if part == 1:
            return replace(whole, parts=parts, contents=contents)
        return replace(
            whole, package=new_id(), ranges=(), part=part, parts=parts, contents=contents
        )

    def _manifest(self) -> Manifest:
        session, package = self._session, new_id()
        wants = Tier(read_local(session, WANTS) or Tier.SCREEN)
        return Manifest(
            package=package,
            number=self._number,
            made=read_local(session, "clock_seen") or "",
            schema=schema.CURRENT,
            sender=self._us.certificate,
            further=tuple(further_certificates(session)),
            recipients=tuple(reader.replica for reader in self.readers),
            header=bytes(32),
            vector=vector_of(session),
            checkpoints=tuple(checkpoints(session)),
            ranges=tuple(range_of(session, load) for load in self._loads),
            segments=(),
            registry=self._us.trust.registry,
            digests=_digests(session),
            whole=package,
            received=_received(session),
            files=our_statement(session, self._shelf, wants),
        )

    def _first_lines(self) -> Cover:
        term, week = term_and_week(self._session, believed_day(self._session, self._store))
        return Cover(
            sender=self._us.certificate.name,
            recipient=self.readers[0].name,
            number=self._number,
            commits=sum(map(length_of, self._loads)),
            term=term,
            week=week,
            is_receipt=self._address.is_receipt,
        )

    def _cover_of(self, manifest: Manifest) -> Cover:
        contents = manifest.contents
        return replace(
            self._cover,
            records=sum(contents.records.values()),
            photos=contents.photos,
            left=contents.left,
            part=manifest.part,
            parts=manifest.parts,
            package=manifest.package.hex,
        )

    def _packed(self, plan: _Plan, files: Sequence[Path]) -> Packed:
        cover = self._cover
        sent = [one for some in plan.volumes for one in some]
        slip = Slip(
            number=self._number,
            sender=cover.sender,
            recipient=cover.recipient,
            term=cover.term,
            week=cover.week,
            made=believed_day(self._session, self._store).isoformat(),
            commits=cover.commits,
            records=self._records,
            photos=plan.photos,
            thumbnails=sum(one.is_thumbnail for one in sent),
            size=sum(file.stat().st_size for file in files),
            files=tuple(file.name for file in files),
            left=len(plan.left),
            left_size=sum(one.size for one in plan.left),
            check_code=check_code(self.manifest.whole),
            is_receipt=cover.is_receipt,
        )
        return Packed(tuple(files), cover.commits, self._number, slip, self._lacking.unread)


def _counted(shared: Contents, parcels: Sequence[Parcel]) -> Contents:
    thumbnails = sum(one.is_thumbnail for one in parcels)
    size = sum(one.size for one in parcels)
    return replace(shared, thumbnails=thumbnails, files=len(parcels) - thumbnails, bytes=size)


def _take_away(files: Sequence[Path]) -> None:
    """Removes what was written; from a stick that is gone nothing needs to be."""
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _received(session: Session) -> tuple[UUID, ...]:
    """The packages taken in last."""
    rows = session.scalars(select(Import.package).order_by(Import.id.desc()).limit(MOST_RECEIVED))
    return tuple(UUID(bytes=row) for row in rows)


def _digests(session: Session) -> dict[str, bytes]:
    """Our digests of what everybody may read."""
    rows = session.scalars(select(TableDigest).where(TableDigest.scope == Scope.ALLIANCE.value))
    return {row.table_name: row.digest for row in rows}
