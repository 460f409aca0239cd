"""What the square code on a blank form says, by which its record is found again."""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

MARK = "LTZM1"
PARTS = 4


@dataclass(frozen=True)
class FormCode:
    """Which form of which record this is; ``sheet`` counts the forms of one print from 1."""

    form: str
    table: str
    row: UUID
    sheet: int = 1

    @property
    def words(self) -> str:
        """What the code says."""
        return f"{MARK}:{self.form}:{self.table}:{self.row.hex}:{self.sheet}"


def code_from(words: str) -> FormCode | None:
    """The code that a scanner read or somebody typed; None when it is not one of ours.

    A scanner types through the input method, which may make its colons wide.
    """
    mark, _, rest = unicodedata.normalize("NFKC", words).strip().partition(":")
    parts = rest.split(":")
    if mark.upper() != MARK or len(parts) != PARTS or not parts[3].isdecimal():
        return None
    try:
        return FormCode(parts[0], parts[1], UUID(hex=parts[2]), int(parts[3]))
    except ValueError:
        return None
