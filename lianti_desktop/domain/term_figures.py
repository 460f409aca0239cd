"""What is counted of a term: 次 activities, 节次 lessons, 人次 people, each by its own rule.

Source: evaluation.md, D.5.  An activity counts once it was held.  人次 adds up the people of all
activities, the same person each time; party members are of which, not on top.  Estimated numbers
are kept apart from the exact ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

NOT_KNOWN = "—"


@dataclass(frozen=True)
class Count:
    """人次: those counted, and those only estimated."""

    exact: int = 0
    about: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.exact + other.exact, self.about + other.about)

    @property
    def words(self) -> str:
        """312, 312（另约40）, 约40."""
        if not self.about:
            return str(self.exact)
        return f"{self.exact}（另约{self.about}）" if self.exact else f"约{self.about}"

    @property
    def spoken(self) -> str:
        """312 人次, 312 人次（另有约 40 人次）, 约 40 人次."""
        if not self.about:
            return f"{self.exact} 人次"
        if not self.exact:
            return f"约 {self.about} 人次"
        return f"{self.exact} 人次（另有约 {self.about} 人次）"

    def said_of(self, who: str) -> str:
        """教师 312 人次, 家长约 40 人次."""
        return f"{who}{'' if self.about and not self.exact else ' '}{self.spoken}"

    @property
    def is_none(self) -> bool:
        """Whether nobody was counted at all."""
        return not self.exact and not self.about


def counted(number: int | None, *, is_estimated: bool) -> Count:
    """One number, exact or estimated."""
    if not number:
        return Count()
    return Count(about=number) if is_estimated else Count(number)


def total(counts: Iterable[Count]) -> Count:
    """All of them together."""
    return sum(counts, Count())


@dataclass(frozen=True)
class FigureLine:
    """The figures of a group of activities, of a school or of a month."""

    name: str
    times: int = 0
    lessons: int = 0
    people: Count = field(default_factory=Count)


@dataclass(frozen=True)
class Example:
    """An activity that the summary tells about."""

    title: str
    day: str
    host: str
    text: str


@dataclass(frozen=True)
class TermFigures:
    """All that is counted of a term, and the words that its activities left."""

    term: str
    alliance: str = ""
    schools: int = 0
    times: int = 0
    lessons: int = 0
    observations: int = 0
    photos: int = 0
    remarks: int = 0
    people: Count = field(default_factory=Count)
    staff: Count = field(default_factory=Count)
    pupils: Count = field(default_factory=Count)
    parents: Count = field(default_factory=Count)
    party: Count = field(default_factory=Count)
    persons: int | None = None
    """人数: distinct persons on sign-in sheets; None where only numbers were noted."""
    eligible: int = 0
    groups: tuple[FigureLine, ...] = ()
    kinds: tuple[tuple[str, str, int], ...] = ()
    """Group, kind, 次."""
    hosts: tuple[FigureLine, ...] = ()
    months: tuple[FigureLine, ...] = ()
    awards: tuple[tuple[str, int], ...] = ()
    """Level and number."""
    commended: tuple[str, ...] = ()
    """Who was commended for what, in the order of the days."""
    overdue: int = 0
    """Activities still planned although their day has passed."""
    results: tuple[Example, ...] = ()
    examples: tuple[Example, ...] = ()
    problems: tuple[Example, ...] = ()
    planned: tuple[Example, ...] = ()
    sample: bool = False

    @property
    def people_share(self) -> str:
        """参与面, 人数 of those who might have come; a dash where it is not known."""
        if self.persons is None or not self.eligible:
            return NOT_KNOWN
        return f"{percent(self.persons, self.eligible)}%"


def percent(part: int, whole: int) -> str:
    """With one decimal, rounded half away from zero, from whole numbers."""
    tenths = (part * 2000 + whole) // (whole * 2)
    return f"{tenths // 10}.{tenths % 10}"
