"""Names of people: one spelling, order by pinyin, search by characters, pinyin and initials."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, product
from typing import Generic, TypeVar

from lianti_desktop.domain.pinyin import Readings, toneless
from lianti_desktop.domain.surnames import surname_readings

Key = TypeVar("Key")

_DOTS = re.compile(r"[•・·．‧∙⋅･●]|(?<=[^\x00-\x7f])\.(?=[^\x00-\x7f])")
_SPACE = re.compile(r"(?<=[A-Za-z])[\s\u200b\ufeff]+(?=[A-Za-z])|[\s\u200b\ufeff]+")
_BETWEEN_SYLLABLES = re.compile(r"[\s'’,，.·-]+")
_NO_PART_OF_QUERY = re.compile(r"[\s'’·•.]+")
_MOST_SPELLINGS = 64


def normalise_name(name: str) -> str:
    """Bring a name to one spelling: no spaces but between Latin words, · as the middle dot."""
    composed = unicodedata.normalize("NFC", name).strip().strip("\u200b\ufeff")
    dotted = _DOTS.sub("·", composed)
    return _SPACE.sub(lambda space: " " if _is_latin_gap(space) else "", dotted).strip()


def _is_latin_gap(space: re.Match[str]) -> bool:
    before, after = space.string[: space.start()], space.string[space.end() :]
    return before[-1:].isascii() and after[:1].isascii() and bool(before and after)


@dataclass(frozen=True)
class NameKeys:
    """A name as search sees it: for each character the character itself and its readings."""

    name: str
    units: tuple[tuple[str, ...], ...]

    def full_pinyin(self) -> tuple[str, ...]:
        """Return the name in pinyin, in each way it can be read."""
        return self._combined(lambda reading: reading)

    def initials(self) -> tuple[str, ...]:
        """Return the first letters, in each way the name can be read."""
        return self._combined(lambda reading: reading[0])

    def _combined(self, part: Callable[[str], str]) -> tuple[str, ...]:
        choices = [dict.fromkeys(part(one) for one in unit[1:] or unit) for unit in self.units]
        spellings = ("".join(spelling) for spelling in product(*choices))
        return tuple(dict.fromkeys(islice(spellings, _MOST_SPELLINGS)))


def syllables_of(name: str, readings: Readings, override: str | None = None) -> tuple[str, ...]:
    """Return how each character of a name is read; unknown characters stand for themselves."""
    return tuple(unit[1] if unit[1:] else unit[0] for unit in _units(name, readings, override))


def reading_problem(name: str, override: str, readings: Readings) -> str | None:
    """Say why an entered reading of a whole name cannot be used, None when it can."""
    letters = _letters(name)
    if _entered_syllables(override, len(letters), readings):
        return None
    example = " ".join(syllables_of(name, readings))
    return f"姓名有 {len(letters)} 个字，拼音也要写 {len(letters)} 段，例如 {example}"


def sort_key(name: str, readings: Readings, override: str | None = None) -> str:
    """Make a text that sorts names by pinyin and keeps equal characters together."""
    syllables = syllables_of(name, readings, override)
    pairs = zip(syllables, _letters(name), strict=True)
    return "".join(f"{syllable} {letter} " for syllable, letter in pairs)


def search_keys(name: str, readings: Readings, override: str | None = None) -> NameKeys:
    """Prepare a name for `matches`; all readings of its characters will find it."""
    units = _units(name, readings, override)
    return NameKeys(normalise_name(name), tuple(_with_spellings(unit) for unit in units))


def matches(query: str, keys: NameKeys) -> bool:
    """Whether characters, pinyin, initials or a mixture of them name a stretch of the name."""
    wanted = _plain_query(query)
    return any(_reads(wanted, keys.units, start) for start in range(len(keys.units)))


def _letters(name: str) -> str:
    return normalise_name(name).replace("·", "").replace(" ", "").casefold()


def _units(name: str, readings: Readings, override: str | None) -> tuple[tuple[str, ...], ...]:
    """Return for each character: itself, then its readings, the one that counts first."""
    letters = _letters(name)
    entered = _entered_syllables(override or "", len(letters), readings)
    preferred = entered or surname_readings(normalise_name(name))
    units = []
    for place, letter in enumerate(letters):
        first = preferred[place] if place < len(preferred) else ()
        units.append(tuple(dict.fromkeys((letter, *first, *readings.of(letter)))))
    return tuple(units)


def _entered_syllables(
    override: str, count: int, readings: Readings
) -> tuple[tuple[str, ...], ...]:
    """Divide an entered reading into `count` syllables; () when that does not work out."""
    parts = [part for part in _BETWEEN_SYLLABLES.split(toneless(override)) if part]
    if len(parts) == 1:
        parts = _divided(parts[0], count, readings.syllables)
    return tuple((part,) for part in parts) if len(parts) == count else ()


def _divided(letters: str, count: int, syllables: frozenset[str]) -> list[str]:
    """Divide zengxiaoxian into three syllables, longest first; [] when impossible."""
    if count == 1:
        return [letters] if letters in syllables else []
    for end in range(min(6, len(letters) - count + 1), 0, -1):
        rest = _divided(letters[end:], count - 1, syllables) if letters[:end] in syllables else []
        if rest:
            return [letters[:end], *rest]
    return []


def _with_spellings(unit: tuple[str, ...]) -> tuple[str, ...]:
    """Add what people type for ü: lv is also lyu, lve is also lue."""
    typed = (unit, *((one.replace("v", "yu"), one.replace("ve", "ue")) for one in unit[1:]))
    return tuple(dict.fromkeys(chain.from_iterable(typed)))


def _plain_query(query: str) -> str:
    return toneless(_NO_PART_OF_QUERY.sub("", query))


def _reads(wanted: str, units: tuple[tuple[str, ...], ...], place: int) -> bool:
    """Whether the units from `place` on can spell `wanted`, each by a beginning of a reading."""
    if not wanted:
        return True
    if place == len(units):
        return False
    return any(
        _reads(wanted[length:], units, place + 1)
        for unit in units[place]
        for length in range(_common_length(unit, wanted), 0, -1)
    )


def _common_length(unit: str, wanted: str) -> int:
    for length, (one, other) in enumerate(zip(unit, wanted, strict=False)):
        if one != other:
            return length
    return min(len(unit), len(wanted))


@dataclass(frozen=True)
class NameEntry(Generic[Key]):
    """A person to be found: the key is given back by the search."""

    key: Key
    name: str
    override: str | None = None


@dataclass(frozen=True)
class NameIndex(Generic[Key]):
    """Names in order of pinyin, and for each letter the places where a name could match."""

    keys: tuple[Key, ...]
    names: tuple[NameKeys, ...]
    places: Mapping[str, tuple[tuple[int, int], ...]]

    def search(self, query: str, limit: int) -> list[Key]:
        """Find people, those whose name begins with the query first, each group by pinyin."""
        wanted = _plain_query(query)
        if not wanted:
            return list(self.keys[:limit])
        found: dict[int, bool] = {}
        for entry, start in self.places.get(wanted[0], ()):
            if entry not in found and _reads(wanted, self.names[entry].units, start):
                found[entry] = start > 0
        ranked = sorted(found, key=lambda entry: (found[entry], entry))
        return [self.keys[entry] for entry in ranked[:limit]]


def index_names(people: Iterable[NameEntry[Key]], readings: Readings) -> NameIndex[Key]:
    """Build the index once for a list of people."""
    ordered = sorted(people, key=lambda one: sort_key(one.name, readings, one.override))
    names = tuple(search_keys(one.name, readings, one.override) for one in ordered)
    places: dict[str, list[tuple[int, int]]] = {}
    for entry, keys in enumerate(names):
        for start, unit in enumerate(keys.units):
            for sign in {spelling[0] for spelling in unit}:
                places.setdefault(sign, []).append((entry, start))
    frozen = {sign: tuple(where) for sign, where in places.items()}
    return NameIndex(tuple(one.key for one in ordered), names, frozen)


@dataclass(frozen=True)
class Namesake:
    """A person among others of the same name; `marks` are told apart by, the best first."""

    name: str
    marks: tuple[str, ...]


def same_name_label(person: Namesake, everyone: Sequence[Namesake]) -> str:
    """Write 李敏（数学） where another 李敏 is among `everyone`, else the name alone."""
    name = normalise_name(person.name)
    others = [
        other for other in everyone if other is not person and normalise_name(other.name) == name
    ]
    marks = [mark for mark in person.marks if mark]
    if not others or not marks:
        return name
    telling = [mark for mark in marks if all(mark not in other.marks for other in others)]
    return f"{name}（{telling[0] if telling else '，'.join(marks)}）"
