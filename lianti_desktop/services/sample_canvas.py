"""A sheet to draw the sample's pictures on, and the people in them: flat, warm, a few strokes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

FINER = 2
"""Everything is drawn so many times larger and then made smaller, which smooths the edges."""

SKIN = ("#F2C9A1", "#EBBB8E", "#E3AE80", "#F5D3B0")
HAIR = ("#2B2320", "#3A2C25", "#221D1C", "#4A382D")
SHIRTS = ("#D9694A", "#E5A04B", "#5B8E7D", "#6C8EAD", "#C9577B", "#8A9A5B", "#E8C15A", "#7D6B9E")
TROUSERS = ("#3F4A5A", "#54463E", "#2F4858", "#5A5A4E")
SCARF = "#CF3B2F"

Point = tuple[float, float]


@dataclass(frozen=True)
class Sheet:
    """A picture of `width` by `height` points under way, and the dice for its small variations."""

    width: int
    height: int
    image: Image.Image
    pen: ImageDraw.ImageDraw
    dice: Random

    def box(self, corners: Sequence[float], fill: str) -> None:
        """A rectangle: left, top, right, bottom."""
        self.pen.rectangle(_finer(*corners), fill=fill)

    def soft_box(self, corners: Sequence[float], fill: str, radius: float = 12) -> None:
        """A rectangle with round corners: left, top, right, bottom."""
        self.pen.rounded_rectangle(_finer(*corners), radius=radius * FINER, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """A circle."""
        self.oval((x - radius, y - radius, x + radius, y + radius), fill)

    def oval(self, corners: Sequence[float], fill: str) -> None:
        """An ellipse within left, top, right, bottom."""
        self.pen.ellipse(_finer(*corners), fill=fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A polygon."""
        self.pen.polygon([(x * FINER, y * FINER) for x, y in points], fill=fill)

    def stroke(self, points: Sequence[Point], fill: str, width: float) -> None:
        """A line with round ends and joints."""
        finer = [(x * FINER, y * FINER) for x, y in points]
        self.pen.line(finer, fill=fill, width=round(width * FINER), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, fill)

    def bow(self, corners: Sequence[float], degrees: tuple[int, int], fill: str) -> None:
        """A filled part of an ellipse between two angles, closed by a straight line."""
        self.pen.chord(_finer(*corners), degrees[0], degrees[1], fill=fill)

    def smile(self, corners: Sequence[float], fill: str, width: float) -> None:
        """The lower arc of an ellipse."""
        self.pen.arc(_finer(*corners), 25, 155, fill=fill, width=max(1, round(width * FINER)))


def _finer(*numbers: float) -> list[float]:
    return [number * FINER for number in numbers]


def new_sheet(size: tuple[int, int], ground: str, seed: int) -> Sheet:
    """An empty sheet; the same seed gives the same picture."""
    image = Image.new("RGB", (size[0] * FINER, size[1] * FINER), ground)
    return Sheet(*size, image, ImageDraw.Draw(image), Random(seed))


def jpeg_of(sheet: Sheet) -> bytes:
    """The finished picture."""
    out = BytesIO()
    sheet.image.reduce(FINER).save(out, "JPEG", quality=88)
    return out.getvalue()


@dataclass(frozen=True)
class Person:
    """Somebody standing with the feet at (x, y); `tall` in points, `child` gives a larger head."""

    x: float
    y: float
    tall: float
    child: bool = True
    skin: str = SKIN[0]
    hair: str = HAIR[0]
    shirt: str = SHIRTS[0]
    trousers: str = TROUSERS[0]
    long_hair: bool = False
    scarf: bool = False
    from_behind: bool = False
    seated: bool = False
    left_arm: float = 0.15
    right_arm: float = 0.15
    """How far an arm is raised: 0 hangs, 1 points up."""
    hands_together: bool = False

    @property
    def head(self) -> float:
        """The radius of the head."""
        return self.tall * (0.115 if self.child else 0.085)

    @property
    def shoulder(self) -> float:
        """How high the shoulders are on the sheet."""
        return self.y - self.tall + 2.25 * self.head

    @property
    def hip(self) -> float:
        """How high the hips are on the sheet."""
        return self.y - self.tall * (0.36 if self.child else 0.45)

    @property
    def half_width(self) -> float:
        """Half the width of the shoulders."""
        return self.tall * (0.13 if self.child else 0.115)


def somebody(sheet: Sheet, x: float, y: float, tall: float) -> Person:
    """A child as chance will have it."""
    dice = sheet.dice
    return Person(
        x,
        y,
        tall * dice.uniform(0.95, 1.05),
        skin=dice.choice(SKIN),
        hair=dice.choice(HAIR),
        shirt=dice.choice(SHIRTS),
        trousers=dice.choice(TROUSERS),
        long_hair=dice.choice((False, True)),
        scarf=True,
    )


