"""The one search box: asks when the typing rests, shows what was found under itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.widgets.dropping_line import DroppingLine
from lianti_desktop.ui.widgets.option import Option

REST = 250


class SearchBox(DroppingLine):
    """`asked` while typing rests, `submitted` on Enter, `picked` with a result."""

    asked = Signal(str)
    submitted = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.setAccessibleName("搜索")
        self.setClearButtonEnabled(False)
        self.set_leading("search")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(lambda: self.asked.emit(self.text().strip()))
        self.textEdited.connect(lambda _text: self._rest.start())

    def show_results(self, options: Sequence[Option]) -> None:
        """Show what was found, if the cursor is still here."""
        if self.hasFocus():
            self.list.drop(options, -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing() or not self._took_key(event):
            super().keyPressEvent(event)
        else:
            event.accept()

    def _took_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        shown = self.is_dropped()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Escape:
            self._on_escape()
        elif shown and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.move_by(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _on_enter(self) -> None:
        self._rest.stop()
        if self.is_dropped() and self.list.currentIndex().isValid():
            self.list.take_current()
            return
        self.lift()
        self.submitted.emit(self.text().strip())

    def _on_escape(self) -> None:
        if self.is_dropped():
            self.lift()
            return
        self.clear()
        self.asked.emit("")
