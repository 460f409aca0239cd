"""Files in the stream of a package: one after another, cut into segments of a few megabytes.

    each: SHA-256 (32 bytes), length (8 bytes, big-endian), bytes

The cuts fall anywhere, so a segment is never larger than its limit and a file may be. They are not
compressed: pictures and office papers are so already.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lianti_desktop.sync.manifest import Segment
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.shelf import Parcel, Shelf

THUMBNAILS, FILES = "thumbnails", "files"
LARGEST_THUMBNAIL = 256 * 1024
LARGEST_ATTACHMENT = 1 << 30
MOST_PARCELS = 100_000
USUAL_CUT = 4 * 1024 * 1024
HEAD_BYTES = 32 + 8


@dataclass(frozen=True)
class Enclosed:
    """What goes into one file beside the commits, and where it is read."""

    shelf: Shelf
    parcels: tuple[Parcel, ...]

    def of(self, kind: str) -> list[Parcel]:
        """The thumbnails or the files."""
        return [one for one in self.parcels if one.is_thumbnail is (kind == THUMBNAILS)]

    def segments(self, heed: Callable[[int], None]) -> Iterator[Segment]:
        """The segments that the parcels will make; reads them all once."""
        for kind in (THUMBNAILS, FILES):
            yield from _planned(kind, self.stream(kind), heed)

    def stream(self, kind: str) -> Iterator[bytes]:
        """The bytes of the segments of a kind, end to end."""
        for parcel, pieces in self.shelf.read(self.of(kind)):
            yield bytes.fromhex(parcel.digest) + parcel.size.to_bytes(HEAD_BYTES - 32)
            yield from pieces


def _planned(kind: str, stream: Iterable[bytes], heed: Callable[[int], None]) -> Iterator[Segment]:
    digest, size = hashlib.sha256(), 0
    for piece in stream:
        heed(len(piece))
        rest = memoryview(piece)
        while rest:
            part = rest[: USUAL_CUT - size]
            digest.update(part)
            size += len(part)
            rest = rest[len(part) :]
            if size == USUAL_CUT:
                yield Segment(kind, size, size, digest.digest())
                digest, size = hashlib.sha256(), 0
    if size:
        yield Segment(kind, size, size, digest.digest())


def cut_as(stream: Iterator[bytes], segments: Sequence[Segment]) -> Iterator[tuple[Segment, bytes]]:
    """The stream in the pieces that were planned; ValueError when it is no longer the same."""
    kept = bytearray()
    for segment in segments:
        while len(kept) < segment.length:
            kept += next(stream, b"") or _changed()
        data = bytes(kept[: segment.length])
        del kept[: segment.length]
        if hashlib.sha256(data).digest() != segment.sha256:
            _changed()
        yield segment, data


def _changed() -> bytes:
    raise ValueError("a file changed while it was packed")


class Flow:
    """The bytes of all segments of a kind as they come out of a package."""

    def __init__(self, segments: Iterable[bytes]) -> None:
        self._segments = iter(segments)
        self._piece = memoryview(b"")

    def parcels(self, largest: int) -> Iterator[tuple[str, int]]:
        """Digest and length of each parcel; its bytes are to be read before the next."""
        named: set[bytes] = set()
        while head := self._upto(HEAD_BYTES):
            digest, size = head[:32], int.from_bytes(head[32:])
            if len(head) != HEAD_BYTES or digest in named:
                raise RefusedError(Reason.BAD_SEGMENT)
            if size > largest or len(named) == MOST_PARCELS:
                raise RefusedError(Reason.TOO_LARGE)
            named.add(digest)
            yield digest.hex(), size

    def pieces(self, size: int) -> Iterator[bytes]:
        """The bytes of the parcel that was just named."""
        left = size
        while left:
            piece = self._some(left)
            if not piece:
                raise RefusedError(Reason.BAD_SEGMENT)
            left -= len(piece)
            yield piece

    def _upto(self, size: int) -> bytes:
        found = b""
        while len(found) < size and (piece := self._some(size - len(found))):
            found += piece
        return found

    def _some(self, most: int) -> bytes:
        while not self._piece:
            fresh = next(self._segments, None)
            if fresh is None:
                return b""
            self._piece = memoryview(fresh)
        part, self._piece = self._piece[:most], self._piece[most:]
        return bytes(part)
