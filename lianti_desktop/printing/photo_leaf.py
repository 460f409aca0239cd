"""One photo on the page, or a readable placeholder where its file is missing or damaged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lianti_desktop.printing.content import Photo
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.paragraph import Align, TextStyle
from lianti_desktop.printing.pen import Pen
from lianti_desktop.printing.photo_file import is_complete

UPRIGHT = 1
LAST_LEVEL = 4
ORIENTATION = 0x0112
"""Where a camera notes how it was held: above LAST_LEVEL it stood on its side."""
LEAST_DPI = 150
UNREADABLE = "照片打不开"
NO_CAPTION = "没有说明的照片"
READABLE_RATIO = (0.2, 5.0)

GROUND = "#F3F1EA"
EDGE = "#D9D4C7"
NOTE = TextStyle(Role.TABLE, 9, 14, "#8A8577", Align.CENTRE)


@dataclass(frozen=True)
class Picture:
    """A photo that was looked at: its real proportion and, if any, what is wrong with it."""

    photo: Photo
    ratio: float
    problem: str = ""
    is_ready: bool = True
    """Whether the file can be put into the document as it is, whatever it is called."""

    @property
    def name(self) -> str:
        """How a warning calls it."""
        return self.photo.caption or NO_CAPTION


def look_at(photo: Photo) -> Picture:
    """Reads the head and the end of a photo's file; never raises for a bad one."""
    from PIL import Image

    try:
        with Image.open(photo.path) as image:
            is_jpeg = image.format == "JPEG"
            turned = image.getexif().get(ORIENTATION, UPRIGHT)
            is_ready = is_jpeg and image.mode in ("RGB", "L") and turned == UPRIGHT
            width, height = image.size if turned <= LAST_LEVEL else image.size[::-1]
        if is_jpeg and not is_complete(photo.path):
            return _unreadable(photo, "照片文件不完整")
    except FileNotFoundError:
        return _unreadable(photo, "照片文件不在了")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return _unreadable(photo, UNREADABLE)
    real = replace(photo, width=width, height=height)
    return Picture(real, _readable(width, height), is_ready=is_ready)


def _unreadable(photo: Photo, problem: str) -> Picture:
    return Picture(photo, _readable(photo.width or 4, photo.height or 3), problem)


def _readable(width: int, height: int) -> float:
    lowest, highest = READABLE_RATIO
    return min(max(width / height, lowest), highest)


@dataclass(frozen=True)
class PhotoLeaf:
    """A picture filling its box, whole and in its own proportion."""

    picture: Picture
    solid: bool = True

    def draw(self, pen: Pen, box: Box) -> None:
        """Draws the picture, or its placeholder."""
        problem = self.picture.problem or _problem_now(self.picture)
        if problem:
            draw_placeholder(pen, box, problem)
        else:
            pen.photo(self.picture.photo.path, box, is_ready=self.picture.is_ready)


def draw_placeholder(pen: Pen, box: Box, note: str) -> None:
    """A quiet box that says what should be here."""
    pen.fill(box, GROUND)
    pen.frame(box.inset(4, 4), EDGE, 0.6)
    pen.words(note, box, NOTE)


def _problem_now(picture: Picture) -> str:
    """What has become of the file since it was looked at; empty when it is as it was."""
    path = picture.photo.path
    is_whole = path.is_file() and (not picture.is_ready or is_complete(path))
    return "" if is_whole else UNREADABLE


def photo_warnings(pictures: Iterable[Picture]) -> list[str]:
    """One line for each photo that could not be printed."""
    return [
        f"{picture.problem}，纸上留了空位：{picture.name}"
        for picture in pictures
        if picture.problem
    ]


def is_coarse(picture: Picture, box: Box) -> bool:
    """Whether the photo has too few pixels for the size it is printed in."""
    return not picture.problem and picture.photo.width < LEAST_DPI * box.width / 72
