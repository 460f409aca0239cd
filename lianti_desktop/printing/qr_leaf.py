"""A square code on paper, as a form bears it that comes back filled in (domain/form_code.py)."""

from dataclasses import dataclass

from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.paragraph import INK
from lianti_desktop.printing.pen import Pen

QUIET_ZONE = 4


@dataclass(frozen=True)
class QrLeaf:
    """The code as dark squares, with the quiet margin that scanners want inside its box."""

    words: str
    solid: bool = True

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws each run of dark squares in a row as one bar."""
        import segno

        rows = [list(row) for row in segno.make(self.words, error="m", micro=False).matrix]
        side = box.width / (len(rows) + 2 * QUIET_ZONE)
        for number, row in enumerate(rows):
            for start, length in _bars(row):
                left = box.left + (QUIET_ZONE + start) * side
                top = box.top + (QUIET_ZONE + number) * side
                pen.fill(Box(left, top, length * side, side), INK)


def _bars(row: list[int]) -> list[tuple[int, int]]:
    """The runs of dark squares in a row: where they start and how long they are."""
    bars: list[tuple[int, int]] = []
    for place, is_dark in enumerate([*row, 0]):
        if is_dark and (place == 0 or not row[place - 1]):
            bars.append((place, 1))
        elif is_dark:
            start, length = bars[-1]
            bars[-1] = (start, length + 1)
    return bars
