"""The searches a user has given a name to, as pills over a list; they can be renamed and dropped.

A search is what is written in the list's own line of search. The menu stands behind the sign at
the end of the row and behind a right click on a pill.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QWidget

from lianti_desktop.ui.messages import ask_words
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import IconButton
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills

EVERYTHING = Option("", "全部")


class KeptFilters(QWidget):
    """`chosen` with the words to search for; `changed` with all searches, text by name."""

    chosen = Signal(str)
    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters: dict[str, str] = {}
        self.pills = Pills()
        self.more = IconButton("more", "改名或去掉常用查找", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        row.addWidget(self.pills)
        row.addWidget(self.more)
        row.addStretch(1)
        self.pills.chosen.connect(lambda text: self.chosen.emit(str(text)))
        self.more.clicked.connect(self._open_menu)
        self.pills.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.pills.customContextMenuRequested.connect(self._open_menu_of_one)
        self.hide()

    def filters(self) -> Mapping[str, str]:
        """What each name searches for."""
        return dict(self._filters)

    def set_filters(self, filters: Mapping[str, str]) -> None:
        """Other searches; none hides the row."""
        self._filters = dict(filters)
        pills = [Option(text, name) for name, text in filters.items()]
        self.pills.set_options([EVERYTHING, *pills] if pills else [])
        self.setVisible(bool(pills))

    def add(self, text: str) -> None:
        """Give a search a name."""
        name = ask_words(self.window(), "常用查找", f"给“{text}”起个名字：")
        if name:
            kept = {one: words for one, words in self._filters.items() if words != text}
            self._change({**kept, name: text})
            self.pills.set_current(text)

    def rename(self, old: str) -> None:
        """Another name for a search, in its old place."""
        new = ask_words(self.window(), "常用查找", f"“{old}”改叫：")
        if new:
            kept = {one: text for one, text in self._filters.items() if one == old or one != new}
            self._change({new if one == old else one: text for one, text in kept.items()})

    def drop(self, name: str) -> None:
        """Keep a search no longer; the list shows everything again when it was the one lit."""
        text = self._filters[name]
        was_lit = self.pills.current() == text
        self._change({one: words for one, words in self._filters.items() if one != name})
        if was_lit:
            self.chosen.emit("")

    def menu(self, names: tuple[str, ...]) -> QMenu:
        """What can be done with these searches."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            menu.addAction(f"给“{name}”改名…", partial(self.rename, name))
        menu.addSeparator()
        for name in names:
            menu.addAction(f"去掉“{name}”", partial(self.drop, name))
        return menu

    def _change(self, filters: Mapping[str, str]) -> None:
        self.set_filters(filters)
        self.changed.emit(self.filters())

    def _open_menu(self) -> None:
        place = self.more.mapToGlobal(QPoint(0, self.more.height()))
        self.menu(tuple(self._filters)).popup(place)

    def _open_menu_of_one(self, place: QPoint) -> None:
        pill = self.pills.childAt(place)
        name = pill.text() if isinstance(pill, QAbstractButton) else ""
        if name in self._filters:
            self.menu((name,)).popup(self.pills.mapToGlobal(place))
