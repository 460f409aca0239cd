"""Attached files out of a package: checked against their names and staged, not yet in place.

Source: exchange.md §6 and §9. Nothing in a package names a path: a file is staged under the digits
of its SHA-256, which is reckoned anew while it is written.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy.orm import Session

from lianti_desktop.storage.arrivals import PREFIX, THUMBNAILS, note_staged, settle_arrivals
from lianti_desktop.storage.attachments import disk_full_spoken, require_space
from lianti_desktop.storage.bulk import chunks
from lianti_desktop.storage.store import Store
from lianti_desktop.storage.thumbnails import ThumbnailFile
from lianti_desktop.sync import parcels
from lianti_desktop.sync.package import Opened
from lianti_desktop.sync.parcels import Flow
from lianti_desktop.sync.purge import purged_files
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.shelf import Held, Shelf

_AT_ONCE = 200
_JPEG = b"\xff\xd8\xff"


@dataclass
class NewFiles:
    """What of a package's attached files is new here; `size` in bytes, without thumbnails."""

    thumbnails: int = 0
    files: int = 0
    size: int = 0


class Arrival:
    """The attached files of one package, staged in a folder of their own."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._held: Held = Shelf(store.data).held()
        self._is_noted = self._is_trial = False
        self.new = NewFiles()

    def stage(self, opened: Opened, *, is_trial: bool = False) -> None:
        """Checks what the package holds, and stages what is not here yet."""
        self._is_trial = is_trial
        require_space(self._folder, 0 if is_trial else opened.manifest.contents.bytes)
        with disk_full_spoken():
            self._stage_thumbnails(opened.parcels(parcels.THUMBNAILS))
            self._stage_files(opened.parcels(parcels.FILES))

    def _stage_thumbnails(self, flow: Flow) -> None:
        staged = ThumbnailFile(self._folder / THUMBNAILS)
        for some in chunks(_pictures(flow), _AT_ONCE):
            fresh = {name: data for name, data in some if name not in self._held.thumbnails}
            if fresh and not self._is_trial:
                staged.put_all(fresh)
            self._held.thumbnails |= fresh.keys()
            self.new.thumbnails += len(fresh)

    def _stage_files(self, flow: Flow) -> None:
        for name, size in flow.parcels(parcels.LARGEST_ATTACHMENT):
            is_new = name not in self._held.files
            aim = self._folder / name if is_new and not self._is_trial else None
            _check(name, flow.pieces(size), aim)
            if is_new:
                self._held.files.add(name)
                self.new.files += 1
                self.new.size += size

    def note(self, session: Session) -> None:
        """The transaction that this is called in decides whether the files come into place.

        What was erased for good in the meantime does not come back with an old package.
        """
        self._leave_out(purged_files(session))
        if self.new.files or self.new.thumbnails:
            note_staged(session, self._folder)
            self._is_noted = True

    def _leave_out(self, erased: set[str]) -> None:
        if erased:
            for name in erased:
                (self._folder / name).unlink(missing_ok=True)
            ThumbnailFile(self._folder / THUMBNAILS).remove(erased)

    def settle(self) -> None:
        """Moves the files into place once the transaction is through."""
        if self._is_noted:
            settle_arrivals(self._store)


def _pictures(flow: Flow) -> Iterator[tuple[str, bytes]]:
    for name, size in flow.parcels(parcels.LARGEST_THUMBNAIL):
        data = b"".join(flow.pieces(size))
        if not data.startswith(_JPEG):
            raise RefusedError(Reason.BAD_SEGMENT)
        yield name, data


def _check(name: str, pieces: Iterator[bytes], aim: Path | None) -> None:
    """Reads a file to its end, and writes it where it is new; it must be what its name says."""
    digest = hashlib.sha256()
    if aim is None:
        for piece in pieces:
            digest.update(piece)
    else:
        with aim.open("xb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
    if digest.hexdigest() != name:
        raise RefusedError(Reason.BAD_SEGMENT)


@contextmanager
def arriving(store: Store) -> Iterator[Arrival]:
    """A folder for the files of one import; whatever happens, nothing stays in it."""
    store.data.staging.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=PREFIX, dir=store.data.staging))
    try:
        yield Arrival(store, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
