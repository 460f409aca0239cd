"""Fields of one typed line: words, numbers, a time of day, or anything with a way to read it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.line_edit import LineEdit

CLOCK = re.compile(r"(\d{1,2})\s*[:：点时.]\s*(?:(\d{1,2})\s*分?|(半))?$")
BARE_CLOCK = re.compile(r"(\d{1,2})(\d{2})$")
CLOCK_SENTENCE = "这不是一个时间。请写成 8:30、14:20 或 0830。"


class ParsedField(Field):
    """A line with its own way to read and to show; `parse` raises ValueError with a sentence."""

    def __init__(
        self,
        parse: Callable[[str], Any],
        show: Callable[[Any], str],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.line = LineEdit(placeholder)
        super().__init__(self.line, parent)
        self._parse = parse
        self._show = show
        self.line.editingFinished.connect(self.commit)
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def _read(self) -> Any:
        text = self.line.text().strip()
        if not text:
            return None
        if self._kept is not None and text == self._show(self._kept):
            return self._kept
        return self._parse(text)

    def _write(self, value: Any) -> None:
        words = self._words(value)
        if self.line.text() != words:
            self.line.setText(words)
            self.line.setCursorPosition(0)

    def _words(self, value: Any) -> str:
        return "" if value is None else self._show(value)


class LineField(ParsedField):
    """A line of words; blank means nothing."""

    def __init__(self, placeholder: str = "", max_length: int = 0) -> None:
        super().__init__(str, str, placeholder)
        if max_length:
            self.line.setMaxLength(max_length)


@dataclass(frozen=True)
class NumberBounds:
    """What numbers a field takes: between `low` and `high`, so many `decimals`, in this `unit`."""

    low: int | None = None
    high: int | None = None
    decimals: int = 0
    unit: str = ""


class NumberField(ParsedField):
    """A whole number, or a Decimal where decimals are allowed; the unit is shown after it."""

    def __init__(self, bounds: NumberBounds | None = None) -> None:
        self._bounds = bounds or NumberBounds()
        super().__init__(self._number, self._number_words)

    def _number(self, text: str) -> int | Decimal:
        plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
        number = _decimal(plain.removesuffix(self._bounds.unit), self._bounds.decimals)
        low, high = self._bounds.low, self._bounds.high
        if low is not None and number < low:
            raise ValueError(f"这个数太小，不能小于 {low}。")
        if high is not None and number > high:
            raise ValueError(f"这个数太大，不能大于 {high}。")
        return number if self._bounds.decimals else int(number)

    def _number_words(self, number: Any) -> str:
        return f"{number} {self._bounds.unit}".strip()


class ClockField(ParsedField):
    """A time of day: 8:30, 0830, 8点半."""

    def __init__(self) -> None:
        super().__init__(parse_clock, lambda clock: f"{clock:%H:%M}".removeprefix("0"), "例如 8:30")


def parse_clock(text: str) -> time:
    """A time of day as people type it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = CLOCK.match(plain) or BARE_CLOCK.match(plain)
    if found is None:
        raise ValueError(CLOCK_SENTENCE)
    hour, minute, *half = found.groups()
    try:
        return time(int(hour), 30 if half and half[0] else int(minute or 0))
    except ValueError:
        raise ValueError(CLOCK_SENTENCE) from None


def _decimal(text: str, decimals: int) -> Decimal:
    example = "3.5" if decimals else "42"
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"这里只能填数字，例如 {example}。") from None
    if not number.is_finite():
        raise ValueError(f"这里只能填数字，例如 {example}。")
    if number != round(number, decimals):
        raise ValueError(
            f"最多写 {decimals} 位小数，例如 {example}。" if decimals else "请填整数，例如 42。"
        )
    return number
