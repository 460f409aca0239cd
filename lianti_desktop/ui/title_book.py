"""What records are called, kept in memory by kind, so that pickers answer while one types.

A kind is read when it is first wanted and again when it has changed; until then the book gives
nothing. Titles are found by characters, full pinyin and initials.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Choice, Day, Field, Link, Links
from lianti_desktop.domain.names import NameEntry, NameIndex, index_names
from lianti_desktop.domain.pinyin import Readings, load_readings
from lianti_desktop.paths import resources_folder
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.listing import Asked, listing
from lianti_desktop.storage.record import Record, fields_of
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.widgets.option import Option

MOST_IN_PINYIN = 10_000
"""Kinds with more records are searched by characters alone."""
READING = "name_pinyin"
"""The field in which a person's own reading of the name is kept."""

Ask = Callable[[Callable[[Session], Any], Reply], None]


@dataclass(frozen=True)
class Shelf:
    """The living records of one kind: `order` as the list shows them, `index` by pinyin."""

    options: Mapping[UUID, Option]
    order: tuple[UUID, ...]
    index: NameIndex[UUID] | None

    def search(self, text: str, limit: int) -> list[Option]:
        """What fits, best first; everything for no words."""
        wanted = text.strip()
        if not wanted:
            return [self.options[row] for row in self.order[:limit]]
        found = dict.fromkeys(self.index.search(wanted, limit) if self.index else ())
        if len(found) < limit:
            low = wanted.casefold()
            rows = (row for row in self.order if low in self.options[row].title.casefold())
            found |= dict.fromkeys(row for row, _ in zip(rows, range(limit), strict=False))
        return [self.options[row] for row in list(found)[:limit]]


class TitleBook(QObject):
    """Shelves by table name; `ready` says that one was read."""

    ready = Signal(str)

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._shelves: dict[str, Shelf] = {}
        self._wanted: set[str] = set()
        self.readings: Readings | None = None

    def want(self, kind: str) -> None:
        """Have a kind read, if it is not there yet."""
        if kind not in self._wanted:
            self._wanted.add(kind)
            self._read(kind)

    def search(self, kind: str, text: str, limit: int) -> list[Option]:
        """The records of a kind that fit; nothing before the kind was read."""
        self.want(kind)
        shelf = self._shelves.get(kind)
        return shelf.search(text, limit) if shelf else []

    def option(self, kind: str, row: UUID) -> Option | None:
        """One record as pickers show it; None when it is not known or lies in the bin."""
        self.want(kind)
        shelf = self._shelves.get(kind)
        return shelf.options.get(row) if shelf else None

    def is_read(self, kind: str) -> bool:
        """Whether the kind can be searched."""
        return kind in self._shelves

    def load_readings(self) -> Readings:
        """How characters are read; called in the worker, where it is loaded once."""
        if self.readings is None:
            self.readings = load_readings(resources_folder() / "pinyin.txt")
        return self.readings

    def on_changed(self, touched: frozenset[str]) -> None:
        """Read again what is called differently now."""
        for kind in self._wanted:
            if touched & ({kind} | _named_by(BY_TABLE[kind])):
                self._read(kind)

    def _read(self, kind: str) -> None:
        self._ask(partial(self._read_shelf, kind), Reply(self, partial(self._keep, kind)))

    def _read_shelf(self, kind: str, session: Session) -> Shelf:
        return read_shelf(session, BY_TABLE[kind], self.load_readings())

    def _keep(self, kind: str, shelf: Shelf) -> None:
        self._shelves[kind] = shelf
        self.ready.emit(kind)


def read_shelf(session: Session, kind: type[Record], readings: Readings) -> Shelf:
    """All living records of a kind as options; the subtitle tells namesakes apart."""
    known = fields_of(kind)
    beside = subtitle_fields(kind)
    asked = [*kind.__kind__.title, *beside, *({READING} & set(known))]
    options: dict[UUID, Option] = {}
    entries = []
    for row in listing(session, kind, Asked(asked, {})):
        shown = map(in_words, (known[name] for name in asked), row.values)
        words = dict(zip(asked, shown, strict=True))
        title = _title(kind, words)
        subtitle = "".join(words[name] for name in beside)
        options[row.id] = Option(row.id, title, subtitle)
        entries.append(NameEntry(row.id, title, words.get(READING) or None))
    index = index_names(entries, readings) if len(entries) <= MOST_IN_PINYIN else None
    in_order = index is None or kind.__kind__.newest_first
    return Shelf(options, tuple(options) if index is None or in_order else index.keys, index)


def subtitle_fields(kind: type[Record]) -> tuple[str, ...]:
    """The first listed field outside the title that places a record: a link, a day, a word."""
    outside = (name for name in kind.__kind__.listed if name not in kind.__kind__.title)
    known = fields_of(kind)
    return next(((name,) for name in outside if isinstance(known[name], Link | Day | Choice)), ())


def in_words(field: Field, value: Any) -> str:
    """A value of a light row as people read it; links are titles already."""
    if isinstance(field, Link | Links):
        return value or ""
    return field.format(value)


def _title(kind: type[Record], words: Mapping[str, str]) -> str:
    parts = [words[name] for name in kind.__kind__.title if words[name]]
    return " ".join(parts) or f"未命名{kind.__kind__.name}"


def _named_by(kind: type[Record]) -> set[str]:
    """The kinds whose titles stand in the titles of this kind."""
    known = fields_of(kind)
    names = [*kind.__kind__.title, *subtitle_fields(kind)]
    return {field.kind for name in names if isinstance(field := known[name], Link | Links)}
