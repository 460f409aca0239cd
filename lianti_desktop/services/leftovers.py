"""What a crash left behind, taken away at the start before anybody writes.

Loads nothing of the pictures unless there is something to clear: it runs before the first page.
"""

import shutil

from lianti_desktop.storage.arrivals import settle_arrivals
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.photo_batch import ANNOUNCED
from lianti_desktop.storage.site import read_local
from lianti_desktop.storage.store import Store

CLEARED = "上次导入没有做完，已恢复到导入前"
PRINTED = "print-"
"""How the folders of pages that were only looked at begin; they are no import cut off."""


def clear_leftovers(store: Store) -> bool:
    """Takes back what an import cut off by a crash had begun; whether there was anything."""
    half_moved = _is_announced(store)
    if half_moved:
        from lianti_desktop.services.photos import clear_interrupted

        clear_interrupted(store)
    settle_arrivals(store)
    staging = store.data.staging
    passing = staging.iterdir() if staging.is_dir() else ()
    half_prepared = any(not one.name.startswith(PRINTED) for one in passing)
    shutil.rmtree(staging, ignore_errors=True)
    half_written = AttachmentStore(store.data.attachments).clear_unfinished()
    return half_moved or half_prepared or half_written


def _is_announced(store: Store) -> bool:
    with store.read() as session:
        return read_local(session, ANNOUNCED) is not None
