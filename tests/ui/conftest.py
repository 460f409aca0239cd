"""A desk over a real database, and ways to wait for it and to type Chinese."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.store import Deed, open_store
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.theme import Theme, apply_theme
from tests.ui.office import Office, found


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One office for all tests to copy; making the tables is what takes long."""
    store = open_store(DataPaths(tmp_path_factory.mktemp("office")))
    with store.change(Deed("建立联盟", action="base")) as session:
        office = found(session, store)
    store.close()
    return office


@pytest.fixture
def office(founded: Office, tmp_path: Path) -> Iterator[Office]:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(founded.store.data.database, data)
    store = open_store(DataPaths(data))
    yield replace(founded, store=store)
    store.close()


@pytest.fixture
def desk(office: Office, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    apply_theme(qapp, Theme())
    desk = Desk(office.store, None)
    failures: list[Exception] = []
    desk.broke.connect(failures.append)
    yield desk
    desk.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
    assert failures == []


@pytest.fixture
def settle(desk: Desk, qtbot: QtBot) -> Callable[[], None]:
    """Waits until all that was asked and changed so far has come back, twice for what follows."""

    def wait() -> None:
        for _ in range(3):
            answers: list[bool] = []
            desk.ask(lambda _session: True, Reply(desk, answers.append))
            qtbot.waitUntil(lambda answers=answers: bool(answers), timeout=10_000)

    return wait


@pytest.fixture
def write() -> Callable[[QWidget, str], None]:
    """Types Chinese as an input method does."""

    def commit(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return commit


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    """A window without anything in it, as large as on the usual screen."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 700)
    return window
