"""Lets text be copied out of our PDFs even where its characters lie above U+FFFF.

reportlab writes such a code as five hexadecimal digits, which readers take for another
character; the table of a subset font must hold UTF-16 instead (𬭚 is D872 DF5A).

pdfium keeps such a character as these two halves, but where its wide characters have four bytes it
joins the halves of what it searches for, so that its own search misses it there although the copied
text is right.  Neither an ActualText around the character (it becomes a space) nor a second entry
with the code in one piece (it becomes another character) helps: both spoil the copy as well.
"""

from collections.abc import Iterator, Sequence
from typing import Any

BLOCK = 100
"""A table may list at most so many characters in one block."""


def to_unicode_map(fontname: str, subset: Any) -> str:
    """The ToUnicode table of one subset: code n of the font means character ``subset[n]``."""
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname})",
            "/Supplement 0 >> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *_blocks(subset),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _blocks(subset: Sequence[int]) -> Iterator[str]:
    entries = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset)]
    for start in range(0, len(entries), BLOCK):
        block = entries[start : start + BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be", "surrogatepass").hex().upper()
