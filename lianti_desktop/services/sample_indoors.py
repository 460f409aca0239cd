"""The sample's pictures inside the school: lessons, meetings, a stage, books, papers."""

from dataclasses import replace

from lianti_desktop.services.sample_canvas import (
    SCARF,
    SHIRTS,
    Sheet,
    draw_person,
    grown_up,
    somebody,
)
from lianti_desktop.services.sample_parts import (
    BOARD,
    CHALK,
    FLOOR,
    GRASS,
    INK,
    PAPER,
    SKY,
    WALL,
    WALL_LOW,
    WOOD,
    WOOD_DARK,
    WOOD_PALE,
    cup,
    desk_row,
    framed,
    room,
    scribble,
    sheet_of_paper,
    shelves,
    things_on_table,
    wall_works,
    window,
    writing,
)


def classroom(sheet: Sheet) -> None:
    """A teacher at the board, pupils from behind, some with a hand up."""
    room(sheet)
    w, h = sheet.width, sheet.height
    sheet.box((w * 0.2, h * 0.12, w * 0.86, h * 0.52), WOOD)
    sheet.box((w * 0.21, h * 0.135, w * 0.85, h * 0.505), BOARD)
    for line in range(4):
        y = h * (0.2 + 0.07 * line)
        writing(sheet, (w * 0.28, w * sheet.dice.uniform(0.45, 0.58)), y, (CHALK, 5))
    sheet.soft_box((w * 0.64, h * 0.19, w * 0.81, h * 0.44), SKY, 4)
    sheet.oval((w * 0.66, h * 0.33, w * 0.79, h * 0.43), GRASS)
    sheet.disc(w * 0.77, h * 0.24, h * 0.025, "#F2B84B")
    teacher = grown_up(somebody(sheet, w * 0.13, h * 0.86, h * 0.62))
    draw_person(sheet, replace(teacher, right_arm=0.62))
    for row, (y, size) in enumerate(((0.83, 0.36), (1.06, 0.46))):
        desk_row(sheet, y * h, size * h, 5 - row)


def group_work(sheet: Sheet) -> None:
    """Children round a table with something to make."""
    room(sheet)
    w, h = sheet.width, sheet.height
    window(sheet, w * 0.07, h * 0.1, w * 0.2)
    window(sheet, w * 0.72, h * 0.1, w * 0.2)
    wall_works(sheet, w * 0.32, w * 0.68, h * 0.14)
    for place in range(5):
        child = somebody(sheet, w * (0.18 + 0.16 * place), h * 0.93, h * 0.6)
        busy = place != sheet.dice.randrange(5)
        draw_person(sheet, replace(child, seated=True, hands_together=busy, right_arm=0.9))
    sheet.soft_box((w * 0.06, h * 0.72, w * 0.94, h * 0.98), WOOD, 20)
    sheet.soft_box((w * 0.04, h * 0.69, w * 0.96, h * 0.79), WOOD_PALE, 16)
    for place in range(8):
        x = w * (0.12 + 0.1 * place)
        things_on_table(sheet, x, h * 0.74)


def desk_talk(sheet: Sheet) -> None:
    """Teachers at a table with their notes."""
    room(sheet)
    w, h = sheet.width, sheet.height
    shelves(sheet, (w * 0.56, h * 0.08, w * 0.95, h * 0.56))
    window(sheet, w * 0.08, h * 0.1, w * 0.3)
    for place in range(4):
        teacher = grown_up(somebody(sheet, w * (0.17 + 0.22 * place), h * 1.16, h * 0.86))
        listens = place != 1
        draw_person(sheet, replace(teacher, seated=True, hands_together=listens, left_arm=0.35))
    sheet.box((0, h * 0.77, w, h), WOOD)
    sheet.box((0, h * 0.745, w, h * 0.8), WOOD_PALE)
    for place in range(4):
        x = w * (0.17 + 0.22 * place)
        sheet_of_paper(sheet, x, h * 0.8, w * 0.11)
        cup(sheet, x + w * 0.09, h * 0.79, w * 0.018)


