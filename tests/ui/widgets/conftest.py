"""Widgets are tested in the theme they are shown in."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.theme import Scheme, Theme, apply_theme

Write = Callable[[QWidget, str], None]


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    """The light theme before and after each test."""
    if not qapp.styleSheet():
        apply_theme(qapp, Theme(scheme=Scheme.LIGHT))
    yield
    for left in qapp.topLevelWidgets():
        left.close()


@pytest.fixture
def write() -> Write:
    """Chinese into a widget the way an input method does it."""

    def commit(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return commit


@pytest.fixture
def compose() -> Write:
    """Letters that an input method has not turned into a word yet."""

    def preedit(widget: QWidget, text: str) -> None:
        QApplication.sendEvent(widget, QInputMethodEvent(text, []))

    return preedit


@pytest.fixture
def on_a_page(qtbot: QtBot) -> Callable[..., QWidget]:
    """Widgets on a page that is shown and active, so that focus comes and goes as for a user."""

    def show(*widgets: QWidget) -> QWidget:
        page = QWidget()
        qtbot.addWidget(page, before_close_func=lambda _page: page.hide())
        column = QVBoxLayout(page)
        for widget in widgets:
            column.addWidget(widget)
        page.resize(480, 320)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return show
