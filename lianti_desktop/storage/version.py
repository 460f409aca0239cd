"""The version of the tables, noted in the database itself."""

from sqlalchemy import Connection, delete, insert, inspect, select

from lianti_desktop.storage.site import LocalValue

_NAME = "schema"


def read_version(connection: Connection) -> int | None:
    """The version of the tables; None when there are none yet."""
    if not inspect(connection).has_table(LocalValue.__tablename__):
        return None
    version = connection.scalar(select(LocalValue.value).where(LocalValue.name == _NAME))
    return None if version is None else int(version)


def write_version(connection: Connection, version: int) -> None:
    """Notes the version that the tables now have."""
    connection.execute(delete(LocalValue).where(LocalValue.name == _NAME))
    connection.execute(insert(LocalValue).values(name=_NAME, value=str(version)))
