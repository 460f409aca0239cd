"""Photos into an activity: prepared, moved into place and entered as one step, or not at all.

`add_photos` does it in one go. The window may look in between: `stage` prepares, the user chooses,
`keep` enters.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.services import activity_life
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.held_file import hold, hold_patiently
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.photo_batch import (
    ANNOUNCED,
    KnownPhotos,
    PhotoSource,
    Refusal,
    StagedBatch,
    StagedPhoto,
)
from lianti_desktop.storage.photo_import import Staging, Watch, picture_files, stage_photos
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.storage.thumbnails import ThumbnailFile

MOST_FILE_NAME = 200
PATIENCE = 60.0
"""Seconds; a hundred photos are in place within a few."""


@dataclass(frozen=True)
class Wishes:
    """How photos are taken in; `taken_on` is for those that do not tell their day themselves.

    `leave_out` names print copies (SHA-256) that the user does not want after all; `is_sheet` says
    that they show the signed list.
    """

    author: str = ""
    keep_originals: bool = False
    taken_on: date | None = None
    leave_out: frozenset[str] = frozenset()
    is_sheet: bool = False
    watch: Watch = field(default_factory=Watch)


@dataclass(frozen=True)
class Report:
    """What became of the files: the new records, how many were there already, what was refused."""

    added: tuple[UUID, ...] = ()
    duplicates: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    cancelled: bool = False


def sources_of(paths: Iterable[Path]) -> list[PhotoSource]:
    """The pictures of files and folders; a folder is searched to its depth."""
    found: list[Path] = []
    for path in paths:
        found += picture_files(path) if path.is_dir() else (path,)
    return [PhotoSource(path.name, path) for path in found]


def known_photos(session: Session, activity: UUID) -> KnownPhotos:
    """The photos that the activity has, outside the bin."""
    query = select(Media.original, Media.file, Media.likeness).where(
        Media.activity_id == activity, Media.deleted.is_(False)
    )
    rows = session.execute(query).all()
    return KnownPhotos(
        frozenset(digest for row in rows for digest in (row.original, row.file) if digest),
        tuple((row.file, row.likeness) for row in rows if row.file and row.likeness),
    )


def add_photos(
    store: Store, activity: UUID, sources: Sequence[PhotoSource], wishes: Wishes | None = None
) -> Report:
    """Takes photos into an activity; cancelled or failed, it leaves nothing behind."""
    wishes = wishes or Wishes()
    batch = stage(store, activity, sources, wishes)
    if batch is None:
        return Report(cancelled=True)
    return keep(store, activity, batch, wishes)


def stage(
    store: Store, activity: UUID, sources: Sequence[PhotoSource], wishes: Wishes
) -> StagedBatch | None:
    """Prepares the photos; None when cancelled. End it with `keep` or with `batch.discard()`."""
    with store.read() as session:
        _require_activity(session, activity)
        known = known_photos(session, activity)
    today = date.today()  # noqa: DTZ011 - the school's own calendar day
    staging = Staging(store.data.root, today, wishes.keep_originals)
    return stage_photos(sources, known, staging, wishes.watch)


def keep(store: Store, activity: UUID, batch: StagedBatch, wishes: Wishes) -> Report:
    """Moves prepared photos into place and enters them, with the state of the activity that
    follows from them, in one commit."""
    photos = [photo for photo in batch.photos if photo.digest not in wishes.leave_out]
    added: tuple[UUID, ...] = ()
    try:
        if photos:
            added = _entered(store, activity, batch, wishes)
    finally:
        batch.discard()
    names = tuple(twin.name for twin in batch.duplicates)
    return Report(added, names, batch.refusals)


def _entered(store: Store, activity: UUID, batch: StagedBatch, wishes: Wishes) -> tuple[UUID, ...]:
    photos = [photo for photo in batch.photos if photo.digest not in wishes.leave_out]
    noun = "签到表照片" if wishes.is_sheet else "照片"
    deed = Deed(f"导入{noun} {len(photos)} 张", wishes.author)
    with in_place(store, batch, wishes.leave_out), store.change(deed) as session:
        found = records.get(session, Activity, activity)
        added = tuple(enter(session, found, photos, wishes))
        activity_life.settle(session, found)
        settle(session)
    return added


@contextmanager
def in_place(
    store: Store, batch: StagedBatch, leave_out: frozenset[str] = frozenset()
) -> Iterator[None]:
    """The files of a batch stand in place within; when that fails, they go as they came.

    Within, enter the records in one change and call `settle` in it.
    """
    attachments = AttachmentStore(store.data.attachments)
    thumbnails = ThumbnailFile(store.data.thumbnails)
    with _alone_placing(store):
        _take_back_announced(store)
        _announce(store, [digest for digest in _files_of(batch) if not attachments.has(digest)])
        fresh = batch.keep(attachments, thumbnails, leave_out)
        try:
            yield
        except BaseException:
            attachments.remove(fresh)
            thumbnails.remove(fresh)
            raise


@contextmanager
def _alone_placing(store: Store) -> Iterator[None]:
    """There is one announcement: a window and a command place their photos one after the other."""
    held = hold_patiently(store.data.placing, PATIENCE)
    if held is None:
        raise UserError(
            "另一个程序正在导入照片，这次没有导入，数据没有变化。请等它做完，再导入一次。"
        )
    try:
        yield
    finally:
        held.let_go()


def settle(session: Session) -> None:
    """The files announced have their records in this very commit."""
    write_local(session, ANNOUNCED, None)


def clear_interrupted(store: Store) -> None:
    """Takes back the files of an import that a crash cut off, unless one is under way."""
    held = hold(store.data.placing)
    if held is not None:
        try:
            _take_back_announced(store)
        finally:
            held.let_go()


def _take_back_announced(store: Store) -> None:
    """Takes back the files that were announced and never entered.

    The files are announced before they are moved into place, and the announcement goes with the
    commit that enters their records: what is still announced was never entered.
    """
    with store.read() as session:
        announced = read_local(session, ANNOUNCED)
        if announced is None:
            return
        orphans = set(json.loads(announced)) - _entered_files(session)
    AttachmentStore(store.data.attachments).remove(orphans)
    ThumbnailFile(store.data.thumbnails).remove(orphans)
    with store.transaction() as session:
        write_local(session, ANNOUNCED, None)


def _announce(store: Store, digests: Sequence[str]) -> None:
    with store.transaction() as session:
        write_local(session, ANNOUNCED, json.dumps(digests))


def _files_of(batch: StagedBatch) -> Iterator[str]:
    for photo in batch.photos:
        yield photo.digest
        if batch.keeps_originals:
            yield photo.original


def _entered_files(session: Session) -> set[str]:
    rows = session.execute(select(Media.file, Media.original))
    return {digest for row in rows for digest in row if digest}


def enter(
    session: Session, activity: Activity, photos: Sequence[StagedPhoto], wishes: Wishes
) -> Iterable[UUID]:
    """One record a photo, behind those that the activity has; the first one ever leads."""
    highest = session.scalar(
        select(func.max(Media.rank)).where(
            Media.activity_id == activity.id, Media.deleted.is_(False)
        )
    )
    first = 1 if highest is None else highest + 1
    for place, photo in enumerate(photos, start=first):
        values = media_values(photo, wishes)
        values |= {
            "activity": activity,
            "rank": place,
            "is_hero": (highest is None and place == 1) or None,
            "shows_sign_in": wishes.is_sheet or None,
        }
        media = records.save(session, Media, None, values)
        media.sample = activity.sample
        yield media.id


def media_values(photo: StagedPhoto, wishes: Wishes) -> dict[str, Any]:
    """What a prepared photo tells of itself."""
    return {
        "file": photo.digest,
        "original": photo.original if wishes.keep_originals else None,
        "file_name": photo.name[:MOST_FILE_NAME],
        "taken_on": photo.taken.on if photo.taken else wishes.taken_on,
        "width": photo.width,
        "height": photo.height,
        "likeness": photo.fingerprint,
        "consent_state": MediaConsent.UNKNOWN,
    }


def _require_activity(session: Session, activity: UUID) -> None:
    if records.get(session, Activity, activity).deleted:
        raise UserError("这次活动在回收站里，没有导入照片，数据没有变化。请先把活动拿回来。")
