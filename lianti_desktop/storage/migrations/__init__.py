"""Bringing the tables of an older version up to date, step by step.

Before each step the database is backed up and the backup proved; the step and the note of its
number are one transaction. Alembic serves as a library; it is loaded only with this package.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine

from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.backup import make_backup
from lianti_desktop.storage.migrations import (
    m0001_first_tables,
    m0002_recently_changed,
    m0003_exchange,
    m0004_publications,
    m0005_awards,
    m0006_media,
    m0007_rights,
    m0008_extra_days,
)
from lianti_desktop.storage.version import read_version, write_version


@dataclass(frozen=True)
class Migration:
    """One step: `number` is the version of the tables once it is done."""

    number: int
    name: str
    upgrade: Callable[[Operations], None]


MIGRATIONS = (
    Migration(1, "first tables", m0001_first_tables.upgrade),
    Migration(2, "recently changed", m0002_recently_changed.upgrade),
    Migration(3, "exchange", m0003_exchange.upgrade),
    Migration(4, "publications", m0004_publications.upgrade),
    Migration(5, "awards", m0005_awards.upgrade),
    Migration(6, "media", m0006_media.upgrade),
    Migration(7, "rights", m0007_rights.upgrade),
    Migration(8, "extra days", m0008_extra_days.upgrade),
)


def upgrade(
    engine: Engine,
    data: DataPaths | None,
    version: int,
    migrations: tuple[Migration, ...] = MIGRATIONS,
) -> None:
    """Takes the steps after `version`; without a data folder nothing is backed up."""
    for migration in migrations:
        if migration.number > version:
            if data is not None:
                make_backup(data, datetime.now(UTC).astimezone(), keeps_all=True)
            _step(engine, migration)


def _step(engine: Engine, migration: Migration) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        if (read_version(connection) or 0) < migration.number:
            migration.upgrade(operations(connection))
            write_version(connection, migration.number)


def operations(connection: Connection) -> Operations:
    """Alembic's verbs inside the transaction of a connection."""
    return Operations(MigrationContext.configure(connection))