def meeting(sheet: Sheet) -> None:
    """A long table, people on both sides, somebody speaking by a screen."""
    room(sheet)
    w, h = sheet.width, sheet.height
    sheet.box((w * 0.3, h * 0.07, w * 0.72, h * 0.42), "#6B6258")
    sheet.box((w * 0.31, h * 0.085, w * 0.71, h * 0.405), PAPER)
    for place, tall in enumerate((0.12, 0.2, 0.16, 0.25)):
        x = w * (0.38 + 0.07 * place)
        sheet.box((x, h * (0.37 - tall), x + w * 0.04, h * 0.37), SHIRTS[place])
    speaker = grown_up(somebody(sheet, w * 0.8, h * 0.8, h * 0.6))
    draw_person(sheet, replace(speaker, left_arm=0.55))
    for side in (-1, 1):
        for place in range(3):
            x = w * (0.5 + side * (0.17 + 0.1 * place))
            sitting = grown_up(somebody(sheet, x, h * (0.92 + 0.07 * place), h * 0.56))
            draw_person(sheet, replace(sitting, seated=True, hands_together=True))
    table = [(w * 0.36, h * 0.64), (w * 0.64, h * 0.64), (w * 0.98, h), (w * 0.02, h)]
    sheet.shape(table, WOOD_DARK)
    sheet.shape([(x, y - h * 0.015) for x, y in table], WOOD_PALE)
    for x, y, size in (
        (0.4, 0.72, 0.06),
        (0.55, 0.71, 0.06),
        (0.28, 0.87, 0.09),
        (0.62, 0.86, 0.09),
    ):
        sheet_of_paper(sheet, w * x, h * y, w * size)
        cup(sheet, w * (x + size * 0.85), h * y, w * size * 0.16)


def lecture(sheet: Sheet) -> None:
    """A speaker on a platform before listeners seen from behind."""
    w, h = sheet.width, sheet.height
    sheet.box((0, 0, w, h * 0.66), "#EADBC6")
    sheet.box((0, h * 0.66, w, h), FLOOR)
    sheet.box((w * 0.1, h * 0.07, w * 0.66, h * 0.5), PAPER)
    sheet.box((w * 0.1, h * 0.07, w * 0.66, h * 0.15), "#C25B45")
    for line in range(3):
        y = h * (0.23 + 0.08 * line)
        sheet.disc(w * 0.16, y, h * 0.014, SHIRTS[line + 1])
        writing(sheet, (w * 0.19, w * sheet.dice.uniform(0.4, 0.6)), y, (INK, 6))
    speaker = grown_up(somebody(sheet, w * 0.8, h * 0.74, h * 0.52))
    draw_person(sheet, replace(speaker, left_arm=0.6, shirt="#6C8EAD"))
    sheet.soft_box((w * 0.72, h * 0.52, w * 0.88, h * 0.74), WOOD, 8)
    sheet.soft_box((w * 0.705, h * 0.5, w * 0.895, h * 0.55), WOOD_DARK, 6)
    for row in range(2):
        for place in range(7 - row):
            x = w * (0.07 + 0.145 * place + 0.07 * row)
            person = grown_up(somebody(sheet, x, h * (1.02 + 0.16 * row), h * 0.48))
            draw_person(sheet, replace(person, from_behind=True, seated=True))


def books(sheet: Sheet) -> None:
    """Shelves with books, a stack with a ribbon in front."""
    w, h = sheet.width, sheet.height
    sheet.box((0, 0, w, h), WALL)
    shelves(sheet, (w * 0.08, h * 0.06, w * 0.92, h * 0.7))
    sheet.box((0, h * 0.78, w, h), WOOD)
    sheet.box((0, h * 0.77, w, h * 0.81), WOOD_PALE)
    for place in range(7):
        top = h * (0.78 - 0.035 * (place + 1))
        shift = sheet.dice.uniform(-0.02, 0.02) * w
        corners = (w * 0.3 + shift, top, w * 0.7 + shift, top + h * 0.034)
        sheet.soft_box(corners, sheet.dice.choice(SHIRTS), 5)
        sheet.box((corners[2] - w * 0.03, top + 4, corners[2] - 3, top + h * 0.028), PAPER)
    sheet.box((w * 0.48, h * 0.535, w * 0.515, h * 0.78), SCARF)
    for left in (0.4075, 0.4975):
        sheet.oval((w * left, h * 0.5, w * (left + 0.09), h * 0.54), SCARF)


