"""What happened to a record: who, when, old and new, and the way back to an earlier version."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.fields import Field
from lianti_desktop.storage import records
from lianti_desktop.storage.log.history import Change, Event, history, restore_version
from lianti_desktop.storage.record import Record, column_of, fields_of, title_of
from lianti_desktop.storage.rights import school_name, why_not
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.purge import PurgeDialog
from lianti_desktop.ui.record_values import in_words
from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton
from lianti_desktop.ui.widgets.words import Words

HEADINGS = ("时间和内容", "原来", "改成")
TIP = Qt.ItemDataRole.UserRole
LONGEST = 200


@dataclass(frozen=True)
class Difference:
    """One value before and after, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Version:
    """One deed as the dialog shows it; `tip` leads back to how things stood after it."""

    tip: bytes
    heading: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Story:
    """All that happened to a record, newest first; `reason` says why it cannot be changed."""

    title: str
    versions: tuple[Version, ...]
    reason: str
    is_erasable: bool = False


def story(session: Session, kind: type[Record], row: UUID) -> Story:
    """The history of a record in words."""
    from lianti_desktop.sync.purge import purgeable, why_not_purge

    record = records.get(session, kind, row)
    events = history(session, kind, row)
    versions = tuple(_version(session, kind, event) for event in reversed(events))
    return Story(
        title=title_of(record),
        versions=versions,
        reason=why_not(session, record) or "",
        is_erasable=bool(purgeable(kind)) and why_not_purge(session) is None,
    )


def _version(session: Session, kind: type[Record], event: Event) -> Version:
    when = datetime.fromisoformat(event.wall)
    words = f"{format_day(when.date())} {when:%H:%M}"
    heading = "　".join(part for part in (words, event.author, event.reason) if part)
    told = (_difference(session, kind, change) for change in event.changes)
    return Version(event.hash, heading, tuple(one for one in told if one and one.old != one.new))


def _difference(session: Session, kind: type[Record], change: Change) -> Difference | None:
    by_column = {column_of(name, field): field for name, field in fields_of(kind).items()}
    field = by_column.get(change.column)
    if field is not None:
        old, new = (_words(session, field, value) for value in (change.old, change.new))
        return Difference(field.label, old, new)
    if change.column == "deleted":
        return Difference(
            "回收站", "在里面" if change.old else "", "放进去" if change.new else "拿出来"
        )
    if change.column == "owner_id" and change.new:
        return Difference("录入单位", "", school_name(session, change.new))
    return None


def _words(session: Session, field: Field, value: Any) -> str:
    text = in_words(session, field, value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


class HistoryDialog(QDialog):
    """`restored` when a version was put back."""

    restored = Signal()

    def __init__(
        self, desk: Desk, kind: type[Record], row: UUID, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = kind
        self.row = row
        self.setWindowTitle(f"{kind.__kind__.name}的历史")
        self.heading = Words("", "heading")
        self.note = Words("正在读取…", "small").wrapping()
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(HEADINGS)
        self.tree.setAccessibleName("历史")
        self.tree.setWordWrap(True)
        self.back = MainButton("恢复到这一版", "restore", self)
        self.back.setEnabled(False)
        self.erase = PlainButton("抹去一项…", "", self)
        self.erase.setToolTip("从各校彻底抹去一项个人信息，历史里也不留")
        self.erase.hide()
        self._reason = ""
        self._lay_out()
        self.back.clicked.connect(self._restore)
        self.erase.clicked.connect(self._ask_what_to_erase)
        self.tree.itemSelectionChanged.connect(self._on_current)
        self.resize(760, 520)
        self._read()

    def _read(self) -> None:
        self.desk.ask(lambda session: story(session, self.kind, self.row), Reply(self, self._show))

    def _show(self, told: Story) -> None:
        self._reason = told.reason
        self.erase.setVisible(told.is_erasable)
        self.heading.setText(told.title)
        self.note.setText(told.reason or f"共 {len(told.versions)} 次改动，最近的在最上面。")
        self.tree.clear()
        for version in told.versions:
            self._add(version)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def _add(self, version: Version) -> None:
        top = QTreeWidgetItem(self.tree, [version.heading])
        top.setData(0, TIP, version.tip)
        top.setFirstColumnSpanned(True)
        top.setSizeHint(0, QSize(0, current_sizes().row))
        for one in version.differences:
            line = QTreeWidgetItem(top, [one.label, one.old or "（空）", one.new or "（空）"])
            line.setData(0, TIP, version.tip)
            line.setSizeHint(0, QSize(0, current_sizes().row - Space.HAIR))
            for place, text in ((1, one.old), (2, one.new)):
                line.setToolTip(place, text)
        top.setExpanded(True)

    def _on_current(self) -> None:
        items = self.tree.selectedItems()
        newest = bool(items) and self._version_line(items[0]) is self.tree.topLevelItem(0)
        usual = "已经是这一版" if newest else "内容变回这次改动之后的样子，可以撤销"
        self.back.setEnabled(bool(items) and not newest and not self._reason)
        self.back.setToolTip(self._reason or usual)

    def _version_line(self, item: QTreeWidgetItem) -> QTreeWidgetItem:
        above: QTreeWidgetItem | None = item.parent()
        return item if above is None else above

    def _restore(self) -> None:
        item = self.tree.selectedItems()[0]
        tip = bytes(item.data(0, TIP))
        work = partial(restore, self.kind, self.row, tip)
        self.desk.change(
            f"恢复 {self.kind.__kind__.name}“{self.heading.text()}”的旧版本",
            work,
            Reply(self, lambda _: self._on_restored(), self.note.setText),
        )

    def _ask_what_to_erase(self) -> None:
        if PurgeDialog(self.desk, (self.kind, self.row), self).exec():
            self._on_restored()

    def _on_restored(self) -> None:
        self.restored.emit()
        self._read()

    def _lay_out(self) -> None:
        close = PlainButton("关闭", parent=self)
        close.clicked.connect(self.accept)
        for button in (close, self.back, self.erase):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.note, 1)
        row.addWidget(self.erase)
        row.addWidget(self.back)
        row.addWidget(close)
        self.tree.setColumnWidth(0, 260)
        self.tree.setColumnWidth(1, 220)
        column = QVBoxLayout(self)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.heading)
        column.addWidget(self.tree, 1)
        column.addLayout(row)


def restore(kind: type[Record], row: UUID, tip: bytes, session: Session) -> None:
    """Puts a version back, as far as this school may."""
    record = records.get(session, kind, row)
    if reason := why_not(session, record):
        raise UserError(reason)
    restore_version(session, record, tip)
