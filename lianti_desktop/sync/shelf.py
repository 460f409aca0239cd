"""The attached files and thumbnails of this copy, as the exchange reads them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.bulk import chunks
from lianti_desktop.storage.thumbnails import ThumbnailFile

PIECE_BYTES = 1024 * 1024
_THUMBNAILS_AT_ONCE = 200


@dataclass
class Held:
    """Files and thumbnails by the SHA-256 of the file; a thumbnail has that of its print copy."""

    files: set[str] = field(default_factory=set)
    thumbnails: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Parcel:
    """A file or thumbnail on its way, and its length in bytes."""

    digest: str
    size: int
    is_thumbnail: bool = False


class DamagedFileError(Exception):
    """A file of ours is no longer what its name says, or has gone."""

    def __init__(self, parcel: Parcel) -> None:
        super().__init__(parcel.digest)
        self.parcel = parcel


class Shelf:
    """What lies in one data folder."""

    def __init__(self, data: DataPaths) -> None:
        self.attachments = AttachmentStore(data.attachments)
        self.thumbnails = ThumbnailFile(data.thumbnails)

    def held(self) -> Held:
        """Everything that is here."""
        return Held(set(self.attachments.digests()), set(self.thumbnails.sizes()))

    def file_size(self, digest: str) -> int:
        """The length of a file that is here."""
        return self.attachments.path(digest).stat().st_size

    def read(self, parcels: Iterable[Parcel]) -> Iterator[tuple[Parcel, Iterator[bytes]]]:
        """Each parcel with its bytes; DamagedFileError when they are not what they should be."""
        for some in chunks(parcels, _THUMBNAILS_AT_ONCE):
            small = [one.digest for one in some if one.is_thumbnail]
            pictures = self.thumbnails.get_all(small) if small else {}
            for one in some:
                if one.is_thumbnail:
                    yield one, _whole(one, pictures.get(one.digest, b""))
                else:
                    yield one, self._pieces(one)

    def _pieces(self, parcel: Parcel) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        try:
            with self.attachments.path(parcel.digest).open("rb") as file:
                while piece := file.read(PIECE_BYTES):
                    digest.update(piece)
                    size += len(piece)
                    if size > parcel.size:
                        break
                    yield piece
        except OSError as error:
            raise DamagedFileError(parcel) from error
        if (digest.hexdigest(), size) != (parcel.digest, parcel.size):
            raise DamagedFileError(parcel)


def _whole(parcel: Parcel, picture: bytes) -> Iterator[bytes]:
    if len(picture) != parcel.size:
        raise DamagedFileError(parcel)
    yield picture
