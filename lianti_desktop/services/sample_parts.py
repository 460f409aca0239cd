"""The things that several of the sample's pictures show, and the colours they share."""

import math
from dataclasses import replace

from lianti_desktop.services.sample_canvas import SHIRTS, Sheet, draw_person, somebody

WALL, WALL_LOW, FLOOR = "#F6EBD8", "#D8E3D3", "#D9B98C"
WOOD, WOOD_DARK, WOOD_PALE = "#C08B52", "#8E6238", "#E2BD87"
BOARD, CHALK = "#2F5D50", "#E9EFE6"
SKY, SKY_LOW, GRASS, GRASS_DARK = "#BFE0EC", "#E9F3EC", "#9DBF6B", "#6F9A4E"
EARTH, EARTH_DARK, LEAF = "#A9744A", "#8C5B39", "#5E9447"
PAPER, INK = "#FFFDF6", "#4C545C"


def room(sheet: Sheet) -> None:
    """A wall, a painted skirting, a floor."""
    w, h = sheet.width, sheet.height
    sheet.box((0, 0, w, h * 0.62), WALL)
    sheet.box((0, h * 0.44, w, h * 0.62), WALL_LOW)
    sheet.box((0, h * 0.62, w, h), FLOOR)


def hills(sheet: Sheet) -> None:
    """Sky, sun, clouds and green hills."""
    w, h = sheet.width, sheet.height
    sheet.box((0, 0, w, h * 0.3), SKY)
    sheet.box((0, h * 0.3, w, h), SKY_LOW)
    sheet.disc(w * sheet.dice.uniform(0.7, 0.9), h * 0.15, h * 0.065, "#F6C667")
    for x, y, size in ((0.15, 0.13, 0.05), (0.4, 0.09, 0.04)):
        for step in range(4):
            sheet.disc(
                w * (x + 0.03 * step), h * y, h * size * (1, 1.3, 1.15, 0.8)[step], "#FFFFFF"
            )
    sheet.oval((-w * 0.2, h * 0.3, w * 0.5, h * 0.95), GRASS_DARK)
    sheet.oval((w * 0.3, h * 0.25, w * 1.1, h * 1.0), "#83AD60")
    sheet.oval((w * 0.02, h * 0.42, w * 0.8, h * 1.1), GRASS)


def desk_row(sheet: Sheet, y: float, tall: float, count: int) -> None:
    """Pupils at their desks, seen from behind."""
    for place in range(count):
        x = sheet.width * (0.5 + (place - (count - 1) / 2) * 0.18 + 0.04)
        child = somebody(sheet, x, y, tall)
        lift = sheet.dice.choice((0.25, 0.25, 0.95))
        draw_person(sheet, replace(child, from_behind=True, seated=True, right_arm=lift))
        top = y - tall * 0.38
        sheet.soft_box((x - tall * 0.3, top, x + tall * 0.3, top + tall * 0.1), WOOD_PALE, 5)
        sheet.box((x - tall * 0.27, top + tall * 0.1, x + tall * 0.27, y + tall * 0.1), WOOD)


def window(sheet: Sheet, left: float, top: float, width: float) -> None:
    """A window with four panes."""
    tall = width * 1.15
    sheet.box((left, top, left + width, top + tall), "#FFFFFF")
    pane = width * 0.42
    for column in range(2):
        for row in range(2):
            x, y = left + width * (0.05 + 0.48 * column), top + tall * (0.04 + 0.48 * row)
            sheet.box((x, y, x + pane, y + tall * 0.44), SKY)
    sheet.oval(
        (left + width * 0.06, top + tall * 0.72, left + width * 0.46, top + tall * 0.96), GRASS
    )


def wall_works(sheet: Sheet, left: float, right: float, top: float) -> None:
    """Four pupils' works in a row."""
    step = (right - left) / 4
    for place in range(4):
        x = left + step * place
        corners = (x, top, x + step * 0.84, top + step * 0.66)
        framed(sheet, corners, place % 3)


def framed(sheet: Sheet, corners: tuple[float, float, float, float], motive: int) -> None:
    """A picture in a frame; the motive is 0 a landscape, 1 writing, 2 a flower."""
    left, top, right, bottom = corners
    sheet.box((left, top, right, bottom), WOOD_DARK)
    edge = (right - left) * 0.05
    sheet.box((left + edge, top + edge, right - edge, bottom - edge), PAPER)
    middle, wide, tall = (left + right) / 2, right - left, bottom - top
    if motive == 0:
        sheet.oval(
            (left + wide * 0.15, top + tall * 0.55, right - wide * 0.15, bottom - edge), GRASS
        )
        sheet.disc(right - wide * 0.3, top + tall * 0.3, tall * 0.12, "#E5703F")
    elif motive == 1:
        for line in range(3):
            x = left + wide * (0.28 + 0.22 * line)
            sheet.stroke([(x, top + tall * 0.22), (x, top + tall * 0.78)], "#3A3A3A", wide * 0.06)
    else:
        for petal in range(6):
            angle = petal * math.pi / 3
            x, y = (
                middle + math.cos(angle) * tall * 0.17,
                top + tall * 0.5 + math.sin(angle) * tall * 0.17,
            )
            sheet.disc(x, y, tall * 0.11, "#D9694A")
        sheet.disc(middle, top + tall * 0.5, tall * 0.1, "#F2C14E")


