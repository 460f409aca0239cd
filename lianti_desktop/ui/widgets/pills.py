"""A row of filters of which one is lit: 全部 46, 已开展 31."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.option import Option


class Pills(QWidget):
    """`chosen` with the key of the pill the user lit; a subtitle is its count."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[Option] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.HAIR)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Other pills, or other counts; the lit one stays lit where it still exists."""
        current = self.current()
        if [option.key for option in options] != [option.key for option in self._options]:
            self._rebuild(options)
        for button, option in zip(self._group.buttons(), options, strict=True):
            button.setText(f"{option.title} {option.subtitle}".strip())
        self._options = tuple(options)
        if options and self.current() is None:
            keys = [option.key for option in options]
            self.set_current(current if current in keys else keys[0])

    def current(self) -> object:
        for option, button in zip(self._options, self._group.buttons(), strict=False):
            if button.isChecked():
                return option.key
        return None

    def set_current(self, key: object) -> None:
        """Light a pill, quietly."""
        for option, button in zip(self._options, self._group.buttons(), strict=True):
            button.setChecked(option.key == key)

    def _rebuild(self, options: Sequence[Option]) -> None:
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        for option in options:
            button = QPushButton(self)
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            set_look(button, "pill")
            button.clicked.connect(partial(self._on_clicked, option.key))
            self._group.addButton(button)
            self._row.addWidget(button)

    def _on_clicked(self, key: object, _checked: object = None) -> None:
        self.chosen.emit(key)
