"""Readings of Chinese characters without tones, from the table `resources/pinyin.txt`.

Each line of the table: a syllable, a tab, the characters that are first of all read so, a tab, the
characters that are also read so. ü is written v. Lines that begin with # are remarks.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_TONES = frozenset("\u0300\u0301\u0302\u0304\u030c")


@dataclass(frozen=True)
class Readings:
    """For each character its toneless readings, the usual one first."""

    by_character: Mapping[str, tuple[str, ...]] = field(repr=False)
    syllables: frozenset[str] = field(repr=False)

    def of(self, character: str) -> tuple[str, ...]:
        """Return the readings of a character; a letter or digit is read as itself."""
        if character.isascii():
            return (character.casefold(),)
        return self.by_character.get(character, ())


def load_readings(table: Path) -> Readings:
    """Read the table; about 40,000 characters."""
    with table.open(encoding="utf-8") as lines:
        return readings_from(lines)


def readings_from(lines: Iterable[str]) -> Readings:
    """Make the readings from the lines of a table."""
    first: dict[str, tuple[str, ...]] = {}
    also: list[tuple[str, str]] = []
    syllables = set()
    for line in lines:
        if line.startswith("#"):
            continue
        syllable, usual, others = line.rstrip("\n").split("\t")
        syllables.add(syllable)
        first |= dict.fromkeys(usual, (syllable,))
        also += [(character, syllable) for character in others]
    for character, syllable in also:
        first[character] += (syllable,)
    return Readings(first, frozenset(syllables))


def toneless(pinyin: str) -> str:
    """Strip the tones of written pinyin and write ü as v: Lǚ becomes lv."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", pinyin).casefold())
    bare = "".join(sign for sign in decomposed if sign not in _TONES)
    return bare.replace("u\u0308", "v")
