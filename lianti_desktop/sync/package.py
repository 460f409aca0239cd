"""The package file: first lines for people, then one age stream with manifest and segments.

    text, closed by a line `---`
    age v1 stream to the recipients' keys:
        "LTP1", manifest length (4 bytes), manifest, its signature (64 bytes),
        then each segment: length (8 bytes), bytes (zstd where the manifest says it is shorter)

A segment of kind `commits` holds, one after another: body length (4 bytes), body, length of the
openings (4 bytes), openings. Segments of the kinds `thumbnails` and `files` hold attached files
(parcels.py); other kinds are passed over. All numbers are big-endian. Nothing is parsed before the
whole stream has been decrypted, which proves every byte of it. Source: exchange.md §5 and §6.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from struct import Struct
from typing import BinaryIO, Final

import pyrage  # type: ignore[import-untyped]
from backports import zstd

from lianti_desktop.storage.attachments import disk_full_spoken, require_space
from lianti_desktop.storage.log.commit import digest_of
from lianti_desktop.storage.watch import Watch
from lianti_desktop.sync.cover import DIVIDER, OPENING_LINE, SUFFIX, Cover, format_of
from lianti_desktop.sync.files import Made, put_file
from lianti_desktop.sync.keys import SIGNATURE_BYTES, ReplicaKeys, holds
from lianti_desktop.sync.manifest import FORMAT, Manifest, Segment, read_manifest
from lianti_desktop.sync.parcels import FILES, THUMBNAILS, Enclosed, Flow, cut_as
from lianti_desktop.sync.pipes import Pace, Source, Target
from lianti_desktop.sync.refusal import Reason, RefusedError

__all__ = ("OPENING_LINE", "SUFFIX", "Cover")

PACKAGE: Final = "package"
COMMITS: Final = "commits"
LARGEST_FILE: Final = (1 << 32) - 1
LARGEST_HEADER: Final = 8 * 1024
LARGEST_SEAL: Final = 128 * 1024
LARGEST_MANIFEST: Final = 8 * 1024 * 1024
LARGEST_SEGMENT: Final = 24 * 1024 * 1024
LARGEST_COMMIT: Final = 16 * 1024 * 1024
USUAL_SEGMENT: Final = 2 * 1024 * 1024
_MAGIC: Final = b"LTP1"
_SEAL_END: Final = b"\n--- "
_WRAPPED: Final = 4
_LENGTH_AT: Final = Struct(">I").unpack_from
_LENGTH: Final = 8
_LEVEL: Final = 6
_READ: Final = 1024 * 1024

Carried = tuple[bytes, bytes | None]
"""A commit on the way: its hashed body, and the openings that the reader may have."""


@contextmanager
def _passing_file(staging: Path) -> Iterator[BinaryIO]:
    """A file without a name that is gone afterwards, whatever happens."""
    staging.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=staging) as file:
        yield file


@dataclass(frozen=True)
class Seal:
    """Who signs, for whose age keys, under which cover, and where passing files may lie; also the
    attached files that go in, and who is told how far the writing is."""

    keys: ReplicaKeys
    recipients: Sequence[str]
    cover: Cover
    staging: Path
    enclosed: Enclosed | None = None
    pace: Pace = field(default_factory=lambda: Pace(Watch(), 0))


def write_package(
    target: Path, manifest: Manifest, commits: Iterable[Carried], seal: Seal
) -> Manifest:
    """Writes the file and returns the manifest as it was signed.

    Attached files are read twice and never copied beside: once for the table of segments, once
    into the sealed stream, which goes straight onto the stick.
    """
    with disk_full_spoken(), _passing_file(seal.staging) as pieces:
        segments = tuple(_write_segments(pieces, commits))
        enclosed = seal.enclosed
        planned = tuple(enclosed.segments(seal.pace.heed)) if enclosed else ()
        cover = seal.cover.text()
        signed = replace(manifest, segments=(*segments, *planned), header=digest_of(cover))
        content = Source(_plain(signed, pieces, seal), seal.pace)
        inside = len(signed.body()) + sum(one.length for one in signed.segments)
        size = len(cover) + _sealed_size(inside)

        def write(file: BinaryIO) -> None:
            file.write(cover + DIVIDER)
            keys = [pyrage.x25519.Recipient.from_str(text) for text in seal.recipients]
            with content.spoken():
                pyrage.encrypt_io(content, Target(file, content), keys)

        put_file(target, Made(size, write))
    return signed


def _sealed_size(content: int) -> int:
    """A little more than the content will take once sealed, for the look at the free space."""
    return content + content // 1024 + LARGEST_HEADER


def _plain(manifest: Manifest, pieces: BinaryIO, seal: Seal) -> Iterator[bytes]:
    """What is sealed, piece by piece."""
    body = manifest.body()
    yield _MAGIC + len(body).to_bytes(_WRAPPED) + body + seal.keys.signing.sign(PACKAGE, body)
    pieces.seek(0)
    for segment in manifest.segments:
        if segment.kind == COMMITS:
            yield segment.length.to_bytes(_LENGTH)
            yield pieces.read(segment.length)
    for kind in (THUMBNAILS, FILES):
        listed = [one for one in manifest.segments if one.kind == kind]
        if seal.enclosed and listed:
            for segment, data in cut_as(seal.enclosed.stream(kind), listed):
                yield segment.length.to_bytes(_LENGTH)
                yield data


def _write_segments(file: BinaryIO, commits: Iterable[Carried]) -> Iterator[Segment]:
    raw = bytearray()
    for body, openings in commits:
        raw += len(body).to_bytes(_WRAPPED) + body
        raw += len(openings or b"").to_bytes(_WRAPPED) + (openings or b"")
        if len(raw) >= USUAL_SEGMENT:
            yield _write_segment(file, bytes(raw))
            raw.clear()
    if raw:
        yield _write_segment(file, bytes(raw))


def _write_segment(file: BinaryIO, raw: bytes) -> Segment:
    squeezed = zstd.compress(raw, level=_LEVEL)
    data = squeezed if len(squeezed) < len(raw) else raw
    file.write(data)
    return Segment(COMMITS, len(data), len(raw), hashlib.sha256(data).digest())


def read_cover(path: Path) -> bytes:
    """The first lines of a package without the divider; RefusedError when it is none."""
    if path.stat().st_size > LARGEST_FILE:
        raise RefusedError(Reason.TOO_LARGE)
    with path.open("rb") as file:
        head, divider, _ = file.read(LARGEST_HEADER).partition(DIVIDER)
    if not head.startswith(OPENING_LINE.encode()):
        raise RefusedError(Reason.UNKNOWN_FILE)
    if not divider:
        raise RefusedError(Reason.DAMAGED)
    return head


def _require_known_format(cover: bytes) -> None:
    wanted = format_of(cover)
    if wanted is not None and wanted > FORMAT:
        raise RefusedError(Reason.NEWER_VERSION, str(wanted))


class Opened:
    """A package that was decrypted whole; `signature_is_good` is for the reader to ask first."""

    def __init__(self, front: "_Front", plain: BinaryIO, pace: Pace) -> None:
        self.manifest = front.manifest
        self._front = front
        self._plain = plain
        self._pace = pace
        self._start = plain.tell()

    def signature_is_good(self) -> bool:
        """Whether the sender that the manifest names has signed it, also what we do not know."""
        front = self._front
        return holds(self.manifest.sender.signing, PACKAGE, front.body, front.proof)

    def verify_segments(self) -> None:
        """Proves that the content is what the manifest lists, before any of it is parsed."""
        for segment, data in self._pieces():
            if hashlib.sha256(data).digest() != segment.sha256:
                raise RefusedError(Reason.BAD_SEGMENT)
        if self._plain.read(1):
            raise RefusedError(Reason.BAD_SEGMENT)

    def finish(self) -> None:
        """Tells that nothing more is to be read."""
        self._pace.finish()

    def _pieces(self) -> Iterator[tuple[Segment, bytes]]:
        self._plain.seek(self._start)
        for segment in self.manifest.segments:
            if segment.length > LARGEST_SEGMENT or segment.raw > LARGEST_SEGMENT:
                raise RefusedError(Reason.TOO_LARGE)
            self._pace.heed(segment.length)
            length = int.from_bytes(self._plain.read(_LENGTH))
            data = self._plain.read(segment.length)
            if length != segment.length or len(data) != length:
                raise RefusedError(Reason.BAD_SEGMENT)
            yield segment, data

    def commits(self) -> Iterator[Carried]:
        """The commits in the order in which the sender wrote them."""
        for segment, data in self._pieces():
            if segment.kind == COMMITS:
                yield from _split(_unpacked(segment, data))

    def parcels(self, kind: str) -> Flow:
        """The attached files of a kind."""
        return Flow(_unpacked(one, data) for one, data in self._pieces() if one.kind == kind)


def _unpacked(segment: Segment, data: bytes) -> bytes:
    """The raw bytes, never more than were announced."""
    if segment.length == segment.raw:
        return data
    try:
        squeezed = zstd.ZstdDecompressor()
        raw = squeezed.decompress(data, max_length=segment.raw + 1)
    except zstd.ZstdError as error:
        raise RefusedError(Reason.BAD_SEGMENT) from error
    if len(raw) != segment.raw or not squeezed.eof:
        raise RefusedError(Reason.BAD_SEGMENT)
    return bytes(raw)


def _split(raw: bytes) -> Iterator[Carried]:
    at, end = 0, len(raw)
    while at < end:
        body, at = _wrapped(raw, at)
        openings, at = _wrapped(raw, at)
        yield body, openings or None


def _wrapped(raw: bytes, at: int) -> tuple[bytes, int]:
    begin = at + _WRAPPED
    if begin > len(raw):
        raise RefusedError(Reason.BAD_SEGMENT)
    end = begin + _LENGTH_AT(raw, at)[0]
    if end > len(raw):
        raise RefusedError(Reason.BAD_SEGMENT)
    if end - begin > LARGEST_COMMIT:
        raise RefusedError(Reason.TOO_LARGE)
    return raw[begin:end], end


@contextmanager
def opened_package(
    path: Path, keys: ReplicaKeys, staging: Path, watch: Watch | None = None
) -> Iterator[Opened]:
    """Decrypts a package whole and reads its manifest; the plain text never gets a name."""
    cover = read_cover(path)
    _require_known_format(cover)
    pace = Pace(watch or Watch(), 3 * path.stat().st_size, "正在读包")
    with disk_full_spoken(), _passing_file(staging) as plain:
        require_space(staging, path.stat().st_size)
        with path.open("rb") as file:
            _require_short_seal(file, len(cover) + len(DIVIDER))
            _decrypt(file, keys, plain, pace)
        plain.seek(0)
        front = _read_front(plain)
        if front.manifest.header != digest_of(cover):
            raise RefusedError(Reason.BAD_HEADER)
        yield Opened(front, plain, pace)


def _require_short_seal(file: BinaryIO, begin: int) -> None:
    """The list of readers before the sealed bytes: one without an end would be read for hours."""
    file.seek(begin)
    if _SEAL_END not in file.read(LARGEST_SEAL):
        raise RefusedError(Reason.DAMAGED)
    file.seek(begin)


def _decrypt(file: BinaryIO, keys: ReplicaKeys, plain: BinaryIO, pace: Pace) -> None:
    identity = pyrage.x25519.Identity.from_str(keys.secret)
    content = Source(iter(lambda: file.read(_READ), b""), pace)
    try:
        with content.spoken():
            pyrage.decrypt_io(content, Target(plain, content), [identity])
    except pyrage.DecryptError as error:
        theirs = "No matching keys" in str(error)
        raise RefusedError(Reason.NOT_FOR_US if theirs else Reason.DAMAGED) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise RefusedError(Reason.DAMAGED) from error


@dataclass(frozen=True)
class _Front:
    """The manifest, the bytes that were signed, and the signature."""

    manifest: Manifest
    body: bytes
    proof: bytes


def _read_front(plain: BinaryIO) -> _Front:
    if plain.read(len(_MAGIC)) != _MAGIC:
        raise RefusedError(Reason.DAMAGED)
    length = int.from_bytes(plain.read(_WRAPPED))
    if length > LARGEST_MANIFEST:
        raise RefusedError(Reason.TOO_LARGE)
    body, proof = plain.read(length), plain.read(SIGNATURE_BYTES)
    if len(body) != length or len(proof) != SIGNATURE_BYTES:
        raise RefusedError(Reason.DAMAGED)
    return _Front(read_manifest(body), body, proof)
