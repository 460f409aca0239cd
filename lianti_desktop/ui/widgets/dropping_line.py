"""A line with a list that drops down under it.

Such lines stand in the first picture of the window and by the dozen in a form, so the list is made
when it is first needed.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.option import Option

if TYPE_CHECKING:
    from lianti_desktop.ui.widgets.pick_list import PickList


class DroppingLine(LineEdit):
    """`picked` with the Option taken from the list."""

    picked = Signal(object)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self._list: PickList | None = None

    @property
    def list(self) -> "PickList":
        """The list under the line."""
        if self._list is None:
            from lianti_desktop.ui.widgets.pick_list import PickList

            self._list = PickList(self)
            self._list.picked.connect(self._on_picked)
        return self._list

    def is_dropped(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def lift(self) -> None:
        """Take the list away."""
        if self._list is not None:
            self._list.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.lift()
        super().focusOutEvent(event)

    def _on_picked(self, option: Option) -> None:
        self.picked.emit(option)