def shelves(sheet: Sheet, corners: tuple[float, float, float, float]) -> None:
    """Shelves full of books."""
    left, top, right, bottom = corners
    sheet.box((left, top, right, bottom), WOOD_DARK)
    rows = 4
    tall = (bottom - top) / rows
    for row in range(rows):
        shelf = top + tall * row
        sheet.box((left + 8, shelf + 8, right - 8, shelf + tall - 4), "#6E4B2B")
        x = left + 14
        while x < right - 40:
            wide = sheet.dice.uniform(14, 30)
            high = tall * sheet.dice.uniform(0.6, 0.84)
            sheet.box(
                (x, shelf + tall - 4 - high, x + wide, shelf + tall - 4), sheet.dice.choice(SHIRTS)
            )
            x += wide + 3


def things_on_table(sheet: Sheet, x: float, y: float) -> None:
    """A paper, a lamp or a box, as chance will have it."""
    kind = sheet.dice.randrange(3)
    size = sheet.width * 0.02
    if kind == 0:
        sheet_of_paper(sheet, x, y, size * 3)
    elif kind == 1:
        sheet.disc(x, y - size, size * 0.8, "#F6D66B")
        sheet.box((x - size * 0.4, y - size * 0.4, x + size * 0.4, y + size * 0.3), "#7B8794")
    else:
        sheet.soft_box(
            (x - size, y - size * 0.6, x + size, y + size * 0.5), sheet.dice.choice(SHIRTS), 4
        )


def sheet_of_paper(sheet: Sheet, x: float, y: float, wide: float) -> None:
    """A written sheet lying on a table."""
    tall = wide * 0.42
    points = [
        (x - wide * 0.42, y),
        (x + wide * 0.42, y),
        (x + wide * 0.5, y + tall),
        (x - wide * 0.5, y + tall),
    ]
    sheet.shape(points, PAPER)
    for line in range(1, 4):
        level = y + tall * line / 4
        sheet.stroke([(x - wide * 0.34, level), (x + wide * 0.3, level)], "#B9BDB8", 2)


def cup(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A cup of tea."""
    sheet.soft_box((x - size, y - size * 1.6, x + size, y + size), "#FFFFFF", size * 0.4)
    sheet.oval((x - size, y - size * 2, x + size, y - size * 1.1), "#B98A4E")


def writing(sheet: Sheet, ends: tuple[float, float], y: float, ink: tuple[str, float]) -> None:
    """A line of something written, too far away to read."""
    colour, size = ink
    x, right = ends
    while x < right:
        for level in range(3):
            inset = sheet.dice.uniform(0, size * 0.7)
            height = y + size * (level - 1) * 0.95
            ends_of_stroke = [(x + inset, height), (x + size * 2.1 - inset, height)]
            sheet.stroke(ends_of_stroke, colour, size * 0.3)
        upright = x + size * sheet.dice.uniform(0.5, 1.6)
        sheet.stroke([(upright, y - size * 1.1), (upright, y + size * 1.1)], colour, size * 0.3)
        x += size * 2.9


def scribble(sheet: Sheet, x: float, y: float, wide: float) -> None:
    """A signature."""
    points = [(x + wide * step / 9, y + sheet.dice.uniform(-9, 9)) for step in range(10)]
    sheet.stroke(points, "#27406B", 4)


def seedling(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Two small leaves."""
    for side in (-1, 1):
        sheet.oval((min(x, x + side * size), y - size, max(x, x + side * size), y), LEAF)


def cabbage(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A head of cabbage."""
    for side in (-1, 0, 1):
        sheet.disc(x + side * size * 0.6, y, size * 0.7, GRASS_DARK)
    sheet.disc(x, y - size * 0.2, size * 0.66, "#B7D684")
    sheet.disc(x, y - size * 0.24, size * 0.34, "#D5E8A8")


def straw_hat(sheet: Sheet, x: float, top: float, head: float) -> None:
    """A hat on a head with this top and radius."""
    sheet.oval((x - head * 1.7, top + head * 0.15, x + head * 1.7, top + head * 0.85), "#DDB866")
    sheet.bow(
        (x - head * 0.95, top - head * 0.45, x + head * 0.95, top + head * 1.2),
        (180, 360),
        "#E8C97E",
    )
    sheet.box((x - head * 0.93, top + head * 0.28, x + head * 0.93, top + head * 0.42), "#B5573F")


def hoe(sheet: Sheet, x: float, y: float, tall: float) -> None:
    """A hoe standing beside somebody."""
    sheet.stroke(
        [(x - tall * 0.02, y - tall * 0.78), (x + tall * 0.04, y)], WOOD_DARK, tall * 0.028
    )
    sheet.soft_box(
        (x - tall * 0.08, y - tall * 0.03, x + tall * 0.12, y + tall * 0.03), "#7C8790", 3
    )


def house(sheet: Sheet, x: float, base: float, wide: float) -> None:
    """A farmhouse; `x` is its left edge."""
    tall = wide * 0.55
    sheet.box((x, base - tall, x + wide, base), "#F2E4CB")
    roof = [
        (x - wide * 0.1, base - tall),
        (x + wide * 1.1, base - tall),
        (x + wide * 0.9, base - tall * 1.6),
    ]
    sheet.shape([*roof, (x + wide * 0.1, base - tall * 1.6)], "#6E6A68")
    sheet.box((x + wide * 0.42, base - tall * 0.62, x + wide * 0.6, base), "#8E5A3C")
    for side in (0.12, 0.72):
        sheet.box(
            (x + wide * side, base - tall * 0.7, x + wide * (side + 0.17), base - tall * 0.36), SKY
        )


def tree(sheet: Sheet, x: float, base: float, tall: float) -> None:
    """A round tree."""
    sheet.stroke([(x, base), (x, base - tall * 0.6)], "#7A5637", tall * 0.09)
    for dx, dy, size in ((-0.2, 0.6, 0.22), (0.2, 0.62, 0.22), (0, 0.85, 0.27)):
        sheet.disc(x + tall * dx, base - tall * dy, tall * size, LEAF)
