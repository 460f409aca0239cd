"""From words on the paper back to the record and the field in which they are mended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Arranged, Link, Links
from lianti_desktop.printing.fonts import printable
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record, fields_of, table_of

LEAST_SHARED = 2
"""So many characters of a field must stand on the paper before it counts as its place."""


@dataclass(frozen=True)
class Where:
    """The record, and the field of it, in which a finding can be mended."""

    table: str
    row: UUID
    field: str


class Sources:
    """The records that a document is made of, the one that keeps it first, and what is near them:
    what belongs to each, and what any of these links to."""

    def __init__(self, session: Session, rows: Sequence[Record]) -> None:
        self._session = session
        self._rows = rows

    @cached_property
    def _near(self) -> list[Record]:
        own = [part for row in self._rows for part in self._with_parts(row)]
        linked = [one for part in own for one in self._linked(part)]
        return list(dict.fromkeys([*own, *linked]))

    def holding(self, char: str) -> Where | None:
        """The first field in which a character stands."""
        return next((place for place, text in _texts(self._near) if char in text), None)

    def of(self, words: str, key: str = "") -> Where | None:
        """Where words on the paper come from; ``key`` is of the record that their page tells of.

        Words that stand in no field lead to the name of that record, or of the document's own.
        """
        words = _packed(words)
        told = self._keyed(key)
        near = [part for row in told for part in self._with_parts(row)]
        places = _texts(list(dict.fromkeys([*near, *self._near])))
        shared = [(_shared(words, text), place) for place, text in places]
        best = max(shared, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] >= LEAST_SHARED:
            return best[1]
        return next(map(_name_of, [*told, *self._rows]), None)

    def _keyed(self, key: str) -> list[Record]:
        """The record with this key; what follows the id in it tells papers of one record apart."""
        plain = key.partition("-")[0]
        return [row for row in self._rows if row.id.hex == plain]

    def _with_parts(self, row: Record) -> list[Record]:
        return [row, *records.belongings(self._session, row)]

    def _linked(self, row: Record) -> Iterator[Record]:
        for name, field in fields_of(type(row)).items():
            if isinstance(field, Link):
                yield from filter(None, [getattr(row, name)])
            elif isinstance(field, Links):
                ids: list[str] | None = getattr(row, name)
                yield from records.linked(self._session, BY_TABLE[field.kind], ids)


def _name_of(row: Record) -> Where:
    kind = type(row)
    return Where(table_of(kind), row.id, kind.__kind__.title[0])


def _texts(rows: Iterable[Record]) -> Iterator[tuple[Where, str]]:
    """The texts that people wrote into records, as they stand on the paper, with their places."""
    for row in rows:
        for name, field in fields_of(type(row)).items():
            value = None if isinstance(field, Link | Links) else getattr(row, name)
            lines = value if isinstance(value, list) else [value]
            text = "".join(line for line in lines if isinstance(line, str))
            if isinstance(field, Arranged):
                text = text.replace("\\n", "")
            if text:
                yield Where(table_of(type(row)), row.id, name), _packed(text)


def _packed(text: str) -> str:
    return "".join(printable(text).split())


def _shared(words: str, text: str) -> int:
    """How much of a field and of words on the paper is the same, when one holds the other."""
    return min(len(words), len(text)) if words in text or text in words else 0
