"""A word from a closed list: an identifier that is stored and a label that people read."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Self


class Word(StrEnum):
    """A choice from a closed list; the value is the identifier, `label` is what people read."""

    label: str

    def __new__(cls, identifier: str, label: str = "") -> Self:
        word = str.__new__(cls, identifier)
        word._value_ = identifier
        word.label = label
        return word

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Return other ways people write a member, each with the member's identifier."""
        return {}

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an identifier, a label or an alias; the ValueError lists what may be written."""
        identifier = _spellings(cls).get(_plain(text))
        if identifier is None:
            choices = "、".join(word.label for word in cls)
            message = f"没有“{text.strip()}”这一项，可以填：{choices}"
            raise ValueError(message)
        return cls(identifier)


@cache
def _spellings(words: type[Word]) -> Mapping[str, str]:
    by_alias = {_plain(alias): identifier for alias, identifier in words.aliases().items()}
    by_label = {_plain(word.label): word.value for word in words}
    by_identifier = {_plain(word.value): word.value for word in words}
    return by_alias | by_label | by_identifier


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