def gallery(sheet: Sheet) -> None:
    """Framed pictures and writing in a corridor, two children looking."""
    w, h = sheet.width, sheet.height
    sheet.box((0, 0, w, h * 0.76), WALL)
    sheet.box((0, h * 0.55, w, h * 0.76), WALL_LOW)
    sheet.box((0, h * 0.76, w, h), FLOOR)
    for row in range(2):
        for place in range(5):
            x, y = w * (0.05 + 0.185 * place), h * (0.06 + 0.25 * row)
            framed(sheet, (x, y, x + w * 0.15, y + h * 0.21), (row + place) % 3)
    for x in (0.34, 0.5):
        child = somebody(sheet, w * x, h * 0.96, h * 0.5)
        draw_person(sheet, replace(child, from_behind=True, right_arm=0.3))


def sign_sheet(sheet: Sheet) -> None:
    """A filled sign-in sheet photographed on a desk."""
    w, h = sheet.width, sheet.height
    sheet.box((0, 0, w, h), WOOD)
    for line in range(9):
        y = h * line / 9
        sheet.stroke([(0, y), (w, y + sheet.dice.uniform(-20, 20))], WOOD_DARK, 2)
    sheet.shape(
        [(w * 0.1, h * 0.06), (w * 0.92, h * 0.04), (w * 0.94, h * 0.95), (w * 0.08, h * 0.96)],
        "#9C7040",
    )
    left, right = w * 0.09, w * 0.91
    sheet.box((left, h * 0.045, right, h * 0.945), PAPER)
    writing(sheet, (w * 0.36, w * 0.64), h * 0.1, (INK, 10))
    for row in range(13):
        y = h * (0.16 + 0.058 * row)
        sheet.stroke([(w * 0.14, y), (w * 0.86, y)], INK, 2)
    for row in range(11):
        y = h * (0.19 + 0.058 * row)
        writing(sheet, (w * 0.17, w * 0.3), y, (INK, 5))
        writing(sheet, (w * 0.4, w * 0.53), y, (INK, 5))
        scribble(sheet, w * 0.64, y, w * 0.16)
    for x in (0.14, 0.36, 0.58, 0.86):
        sheet.stroke([(w * x, h * 0.16), (w * x, h * (0.16 + 0.058 * 12))], INK, 2)
    sheet.stroke([(w * 0.7, h * 0.99), (w * 0.96, h * 0.72)], "#2F4858", 16)
    sheet.stroke([(w * 0.69, h * 0.995), (w * 0.71, h * 0.975)], "#1E1E1E", 10)


def stage(sheet: Sheet) -> None:
    """Children singing on a lit stage between curtains."""
    w, h = sheet.width, sheet.height
    sheet.box((0, 0, w, h), "#5B2A3C")
    sheet.oval((w * 0.08, -h * 0.2, w * 0.92, h * 0.95), "#7C3A4C")
    sheet.oval((w * 0.2, -h * 0.1, w * 0.8, h * 0.85), "#9C4E5A")
    for place in range(9):
        x = w * (place + 0.5) / 9
        sheet.disc(x, h * 0.07, h * 0.022, ("#F7D774", "#F2B5A0", "#CFE6D5")[place % 3])
    sheet.shape([(0, h * 0.76), (w, h * 0.76), (w, h), (0, h)], WOOD)
    sheet.box((0, h * 0.76, w, h * 0.785), WOOD_DARK)
    shirts = sheet.dice.sample(SHIRTS, 2)
    for row, count in enumerate((6, 5)):
        for place in range(count):
            x = w * (0.5 + (place - (count - 1) / 2) * 0.115)
            child = somebody(sheet, x, h * (0.8 + 0.11 * row), h * 0.42)
            lift = 0.08 if (place + row) % 2 else 0.14
            shirt = shirts[row]
            draw_person(sheet, replace(child, left_arm=lift, right_arm=lift, shirt=shirt))
    for side in (0, 1):
        for fold in range(4):
            left = w * (0.035 * fold) if side == 0 else w * (1 - 0.035 * (fold + 1))
            sheet.box((left, 0, left + w * 0.037, h * 0.97), ("#B23A48", "#9B2F3E")[fold % 2])
