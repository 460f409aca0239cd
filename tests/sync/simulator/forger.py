"""What somebody can do with plain SQLite and the description of the format: a commit under a name
that is not his. It is chained rightly; only its author's signature is missing.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import cbor2


def add_foreign_commit(database: Path, victim: bytes) -> bytes | None:
    """Goes on with the victim's log in this database; the hash of what was added, or None."""
    with closing(sqlite3.connect(database)) as file, file:
        query = (
            "SELECT log.id, head_seq, log_commit.body FROM log JOIN log_commit"
            " ON log_commit.log_id = log.id AND log_commit.seq = log.head_seq"
            " WHERE replica = ? AND origin IS NULL"
        )
        found = file.execute(query, (victim.hex(),)).fetchone()
        if found is None:
            return None
        log, seq, body = found
        (lamport,) = file.execute("SELECT max(lamport) FROM log_commit").fetchone()
        forged = _continued(body, seq + 1, lamport + 1)
        tip = hashlib.blake2b(forged, digest_size=32).digest()
        row = (log, seq + 1, tip, lamport + 1, "do", "伪造", forged)
        names = "log_id, seq, hash, lamport, action, reason, body"
        file.execute(f"INSERT INTO log_commit ({names}) VALUES (?,?,?,?,?,?,?)", row)
        file.execute("UPDATE log SET head_seq = ?, head_hash = ? WHERE id = ?", (seq + 1, tip, log))
        signed = "UPDATE exchange_checkpoint SET seq = ?, hash = ? WHERE log_id = ?"
        file.execute(signed, (seq + 1, tip, log))
    return tip


def _continued(body: bytes, seq: int, lamport: int) -> bytes:
    raw = cbor2.loads(body)
    tip = hashlib.blake2b(body, digest_size=32).digest()
    raw |= {"seq": seq, "prev": tip, "deps": [], "lamport": lamport, "reason": "伪造"}
    raw |= {"action": "do", "target": None, "ops": []}
    return cbor2.dumps(raw, canonical=True)
