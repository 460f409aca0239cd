"""Files made to do harm, and a process of its own that is given them and tells what they cost.

`python -m tests.sync.hostile OFFICE FILE…` lets the PC in the folder OFFICE take each and prints
why it was refused, the most memory that the process ever held, and whether anything changed.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from backports import zstd

from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.sync import package
from lianti_desktop.sync.keys import ReplicaKeys
from lianti_desktop.sync.manifest import Manifest, Segment
from lianti_desktop.sync.package import DIVIDER, Carried, Cover, Seal, opened_package, write_package
from lianti_desktop.sync.refusal import RefusedError
from tests.sync.conftest import reopened

MOST_MB = 300
COVER = Cover("柳林校区（示例）", "青石中心小学（示例）", 1, 1)
MEGABYTE = 1 << 20

Changed = tuple[Manifest, list[Carried]]


class Smith:
    """Opens a good package and seals it again with something in it that no program writes."""

    def __init__(self, good: Path, keys: tuple[ReplicaKeys, ReplicaKeys], target: Path) -> None:
        self._good, self.target = good, target
        self._folder = target.parent
        self._signer, self._reader = keys

    def forge(self, change: Callable[[Manifest, list[Carried]], Changed]) -> Path:
        """A package that is sealed and signed rightly; what is in it was changed."""
        with opened_package(self._good, self._reader, self._folder / "staging") as opened:
            manifest, carried = change(opened.manifest, list(opened.commits()))
        seal = Seal(self._signer, [self._reader.recipient], COVER, self._folder / "staging")
        write_package(self.target, manifest, carried, seal)
        return self.target

    def with_commit(self, body: bytes, openings: bytes | None = None) -> Path:
        """One more commit behind the good ones."""
        return self.forge(lambda manifest, carried: (manifest, [*carried, (body, openings)]))

    def with_segment(self, data: bytes, **says: int) -> Path:
        """Commits that are squeezed into these bytes, whatever the table says of them."""
        honest = package._write_segment

        def lying(file: object, raw: bytes) -> Segment:
            with patch.object(package.zstd, "compress", lambda *_, **__: data):
                made = honest(file, raw + bytes(len(data)))  # type: ignore[arg-type]
            return replace(made, **{"raw": len(raw), **says})

        with patch.object(package, "_write_segment", lying):
            return self.forge(lambda manifest, carried: (manifest, carried))

    def with_front(self, front: bytes) -> Path:
        """Something else where the manifest and its signature should stand."""

        def plain(*_: object) -> Iterator[bytes]:
            yield front

        with patch.object(package, "_plain", plain):
            return self.forge(lambda manifest, carried: (manifest, carried))

    def with_seal(self, seal: bytes) -> Path:
        """Something else where the sealed stream should begin."""
        cover = self._good.read_bytes().partition(DIVIDER)[0]
        self.target.write_bytes(cover + DIVIDER + seal)
        return self.target


def array_of(parts: list[bytes]) -> bytes:
    """CBOR of a list with up to 255 parts that are CBOR already."""
    return b"\x98" + bytes([len(parts)]) + b"".join(parts)


def echoes(levels: int = 7, width: int = 200) -> bytes:
    """Lists that name each other by number: a kilobyte that speaks of 200⁷ numbers."""
    numbers = (b"\xd8\x1d\x18" + bytes([level]) for level in range(levels - 1))
    parts = [b"\x01", *numbers]
    return array_of([b"\xd8\x1c" + array_of([part] * width) for part in parts])


def zeros(megabytes: int) -> bytes:
    """A frame of zstd that unpacks to so much of nothing."""
    return bytes(zstd.compress(bytes(megabytes * MEGABYTE), level=3))


def commit_with(ops: bytes) -> bytes:
    """A commit whose list of ops is these bytes."""
    marked = canonical({"ops": "ops", "seq": 1, "replica": bytes(16)})
    return marked.replace(b"\x63ops\x63ops", b"\x63ops" + ops)


def many_lines(count: int) -> bytes:
    """The front of an age file that is for a great many readers."""
    line = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    return b"age-encryption.org/v1\n" + line * count + b"--- " + b"A" * 43 + b"\n"


class Hostile(NamedTuple):
    """How a file is made and for which reasons it may be refused."""

    make: Callable[[Smith], Path]
    reasons: set[str]


HOSTILE: dict[str, Hostile] = {
    "a bomb that unpacks to a gigabyte": Hostile(
        lambda smith: smith.with_segment(zeros(1024)),
        {"bad_segment"},
    ),
    "a bomb that says so": Hostile(
        lambda smith: smith.with_segment(zeros(64), raw=1 << 40),
        {"too_large"},
    ),
    "a bomb as large as is allowed, of nothing": Hostile(
        lambda smith: smith.with_segment(zeros(24), raw=24 * MEGABYTE),
        {"bad_commit"},
    ),
    "a thousand million ops announced": Hostile(
        lambda smith: smith.with_commit(commit_with(b"\x9a\x3b\x9a\xca\x00")),
        {"bad_commit"},
    ),
    "as many ops as fit": Hostile(
        lambda smith: smith.with_commit(commit_with(b"\x9a\x00\xe0\x00\x00" + b"\x80" * 0xE00000)),
        {"too_large"},
    ),
    "as many numbers as fit": Hostile(
        lambda smith: smith.with_commit(commit_with(b"\x9a\x00\xe0\x00\x00" + b"\x01" * 0xE00000)),
        {"too_large"},
    ),
    "nested without end": Hostile(
        lambda smith: smith.with_commit(b"\x81" * (15 * MEGABYTE)),
        {"bad_commit", "too_large"},
    ),
    "lists that name each other": Hostile(
        lambda smith: smith.with_commit(commit_with(echoes())),
        {"bad_commit"},
    ),
    "lists that name each other, beside a commit": Hostile(
        lambda smith: smith.with_commit(commit_with(b"\x80"), echoes()),
        {"bad_commit"},
    ),
    "a text that is announced with a tebibyte": Hostile(
        lambda smith: smith.with_commit(commit_with(b"\x7b\x00\x00\x01" + bytes(5) + b"a")),
        {"bad_commit"},
    ),
    "a text as long as is allowed": Hostile(
        lambda smith: smith.with_commit(commit_with(canonical("校" * (5 * MEGABYTE)))),
        {"bad_commit"},
    ),
    "a commit above the limit": Hostile(
        lambda smith: smith.with_commit(bytes(17 * MEGABYTE)),
        {"too_large"},
    ),
    "a manifest announced with four gigabytes": Hostile(
        lambda smith: smith.with_front(b"LTP1\xff\xff\xff\xff" + bytes(MEGABYTE)),
        {"too_large"},
    ),
    "a manifest of nothing but lists": Hostile(
        lambda smith: smith.with_front(
            b"LTP1" + (8 * MEGABYTE).to_bytes(4) + array_of([]) * (4 * MEGABYTE) + bytes(64)
        ),
        {"too_large", "damaged"},
    ),
    "a manifest of lists that name each other": Hostile(
        lambda smith: smith.with_front(b"LTP1" + len(echoes()).to_bytes(4) + echoes() + bytes(64)),
        {"damaged"},
    ),
    "a stream for a million readers": Hostile(
        lambda smith: smith.with_seal(many_lines(400_000)),
        {"damaged", "not_for_us"},
    ),
    "a first line without an end": Hostile(
        lambda smith: smith.with_seal(b"age-encryption.org/v1\n-> " + b"A" * (64 * MEGABYTE)),
        {"damaged", "not_for_us"},
    ),
}


def most_megabytes() -> int:
    """The most memory of this process; what `resource` tells is the parent's where that is more."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert told is not None
    return int(told[1]) // 1024


def main(words: list[str]) -> int:
    """Takes the files; what came of each as a line of JSON."""
    office = reopened(Path(words[0]))
    before = office.digests()
    for file in map(Path, words[1:]):
        try:
            answer = office.take(file).state
        except RefusedError as refusal:
            answer = refusal.reason.value
        is_same = office.digests() == before and not any(office.store.data.staging.iterdir())
        told = {"answer": answer, "megabytes": most_megabytes(), "is_same": is_same}
        sys.stdout.write(json.dumps({"name": file.stem, **told}) + "\n")
    office.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
