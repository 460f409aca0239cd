"""The columns of a list as the user left them: which, how wide, in which order, sorted by what."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QTableView

from lianti_desktop.ui.preferences import Preferences
from lianti_desktop.ui.record_table import Line, RecordTable
from lianti_desktop.ui.theme import Space, current_sizes

WIDTH_ROWS = 60
NARROWEST, WIDEST, WIDEST_FIRST = 72, 19, 25
"""The narrowest column in pixels; the widest in letters of the size of the text."""
ORDER = ("column", "direction")


class ListColumns(QObject):
    """Watches the header of a view whose model is a RecordTable and keeps what is done to it."""

    unsorted = Signal()
    """The kind's usual order is wanted again."""

    def __init__(self, view: QTableView, preferences: Preferences, kind: str) -> None:
        super().__init__(view)
        self._view = view
        self._preferences = preferences
        self._kind = kind
        self._kept_widths: dict[str, int] = {}
        self._is_fitted = False
        self._is_quiet = False
        header = view.horizontalHeader()
        header.sectionMoved.connect(lambda *_: self._on_moved())
        header.sectionResized.connect(self._on_width)
        header.sortIndicatorChanged.connect(self._on_order)

    def kept(self) -> dict[str, Any]:
        """How the user wants to see the list."""
        return self._preferences.view_of(self._kind)

    def keep(self, **changes: Any) -> None:
        """Something of it is other now."""
        self._preferences.keep_view(self._kind, self.kept() | changes)

    def shown_order(self) -> list[int]:
        """The columns from left to right."""
        header = self._view.horizontalHeader()
        return [header.logicalIndex(place) for place in range(header.count())]

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """What happens to the header meanwhile was not done by the user."""
        before, self._is_quiet = self._is_quiet, True
        yield
        self._is_quiet = before

    def restore(self) -> None:
        """Another table has come: widths and sorting as they were left."""
        view = self.kept()
        self._kept_widths = dict(view.get("widths") or {})
        self._is_fitted = False
        header, table = self._view.horizontalHeader(), self._table()
        order = view.get("order") or []
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        if len(order) == len(ORDER) and order[0] in table.names:
            down = (
                Qt.SortOrder.DescendingOrder if order[1] == "down" else Qt.SortOrder.AscendingOrder
            )
            header.setSortIndicator(table.names.index(order[0]), down)
            table.sort(table.names.index(order[0]), down)
        self._view.setSortingEnabled(True)

    def fit_once(self, lines: Sequence[Line]) -> None:
        """Fit the widths when the first lines come."""
        if not self._is_fitted:
            self.fit(lines)

    def fit(self, lines: Sequence[Line]) -> None:
        """Widths as the user left them, else as the first rows need them."""
        metrics, table, first = self._view.fontMetrics(), self._table(), lines[:WIDTH_ROWS]
        with self.quiet():
            for place, name in enumerate(table.names):
                texts = [line.texts[place] for line in first]
                texts.append(table.columns[place].label)
                if place == 0 and any(line.sample for line in first):
                    texts = [f"{text}示例　" for text in texts]
                wanted = max(metrics.horizontalAdvance(text) for text in texts) + 2 * Space.LARGE
                widest = round((WIDEST if place else WIDEST_FIRST) * current_sizes().points)
                usual = min(max(wanted, NARROWEST), widest)
                self._view.setColumnWidth(place, int(self._kept_widths.get(name, usual)))
            self._spare_the_bar()
        self._is_fitted = bool(lines)

    def _spare_the_bar(self) -> None:
        """A little too wide for the view: the first column gives way."""
        over = self._view.horizontalHeader().length() - self._view.viewport().width()
        first = self._view.columnWidth(0)
        if 0 < over <= first // 3 and self._table().names[0] not in self._kept_widths:
            self._view.setColumnWidth(0, first - over)

    def _on_moved(self) -> None:
        if not self._is_quiet:
            names = self._table().names
            self.keep(columns=[names[place] for place in self.shown_order()])

    def _on_width(self, place: int, _old: int, new: int) -> None:
        names = self._table().names if not self._is_quiet else ()
        if not self._view.isVisible() or not 0 <= place < len(names) - 1:
            return
        self.keep(widths={**(self.kept().get("widths") or {}), names[place]: new})

    def _on_order(self, place: int, order: Qt.SortOrder) -> None:
        if self._is_quiet:
            return
        down = "down" if order is Qt.SortOrder.DescendingOrder else "up"
        self.keep(order=[self._table().names[place], down] if place >= 0 else [])
        if place < 0:
            self.unsorted.emit()

    def _table(self) -> RecordTable:
        table = self._view.model()
        assert isinstance(table, RecordTable)
        return table
