"""Making sure that what was erased is not still lying in some corner of the database file.

SQLite leaves the old bytes of a changed row in free pages, and the index of words keeps a removed
word until its parts are merged. Both are written anew here.
"""

from sqlalchemy import Engine

_STEPS = (
    "INSERT INTO search_words(search_words) VALUES('rebuild')",
    "VACUUM",
    "PRAGMA wal_checkpoint(TRUNCATE)",
)


def scrub(engine: Engine) -> None:
    """Writes the whole file anew; on PostgreSQL the server does the like by itself."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        for step in _STEPS:
            raw.cursor().execute(step).fetchall()
    finally:
        raw.close()
