"""What is printed on the hand-over slip and on the slip for what was received (P20).

The check code is short enough to read out on the telephone. It is made of the package's random id,
which is signed inside every part, so both sides come to the same code.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_SIGNS, _GROUP = 8, 4


@dataclass(frozen=True)
class Slip:
    """The hand-over slip; `records` by table name, `size` of all files in bytes."""

    number: int
    sender: str
    recipient: str
    term: str
    week: int | None
    made: str
    commits: int
    records: Mapping[str, int]
    photos: int
    thumbnails: int
    size: int
    files: tuple[str, ...]
    left: int
    left_size: int
    check_code: str
    is_receipt: bool = False

    @property
    def qr_text(self) -> str:
        """What the square code says: number, check code, from, to, and the counts."""
        counts = f"{self.commits};{sum(self.records.values())};{self.photos};{self.size}"
        return f"LTP;{self.number:06d};{self.check_code};{self.sender};{self.recipient};{counts}"


@dataclass(frozen=True)
class ImportSlip:
    """The slip for a package that was taken in; counts by table; `state` as the import says."""

    number: int
    sender: str
    recipient: str
    file: str
    taken_at: str
    state: str
    part: int
    parts: int
    new: Mapping[str, int]
    changed: Mapping[str, int]
    deleted: Mapping[str, int]
    conflicts: int
    parked: int
    photos: int
    files: int
    size: int
    check_code: str

    @property
    def qr_text(self) -> str:
        """What the square code says."""
        counts = ";".join(str(sum(one.values())) for one in (self.new, self.changed, self.deleted))
        way = f"{self.sender};{self.recipient}"
        return f"LTR;{self.number:06d};{self.check_code};{way};{self.state};{counts};{self.photos}"


def check_code(package: UUID) -> str:
    """Eight signs that are hard to mistake for each other, in two groups."""
    number = int.from_bytes(hashlib.blake2b(package.bytes, digest_size=8).digest())
    signs = ""
    for _ in range(_CODE_SIGNS):
        number, place = divmod(number, len(_ALPHABET))
        signs += _ALPHABET[place]
    return f"{signs[:_GROUP]}-{signs[_GROUP:]}"
