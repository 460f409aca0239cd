"""Noticing that this copy is older than what it once gave away, or a second one beside another.

Whenever a package is written, a note is kept beside the keys: how far the log was, with its hash,
where the database lay and on which computer; another, signed, is left on the stick. A database that
was copied back no longer holds what a note says; a data folder that was copied lies elsewhere while
the first is still in its place; a disk that was copied runs in another computer. All of them go on
under a new name, so that two different actions never share one place in a log. Source: exchange.md
§2.
"""

import json
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import PORTABLE_MARK, resources_folder
from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.storage.log.tables import Log, LogCommit
from lianti_desktop.storage.site import load_site, renew_replica
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.files import put_file
from lianti_desktop.sync.keys import KeyRing, holds
from lianti_desktop.sync.machine import Signs, is_another, packed, signs
from lianti_desktop.sync.members import certify

WITNESS = "witness"
_LONGEST_NOTE = 4096


def renew_when_doubtful(store: Store, ring: KeyRing) -> bool:
    """Gives this copy a new name when it cannot be the one that the note speaks of.

    A new name, also one that was given when a backup was restored, has its keys from here on.
    """
    with store.read() as session:
        replica = load_site(session).replica
        note = ring.witness(replica)
        doubtful = note is not None and (
            not _holds(session, replica, note)
            or _has_twin(note, store.data.database)
            or is_another(note.get("machine", ""), signs())
        )
    with store.transaction() as session:
        if doubtful:
            renew_replica(session)
        certify(session, ring)
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
    replica, note = _note(store)
    here = {"database": str(store.data.database.resolve()), "machine": packed(_signs_here())}
    ring.keep_witness(replica, note | here)


def _signs_here() -> Signs:
    """None where the program is carried about on a stick, from one computer to another."""
    return {} if (resources_folder().parent / PORTABLE_MARK).exists() else signs()


def _note(store: Store) -> tuple[UUID, dict[str, str]]:
    with store.read() as session:
        replica = load_site(session).replica
        query = select(Log.head_seq, Log.head_hash).where(Log.replica == replica)
        head = session.execute(query).first()
    seq, tip = (head.head_seq, head.head_hash) if head else (0, None)
    return replica, {"seq": str(seq), "hash": tip.hex() if tip else ""}


def leave_witness(store: Store, ring: KeyRing, folder: Path) -> None:
    """Leaves a signed note on a stick, beside what was written to it; a full stick does without."""
    replica, note = _note(store)
    keys = ring.of(replica)
    if keys is not None:
        proof = keys.signing.sign(WITNESS, canonical(note)).hex()
        with suppress(UserError):
            put_file(_on_stick(folder, replica), json.dumps(note | {"proof": proof}).encode())


def heed_witness(store: Store, ring: KeyRing, folder: Path) -> bool:
    """Gives this copy a new name when a stick bears witness that it was further once.

    This notices a PC that was set back as a whole, with its keys and the note beside them.
    """
    with store.read() as session:
        replica = load_site(session).replica
        note = _read_note(ring, _on_stick(folder, replica), replica)
        doubtful = note is not None and not _holds(session, replica, note)
    if doubtful:
        with store.transaction() as session:
            renew_replica(session)
    return doubtful


def _on_stick(folder: Path, replica: UUID) -> Path:
    return folder / f".lianti-{replica.hex}.json"


def _read_note(ring: KeyRing, file: Path, replica: UUID) -> dict[str, str] | None:
    """The note on a stick if we have signed it; anything else there says nothing."""
    keys = ring.of(replica)
    try:
        with file.open("rb") as stream:
            raw = json.loads(stream.read(_LONGEST_NOTE))
        note, proof = (
            {name: str(raw[name]) for name in ("seq", "hash")},
            bytes.fromhex(raw["proof"]),
        )
        number = int(note["seq"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    is_ours = keys is not None and holds(keys.signing.public, WITNESS, canonical(note), proof)
    return note if is_ours and number >= 0 else None
