"""A page asks the window to bring a field into view, wherever that is."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui import main_window
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.frame import MainFrame
from lianti_desktop.ui.main_window import MainWindow
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.places import GROUPS
from tests.ui.office import Office

Settle = Callable[[], None]


@pytest.fixture
def window(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> Iterator[MainWindow]:
    monkeypatch.setattr(main_window, "FIRST_PLACE", "todo")
    frame = MainFrame(GROUPS)
    qtbot.addWidget(frame)
    frame.resize(1366, 728)
    window = MainWindow(frame, desk)
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    window.begin()
    settle()
    yield window
    window.changes.end()
    app = QApplication.instance()
    assert app is not None
    app.removeEventFilter(window)


@pytest.fixture
def asker(window: MainWindow) -> Page:
    page = window.page()
    assert page is not None
    return page


def is_in(field: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and field.isAncestorOf(focus)


def test_a_field_of_a_hand_made_page_is_found(
    window: MainWindow, asker: Page, office: Office, settle: Settle
) -> None:
    row = office.add(Activity, title="例会")
    asker.record_wanted.emit("activity", row)
    asker.field_wanted.emit("place")
    settle()
    assert is_in(window.page().form.rows.field("place"))


def test_a_field_of_a_generic_page_is_found(
    window: MainWindow, asker: Page, office: Office, settle: Settle
) -> None:
    row = office.add(Staff, name="曾小贤", school=office.core)
    asker.record_wanted.emit("staff", row)
    asker.field_wanted.emit("gender")
    settle()
    assert is_in(window.page().view().form.rows.field("gender"))


def test_no_field_begins_a_new_record(window: MainWindow, asker: Page, settle: Settle) -> None:
    asker.place_wanted.emit("activities")
    asker.field_wanted.emit("")
    settle()
    assert window.page().form.row() is None
    assert is_in(window.page().form.rows.field("title"))
