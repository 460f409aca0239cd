"""What every test stands on: Qt off the screen, hypothesis without a stopwatch."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.machine import lacking

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = "LIANTI_POSTGRES"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if not os.environ.get("XDG_RUNTIME_DIR"):
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="lianti-runtime-")

settings.register_profile("office", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("office"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "office")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that needs what this machine lacks is left out, and the run says why."""
    for mark in item.iter_markers("needs"):
        reason = lacking(*mark.args)
        if reason is not None:
            pytest.skip(reason)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked `postgres` belong to `python3 dev.py test-postgres`, which names a server."""
    if os.environ.get(POSTGRES):
        return
    other = [item for item in items if item.get_closest_marker("postgres")]
    items[:] = [item for item in items if item not in other]
    config.hook.pytest_deselected(items=other)


@pytest.fixture(scope="session")
def resources() -> Path:
    """The folder of icons, templates and fonts."""
    return ROOT / "resources"


@pytest.fixture
def postgres_address() -> str:
    """The server that `python3 dev.py test-postgres` started, as SQLAlchemy writes it."""
    return os.environ[POSTGRES]
