"""The small pictures of all photos, in one file instead of thousands.

The file is a cache. Every thumbnail can be made again from its print copy, so a damaged container
is thrown away without a question, and a thumbnail whose bytes changed counts as missing.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import TypeVar
from zlib import crc32

from lianti_desktop.storage.attachments import AttachmentStore, disk_full_error

Answer = TypeVar("Answer")

_TABLE = (
    "CREATE TABLE IF NOT EXISTS thumbnail"
    " (digest TEXT PRIMARY KEY, checksum INTEGER NOT NULL, picture BLOB NOT NULL)"
)
_SIZES = "SELECT digest, length(picture) FROM thumbnail"
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
_PRIMARY_CODE = 0xFF
"""The low byte of an SQLite error code; the higher ones only say where it happened."""


class ThumbnailFile:
    """Thumbnails (JPEG bytes) by the SHA-256 of the print copy; safe to use from several threads.

    The file is opened for each call, so that it can be copied, or thrown away, at any other time.
    """

    def __init__(self, path: Path) -> None:
        """Use the container at this path; it is made when the first thumbnail is put in."""
        self._path = path
        self._lock = Lock()

    def put(self, digest: str, picture: bytes) -> None:
        """Keep one thumbnail, in the place of an earlier one."""
        self.put_all({digest: picture})

    def put_all(self, pictures: Mapping[str, bytes]) -> None:
        """Keep several thumbnails at once, all or none."""
        rows = [(digest, crc32(picture), picture) for digest, picture in pictures.items()]
        self._ask(lambda file: _insert(file, rows))

    def get(self, digest: str) -> bytes | None:
        """Return a thumbnail, or None when there is no good one."""
        return self.get_all((digest,)).get(digest)

    def get_all(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Return the good thumbnails among those asked for."""
        wanted = tuple(digests)
        return self._ask(lambda file: dict(_good(file, wanted)))

    def has(self, digest: str) -> bool:
        """Tell whether there is a good thumbnail of this print copy."""
        return self.get(digest) is not None

    def remove(self, digests: Iterable[str]) -> None:
        """Forget these thumbnails."""
        rows = [(digest,) for digest in digests]
        self._ask(lambda file: _delete(file, rows))

    def missing(self, digests: Iterable[str]) -> tuple[str, ...]:
        """Return those of the digests that have no good thumbnail, in the order given."""
        return self._ask(lambda file: tuple(one for one in digests if not any(_good(file, (one,)))))

    def sizes(self) -> dict[str, int]:
        """Return the length of each thumbnail that is kept, without reading any."""
        return self._ask(lambda file: dict(file.execute(_SIZES)))

    def take_over(self, other: Path) -> None:
        """Keep the thumbnails of another container, except those that are here already."""
        if other.exists():
            self._ask(lambda file: _take_over(file, other))

    def rebuild_missing(
        self,
        digests: Iterable[str],
        store: AttachmentStore,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Make the missing thumbnails from the print copies in the store; return how many.

        To be called in the background. A print copy that is gone or damaged is passed over.
        """
        from lianti_desktop.storage.pictures import make_thumbnail

        made = 0
        for digest in self.missing(digests):
            if cancelled():
                break
            picture = make_thumbnail(store.path(digest).read_bytes()) if store.has(digest) else None
            if picture is not None:
                self.put(digest, picture)
                made += 1
        return made

    def _ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Answer from the container; throw a damaged one away and ask an empty one."""
        with self._lock:
            try:
                return self._ask_once(question)
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                self._throw_away()
                return self._ask_once(question)

    def _ask_once(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with _disk_full_spoken(), closing(sqlite3.connect(self._path, timeout=10)) as file, file:
            file.execute("PRAGMA synchronous = OFF")  # a cache: nothing is lost with it
            file.execute(_TABLE)
            return question(file)

    def _throw_away(self) -> None:
        journal = self._path.with_name(f"{self._path.name}-journal")
        for leftover in (journal, self._path):
            leftover.unlink(missing_ok=True)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell a container that is no good from one that is only busy or cannot be written."""
    return error.sqlite_errorcode & _PRIMARY_CODE in _DAMAGED


@contextmanager
def _disk_full_spoken() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY_CODE == sqlite3.SQLITE_FULL:
            raise disk_full_error() from error
        raise


def _insert(file: sqlite3.Connection, rows: list[tuple[str, int, bytes]]) -> None:
    file.executemany("INSERT OR REPLACE INTO thumbnail VALUES (?, ?, ?)", rows)


def _take_over(file: sqlite3.Connection, other: Path) -> None:
    file.commit()
    file.execute("ATTACH DATABASE ? AS other", (str(other),))
    file.execute("INSERT OR IGNORE INTO thumbnail SELECT * FROM other.thumbnail")


def _delete(file: sqlite3.Connection, rows: list[tuple[str]]) -> None:
    file.execute("PRAGMA secure_delete=ON")
    file.executemany("DELETE FROM thumbnail WHERE digest = ?", rows)


def _good(file: sqlite3.Connection, digests: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the thumbnails whose bytes are still those that were put in."""
    ask = "SELECT checksum, picture FROM thumbnail WHERE digest = ?"
    for digest in digests:
        for checksum, picture in file.execute(ask, (digest,)):
            if crc32(picture) == checksum:
                yield digest, picture
