"""Where a picture was taken, wiped out of a file that is otherwise left as it is.

Telephones write the place into the camera notes (EXIF, tag GPS) and sometimes once more into the
text notes (XMP). Both are overwritten in their own length, so nothing else in the file moves, and
the picture is not touched. Print copies and thumbnails carry no notes at all; this is for
originals. Source: experience.md C16; EXIF 2.32, section 4.6.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

Span = tuple[int, int]

_TIFF = re.compile(rb"II\*\0|MM\0\*")
_WRITTEN = re.compile(
    rb"(?s)exif:GPS\w+\s*=\s*(?:\"[^\"]*\"|'[^']*')|<exif:GPS(\w+)\b.{0,4000}?</exif:GPS\1>"
)
_PNG = b"\x89PNG\r\n\x1a\n"
_GPS_TAG = 0x8825
_MOST_ENTRIES = 1000
_ENTRY_BYTES = 12
_INLINE_BYTES = 4
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8)
"""Bytes of one value by the type of an entry."""


def without_place(data: bytes) -> bytes:
    """The file without the place; the very same bytes when it tells none."""
    binary, written = _places(data)
    if not binary and not written:
        return data
    cleaned = bytearray(data)
    for first, last in binary:
        cleaned[first:last] = bytes(last - first)
    for first, last in written:
        cleaned[first:last] = b" " * (last - first)
    return _with_sums(cleaned) if data.startswith(_PNG) else bytes(cleaned)


def tells_place(file: Path) -> bool:
    """Whether a file says where it was made; reads as much of it at a time as the system likes."""
    if not file.stat().st_size:
        return False
    with file.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
        return any(_places(data))


def _places(data: bytes | mmap) -> tuple[list[Span], list[Span]]:
    """Where a file tells the place: in numbers, and in words."""
    binary = [span for span in _gps_spans(data) if any(data[slice(*span)])]
    return binary, [match.span() for match in _WRITTEN.finditer(data)]


def _gps_spans(data: bytes | mmap) -> Iterator[Span]:
    """The bytes that the place takes in all camera notes of a file."""
    for found in _TIFF.finditer(data):
        start = found.start()
        order = "<" if data[start : start + 1] == b"I" else ">"
        try:
            yield from _spans_of(data, start, order)
        except struct.error:
            continue  # what looked like notes is something else


def _spans_of(data: bytes | mmap, start: int, order: str) -> Iterator[Span]:
    (first,) = struct.unpack_from(f"{order}I", data, start + 4)
    for tag, _, _, at in _entries(data, start + first, order):
        if tag == _GPS_TAG:
            (offset,) = struct.unpack_from(f"{order}I", data, at + 8)
            place = start + offset
            entries = list(_entries(data, place, order))
            for _, kind, count, where in entries:
                yield from _value_span(data, (start, where, order), (kind, count))
            if entries:
                yield place, place + 2 + _ENTRY_BYTES * len(entries)


def _entries(data: bytes | mmap, place: int, order: str) -> Iterator[tuple[int, int, int, int]]:
    """Tag, type, count and place of each entry of a directory."""
    (number,) = struct.unpack_from(f"{order}H", data, place)
    if number > _MOST_ENTRIES:
        return
    for index in range(number):
        at = place + 2 + _ENTRY_BYTES * index
        tag, kind, count = struct.unpack_from(f"{order}HHI", data, at)
        yield tag, kind, count, at


def _value_span(
    data: bytes | mmap, entry: tuple[int, int, str], value: tuple[int, int]
) -> Iterator[Span]:
    """Where a value lies that does not fit into its entry."""
    (start, where, order), (kind, count) = entry, value
    size = count * (_SIZES[kind] if kind < len(_SIZES) else 0)
    if size > _INLINE_BYTES:
        (offset,) = struct.unpack_from(f"{order}I", data, where + 8)
        first = start + offset
        if first + size <= len(data):
            yield first, first + size


def _with_sums(data: bytearray) -> bytes:
    """A PNG with the check sums of its chunks reckoned anew."""
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 8 + length
        if end + 4 > len(data):
            break
        struct.pack_into(">I", data, end, zlib.crc32(data[at + 4 : end]))
        at = end + 4
    return bytes(data)
