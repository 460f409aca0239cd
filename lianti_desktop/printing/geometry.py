"""Places on paper, in points, measured from the top left corner of the page."""

from dataclasses import dataclass

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the page."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def inset(self, across: float, down: float) -> "Box":
        """The box inside it, so much narrower on both sides and lower at both ends."""
        return Box(
            self.left + across,
            self.top + down,
            self.width - 2 * across,
            self.height - 2 * down,
        )

    def moved(self, across: float, down: float) -> "Box":
        """The same box at another place."""
        return Box(self.left + across, self.top + down, self.width, self.height)

    def overlaps(self, other: "Box", tolerance: float = 0.05) -> bool:
        """Whether the two share more than a hair's breadth."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > tolerance and down > tolerance
