"""The page of an official text in one of the two office habits: its margins, type and number."""

from dataclasses import replace

from lianti_desktop.domain.presets import Preset
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Paper, Placed
from lianti_desktop.printing.paragraph import INK, Align, TextStyle

NUMBER = TextStyle(Role.BODY, 9, 14, "#6B6F76", Align.CENTRE)
DASHED = TextStyle(Role.BODY, 14, 18, INK, Align.CENTRE)
NUMBER_BELOW = 7 * MM


def paper_of(preset: Preset) -> Paper:
    """A4 with the margins of the preset."""
    top, bottom, left, right = (side * MM for side in preset.margins)
    return Paper(top=top, bottom=bottom, inner=left, outer=right)


def text_of(preset: Preset) -> TextStyle:
    """Running text: two characters in, justified."""
    return TextStyle(Role.FANG, preset.size, preset.leading, INK, indent=2.0)


def title_of(preset: Preset) -> TextStyle:
    """The title over a text."""
    return TextStyle(Role.BOLD, preset.title_size, preset.title_size * 1.5, INK, Align.CENTRE)


def number_at(number: int, preset: Preset, setter: Typesetter) -> Placed:
    """— 1 — at the outer edge, one character in; or a plain number in the middle."""
    box = paper_of(preset).text_box(1)
    if not preset.has_dashed_numbers:
        foot = Box(box.left, box.bottom + 2 * MM, box.width, NUMBER.leading)
        return setter.at(foot, str(number), NUMBER)
    align = Align.RIGHT if number % 2 else Align.LEFT
    foot = Box(box.left + 14, box.bottom + NUMBER_BELOW, box.width - 28, DASHED.leading)
    return setter.at(foot, f"— {number} —", replace(DASHED, align=align))
