"""The parsers of the exchange as functions of bytes; the only error allowed is a refusal."""

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

from lianti_desktop.sync.cover import format_of, lines_of
from lianti_desktop.sync.intake import read_commit
from lianti_desktop.sync.manifest import Segment, read_manifest
from lianti_desktop.sync.package import _read_front, _require_known_format, _split, _unpacked
from lianti_desktop.sync.package import read_cover as read_cover_of
from lianti_desktop.sync.parcels import LARGEST_THUMBNAIL, Flow
from lianti_desktop.sync.refusal import RefusedError
from lianti_desktop.sync.registry import read_registry
from lianti_desktop.sync.request import read_request

MOST_RAW = 1 << 20


def header(data: bytes) -> None:
    """The first lines."""
    with tempfile.NamedTemporaryFile(dir=_folder()) as file:
        file.write(data)
        file.flush()
        cover = read_cover_of(Path(file.name))
    _require_known_format(cover)
    format_of(cover)
    lines_of(cover)


def front(data: bytes) -> None:
    """What stands before the segments."""
    _read_front(BytesIO(data))


def manifest(data: bytes) -> None:
    """The signed table of contents; signatures in it count as good, so that more is reached."""
    with patch("lianti_desktop.sync.registry.holds", lambda *_: True):
        read_manifest(data)


def registry(data: bytes) -> None:
    """The list of members."""
    with patch("lianti_desktop.sync.registry.holds", lambda *_: True):
        read_registry(data)


def segment(data: bytes) -> None:
    """A piece of the content, squeezed or not; two bytes say how large it claims to be."""
    raw = int.from_bytes(data[:2]) or len(data) - 2
    piece = Segment("commits", len(data) - 2, min(raw, MOST_RAW), bytes(32))
    for carried in _split(_unpacked(piece, data[2:])):
        read_commit(carried)


def commit(data: bytes) -> None:
    """One commit, with openings behind a zero byte where there is one."""
    body, found, openings = data.partition(b"\0\0OPENINGS")
    read_commit((body, openings if found else None))


def parcels(data: bytes) -> None:
    """The stream of attached files."""
    flow = Flow([data[:7], data[7:]])
    for _, size in flow.parcels(LARGEST_THUMBNAIL):
        for _piece in flow.pieces(size):
            pass


def request(data: bytes) -> None:
    """A request to join."""
    with tempfile.NamedTemporaryFile(dir=_folder()) as file:
        file.write(data)
        file.flush()
        read_request(Path(file.name))


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (header, front, manifest, registry, segment, commit, parcels, request)
}


def try_one(data: bytes) -> bool:
    """The first byte names the parser, the rest is for it; tells whether it was accepted."""
    if not data:
        return False
    name = list(TARGETS)[data[0] % len(TARGETS)]
    try:
        TARGETS[name](data[1:])
    except RefusedError:
        return False
    return True


def _folder() -> str | None:
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() else None
