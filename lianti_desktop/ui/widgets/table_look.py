"""The look of every table: hairlines, fixed rows, the first column one to follow."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from lianti_desktop.ui.theme import Tone, current_colours, current_sizes, tabular

TONE_ROLE = Qt.ItemDataRole.UserRole + 102


class StatusDelegate(QStyledItemDelegate):
    """Paints the words of a cell in the Tone found under TONE_ROLE."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        tone = index.data(TONE_ROLE)
        if tone:
            colour = QColor(current_colours().tone(Tone(tone)))
            palette: QPalette = option.palette  # type: ignore[attr-defined]
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                palette.setColor(role, colour)


class _Dresser(QObject):
    """Fits a table anew when the size of the text changes while it is on the screen."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and isinstance(watched, QTableView):
            fit_table(watched)
        return False


def choose_row(view: QTableView, row: int, *, also: bool = False) -> None:
    """Selects a row and puts the cursor there, whatever keys are being held down.

    `also` keeps what is selected; `selectRow` would decide by Ctrl and Shift.
    """
    flag = QItemSelectionModel.SelectionFlag
    how = flag.Select if also else flag.ClearAndSelect
    view.selectionModel().setCurrentIndex(view.model().index(row, 0), how | flag.Rows)


def fit_table(view: QTableView) -> None:
    """The rows as high, and the letters as large, as the size of the text asks."""
    view.setFont(tabular(QApplication.font()))
    view.verticalHeader().setDefaultSectionSize(current_sizes().row)


def dress_table(view: QTableView) -> None:
    """Give a table the house's look; it follows the size of the text from then on."""
    view.setShowGrid(False)
    view.setAlternatingRowColors(False)
    view.setWordWrap(False)
    view.setMouseTracking(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    fit_table(view)
    if view.findChild(_Dresser) is None:
        _Dresser(view)
    header = view.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setAccessibleName("列标题")
    header.setHighlightSections(False)
    header.setSectionsMovable(True)
    header.setStretchLastSection(True)
