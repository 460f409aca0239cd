"""One photo on the page, or a readable placeholder where its file is missing or damaged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from lianti_desktop.printing.content import Photo
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.paragraph import Align, TextStyle
from lianti_desktop.printing.pen import Pen

END_OF_JPEG = b"\xff\xd9"
UPRIGHT = 1
LAST_LEVEL = 4
ORIENTATION = 0x0112
"""Where a camera notes how it was held: above LAST_LEVEL it stood on its side."""
LONGEST_SIDE = 2016
QUALITY = 85
LEAST_DPI = 150
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
    """Whether the file can be put into the document as it is."""

    @property
    def name(self) -> str:
        """How a warning calls it."""
        return self.photo.caption or self.photo.path.name


def look_at(photo: Photo) -> Picture:
    """Reads the head and the end of a photo's file; never raises for a bad one."""
    from PIL import Image

    try:
        with Image.open(photo.path) as image:
            is_jpeg = image.format == "JPEG"
            turned = image.getexif().get(ORIENTATION, UPRIGHT)
            is_plain = is_jpeg and image.mode in ("RGB", "L") and turned == UPRIGHT
            width, height = image.size if turned <= LAST_LEVEL else image.size[::-1]
        if is_jpeg and not _is_complete(photo.path):
            return _unreadable(photo, "照片文件不完整")
    except FileNotFoundError:
        return _unreadable(photo, "照片文件不在了")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return _unreadable(photo, "照片打不开")
    is_ready = is_plain and photo.path.suffix.lower() in (".jpg", ".jpeg")
    real = replace(photo, width=width, height=height)
    return Picture(real, _readable(width, height), is_ready=is_ready)


def _is_complete(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-min(64, path.stat().st_size), 2)
        return END_OF_JPEG in stream.read()


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
        source = None if self.picture.problem else _source(self.picture)
        if source is None:
            draw_placeholder(pen, box, self.picture.problem or "照片打不开")
        else:
            pen.photo(source, box)


def draw_placeholder(pen: Pen, box: Box, note: str) -> None:
    """A quiet box that says what should be here."""
    pen.fill(box, GROUND)
    pen.frame(box.inset(4, 4), EDGE, 0.6)
    pen.words(note, box, NOTE)


def _source(picture: Picture) -> Path | bytes | None:
    """What the canvas can draw; None when the file became unreadable since it was looked at."""
    if not picture.is_ready:
        return _converted(picture.photo.path)
    path = picture.photo.path
    return path if path.is_file() and _is_complete(path) else None


def _converted(path: Path) -> bytes | None:
    """An upright JPEG made in memory from a picture of another kind."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            stream = BytesIO()
            upright.save(stream, "JPEG", quality=QUALITY)
    except (OSError, ValueError, SyntaxError):
        return None
    return stream.getvalue()


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
