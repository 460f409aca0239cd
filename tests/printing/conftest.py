"""The fonts, a press and drawn photos for the tests of paper."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from lianti_desktop.printing.content import Photo
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.press import Press
from lianti_desktop.storage.attachments import AttachmentStore

CORNERS = ((220, 40, 40), (40, 160, 60), (40, 70, 210), (235, 200, 40))
DrawPhoto = Callable[..., Photo]


@pytest.fixture(scope="session")
def all_fonts(resources: Path) -> FontBook:
    """The fonts of this computer, read once."""
    return FontBook([resources / "fonts"])


@pytest.fixture
def font_book(all_fonts: FontBook) -> Iterator[FontBook]:
    """The fonts, with nothing known to be missing."""
    all_fonts.missing.clear()
    yield all_fonts
    all_fonts.missing.clear()


@pytest.fixture
def setter(font_book: FontBook) -> Typesetter:
    return Typesetter(font_book)


@pytest.fixture
def press(font_book: FontBook) -> Press:
    return Press(font_book, is_repeatable=True)


def corner_picture(width: int, height: int) -> Image.Image:
    """A picture whose corners are red, green, blue and yellow, clockwise from the top left."""
    image = Image.new("RGB", (width, height), (200, 210, 205))
    draw = ImageDraw.Draw(image)
    across, down = width // 3, height // 3
    draw.rectangle((0, 0, across, down), CORNERS[0])
    draw.rectangle((width - across, 0, width, down), CORNERS[1])
    draw.rectangle((width - across, height - down, width, height), CORNERS[2])
    draw.rectangle((0, height - down, across, height), CORNERS[3])
    return image


@pytest.fixture
def draw_photo(tmp_path: Path) -> DrawPhoto:
    """Draws a JPEG and gives it as a photo, its file named as the store of attachments names it.

    Photos with different marks are different files, though they look the same.
    """
    attachments = AttachmentStore(tmp_path / "attachments")

    def draw(
        width: int = 640, height: int = 480, caption: str = "示例照片", mark: str = ""
    ) -> Photo:
        stream = BytesIO()
        corner_picture(width, height).save(stream, "JPEG", quality=80, comment=mark.encode())
        digest = attachments.put_bytes(stream.getvalue())
        return Photo(attachments.path(digest), width, height, caption)

    return draw
