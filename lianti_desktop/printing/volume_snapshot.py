"""A term volume as it was bound: its check code, and the pages that tell what came later."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from typing import Any

from lianti_desktop.printing.content import Photo, TermVolume, VolumeItem

SHOWN = 16
GROUP = 4


@dataclass(frozen=True)
class VolumeSnapshot:
    """``code`` is the hash of all content, ``pages`` the first page of each piece by its key."""

    code: str
    pages: Mapping[str, int]
    count: int

    @property
    def shown(self) -> str:
        """The beginning of the code as it is printed, in groups of four."""
        return shown_code(self.code)

    def to_plain(self) -> dict[str, Any]:
        """The snapshot as a dict, to be kept as JSON."""
        return {"code": self.code, "pages": dict(self.pages), "count": self.count}


def snapshot_from(plain: Mapping[str, Any]) -> VolumeSnapshot:
    """A snapshot as it was kept."""
    return VolumeSnapshot(plain["code"], dict(plain["pages"]), plain["count"])


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
    """The pieces that were not in the volume when it was bound."""
    return [item for item in items_of_volume(volume) if item.key not in snapshot.pages]
