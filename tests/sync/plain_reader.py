"""A small reader of packages, written from docs/EXCHANGE_FORMAT.md alone.

It imports nothing of the program: what it can read, any other program can.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import cbor2
import pyrage  # type: ignore[import-untyped]
from backports import zstd
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = 1
OPENING = "\ufeff联体桌面 交换包\r\n".encode()
DIVIDER = b"---\r\n"

Cells = dict[str, Any]


@dataclass
class Package:
    """What a package holds."""

    manifest: dict[str, Any]
    commits: list[tuple[dict[str, Any], dict[int, Any]]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    thumbnails: dict[str, bytes] = field(default_factory=dict)

    def rows(self) -> dict[tuple[str, bytes], Cells]:
        """The rows as the commits leave them, one after another."""
        found: dict[tuple[str, bytes], Cells] = {}
        for body, openings in self.commits:
            for index, (table, row, cells) in enumerate(body["ops"]):
                seen = opened(cells, openings.get(index, {}))
                if seen != {"sample": True} or len(cells) == 1:
                    found.setdefault((table, row), {}).update(seen)
        return found


def opened(cells: Cells, openings: Cells) -> Cells:
    """The cells that this reader may read."""
    seen: Cells = {}
    for name, value in cells.items():
        if not isinstance(value, dict):
            seen[name] = value
        elif name in openings:
            salt, hidden = openings[name]
            assert digest(salt + canonical(hidden)) == value["c"]
            seen[name] = hidden
    return seen


def digest(data: bytes) -> bytes:
    """The hash of the format."""
    return hashlib.blake2b(data, digest_size=32).digest()


def canonical(value: Any) -> bytes:
    """Deterministic CBOR."""
    return cbor2.dumps(value, canonical=True)


def proved(key: bytes, purpose: str, data: bytes, signature: bytes) -> None:
    """Raises when the signature is not good."""
    message = b"lianti " + purpose.encode() + b"\0" + data
    Ed25519PublicKey.from_public_bytes(key).verify(signature, message)


def read_package(file: Path, identity: str) -> Package:
    """Opens a package with an age secret key and checks all that can be checked without a log."""
    raw = file.read_bytes()
    assert raw.startswith(OPENING)
    cover, _, sealed = raw.partition(DIVIDER)
    plain = BytesIO(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]))
    assert plain.read(4) == b"LTP1"
    body = plain.read(int.from_bytes(plain.read(4)))
    signature = plain.read(64)
    manifest = cbor2.loads(body)
    assert canonical(manifest) == body
    assert manifest["format"] <= FORMAT
    assert manifest["header"] == digest(cover)
    proved(certificate(manifest["sender"])["signing"], "package", body, signature)
    check_registry(manifest)
    package = Package(manifest)
    read_segments(package, plain)
    check_chain(package)
    return package


def certificate(packed: bytes) -> dict[str, Any]:
    """A certificate, its signature apart."""
    found: dict[str, Any] = cbor2.loads(packed[:-64])
    return found


def check_registry(manifest: dict[str, Any]) -> None:
    """The root vouches for the registry key, and that one for the registry and the sender."""
    packed = manifest["registry"]
    registry = cbor2.loads(packed[:-64])
    key = registry["registry_key"]
    generation = registry.get("generation", 0)
    vouched = canonical([key, generation]) if generation else key
    proved(registry["root"], "registry key", vouched, registry["voucher"])
    proved(key, "registry", packed[:-64], packed[-64:])
    sender = manifest["sender"]
    if certificate(sender)["issuer"] is None:
        proved(key, "certificate", sender[:-64], sender[-64:])


def read_segments(package: Package, plain: BytesIO) -> None:
    """All segments, by kind."""
    streams: dict[str, bytes] = {}
    for segment in package.manifest["segments"]:
        data = plain.read(int.from_bytes(plain.read(8)))
        assert len(data) == segment["length"]
        assert hashlib.sha256(data).digest() == segment["sha256"]
        whole = zstd.decompress(data) if segment["length"] < segment["raw"] else data
        assert len(whole) == segment["raw"]
        streams[segment["kind"]] = streams.get(segment["kind"], b"") + whole
    assert plain.read(1) == b""
    package.commits = list(commits(streams.get("commits", b"")))
    package.files = dict(attached(streams.get("files", b"")))
    package.thumbnails = dict(attached(streams.get("thumbnails", b"")))
    for name, data in package.files.items():
        assert hashlib.sha256(data).hexdigest() == name


def commits(stream: bytes) -> Iterator[tuple[dict[str, Any], dict[int, Any]]]:
    """Bodies and openings."""
    source = BytesIO(stream)
    while length := source.read(4):
        body = source.read(int.from_bytes(length))
        openings = source.read(int.from_bytes(source.read(4)))
        yield cbor2.loads(body) | {"hash": digest(body)}, cbor2.loads(openings or b"\xa0")


def attached(stream: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and bytes."""
    source = BytesIO(stream)
    while name := source.read(32):
        yield name.hex(), source.read(int.from_bytes(source.read(8)))


def check_chain(package: Package) -> None:
    """Every commit leads from a head that a copy of its school has signed."""
    registry = cbor2.loads(package.manifest["registry"][:-64])
    keys = {one["replica"]: one["signing"] for one in map(certificate, registry["certificates"])}
    prev = {body["hash"]: body["prev"] for body, _ in package.commits}
    covered = set()
    for replica, seq, tip, signer, signature in package.manifest["checkpoints"]:
        if signer in keys:
            proved(keys[signer], "checkpoint", canonical([replica, seq, tip]), signature)
            while tip in prev:
                covered.add(tip)
                tip = prev[tip]  # noqa: PLW2901
    assert covered == prev.keys()


def held(entry: list[Any], column: str) -> set[int]:
    """The numbers of a column's files that an entry of `files` speaks of."""
    ends = entry[3].get(column, [])
    runs = zip(ends[::2], ends[1::2], strict=True)
    return {number for first, last in runs for number in range(first, last + 1)}
