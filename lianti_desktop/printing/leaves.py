"""The simple things a page is made of: set text, grounds, frames and rules."""

from collections.abc import Callable
from dataclasses import dataclass

from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.geometry import Box, Point
from lianti_desktop.printing.page import Placed
from lianti_desktop.printing.paragraph import INK, LaidText, TextStyle, set_text
from lianti_desktop.printing.pen import Pen


@dataclass(frozen=True)
class TextLeaf:
    """Lines of set text from the top of the box."""

    text: LaidText
    solid: bool = True

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws one line under the other."""
        leading = self.text.style.leading
        for index, line in enumerate(self.text.lines):
            pen.runs(line.runs, box.left, box.top + (index + 0.5) * leading, self.text.style)


def words_of(item: Placed) -> str:
    """The words of a piece of text; empty for anything else."""
    if not isinstance(item.leaf, TextLeaf):
        return ""
    return "".join(line.text for line in item.leaf.text.lines)


@dataclass(frozen=True)
class FillLeaf:
    """A ground of one colour."""

    colour: str
    solid: bool = False

    def draw(self, pen: Pen, box: Box) -> None:
        """Fills the box."""
        pen.fill(box, self.colour)


@dataclass(frozen=True)
class FrameLeaf:
    """The outline of the box."""

    colour: str = INK
    thickness: float = 0.5
    solid: bool = False

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws the outline."""
        pen.frame(box, self.colour, self.thickness)


@dataclass(frozen=True)
class RuleLeaf:
    """A line from the box's top left to its bottom right corner, so usually a flat box."""

    colour: str = INK
    thickness: float = 0.5
    is_dotted: bool = False
    solid: bool = False

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws the line."""
        start, end = Point(box.left, box.top), Point(box.right, box.bottom)
        if self.is_dotted:
            pen.dotted(start, end, self.colour)
        else:
            pen.rule(start, end, self.colour, self.thickness)


@dataclass(frozen=True)
class SlantedLeaf:
    """Large pale words across the page, as 示例 on a sample."""

    text: str
    colour: str = "#EFE9DC"
    size: float = 120.0
    solid: bool = False

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws the words through the middle of the box."""
        pen.slanted(self.text, box, self.colour, self.size)


def text_at(box: Box, text: LaidText) -> Placed:
    """Set text at the top of a box, as high as its lines."""
    return Placed(Box(box.left, box.top, box.width, text.height), TextLeaf(text))


def undisturbed() -> None:
    """Lets a layout go on that nobody stops."""


@dataclass(frozen=True)
class Typesetter:
    """Sets short texts for a layout; ``go_on`` is called before each and may end it by raising."""

    font_book: FontBook
    go_on: Callable[[], None] = undisturbed

    def lay(self, text: str, style: TextStyle, width: float) -> LaidText:
        """A text set to a width."""
        self.go_on()
        return set_text(text, style, width, self.font_book)

    def at(self, box: Box, text: str, style: TextStyle) -> Placed:
        """A text set to the width of a box and placed at its top."""
        return text_at(box, self.lay(text, style, box.width))

    def middle(self, box: Box, text: str, style: TextStyle) -> Placed:
        """A text set to the width of a box and placed at its middle height."""
        laid = self.lay(text, style, box.width)
        top = box.top + (box.height - laid.height) / 2
        return text_at(Box(box.left, top, box.width, laid.height), laid)
