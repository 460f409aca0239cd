"""Erasing a personal value everywhere: which one, why, and what follows, said before it is done."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.storage import records
from lianti_desktop.storage.record import Record, column_of, fields_of, title_of
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.choices import RoundMark
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.record_values import in_words
from lianti_desktop.ui.widgets.line_edit import LineEdit

FOLLOWS = (
    "抹去以后，表里、历史里、搜索里都不再有，照片文件也会删掉，撤销也拿不回来。"
    "本机立刻生效，别的学校收到下一个包时生效。"
)
REMAINS = (
    "以前的备份、打印出来的纸和已经做好的包里还有。备份会轮换掉，最长半年；"
    "等不及的，手工删掉旧备份。"
)
NEEDS_REASON = "写上为什么抹去，例如 家长要求"
NOTHING = "这条记录没有能抹去的内容。其他项目写在各校的操作记录里，可以改空，不能抹去。"


@dataclass(frozen=True)
class Erasable:
    """A field that can be erased, with what it holds now."""

    name: str
    label: str
    text: str


def erasable(session: Session, kind: type[Record], row: UUID) -> tuple[str, list[Erasable]]:
    """What the record is called, and its fields that can be erased, also those that are empty now:
    their earlier values still stand in the history."""
    from lianti_desktop.sync.purge import purgeable

    record = records.get(session, kind, row)
    known = fields_of(kind)
    found = []
    for name in purgeable(kind):
        value: Any = getattr(record, column_of(name, known[name]))
        text = in_words(session, known[name], value)
        found.append(Erasable(name, known[name].label, text))
    return title_of(record), found


class PurgeDialog(Sheet):
    """Accepted once the value is gone; nothing is chosen to begin with."""

    def __init__(
        self, desk: Desk, record: tuple[type[Record], UUID], parent: QWidget | None = None
    ) -> None:
        super().__init__("抹去一项内容", parent, width=34)
        self.desk = desk
        self._kind, self._row = record
        self._fields: list[Erasable] = []
        self.group = QButtonGroup(self)
        self.heading = self.add_words("", "heading")
        self.add_words(FOLLOWS)
        self.add_words(REMAINS, "secondary")
        self.line = LineEdit(NEEDS_REASON)
        self.line.setAccessibleName("为什么抹去")
        self.add_button("不抹去").clicked.connect(self.reject)
        self.go = self.add_button("从各校抹去", ButtonRole.DANGER)
        self.go.clicked.connect(self._purge)
        self.line.textChanged.connect(lambda _: self._update())
        self.group.idToggled.connect(lambda *_: self._update())
        self._update()
        desk.ask(lambda session: erasable(session, *record), Reply(self, self._show))

    def chosen(self) -> Erasable | None:
        """The field that is marked."""
        place = self.group.checkedId()
        return self._fields[place] if place >= 0 else None

    def _show(self, found: tuple[str, list[Erasable]]) -> None:
        title, self._fields = found
        self.heading.setText(f"抹去“{title}”的哪一项")
        for place, one in enumerate(self._fields):
            mark = RoundMark(f"{one.label}　{one.text or '（现在是空的）'}", self)
            self.group.addButton(mark, place)
            self.body.addWidget(mark)
        if self._fields:
            self.body.addWidget(self.line)
        else:
            self.add_words(NOTHING, "waiting")
        self.body.addStretch(1)
        self._update()
        QTimer.singleShot(0, self, self.fit)

    def _update(self) -> None:
        one = self.chosen()
        self.go.setText(f"从各校抹去{one.label}" if one else "从各校抹去")
        is_ready = one is not None and bool(self.line.text().strip())
        self.go.setEnabled(is_ready)
        self.go.setToolTip("" if is_ready else "先选一项，再写上为什么抹去")

    def _purge(self) -> None:
        one, reason = self.chosen(), self.line.text().strip()
        if one is None:
            return
        from lianti_desktop.sync.purge import purge

        cell = (self._row, one.name)
        self.desk.act(
            lambda store, author: purge(store, cell, reason, author),
            Reply(self, lambda _: self.accept(), self.show_error),
        )
