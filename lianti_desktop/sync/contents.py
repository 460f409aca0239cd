"""What a package says that it brings: for the first lines, the list on the stick and the slip."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lianti_desktop.sync import wire
from lianti_desktop.sync.refusal import Reason, RefusedError


@dataclass(frozen=True)
class Contents:
    """Counts. `records` (by table), `photos` and what was `left` for the next time speak of all
    parts of the package together, the rest of this file alone."""

    records: Mapping[str, int] = field(default_factory=dict)
    photos: int = 0
    left: int = 0
    left_bytes: int = 0
    thumbnails: int = 0
    files: int = 0
    bytes: int = 0

    def packed(self) -> dict[str, Any]:
        """For a manifest."""
        return {**vars(self), "records": dict(self.records)}


_NUMBERS = ("photos", "left", "left_bytes", "thumbnails", "files", "bytes")


def read_contents(raw: Any) -> Contents:
    """Counts from outside."""
    records = wire.part(raw, "records", dict)
    if not all(type(name) is str and type(count) is int for name, count in records.items()):
        raise RefusedError(Reason.DAMAGED)
    return Contents(records, **{name: wire.whole(raw, name) for name in _NUMBERS})
