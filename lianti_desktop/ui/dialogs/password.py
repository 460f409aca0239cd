"""A new password with its recovery code, which is printed for the safe."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.storage.operators import SHORTEST_PASSWORD, Operator, set_password
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.line_fields import LineField

Keep = Callable[[Session, str], str]


class PasswordDialog(Sheet):
    """A new password typed twice; `code` is the recovery code once it is stored.

    `keep` stores it another way than as somebody who is at work already.
    """

    def __init__(
        self,
        desk: Desk,
        operator: Operator,
        parent: QWidget | None = None,
        keep: Keep | None = None,
    ) -> None:
        super().__init__("设密码", parent, width=30)
        self._desk = desk
        self._keep = keep or (lambda session, word: set_password(session, operator.id, word))
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
        self._desk.note(
            lambda session: self._keep(session, password),
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


def print_recovery_sheet(
    desk: Desk, person: tuple[Operator, str], code: str, parent: QWidget | None
) -> None:
    """The recovery sheet of a person, with the school's name, in the preview; shown this once."""
    from lianti_desktop.printing.recovery_sheet import RecoverySheet
    from lianti_desktop.ui.dialogs.preview import PreviewDialog
    from lianti_desktop.ui.printouts import recovery_sheet

    operator, school = person
    today = format_day(date.today())  # noqa: DTZ011 - the school's own calendar day
    sheet = RecoverySheet(operator.name, operator.role.label, school, code, today)
    PreviewDialog(desk, recovery_sheet(desk, sheet), "密码恢复单", parent).exec()
