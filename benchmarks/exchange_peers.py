"""What the import of a package is measured beside: bare SQLite, and a changeset of SQLite.

Both write the same rows into the same table, with its indexes, on the same disk with the same
pragmas and one fsync. Neither decrypts, checks a signature, a hash, a form or a right, keeps a log,
a search index or digests, merges what others wrote at the same time, or could be undone.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import apsw
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.bulk import sql_table

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY")

Plain = tuple[str | bytes | int | None, ...]


@dataclass(frozen=True)
class Rows:
    """Rows as the table holds them, and the names of the columns that hold something."""

    names: Sequence[str]
    rows: Sequence[Plain]

    @property
    def statement(self) -> str:
        """What inserts one of them."""
        places = ", ".join("?" * len(self.names))
        return f"INSERT INTO activity ({', '.join(self.names)}) VALUES ({places})"


def rows_of(database: Path) -> Rows:
    """The rows that an import has left in the table."""
    with closing(sqlite3.connect(database)) as connection:
        cursor = connection.execute("SELECT * FROM activity ORDER BY id")
        names = [column[0] for column in cursor.description]
        columns = list(zip(*cursor, strict=True))
    held = [place for place, values in enumerate(columns) if any(one is not None for one in values)]
    rows = list(zip(*(columns[place] for place in held), strict=True))
    return Rows([names[place] for place in held], rows)


def by_executemany(path: Path, rows: Rows) -> None:
    """All rows in one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(rows.statement, rows.rows)
        connection.execute("COMMIT")


def changesets_of(rows: Rows, each: int) -> list[bytes]:
    """Changesets that insert so many rows each, recorded in memory."""
    found = []
    with closing(_opened(":memory:")) as connection:
        for at in range(0, len(rows.rows), each):
            session = apsw.Session(connection, "main")
            session.attach("activity")
            connection.executemany(rows.statement, rows.rows[at : at + each])
            found.append(session.changeset())
            session.close()
    return found


def by_changesets(path: Path, changesets: Iterable[bytes]) -> None:
    """Applies changesets in one transaction."""
    with closing(apsw.Connection(str(path))) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        with connection:
            for changeset in changesets:
                apsw.Changeset.apply(changeset, connection)


def empty_file(path: Path) -> Path:
    """A database with nothing but the empty table."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    _opened(str(path)).close()
    return path


def _opened(path: str) -> apsw.Connection:
    connection = apsw.Connection(path)
    for statement in (*(f"PRAGMA {pragma}" for pragma in PRAGMAS), *_table()):
        connection.execute(statement)
    return connection


def _table() -> list[str]:
    """The statements that make the table and its indexes."""
    table, engine = sql_table(Activity), create_engine("sqlite://")
    made = [CreateTable(table), *(CreateIndex(index) for index in table.indexes)]
    return [str(statement.compile(engine)) for statement in made]
