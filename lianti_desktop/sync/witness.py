"""Noticing that this copy is older than what it once gave away, or a second one beside another.

Whenever a package is written, a note is kept beside the keys: how far the log was, with its hash,
and where the database lay. A database that was copied back no longer holds what the note says; a
data folder that was copied lies elsewhere while the first is still in its place. Both go on under
a new name, so that two different actions never share one place in a log. Source: exchange.md §2.
"""

from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.log.tables import Log, LogCommit
from lianti_desktop.storage.site import load_site, renew_replica
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.keys import KeyRing


def renew_when_doubtful(store: Store, ring: KeyRing) -> bool:
    """Gives this copy a new name when it cannot be the one that the note speaks of."""
    with store.read() as session:
        replica = load_site(session).replica
        note = ring.witness(replica)
        doubtful = note is not None and (
            not _holds(session, replica, note) or _has_twin(note, store.data.database)
        )
    if doubtful:
        with store.transaction() as session:
            renew_replica(session)
    return doubtful


def _holds(session: Session, replica: UUID, note: dict[str, str]) -> bool:
    """Whether the log still holds the commit that was its head then."""
    query = (
        select(LogCommit.hash)
        .join(Log, Log.id == LogCommit.log_id)
        .where(Log.replica == replica, LogCommit.seq == int(note["seq"]))
    )
    found = session.scalar(query)
    return int(note["seq"]) == 0 or (found is not None and found.hex() == note["hash"])


def _has_twin(note: dict[str, str], database: Path) -> bool:
    """Whether the database of the note still lies in another place than this one."""
    noted = Path(note["database"])
    return noted.exists() and not noted.samefile(database)


def bear_witness(store: Store, ring: KeyRing) -> None:
    """Notes how far this copy is."""
    with store.read() as session:
        replica = load_site(session).replica
        query = select(Log.head_seq, Log.head_hash).where(Log.replica == replica)
        head = session.execute(query).first()
    seq, tip = (head.head_seq, head.head_hash) if head else (0, None)
    note = {
        "seq": str(seq),
        "hash": tip.hex() if tip else "",
        "database": str(store.data.database.resolve()),
    }
    ring.keep_witness(replica, note)
