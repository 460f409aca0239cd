"""Databases to begin with: an empty one on the server, and one that the first version left."""

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.migrations import MIGRATIONS, upgrade
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.store import open_store, sqlite_engine
from lianti_desktop.storage.version import write_version
from tests.storage.office import Office, settle


def postgres_engine(address: str) -> Engine:
    """An empty database on the server."""
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return engine


def make_version_1(data: DataPaths) -> Office:
    """A database as the first version left it, with an office and its activities in it.

    The tables are those of the first step; the rows are entered today and carried over. The
    copy was once restored: its log goes on under a second name.
    """
    today = today_beside(data)
    office = settle(open_store(today))
    for number in range(5):
        office.activity(title=f"第{number}次送教", place="柳林校区")
    with office.store.transaction() as session:
        renew_replica(session)
    office.teacher()
    office.store.close()
    data.root.mkdir(parents=True, exist_ok=True)
    engine = sqlite_engine(data.database)
    upgrade(engine, None, 0, MIGRATIONS[:1])
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.execute(text("ATTACH DATABASE :today AS today"), {"today": str(today.database)})
        connection.exec_driver_sql("BEGIN")
        _carry_over(connection)
        connection.commit()
    engine.dispose()
    return office


def today_beside(data: DataPaths) -> DataPaths:
    """Where the rows of a database of the first version were entered."""
    return DataPaths(data.root.with_name(f"{data.root.name}-today"))


def columns_by_table(connection: Connection) -> dict[str, str]:
    """The tables that hold rows of ours, with the names of their columns for a statement."""
    seen = inspect(connection)
    names = [name for name in seen.get_table_names() if not name.startswith("search_words")]
    return {
        name: ", ".join(f'"{column["name"]}"' for column in seen.get_columns(name))
        for name in names
    }


def _carry_over(connection: Connection) -> None:
    connection.execute(text("PRAGMA defer_foreign_keys=ON"))
    connection.execute(text("DELETE FROM local_value"))
    for table, columns in columns_by_table(connection).items():
        connection.execute(
            text(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM today."{table}"')
        )
    write_version(connection, 1)
