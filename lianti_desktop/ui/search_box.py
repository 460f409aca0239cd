"""The search over everything: what the box in the header shows while one types."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Choice, Choices, Lines, LongText, Text
from lianti_desktop.storage.catalogue import BY_TABLE, KINDS
from lianti_desktop.storage.record import Record, fields_of, table_of, title_of
from lianti_desktop.storage.search_index import search
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.theme import Space, Tone, current_colours
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pick_list import Index, OptionPainter
from lianti_desktop.ui.widgets.search_box import SearchBox

MOST = 60
WIDTH = 520
BEFORE, AFTER = 8, 14
NOTHING = "nothing"


@dataclass(frozen=True)
class Found:
    """Which record a line of the results leads to."""

    kind: str
    row: UUID


def find(session: Session, asked: str) -> list[Option]:
    """What holds the words, grouped by kind in the order of the sidebar, newest first in each."""
    places = {table_of(kind): place for place, kind in enumerate(KINDS)}
    hits = sorted(search(session, asked, MOST), key=lambda hit: places.get(hit.kind, len(places)))
    options = []
    for hit in hits:
        record = session.get(BY_TABLE[hit.kind], hit.id)
        if record is not None:
            words = _with_passage(record, asked)
            kind = BY_TABLE[hit.kind].__kind__.name
            options.append(Option(Found(hit.kind, hit.id), words, kind))
    return options


def _with_passage(record: Record, asked: str) -> str:
    """The title, and the passage that holds the words when the title does not."""
    title = " ".join(title_of(record).split())
    words = asked.split(maxsplit=1)[0].casefold() if asked.strip() else ""
    if words in title.casefold():
        return title
    for name, field in fields_of(type(record)).items():
        if isinstance(field, Text | LongText | Lines | Choice | Choices):
            text = " ".join(field.format(getattr(record, name)).split())
            place = text.casefold().find(words)
            if place >= 0:
                return f"{title}　…{text[max(0, place - BEFORE) : place + len(words) + AFTER]}…"
    return title


class MarkedPainter(OptionPainter):
    """Results with the words asked for in the accent."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box)
        self._box = box

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        shown: Option = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setPen(QColor(current_colours().tone(Tone.ACCENT)))
        room = option.rect.adjusted(Space.SMALL, 6, -Space.SMALL, -6)  # type: ignore[attr-defined]
        for word in self._box.text().split() if isinstance(shown.key, Found) else ():
            self._mark(painter, room, shown.title, word)
        painter.restore()

    def _mark(self, painter: QPainter, room: QRect, text: str, word: str) -> None:
        place = text.casefold().find(word.casefold())
        if place < 0:
            return
        metrics = painter.fontMetrics()
        found = text[place : place + len(word)]
        left = metrics.horizontalAdvance(text[:place])
        width = metrics.horizontalAdvance(found)
        if left + width <= room.width():
            part = QRect(room.left() + left, room.top(), width, room.height())
            painter.fillRect(part, QColor(current_colours().accent_soft))
            painter.drawText(part, Qt.AlignmentFlag.AlignVCenter, found)


class GlobalSearch(QObject):
    """Asks while one types; `chosen` with what a result leads to."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, box: SearchBox) -> None:
        super().__init__(box)
        self._desk = desk
        self._box = box
        box.list.setItemDelegate(MarkedPainter(box))
        box.asked.connect(self._ask)
        box.submitted.connect(self._take_first)
        box.picked.connect(self._on_picked)

    def _ask(self, text: str) -> None:
        if not text:
            self._box.show_results([])
            return
        self._desk.ask(
            lambda session: find(session, text), Reply(self, lambda found: self._show(text, found))
        )

    def _show(self, text: str, found: list[Option]) -> None:
        if text != self._box.text().strip():
            return
        nothing = Option(NOTHING, f"没有找到“{text}”，换几个字试试")
        self._box.show_results(found or [nothing])
        self._widen()

    def _widen(self) -> None:
        """Room for title and passage: wider than the box, to the left of its right end."""
        room = self._box.list.geometry()
        room.setLeft(min(room.left(), room.right() - WIDTH))
        self._box.list.setGeometry(room)

    def _take_first(self, text: str) -> None:
        """Enter before any result was marked takes the first one."""
        if text:
            self._desk.ask(
                lambda session: find(session, text)[:1],
                Reply(self, lambda found: self._on_picked(found[0]) if found else self._ask(text)),
            )

    def _on_picked(self, option: Option) -> None:
        if isinstance(option.key, Found):
            self.chosen.emit(option.key)
