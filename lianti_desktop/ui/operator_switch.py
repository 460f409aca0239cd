"""Who works now: one click on the name in the header changes it."""

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from lianti_desktop.storage.operators import Operator, operators
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.login import switch_operator
from lianti_desktop.ui.frame import MainFrame

NOBODY = "未登记操作员"
ADD = "登记操作员…"


class OperatorSwitch(QObject):
    """The menu under the operator's name."""

    def __init__(self, frame: MainFrame, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._desk = desk
        self._menu = QMenu(frame)
        frame.operator_clicked.connect(self.offer)
        desk.operator_changed.connect(lambda _: self.show_name())
        self.show_name()

    def show_name(self) -> None:
        """The name in the header."""
        operator = self._desk.operator
        self._frame.set_operator(operator.name if operator else NOBODY)

    def offer(self) -> None:
        """Lists who may work here."""
        self._desk.ask(operators, Reply(self, self._offer))

    def _offer(self, known: list[Operator]) -> None:
        self._menu.clear()
        current = self._desk.operator
        for operator in known:
            entry = self._menu.addAction(operator.author)
            entry.setCheckable(True)
            entry.setChecked(current is not None and operator.id == current.id)
            entry.triggered.connect(partial(self._choose, operator))
        if not known:
            self._menu.addAction(ADD, self._register)
        button = self._frame.header.operator
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _register(self) -> None:
        from lianti_desktop.ui.dialogs.operators import register_operator

        register_operator(self._desk, self._frame)

    def _choose(self, operator: Operator, _checked: object = None) -> None:
        switch_operator(self._desk, operator, self._frame)
