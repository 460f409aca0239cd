"""Restoring a backup: the old data kept, the new opened, counted and given a new replica name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.backup import restore_backup
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.store import open_store, system_now

_MOST_COUNTED = 6


@dataclass(frozen=True)
class Restored:
    """What was restored: when the backup was made, its rows by table, the copy's new name.

    `problems` are the sentences of the examination, empty when all is well.
    """

    made: datetime
    rows: Mapping[str, int]
    replica: UUID
    problems: tuple[str, ...]


def restore_store(data: DataPaths, backup: Path) -> Restored:
    """Puts a backup in the place of the data; nobody else may have the database open.

    The copy gets a new replica name: what it wrote after the backup may already lie on a stick,
    and must not be mistaken for what it writes from now on.
    """
    proved = restore_backup(data, backup, system_now())
    store = open_store(data)
    try:
        with store.transaction() as session:
            replica = renew_replica(session)
        with store.read() as session:
            problems = examine(session, AttachmentStore(data.attachments))
    finally:
        store.close()
    return Restored(proved.made, proved.rows, replica, tuple(problems))


def counted_words(rows: Mapping[str, int]) -> str:
    """The commonest kinds with their numbers: 活动 12 次、教职工 30 人."""
    known = [
        (BY_TABLE[table].__kind__, count) for table, count in rows.items() if table in BY_TABLE
    ]
    most = sorted((pair for pair in known if pair[1]), key=lambda pair: -pair[1])[:_MOST_COUNTED]
    return "、".join(f"{kind.name} {count} {kind.measure}" for kind, count in most) or "没有记录"
