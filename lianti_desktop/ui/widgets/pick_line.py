"""A line to type in with a list of what fits under it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from lianti_desktop.ui.widgets.dropping_line import DroppingLine
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pick_list import CREATE

Search = Callable[[str, int], list[Option]]
Create = Callable[[str], Option | None]
MOST_FOUND = 50


class PickLine(DroppingLine):
    """`picked` with an Option; `creation_asked` with the words for which there is none yet."""

    creation_asked = Signal(str)

    def __init__(self, search: Search, *, creates: bool = False, placeholder: str = "") -> None:
        super().__init__(placeholder)
        self.search = search
        self._creates = creates
        self._watched: set[int] = set()
        self.textEdited.connect(self._on_typed)
        self.trailing_clicked.connect(self.toggle_list)

    def offer(self, text: str, chosen: str = "") -> None:
        """Drop the list of what fits `text`, with the row titled `chosen` marked."""
        found = list(self.search(text, MOST_FOUND))
        titles = [option.title for option in found]
        if self._creates and text.strip() and text.strip() not in titles:
            found.append(Option(CREATE, f"新建“{text.strip()}”"))
        self._watch_scrolling()
        self.list.drop(found, titles.index(chosen) if chosen in titles else 0)

    def toggle_list(self) -> None:
        if self.is_dropped():
            self.lift()
        else:
            self.selectAll()
            self.offer("", self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing() or not self._took_key(event):
            super().keyPressEvent(event)
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.is_dropped() and event.button() == Qt.MouseButton.LeftButton:
            inside = not self._sign_area().contains(event.position().toPoint())
            if inside:
                self.toggle_list()

    def hideEvent(self, event: QHideEvent) -> None:
        self.lift()
        super().hideEvent(event)

    def _took_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.is_dropped():
                self.list.move_by(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.offer("", self.text().strip())
            return True
        if not self.is_dropped():
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.take_current()
            return True
        if key == Qt.Key.Key_Escape:
            self.lift()
            return True
        return False

    def _on_typed(self, text: str) -> None:
        self.offer(text)

    def _on_picked(self, option: Option) -> None:
        if option.key is CREATE:
            self.creation_asked.emit(self.text().strip())
        else:
            self.picked.emit(option)

    def _watch_scrolling(self) -> None:
        """A page that scrolls under an open list closes it."""
        area: QWidget | None = self.parentWidget()
        while area is not None:
            if isinstance(area, QAbstractScrollArea) and id(area) not in self._watched:
                self._watched.add(id(area))
                area.verticalScrollBar().valueChanged.connect(self.lift)
            area = area.parentWidget()
