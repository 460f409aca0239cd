"""What a form says before it is set on paper or written as Word: plain data, already worded.

Nothing in here knows a record, a page or a font; what is unknown is an empty string and leaves
its place on the form empty.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

TICKED, OPEN = "√", "□"


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, and where text stands."""

    heading: str
    share: float
    is_centred: bool = False


@dataclass(frozen=True)
class Pairs:
    """Labels with short values, side by side."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """A label beside a long text; it is at least so many points high and fills a short page."""

    label: str
    text: str = ""
    least: float = 60.0
    is_elastic: bool = True


@dataclass(frozen=True)
class Code:
    """A label beside a few large signs that are read out on the telephone or typed again."""

    label: str
    text: str


@dataclass(frozen=True)
class Sides:
    """Two long texts side by side, each under its label, as 听课过程 beside 评点."""

    left: tuple[str, str]
    right: tuple[str, str]
    least: float = 180.0
    share: float = 0.62
    """How much of the width the left one has."""


@dataclass(frozen=True)
class Ratings:
    """Questions with a row of boxes from the highest to the lowest mark, one of them ticked."""

    label: str
    questions: tuple[tuple[str, int | None], ...]
    marks: tuple[int, ...] = (5, 4, 3, 2, 1)

    @property
    def table(self) -> "Table":
        """The same as a small table of boxes."""
        marks = (Column(f"{mark}分", 1.5, is_centred=True) for mark in self.marks)
        lines = (
            (question, *(TICKED if mark == given else OPEN for mark in self.marks))
            for question, given in self.questions
        )
        return Table(self.label, (Column("评价内容", 6), *marks), tuple(lines))


@dataclass(frozen=True)
class Table:
    """A label beside a small table."""

    label: str
    columns: tuple[Column, ...]
    lines: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Lines:
    """A table across the form; empty lines are added up to ``least``."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[str, ...], ...] = ()
    least: int = 0

    @property
    def filled(self) -> tuple[tuple[str, ...], ...]:
        """The lines, and the empty ones to write in."""
        empty = ("",) * len(self.columns)
        return (*self.lines, *[empty] * (self.least - len(self.lines)))


class Picture(Protocol):
    """An upright picture in a file with its size in pixels and its caption."""

    @property
    def path(self) -> Path:
        """The JPEG."""

    @property
    def width(self) -> int:
        """In pixels."""

    @property
    def height(self) -> int:
        """In pixels."""

    @property
    def caption(self) -> str:
        """What stands under it."""


@dataclass(frozen=True)
class Pictures:
    """Pictures with their captions under a heading across the form."""

    label: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Signs:
    """Boxes to sign and seal in."""

    labels: tuple[str, ...]


Part = Pairs | Words | Code | Sides | Ratings | Table | Lines | Pictures | Signs


@dataclass(frozen=True)
class FormSheet:
    """A form; ``code`` is what its square code says, without one none is printed.

    ``above`` stands over the title, ``left`` and ``right`` in the line over the frame; ``running``
    names the form at the head of the pages that follow.
    """

    title: str
    parts: tuple[Part, ...]
    above: str = ""
    left: str = ""
    right: str = ""
    running: str = ""
    code: str = ""
    is_landscape: bool = False
    sample: bool = False

    @property
    def name(self) -> str:
        """What the file is called in a reader."""
        return " ".join(part for part in (self.title, self.running) if part)
