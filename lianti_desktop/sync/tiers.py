"""How large a picture travels, and which columns keep attached files."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from lianti_desktop.domain.fields import Attachment
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import Record, Scope, fields_of, table_of


class Tier(StrEnum):
    """The sizes, each with those before it; papers travel with the print copies."""

    THUMBS = "thumbs"
    SCREEN = "screen"
    ORIGINAL = "original"

    def covers(self, other: "Tier") -> bool:
        """Whether who asks for this size gets the other too."""
        order = list(Tier)
        return order.index(other) <= order.index(self)


_SIZES = {"media.original": Tier.ORIGINAL}
PICTURES = frozenset({"media.file"})
"""The columns whose files have thumbnails."""


def tier_of(place: str) -> Tier:
    """With which size the files of a column travel."""
    return _SIZES.get(place, Tier.SCREEN)


@cache
def attachment_columns() -> dict[str, dict[str, str]]:
    """The columns that keep a file, by table; each with its place, `table.column`."""
    found: dict[str, dict[str, str]] = {}
    for kind in KINDS:
        for name, field in fields_of(kind).items():
            if isinstance(field, Attachment):
                found.setdefault(table_of(kind), {})[name] = f"{table_of(kind)}.{name}"
    return found


def attachment_places() -> Iterator[tuple[type[Record], str, str, Scope]]:
    """Kind, column, place and reading scope of each column that keeps a file."""
    for kind in KINDS:
        for name, place in attachment_columns().get(table_of(kind), {}).items():
            info = kind.__table__.columns[name].info
            yield kind, name, place, Scope(info.get("scope", Scope.ALLIANCE))
