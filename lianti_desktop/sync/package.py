"""The package file: first lines for people, then one age stream with manifest and segments.

    text, closed by a line `---`
    age v1 stream to the recipients' keys:
        "LTP1", manifest length (4 bytes), manifest, its signature (64 bytes),
        then each segment: length (8 bytes), bytes (zstd where the manifest says it is shorter)

A segment of kind `commits` holds, one after another: body length (4 bytes), body, length of the
openings (4 bytes), openings. All numbers are big-endian. Nothing is parsed before the whole stream
has been decrypted, which proves every byte of it. Source: exchange.md §5 and §6.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

import pyrage  # type: ignore[import-untyped]
from backports import zstd

from lianti_desktop.storage.attachments import disk_full_spoken
from lianti_desktop.storage.log.commit import digest_of
from lianti_desktop.sync.files import put_file
from lianti_desktop.sync.keys import SIGNATURE_BYTES, ReplicaKeys, holds
from lianti_desktop.sync.manifest import FORMAT, Manifest, Segment, read_manifest
from lianti_desktop.sync.refusal import Reason, RefusedError

SUFFIX: Final = ".ltp"
PACKAGE: Final = "package"
COMMITS: Final = "commits"
OPENING_LINE: Final = "联体桌面 交换包\n"
LARGEST_FILE: Final = 1 << 30
LARGEST_HEADER: Final = 8 * 1024
LARGEST_MANIFEST: Final = 8 * 1024 * 1024
LARGEST_SEGMENT: Final = 24 * 1024 * 1024
LARGEST_COMMIT: Final = 16 * 1024 * 1024
USUAL_SEGMENT: Final = 2 * 1024 * 1024
_MAGIC: Final = b"LTP1"
_DIVIDER: Final = b"---\n"
_FORMAT_LINE: Final = "格式："
_WRAPPED: Final = 4
_LENGTH: Final = 8
_LEVEL: Final = 6

Carried = tuple[bytes, bytes | None]
"""A commit on the way: its hashed body, and the openings that the reader may have."""


@dataclass(frozen=True)
class Cover:
    """What the first lines say to people."""

    sender: str
    recipient: str
    number: int
    commits: int

    def text(self) -> bytes:
        """The first lines."""
        lines = (
            f"从：{self.sender}\n到：{self.recipient}\n编号：{self.number:06d}\n"
            f"内容：{self.commits} 次操作\n{_FORMAT_LINE}{FORMAT}\n"
            "请用联体桌面的“收包”打开，不要改动本文件。\n"
        )
        return (OPENING_LINE + lines).encode()


@contextmanager
def _passing_file(staging: Path) -> Iterator[BinaryIO]:
    """A file without a name that is gone afterwards, whatever happens."""
    staging.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=staging) as file:
        yield file


def write_package(
    target: Path, manifest: Manifest, commits: Iterable[Carried], seal: "Seal"
) -> Manifest:
    """Writes the file and returns the manifest as it was signed."""
    with (
        disk_full_spoken(),
        _passing_file(seal.staging) as pieces,
        _passing_file(seal.staging) as plain,
    ):
        segments = tuple(_write_segments(pieces, commits))
        cover = seal.cover.text()
        signed = replace(manifest, segments=segments, header=digest_of(cover))
        body = signed.body()
        plain.write(_MAGIC + len(body).to_bytes(_WRAPPED) + body)
        plain.write(seal.keys.signing.sign(PACKAGE, body))
        _append(pieces, segments, plain)
        plain.seek(0)
        with tempfile.TemporaryDirectory(dir=seal.staging) as folder:
            sealed = Path(folder) / target.name
            with sealed.open("wb") as file:
                file.write(cover + _DIVIDER)
                file.flush()
                keys = [pyrage.x25519.Recipient.from_str(text) for text in seal.recipients]
                pyrage.encrypt_io(plain, file, keys)
            put_file(target, sealed)
    return signed


@dataclass(frozen=True)
class Seal:
    """Who signs, for whose age keys, under which cover, and where passing files may lie."""

    keys: ReplicaKeys
    recipients: Sequence[str]
    cover: Cover
    staging: Path


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


def _append(pieces: BinaryIO, segments: Sequence[Segment], plain: BinaryIO) -> None:
    pieces.seek(0)
    for segment in segments:
        plain.write(segment.length.to_bytes(_LENGTH))
        plain.write(pieces.read(segment.length))


def read_cover(path: Path) -> bytes:
    """The first lines of a package without the divider; RefusedError when it is none."""
    if path.stat().st_size > LARGEST_FILE:
        raise RefusedError(Reason.TOO_LARGE)
    with path.open("rb") as file:
        head, divider, _ = file.read(LARGEST_HEADER).partition(_DIVIDER)
    if not head.startswith(OPENING_LINE.encode()):
        raise RefusedError(Reason.UNKNOWN_FILE)
    if not divider:
        raise RefusedError(Reason.DAMAGED)
    return head


def _require_known_format(cover: bytes) -> None:
    for line in cover.decode(errors="replace").splitlines():
        wanted = line.removeprefix(_FORMAT_LINE)
        if line.startswith(_FORMAT_LINE) and wanted.isdecimal() and int(wanted) > FORMAT:
            raise RefusedError(Reason.NEWER_VERSION, wanted)


class Opened:
    """A package that was decrypted whole; `signature_is_good` is for the reader to ask first."""

    def __init__(self, manifest: Manifest, proof: bytes, plain: BinaryIO) -> None:
        self.manifest = manifest
        self._proof = proof
        self._plain = plain
        self._start = plain.tell()

    def signature_is_good(self) -> bool:
        """Whether the sender that the manifest names has signed it."""
        body = self.manifest.body()
        return holds(self.manifest.sender.signing, PACKAGE, body, self._proof)

    def verify_segments(self) -> None:
        """Proves that the content is what the manifest lists, before any of it is parsed."""
        for segment, data in self._pieces():
            if hashlib.sha256(data).digest() != segment.sha256:
                raise RefusedError(Reason.BAD_SEGMENT)
        if self._plain.read(1):
            raise RefusedError(Reason.BAD_SEGMENT)

    def _pieces(self) -> Iterator[tuple[Segment, bytes]]:
        self._plain.seek(self._start)
        for segment in self.manifest.segments:
            if segment.length > LARGEST_SEGMENT or segment.raw > LARGEST_SEGMENT:
                raise RefusedError(Reason.TOO_LARGE)
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
    at = 0
    while at < len(raw):
        body, at = _wrapped(raw, at)
        openings, at = _wrapped(raw, at)
        yield body, openings or None


def _wrapped(raw: bytes, at: int) -> tuple[bytes, int]:
    begin = at + _WRAPPED
    end = begin + int.from_bytes(raw[at:begin])
    if end > len(raw) or begin > len(raw):
        raise RefusedError(Reason.BAD_SEGMENT)
    if end - begin > LARGEST_COMMIT:
        raise RefusedError(Reason.TOO_LARGE)
    return raw[begin:end], end


@contextmanager
def opened_package(path: Path, keys: ReplicaKeys, staging: Path) -> Iterator[Opened]:
    """Decrypts a package whole and reads its manifest; the plain text never gets a name."""
    cover = read_cover(path)
    _require_known_format(cover)
    with _passing_file(staging) as plain:
        _decrypt(path, len(cover) + len(_DIVIDER), keys, plain)
        plain.seek(0)
        manifest, proof = _read_front(plain)
        if manifest.header != digest_of(cover):
            raise RefusedError(Reason.BAD_HEADER)
        yield Opened(manifest, proof, plain)


def _decrypt(path: Path, start: int, keys: ReplicaKeys, plain: BinaryIO) -> None:
    identity = pyrage.x25519.Identity.from_str(keys.secret)
    with disk_full_spoken(), path.open("rb") as file:
        file.seek(start)
        try:
            pyrage.decrypt_io(file, plain, [identity])
        except pyrage.DecryptError as error:
            theirs = "No matching keys" in str(error)
            raise RefusedError(Reason.NOT_FOR_US if theirs else Reason.DAMAGED) from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise RefusedError(Reason.DAMAGED) from error


def _read_front(plain: BinaryIO) -> tuple[Manifest, bytes]:
    if plain.read(len(_MAGIC)) != _MAGIC:
        raise RefusedError(Reason.DAMAGED)
    length = int.from_bytes(plain.read(_WRAPPED))
    if length > LARGEST_MANIFEST:
        raise RefusedError(Reason.TOO_LARGE)
    body, proof = plain.read(length), plain.read(SIGNATURE_BYTES)
    if len(body) != length or len(proof) != SIGNATURE_BYTES:
        raise RefusedError(Reason.DAMAGED)
    return read_manifest(body), proof
