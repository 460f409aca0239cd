"""The list that drops down under a line: it takes no focus, the line keeps the keys."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lianti_desktop.ui.theme import Space, Tone, current_colours, current_sizes, set_look
from lianti_desktop.ui.widgets.option import Option

CREATE = object()
MOST_SHOWN = 9
Index = QModelIndex | QPersistentModelIndex


class OptionList(QAbstractListModel):
    """Options as rows; the option itself under UserRole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._options: list[Option] = []

    def set_options(self, options: Sequence[Option]) -> None:
        self.beginResetModel()
        self._options = list(options)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        option = self._options[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return option.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{option.title} {option.subtitle}".strip()
        return option if role == Qt.ItemDataRole.UserRole else None


class OptionPainter(QStyledItemDelegate):
    """Title in ink, subtitle paler at the right; what would be created in the accent."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, current_sizes().row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = current_colours()
        rect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(rect, 4, 4)
        shown: Option = index.data(Qt.ItemDataRole.UserRole)
        tone = Tone.ACCENT if shown.key is CREATE else Tone.INK
        inner = rect.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        painter.setPen(QColor(colours.tone(tone)))
        used = _draw(painter, inner, shown.title, Qt.AlignmentFlag.AlignLeft)
        inner.setLeft(inner.left() + used + Space.LARGE)
        painter.setPen(QColor(colours.secondary))
        _draw(painter, inner, shown.subtitle, Qt.AlignmentFlag.AlignRight)
        painter.restore()


class PickList(QListView):
    """The dropped list; `picked` carries the Option clicked or taken with Enter."""

    picked = Signal(object)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self._line = line
        self._rows = OptionList(self)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(OptionPainter(self))
        self.setModel(self._rows)
        set_look(self, "float")
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(self._on_clicked)

    def drop(self, options: Sequence[Option], current: int = 0) -> None:
        """Show these under the line, or above it; `current` -1 marks none of them."""
        self._rows.set_options(options)
        if not options:
            self.hide()
            return
        self.setCurrentIndex(self._rows.index(current, 0))
        self.setFont(self._line.font())
        self.setGeometry(self._place(len(options)))
        self.show()
        self.scrollTo(self.currentIndex())

    def options(self) -> list[Option]:
        return [self._rows.index(row).data(Qt.ItemDataRole.UserRole) for row in self._span()]

    def move_by(self, step: int) -> None:
        """Up or down, round the ends."""
        rows = self._rows.rowCount()
        here = self.currentIndex().row()
        row = (here + step) % rows if here >= 0 else 0
        self.setCurrentIndex(self._rows.index(row, 0))

    def take_current(self) -> None:
        self._on_clicked(self.currentIndex())

    def _span(self) -> range:
        return range(self._rows.rowCount())

    def _on_clicked(self, index: QModelIndex) -> None:
        option = index.data(Qt.ItemDataRole.UserRole)
        self.hide()
        if option is not None:
            self.picked.emit(option)

    def _place(self, rows: int) -> QRect:
        height = min(rows, MOST_SHOWN) * current_sizes().row + 2 * Space.HAIR
        width = max(self._line.width(), 200)
        below = self._line.mapToGlobal(self._line.rect().bottomLeft())
        screen = self._line.screen().availableGeometry()
        top = below.y() + 3
        if top + height > screen.bottom():
            top = self._line.mapToGlobal(self._line.rect().topLeft()).y() - height - 3
        return QRect(below.x(), top, width, height)


def _draw(painter: QPainter, rect: QRect, text: str, side: Qt.AlignmentFlag) -> int:
    """Draw a line of text, shortened to fit; gives its width."""
    metrics = painter.fontMetrics()
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 0))
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, short)
    return metrics.horizontalAdvance(short)
