"""Which columns a list shows, and in which order."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.domain.fields import Field
from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton
from lianti_desktop.ui.widgets.words import Words

NAME = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """Ticked columns are shown from left to right in the order of the list."""

    def __init__(self, known: Mapping[str, Field], shown: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("选择列")
        self.list = QListWidget()
        self.list.setAccessibleName("列")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        rest = [name for name in known if name not in shown]
        for name in [*shown, *rest]:
            self._add(name, known[name].label, is_shown=name in shown)
        self.list.setCurrentRow(0)
        self._lay_out()
        self.resize(360, 480)

    def names(self) -> list[str]:
        """The columns ticked, in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(NAME) for item in items if item.checkState() is Qt.CheckState.Checked]

    def move_current(self, step: int) -> None:
        """The column under the cursor up or down."""
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            self.list.insertItem(row + step, self.list.takeItem(row))
            self.list.setCurrentRow(row + step)

    def _add(self, name: str, label: str, *, is_shown: bool) -> None:
        item = QListWidgetItem(label, self.list)
        item.setData(NAME, name)
        item.setSizeHint(QSize(0, current_sizes().row))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)

    def _lay_out(self) -> None:
        up = PlainButton("上移", "chevron-up", self)
        down = PlainButton("下移", "chevron-down", self)
        up.clicked.connect(lambda: self.move_current(-1))
        down.clicked.connect(lambda: self.move_current(1))
        done = MainButton("就这样显示", parent=self)
        done.setDefault(True)
        done.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        for button in (up, down):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(done)
        column = QVBoxLayout(self)
        column.setSpacing(Space.SMALL)
        column.addWidget(Words("打勾的列会显示，可以拖动换位置。", "secondary"))
        column.addWidget(self.list, 1)
        column.addLayout(row)
