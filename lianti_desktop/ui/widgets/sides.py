"""Several views in one place: a row of pills with their counts, and the view of the lit one."""

from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills


class Sides(QWidget):
    """Views by key, in the order in which they were added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pills = Pills()
        self.stack = QStackedWidget()
        self._options: dict[str, Option] = {}
        self.pills.chosen.connect(self.turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.pills)
        column.addWidget(self.stack, 1)

    def add(self, key: str, title: str, view: QWidget) -> None:
        """One more view; the first one is in sight."""
        self._options[key] = Option(key, title)
        self.stack.addWidget(view)
        self.pills.set_options(list(self._options.values()))

    def set_count(self, key: str, count: int) -> None:
        """How much waits in a view; nothing is said for none."""
        self._options[key] = replace(self._options[key], subtitle=str(count or ""))
        self.pills.set_options(list(self._options.values()))

    def turn(self, key: object) -> None:
        """Bring a view into sight."""
        self.pills.set_current(key)
        self.stack.setCurrentIndex(list(self._options).index(str(key)))