def grown_up(person: Person) -> Person:
    """The same as a grown-up, without a scarf."""
    return replace(person, child=False, scarf=False)


def draw_person(sheet: Sheet, person: Person) -> None:
    """Legs, arms, body, head, from the back to the front."""
    if not person.seated:
        _legs(sheet, person)
    _long_hair(sheet, person)
    _body(sheet, person)
    _arm(sheet, person, -1, person.left_arm)
    _arm(sheet, person, 1, person.right_arm)
    _head(sheet, person)
    if person.scarf and not person.from_behind:
        _scarf(sheet, person)


def _legs(sheet: Sheet, person: Person) -> None:
    width = person.half_width * 0.78
    for side in (-1, 1):
        x = person.x + side * person.half_width * 0.48
        foot = person.y - width * 0.3
        sheet.stroke([(x, person.hip - width * 0.2), (x, foot)], person.trousers, width)
        sheet.soft_box((x - width * 0.62, foot, x + width * 0.62, person.y + 3), "#4B3B33", 5)


def _body(sheet: Sheet, person: Person) -> None:
    half, top = person.half_width, person.shoulder
    bottom = person.hip + half * 0.45
    sheet.soft_box((person.x - half, top, person.x + half, bottom), person.shirt, half * 0.55)
    sheet.soft_box(
        (person.x - half * 0.28, top - half * 0.5, person.x + half * 0.28, top + half * 0.3),
        person.skin,
        half * 0.2,
    )


def _arm(sheet: Sheet, person: Person, side: int, raised: float) -> None:
    half = person.half_width
    length = (person.hip - person.shoulder) * 0.98
    start = (person.x + side * half * 0.86, person.shoulder + half * 0.38)
    out = side * length * (0.18 + 0.55 * min(raised, 1 - raised) * 2)
    hand = (start[0] + out, start[1] + length * (1 - 2 * raised))
    elbow = (start[0] + out * 0.75, (start[1] + hand[1]) / 2)
    if person.hands_together:
        hand = (person.x + side * half * 0.3, person.hip - half * 0.1)
        elbow = (start[0] + side * half * 0.35, start[1] + length * 0.62)
    sheet.stroke([start, elbow, hand], _shaded(person.shirt), half * 0.44)
    sheet.disc(*hand, half * 0.25, person.skin)


def _shaded(colour: str) -> str:
    """A little darker, so that an arm stands out from the body."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part * 0.9):02X}" for part in parts)


def _long_hair(sheet: Sheet, person: Person) -> None:
    if person.long_hair and not person.from_behind:
        radius, y = person.head, _head_y(person)
        corners = (person.x - radius * 1.1, y - radius, person.x + radius * 1.1, y + radius * 1.6)
        sheet.soft_box(corners, person.hair, radius * 0.8)


def _head_y(person: Person) -> float:
    return person.y - person.tall + person.head


def _head(sheet: Sheet, person: Person) -> None:
    x, y, radius = person.x, _head_y(person), person.head
    for side in (-1, 1):
        sheet.disc(x + side * radius * 0.98, y + radius * 0.1, radius * 0.2, person.skin)
    sheet.disc(x, y, radius, person.hair if person.from_behind else person.skin)
    if person.from_behind:
        if person.long_hair:
            sheet.stroke([(x, y + radius * 0.6), (x, y + radius * 2.1)], person.hair, radius * 0.6)
        return
    cap = (x - radius * 1.04, y - radius * 1.08, x + radius * 1.04, y + radius)
    sheet.bow(cap, (190, 350), person.hair)
    for side in (-1, 1):
        sheet.disc(x + side * radius * 0.36, y + radius * 0.12, radius * 0.1, "#2B2320")
        sheet.disc(x + side * radius * 0.58, y + radius * 0.42, radius * 0.15, "#EE9C86")
    mouth = (x - radius * 0.34, y, x + radius * 0.34, y + radius * 0.62)
    sheet.smile(mouth, "#A5453A", radius * 0.09)


def _scarf(sheet: Sheet, person: Person) -> None:
    half, top = person.half_width, person.shoulder - person.half_width * 0.12
    x = person.x
    sheet.shape([(x - half * 0.62, top), (x + half * 0.62, top), (x, top + half * 0.62)], SCARF)
    for side in (-1, 1):
        tail = [(x, top + half * 0.4), (x + side * half * 0.3, top + half * 1.15)]
        sheet.stroke(tail, SCARF, half * 0.2)
