"""Stores for the tests of the services: a fresh one, and one whose office is settled."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.sample import add_sample
from lianti_desktop.services.setup import Founded, Founding, found_alliance
from lianti_desktop.storage.store import Store, open_store

TODAY = date(2026, 4, 16)


@dataclass(frozen=True)
class House:
    """An alliance that was founded, and its store."""

    store: Store
    founded: Founded


@pytest.fixture
def fresh_store(tmp_path: Path) -> Iterator[Store]:
    """A store in which nothing was set up."""
    store = open_store(DataPaths(tmp_path / "data"))
    yield store
    store.close()


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Founded]:
    """A database after the first steps, to be copied."""
    store = open_store(DataPaths(tmp_path_factory.mktemp("founded")))
    founded = found_alliance(store, Founding("青石镇教联体", "中心小学", SiteRole.CORE, TODAY))
    store.close()
    return store.data.database, founded


@pytest.fixture
def house(tmp_path: Path, founded_file: tuple[Path, Founded]) -> Iterator[House]:
    """A settled office of its own."""
    data = DataPaths(tmp_path / "data")
    data.root.mkdir()
    shutil.copyfile(founded_file[0], data.database)
    store = open_store(data)
    yield House(store, founded_file[1])
    store.close()


@pytest.fixture(scope="session")
def sampled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the sample alone, without pictures, to be copied."""
    store = open_store(DataPaths(tmp_path_factory.mktemp("sampled")))
    add_sample(store, TODAY, pictures=False)
    store.close()
    return store.data.database


@pytest.fixture
def sampled_store(tmp_path: Path, sampled_file: Path) -> Iterator[Store]:
    """A copy in which somebody opened the sample at the first start."""
    data = DataPaths(tmp_path / "data")
    data.root.mkdir()
    shutil.copyfile(sampled_file, data.database)
    store = open_store(data)
    yield store
    store.close()
