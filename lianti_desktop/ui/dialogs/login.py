"""Who sits down: one name to choose, a password where one is set, the recovery code without it."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from lianti_desktop.storage.operators import Operator, password_fits, reset_with_code
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.choices import Choices
from lianti_desktop.ui.dialogs.password import PasswordDialog, print_recovery_sheet
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.words import Words

WRONG = "密码不对，没有进入，资料没有变化。请再试一次；忘了就点左下角的“忘了密码”。"
WRONG_CODE = "恢复码不对，密码没有变化。请照恢复单上的一组一组再输一次。"
FORGOTTEN, BACK = "忘了密码", "想起来了，输密码"
BY_FILE = "没有恢复单：用中心校的重置文件…"
RESET = "密码重新设好了，以前的恢复单作废，请收好新的。这一次记在“设置”的操作员里。"


class LoginDialog(Sheet):
    """Accepted once the desk knows who works."""

    def __init__(
        self, desk: Desk, known: tuple[Operator, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__("选操作员", parent, width=28)
        self._desk = desk
        self._known = {operator.id: operator for operator in known}
        self._by_code = False
        self.add_words("今天是谁在录入", "title")
        self.choices = Choices(
            [Option(one.id, one.name, one.role.label) for one in known], "操作员"
        )
        self.body.addWidget(self.choices)
        self._label = Words("", "label")
        self.secret = LineEdit()
        self.body.addStretch(1)
        self.add_below(self._label)
        self.add_below(self.secret)
        self.forgotten = QuietButton(FORGOTTEN)
        self.forgotten.clicked.connect(self._turn)
        self.by_file = QuietButton(BY_FILE, "usb")
        self.by_file.clicked.connect(self.ask_file)
        self.add_below(self.by_file)
        self.add_left(self.forgotten)
        self.go = self.add_button("进入", ButtonRole.MAIN)
        self.go.clicked.connect(self.enter)
        self.choices.chosen.connect(lambda _: self._show(by_code=False))
        self._show(by_code=False)

    def operator(self) -> Operator:
        """The person chosen."""
        return next(one for key, one in self._known.items() if key == self.choices.current())

    def choose(self, operator: Operator) -> None:
        """Put the mark on a person."""
        self.choices.set_current(operator.id)
        self._show(by_code=False)

    def enter(self) -> None:
        """In, when the password or the code is right or none is needed."""
        operator, words = self.operator(), self.secret.text()
        if not operator.has_password:
            self._go_in(operator)
        elif self._by_code:
            self._desk.note(
                lambda session: reset_with_code(session, operator.id, words),
                Reply(self, partial(self._judge, operator, WRONG_CODE)),
            )
        else:
            self._desk.ask(
                lambda session: password_fits(session, operator.id, words),
                Reply(self, partial(self._judge, operator, WRONG)),
            )

    def ask_file(self) -> None:
        """Which file the core school has made."""
        from lianti_desktop.ui.dialogs.password_reset import KINDS, first_stick

        start = str(first_stick())
        chosen, _kind = QFileDialog.getOpenFileName(self, "选中心校做的重置文件", start, KINDS)
        if chosen:
            self.use_file(Path(chosen))

    def use_file(self, file: Path) -> None:
        """A new password for whom the file names, where it is good for this PC."""
        from lianti_desktop.ui.dialogs.password_reset import look_at

        self._desk.ask(partial(look_at, file), Reply(self, self._on_permitted, self._on_bad_file))

    def _on_bad_file(self, sentence: str) -> None:
        self.show_error(sentence)
        self.fit()

    def _on_permitted(self, permitted: Any) -> None:
        dialog = PasswordDialog(self._desk, permitted.operator, self, permitted.keep)
        if not dialog.exec():
            return
        self._desk.set_operator(permitted.operator)
        person = (permitted.operator, permitted.school)
        print_recovery_sheet(self._desk, person, dialog.code, self)
        self._desk.refused.emit(RESET)
        self.accept()

    def _judge(self, operator: Operator, sentence: str, fits: bool) -> None:
        if fits:
            self._go_in(operator)
            return
        self.show_error(sentence)
        self.secret.selectAll()
        self.secret.setFocus()

    def _go_in(self, operator: Operator) -> None:
        self._desk.set_operator(operator)
        if self._by_code:
            self._desk.refused.emit("密码已经取消，恢复码用掉了。请到“设置”里重新设密码。")
        self.accept()

    def _turn(self) -> None:
        self._show(by_code=not self._by_code)
        self.secret.setFocus()

    def _show(self, *, by_code: bool) -> None:
        needed = self.operator().has_password
        self._by_code = by_code and needed
        echo = QLineEdit.EchoMode.Normal if self._by_code else QLineEdit.EchoMode.Password
        words = "恢复单上的恢复码" if self._by_code else "密码"
        self.secret.clear()
        self.secret.setEchoMode(echo)
        self.secret.setAccessibleName(words)
        self._label.setText(words)
        self.forgotten.setText(BACK if self._by_code else FORGOTTEN)
        for part in (self._label, self.secret, self.forgotten):
            part.setVisible(needed)
        self.by_file.setVisible(self._by_code)
        self.show_error("")
        if self.isVisible():
            self.fit()


def choose_operator(desk: Desk, known: tuple[Operator, ...], parent: QWidget | None = None) -> bool:
    """Asks who works where that is not plain; False when the window was closed.

    The mark stands on whoever worked last.
    """
    if not known:
        return True
    if len(known) == 1:
        return switch_operator(desk, known[0], parent)
    dialog = LoginDialog(desk, known, parent)
    last = next((one for one in known if one.name == desk.preferences.settings.last_operator), None)
    if last is not None:
        dialog.choose(last)
    return bool(dialog.exec())


def switch_operator(desk: Desk, operator: Operator, parent: QWidget | None = None) -> bool:
    """Somebody else sits down: at once, or after the password where one is set."""
    if not operator.has_password:
        desk.set_operator(operator)
        return True
    dialog = LoginDialog(desk, (operator,), parent)
    return bool(dialog.exec())
