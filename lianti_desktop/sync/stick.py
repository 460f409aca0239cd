"""Finding packages and requests on a stick by their content; nothing on it is ever executed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from lianti_desktop.storage.exchange import Import
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.package import OPENING_LINE
from lianti_desktop.sync.proving import proved_package
from lianti_desktop.sync.refusal import RefusedError
from lianti_desktop.sync.request import OPENING_LINE as REQUEST_LINE

MOST_FILES = 20_000
NEW, IMPORTED, REQUEST = "new", "imported", "request"


@dataclass(frozen=True)
class Found:
    """A file of ours; `state` is new, imported, request or the reason why it cannot be taken."""

    file: Path
    state: str
    message: str = ""
    manifest: Manifest | None = None


def scan(store: Store, ring: KeyRing, folder: Path) -> list[Found]:
    """All our files below a folder, hidden ones too, whatever they are called."""
    found = []
    for file in _files(folder):
        opening = _opening(file)
        if opening.startswith(REQUEST_LINE.encode()):
            found.append(Found(file, REQUEST))
        elif opening.startswith(OPENING_LINE.encode()):
            found.append(look_into(store, ring, file))
    return found


def look_into(store: Store, ring: KeyRing, file: Path) -> Found:
    """What a package is to us, without taking it in."""
    try:
        with proved_package(store, ring, file) as (opened, _):
            manifest = opened.manifest
    except RefusedError as refusal:
        return Found(file, refusal.reason.value, refusal.sentence)
    with store.read() as session:
        query = select(Import.id).where(Import.package == manifest.package.bytes)
        known = session.scalar(query) is not None
    return Found(file, IMPORTED if known else NEW, manifest=manifest)


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
