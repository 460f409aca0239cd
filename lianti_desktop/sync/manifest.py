"""The signed table of contents of a package: from whom, for whom, what it holds and proves.

Source: exchange.md §4 and §5.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lianti_desktop.storage.log.commit import Head, canonical
from lianti_desktop.sync import wire
from lianti_desktop.sync.contents import Contents, read_contents
from lianti_desktop.sync.keys import SIGNATURE_BYTES, ReplicaKeys, holds
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import Certificate, Registry, read_certificate, read_registry
from lianti_desktop.sync.statement import Statement, read_statement

FORMAT = 1
CHECKPOINT = "checkpoint"
NO_ID = UUID(int=0)
MOST_PARTS = 10_000
_PARTS_OF_HEAD, _PARTS_OF_CHECKPOINT, _PARTS_OF_RANGE = 3, 5, 3


@dataclass(frozen=True)
class SignedHead:
    """A head of a log that a copy of the same school has signed."""

    head: Head
    signer: UUID
    signature: bytes

    def is_signed_by(self, certificate: Certificate) -> bool:
        """Whether the signature is good for this certificate."""
        return holds(certificate.signing, CHECKPOINT, head_bytes(self.head), self.signature)


def head_bytes(head: Head) -> bytes:
    """What is signed of a head."""
    return canonical(_head(head))


def _head(head: Head) -> list[Any]:
    return [head.replica.bytes, head.seq, head.hash]


@dataclass(frozen=True)
class Range:
    """A run of a log's commits in the package, both ends included."""

    replica: UUID
    first: int
    last: int


@dataclass(frozen=True)
class Segment:
    """A piece of the content: its kind, its bytes in the file, its bytes unpacked, its SHA-256."""

    kind: str
    length: int
    raw: int
    sha256: bytes


@dataclass(frozen=True)
class Manifest:
    """All that a package says of itself; `digests` are the sender's, by table.

    A package may be written in several files: `whole` is the id that they have in common, `part`
    which of `parts` this one is. `received` are the packages that the sender took in last, and
    `files` which attached files it holds.
    """

    package: UUID
    number: int
    made: str
    schema: int
    sender: Certificate
    further: tuple[Certificate, ...]
    recipients: tuple[UUID, ...]
    header: bytes
    vector: tuple[Head, ...]
    checkpoints: tuple[SignedHead, ...]
    ranges: tuple[Range, ...]
    segments: tuple[Segment, ...]
    registry: Registry
    digests: Mapping[str, bytes] = field(default_factory=dict)
    whole: UUID = NO_ID
    part: int = 1
    parts: int = 1
    received: tuple[UUID, ...] = ()
    files: Statement = field(default_factory=Statement)
    contents: Contents = field(default_factory=Contents)

    @property
    def commits(self) -> int:
        """How many commits the package holds."""
        return sum(run.last - run.first + 1 for run in self.ranges)

    def body(self) -> bytes:
        """What is signed."""
        return canonical(
            {
                "format": FORMAT,
                "package": self.package.bytes,
                "number": self.number,
                "made": self.made,
                "schema": self.schema,
                "sender": self.sender.packed(),
                "further": [certificate.packed() for certificate in self.further],
                "recipients": [replica.bytes for replica in self.recipients],
                "header": self.header,
                "vector": [_head(head) for head in self.vector],
                "checkpoints": [_signed_head(point) for point in self.checkpoints],
                "ranges": [[run.replica.bytes, run.first, run.last] for run in self.ranges],
                "segments": [
                    {
                        "kind": piece.kind,
                        "length": piece.length,
                        "raw": piece.raw,
                        "sha256": piece.sha256,
                    }
                    for piece in self.segments
                ],
                "digests": dict(self.digests),
                "registry": self.registry.packed(),
                "whole": self.whole.bytes,
                "part": self.part,
                "parts": self.parts,
                "received": [package.bytes for package in self.received],
                "files": self.files.packed(),
                "contents": self.contents.packed(),
            }
        )


