"""A form: labels above fields in two columns, in sections with a heading.

One call makes the label, its dot, the hint, the buddy and the name for a screen reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.words import Words

NARROW_IN_POINTS = 44


@dataclass(frozen=True)
class Row:
    """How a field stands in the form; `wide` takes the full width."""

    name: str
    label: str
    required: bool = False
    hint: str = ""
    wide: bool = False


class FormRows(QWidget):
    """Fields by name; `field_changed` with the name and the new value of one that was left."""

    field_changed = QtSignal(str, object)

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._shown_columns = columns
        self._fields: dict[str, Field] = {}
        self._blocks: list[tuple[QWidget, bool]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.MEDIUM)

    def add_section(self, title: str, note: str = "") -> None:
        """A heading for the fields that follow."""
        block = QWidget(self)
        row = QHBoxLayout(block)
        row.setContentsMargins(0, Space.SMALL if self._blocks else 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(Words(title, "heading", block), 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(Words(note, "small", block), 1, Qt.AlignmentFlag.AlignBottom)
        self._append(block, wide=True)

    def add(self, row: Row, field: Field) -> Field:
        """Put a field under its label; gives the field back."""
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addLayout(self._label(row, field, block))
        column.addWidget(field)
        column.addStretch(1)
        field.set_name(f"{row.label}（必填）" if row.required else row.label)
        if row.hint:
            field.set_hint(row.hint)
        field.changed.connect(partial(self.field_changed.emit, row.name))
        self._fields[row.name] = field
        self._append(block, wide=row.wide)
        return field

    def add_widget(self, widget: QWidget) -> None:
        """Anything else, across the full width."""
        self._append(widget, wide=True)

    def field(self, name: str) -> Field:
        return self._fields[name]

    def names(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def values(self) -> dict[str, Any]:
        return {name: field.value() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values, quietly; names without a field are passed over."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].set_value(value)

    def show_errors(self, sentences: Mapping[str, str]) -> None:
        """Say what is wrong where; fields not named are at peace."""
        for name, field in self._fields.items():
            field.show_error(sentences.get(name, ""))

    def problems(self) -> dict[str, str]:
        """The sentences shown in red now."""
        return {name: field.error() for name, field in self._fields.items() if field.error()}

    def commit(self) -> bool:
        """Take what is typed in every field; False when one of them cannot be read."""
        taken = [field.commit() for field in self._fields.values()]
        return all(taken)

    def focus_field(self, name: str) -> None:
        self._fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_readonly(self, reason: str) -> None:
        for field in self._fields.values():
            field.set_readonly(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = NARROW_IN_POINTS * current_sizes().points
        columns = 1 if event.size().width() < narrow else self._columns
        if columns != self._shown_columns:
            self._shown_columns = columns
            self._arrange()

    def _label(self, row: Row, field: Field, block: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.HAIR)
        label = Words(row.label, "label", block)
        label.setBuddy(field.editor)
        line.addWidget(label)
        if row.required:
            dot = Words("•", "dot", block)
            dot.setToolTip("必填")
            line.addWidget(dot)
        line.addStretch(1)
        return line

    def _append(self, block: QWidget, *, wide: bool) -> None:
        self._blocks.append((block, wide))
        self._arrange()

    def _arrange(self) -> None:
        """Set the blocks into the grid anew."""
        line, column = 0, 0
        for block, wide in self._blocks:
            if wide and column:
                line, column = line + 1, 0
            span = self._shown_columns if wide else 1
            self._grid.addWidget(block, line, column, 1, span)
            column += span
            if column >= self._shown_columns:
                line, column = line + 1, 0
        for number in range(self._columns):
            self._grid.setColumnStretch(number, 1 if number < self._shown_columns else 0)
