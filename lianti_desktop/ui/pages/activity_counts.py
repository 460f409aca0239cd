"""各校人数: a line of numbers for each school, the total beneath."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from lianti_desktop.services.activity_facts import HEADS
from lianti_desktop.services.activity_life import (
    CountLine,
    HeadCount,
    save_head,
    total_of,
)
from lianti_desktop.storage.activities import ActivityCount
from lianti_desktop.storage.record import fields_of
from lianti_desktop.ui.pages.activity_part import (
    ActivityPart,
    clear_layout,
    show_value,
    watch_typing,
)
from lianti_desktop.ui.pages.activity_pen import ActivityPen, Typed
from lianti_desktop.ui.pages.activity_view import ActivityView
from lianti_desktop.ui.pages.activity_waiting import place_at
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.flag_field import FlagField
from lianti_desktop.ui.widgets.line_fields import NumberBounds, NumberField
from lianti_desktop.ui.widgets.words import Words

ESTIMATED = "is_estimated"
COLUMNS = (*HEADS, ESTIMATED)
MOST = 100_000
NARROWEST_NAME, NARROWEST_CELL = 72, 48


class ActivityCounts(ActivityPart):
    """A grid of numbers; what another school wrote is plain text with the reason."""

    def __init__(self, pen: ActivityPen) -> None:
        super().__init__("各校人数", pen)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.SMALL)
        self._grid.setVerticalSpacing(Space.HAIR)
        self.body.addLayout(self._grid)
        self._lines: tuple[CountLine, ...] = ()
        self._cells: dict[tuple[UUID, str], Field] = {}
        self._totals: list[Words] = []

    def show_view(self, view: ActivityView | None) -> None:
        """Show the lines; a cell in which somebody types is left alone."""
        lines = view.parts.counts if view else ()
        if _shape(lines) != _shape(self._lines) or not self._cells:
            self._rebuild(lines)
        self._lines = lines
        for line in lines:
            self._fill(line)
        self._show_totals(view)
        self.setVisible(bool(lines))

    def begin(self) -> None:
        """The first number that is still missing."""
        for (_, name), cell in self._cells.items():
            if name != ESTIMATED and cell.value() is None and not cell.is_readonly():
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def cell(self, school: UUID, name: str) -> Field:
        """The field of one school's number."""
        return self._cells[school, name]

    def commit(self) -> None:
        """Store the number being typed."""
        for cell in self._cells.values():
            cell.commit()

    def _rebuild(self, lines: tuple[CountLine, ...]) -> None:
        clear_layout(self._grid)
        self._cells = {}
        labels = [fields_of(ActivityCount)[name].label for name in COLUMNS]
        for column, label in enumerate(["学校", *labels]):
            self._grid.addWidget(Words(label, "label"), 0, column)
        for place, line in enumerate(lines, start=1):
            name_of_school = Words(line.name, "ink").wrapping()
            name_of_school.setMinimumWidth(NARROWEST_NAME)
            self._grid.addWidget(name_of_school, place, 0)
            for column, name in enumerate(COLUMNS, start=1):
                self._grid.addWidget(self._make_cell(line, name), place, column)
        self._totals = [Words("", "plain") for _ in HEADS]
        if len(lines) > 1:
            self._grid.addWidget(Words("合计", "secondary"), len(lines) + 1, 0)
            for column, words in enumerate(self._totals, start=1):
                self._grid.addWidget(words, len(lines) + 1, column)
        self._grid.setColumnStretch(0, 2)
        for column in range(1, len(HEADS) + 1):
            self._grid.setColumnStretch(column, 1)

    def _make_cell(self, line: CountLine, name: str) -> Field:
        if name == ESTIMATED:
            cell: Field = FlagField("")
        else:
            cell = NumberField(NumberBounds(low=0, high=MOST))
            cell.editor.setMinimumWidth(NARROWEST_CELL)
        cell.set_name(f"{line.name} {fields_of(ActivityCount)[name].label}人数")
        watch_typing(cell)
        cell.changed.connect(partial(self._write, line.school, name))
        self._cells[line.school, name] = cell
        return cell

    def _fill(self, line: CountLine) -> None:
        values = (*line.heads, line.is_estimated)
        for name, value in zip(COLUMNS, values, strict=True):
            cell = self._cells[line.school, name]
            cell.set_readonly(line.locked)
            show_value(cell, value)

    def _show_totals(self, view: ActivityView | None) -> None:
        total = total_of(self._lines)
        about = "约 " if total.is_estimated else ""
        for words, head in zip(self._totals, total.heads, strict=True):
            words.setText("" if head is None else f"{about}{head}")
        number = len([line for line in self._lines if any(h is not None for h in line.heads)])
        together = "联合活动 · " if view and view.is_joint else ""
        self.set_note(f"{together}{number}/{len(self._lines)} 所学校已填")

    def _write(self, school: UUID, name: str, value: int | bool | None) -> None:
        head = HeadCount(school, name, value)
        label = fields_of(ActivityCount)[name].label
        row = self.pen.row()
        typed = Typed(place_at(row, name, school), value) if row and type(value) is int else None
        self.pen.write(
            f"修改 各校人数{label}", lambda s, activity: save_head(s, activity, head), typed=typed
        )


def _shape(lines: tuple[CountLine, ...]) -> list[tuple[UUID, str]]:
    return [(line.school, line.name) for line in lines]
