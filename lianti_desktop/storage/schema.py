"""The version of the tables: making a new database, upgrading an old one, refusing a newer one."""

from sqlalchemy import Connection, Engine, inspect, select, update
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import catalogue, drafts, operators, search_index
from lianti_desktop.storage.log.tables import LocalValue
from lianti_desktop.storage.record import Base
from lianti_desktop.storage.site import renew_replica, write_local

CURRENT = 1
TABLE_SOURCES = (catalogue, drafts, operators, search_index)


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


def read_version(connection: Connection) -> int | None:
    """The version of the tables; None when there are none yet."""
    if not inspect(connection).has_table(LocalValue.__tablename__):
        return None
    version = connection.scalar(select(LocalValue.value).where(LocalValue.name == "schema"))
    return None if version is None else int(version)


def create(engine: Engine) -> None:
    """Makes all tables and names the copy, in one transaction."""
    with engine.execution_options(writes=True).begin() as connection:
        if read_version(connection) is not None:
            return
        Base.metadata.create_all(connection)
        with Session(connection) as session:
            renew_replica(session)
            write_local(session, "schema", str(CURRENT))
            session.flush()


def write_version(connection: Connection, version: int) -> None:
    """Notes the version that the tables now have."""
    connection.execute(
        update(LocalValue).where(LocalValue.name == "schema").values(value=str(version))
    )
