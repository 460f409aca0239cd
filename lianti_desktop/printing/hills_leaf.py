"""A quiet drawing of hills and a sun, for covers without a photo and for the back of a book."""

from dataclasses import dataclass
from math import sin

from lianti_desktop.printing.geometry import Box, Point
from lianti_desktop.printing.pen import Pen

STEPS = 9


@dataclass(frozen=True)
class HillColours:
    """The ground, the sun, and the ridges from the back to the front."""

    sky: str = "#F6F1E4"
    sun: str = "#E9CFA0"
    ridges: tuple[str, ...] = ("#D5E5DC", "#AFCFC2", "#7FB1A1", "#4B8E7B", "#1F6F5C")


@dataclass(frozen=True)
class HillsLeaf:
    """Five ridges, each darker than the one behind it; ``with_sky`` paints the ground as well."""

    with_sky: bool = True
    colours: HillColours = HillColours()
    solid: bool = True

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws the hills from the back to the front."""
        if self.with_sky:
            pen.fill(box, self.colours.sky)
            centre = Point(box.left + box.width * 0.72, box.top + box.height * 0.3)
            pen.disc(centre, min(box.width, box.height) * 0.09, self.colours.sun)
        for index, colour in enumerate(self.colours.ridges):
            pen.curve(_ridge(box, index), colour, base=box.bottom)


def _ridge(box: Box, index: int) -> list[Point]:
    """The line of one ridge: two waves of different length, always inside the box."""
    level = 0.46 + 0.115 * index
    points = []
    for step in range(STEPS + 1):
        part = step / STEPS
        wave = sin(part * (4.1 + index) + 1.7 * index) + 0.5 * sin(part * 9.3 + 2.9 * index)
        y = box.top + box.height * (level + 0.055 * wave)
        points.append(Point(box.left + box.width * part, min(max(y, box.top), box.bottom)))
    return points
