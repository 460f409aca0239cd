"""The activity world in the office, and pages in a window of the usual size."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.store import Deed
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.term_days import read_terms
from lianti_desktop.ui.theme import Theme, apply_theme
from tests import activity_world as aw
from tests.activity_world import Ground, World, furnish
from tests.ui.exchange_pair import Pair, settle_pair
from tests.ui.office import Office

Settle = Callable[[], None]
Show = Callable[[QWidget], QMainWindow]
OpenStudio = Callable[[Callable[[Desk], Any], Callable[[Any], object]], Any]
LAYING_OUT = 40_000


@pytest.fixture
def world(office: Office) -> World:
    """The office with a campus, a teaching point and some staff."""
    ground = Ground(office.core, office.alliance, office.term)
    with office.store.change(Deed("准备", action="base")) as session:
        return furnish(session, office.store, ground)


@pytest.fixture
def show(qtbot: QtBot, settle: Settle) -> Show:
    """Puts a page into a window of 1366 by 728."""
    windows: list[QMainWindow] = []

    def place(page: QWidget) -> QMainWindow:
        window = QMainWindow()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 728)
        window.setCentralWidget(page)
        window.show()
        settle()
        return window

    return place


@pytest.fixture
def held(world: World) -> UUID:
    """A held activity with its process written and nothing else."""
    with world.store.change(Deed("准备")) as session:
        return aw.add_activity(session, world).id


@pytest.fixture
def look(world: World) -> Callable[[UUID, Callable[[Session, Activity], Any]], Any]:
    """Looks at an activity in the database."""

    def ask(row: UUID, question: Callable[[Session, Activity], Any]) -> Any:
        with world.store.read() as session:
            activity = session.get(Activity, row)
            assert activity is not None
            return question(session, activity)

    return ask


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str, int], Path]:
    """Draws a small picture file; another `shade` makes another picture."""

    def draw(name: str, shade: int) -> Path:
        image = QImage(320, 240, QImage.Format.Format_RGB32)
        image.fill(0xFF000000 | shade)
        for column in range(0, 320, 2 + shade % 7):
            for row in range(shade % 200, 240):
                image.setPixel(column, row, 0xFFFFFFFF)
        path = tmp_path / name
        assert image.save(str(path))
        return path

    return draw


@pytest.fixture
def open_studio(world: World, desk: Desk, qtbot: QtBot) -> OpenStudio:
    """Shows a studio in the usual size, once `begin` was done and its pages are laid out."""

    def place(made: Callable[[Desk], Any], begin: Callable[[Any], object]) -> Any:
        with world.store.read() as session:
            desk.set_terms(read_terms(session))
        shown = made(desk)
        qtbot.addWidget(shown)
        shown.resize(1150, 640)
        shown.show()
        begin(shown)
        qtbot.waitUntil(lambda: shown.ready is not None, timeout=LAYING_OUT)
        return shown

    return place


@pytest.fixture(scope="session")
def settled_pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a core school and a campus that exchange, set up once."""
    folder = tmp_path_factory.mktemp("pair") / "pair"
    settle_pair(folder)
    return folder


@pytest.fixture
def pair(settled_pair: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Pair]:
    """The same for one test, with a folder as the stick; nothing may break in it."""
    apply_theme(qapp, Theme())
    folder = tmp_path / "pair"
    shutil.copytree(settled_pair, folder)
    (folder / "stick").mkdir()
    made = Pair(folder, qtbot)
    yield made
    made.close()
    assert made.failures == []
