"""The start loads only what the first page needs."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.setup import Founding, found_alliance
from lianti_desktop.storage.store import open_store

ROOT = Path(__file__).resolve().parent.parent
HEAVY = (
    *("openpyxl", "docx", "xlsxwriter", "python_calamine", "alembic", "pydantic"),
    *("reportlab", "PIL", "pi_heif", "pikepdf", "pypdfium2", "cryptography", "pyrage", "segno"),
)
START = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

app = QApplication([])
loaded = {}

def painted():
    from lianti_desktop.ui.start import Start
    loaded["at the first picture"] = [name for name in sys.modules if "." not in name]
    start = app.findChild(Start)
    start.failed.connect(lambda sentence: app.exit(1))
    start.usable.connect(usable)
    start.settled.connect(settled)

def usable():
    loaded["with its lines"] = [name for name in sys.modules if "." not in name]

def settled():
    loaded["on the first page"] = [name for name in sys.modules if "." not in name]
    app.exit(0)

QTimer.singleShot(0, painted)
from lianti_desktop.app import main
code = main(["--data", sys.argv[1]])
print(json.dumps(loaded))
sys.exit(code)
"""


def started(folder: Path) -> dict[str, list[str]]:
    """The modules loaded by a window that is started on data and closed again."""
    home = str(folder)
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder / "data")],
        cwd=ROOT,
        env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    modules: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return modules


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, list[str]]]:
    """A first start and the one after it."""
    folder = tmp_path_factory.mktemp("start")
    store = open_store(DataPaths(folder / "data"))
    day = date(2026, 3, 12)
    found_alliance(store, Founding("示例联盟", "示例小学", SiteRole.CORE, day, operator="示例员"))
    store.close()
    return [started(folder), started(folder)]


def test_the_first_page_comes_without_the_heavy_libraries(
    starts: list[dict[str, list[str]]],
) -> None:
    for loaded in starts:
        assert set(HEAVY) & set(loaded["on the first page"]) == set()


def test_the_frame_is_painted_before_the_database_library_loads(
    starts: list[dict[str, list[str]]],
) -> None:
    for loaded in starts:
        assert "sqlalchemy" not in loaded["at the first picture"]
        assert "sqlalchemy" in loaded["on the first page"]


def test_the_second_start_shows_its_lines_before_the_database_library_loads(
    starts: list[dict[str, list[str]]],
) -> None:
    first, second = starts
    assert "sqlalchemy" in first["with its lines"]
    assert "sqlalchemy" not in second["with its lines"]
