"""No dialog is larger than the smallest screen, and its buttons are always in sight."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.ids import new_id
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.paths import DataPaths, resources_folder
from lianti_desktop.printing.press import PrintResult
from lianti_desktop.services.data_place import Volume, VolumeKind
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.operators import Operator
from lianti_desktop.storage.record import fields_of
from lianti_desktop.storage.staff import Staff
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.overview import GapLine
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.bulk_change import BulkChangeDialog
from lianti_desktop.ui.dialogs.columns import ColumnsDialog
from lianti_desktop.ui.dialogs.compare import CompareDialog, CountLine
from lianti_desktop.ui.dialogs.copy_shop import Book, CopyShopDialog
from lianti_desktop.ui.dialogs.exchange_lists import (
    DaysDialog,
    GapsDialog,
    ImportsDialog,
    MembersDialog,
)
from lianti_desktop.ui.dialogs.founding import FoundingDialog
from lianti_desktop.ui.dialogs.help import HelpDialog, read_topics
from lianti_desktop.ui.dialogs.history import HistoryDialog
from lianti_desktop.ui.dialogs.licences import LicencesDialog
from lianti_desktop.ui.dialogs.login import LoginDialog
from lianti_desktop.ui.dialogs.operators import OperatorDialog
from lianti_desktop.ui.dialogs.password import PasswordDialog
from lianti_desktop.ui.dialogs.preview import PreviewDialog
from lianti_desktop.ui.dialogs.print_choices import PrintDialog
from lianti_desktop.ui.dialogs.sheet import LARGEST, WINDOW_EDGE, Sheet
from lianti_desktop.ui.dialogs.stick import StickDialog
from lianti_desktop.ui.dialogs.turn_paper import TurnPaper
from lianti_desktop.ui.dialogs.typed_count import MassChangeDialog, TypedCountDialog
from lianti_desktop.ui.dialogs.wizard import FirstStepsDialog, Surroundings
from lianti_desktop.ui.last_backup import ANSWERS, TITLE
from lianti_desktop.ui.messages import Question, mishap
from lianti_desktop.ui.papers import Wanted, paper_named, write_paper
from lianti_desktop.ui.theme import Scheme, TextSize, Theme, apply_theme
from tests.ui.office import Office

DAY = date(2026, 3, 12)
SMALL_SCREEN = QSize(1092, 614)
"""1366 by 768 pixels at 125 %."""

ROOM = SMALL_SCREEN.boundedTo(LARGEST) - WINDOW_EDGE
LONG_SENTENCE = "发生了一件要用很长的一句话才能说清楚的事，资料没有变化，请换一个位置再试。" * 2

STICKS = tuple(Volume(Path(f"/{name}"), VolumeKind.REMOVABLE, 10**10) for name in "efgh")
PEOPLE = tuple(
    Operator(new_id(), name, OperatorRole.CLERK, has_password=True)
    for name in ("王玲", "李建国", "欧阳春晓", "单于明", "曾小贤", "仇英", "解放", "查良")
)
COUNTS = [CountLine(f"一种名称很长的记录{number}", number, 3) for number in range(10)]

DIALOGS: Mapping[str, Callable[[Desk], Sheet]] = {
    "wizard": lambda _: FirstStepsDialog(
        Surroundings(DataPaths(Path("/a/very/long/folder" * 5)), date(2009, 1, 1)),
        lambda *_: None,
    ),
    "login": lambda desk: LoginDialog(desk, PEOPLE),
    "operator": OperatorDialog,
    "password": lambda desk: PasswordDialog(desk, PEOPLE[0]),
    "stick": lambda _: StickDialog(STICKS),
    "no stick": lambda _: StickDialog(()),
    "compare": lambda _: CompareDialog(datetime(2026, 3, 12, 8, 31).astimezone(), COUNTS),
    "typed count": lambda _: TypedCountDialog(12345, 12),
    "licences": lambda _: LicencesDialog(resources_folder()),
    "turn paper": lambda _: TurnPaper(),
    "copy shop": lambda _: CopyShopDialog(Book("第二学期活动画册"), STICKS, None),
    "mass change": lambda _: MassChangeDialog("一所名称很长的学校 第12包", 12345),
    "founding": lambda desk: FoundingDialog(desk, KeyRing(desk.store.data.root), print),
    "imports": ImportsDialog,
    "members": lambda desk: MembersDialog(desk, KeyRing(desk.store.data.root)),
    "gaps": lambda _: GapsDialog([GapLine("一所名称很长的学校", 41, 57)] * 12),
    "days": lambda _: DaysDialog(14),
    "print": lambda desk: PrintDialog(desk, PrintResult(Path("a.pdf"), 12), 0),
}


OTHERS: Mapping[str, Callable[[Desk, UUID, QWidget], QDialog]] = {
    "history": lambda desk, row, window: HistoryDialog(desk, Staff, row, window),
    "columns": lambda *given: ColumnsDialog(fields_of(Staff), ["name"], given[-1]),
    "bulk": lambda desk, row, window: BulkChangeDialog(desk, Staff, [row, row], window),
    "preview": lambda desk, row, window: PreviewDialog(
        desk,
        lambda progress: (
            write_paper(desk, paper_named("sheet"), Wanted(DAY, (row,)), progress).result
        ),
        "活动记录表",
        window,
    ),
    "help": lambda *_: HelpDialog(read_topics(resources_folder() / "help")),
    "question": lambda *_: Question(TITLE, [LONG_SENTENCE], ANSWERS, None),
    "mishap": lambda *_: mishap("0312-0831-AB12", Path("/log"), None),
}
"""Those that are no Sheet: they are as large as they like, but can be made as small as this."""


@pytest.fixture(params=[TextSize.STANDARD, TextSize.HUGE], ids=["standard", "huge"])
def size(request: pytest.FixtureRequest) -> TextSize:
    return request.param


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_fits_the_smallest_screen(
    name: str, size: TextSize, desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, Theme(size, Scheme.LIGHT))
    dialog = DIALOGS[name](desk)
    qtbot.addWidget(dialog)
    dialog.fit(SMALL_SCREEN)
    dialog.show()
    if isinstance(dialog, FirstStepsDialog):
        for step in range(len(dialog.steps)):
            dialog.go(step)
            require_all_in_sight(dialog)
    dialog.show_error(LONG_SENTENCE)
    require_all_in_sight(dialog)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """What dialogs stand before; it outlives them."""
    window = QWidget()
    yield window
    window.deleteLater()


@pytest.mark.parametrize("name", OTHERS)
def test_a_window_of_its_own_fits_the_smallest_screen(
    name: str, size: TextSize, desk: Desk, office: Office, window: QWidget, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme(size, Scheme.LIGHT))
    kind = Activity if name == "preview" else Staff
    dialog = OTHERS[name](desk, office.add(kind), window)
    dialog.show()
    dialog.resize(dialog.size().boundedTo(ROOM))
    QApplication.processEvents()
    assert dialog.width() <= ROOM.width()
    assert dialog.height() <= ROOM.height()
    require_buttons(dialog, dialog.findChildren(QPushButton))
    dialog.close()


def require_all_in_sight(dialog: Sheet) -> None:
    QApplication.processEvents()
    assert dialog.width() <= ROOM.width()
    assert dialog.height() <= ROOM.height()
    assert any(one.isVisible() for one in dialog.foot.findChildren(QPushButton))
    require_buttons(dialog, dialog.foot.findChildren(QPushButton))


def require_buttons(dialog: QDialog, buttons: list[QPushButton]) -> None:
    inside = QRect(QPoint(0, 0), dialog.size())
    for button in buttons:
        if not button.isVisible():
            continue
        place = QRect(button.mapTo(dialog, QPoint(0, 0)), button.size())
        assert inside.contains(place), button.text()
        assert button.width() >= button.sizeHint().width(), f"cut off: {button.text()}"


def test_the_password_is_in_sight_beside_a_long_list_of_people(
    size: TextSize, desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, Theme(size, Scheme.LIGHT))
    dialog = LoginDialog(desk, PEOPLE)
    qtbot.addWidget(dialog)
    dialog.fit(SMALL_SCREEN)
    dialog.show()
    QApplication.processEvents()
    bottom = dialog.secret.mapTo(dialog, QPoint(0, dialog.secret.height())).y()
    assert bottom <= dialog.foot.y()


def test_what_fits_is_not_scrolled(desk: Desk, qtbot: QtBot) -> None:
    dialog = TypedCountDialog(12345, 12)
    qtbot.addWidget(dialog)
    dialog.fit(SMALL_SCREEN)
    dialog.show()
    QApplication.processEvents()
    assert dialog._area.verticalScrollBar().maximum() == 0


def test_enter_presses_the_main_button_only(desk: Desk, qtbot: QtBot) -> None:
    for make in DIALOGS.values():
        dialog = make(desk)
        qtbot.addWidget(dialog)
        dialog.show()
        defaults = [one for one in dialog.findChildren(QPushButton) if one.isDefault()]
        assert len(defaults) <= 1
        assert not [one for one in dialog.findChildren(QPushButton) if one.autoDefault()]
