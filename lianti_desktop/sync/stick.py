"""Finding packages and requests on a stick by their content; nothing on it is ever executed."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.exchange import Import
from lianti_desktop.storage.store import Store
from lianti_desktop.storage.watch import Watch, heed
from lianti_desktop.sync.cover import OPENING_LINE, lines_of
from lianti_desktop.sync.intake import lengths
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.package import read_cover
from lianti_desktop.sync.plan import Gap
from lianti_desktop.sync.proving import proved_package, require_in_service
from lianti_desktop.sync.refusal import RefusedError
from lianti_desktop.sync.request import OPENING_LINE as REQUEST_LINE
from lianti_desktop.sync.witness import heed_witness

MOST_FILES = 20_000
NEW, IMPORTED, REQUEST = "new", "imported", "request"


@dataclass(frozen=True)
class Found:
    """A file of ours; `state` is new, imported, request or the reason why it cannot be taken.

    `gaps` are the commits that must come before those of a new one; `cover` is what the first lines
    say, by what stands before the colon: words that nobody has proved.
    """

    file: Path
    state: str
    message: str = ""
    manifest: Manifest | None = None
    gaps: tuple[Gap, ...] = ()
    cover: Mapping[str, str] = field(default_factory=dict)


def scan(store: Store, ring: KeyRing, folder: Path, watch: Watch | None = None) -> list[Found]:
    """All our files below a folder, hidden ones too, whatever they are called.

    A note on the stick that this copy was once further than it is now is heeded first.
    """
    heed_witness(store, ring, folder)
    found = []
    for file in _files(folder):
        heed(watch or Watch())
        opening = _opening(file)
        if opening.startswith(REQUEST_LINE.encode()):
            found.append(Found(file, REQUEST))
        elif opening.startswith(OPENING_LINE.encode()):
            found.append(look_into(store, ring, file, watch))
    return found


def look_into(store: Store, ring: KeyRing, file: Path, watch: Watch | None = None) -> Found:
    """What a package is to us, without taking it in."""
    cover = _first_lines(file)
    try:
        with proved_package(store, ring, file, watch) as (opened, trust):
            require_in_service(opened, trust)
            manifest = opened.manifest
    except RefusedError as refusal:
        return Found(file, refusal.reason.value, refusal.sentence, cover=cover)
    with store.read() as session:
        query = select(Import.id).where(Import.package == manifest.package.bytes)
        if session.scalar(query) is not None:
            return Found(file, IMPORTED, manifest=manifest, cover=cover)
        return Found(file, NEW, "", manifest, tuple(_before(session, manifest)), cover)


def _first_lines(file: Path) -> Mapping[str, str]:
    try:
        return lines_of(read_cover(file))
    except (RefusedError, OSError):
        return {}


def _before(session: Session, manifest: Manifest) -> Iterator[Gap]:
    """The commits that must come before those of a package."""
    held = lengths(session)
    for run in manifest.ranges:
        after = held.get(run.replica, 0)
        if run.first > after + 1:
            yield Gap(run.replica, after + 1, run.first - 1)


def _files(folder: Path) -> Iterator[Path]:
    """Plain files, in order; links are not followed, since a stick may point anywhere."""
    seen = 0
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(place) / name
            seen += 1
            if seen > MOST_FILES:
                return
            if file.is_file() and not file.is_symlink():
                yield file


def _opening(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(len(OPENING_LINE.encode()) + 8)
    except OSError:
        return b""
