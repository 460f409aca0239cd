"""What a photo import is made of, and the step by which it is kept or thrown away.

`photo_import.stage_photos` prepares a batch; the user looks at what is new, what was there before
and what looks alike, and then `keep` or `discard` ends it.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianti_desktop.storage.attachments import AttachmentStore, disk_full_spoken
from lianti_desktop.storage.photo_dates import Taken
from lianti_desktop.storage.thumbnails import ThumbnailFile

ANNOUNCED = "photos_announced"
"""The local fact that names the files being moved into place, until their records are entered."""


@dataclass(frozen=True, slots=True)
class PhotoSource:
    """One picture as it came: its name, and its file or (from the clipboard) its bytes."""

    name: str
    content: Path | bytes


@dataclass(frozen=True, slots=True)
class KnownPhotos:
    """What is kept already: SHA-256 of the originals; (SHA-256, fingerprint) of the print copies.

    The originals' SHA-256 are remembered even where the originals themselves are not kept.
    """

    originals: frozenset[str] = frozenset()
    prints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StagedPhoto:
    """One new photo. `digest` names the print copy, `width` and `height` are the print copy's."""

    name: str
    original: str
    digest: str
    width: int
    height: int
    fingerprint: str
    taken: Taken | None
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not become a photo, and the sentence that says why."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file that is there already; `in_batch` when its twin came in this very import."""

    name: str
    original: str
    in_batch: bool


@dataclass(frozen=True, slots=True)
class Similar:
    """A new photo that looks like another: both by the SHA-256 of their print copies."""

    digest: str
    other: str
    distance: int
    in_batch: bool


@dataclass(frozen=True)
class StagedBatch:
    """An import that is ready: nothing of it is kept until `keep` is called."""

    folder: Path
    photos: tuple[StagedPhoto, ...]
    duplicates: tuple[Duplicate, ...]
    refusals: tuple[Refusal, ...]
    similar: tuple[Similar, ...]
    keeps_originals: bool

    def keep(
        self,
        store: AttachmentStore,
        thumbnails: ThumbnailFile,
        leave_out: frozenset[str] = frozenset(),
    ) -> tuple[str, ...]:
        """Move the photos into place, except those of the digests left out.

        To be called before the database commit. Returns the SHA-256 that are new in the store:
        if that commit fails, `store.remove` and `thumbnails.remove` take them back. An error here
        takes back by itself, and the batch can still be kept or discarded.
        """
        chosen = [photo for photo in self.photos if photo.digest not in leave_out]
        files = tuple(self._files_of(chosen))
        added = tuple(digest for digest in files if not store.has(digest))
        try:
            with disk_full_spoken():
                for digest in files:
                    _adopt(store, self.folder / digest, digest)
            thumbnails.put_all({photo.digest: photo.thumbnail for photo in chosen})
        except BaseException:
            _give_back(store, self.folder, added)
            raise
        self.discard()
        return added

    def discard(self) -> None:
        """Delete everything that was prepared; a second time does no harm."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _files_of(self, photos: Sequence[StagedPhoto]) -> Iterator[str]:
        for photo in photos:
            if self.keeps_originals:
                yield photo.original
            yield photo.digest


def _adopt(store: AttachmentStore, staged: Path, digest: str) -> None:
    """Move one staged file into the store, unless an earlier, failed `keep` found it there."""
    if staged.exists() or not store.check(digest):
        store.adopt(staged, digest)


def _give_back(store: AttachmentStore, folder: Path, digests: Sequence[str]) -> None:
    """Move those of the files that did get into the store back to the staging folder."""
    for digest in digests:
        if store.has(digest):
            store.path(digest).replace(folder / digest)
