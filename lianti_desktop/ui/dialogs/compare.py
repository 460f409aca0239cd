"""Before a backup is restored: what it holds beside what there is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.words import Words

MOST_LINES = 10


@dataclass(frozen=True)
class CountLine:
    """One kind: how many rows then and now."""

    name: str
    then: int
    now: int


def count_lines(then: Mapping[str, int], now: Mapping[str, int]) -> list[CountLine]:
    """The kinds that have rows in either, the most numerous first; trash and history included."""
    lines = [
        CountLine(kind.__kind__.name, then.get(table, 0), now.get(table, 0))
        for table, kind in BY_TABLE.items()
        if then.get(table) or now.get(table)
    ]
    return sorted(lines, key=lambda line: -max(line.then, line.now))


class CompareDialog(Sheet):
    """Accepted when the backup is to take the place of the present data."""

    def __init__(
        self, made: datetime, lines: list[CountLine], parent: QWidget | None = None
    ) -> None:
        super().__init__("恢复备份", parent, width=34)
        day = f"{made.month}月{made.day}日 {made:%H:%M}"
        self.add_words(f"回到 {day} 的样子", "heading")
        self.add_words(
            "那以后录入和修改的内容会不见。现在的资料会先另存成一份备份，反悔时可以再恢复回来。"
        )
        self._add_lines(lines[:MOST_LINES], day)
        self.body.addStretch(1)
        self.add_button("不恢复，保持现在的资料").clicked.connect(self.reject)
        self.go = self.add_button(f"恢复到 {day}", ButtonRole.DANGER)
        self.go.clicked.connect(self.accept)

    def _add_lines(self, lines: list[CountLine], day: str) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.HUGE)
        grid.setVerticalSpacing(Space.HAIR)
        grid.setColumnStretch(0, 1)
        for column, words in enumerate(("", "备份里", "现在")):
            grid.addWidget(Words(words, "small"), 0, column, Qt.AlignmentFlag.AlignRight)
        for row, line in enumerate(lines, start=1):
            look = "waiting" if line.then < line.now else "ink"
            grid.addWidget(Words(line.name, "ink"), row, 0)
            grid.addWidget(Words(str(line.then), look), row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Words(str(line.now), "ink"), row, 2, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(grid)
