"""Databases to begin with: an empty one on the server, and one that the first version left."""

from sqlalchemy import Engine, create_engine, text

from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.migrations import MIGRATIONS, upgrade
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.store import Store, sqlite_engine
from tests.storage.office import Office, settle


def postgres_engine(address: str) -> Engine:
    """An empty database on the server."""
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return engine


def make_version_1(data: DataPaths) -> Office:
    """A database as the first version left it, with an office and its activities in it."""
    data.root.mkdir(parents=True, exist_ok=True)
    engine = sqlite_engine(data.database)
    upgrade(engine, None, 0, MIGRATIONS[:1])
    store = Store(engine, data)
    with store.transaction() as session:
        renew_replica(session)
    office = settle(store)
    for number in range(5):
        office.activity(title=f"第{number}次送教", place="柳林校区")
    office.teacher()
    store.close()
    return office
