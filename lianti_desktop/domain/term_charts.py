"""The charts of a term's figures."""

from collections.abc import Iterator

from lianti_desktop.domain.presets import SCHOOL, Preset
from lianti_desktop.domain.reports import Block, Chart, ChartKind, Heading, Report, Series
from lianti_desktop.domain.term_figures import FigureLine, TermFigures
from lianti_desktop.domain.term_tables import figure_tables

FEWEST = 2
"""Fewer points make no chart."""


def statistics_report(figures: TermFigures, day: str, preset: Preset = SCHOOL) -> Report:
    """The statistics page: tables, then charts."""
    blocks: tuple[Block, ...] = (
        Heading("一、统计表"),
        *figure_tables(figures),
        Heading("二、统计图"),
        *charts_of(figures),
    )
    return Report(
        f"{figures.term}活动统计",
        blocks,
        figures.alliance,
        day=f"统计日期：{day}",
        preset=preset,
        sample=figures.sample,
    )


def charts_of(figures: TermFigures) -> Iterator[Chart]:
    """Kinds as bars, schools as bars, months as lines; what says nothing is left out."""
    for caption, lines, kind in (
        ("各类活动和课例", figures.groups, ChartKind.BARS),
        ("各校承办活动和课例", figures.hosts, ChartKind.BARS),
        ("各月活动和课例", figures.months, ChartKind.LINES),
    ):
        if len(lines) >= FEWEST:
            yield Chart(
                caption, tuple(line.name for line in lines), _series(lines), kind, "次、节次"
            )


def _series(lines: tuple[FigureLine, ...]) -> tuple[Series, ...]:
    times = Series("活动（次）", tuple(float(line.times) for line in lines))
    lessons = Series("课例（节次）", tuple(float(line.lessons) for line in lines))
    return (times, lessons) if any(lessons.values) else (times,)
