"""The last row of a form: boxes to sign and seal in, with the place for a date."""

from dataclasses import dataclass, replace

from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.leaves import RuleLeaf, Typesetter
from lianti_desktop.printing.page import Placed
from lianti_desktop.printing.paragraph import Align, TextStyle

HEIGHT = 27 * MM
LEAST_HEIGHT = 18.5 * MM
WHO = TextStyle(Role.HEADING, 9.5, 15, align=Align.LEFT)
DATE = TextStyle(Role.BODY, 10, 15, align=Align.RIGHT)
PADDING = 6.0


@dataclass(frozen=True)
class SignRow:
    """Boxes side by side, each with who signs at the top and the date at the foot."""

    labels: tuple[str, ...]
    width: float
    setter: Typesetter
    wanted: float = HEIGHT
    elastic: bool = False
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """High enough for a hand and a seal."""
        return self.wanted if self.labels else 0.0

    @property
    def first_height(self) -> float:
        """All of it, as low as a seal allows."""
        return min(self.height, LEAST_HEIGHT)

    def split(self, room: float) -> "tuple[SignRow | None, SignRow | None]":
        """All of it on this page, a little lower if need be, or on the next one."""
        if self.height <= room + 0.01:
            return self, None
        return (replace(self, wanted=room), None) if room >= LEAST_HEIGHT else (None, self)

    def placed(self, left: float, top: float) -> list[Placed]:
        """The boxes with a line between each two."""
        items: list[Placed] = []
        width = self.width / max(len(self.labels), 1)
        for index, label in enumerate(self.labels):
            box = Box(left + index * width, top, width, self.height)
            inner = box.inset(PADDING, PADDING - 1)
            foot = Box(inner.left, inner.bottom - DATE.leading, inner.width, DATE.leading)
            items.append(self.setter.at(inner, f"{label}：", WHO))
            items.append(self.setter.at(foot, "年　　月　　日", DATE))
            if index:
                items.append(Placed(Box(box.left, top, 0, self.height), RuleLeaf()))
        return items

    def grown(self, more: float) -> "SignRow":
        """Boxes to sign do not grow."""
        return self
