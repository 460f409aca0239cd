"""Who sits down, with and without a password."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.settings import Settings
from lianti_desktop.storage.operators import (
    Operator,
    add_operator,
    operators,
    password_fits,
    reset_with_code,
    set_password,
)
from lianti_desktop.sync.enrolment import found_exchange
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.peers import peers
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.login import (
    BACK,
    FORGOTTEN,
    LoginDialog,
    choose_operator,
    switch_operator,
)
from lianti_desktop.ui.dialogs.operators import OperatorDialog, register_operator
from lianti_desktop.ui.dialogs.password import PasswordDialog
from lianti_desktop.ui.dialogs.password_reset import ResetFileDialog
from tests.ui.office import Office

Settle = Callable[[], None]


@pytest.fixture
def free(office: Office) -> Operator:
    """Somebody without a password."""
    with office.store.transaction() as session:
        return add_operator(session, "王玲", OperatorRole.CLERK)


@pytest.fixture
def locked(office: Office, free: Operator) -> tuple[Operator, str]:
    """Somebody with the password 青石桥小学1 and its recovery code."""
    with office.store.transaction() as session:
        row = add_operator(session, "李建国", OperatorRole.DIRECTOR)
        code = set_password(session, row.id, "青石桥小学1")
    return known(office)[1], code


def known(office: Office) -> tuple[Operator, ...]:
    with office.store.read() as session:
        return tuple(operators(session))


def test_the_only_one_sits_down_at_once(desk: Desk, office: Office, free: Operator) -> None:
    assert choose_operator(desk, known(office))
    assert desk.operator == free


def test_one_without_a_password_is_switched_to_in_one_click(desk: Desk, free: Operator) -> None:
    assert switch_operator(desk, free)
    assert desk.operator == free


def test_the_password_is_asked_where_one_is_set(
    desk: Desk, office: Office, locked: tuple[Operator, str], qtbot: QtBot
) -> None:
    dialog = LoginDialog(desk, known(office))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.secret.isVisible()
    dialog.choose(locked[0])
    assert dialog.secret.isVisible()
    dialog.secret.setText("不对")
    dialog.go.click()
    qtbot.waitUntil(lambda: "密码不对" in dialog.error())
    assert desk.operator is None
    dialog.secret.setText("青石桥小学1")
    qtbot.keyClick(dialog.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.operator is not None)
    assert desk.operator == locked[0]
    assert not dialog.isVisible()


def test_the_code_of_the_recovery_sheet_opens_a_forgotten_password(
    desk: Desk, office: Office, locked: tuple[Operator, str], qtbot: QtBot
) -> None:
    dialog = LoginDialog(desk, (locked[0],))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.forgotten.text() == FORGOTTEN
    dialog.forgotten.click()
    assert dialog.forgotten.text() == BACK
    dialog.secret.setText("AAAA-BBBB-CCCC-DDDD")
    dialog.go.click()
    qtbot.waitUntil(lambda: "恢复码不对" in dialog.error())
    dialog.secret.setText(locked[1].lower())
    dialog.go.click()
    qtbot.waitUntil(lambda: desk.operator is not None)
    assert not known(office)[1].has_password


def test_a_person_is_entered_once(
    desk: Desk, office: Office, free: Operator, qtbot: QtBot, settle: Settle
) -> None:
    dialog = OperatorDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.line.setText("王玲")
    dialog.go.click()
    qtbot.waitUntil(lambda: "已经有了" in dialog.error())
    dialog.name.line.setText("李建国")
    dialog.role.set_value(OperatorRole.DIRECTOR)
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert [(one.name, one.role.label) for one in known(office)] == [
        ("王玲", "录入员"),
        ("李建国", "教导主任"),
    ]


def test_the_first_person_registered_sits_down_at_once(
    desk: Desk, office: Office, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fill(dialog: OperatorDialog) -> int:
        with office.store.transaction() as session:
            add_operator(session, "王玲", OperatorRole.CLERK)
        return 1

    monkeypatch.setattr(OperatorDialog, "exec", fill)
    window = QWidget()
    qtbot.addWidget(window)
    assert register_operator(desk, window)
    qtbot.waitUntil(lambda: desk.operator is not None)
    assert desk.operator == known(office)[0]


def test_the_mark_stands_on_whoever_worked_last(
    desk: Desk, office: Office, free: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.store.transaction() as session:
        last = add_operator(session, "李建国", OperatorRole.DIRECTOR)
    desk.preferences.change(Settings(last_operator="李建国"))
    asked: list[Operator] = []
    monkeypatch.setattr(LoginDialog, "exec", lambda dialog: asked.append(dialog.operator()) or 0)
    assert not choose_operator(desk, known(office))
    assert asked == [last]


def test_a_password_is_kept_when_both_lines_agree(
    desk: Desk, office: Office, free: Operator, qtbot: QtBot
) -> None:
    dialog = PasswordDialog(desk, free)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.first.line.setText("青石桥小学1")
    dialog.again.line.setText("青石桥小学2")
    dialog.go.click()
    assert "不一样" in dialog.error()
    dialog.first.line.setText("短")
    dialog.again.line.setText("短")
    dialog.go.click()
    qtbot.waitUntil(lambda: "太短" in dialog.error())
    dialog.first.line.setText("青石桥小学1")
    dialog.again.line.setText("青石桥小学1")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(dialog.code))
    assert known(office)[0].has_password


def test_the_core_schools_file_lets_a_new_password_be_set_at_the_login(
    desk: Desk,
    office: Office,
    locked: tuple[Operator, str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    ring = KeyRing(tmp_path / "keys")
    monkeypatch.setattr(
        "lianti_desktop.ui.dialogs.password_reset.usual_folder", lambda: ring.folder
    )
    printed: list[str] = []
    monkeypatch.setattr(
        "lianti_desktop.ui.dialogs.login.print_recovery_sheet",
        lambda _desk, person, code, _parent: printed.extend((person[0].name, code)),
    )
    found_exchange(office.store, ring, tmp_path / "words.txt")
    with office.store.read() as session:
        us = next(one for one in peers(session) if one.is_us)
    making = ResetFileDialog(desk, ring, us)
    qtbot.addWidget(making)
    assert not making.go.isEnabled()
    making.name.setText("李建国")
    making.write_to(tmp_path / "重置.ltreset")
    qtbot.waitUntil(lambda: "文件写好了" in making.said)
    dialog = LoginDialog(desk, known(office))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose(locked[0])
    assert not dialog.by_file.isVisible()
    dialog.forgotten.click()
    assert dialog.by_file.isVisible()
    monkeypatch.setattr(PasswordDialog, "exec", store_and_wait(qtbot))
    (tmp_path / "别的.txt").write_text("不是重置文件")
    dialog.use_file(tmp_path / "别的.txt")
    qtbot.waitUntil(lambda: "不是中心校做的重置文件" in dialog.error())
    dialog.use_file(tmp_path / "重置.ltreset")
    qtbot.waitUntil(lambda: desk.operator is not None)
    assert desk.operator == locked[0]
    assert printed[0] == "李建国"
    with office.store.read() as session:
        assert password_fits(session, locked[0].id, "换成新的密码")
        assert reset_with_code(session, locked[0].id, printed[1])


def store_and_wait(qtbot: QtBot) -> Callable[[PasswordDialog], bool]:
    """As if somebody typed a new password twice and pressed the button."""

    def type_it(dialog: PasswordDialog) -> bool:
        dialog.first.set_value("换成新的密码")
        dialog.again.set_value("换成新的密码")
        dialog.store()
        qtbot.waitUntil(lambda: bool(dialog.code))
        return True

    return type_it
