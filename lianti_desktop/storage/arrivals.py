"""Files that came in a package: staged before its transaction, moved into place after it.

The transaction that enters the records also notes where the files are staged. Whoever finds that
note, right after the transaction or at the next start, moves them into place: a power cut in
between delays nothing. Without the note the staged files belong to an import that never was, and
the start clears them away.
"""

import re
import shutil
from contextlib import suppress
from pathlib import Path

from sqlalchemy.orm import Session

from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.storage.store import Store
from lianti_desktop.storage.thumbnails import ThumbnailFile

STAGED = "exchange_staged"
THUMBNAILS = "thumbnails.db"
PREFIX = "arrived-"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def note_staged(session: Session, folder: Path) -> None:
    """The records of these files are entered in this very transaction."""
    write_local(session, STAGED, folder.name)


def settle_arrivals(store: Store) -> bool:
    """Moves into place what the last import has staged; tells whether there was anything."""
    with store.read() as session:
        name = read_local(session, STAGED)
    if name is None:
        return False
    folder = store.data.staging / name
    if name.startswith(PREFIX) and folder.is_dir():
        _adopt_all(store, folder)
    with store.transaction() as session:
        write_local(session, STAGED, None)
    return True


def _adopt_all(store: Store, folder: Path) -> None:
    """A file that a power cut has spoilt, or another window has moved, is passed over.

    What is missing in the end is asked for again.
    """
    attachments = AttachmentStore(store.data.attachments)
    for staged in sorted(folder.iterdir()):
        if _DIGEST.fullmatch(staged.name):
            with suppress(ValueError, FileNotFoundError):
                attachments.adopt(staged, staged.name)
    ThumbnailFile(store.data.thumbnails).take_over(folder / THUMBNAILS)
    shutil.rmtree(folder, ignore_errors=True)
