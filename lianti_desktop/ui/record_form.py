"""The form of any kind of record: what it is called, who wrote it, and all its fields."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.domain.fields import Day, Field, Link, Links
from lianti_desktop.storage.record import Record, fields_of, table_of
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.name_reading import NameReading
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.record_table import NAME
from lianti_desktop.ui.record_values import Snapshot
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.title_book import READING
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Badge, Words

KEPT_PLACE = "地点"
IN_BIN = "这条在回收站里。按 Ctrl+Z 可以撤销，也可以到“回收站”里恢复。"
KEPT_LINKS = frozenset({"school", "alliance", "term", "linkage_group"})


class RecordForm(QWidget):
    """Shows one record; a new one is made by the first value entered."""

    created = Signal(object)
    """The id of a new record."""
    begun = Signal()
    """Another new record was begun with Ctrl+Enter."""

    def __init__(self, desk: Desk, kind: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = kind
        self.rows = RecordRows(desk, kind)
        self.rows.add_sections()
        if {NAME, READING} <= set(self.rows.names()):
            NameReading(self.rows)
        self._title = Words("", "heading")
        self._badge = Badge()
        self._written_by = Words("", "small").wrapping()
        self._lay_out()
        self.rows.created.connect(self.created)
        self.rows.shown.connect(self._on_shown)
        desk.changed.connect(self._on_changed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            chord = QShortcut(QKeySequence(keys), self)
            chord.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            chord.activated.connect(self.continue_entering)

    def row(self) -> UUID | None:
        """The record shown; None while a new one has no value yet."""
        return self.rows.row()

    def open(self, row: UUID) -> None:
        """Show a record."""
        self.rows.open(row)
        self._scroll.verticalScrollBar().setValue(0)

    def open_new(self, preset: Mapping[str, Any] | None = None) -> None:
        """Begin a new record."""
        self.rows.open_new(preset)
        self._title.setText(f"新{self.kind.__kind__.name}")
        self._badge.hide()
        self._written_by.setText("填上第一项就会自动保存，不用按保存。")
        self._scroll.verticalScrollBar().setValue(0)
        self.focus_first()

    def commit(self) -> bool:
        """Store what is being typed; what cannot be read stays as a draft, so one may go on."""
        self.rows.commit()
        return True

    def continue_entering(self) -> None:
        """The next record of a series: day, place and school stay, the rest is empty."""
        self.commit()
        kept = {
            name: value
            for name, value in self.rows.stored_values().items()
            if value not in (None, []) and self._is_kept(name, fields_of(self.kind)[name])
        }
        self.open_new(kept)
        self.begun.emit()

    def focus_first(self) -> None:
        """The cursor into the first field that people fill."""
        made = self.kind.__kind__.made
        self.rows.focus_field(next(name for name in self.rows.names() if name not in made))

    def focus_field(self, name: str) -> None:
        """The cursor into one field, which is brought into view."""
        self.rows.focus_field(name)
        self._scroll.ensureWidgetVisible(self.rows.field(name))

    def _is_kept(self, name: str, field: Field) -> bool:
        if isinstance(field, Link | Links):
            return field.kind in KEPT_LINKS or name == self.kind.__kind__.parent
        return field.label == KEPT_PLACE or (isinstance(field, Day) and field.required)

    def _on_shown(self, now: Snapshot) -> None:
        self._title.setText(now.title)
        self._badge.setVisible(now.sample)
        words = f"录入单位：{now.school}" if now.school else ""
        words = IN_BIN if now.deleted else words
        self._written_by.setText(now.reason or words)
        self._written_by.setVisible(bool(now.reason or words))

    def _on_changed(self, touched: frozenset[str]) -> None:
        if table_of(self.kind) in touched:
            self.rows.reload()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._title)
        head.addWidget(self._badge)
        head.addStretch(1)
        self._title.setMinimumWidth(1)
        page = QWidget()
        set_look(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.LARGE)
        column.addWidget(self.rows)
        column.addStretch(1)
        self._scroll = scrolling(page)
        top = QVBoxLayout()
        top.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, 0)
        top.setSpacing(Space.HAIR)
        top.addLayout(head)
        top.addWidget(self._written_by)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.SMALL)
        whole.addLayout(top)
        whole.addWidget(self._scroll, 1)
