"""Stores for the storage tests: SQLite on a file, and PostgreSQL where a server is named."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import schema
from lianti_desktop.storage.store import Store, open_store
from tests.storage.databases import postgres_engine
from tests.storage.office import Office, settle

collect_ignore = [] if hasattr(os, "fork") else ["test_kill.py", "test_disk_full.py"]


@pytest.fixture(scope="session")
def settled_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Office]:
    """A database in which the office is settled, to be copied."""
    data = DataPaths(tmp_path_factory.mktemp("office"))
    office = settle(open_store(data))
    office.store.close()
    return data.database, office


@pytest.fixture
def office_file(tmp_path: Path, settled_file: tuple[Path, Office]) -> Iterator[Office]:
    """The office in a file of its own."""
    file, office = settled_file
    data = DataPaths(tmp_path / "data")
    data.root.mkdir()
    shutil.copyfile(file, data.database)
    store = open_store(data)
    yield Office(store, office.core, office.campus, office.alliance)
    store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """The office on each of the databases that the tables are written for."""
    if request.param == "sqlite":
        yield request.getfixturevalue("office_file")
        return
    engine = postgres_engine(request.getfixturevalue("postgres_address"))
    schema.prepare(engine, None)
    store = Store(engine, DataPaths(tmp_path))
    yield settle(store)
    store.close()
