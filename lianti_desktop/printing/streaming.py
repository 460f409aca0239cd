"""Writes a drawn document into its file object by object, each photo straight from the disk.

reportlab alone collects the whole file in memory, photos included, before it writes a byte; parts
that are joined afterwards would go through the disk twice. Imported only when something is printed.
"""

from collections.abc import Callable
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from lianti_desktop.printing.press import LANGUAGE, MAKER, Imprint

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
    "<xmp:CreatorTool>{maker}</xmp:CreatorTool><pdf:Producer>{maker}</pdf:Producer>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)


def introduce(canvas: Any, imprint: Imprint) -> None:
    """Says in the document what it is, who made it with what, and in which language."""
    canvas.setTitle(imprint.title)
    canvas.setAuthor(imprint.author)
    canvas.setSubject(imprint.subject)
    canvas.setCreator(MAKER)
    canvas.setProducer(MAKER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    about = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}),
        _XMP.format(title=escape(imprint.title), language=LANGUAGE, maker=MAKER).encode(),
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
    name = document.signature.hexdigest().encode()
    trailer = b"trailer\n<< /Size %d /Root %s /Info %s /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n"
    file.write(trailer % (len(lines), root, info, name, name, start))
