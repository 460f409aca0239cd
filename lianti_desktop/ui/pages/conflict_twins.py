"""Two records that may be one, side by side: which stays, field by field, or both."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from lianti_desktop.sync.duplicates import Merge, keep_both, merge
from lianti_desktop.ui.dialogs.choices import RoundMark
from lianti_desktop.ui.pages.conflict_panels import DecisionPanel
from lianti_desktop.ui.pages.conflict_views import EMPTY, FieldLine, TwinView
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton
from lianti_desktop.ui.widgets.words import Words

OURS, THEIRS = 0, 1
LONGEST_MARK = 24
"""Characters that fit beside a round mark at the largest size; longer words stand below it."""
_CHOOSE = "先选留哪一份，再把每个不同的项目各选一边"


class TwinPanel(DecisionPanel):
    """Nothing is chosen to begin with; what only one of the two has is kept anyway."""

    def __init__(self, view: TwinView, parent: QWidget | None = None) -> None:
        one = view.matter
        name = one.kind.__kind__.name
        super().__init__(f"{name}“{one.title}”像是录了两遍", one.refusal, parent)
        self._view = view
        self.stay = QButtonGroup(self)
        self.fields: dict[str, QButtonGroup] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.HAIR)
        for column, share in enumerate((0, 1, 1)):
            self._grid.setColumnStretch(column, share)
        self._add_head(view)
        for row, line in enumerate(sorted(view.lines, key=lambda line: not line.differs), 2):
            self._add_line(row, line)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._add_answers()

    def _add_answers(self) -> None:
        self.both = self.add_button(PlainButton("两份都留"), self._keep_both)
        self.ours = self.add_button(PlainButton("保留左边的"), lambda: self._choose_all(OURS))
        self.theirs = self.add_button(PlainButton("采用右边的"), lambda: self._choose_all(THEIRS))
        self.go = self.add_button(MainButton("合并成一份"), self._merge)
        for group in (self.stay, *self.fields.values()):
            group.idToggled.connect(lambda *_: self._update())
        self._update()

    def _add_head(self, view: TwinView) -> None:
        self._grid.addWidget(Words("留哪一份", "label"), 0, 0)
        for number, side in enumerate((view.ours, view.theirs)):
            mark = self._mark(self.stay, number, side.heading)
            mark.setAccessibleDescription(side.note)
            self._grid.addWidget(mark, 0, number + 1)
            self._grid.addWidget(Words(side.note, "small").wrapping(), 1, number + 1)

    def _add_line(self, row: int, line: FieldLine) -> None:
        label = Words(line.label, "waiting" if line.differs else "label")
        self._grid.addWidget(label, row, 0)
        if not line.differs:
            for number, text in enumerate((line.ours, line.theirs)):
                look = "ink" if text else "secondary"
                self._grid.addWidget(Words(text or EMPTY, look).wrapping(), row, number + 1)
            return
        group = self.fields[line.column] = QButtonGroup(self)
        for number, text in enumerate((line.ours, line.theirs)):
            is_long = len(text) > LONGEST_MARK or "\n" in text
            mark = self._mark(group, number, ("用左边的", "用右边的")[number] if is_long else text)
            mark.setAccessibleName(f"{line.label}：{text}")
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(mark)
            if is_long:
                cell.addWidget(Words(text, "ink").wrapping())
            self._grid.addLayout(cell, row, number + 1)

    def _mark(self, group: QButtonGroup, number: int, words: str) -> RoundMark:
        mark = RoundMark(words, self)
        mark.setToolTip(words)
        mark.setEnabled(self._refusal is None)
        group.addButton(mark, number)
        return mark

    def _choose_all(self, side: int) -> None:
        """One side for everything; single fields can be changed afterwards."""
        for group in (self.stay, *self.fields.values()):
            group.button(side).setChecked(True)

    def _update(self) -> None:
        chosen = all(group.checkedId() >= 0 for group in (self.stay, *self.fields.values()))
        self.allow(self.go, enabled=chosen, reason=_CHOOSE)

    def _values(self) -> Mapping[str, Any]:
        """The fields in which the one that stays takes the other's value."""
        stays = self.stay.checkedId()
        return {
            line.column: line.values[1 - stays]
            for line in self._view.lines
            if line.column in self.fields and self.fields[line.column].checkedId() != stays
        }

    def _merge(self) -> None:
        one = self._view.matter
        rows = (one.ours, one.theirs)
        stays = self.stay.checkedId()
        wish = Merge(one.kind, rows[stays], rows[1 - stays], self._values())
        self.decided.emit(
            lambda store, author: merge(store, wish, author), f"已合并成一份：“{one.title}”"
        )

    def _keep_both(self) -> None:
        one = self._view.matter
        self.decided.emit(
            lambda store, author: keep_both(store, (one.ours, one.theirs), author=author),
            f"两份都留着：“{one.title}”，以后不再问",
        )
