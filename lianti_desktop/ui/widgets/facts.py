"""A short summary: labels at the left, what they say at the right, each line in its colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.clearing import clear
from lianti_desktop.ui.widgets.words import Words


@dataclass(frozen=True)
class Fact:
    """A line of a summary: its label, what it says, and how that is coloured."""

    label: str
    words: str
    tone: Tone = Tone.INK


class FactLines(QWidget):
    """Shows facts below each other; long ones break."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnStretch(1, 1)
        self._facts: tuple[Fact, ...] = ()

    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Other lines."""
        self._facts = tuple(facts)
        clear(self._grid)
        for row, fact in enumerate(facts):
            label = Words(fact.label, "secondary", self)
            words = Words(fact.words, fact.tone.value, self).wrapping()
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setAccessibleName(f"{fact.label}：{fact.words}")
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
