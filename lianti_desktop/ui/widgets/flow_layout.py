"""A layout that sets its items in lines, as words are set on a page."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from lianti_desktop.ui.theme import Space


class FlowLayout(QLayout):
    """Items at their own size from left to right; a new line when the width is used up."""

    def __init__(self, spacing: int = Space.SMALL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Put a widget before the others from `place` on."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def arrange(self, widgets: Sequence[QWidget]) -> None:
        """Put these widgets, all of them mine, into this order before anything else."""
        order = {widget: place for place, widget in enumerate(widgets)}
        self._items.sort(key=lambda item: order.get(item.widget(), len(order)))
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 Qt asks for it by this name
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        edges = self.contentsMargins()
        return size + QSize(edges.left() + edges.right(), edges.top() + edges.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Set every item into its line; gives the height used."""
        edges = self.contentsMargins()
        inner = rect.marginsRemoved(edges)
        place = inner.topLeft()
        line_height = 0
        for item in self._items:
            size = self._size_of(item, inner.width())
            if place.x() > inner.left() and place.x() + size.width() > inner.right() + 1:
                place = QPoint(inner.left(), place.y() + line_height + self.spacing())
                line_height = 0
            if move:
                item.setGeometry(QRect(place, size))
            if not item.isEmpty():
                place.setX(place.x() + size.width() + self.spacing())
            line_height = max(line_height, size.height())
        return place.y() + line_height - rect.top() + edges.bottom()

    def _size_of(self, item: QLayoutItem, width: int) -> QSize:
        if item.isEmpty():
            return QSize(0, 0)
        return item.sizeHint().boundedTo(QSize(max(width, 0), 1 << 20))
