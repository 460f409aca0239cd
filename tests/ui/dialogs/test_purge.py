"""Erasing from the history of a record: what is chosen, what is said before, what is left."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.exchange import ExchangeFact
from lianti_desktop.storage.site import write_local
from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.history import HistoryDialog, story
from lianti_desktop.ui.dialogs.purge import NOTHING, PurgeDialog
from lianti_desktop.ui.theme import Scheme, TextSize, Theme, apply_theme
from lianti_desktop.ui.widgets.words import Words
from tests.ui.office import Office

Settle = Callable[[], None]
PHONE = "13900139000"


@pytest.fixture
def row(office: Office) -> UUID:
    return office.add(Staff, name="王强（示例）", phone=PHONE)


@pytest.fixture
def dialog(desk: Desk, row: UUID, settle: Settle, qtbot: QtBot) -> PurgeDialog:
    shown = PurgeDialog(desk, (Staff, row))
    qtbot.addWidget(shown)
    shown.show()
    settle()
    return shown


def labels(dialog: PurgeDialog) -> list[str]:
    return [button.text() for button in dialog.group.buttons()]


def test_a_field_and_a_reason_are_needed_and_the_button_names_what_goes(
    dialog: PurgeDialog, office: Office, row: UUID, qtbot: QtBot
) -> None:
    assert any(PHONE in text for text in labels(dialog))
    assert not any("姓名" in text for text in labels(dialog))
    assert dialog.group.checkedId() == -1
    place = next(at for at, text in enumerate(labels(dialog)) if PHONE in text)
    dialog.group.button(place).click()
    assert not dialog.go.isEnabled()
    dialog.line.setText("本人要求")
    assert dialog.go.text() == "从各校抹去手机"
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    assert office.value(Staff, row, "phone") is None
    with office.store.read() as session:
        versions = story(session, Staff, row).versions
    assert "抹去" in versions[0].heading
    assert not any(
        PHONE in one.new + one.old for version in versions for one in version.differences
    )


def test_a_kind_without_such_fields_says_so(desk: Desk, office: Office, settle: Settle) -> None:
    shown = PurgeDialog(desk, (Term, office.term))
    settle()
    assert NOTHING in [words.text() for words in shown.findChildren(Words)]
    assert not shown.go.isEnabled()
    shown.deleteLater()


def test_the_history_offers_it_to_the_core_school_and_to_one_that_is_alone(
    desk: Desk, office: Office, row: UUID, settle: Settle, qtbot: QtBot
) -> None:
    shown = HistoryDialog(desk, Staff, row)
    qtbot.addWidget(shown)
    shown.show()
    settle()
    assert shown.erase.isVisible()
    with office.store.transaction() as session:
        write_local(session, "role", SiteRole.CAMPUS.value)
    with office.store.read() as session:
        assert story(session, Staff, row).is_erasable
        assert session.get(ExchangeFact, "registry") is None


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_it_fits_the_smallest_screen(
    dialog: PurgeDialog, size: TextSize, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme(size, Scheme.LIGHT))
    dialog.fit(QSize(1092, 614))
    dialog.show_error("没有抹去。数据没有变化。请重新打开再试一次。")
    corner = dialog.go.mapTo(dialog, QPoint(0, 0))
    assert dialog.rect().contains(QRect(corner, dialog.go.size()))
