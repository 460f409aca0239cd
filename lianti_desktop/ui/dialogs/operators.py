"""Entering a person, and a password with its recovery code, which must be printed."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage.operators import (
    SHORTEST_PASSWORD,
    Operator,
    add_operator,
    operators,
    set_password,
)
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.login import choose_operator
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.line_fields import LineField
from lianti_desktop.ui.widgets.option import Option

LONGEST_NAME = 20


def role_options() -> tuple[Option, ...]:
    """The roles a person may have."""
    return tuple(Option(role, role.label) for role in OperatorRole)


class OperatorDialog(Sheet):
    """One more person at this PC; accepted once the name is stored."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("添加操作员", parent, width=28)
        self._desk = desk
        self.rows = FormRows(columns=1)
        self.name = LineField("例如：王玲", LONGEST_NAME)
        self.role = ChoiceField(role_options(), optional=False)
        self.rows.add(Row("name", "姓名", required=True), self.name)
        self.rows.add(Row("role", "身份", hint="记在每次修改的旁边，以后可以改。"), self.role)
        self.role.set_value(OperatorRole.CLERK)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)
        self.add_button("不添加").clicked.connect(self.reject)
        self.go = self.add_button("添加", ButtonRole.MAIN)
        self.go.clicked.connect(self.store)

    def store(self) -> None:
        """Enter the person; a name that is taken is said under the form."""
        if not self.rows.commit():
            return
        name, role = str(self.name.value() or ""), self.role.value()
        self._desk.note(
            lambda session: add_operator(session, name, OperatorRole(role)),
            Reply(self, lambda _: self.accept(), self.show_error),
        )


def register_operator(desk: Desk, parent: QWidget) -> bool:
    """One more person at this PC; the first one sits down at once."""
    if not OperatorDialog(desk, parent).exec():
        return False
    if desk.operator is None:
        desk.ask(operators, Reply(desk, partial(_sit_down, desk, parent)))
    return True


def _sit_down(desk: Desk, parent: QWidget, known: list[Operator]) -> None:
    choose_operator(desk, tuple(known), parent)


class PasswordDialog(Sheet):
    """A new password typed twice; `code` is the recovery code once it is stored."""

    def __init__(self, desk: Desk, operator: Operator, parent: QWidget | None = None) -> None:
        super().__init__("设密码", parent, width=30)
        self._desk = desk
        self._operator = operator
        self.code = ""
        self.add_words(f"给“{operator.name}”设密码", "heading")
        self.add_words(
            f"至少 {SHORTEST_PASSWORD} 个字，不用特殊符号。设好后会给出恢复单，请打印出来收好。",
            "secondary",
        )
        self.rows = FormRows(columns=1)
        self.first = _hidden("新密码")
        self.again = _hidden("再输一次")
        self.rows.add(Row("first", "新密码"), self.first)
        self.rows.add(Row("again", "再输一次"), self.again)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)
        self.add_button("不设").clicked.connect(self.reject)
        self.go = self.add_button("设密码", ButtonRole.MAIN)
        self.go.clicked.connect(self.store)

    def store(self) -> None:
        """Keep the password when both lines agree."""
        self.rows.commit()
        password = str(self.first.value() or "")
        if password != str(self.again.value() or ""):
            self.show_error("两次输入的不一样，没有保存。请再输一次。")
            return
        row = self._operator.id
        self._desk.note(
            lambda session: set_password(session, row, password),
            Reply(self, self._on_stored, self.show_error),
        )

    def _on_stored(self, code: Any) -> None:
        self.code = str(code)
        self.accept()


def _hidden(name: str) -> LineField:
    field = LineField()
    field.line.setEchoMode(QLineEdit.EchoMode.Password)
    field.line.setAccessibleName(name)
    return field
