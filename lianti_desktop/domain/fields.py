"""Field types: what a value is called, how it is written for people and read back from them.

A field knows nothing of tables, widgets or paper. `format` gives the text shown in lists, forms
and prints ("" for an empty value); `parse` reads what a person typed or a spreadsheet holds and
raises `FieldError` with one Chinese sentence. `format` and `parse` are inverse for every value
that `check` accepts. Links are formatted by whoever can look the record up.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date
from functools import cache
from typing import Any

from lianti_desktop.domain.dates import format_clock, format_day, parse_clock, parse_day
from lianti_desktop.domain.words import Word

SEPARATOR = "、"
_TOO_BIG = 1e9


class FieldError(ValueError):
    """A value that a field cannot take; the text is one Chinese sentence with an example."""


@dataclass(frozen=True)
class Field:
    """What is common to all fields; `required` marks for the to-do list, it never blocks."""

    label: str
    _: KW_ONLY
    required: bool = False
    hint: str = ""

    def format(self, value: Any) -> str:
        """The value as people read it; "" when there is none."""
        return "" if value is None else str(value)

    def parse(self, text: str) -> Any:
        """The value that `text` means; None when it is blank."""
        return _storable(text).strip() or None

    def check(self, value: Any) -> str | None:
        """A Chinese sentence when something is wrong with the value, else None."""
        if self.required and value in (None, "", []):
            return f"还没有填{self.label}"
        return None

    def doubt(self, value: Any, today: date) -> str | None:
        """A Chinese sentence when the value is allowed but looks odd, else None."""
        return None


@dataclass(frozen=True)
class Text(Field):
    """One line."""

    longest: int = 200

    def check(self, value: Any) -> str | None:
        """Too long is said, not cut."""
        if value and len(value) > self.longest:
            return f"{self.label}最多 {self.longest} 个字，现在有 {len(value)} 个字"
        return super().check(value)


@dataclass(frozen=True)
class LongText(Field):
    """Several lines of running text; `least` is the number of characters that counts as done."""

    least: int = 0

    def parse(self, text: str) -> Any:
        """Line ends become one kind, blank lines at either end go."""
        lines = _storable(text).replace("\r\n", "\n").replace("\r", "\n")
        return lines.strip() or None


@dataclass(frozen=True)
class Number(Field):
    """A whole number within [low, high], counted in `unit`."""

    low: int = 0
    high: int = 1_000_000
    unit: str = ""

    def parse(self, text: str) -> Any:
        """Accepts full-width digits and the unit behind the number."""
        number = _number(text, self.unit, f"{self.label}要填数字，例如 12")
        if number is None:
            return None
        if not number.is_integer():
            raise FieldError(f"{self.label}要填整数，例如 12")
        return int(number)

    def check(self, value: Any) -> str | None:
        """Out of range is said."""
        if value is not None and not self.low <= value <= self.high:
            return f"{self.label}应在 {self.low} 到 {self.high} 之间"
        return super().check(value)


@dataclass(frozen=True)
class Decimal(Field):
    """A number with at most one decimal, counted in `unit`."""

    unit: str = ""

    def format(self, value: Any) -> str:
        """12.5; without a useless .0."""
        return "" if value is None else f"{value:.1f}".removesuffix(".0")

    def parse(self, text: str) -> Any:
        """Accepts full-width digits and the unit behind the number."""
        number = _number(text, self.unit, f"{self.label}要填数字，例如 12.5")
        return None if number is None else round(number, 1) + 0.0  # there is no -0.0


@dataclass(frozen=True)
class Day(Field):
    """A calendar day; `past` marks one that has come already when it is entered."""

    past: bool = False

    def doubt(self, value: Any, today: date) -> str | None:
        """A day that should be past lies in the future."""
        if self.past and value is not None and value > today:
            return f"{self.label}在今天以后，请看一眼年份对不对"
        return None

    def format(self, value: Any) -> str:
        """2026年3月12日."""
        return "" if value is None else format_day(value)

    def parse(self, text: str) -> Any:
        """Any of the ways people write a date, see `domain.dates`."""
        if not text.strip():
            return None
        try:
            return parse_day(text, date.today())  # noqa: DTZ011 - the school's own calendar day
        except ValueError as wrong:
            raise FieldError(str(wrong)) from None


@dataclass(frozen=True)
class Clock(Field):
    """A time of day, kept as HH:MM."""

    def parse(self, text: str) -> Any:
        """8:30, 8点半, 下午2点."""
        if not text.strip():
            return None
        try:
            return format_clock(parse_clock(text))
        except ValueError as wrong:
            raise FieldError(str(wrong)) from None


@dataclass(frozen=True)
class Flag(Field):
    """Yes or no."""

    def format(self, value: Any) -> str:
        """是 or 否."""
        return "" if value is None else "是" if value else "否"

    def parse(self, text: str) -> Any:
        """是/否, 有/无, √/×, 1/0, true/false."""
        plain = unicodedata.normalize("NFKC", text).strip().lower()
        if not plain:
            return None
        if plain in {"是", "有", "√", "1", "true", "yes", "对"}:
            return True
        if plain in {"否", "无", "×", "x", "0", "false", "no", "不是"}:
            return False
        raise FieldError(f"{self.label}请填“是”或“否”")


@dataclass(frozen=True)
class Choice(Field):
    """One word of a fixed list."""

    words: type[Word]

    def format(self, value: Any) -> str:
        """The Chinese word; of a word that a later version added, its identifier."""
        return "" if value is None else _label(self.words, value)

    def parse(self, text: str) -> Any:
        """The Chinese word or its identifier."""
        if not text.strip():
            return None
        try:
            return self.words.parse(text)
        except ValueError:
            some = SEPARATOR.join(word.label for word in list(self.words)[:4])
            raise FieldError(f"{self.label}里没有“{text.strip()}”，可以填：{some}等") from None


@dataclass(frozen=True)
class Choices(Field):
    """Several words of a fixed list, in their order there."""

    words: type[Word]

    def format(self, value: Any) -> str:
        """The Chinese words with 、 between them."""
        return SEPARATOR.join(_label(self.words, word) for word in value or ())

    def parse(self, text: str) -> Any:
        """Words divided by 、 , ， ; or white space."""
        single = Choice(self.label, words=self.words)
        chosen = {single.parse(part) for part in split_list(text)}
        return [str(word) for word in self.words if word in chosen] or None


@dataclass(frozen=True)
class Lines(Field):
    """A list of short texts."""

    def format(self, value: Any) -> str:
        """The texts with 、 between them."""
        return SEPARATOR.join(value or ())

    def parse(self, text: str) -> Any:
        """Texts divided by 、 , ， ; or line ends."""
        return split_list(text, white_space=False) or None


@dataclass(frozen=True)
class DayRanges(Field):
    """Days or ranges of days, kept as [[first, last], …] in ISO form."""

    def format(self, value: Any) -> str:
        """2026年4月4日—2026年4月6日、2026年5月1日."""
        pairs = ((date.fromisoformat(a), date.fromisoformat(b)) for a, b in value or ())
        return SEPARATOR.join(
            format_day(first) if first == last else f"{format_day(first)}—{format_day(last)}"
            for first, last in pairs
        )

    def parse(self, text: str) -> Any:
        """Days or ranges divided by 、; a range is joined by 至, 到, ~ or —."""
        return [_range(part, self.label) for part in split_list(text, white_space=False)] or None


@dataclass(frozen=True)
class Link(Field):
    """Another record; the value is its id, read as the record itself."""

    kind: str


@dataclass(frozen=True)
class Links(Field):
    """Several other records; the value is the list of their ids in hex."""

    kind: str


@dataclass(frozen=True)
class Attachment(Field):
    """A stored file, by the SHA-256 of its bytes in hex."""


@dataclass(frozen=True)
class Arranged(Field):
    """What a page of its own works out, kept as one JSON text; people see that it is there."""

    def format(self, value: Any) -> str:
        """已安排, whatever was."""
        return "已安排" if value else ""

    def parse(self, text: str) -> Any:
        """The JSON text alone; words are not enough."""
        plain = text.strip()
        if not plain:
            return None
        try:
            return json.dumps(json.loads(plain), ensure_ascii=False, sort_keys=True)
        except ValueError:
            raise FieldError(f"{self.label}在“画册与表册”里安排，不在这里填") from None


def _storable(text: str) -> str:
    """The text in composed form, without what no database can keep."""
    kept = text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
    return unicodedata.normalize("NFC", kept)


def _number(text: str, unit: str, sentence: str) -> float | None:
    """The number in a text, with full-width digits and a unit behind it; None for a blank."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix(unit).strip()
    if not plain:
        return None
    try:
        number = float(plain)
    except ValueError:
        raise FieldError(sentence) from None
    if not abs(number) < _TOO_BIG:
        raise FieldError(sentence)
    return number


def _label(words: type[Word], value: str) -> str:
    try:
        return _labels(words)[value]
    except (KeyError, TypeError):
        return str(value)


@cache
def _labels(words: type[Word]) -> Mapping[str, str]:
    """The labels by identifier; asked for every row of an import."""
    return {word.value: word.label for word in words}


def split_list(text: str, *, white_space: bool = True) -> list[str]:
    """The parts of a list as people type it, blanks left out."""
    marks = "、,，;；\n\r" + (" \t　" if white_space else "")
    for mark in marks:
        text = text.replace(mark, SEPARATOR)
    return [part.strip() for part in text.split(SEPARATOR) if part.strip()]


def _range(text: str, label: str) -> Sequence[str]:
    for mark in ("至", "到", "~", "～", "--", "——", "—"):
        text = text.replace(mark, "|")
    ends = [Day(label).parse(part) for part in text.split("|") if part.strip()]
    if len(ends) not in (1, 2) or ends[0] > ends[-1]:
        raise FieldError(f"{label}没看懂“{text}”，例如 2026年4月4日至2026年4月6日")
    return [ends[0].isoformat(), ends[-1].isoformat()]