def _signed_head(point: SignedHead) -> list[Any]:
    return [*_head(point.head), point.signer.bytes, point.signature]


def checkpoint(head: Head, signer: UUID, keys: ReplicaKeys) -> SignedHead:
    """Signs a head."""
    return SignedHead(head, signer, keys.signing.sign(CHECKPOINT, head_bytes(head)))


def packed_vector(vector: Iterable[Head]) -> bytes:
    """A vector for keeping."""
    return canonical([_head(head) for head in vector])


def read_vector(packed: bytes | None) -> tuple[Head, ...]:
    """A vector that was kept."""
    return tuple(map(_read_head, wire.decoded(packed))) if packed else ()


def read_manifest(data: bytes) -> Manifest:
    """The manifest of a package, its types checked and its registry proved; nothing else is."""
    raw = wire.decoded(data)
    wanted = wire.whole(raw, "format")
    if wanted > FORMAT:
        raise RefusedError(Reason.NEWER_VERSION, str(wanted))
    return Manifest(
        package=wire.identifier(raw, "package"),
        number=wire.whole(raw, "number"),
        made=wire.part(raw, "made", str),
        schema=wire.whole(raw, "schema"),
        sender=read_certificate(wire.part(raw, "sender", bytes)),
        further=tuple(read_certificate(_bytes(one)) for one in wire.part(raw, "further", list)),
        recipients=wire.identifiers(raw, "recipients"),
        header=wire.fixed(raw, "header"),
        vector=tuple(map(_read_head, wire.part(raw, "vector", list))),
        checkpoints=tuple(map(_read_signed_head, wire.part(raw, "checkpoints", list))),
        ranges=tuple(map(_read_range, wire.part(raw, "ranges", list))),
        segments=tuple(map(_read_segment, wire.part(raw, "segments", list))),
        digests=_read_digests(wire.part(raw, "digests", dict)),
        registry=read_registry(wire.part(raw, "registry", bytes)),
        whole=wire.identifier(raw, "whole"),
        part=wire.whole(raw, "part", MOST_PARTS),
        parts=wire.whole(raw, "parts", MOST_PARTS),
        received=wire.identifiers(raw, "received"),
        files=read_statement(wire.part(raw, "files", dict)),
        contents=read_contents(wire.part(raw, "contents", dict)),
    )


def _bytes(value: Any) -> bytes:
    return wire.part({"value": value}, "value", bytes)


def _listed(value: Any, count: int) -> dict[str, Any]:
    """A short list as a map from its places."""
    if type(value) is not list or len(value) != count:
        raise RefusedError(Reason.DAMAGED)
    return {str(place): part for place, part in enumerate(value)}


def _read_head(value: Any) -> Head:
    parts = _listed(value, _PARTS_OF_HEAD)
    return Head(wire.identifier(parts, "0"), wire.whole(parts, "1"), wire.fixed(parts, "2"))


def _read_signed_head(value: Any) -> SignedHead:
    parts = _listed(value, _PARTS_OF_CHECKPOINT)
    head = Head(wire.identifier(parts, "0"), wire.whole(parts, "1"), wire.fixed(parts, "2"))
    return SignedHead(head, wire.identifier(parts, "3"), wire.fixed(parts, "4", SIGNATURE_BYTES))


def _read_range(value: Any) -> Range:
    parts = _listed(value, _PARTS_OF_RANGE)
    run = Range(wire.identifier(parts, "0"), wire.whole(parts, "1"), wire.whole(parts, "2"))
    if not 0 < run.first <= run.last:
        raise RefusedError(Reason.DAMAGED)
    return run


def _read_segment(value: Any) -> Segment:
    return Segment(
        kind=wire.part(value, "kind", str),
        length=wire.whole(value, "length"),
        raw=wire.whole(value, "raw"),
        sha256=wire.fixed(value, "sha256"),
    )


def _read_digests(raw: Mapping[Any, Any]) -> dict[str, bytes]:
    for name, value in raw.items():
        if type(name) is not str or type(value) is not bytes:
            raise RefusedError(Reason.DAMAGED)
    return dict(raw)
