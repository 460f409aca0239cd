"""The activity world under a desk, and pages in a window of the usual size."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.store import Deed
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.theme import Theme, apply_theme
from tests import activity_world as aw
from tests.activity_world import World, build_world

Settle = Callable[[], None]
Show = Callable[[QWidget], QMainWindow]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


@pytest.fixture
def desk(world: World, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    apply_theme(qapp, Theme())
    desk = Desk(world.store, None)
    failures: list[Exception] = []
    desk.broke.connect(failures.append)
    yield desk
    desk.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
    assert failures == []


@pytest.fixture
def settle(desk: Desk, qtbot: QtBot) -> Settle:
    """Waits until all that was asked and changed so far has come back, and what follows from it."""

    def wait() -> None:
        for _ in range(4):
            answers: list[bool] = []
            desk.ask(lambda _session: True, Reply(desk, answers.append))
            qtbot.waitUntil(lambda answers=answers: bool(answers), timeout=10_000)

    return wait


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
