"""Everything on every page has a name for those who cannot see it, and Tab goes as the eye goes."""

from collections.abc import Callable
from itertools import pairwise
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages import page_for
from lianti_desktop.ui.places import GROUPS, KINDS_OF
from lianti_desktop.ui.record_form import RecordForm
from lianti_desktop.ui.record_page import RecordPage
from lianti_desktop.ui.widgets.field import Field
from tests.ui.office import Office

Settle = Callable[[], None]
PLACES = [place.key for group in GROUPS for place in group.places]
KINDS = [kind for place, kinds in KINDS_OF.items() if place != "activities" for kind in kinds]
SPEAKING = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
INNER = ("qt_", "ScrollLeftButton", "ScrollRightButton")


def put(page: QWidget, window: QMainWindow, qtbot: QtBot) -> None:
    window.resize(1366, 728)
    window.setCentralWidget(page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def silent(page: QWidget) -> list[str]:
    """Where something can be used that has no name."""
    parts = [part for kind in SPEAKING for part in page.findChildren(kind)]
    return [
        f"{type(part).__name__} in {type(part.parent()).__name__}"
        for part in parts
        if part.isVisibleTo(page)
        and not part.objectName().startswith(INNER)
        and not (isinstance(part, QAbstractButton) and part.text().strip())
        and not part.accessibleName().strip()
    ]


@pytest.mark.parametrize("place", PLACES)
def test_everything_on_a_page_has_a_name(
    place: str, desk: Desk, office: Office, settle: Settle, window: QMainWindow, qtbot: QtBot
) -> None:
    rows = {"activities": ("activity", office.add(Activity)), "people": ("staff", person(office))}
    page = page_for(place, desk)
    put(page, window, qtbot)
    settle()
    show_one(page, rows.get(place))
    settle()
    assert silent(page) == []


def person(office: Office) -> UUID:
    return office.add(Staff, name="曾小贤", school=office.core)


def show_one(page: Page, record: tuple[str, UUID] | None) -> None:
    if record is not None:
        page.show_record(*record)
    elif isinstance(page, RecordPage):
        page.new_record()


@pytest.mark.parametrize("kind", KINDS)
def test_tab_goes_through_a_form_as_the_eye_does(
    kind: str, desk: Desk, settle: Settle, window: QMainWindow, qtbot: QtBot
) -> None:
    form = RecordForm(desk, BY_TABLE[kind])
    put(form, window, qtbot)
    form.open_new()
    settle()
    made = BY_TABLE[kind].__kind__.made
    names = [name for name in form.rows.names() if name not in made]
    form.focus_first()
    visited = [holder(form)]
    for _ in range(3 * len(names)):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if holder(form) not in visited:
            visited.append(holder(form))
    assert set(visited) >= set(names)
    places = [where(form, name) for name in visited if name]
    assert all(one < next_one for one, next_one in pairwise(places)), visited


def holder(form: RecordForm) -> str:
    """The name of the field in which the cursor is."""
    part: QWidget | None = QApplication.focusWidget()
    while part is not None and not isinstance(part, Field):
        part = part.parentWidget()
    return next((name for name in form.rows.names() if form.rows.field(name) is part), "")


def where(form: RecordForm, name: str) -> tuple[int, int]:
    """Line by line, from left to right."""
    place = form.rows.field(name).mapTo(form.rows, QPoint(0, 0))
    return place.y(), place.x()
