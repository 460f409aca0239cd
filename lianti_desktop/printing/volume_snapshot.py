"""A term volume as it was bound: its check code, and the pages that tell what came later."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import sha256
from typing import Any

from lianti_desktop.printing.content import Photo, TermVolume, VolumeItem

SHOWN = 16
GROUP = 4
LATE = "补-"


@dataclass(frozen=True)
class VolumeSnapshot:
    """``code`` is the hash of all content, ``pages`` the first page of each piece by its key.

    ``late`` are the first pages of the pieces that were added since, 补-1 being 1, ``late_count``
    how many such pages there are.
    """

    code: str
    pages: Mapping[str, int]
    count: int
    late: Mapping[str, int] = field(default_factory=dict)
    late_count: int = 0

    @property
    def shown(self) -> str:
        """The beginning of the code as it is printed, in groups of four."""
        return shown_code(self.code)

    def to_plain(self) -> dict[str, Any]:
        """The snapshot as a dict, to be kept as JSON."""
        return {
            "code": self.code,
            "pages": dict(self.pages),
            "count": self.count,
            "late": dict(self.late),
            "late_count": self.late_count,
        }

    def page_of(self, key: str) -> str:
        """Where a piece is found in the bound volume: 37, or 补-2; "" when it is not in it."""
        if key in self.pages:
            return str(self.pages[key])
        return f"{LATE}{self.late[key]}" if key in self.late else ""


def snapshot_from(plain: Mapping[str, Any]) -> VolumeSnapshot:
    """A snapshot as it was kept."""
    return VolumeSnapshot(
        plain["code"],
        dict(plain["pages"]),
        plain["count"],
        dict(plain.get("late", {})),
        plain.get("late_count", 0),
    )


def shown_code(code: str) -> str:
    """The beginning of a code in groups of four."""
    start = code[:SHOWN].upper()
    return " ".join(start[at : at + GROUP] for at in range(0, len(start), GROUP))


def code_of(volume: TermVolume) -> str:
    """The hash of everything in the volume; photos count by name, size and caption."""
    words = json.dumps(_plain(volume), ensure_ascii=False, sort_keys=True)
    return sha256(words.encode()).hexdigest()


def _plain(value: object) -> Any:
    if isinstance(value, Photo):
        return [value.name, value.width, value.height, value.caption]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def items_of_volume(volume: TermVolume) -> list[VolumeItem]:
    """All pieces in their order."""
    return [item for chapter in volume.chapters for item in chapter.items]


def late_items(volume: TermVolume, snapshot: VolumeSnapshot) -> list[VolumeItem]:
    """The pieces that were neither bound with the volume nor added to it since."""
    known = {*snapshot.pages, *snapshot.late}
    return [item for item in items_of_volume(volume) if item.key not in known]
