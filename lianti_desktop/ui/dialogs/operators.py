"""Entering a person at this PC."""

from functools import partial

from PySide6.QtWidgets import QWidget

from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage.operators import (
    Operator,
    add_operator,
    operators,
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
