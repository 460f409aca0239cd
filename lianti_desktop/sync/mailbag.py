"""Packages of others, carried unopened: whoever drives past may take them along.

A package that was seen on a stick and is for another school of the alliance is copied into the data
folder. It is offered when a stick is written, and forgotten once a PC of its addressee says that it
has taken it in. All that is known of it is what its first lines say; nothing can be read in it.
The bag is bounded: the oldest package gives way, its sender will make another.
Source: exchange.md §9.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from lianti_desktop.storage.attachments import require_space
from lianti_desktop.storage.exchange import MailItem
from lianti_desktop.storage.site import load_site
from lianti_desktop.storage.store import Store, system_now
from lianti_desktop.storage.watch import Watch
from lianti_desktop.sync.cover import SUFFIX, Cover, free_path, lines_of, visible
from lianti_desktop.sync.files import Made, put_file
from lianti_desktop.sync.members import load_trust
from lianti_desktop.sync.package import read_cover
from lianti_desktop.sync.pipes import Pace
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.stick import Found

MOST_BYTES = 2 << 30
MOST_PACKAGES = 200
FOLDER = "mailbag"
_PIECE_BYTES = 1024 * 1024
_LONGEST_FILE_NAME = 120
_ID_DIGITS = 32


@dataclass(frozen=True)
class Letter:
    """A package in the bag; sender and recipient as its first lines name them."""

    digest: str
    package: str
    sender: str
    recipient: str
    number: int
    size: int
    file_name: str
    taken_at: str


def letters(session: Session, recipient: str | None = None) -> list[Letter]:
    """What is in the bag, for one school or for all, the oldest first."""
    query = select(MailItem).order_by(MailItem.taken_at, MailItem.digest)
    names = [field.name for field in fields(Letter)]
    return [
        Letter(**{name: getattr(row, name) for name in names})
        for row in session.scalars(query)
        if recipient in (None, row.recipient)
    ]


def take_along(store: Store, found: Iterable[Found], watch: Watch | None = None) -> list[str]:
    """Puts what a stick holds for other schools into the bag; returns the names of the files."""
    _tidy(store)
    taken = []
    for one in found:
        if one.state == Reason.NOT_FOR_US and (item := _addressed(store, one)):
            _put_in(store, one.file, item, watch or Watch())
            taken.append(one.file.name)
    return taken


def _addressed(store: Store, found: Found) -> MailItem | None:
    """The package as the bag would note it; None when it is not between others of the alliance."""
    lines = found.cover
    sender, recipient = lines.get("从", ""), lines.get("到", "")
    package, number = lines.get("识别码", ""), lines.get("编号", "")
    if len(package) != _ID_DIGITS or not number.isdecimal():
        return None
    with store.read() as session:
        trust, own = load_trust(session), load_site(session).replica
        names = {one.name for one in trust.certificates()} if trust else set()
        certificate = trust.known(own) if trust else None
        known = session.scalar(select(MailItem.digest).where(MailItem.package == package))
    ours = certificate.name if certificate else ""
    if known is not None or ours in (sender, recipient) or not {sender, recipient} <= names:
        return None
    size = found.file.stat().st_size
    if size > MOST_BYTES:
        return None
    return MailItem(
        package=package,
        sender=sender,
        recipient=recipient,
        number=int(number),
        size=size,
        file_name=visible(found.file.name)[:_LONGEST_FILE_NAME],
        taken_at=system_now().isoformat(timespec="microseconds"),
    )


def _put_in(store: Store, file: Path, item: MailItem, watch: Watch) -> None:
    bag = store.data.root / FOLDER
    bag.mkdir(parents=True, exist_ok=True)
    _make_room(store, item.size)
    require_space(bag, item.size)
    passing = bag / f"{item.package}.tmp"
    try:
        item.digest = _copied(file, passing, Pace(watch, item.size, "正在带上别校的包"))
        passing.replace(_place(store, item.digest))
    finally:
        passing.unlink(missing_ok=True)
    with store.transaction() as session:
        session.merge(item)


def _copied(source: Path, aim: Path, pace: Pace) -> str:
    """Copies a file onto the disk and returns its SHA-256."""
    digest = hashlib.sha256()
    with aim.open("wb") as file:
        for piece in _pieces(source):
            pace.heed(len(piece))
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _pieces(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _place(store: Store, digest: str) -> Path:
    return store.data.root / FOLDER / f"{digest}{SUFFIX}"


def _make_room(store: Store, needed: int) -> None:
    """Lets the oldest packages go until another fits."""
    with store.transaction() as session:
        while True:
            size, count = session.execute(
                select(func.coalesce(func.sum(MailItem.size), 0), func.count())
            ).one()
            if size + needed <= MOST_BYTES and count < MOST_PACKAGES:
                break
            oldest = select(MailItem.digest).order_by(MailItem.taken_at).limit(1)
            _forget(session, [session.scalar(oldest) or ""])
    _tidy(store)


def _forget(session: Session, digests: Iterable[str]) -> None:
    session.execute(delete(MailItem).where(MailItem.digest.in_(list(digests))))


def _tidy(store: Store) -> None:
    """Deletes the files that the bag no longer knows of."""
    bag = store.data.root / FOLDER
    if not bag.is_dir():
        return
    with store.read() as session:
        known = {f"{digest}{SUFFIX}" for digest in session.scalars(select(MailItem.digest))}
    for file in bag.iterdir():
        if file.name not in known:
            file.unlink(missing_ok=True)


def deliver(store: Store, folder: Path, recipient: str | None = None) -> list[Path]:
    """Writes the packages for one school, or for all, onto a stick; each is read back.

    They stay in the bag until their addressee says that it has them. What lies on the stick
    already is not written again.
    """
    with store.read() as session:
        waiting = letters(session, recipient)
    there = set(_packages_on(folder))
    written = []
    for one in waiting:
        source = _place(store, one.digest)
        if source.is_file() and one.package not in there:
            target = free_path(folder, Cover(one.sender, one.recipient, one.number, 0))
            put_file(target, Made(one.size, partial(_write, source)))
            written.append(target)
    return written


def _packages_on(folder: Path) -> Iterator[str]:
    """The ids of the packages that lie in a folder, by their first lines."""
    for file in folder.glob(f"*{SUFFIX}"):
        with suppress(RefusedError, OSError):
            yield lines_of(read_cover(file)).get("识别码", "")


def _write(source: Path, file: BinaryIO) -> None:
    for piece in _pieces(source):
        file.write(piece)
