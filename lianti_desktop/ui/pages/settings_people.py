"""Settings: who works at this PC, their roles, passwords and recovery sheets."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage.operators import (
    Operator,
    change_role,
    clear_password,
    operators,
    retire_operator,
)
from lianti_desktop.sync.keys import KeyRing, usual_folder
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.login import LoginDialog, switch_operator
from lianti_desktop.ui.dialogs.operators import register_operator
from lianti_desktop.ui.dialogs.password import PasswordDialog, print_recovery_sheet
from lianti_desktop.ui.dialogs.preview import PreviewDialog
from lianti_desktop.ui.messages import Answer, ask
from lianti_desktop.ui.theme import Tone
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.card import Card, LinkLine
from lianti_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from lianti_desktop.ui.pages.leaving_papers import Leaving

RESET = "{}的密码在{}用中心校的重置文件重新设过。"
LEAVING = "离岗交接清单"
UNSENT = "本机还有 {} 次改动，别的学校没有确认收到。离岗以前请送一次包，照交接清单办。"
ALL_SENT = "没有等着送出去的改动。"
STAYS = "停用以后名单里不再有，录过的内容和署名都留着。"
NOBODY = "还没有登记操作员，修改记录里就不写是谁改的。"


def _people(session: Session) -> tuple[list[Operator], Mapping[str, str]]:
    from lianti_desktop.sync.password_reset import resets_used

    return operators(session), resets_used(session)


class PeopleCard(Card):
    """A line for everybody; a click on it offers what can be done."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("操作员", "谁在这台电脑上录入", "user", parent)
        self._desk = desk
        self.known: tuple[Operator, ...] = ()
        self.school = ""
        self._resets: Mapping[str, str] = {}
        self.line_clicked.connect(self._offer)
        desk.operator_changed.connect(lambda _: self._show(list(self.known)))

    def refresh(self) -> None:
        """Ask for the list anew."""
        self._desk.ask(_people, Reply(self, self._on_people))

    def add_one(self) -> None:
        """One more person; the first one sits down at once."""
        if register_operator(self._desk, self):
            self.refresh()

    def set_password(self, operator: Operator) -> None:
        """A password, and straight away the sheet for the safe."""
        dialog = PasswordDialog(self._desk, operator, self)
        if dialog.exec():
            self.refresh()
            self.print_sheet(operator, dialog.code)

    def print_sheet(self, operator: Operator, code: str) -> None:
        """The recovery sheet in the preview; it is shown this once."""
        print_recovery_sheet(self._desk, (operator, self.school), code, self)

    def drop_password(self, operator: Operator) -> None:
        """From now on the name alone is enough."""
        self._store(lambda session: clear_password(session, operator.id))

    def give_role(self, operator: Operator, role: OperatorRole) -> None:
        """Another role from now on."""
        self._store(lambda session: change_role(session, operator.id, role))

    def print_leaving(self, operator: Operator) -> None:
        """The list of what is handed over when somebody leaves the post."""
        from lianti_desktop.ui.pages.leaving_papers import leaving_paper

        produce = leaving_paper(self._desk, KeyRing(usual_folder()), operator.name)
        PreviewDialog(self._desk, produce, LEAVING, self).exec()

    def ask_retire(self, operator: Operator) -> None:
        """Whoever leaves hands over first; says what has not reached the others yet."""
        from lianti_desktop.ui.pages.leaving_papers import read_leaving

        data, today = self._desk.store.data, date.today()  # noqa: DTZ011 - the school's own day

        def question(session: Session) -> "Leaving":
            return read_leaving(session, KeyRing(usual_folder()), data, today)

        self._desk.ask(question, Reply(self, partial(self._on_open, operator)))

    def _on_open(self, operator: Operator, found: "Leaving") -> None:
        unsent = UNSENT.format(found.unsent) if found.unsent else ALL_SENT
        answers = (
            Answer("print", "先看交接清单"),
            Answer("stop", f"停用{operator.name}"),
            Answer("stay", "不停用"),
        )
        answer = ask(self, f"停用{operator.name}", [unsent, STAYS], answers)
        if answer == "print":
            self.print_leaving(operator)
        elif answer == "stop":
            self.retire(operator)

    def retire(self, operator: Operator) -> None:
        """Off the list; what was entered keeps the name."""
        at_work = self._desk.operator.id if self._desk.operator else None
        self._store(lambda session: retire_operator(session, operator.id, at_work))

    def choices_for(self, operator: Operator) -> QMenu:
        """What can be done with one person."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self._desk.operator
        if current is None or current.id != operator.id:
            menu.addAction(
                f"换成{operator.name}录入", partial(switch_operator, self._desk, operator, self)
            )
        roles = menu.addMenu("改身份")
        for role in OperatorRole:
            if role is not operator.role:
                roles.addAction(role.label, partial(self.give_role, operator, role))
        words = "换密码，打印新的恢复单…" if operator.has_password else "设密码…"
        menu.addAction(words, partial(self.set_password, operator))
        if operator.has_password:
            menu.addAction("取消密码", partial(self._after_login, operator))
        menu.addSeparator()
        menu.addAction(f"{LEAVING}…", partial(self.print_leaving, operator))
        menu.addAction(f"停用{operator.name}", partial(self.ask_retire, operator))
        return menu

    def _after_login(self, operator: Operator) -> None:
        """A password is taken away by its owner only."""
        if LoginDialog(self._desk, (operator,), self).exec():
            self.drop_password(operator)

    def _store(self, work: object) -> None:
        self._desk.note(work, Reply(self, lambda _: self.refresh()))  # type: ignore[arg-type]

    def _offer(self, key: object) -> None:
        found = next((one for one in self.known if one.id == key), None)
        if found is not None:
            self.choices_for(found).popup(self.mapToGlobal(QPoint(self.width() // 2, 40)))

    def _on_people(self, found: tuple[list[Operator], Mapping[str, str]]) -> None:
        self._resets = found[1]
        self._show(found[0])

    def _show(self, found: list[Operator]) -> None:
        self.known = tuple(found)
        self.clear()
        current = self._desk.operator
        for one in found:
            is_here = current is not None and current.id == one.id
            lock = "，有密码" if one.has_password else ""
            note = f"{'正在录入 · ' if is_here else ''}{one.role.label}{lock}"
            tone = Tone.ACCENT if is_here else Tone.SECONDARY
            self.add_line(LinkLine(one.id, one.name, note, tone))
            if one.name in self._resets:
                day = format_day(date.fromisoformat(self._resets[one.name]))
                self.add(Words(RESET.format(one.name, day), "small").wrapping())
        if not found:
            self.add(Words(NOBODY, "secondary").wrapping())
        more = PlainButton("添加操作员…", "plus")
        more.clicked.connect(self.add_one)
        self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
