"""The left side of the album studio: which album, what it takes in, chapters, photos, findings."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import AlbumScope
from lianti_desktop.printing.album_designs import DESIGNS
from lianti_desktop.printing.album_kept import LeftOut
from lianti_desktop.printing.album_style import SIZES
from lianti_desktop.storage import records
from lianti_desktop.storage.publications import Album
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.pages.studio_album_work import AlbumReady, ChapterLine
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.record_values import Snapshot
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

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
HOW_CHAPTERS = "打勾的收进画册，拖动换次序，点一下翻到那一页。"
TAKEN, BARRED = "点一下放进来", "不能放"


class AlbumSide(QWidget):
    """Speaks up when something is decided; shows what came of it."""

    chapters_ordered = Signal(list)
    chapter_taken = Signal(str, bool)
    photo_taken = Signal(str)
    blur_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, desk: Desk, checks: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._row: UUID | None = None
        self._is_filling = False
        self.rows = RecordRows(desk, Album)
        self.style_field = ChoiceField([Option(one.name, one.title) for one in DESIGNS])
        self.paper_field = ChoiceField([Option(one.name, one.name) for one in SIZES])
        self.chapters = QListWidget()
        self.out = QListWidget()
        self.pills = Pills([Option(ABOUT, "内容"), Option(CHAPTERS, "章节"), Option(OUT, "没放的")])
        self.stack = QStackedWidget()
        self._lay_out(checks)
        self._connect()

    def open(self, row: UUID) -> None:
        """Another album."""
        self._row = row
        self.rows.open(row)

    def show_ready(self, ready: AlbumReady) -> None:
        """What the album holds now, and what lies beside it."""
        self._is_filling = True
        self._list_chapters(ready.chapters)
        self._list_photos(ready)
        self._is_filling = False
        self._name_pills(len(ready.findings))

    def _name_pills(self, findings: int) -> None:
        count = str(findings) if findings else ""
        out = str(self.out.count()) if self.out.count() else ""
        self.pills.set_options(
            [
                Option(ABOUT, "内容"),
                Option(CHAPTERS, "章节"),
                Option(OUT, "没放的", out),
                Option(CHECKS, "先看看", count),
            ]
        )

    def _list_chapters(self, chapters: Sequence[ChapterLine]) -> None:
        at = self.chapters.currentRow()
        self.chapters.clear()
        for line in chapters:
            item = QListWidgetItem(line.title, self.chapters)
            item.setData(Qt.ItemDataRole.UserRole, line.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if line.is_in else Qt.CheckState.Unchecked)
        self.chapters.setCurrentRow(at)

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

    def _on_chapter(self, item: QListWidgetItem) -> None:
        if not self._is_filling:
            is_in = item.checkState() is Qt.CheckState.Checked
            self.chapter_taken.emit(item.data(Qt.ItemDataRole.UserRole), is_in)

    def _on_moved(self) -> None:
        keys = [
            self.chapters.item(at).data(Qt.ItemDataRole.UserRole)
            for at in range(self.chapters.count())
        ]
        self.chapters_ordered.emit(keys)

    def _on_photo(self, item: QListWidgetItem) -> None:
        one: LeftOut = item.data(Qt.ItemDataRole.UserRole)
        if one.may_come_in:
            self.photo_taken.emit(one.photo)
        else:
            self.blur_wanted.emit(one.photo)

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
        self.pills.chosen.connect(self._turn)
        self.chapters.itemChanged.connect(self._on_chapter)
        self.chapters.model().rowsMoved.connect(lambda *_: self._on_moved())
        self.chapters.itemActivated.connect(self._on_chapter_wanted)
        self.chapters.itemClicked.connect(self._on_chapter_wanted)
        self.out.itemClicked.connect(self._on_photo)
        self.out.itemActivated.connect(self._on_photo)

    def _on_chapter_wanted(self, item: QListWidgetItem) -> None:
        self.page_wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def _turn(self, key: object) -> None:
        self.stack.setCurrentIndex((ABOUT, CHAPTERS, OUT, CHECKS).index(str(key)))

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
        self._dress_lists()
        for part in (scrolling(about), self._with_words(), self.out, checks):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.pills)
        column.addWidget(self.stack, 1)
        self._name_pills(0)

    def _dress_lists(self) -> None:
        self.chapters.setAccessibleName("画册的章节，拖动换次序，打勾收进来")
        self.chapters.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.chapters.setWordWrap(True)
        self.out.setAccessibleName("没有放进画册的照片")
        self.out.setIconSize(PICTURE)
        self.out.setWordWrap(True)
        self.out.setSpacing(Space.HAIR)

    def _with_words(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Words("打勾的收进画册，拖动换次序，点一下翻到那一页。", "small").wrapping()
        )
        column.addWidget(self.chapters, 1)
        return holder


def _sign(picture: bytes | None) -> QIcon:
    found = QPixmap()
    if picture is None or not found.loadFromData(picture):
        return QIcon()
    return QIcon(found)
