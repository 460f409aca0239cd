"""The place is wiped out of originals, and nothing else in them changes."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from lianti_desktop.storage.place_notes import tells_place, without_place

GPS, EXIF_PART, SHOT_AT = 0x8825, 0x8769, 0x9003


def photo(kind: str, **more: object) -> bytes:
    """A picture with a camera's notes: orientation, moment, place."""
    notes = Image.Exif()
    notes[0x0112] = 6
    notes.get_ifd(EXIF_PART)[SHOT_AT] = "2026:03:12 09:30:00"
    place = notes.get_ifd(GPS)
    place[1], place[2], place[3], place[4] = "N", (39.0, 54.0, 26.5), "E", (116.0, 23.0, 29.25)
    place[29] = "2026:03:12"
    stream = BytesIO()
    Image.effect_noise((160, 120), 40).convert("RGB").save(stream, kind, exif=notes, **more)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_goes_and_picture_and_other_notes_stay(kind: str, tmp_path: Path) -> None:
    data = photo(kind)
    before = Image.open(BytesIO(data))
    assert before.getexif().get_ifd(GPS)
    cleaned = without_place(data)
    after = Image.open(BytesIO(cleaned))
    assert not after.getexif().get_ifd(GPS)
    assert after.getexif()[0x0112] == 6
    assert after.getexif().get_ifd(EXIF_PART)[SHOT_AT] == "2026:03:12 09:30:00"
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    assert len(cleaned) == len(data)
    file = tmp_path / "photo"
    for content, tells in ((data, True), (cleaned, False), (b"", False)):
        file.write_bytes(content)
        assert tells_place(file) is tells


def test_the_place_in_text_notes_goes_too() -> None:
    written = b"""<x:xmpmeta><rdf:Description exif:GPSLatitude="39,54.44N" exif:Make='a'>
        <exif:GPSLongitude>116,23.48E</exif:GPSLongitude></rdf:Description></x:xmpmeta>"""
    cleaned = without_place(written)
    assert b"39,54" not in cleaned
    assert b"116,23" not in cleaned
    assert b"exif:Make='a'" in cleaned
    assert len(cleaned) == len(written)


def test_a_file_without_a_place_stays_the_very_same() -> None:
    stream = BytesIO()
    Image.effect_noise((160, 120), 40).save(stream, "JPEG")
    data = stream.getvalue()
    assert without_place(data) is data


@pytest.mark.parametrize(
    "data", [b"", b"II*\0", b"MM\0*\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff" * 9]
)
def test_what_only_looks_like_notes_harms_nothing(data: bytes) -> None:
    assert without_place(data) is data
