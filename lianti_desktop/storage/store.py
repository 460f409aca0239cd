"""The one door to the database: sessions to read, and changes that become commits of the log."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from lianti_desktop.domain.clock import time_quality
from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import schema
from lianti_desktop.storage.held_file import HeldFile, enter, has_company
from lianti_desktop.storage.log import capture
from lianti_desktop.storage.log.capture import Occasion
from lianti_desktop.storage.site import Site, load_site, read_local, write_local

CLOCK_FLOOR = datetime(2026, 1, 1, tzinfo=UTC)
CLOCK_SEEN = "clock_seen"
CLOCK_CONFIRMED = "clock_confirmed"
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-8000",
)


@dataclass(frozen=True)
class Deed:
    """What somebody does: the words for undo and history, and whose deed it is."""

    reason: str
    author: str = ""
    action: str = "do"
    target: bytes | None = None


def system_now() -> datetime:
    """The PC's clock, with its zone."""
    return datetime.now(UTC).astimezone()


def sqlite_engine(path: Path) -> Engine:
    """An engine on a file, with transactions that we begin ourselves."""
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)))
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_connection(connection: Any, record: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Any) -> None:
    """A write takes its lock at once: a deferred one would ignore the busy timeout."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Store:
    """A data folder that is open."""

    def __init__(
        self, engine: Engine, data: DataPaths, now: Callable[[], datetime] = system_now
    ) -> None:
        self.engine = engine
        self.data = data
        self._now = now
        self._presence: HeldFile | None = None
        self._writing = engine.execution_options(writes=True)

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database and writes nothing."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            session.info["site"] = load_site(session)
            yield session

    @contextlib.contextmanager
    def change(self, deed: Deed) -> Iterator[Session]:
        """One transaction that becomes one commit of the log, or leaves no trace."""
        with self.transaction() as session:
            session.info["site"] = site = load_site(session)
            capture.begin(session, self._occasion(session, site, deed))
            yield session

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction on the tables that the log does not carry."""
        with plain_words(), Session(self._writing, expire_on_commit=False) as session:
            yield session
            session.commit()

    def _occasion(self, session: Session, site: Site, deed: Deed) -> Occasion:
        now = self._now()
        quality = self.clock_quality(session, now)
        self._note_clock(session, now, quality)
        return Occasion(
            replica=site.replica,
            author=deed.author,
            reason=deed.reason,
            now=now,
            time_quality=quality,
            schema=schema.CURRENT,
            action=deed.action,
            target=deed.target,
        )

    def _note_clock(self, session: Session, now: datetime, quality: int) -> None:
        """Keeps the latest day at which the clock was believed, written once a day."""
        today = now.date().isoformat()
        if quality and not (read_local(session, CLOCK_SEEN) or "").startswith(today):
            write_local(session, CLOCK_SEEN, now.isoformat(timespec="seconds"))

    def clock_quality(self, session: Session, now: datetime) -> int:
        """How far the PC's clock may be believed, from 0 to 2 (exchange.md §9)."""
        seen = read_local(session, CLOCK_SEEN)
        confirmed = read_local(session, CLOCK_CONFIRMED) == now.date().isoformat()
        last_seen = datetime.fromisoformat(seen) if seen else None
        return time_quality(now, last_seen, CLOCK_FLOOR, confirmed=confirmed)

    def confirm_clock(self) -> None:
        """Somebody says that the PC's date is right today."""
        now = self._now()
        with self.transaction() as session:
            write_local(session, CLOCK_CONFIRMED, now.date().isoformat())
            write_local(session, CLOCK_SEEN, now.isoformat(timespec="seconds"))

    def enter(self) -> None:
        """From now on other windows and commands see that the data is open."""
        self._presence = enter(self.data.presence)

    def has_company(self) -> bool:
        """Whether another window or command has the same data open."""
        return self._presence is not None and has_company(self.data.presence, self._presence)

    def close(self) -> None:
        """Lets go of the file."""
        self.engine.dispose()
        if self._presence is not None:
            self._presence.remove()


def open_store(data: DataPaths, now: Callable[[], datetime] = system_now) -> Store:
    """Opens a data folder, making or upgrading its database."""
    data.root.mkdir(parents=True, exist_ok=True)
    engine = sqlite_engine(data.database)
    try:
        with plain_words():
            schema.prepare(engine, data)
    except BaseException:
        engine.dispose()
        raise
    store = Store(engine, data, now)
    store.enter()
    return store


@contextlib.contextmanager
def plain_words() -> Iterator[None]:
    """Turns what the database says of the disk into what a clerk can act on."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(error.orig) from error
    except sqlite3.Error as error:
        raise _explained(error) from error


def _explained(error: BaseException | None) -> Exception:
    text = str(error)
    for sign, sentence in _SENTENCES.items():
        if sign in text:
            return UserError(sentence)
    return error if isinstance(error, Exception) else RuntimeError(text)


_SENTENCES = {
    "disk is full": "磁盘满了，这一步没有存上。以前存的都在。请清出一些空间再做一次。",
    "disk I/O": "读写磁盘出错，这一步没有存上。以前存的都在。请检查磁盘，并尽快备份到U盘。",
    "locked": "另一个窗口正在写同一份数据，这一步没有存上。以前存的都在。请稍等再试。",
    "readonly": "数据所在的文件夹不许写入，这一步没有存上。请检查文件夹权限或换一个数据位置。",
    "unable to open": "打不开数据文件，数据没有改动。请检查数据文件夹是否还在、能否写入。",
    "file is not a database": "数据文件已损坏，没有改动它。请用“备份与恢复”里最近的备份恢复。",
    "malformed": "数据文件已损坏，没有再写入。请用“备份与恢复”里最近的备份恢复。",
}
