"""One line of a list to choose from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """`key` is what the program keeps; `title` and the paler `subtitle` are what people read."""

    key: object
    title: str
    subtitle: str = ""
