"""The left side of the album studio: which album, what it takes in, chapters, photos, findings."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import AlbumScope, MediaConsent
from lianti_desktop.printing.album_designs import DESIGNS
from lianti_desktop.printing.album_kept import LeftOut
from lianti_desktop.printing.album_style import SIZES
from lianti_desktop.storage import records
from lianti_desktop.storage.publications import Album
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.pages.studio import with_words
from lianti_desktop.ui.pages.studio_album_work import AlbumReady
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.record_values import Snapshot
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.sides import Sides
from lianti_desktop.ui.widgets.tick_list import TickList, wrap_lines

FIRST, LAST = ("title", "subtitle", "scope"), ("foreword",)
NARROWING: dict[AlbumScope, tuple[str, ...]] = {
    AlbumScope.ACTIVITY: ("activities",),
    AlbumScope.CHOSEN: ("activities",),
    AlbumScope.FIVE_ONES: ("term",),
    AlbumScope.TERM: ("term",),
    AlbumScope.SCHOOL: ("term", "school"),
    AlbumScope.FILTER: ("term", "school", "kinds", "first_day", "last_day"),
}
NAMES = ("term", "school", "kinds", "first_day", "last_day", "activities")
ABOUT, CHAPTERS, OUT, CHECKS = "about", "chapters", "out", "checks"
PICTURE = QSize(72, 54)
HOW_CHAPTERS = "打勾的收进画册，点一下翻到那一页；拖动或按 Alt+↑↓ 换次序。"
TAKEN, BARRED = "点一下放进来", "不能放"


class AlbumSide(QWidget):
    """Speaks up when something is decided; shows what came of it."""

    chapters_ordered = Signal(list)
    chapter_taken = Signal(str, bool)
    photo_taken = Signal(str)
    blur_wanted = Signal(str)
    photo_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, desk: Desk, checks: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._row: UUID | None = None
        self.rows = RecordRows(desk, Album)
        self.style_field = ChoiceField([Option(one.name, one.title) for one in DESIGNS])
        self.paper_field = ChoiceField([Option(one.name, one.name) for one in SIZES])
        self.chapters = TickList("画册的章节，打勾收进来，拖动或 Alt 加上下键换次序")
        self.out = QListWidget()
        self.sides = Sides()
        self._lay_out(checks)
        self._connect()

    def open(self, row: UUID) -> None:
        """Another album."""
        self._row = row
        self.rows.open(row)

    def show_ready(self, ready: AlbumReady) -> None:
        """What the album holds now, and what lies beside it."""
        self.chapters.show_lines(ready.chapters)
        self._list_photos(ready)
        self.sides.set_count(OUT, self.out.count())
        self.sides.set_count(CHECKS, len(ready.findings))

    def show_field(self, name: str) -> None:
        """The cursor into a field, if it is one of those entered here."""
        if name in self.rows.names():
            self.sides.turn(ABOUT)
            self.rows.focus_field(name)

    def _list_photos(self, ready: AlbumReady) -> None:
        self.out.clear()
        titles = {line.key: line.title for line in ready.chapters}
        for one in ready.left_out:
            words = one.caption or titles.get(one.chapter, "")
            note = TAKEN if one.may_come_in else f"{BARRED}：{one.why}"
            item = QListWidgetItem(_sign(ready.pictures.get(one.photo)), f"{words}\n{note}")
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(titles.get(one.chapter, ""))
            self.out.addItem(item)

    def _on_photo(self, item: QListWidgetItem) -> None:
        one: LeftOut = item.data(Qt.ItemDataRole.UserRole)
        if one.may_come_in:
            self.photo_taken.emit(one.photo)
        elif one.why == MediaConsent.BLUR_NEEDED.label:
            self.blur_wanted.emit(one.photo)
        else:
            self.photo_wanted.emit(one.photo)

    def _on_shown(self, shown: Snapshot) -> None:
        """The record is in the fields: those that its scope does not need go."""
        self.style_field.set_value(shown.values.get("template") or DESIGNS[0].name)
        self.paper_field.set_value(shown.values.get("paper") or SIZES[0].name)
        self._fit(shown.values.get("scope"))

    def _fit(self, scope: Any) -> None:
        wanted = NARROWING.get(scope, ()) if isinstance(scope, AlbumScope) else ("term",)
        for name in NAMES:
            block = self.rows.field(name).parentWidget()
            if block is not None:
                block.setVisible(name in wanted)

    def _keep(self, name: str, value: object) -> None:
        row = self._row
        if row is None:
            return

        def work(session: Session) -> None:
            records.save(session, Album, row, {name: value})

        self.desk.change("改画册样式", work, Reply(self))

    def _connect(self) -> None:
        self.rows.shown.connect(self._on_shown)
        self.rows.field_changed.connect(
            lambda name, value: self._fit(value) if name == "scope" else None
        )
        self.style_field.changed.connect(partial(self._keep, "template"))
        self.paper_field.changed.connect(partial(self._keep, "paper"))
        self.chapters.ticked.connect(self.chapter_taken)
        self.chapters.ordered.connect(self.chapters_ordered)
        self.chapters.wanted.connect(self.page_wanted)
        self.out.itemClicked.connect(self._on_photo)
        self.out.itemActivated.connect(self._on_photo)

    def _lay_out(self, checks: QWidget) -> None:
        self.rows.add_fields((*FIRST, *NAMES))
        self.rows.add_fields(LAST)
        look = FormRows()
        look.add(Row("style", "样式"), self.style_field)
        look.add(Row("size", "纸张"), self.paper_field)
        about = QWidget()
        inner = QVBoxLayout(about)
        inner.setContentsMargins(0, 0, Space.SMALL, 0)
        inner.setSpacing(Space.MEDIUM)
        inner.addWidget(look)
        inner.addWidget(self.rows)
        inner.addStretch(1)
        wrap_lines(self.out, "没有放进画册的照片")
        self.out.setIconSize(PICTURE)
        self.sides.add(ABOUT, "内容", scrolling(about))
        self.sides.add(CHAPTERS, "章节", with_words(HOW_CHAPTERS, self.chapters))
        self.sides.add(OUT, "没放", self.out)
        self.sides.add(CHECKS, "检查", checks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sides)


def _sign(picture: bytes | None) -> QIcon:
    found = QPixmap()
    if picture is None or not found.loadFromData(picture):
        return QIcon()
    return QIcon(found)
