"""The sample's pictures outside: the field, the village, everybody before the school."""

from dataclasses import replace

from lianti_desktop.services.sample_canvas import SHIRTS, Sheet, draw_person, grown_up, somebody
from lianti_desktop.services.sample_parts import (
    EARTH,
    EARTH_DARK,
    GRASS,
    SKY,
    WOOD_DARK,
    WOOD_PALE,
    cabbage,
    hills,
    hoe,
    house,
    seedling,
    straw_hat,
    tree,
    window,
    writing,
)


def farm(sheet: Sheet) -> None:
    """Children with hoes between the ridges of a field."""
    hills(sheet)
    w, h = sheet.width, sheet.height
    sheet.shape([(0, h * 0.56), (w, h * 0.52), (w, h), (0, h)], EARTH)
    for row in range(7):
        y = h * (0.58 + 0.012 * row * row)
        sheet.stroke([(0, y), (w, y - h * 0.03)], EARTH_DARK, 4 + 3 * row)
        for place in range(26 - 2 * row):
            seedling(sheet, w * (place + 0.5) / (26 - 2 * row), y - 3 - row, 6 + 3.4 * row)
    for place in range(4):
        size = sheet.dice.uniform(0.42, 0.5)
        child = somebody(
            sheet, w * (0.16 + 0.23 * place), h * (0.82 + 0.05 * (place % 2)), h * size
        )
        lift = sheet.dice.uniform(0.38, 0.52)
        draw_person(sheet, replace(child, left_arm=lift - 0.1, right_arm=lift))
        straw_hat(sheet, child.x, child.y - child.tall, child.head)
        hoe(sheet, child.x + child.tall * 0.34, child.y, child.tall)


def farm_row(sheet: Sheet) -> None:
    """One ridge seen close, running away between its neighbours, with a wooden sign."""
    hills(sheet)
    w, h = sheet.width, sheet.height
    sheet.box((0, h * 0.45, w, h), EARTH)
    for place in range(-3, 4):
        near, far = w * (0.5 + place * 0.42), w * (0.5 + place * 0.1)
        ridge = [(far - w * 0.02, h * 0.45), (far + w * 0.02, h * 0.45)]
        sheet.shape([*ridge, (near + w * 0.13, h), (near - w * 0.13, h)], EARTH_DARK)
        for step in range(9):
            share = (step / 8) ** 1.7
            x, y = far + (near - far) * share, h * (0.46 + 0.5 * share)
            cabbage(sheet, x, y, w * (0.008 + 0.07 * share))
    sheet.box((w * 0.73, h * 0.36, w * 0.755, h * 0.66), WOOD_DARK)
    sheet.soft_box((w * 0.6, h * 0.28, w * 0.89, h * 0.42), WOOD_PALE, 8)
    writing(sheet, (w * 0.64, w * 0.84), h * 0.33, (WOOD_DARK, 7))
    writing(sheet, (w * 0.64, w * 0.77), h * 0.375, (WOOD_DARK, 7))


def village(sheet: Sheet) -> None:
    """People on the road to a village under the hills."""
    hills(sheet)
    w, h = sheet.width, sheet.height
    for x, size in ((0.62, 0.17), (0.78, 0.21), (0.06, 0.18)):
        house(sheet, w * x, h * 0.6, w * size)
    sheet.box((0, h * 0.6, w, h), GRASS)
    sheet.shape([(w * 0.46, h * 0.6), (w * 0.54, h * 0.6), (w * 0.88, h), (w * 0.1, h)], "#E4CFA5")
    for place in range(4):
        size = 0.36 + 0.05 * (place % 2)
        walker = grown_up(
            somebody(sheet, w * (0.3 + 0.12 * place), h * (0.88 + 0.03 * place), h * size)
        )
        draw_person(sheet, replace(walker, left_arm=0.1, right_arm=0.2))
    for x in (0.04, 0.2, 0.93):
        tree(sheet, w * x, h * 0.72, h * 0.3)


def group_photo(sheet: Sheet) -> None:
    """Everybody in three rows before the school."""
    w, h = sheet.width, sheet.height
    sheet.box((0, 0, w, h * 0.5), SKY)
    sheet.box((w * 0.12, h * 0.1, w * 0.88, h * 0.62), "#EFD9BC")
    sheet.box((w * 0.1, h * 0.07, w * 0.9, h * 0.13), "#B5573F")
    for place in range(6):
        window(sheet, w * (0.16 + 0.12 * place), h * 0.19, w * 0.075)
    sheet.stroke([(w * 0.06, h * 0.05), (w * 0.06, h * 0.62)], "#9AA3A8", 7)
    sheet.box((w * 0.063, h * 0.06, w * 0.15, h * 0.16), SHIRTS[1])
    sheet.box((0, h * 0.6, w, h), "#D8C4A0")
    for row, (count, y, size) in enumerate(((11, 0.76, 0.44), (10, 0.88, 0.42), (9, 1.0, 0.4))):
        for place in range(count):
            x = w * (0.5 + (place - (count - 1) / 2) * 0.078)
            person = somebody(sheet, x, h * y, h * size)
            if row == 0 and place % 3 == 0:
                person = grown_up(replace(person, tall=person.tall * 1.18))
            draw_person(sheet, person)
