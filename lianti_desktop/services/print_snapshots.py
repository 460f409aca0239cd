"""What left the office on paper or as a file, and which of it may not be used any more."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_clock
from lianti_desktop.domain.words import MediaConsent, PrintKind, PrintWay
from lianti_desktop.services.consent_report import barred_photos
from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import digest_of
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.log.tables import Log
from lianti_desktop.storage.publications import Album, Bulletin, PrintSnapshot, TermVolume
from lianti_desktop.storage.rights import why_not

_REPLICA = 8


@dataclass(frozen=True)
class LeavingPrint:
    """A finished print about to leave: `photos` are the ids of those in it, in hex.

    `by` is the person at the desk, as the log names him; at most one of the publications is said.
    """

    document: str
    kind: PrintKind
    way: PrintWay
    file: Path
    pages: int
    photos: tuple[str, ...] = ()
    copies: int = 1
    by: str = ""
    album: UUID | None = None
    volume: UUID | None = None
    bulletin: UUID | None = None


def keep_print(session: Session, leaving: LeavingPrint, now: datetime) -> PrintSnapshot:
    """Keeps that a print left, with the hash of its file; an album counts its prints."""
    if leaving.album is not None:
        _count_print(session, leaving.album, now.date())
    values = {
        "document": leaving.document,
        "kind": leaving.kind,
        "way": leaving.way,
        "file_name": leaving.file.name,
        "printed_on": now.date(),
        "printed_at": format_clock(now.time()),
        "printed_by": leaving.by,
        "pages": leaving.pages,
        "copies": leaving.copies,
        "photos": list(leaving.photos),
        "revisions": revisions(session),
        "pdf_hash": digest_of(leaving.file),
        "album": leaving.album,
        "volume": leaving.volume,
        "bulletin": leaving.bulletin,
    }
    return records.save(session, PrintSnapshot, None, values)


def _count_print(session: Session, album: UUID, today: date) -> None:
    record = records.get(session, Album, album)
    if why_not(session, record) is None:
        values = {"print_count": (record.print_count or 0) + 1, "printed_on": today}
        records.save(session, Album, album, values)


def revisions(session: Session) -> list[str]:
    """How far each log had come of which the data is made: 1a2b3c4d:120."""
    logs = session.execute(select(Log.replica, Log.head_seq).order_by(Log.replica))
    return [f"{row.replica.hex[:_REPLICA]}:{row.head_seq}" for row in logs if row.head_seq]


def prints_with(session: Session, photos: Iterable[UUID]) -> list[PrintSnapshot]:
    """The prints that hold any of these photos, newest first."""
    wanted = {row.hex for row in photos}
    query = select(PrintSnapshot).where(PrintSnapshot.deleted.is_(False))
    found = session.scalars(query.order_by(PrintSnapshot.printed_on.desc(), PrintSnapshot.id))
    return [one for one in found if wanted.intersection(one.photos or ())]


def stop_using(session: Session, prints: Iterable[PrintSnapshot], why: str, today: date) -> int:
    """Marks prints 不再使用 with the reason; returns how many were not marked before."""
    fresh = [one for one in prints if not one.is_withdrawn and why_not(session, one) is None]
    values = {"is_withdrawn": True, "withdrawn_on": today, "withdrawn_why": why}
    for one in fresh:
        records.save(session, PrintSnapshot, one.id, values)
    return len(fresh)


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawn permission touches: photos that were usable, and prints that hold them."""

    photos: tuple[UUID, ...]
    prints: tuple[UUID, ...]


def withdrawn_now(session: Session, activities: Iterable[UUID], today: date) -> Withdrawal:
    """What withdrawn permissions touch in some activities: photos still usable, prints in use."""
    barred = [one.photo for one in barred_photos(session, activities, today) if one.is_withdrawn]
    usable = [row for row in barred if _state(session, row) is not MediaConsent.BLOCKED]
    prints = [one.id for one in prints_with(session, barred) if not one.is_withdrawn]
    return Withdrawal(tuple(usable), tuple(prints))


def _state(session: Session, photo: UUID) -> MediaConsent | None:
    return records.get(session, Media, photo).consent_state


def apply_withdrawal(
    session: Session, withdrawal: Withdrawal, why: str, today: date
) -> Sequence[PrintSnapshot]:
    """Bars the photos and marks the prints; returns the prints that hold them."""
    for row in withdrawal.photos:
        if why_not(session, records.get(session, Media, row)) is None:
            records.save(session, Media, row, {"consent_state": MediaConsent.BLOCKED})
    prints = [records.get(session, PrintSnapshot, row) for row in withdrawal.prints]
    stop_using(session, prints, why, today)
    return prints


def prints_of(
    session: Session, publication: Album | TermVolume | Bulletin
) -> Collection[PrintSnapshot]:
    """The prints that were made of a publication, newest first."""
    table = {Album: "album_id", TermVolume: "volume_id", Bulletin: "bulletin_id"}
    column = getattr(PrintSnapshot, table[type(publication)])
    query = select(PrintSnapshot).where(column == publication.id, PrintSnapshot.deleted.is_(False))
    return session.scalars(query.order_by(PrintSnapshot.printed_on.desc())).all()
