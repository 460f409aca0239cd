"""The version of the tables: making a new database, upgrading an old one, refusing a newer one."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import catalogue, drafts, exchange, operators, search_index
from lianti_desktop.storage.log import tables as log_tables
from lianti_desktop.storage.record import Base
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.version import read_version, write_version

CURRENT = 8
TABLE_SOURCES = (catalogue, drafts, exchange, operators, search_index, log_tables)


def prepare(engine: Engine, data: DataPaths | None) -> None:
    """Brings the database behind the engine to the current version."""
    with engine.connect() as connection:
        version = read_version(connection)
    if version is None:
        create(engine)
    elif version > CURRENT:
        raise UserError(
            f"这份数据是用更新的版本（数据版本 {version}）录入的，本程序只认到 {CURRENT}。"
            "数据没有改动。请装上新版本再打开。"
        )
    elif version < CURRENT:
        from lianti_desktop.storage.migrations import upgrade

        upgrade(engine, data, version)


def create(engine: Engine) -> None:
    """Makes all tables and names the copy, in one transaction."""
    with engine.execution_options(writes=True).begin() as connection:
        if read_version(connection) is not None:
            return
        Base.metadata.create_all(connection)
        with Session(connection) as session:
            renew_replica(session)
            session.flush()
        write_version(connection, CURRENT)
