"""Photos as images of a document: named while pages are drawn, read when the file is written.

Imported only when something is printed.
"""

import struct
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfutils

from lianti_desktop.printing.photo_file import made_over, plain_jpeg

COLOURS = {1: "DeviceGray", 3: "DeviceRGB"}
"""What a JPEG of so many components holds; others are made over before they come here."""
GREY = b"\xf3"
"""One pixel like the ground of a placeholder."""


class StoredPhoto(pdfdoc.PDFObject):
    """A photo as an image of the document.

    Its file is read when the document is written, and nothing of it is kept in memory.
    """

    __RefOnly__ = 1

    def __init__(self, path: Path, *, is_ready: bool) -> None:
        self._path = path
        self._is_ready = is_ready
        self.is_lost = False
        """Whether the file could not be read when it was to be written: a grey ground is there."""

    def format(self, _document: Any) -> bytes:
        """The image with its head: as the file holds it where it can, made over where it cannot."""
        data = plain_jpeg(self._path) if self._is_ready else None
        form = _form_of(data)
        if form is None:
            data = made_over(self._path)
            form = _form_of(data)
        self.is_lost = form is None
        if data is None or form is None:
            return _image(GREY, (1, 1, COLOURS[1]))
        return _image(data, form, "/Filter /DCTDecode")


def _form_of(jpeg: bytes | None) -> tuple[int, int, str] | None:
    """Width, height and colours; None for what readers of PDF would not draw."""
    if jpeg is None:
        return None
    try:
        found: Any = pdfutils.readJPEGInfo(BytesIO(jpeg))
    except (pdfdoc.PDFError, struct.error, IndexError):
        return None
    width, height, components, *_ = found
    colours = COLOURS.get(components)
    return None if colours is None else (width, height, colours)


def _image(data: bytes, form: tuple[int, int, str], how: str = "") -> bytes:
    width, height, colours = form
    head = (
        f"<< /Type /XObject /Subtype /Image {how} /BitsPerComponent 8 /ColorSpace /{colours} "
        f"/Width {width} /Height {height} /Length {len(data)} >>\nstream\n"
    )
    return b"".join((head.encode(), data, b"\nendstream"))


def lost_photos(canvas: Any) -> int:
    """How many photos could not be read any more while the canvas was written."""
    things = canvas._doc.idToObject.values()  # noqa: SLF001 - as in photo_name
    return sum(isinstance(one, StoredPhoto) and one.is_lost for one in things)


def photo_name(canvas: Any, path: Path, *, is_ready: bool) -> str:
    """The name under which pages of the canvas draw a photo; it lies in the document once."""
    name = sha256(bytes(path)).hexdigest()[:16]
    if not canvas.hasForm(name):
        photo = StoredPhoto(path, is_ready=is_ready)
        canvas._doc.addForm(name, photo)  # noqa: SLF001 - images have no other way in
    return name
