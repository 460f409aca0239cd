"""Writes a drawn document into its file object by object, each photo straight from the disk.

reportlab alone collects the whole file in memory, photos included, before it writes a byte; parts
that are joined afterwards would go through the disk twice. Imported only when something is printed.
"""

import struct
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc, pdfutils

from lianti_desktop.printing.photo_file import made_over, plain_jpeg
from lianti_desktop.printing.press import Imprint

COLOURS = {1: "DeviceGray", 3: "DeviceRGB"}
"""What a JPEG of so many components holds; others are made over before they come here."""
GREY = b"\xf3"
"""One pixel like the ground of a placeholder."""
_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)


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


def introduce(canvas: Any, imprint: Imprint, language: str) -> None:
    """Says in the document what it is and in which language."""
    canvas.setTitle(imprint.title)
    canvas.setAuthor(imprint.author)
    canvas.setSubject(imprint.subject)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    about = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}),
        _XMP.format(title=escape(imprint.title), language=language).encode(),
        [],
    )
    canvas.setCatalogEntry("Metadata", about)


def write_document(canvas: Any, file: BinaryIO, page_written: Callable[[], None]) -> None:
    """Writes the finished canvas; what `page_written` raises ends the writing."""
    document = canvas._doc  # noqa: SLF001 - the canvas offers only to write all at once
    _complete(document, canvas)
    file.write(b"%%PDF-%d.%d\n%%\x93\x8c\x8b\x9e\n" % document._pdfVersion)  # noqa: SLF001
    places: list[int] = []
    while (name := document.numberToId.get(len(places) + 1)) is not None:
        places.append(file.tell())
        thing = document.idToObject[name]
        file.write(pdfdoc.PDFIndirectObject(name, thing).format(document))
        if isinstance(thing, pdfdoc.PDFPage):
            page_written()
    _write_end(file, document, places)


def _complete(document: Any, canvas: Any) -> None:
    """Everything that reportlab leaves until the end: subsets of fonts, catalogue, outline."""
    for font in document.delayedFonts:
        font.addObjects(document)
    document.info.invariant = document.invariant
    document.info.digest(document.signature)
    document.encrypt.prepare(document)
    document.Reference(document.Catalog)
    document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None


def _write_end(file: BinaryIO, document: Any, places: list[int]) -> None:
    """The table of where each object lies, and where a reader begins."""
    start = file.tell()
    lines = [b"0000000000 65535 f \n", *(b"%010d 00000 n \n" % place for place in places)]
    file.write(b"xref\n0 %d\n" % len(lines) + b"".join(lines))
    root, info = (
        pdfdoc.format(document.Reference(one), document)
        for one in (document.Catalog, document.info)
    )
    trailer = b"trailer\n<< /Size %d /Root %s /Info %s /ID %s >>\nstartxref\n%d\n%%%%EOF\n"
    file.write(trailer % (len(lines), root, info, document.ID(), start))
