"""The paste cleaner: text from web pages, PDF and old systems is mended and every change shown."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lianti_desktop.domain.paste_tables import (
    garbled_spellings,
    private_characters,
    radical_characters,
    simplified_characters,
)
from lianti_desktop.domain.pinyin import Readings, toneless
from lianti_desktop.domain.word import Word

_CJK = "\u3400-\u9fff\U00020000-\U000323af"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_HARD_SPACE = re.compile("\u00a0")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_PINYIN = re.compile(
    rf"(?<=[{_CJK}])[(（\[［【〔]\s*([^\W\d_]+(?:[\s'’]+[^\W\d_]+)*)\s*[)）\]］】〕]"
)
_LETTERS = re.compile(r"[a-zv]+")
_TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:[．／－：][０-９Ａ-Ｚａ-ｚ]+)*")
_NARROW_STOP = re.compile(rf"(?<=[{_CJK}”’）】》])[,;:?!]")
_NARROW_BRACKETS = re.compile(rf"\(([^()\n]*[{_CJK}][^()\n]*)\)")
_WIDE_SIGNS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_FULL_WIDTH_SHIFT = 0xFEE0


class ChangeKind(Word):
    """Why the cleaner changed something."""

    INVISIBLE = "invisible", "看不见的字符"
    PRIVATE = "private", "旧电脑里的生僻字"
    RADICAL = "radical", "偏旁当成了字"
    PINYIN = "pinyin", "夹带的拼音"
    GARBLED = "garbled", "认错的字"
    TRADITIONAL = "traditional", "繁体字"
    WIDTH = "width", "全角半角"


@dataclass(frozen=True)
class Change:
    """One replacement, in the order of the text within its kind."""

    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True)
class CleanedText:
    """The mended text, what was changed, and the characters that nobody can know."""

    text: str
    changes: tuple[Change, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class _Step:
    kind: ChangeKind
    pattern: re.Pattern[str]
    mend: Callable[[re.Match[str]], str]


def clean_pasted(text: str, readings: Readings | None = None) -> CleanedText:
    """Mend pasted text; with `readings`, pinyin in brackets is found without tone marks too."""
    steps = _steps(readings)
    changes: list[Change] = []
    finished = False
    while not finished:  # a bracket that has become wide may bring the next sign into reach
        before = text
        for step in steps:
            text, made = _apply(step, text)
            changes += made
        finished = text == before
    unknown = tuple(dict.fromkeys(_PRIVATE.findall(text)))
    return CleanedText(text, tuple(changes), unknown)


def _apply(step: _Step, text: str) -> tuple[str, list[Change]]:
    changes = []

    def mended(found: re.Match[str]) -> str:
        after = step.mend(found)
        if after != found[0]:
            changes.append(Change(step.kind, found[0], after))
        return after

    return step.pattern.sub(mended, text), changes


def _steps(readings: Readings | None) -> tuple[_Step, ...]:
    return (
        _Step(ChangeKind.INVISIBLE, _INVISIBLE, lambda _: ""),
        _Step(ChangeKind.INVISIBLE, _HARD_SPACE, lambda _: " "),
        _table_step(ChangeKind.PRIVATE, private_characters()),
        _table_step(ChangeKind.RADICAL, radical_characters()),
        _Step(ChangeKind.PINYIN, _PINYIN, lambda found: _without_pinyin(found, readings)),
        _table_step(ChangeKind.GARBLED, garbled_spellings()),
        _table_step(ChangeKind.TRADITIONAL, simplified_characters()),
        _Step(ChangeKind.WIDTH, _WIDE, lambda found: _half_width(found[0])),
        _Step(ChangeKind.WIDTH, _NARROW_STOP, lambda found: _WIDE_SIGNS[found[0]]),
        _Step(ChangeKind.WIDTH, _NARROW_BRACKETS, lambda found: f"（{found[1]}）"),
    )


def _table_step(kind: ChangeKind, table: Mapping[str, str]) -> _Step:
    return _Step(kind, _any_of(table), lambda found: table[found[0]])


def _any_of(spellings: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile("|".join(re.escape(spelling) for spelling in longest_first))


def _half_width(text: str) -> str:
    return "".join(chr(ord(sign) - _FULL_WIDTH_SHIFT) for sign in text)


def _without_pinyin(found: re.Match[str], readings: Readings | None) -> str:
    """Drop a bracket that holds pinyin: with tone marks, or the readings of what precedes it."""
    letters = toneless(found[1])
    syllables = _LETTERS.findall(letters)
    if "".join(syllables) != re.sub(r"[\s'’]", "", letters):
        return found[0]
    if _TONE.search(found[1]):
        return ""
    before = found.string[max(0, found.start() - len(syllables)) : found.start()]
    if readings is not None and _is_read_so(before, syllables, readings):
        return ""
    return found[0]


def _is_read_so(characters: str, syllables: list[str], readings: Readings) -> bool:
    return len(characters) == len(syllables) and all(
        syllable in readings.of(character)
        for character, syllable in zip(characters, syllables, strict=True)
    )
