"""The bin, worked with as people do."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lianti_desktop.services.bin_lines import bin_lines
from lianti_desktop.storage import records
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.typed_count import TypedCountDialog
from lianti_desktop.ui.pages.bin import BinPage
from lianti_desktop.ui.widgets.table_look import choose_row
from tests.activity_world import World


@pytest.fixture
def page(world: World, desk: Desk, qtbot: QtBot) -> BinPage:
    """Three people in the bin."""
    with world.store.change(Deed("新增")) as session:
        people = [records.save(session, Staff, None, {"name": name}) for name in ("甲", "乙", "丙")]
    with world.store.change(Deed("移到回收站", "王玲（录入员）")) as session:
        rows = [records.get(session, Staff, person.id) for person in people]
        records.remove(session, rows)
    shown = BinPage(desk)
    qtbot.addWidget(shown)
    shown.resize(900, 500)
    shown.show()
    qtbot.waitUntil(lambda: shown.table.rows.rowCount() == 3)
    return shown


def test_the_list_says_what_and_who(page: BinPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.table.rows)
    texts = [page.table.rows.index(0, column).data() for column in range(4)]
    assert texts[1:3] == ["教职工", "王玲（录入员）"]
    assert not page.actions_row.button("restore").isEnabled()


def test_a_selected_line_is_restored_by_enter(page: BinPage, qtbot: QtBot, world: World) -> None:
    choose_row(page.table, 0)
    name = page.chosen()[0].title
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 2)
    with world.store.read() as session:
        assert name in [one.name for one in records.living(session, Staff)]


def test_delete_in_the_bin_deletes_nothing(page: BinPage, qtbot: QtBot, world: World) -> None:
    page.table.selectAll()
    with qtbot.waitSignal(page.said) as said:
        qtbot.keyClick(page.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert "清空回收站" in said.args[0]
    with world.store.read() as session:
        assert len(bin_lines(session)) == 3


def test_emptying_needs_the_number_and_can_be_taken_back(
    page: BinPage, qtbot: QtBot, world: World, desk: Desk
) -> None:
    dialog = TypedCountDialog(3, 3)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.go.isEnabled()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.line.setText("３")
    assert dialog.go.isEnabled()
    page.empty_now(page._shown())
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 0)
    assert page.empty_state.isVisible()
    with qtbot.waitSignal(desk.steps_changed, check_params_cb=lambda undo, _: "彻底删除" in undo):
        desk.refresh_steps()


def test_the_pills_count_each_kind(page: BinPage) -> None:
    assert page.kinds.current() == "all"
    page.kinds.set_current("教职工")
    assert len(page._shown()) == 3
