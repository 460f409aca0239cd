"""Pages of a finished PDF side by side in one small picture, as the README shows them."""

from collections.abc import Sequence
from pathlib import Path

from lianti_desktop.printing.preview import page_count, page_size, render_page

GROUND = "#D8D5CE"
EDGE = 14
COLOURS = 192
HIGH = 430
MM_IN_INCH = 25.4


def draw_spread(file: Path, pages: Sequence[int], out: Path) -> Path:
    """Writes a PNG of some pages, counted from 1, in a row; those that are not there are left out.

    Raises UserError for a bad PDF.
    """
    from PIL import Image

    dpi = HIGH / (page_size(file)[1] / MM_IN_INCH)
    drawn = []
    count = page_count(file)
    for number in (one for one in pages if one <= count):
        page = render_page(file, number - 1, dpi)
        size = (page.width, page.height)
        drawn.append(Image.frombuffer("RGB", size, page.pixels, "raw", "BGRX", 0, 1))
    wide = sum(one.width for one in drawn) + EDGE * (len(drawn) + 1)
    picture = Image.new("RGB", (wide, max(one.height for one in drawn) + 2 * EDGE), GROUND)
    left = EDGE
    for one in drawn:
        picture.paste(one, (left, EDGE))
        left += one.width + EDGE
    out.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out
