"""What a crash left behind, taken away at the start before anybody writes.

Loads nothing of the pictures unless there is something to clear: it runs before the first page.
"""

import shutil
from pathlib import Path

from lianti_desktop.storage.arrivals import settle_arrivals
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.photo_batch import ANNOUNCED
from lianti_desktop.storage.site import read_local
from lianti_desktop.storage.store import Store

CLEARED = "上次导入没有做完，已恢复到导入前"
PRINTED = "print-"
"""How the folders of pages that were only looked at begin; they are no import cut off."""


def clear_leftovers(store: Store) -> bool:
    """Takes back what an import cut off by a crash had begun; whether there was anything.

    While another window or command works on the same data nothing is touched: it may be theirs.
    What lies there is listed before they are looked for, so that what one of them begins right
    after is not in the list.
    """
    staging = store.data.staging
    half_prepared = list(staging.iterdir()) if staging.is_dir() else []
    half_written = AttachmentStore(store.data.attachments).unfinished()
    if store.has_company():
        return False
    half_moved = _is_announced(store)
    if half_moved:
        from lianti_desktop.services.photos import clear_interrupted

        clear_interrupted(store)
    settle_arrivals(store)
    was_importing = any(_is_of_import(one) for one in half_prepared)
    for one in (*half_prepared, *half_written):
        _remove(one)
    return half_moved or was_importing or bool(half_written)


def _is_of_import(passing: Path) -> bool:
    return passing.exists() and not passing.name.startswith(PRINTED)


def _remove(passing: Path) -> None:
    if passing.is_dir():
        shutil.rmtree(passing, ignore_errors=True)
    else:
        passing.unlink(missing_ok=True)


def _is_announced(store: Store) -> bool:
    with store.read() as session:
        return read_local(session, ANNOUNCED) is not None
