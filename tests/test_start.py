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
    start.settled.connect(settled)

def settled():
    loaded["on the first page"] = [name for name in sys.modules if "." not in name]
    app.exit(0)

QTimer.singleShot(0, painted)
from lianti_desktop.app import main
code = main(["--data", sys.argv[1]])
print(json.dumps(loaded))
sys.exit(code)
"""


@pytest.fixture
def loaded(tmp_path: Path) -> dict[str, list[str]]:
    """The modules loaded by a window that was started on data."""
    store = open_store(DataPaths(tmp_path / "data"))
    founding = Founding("示例联盟", "示例小学", SiteRole.CORE, date(2026, 3, 12))
    found_alliance(store, founding)
    store.close()
    home = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path / "data")],
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


def test_the_first_page_comes_without_the_heavy_libraries(loaded: dict[str, list[str]]) -> None:
    assert set(HEAVY) & set(loaded["on the first page"]) == set()


def test_the_frame_is_painted_before_the_database_library_loads(
    loaded: dict[str, list[str]],
) -> None:
    assert "sqlalchemy" not in loaded["at the first picture"]
    assert "sqlalchemy" in loaded["on the first page"]
