"""Bars and lines with Chinese labels, drawn as vectors into the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lianti_desktop.domain.reports import Chart, ChartKind
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.pen import Pen

INK, QUIET, GRID = "#1F2329", "#6B6F76", "#D9D9D4"
COLOURS = ("#2F5D50", "#D2A24C", "#7A8CA5", "#B3261E")
"""Dark and light by turns, so that a mono laser tells them apart."""
SIZE = 9.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 12.0, 30.0, 26.0
SLANTED_BOTTOM = 46.0
MOST_STEPS = 6
POWERS = 9
SLANT = 30


@dataclass(frozen=True)
class ChartLeaf:
    """A chart that fills its box."""

    chart: Chart
    solid: bool = True

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws bars or lines, the axes, the legend and the unit."""
        from reportlab.graphics.shapes import Drawing

        face = pen.face_name(Role.TABLE)
        drawing = Drawing(box.width, box.height, initialFontName=face)
        plot = _bars(self.chart) if self.chart.kind is ChartKind.BARS else _lines(self.chart)
        _place(plot, self.chart, (box.width, box.height))
        _dress_axes(plot, self.chart, face)
        drawing.add(plot)
        drawing.add(_legend(self.chart, face, box))
        drawing.add(_unit(self.chart, face, box.height))
        pen.drawing(drawing, box)


def _bars(chart: Chart) -> Any:
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.lib.colors import HexColor

    plot = VerticalBarChart()
    plot.groupSpacing = 12
    plot.barSpacing = 2
    for place in range(len(chart.series)):
        plot.bars[place].fillColor = HexColor(_colour(place))
        plot.bars[place].strokeColor = None
    plot.barLabelFormat = _shown
    plot.barLabels.nudge = 6
    return plot


def _lines(chart: Chart) -> Any:
    from reportlab.graphics.charts.linecharts import HorizontalLineChart
    from reportlab.graphics.widgets.markers import makeMarker
    from reportlab.lib.colors import HexColor

    plot = HorizontalLineChart()
    for place in range(len(chart.series)):
        plot.lines[place].strokeColor = HexColor(_colour(place))
        plot.lines[place].strokeWidth = 1.8
        plot.lines[place].symbol = makeMarker("FilledCircle", size=5)  # type: ignore[no-untyped-call]
        plot.lines[place].strokeDashArray = (4, 2) if place % 2 else None
    plot.joinedLines = 1
    plot.lineLabelFormat = _shown
    plot.lineLabels.dy = 7
    return plot


def _place(plot: Any, chart: Chart, size: tuple[float, float]) -> None:
    width, height = size
    bottom = SLANTED_BOTTOM if _is_crowded(chart, width) else BOTTOM
    plot.x, plot.y = LEFT, bottom
    plot.width, plot.height = width - LEFT - RIGHT, height - bottom - TOP
    plot.data = [list(series.values) for series in chart.series]
    plot.categoryAxis.categoryNames = list(chart.labels)


def _is_crowded(chart: Chart, width: float) -> bool:
    """Whether labels would run into each other, so that they have to be slanted."""
    slot = (width - LEFT - RIGHT) / max(len(chart.labels), 1)
    return max(map(len, chart.labels)) * SIZE > slot - 4


def _dress_axes(plot: Any, chart: Chart, face: str) -> None:
    from reportlab.lib.colors import HexColor

    labels = plot.barLabels if chart.kind is ChartKind.BARS else plot.lineLabels
    for one in (labels, plot.categoryAxis.labels, plot.valueAxis.labels):
        one.fontName, one.fontSize, one.fillColor = face, SIZE, HexColor(INK)
    if _is_crowded(chart, plot.width + LEFT + RIGHT):
        plot.categoryAxis.labels.angle = SLANT
        plot.categoryAxis.labels.boxAnchor = "ne"
    else:
        plot.categoryAxis.labels.dy = -4
    plot.categoryAxis.strokeColor = HexColor(INK)
    plot.categoryAxis.visibleTicks = 0
    axis = plot.valueAxis
    step = step_of(chart)
    axis.valueMin, axis.valueStep = 0, step
    axis.valueMax = step * (int(_highest(chart) // step) + 1)
    axis.labelTextFormat = "%d"
    axis.visibleGrid, axis.gridStrokeColor = 1, HexColor(GRID)
    axis.strokeColor, axis.visibleTicks = None, 0


def step_of(chart: Chart) -> int:
    """A round step that divides the axis into a few parts, whole numbers only."""
    highest = _highest(chart)
    steps = (int(base * 10**power) for power in range(POWERS) for base in (1, 2, 5))
    return next(step for step in steps if highest / step <= MOST_STEPS)


def _highest(chart: Chart) -> float:
    return max((value for series in chart.series for value in series.values), default=0.0)


def _legend(chart: Chart, face: str, box: Box) -> Any:
    from reportlab.graphics.charts.legends import Legend
    from reportlab.lib.colors import HexColor

    legend: Any = Legend()
    legend.fontName, legend.fontSize, legend.fillColor = face, SIZE, HexColor(INK)
    legend.x, legend.y = box.width - RIGHT, box.height - 4
    legend.boxAnchor, legend.alignment = "ne", "right"
    legend.columnMaximum, legend.deltax, legend.dxTextSpace = 1, 90, 5
    legend.dx = legend.dy = 8
    legend.strokeWidth = 0
    legend.colorNamePairs = [
        (HexColor(_colour(place)), series.name) for place, series in enumerate(chart.series)
    ]
    return legend


def _unit(chart: Chart, face: str, height: float) -> Any:
    from reportlab.graphics.shapes import String
    from reportlab.lib.colors import HexColor

    words = f"单位：{chart.unit}" if chart.unit else ""
    return String(4, height - 13, words, fontName=face, fontSize=SIZE, fillColor=HexColor(QUIET))


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _shown(value: float) -> str:
    return f"{value:.0f}" if value else ""


def characters_of(charts: Sequence[Chart]) -> str:
    """All text of some charts, which has no other face to fall back on."""
    parts = [
        "".join((chart.unit, *chart.labels, *(series.name for series in chart.series)))
        for chart in charts
    ]
    return "".join(parts)
