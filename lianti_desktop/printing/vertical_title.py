"""A title written from top to bottom, in one or two columns from the right, as on old bindings."""

from dataclasses import replace

from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Placed
from lianti_desktop.printing.paragraph import Align, TextStyle

MOST_IN_COLUMN = 9
MOST_COLUMNS = 2
STEP = 1.22
COLUMN_STEP = 1.35


def can_stand_upright(title: str) -> bool:
    """Whether every character may simply stand under the one before it, and there are not many."""
    words = title.replace(" ", "")
    return 0 < len(words) <= MOST_IN_COLUMN * MOST_COLUMNS and all(map(_is_han, words))


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000" or char == "〇"


def upright_title(title: str, room: Box, style: TextStyle, setter: Typesetter) -> list[Placed]:
    """The characters from the top right of the room, as large as the style and the room allow."""
    words = title.replace(" ", "")
    columns = 1 if len(words) <= MOST_IN_COLUMN else MOST_COLUMNS
    high = -(-len(words) // columns)
    across = room.width / (1 + (columns - 1) * COLUMN_STEP)
    size = min(style.size, room.height / (high * STEP), across)
    own = replace(style, size=size, leading=size * STEP, align=Align.CENTRE, spacing=0.0)
    items = []
    for place, char in enumerate(words):
        column, row = divmod(place, high)
        left = room.right - size - column * size * COLUMN_STEP
        items.append(setter.at(Box(left, room.top + row * size * STEP, size, 0), char, own))
    return items


def upright_width(title: str, style: TextStyle) -> float:
    """How wide the title stands when its height is no matter."""
    columns = 1 if len(title.replace(" ", "")) <= MOST_IN_COLUMN else MOST_COLUMNS
    return style.size * (1 + (columns - 1) * COLUMN_STEP)
