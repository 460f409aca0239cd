"""Reading pictures by content, and the upright copies made of them."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, ImageFilter, JpegImagePlugin, PngImagePlugin

from lianti_desktop.domain.similar import SIMILAR_UP_TO, distance
from lianti_desktop.storage.pictures import (
    MOST_BYTES,
    PictureError,
    PictureKind,
    make_thumbnail,
    read_picture,
    sniff,
)

TELEPHONE = Path(__file__).parent.parent / "data" / "sample_telephone.heic"
CORNERS = ("red", "lime", "blue", "yellow")
"""Upper left, upper right, lower left, lower right."""

STORED_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera with each orientation note stores an upright scene."""


def scene(width: int = 240, height: int = 160) -> Image.Image:
    picture = Image.new("RGB", (width, height), "gray")
    draw = ImageDraw.Draw(picture)
    w, h = width // 4, height // 4
    for place, colour in enumerate(CORNERS):
        left, top = (place % 2) * (width - w), (place // 2) * (height - h)
        draw.rectangle((left, top, left + w - 1, top + h - 1), fill=colour)
    return picture


def written(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def camera_notes(orientation: int = 1) -> Image.Exif:
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "示例相机"
    notes.get_ifd(0x8769)[0x9003] = "2026:03:12 09:30:00"
    notes.get_ifd(0x8825)[2] = (30.0, 39.0, 1.0)
    return notes


def corner_names(picture: Image.Image) -> tuple[str, ...]:
    names = {(1, 0, 0): "red", (0, 1, 0): "lime", (0, 0, 1): "blue", (1, 1, 0): "yellow"}
    right, bottom = picture.width - 9, picture.height - 9
    found = []
    for place in ((8, 8), (right, 8), (8, bottom), (right, bottom)):
        colour = picture.convert("RGB").getpixel(place)
        found.append(names.get(tuple(int(c > 127) for c in colour), str(colour)))
    return tuple(found)


@pytest.mark.parametrize("orientation", STORED_AS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_orientation_note_is_obeyed(orientation: int, kind: str) -> None:
    turn = STORED_AS[orientation]
    stored = scene() if turn is None else scene().transpose(turn)
    picture = read_picture(written(stored, kind, exif=camera_notes(orientation), quality=95))
    assert (picture.width, picture.height) == (240, 160)
    for copy in (picture.print_copy, picture.thumbnail):
        assert corner_names(opened(copy)) == CORNERS
        assert opened(copy).size == (240, 160)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP"])
def test_the_content_decides_and_not_the_ending(kind: str, tmp_path: Path) -> None:
    data = written(scene(), kind)
    assert sniff(data[:32]) is PictureKind(kind.lower())
    misnamed = tmp_path / "照片.heic"
    misnamed.write_bytes(data)
    assert corner_names(opened(read_picture(misnamed).print_copy)) == CORNERS


def test_a_telephones_heic_is_turned_once_and_not_twice() -> None:
    assert sniff(TELEPHONE.read_bytes()[:32]) is PictureKind.HEIC
    picture = read_picture(TELEPHONE)
    assert (picture.width, picture.height) == (128, 192)
    assert corner_names(opened(picture.print_copy)) == ("blue", "red", "yellow", "lime")
    assert picture.camera_note == "2026:03:12 09:30:00"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 " * 9, b"GIF89a" * 9, "示例文字".encode() * 9])
def test_what_is_no_picture_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(PictureError, match=r"「假.jpg」不是能导入的照片；.*都完好.*；请选 JPG"):
        read_picture(data, "假.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP"])
def test_a_picture_cut_short_is_refused_by_name(kind: str, tmp_path: Path) -> None:
    data = written(scene(), kind)
    cut = tmp_path / "断.jpg"
    cut.write_bytes(data[: len(data) // 2])
    with pytest.raises(PictureError, match=r"「断.jpg」打不开"):
        read_picture(cut)


def test_a_heic_cut_short_is_refused_by_name() -> None:
    with pytest.raises(PictureError, match=r"「断.heic」打不开"):
        read_picture(TELEPHONE.read_bytes()[:700], "断.heic")


def test_a_file_that_is_gone_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=r"读不到「没了.jpg」"):
        read_picture(tmp_path / "没了.jpg")


def test_a_file_far_too_big_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "大.jpg"
    with huge.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    with pytest.raises(PictureError, match=r"「大.jpg」太大"):
        read_picture(huge)


def png_of_size(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        mark = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", mark)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    empty = zlib.compress(bytes(1000))
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", empty), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg_of_size(width: int, height: int, *, progressive: bool = False) -> bytes:
    data = written(scene(), progressive=progressive)
    mark = b"\xff\xc2" if progressive else b"\xff\xc0"
    at = data.index(mark) + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


@pytest.mark.parametrize(
    "bomb",
    [
        png_of_size(60000, 60000),
        jpeg_of_size(60000, 60000),
        jpeg_of_size(12000, 9000, progressive=True),
        TELEPHONE.read_bytes().replace(
            b"ispe" + struct.pack(">III", 0, 192, 128),
            b"ispe" + struct.pack(">III", 0, 16000, 9000),
        ),
    ],
    ids=["png", "jpeg", "progressive", "heic"],
)
def test_a_decompression_bomb_is_refused_without_being_decoded(bomb: bytes) -> None:
    with pytest.raises(PictureError, match=r"「弹.jpg」太大"):
        read_picture(bomb, "弹.jpg")


def test_a_telephones_108_megapixels_are_read() -> None:
    grey = Image.new("L", (12000, 9000), 120)
    picture = read_picture(written(grey))
    assert (picture.width, picture.height) == (2016, 1512)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4032, 3024), (2016, 1512)),
        ((4000, 3000), (2000, 1500)),
        ((3000, 4000), (1500, 2000)),
        ((3264, 2448), (2016, 1512)),
        ((4624, 3468), (2016, 1512)),
        ((2016, 1512), (2016, 1512)),
        ((640, 480), (640, 480)),
        ((5000, 3), (2016, 2)),
        ((1, 1), (1, 1)),
    ],
)
def test_the_print_copy_is_at_most_2016_points_long_and_never_enlarged(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    picture = read_picture(written(Image.new("RGB", size, "teal")))
    assert (picture.width, picture.height) == expected
    assert opened(picture.print_copy).size == expected
    assert max(opened(picture.thumbnail).size) <= 320


def test_no_copy_carries_camera_notes_or_the_place() -> None:
    notes = camera_notes()
    secret = b"<x:xmpmeta>GPSLatitude 30.65</x:xmpmeta>"
    options = {"exif": notes, "comment": "示例秘密".encode(), "xmp": secret, "dpi": (300, 300)}
    data = written(scene(), **options)
    assert b"GPSLatitude" in data
    picture = read_picture(data)
    for copy in (picture.print_copy, picture.thumbnail):
        assert b"Exif" not in copy
        assert b"GPSLatitude" not in copy
        assert "示例秘密".encode() not in copy
        assert set(opened(copy).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_png_copy_carries_no_text_either() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Location", "30.65N")
    assert b"30.65N" not in read_picture(written(scene(), "PNG", pnginfo=text)).print_copy


def test_the_day_comes_from_the_cameras_note() -> None:
    assert read_picture(written(scene(), exif=camera_notes())).camera_note == "2026:03:12 09:30:00"
    assert read_picture(written(scene())).camera_note is None


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_damaged_camera_notes_do_not_cost_the_photo() -> None:
    picture = read_picture(written(scene(), exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff broken"))
    assert picture.camera_note is None
    assert corner_names(opened(picture.print_copy)) == CORNERS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_camera_notes_that_are_none_do_not_cost_the_photo(kind: str) -> None:
    picture = read_picture(written(scene(), kind, exif=b"Exif\x00\x00MM\x01* no notes at all"))
    assert picture.camera_note is None
    assert corner_names(opened(picture.print_copy)) == CORNERS


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_see_through_parts_become_white(mode: str) -> None:
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    data = written(clear.convert(mode) if mode != "PA" else clear.quantize(4), "PNG")
    darkest, _ = opened(read_picture(data).print_copy).convert("L").getextrema()
    assert darkest > 250


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16"])
def test_every_kind_of_png_keeps_its_lightness(mode: str) -> None:
    if mode == "I;16":
        picture = Image.new("I;16", (64, 64), 40000)
        expected = 156
    else:
        picture = Image.new("L", (64, 64), 255).convert(mode)
        expected = 255
    middle = (
        opened(read_picture(written(picture, "PNG")).print_copy).convert("L").getpixel((32, 32))
    )
    assert abs(middle - expected) <= 2


def test_a_print_shops_cmyk_jpeg_becomes_screen_colours() -> None:
    copy = opened(read_picture(written(scene().convert("CMYK"))).print_copy)
    assert copy.mode == "RGB"
    assert corner_names(copy) == CORNERS


def exchanged_colours() -> bytes:
    """A profile of sRGB's curves whose red and green are exchanged, under another name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    renamed = profile.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be"))
    return renamed.replace(b"rXYZ", b"****").replace(b"gXYZ", b"rXYZ").replace(b"****", b"gXYZ")


def test_a_colour_profile_is_brought_to_screen_colours() -> None:
    data = written(scene(), quality=95, icc_profile=exchanged_colours())
    copy = opened(read_picture(data).print_copy)
    assert "icc_profile" not in copy.info
    assert corner_names(copy) == ("lime", "red", "blue", "yellow")


def test_colours_already_for_the_screen_are_left_alone() -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = read_picture(written(scene())).print_copy
    assert read_picture(written(scene(), icc_profile=screen)).print_copy == plain


def test_a_damaged_colour_profile_does_not_cost_the_photo() -> None:
    data = written(scene(), icc_profile=b"not a profile" * 20)
    assert corner_names(opened(read_picture(data).print_copy)) == CORNERS


def test_the_same_photo_gives_the_same_copies() -> None:
    data = written(scene(900, 600), exif=camera_notes(6))
    assert read_picture(data) == read_picture(data)


def landscape(seed: int) -> Image.Image:
    noise = Image.effect_noise((16, 12), 120 + seed).resize((1600, 1200), Image.Resampling.BICUBIC)
    return Image.merge("RGB", (noise, noise.rotate(180), noise)).filter(ImageFilter.BLUR)


def test_a_photo_sent_through_a_chat_looks_like_itself_and_not_like_another() -> None:
    photo, other = landscape(1), landscape(2)
    sent = written(photo.resize((1080, 810)), quality=60)
    mine = read_picture(written(photo, quality=92)).fingerprint
    assert distance(mine, read_picture(sent).fingerprint) <= SIMILAR_UP_TO
    assert distance(mine, read_picture(written(other)).fingerprint) > SIMILAR_UP_TO


def test_a_thumbnail_is_made_again_from_the_print_copy() -> None:
    print_copy = read_picture(written(scene(1200, 800))).print_copy
    again = make_thumbnail(print_copy)
    assert again is not None
    assert opened(again).size == (320, 213)
    assert corner_names(opened(again)) == CORNERS
    assert make_thumbnail(print_copy[:300]) is None
    assert make_thumbnail(b"") is None


def test_the_print_copy_has_quality_85() -> None:
    tables = JpegImagePlugin.JpegImageFile(BytesIO(read_picture(written(scene())).print_copy))
    same = opened(written(scene(), quality=85))
    assert tables.quantization == same.quantization


SEEDS = {
    "JPEG": written(scene(64, 48), exif=camera_notes(6)),
    "PNG": written(scene(64, 48), "PNG", exif=camera_notes(6)),
    "WEBP": written(scene(64, 48), "WEBP"),
    "BMP": written(scene(16, 12), "BMP"),
    "HEIC": TELEPHONE.read_bytes(),
}


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=300)
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
    st.floats(0.1, 1),
)
def test_damaged_bytes_give_a_picture_or_a_refusal_and_nothing_else(
    kind: str, blows: list[tuple[float, int]], cut: float
) -> None:
    data = bytearray(SEEDS[kind])
    for place, value in blows:
        data[int(place * len(data))] = value
    with suppress(PictureError):
        assert read_picture(bytes(data[: int(cut * len(data))]), "坏.jpg").print_copy
