"""Names in the order of their strokes (姓氏笔画), from the table `resources/strokes.txt`.

Each line of the table: a number of strokes, a tab, the characters that have it. Lines that begin
with # are remarks.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from lianti_desktop.domain.names import normalise_name

Strokes = Mapping[str, int]
"""How many strokes each character has."""

_UNKNOWN = 99


def load_strokes(table: Path) -> Strokes:
    """Read the table; about 40,000 characters."""
    with table.open(encoding="utf-8") as lines:
        return strokes_from(lines)


def strokes_from(lines: Iterable[str]) -> Strokes:
    """Make the numbers from the lines of a table."""
    found: dict[str, int] = {}
    for line in lines:
        if not line.startswith("#"):
            number, characters = line.rstrip("\n").split("\t")
            found |= dict.fromkeys(characters, int(number))
    return found


def stroke_key(name: str, strokes: Strokes) -> tuple[tuple[int, str], ...]:
    """Make what sorts names by the strokes of the first character, then of the next.

    Equal characters stay together; what is no known character comes last.
    """
    letters = normalise_name(name).replace("·", "").replace(" ", "")
    return tuple((strokes.get(letter, _UNKNOWN), letter) for letter in letters)
