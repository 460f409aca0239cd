"""What stands around a form: its title, the line over the frame, page numbers, the binding line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.leaves import RuleLeaf, SlantedLeaf, Typesetter
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.paragraph import Align, TextStyle

QUIET = "#6B6F76"
ABOVE = TextStyle(Role.BODY, 11, 18, align=Align.CENTRE, spacing=0.12)
TITLE = TextStyle(Role.HEADING, 19, 32, align=Align.CENTRE, spacing=0.3)
LEFT = TextStyle(Role.BODY, 10, 18, align=Align.LEFT)
RIGHT = TextStyle(Role.BODY, 10, 18, align=Align.RIGHT)
RUNNING = TextStyle(Role.BODY, 9, 14, QUIET, Align.LEFT)
NUMBER = TextStyle(Role.BODY, 9, 14, QUIET, Align.CENTRE)
BINDING = TextStyle(Role.BODY, 8, 14, "#9A9A94", Align.CENTRE)
BINDING_AT = 14 * MM
SAMPLE = TextStyle(Role.HEADING, 9.5, 15, "#B7791F", Align.CENTRE)

Rooms = Callable[[int], Box]


@dataclass(frozen=True)
class SheetHead:
    """The words around a form; ``running`` names it at the head of the following pages."""

    title: str
    above: str = ""
    left: str = ""
    right: str = ""
    running: str = ""
    is_sample: bool = False
    counts_pages: bool = True

    @property
    def height(self) -> float:
        """What the head of the first page takes."""
        above = ABOVE.leading if self.above else 0.0
        below = LEFT.leading if self.left or self.right else 6.0
        return above + TITLE.leading + below

    def placed(self, box: Box, setter: Typesetter) -> list[Placed]:
        """The head of the first page at the top of a box."""
        items: list[Placed] = []
        top = box.top
        if self.above:
            items.append(setter.at(box, self.above, ABOVE))
            top += ABOVE.leading
        items.append(setter.at(Box(box.left, top, box.width, TITLE.leading), self.title, TITLE))
        line = Box(box.left, top + TITLE.leading, box.width / 2, LEFT.leading)
        items.append(setter.at(line, self.left, LEFT))
        items.append(setter.at(line.moved(box.width / 2, 0), self.right, RIGHT))
        return items


def headed_pages(
    head: SheetHead,
    paper: Paper,
    flow: Callable[[Rooms], Sequence[Sequence[Placed]]],
    setter: Typesetter,
) -> list[Page]:
    """Pages of a form with all that stands around it; ``flow`` fills the room inside."""

    def room(number: int) -> Box:
        box = paper.text_box(number)
        taken = head.height if number == 1 else RUNNING.leading + 4
        return Box(box.left, box.top + taken, box.width, box.height - taken - NUMBER.leading - 4)

    bodies = flow(room)
    edges = _Edges(head, paper, setter, len(bodies))
    return [
        Page(paper, (*edges.placed(number), *body), head.title if number == 1 else "")
        for number, body in enumerate(bodies, 1)
    ]


@dataclass(frozen=True)
class _Edges:
    head: SheetHead
    paper: Paper
    setter: Typesetter
    count: int

    def placed(self, number: int) -> list[Placed]:
        box = self.paper.text_box(number)
        foot = Box(box.left, box.bottom - NUMBER.leading, box.width, NUMBER.leading)
        items = [*self._sample(), *self._binding()]
        if number == 1:
            items.extend(self.head.placed(box, self.setter))
        else:
            words = f"{self.head.title}（续）　{self.head.running}"
            items.append(self.setter.at(box, _shortened(words), RUNNING))
        if not self.head.counts_pages:
            return items
        counted = f"第 {number} 页　共 {self.count} 页"
        return [*items, self.setter.at(foot, counted, NUMBER)]

    def _sample(self) -> list[Placed]:
        if not self.head.is_sample:
            return []
        whole = Box(0, 0, self.paper.width, self.paper.height)
        return [Placed(whole, SlantedLeaf("示例"))]

    def _binding(self) -> list[Placed]:
        """The dotted line along which a single sheet is bound, with its three characters."""
        if self.paper.mirrored:
            return []
        top, bottom = 30 * MM, self.paper.height - 30 * MM
        items: list[Placed] = []
        for index, char in enumerate("装订线"):
            middle = top + (bottom - top) * (2 * index + 1) / 6
            box = Box(BINDING_AT - 7, middle - 7, 14, 14)
            items.append(self.setter.at(box, char, BINDING))
        for start, end in self._gaps(top, bottom):
            line = Box(BINDING_AT, start, 0, end - start)
            items.append(Placed(line, RuleLeaf("#9A9A94", is_dotted=True)))
        return items

    def _gaps(self, top: float, bottom: float) -> list[tuple[float, float]]:
        middles = [top + (bottom - top) * (2 * index + 1) / 6 for index in range(3)]
        starts = [top, *(middle + 11 for middle in middles)]
        ends = [*(middle - 11 for middle in middles), bottom]
        return list(zip(starts, ends, strict=True))


def _shortened(words: str, most: int = 46) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
