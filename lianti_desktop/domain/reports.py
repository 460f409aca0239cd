"""A running text with headings, tables and charts, before it is set on paper or written as Word."""

from dataclasses import dataclass, field
from enum import StrEnum

from lianti_desktop.domain.forms import Column
from lianti_desktop.domain.presets import SCHOOL, Preset


@dataclass(frozen=True)
class Heading:
    """一、 at level 1, （一） at level 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``is_gap`` marks a place that somebody has to fill in."""

    text: str
    is_gap: bool = False


@dataclass(frozen=True)
class ReportTable:
    """A table under its caption."""

    caption: str
    columns: tuple[Column, ...]
    lines: tuple[tuple[str, ...], ...]


class ChartKind(StrEnum):
    """How figures are drawn."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True)
class Series:
    """The values of one name, one for each label of the chart."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """Figures as a drawing under its caption; ``unit`` stands over the axis of values."""

    caption: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    kind: ChartKind = ChartKind.BARS
    unit: str = ""


Block = Heading | Paragraph | ReportTable | Chart


@dataclass(frozen=True)
class Report:
    """The text; ``signed`` and ``day`` stand at its end at the right.

    ``appendix`` begins on a page of its own behind them.
    """

    title: str
    blocks: tuple[Block, ...]
    above: str = ""
    signed: str = ""
    day: str = ""
    appendix: tuple[Block, ...] = ()
    preset: Preset = field(default=SCHOOL)
    sample: bool = False
