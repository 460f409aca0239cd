"""Read any picture that a phone or a scanner makes, and make our upright copies of it.

What a file is, its content says, never its name. A copy carries no camera notes and no place
(EXIF, GPS, comments), is turned upright and has screen colours (sRGB). The print copy's long side
is 2016 points: half of the usual 4032, so that the JPEG decoder itself halves the picture and
nothing is resampled.

This module loads Pillow; the window's start must not import it.
"""

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pi_heif  # type: ignore[import-untyped]
from PIL import Image, ImageCms
from PIL.BmpImagePlugin import BmpImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.similar import GREY_SIZE, difference_hash

PRINT_EDGE = 2016
PRINT_QUALITY = 85
THUMBNAIL_EDGE = 320
THUMBNAIL_QUALITY = 80

HALVED_ENOUGH = 1900
"""A decoder-halved picture with at least this long side (4000 → 2000) is printed as it is."""

MOST_BYTES = 200 * 1024 * 1024
MOST_POINTS = 80_000_000
"""Of pictures that are decoded whole: an A3 page at 600 dpi fits, a decompression bomb not."""

MOST_POINTS_HALVED = 240_000_000
"""Plain JPEG, which the decoder shrinks as it reads: a telephone's 200 megapixels fit."""

_ORIENTATION, _EXIF_PART, _SHOT_AT, _DIGITISED = 0x0112, 0x8769, 0x9003, 0x9004
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    RuntimeError,
    LookupError,
    ArithmeticError,
    MemoryError,
    TypeError,
    struct.error,
    zlib.error,
)
"""What the decoders raise for damaged bytes."""


class PictureError(UserError):
    """A file that cannot become a photo; the sentence names it."""


class PictureKind(StrEnum):
    """What can be read."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    BMP = "bmp"
    HEIC = "heic"


@dataclass(frozen=True, slots=True)
class Picture:
    """The copies made of one photo: JPEG bytes, the print copy's size, and what is known."""

    print_copy: bytes
    width: int
    height: int
    thumbnail: bytes
    fingerprint: str
    camera_note: str | None


def sniff(head: bytes) -> PictureKind | None:
    """Tell from a file's first 32 bytes which picture it is, or None for anything else."""
    if head.startswith(b"\xff\xd8\xff"):
        return PictureKind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PictureKind.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return PictureKind.WEBP
    if head.startswith(b"BM") and head[6:10] == bytes(4) and head[15:18] == bytes(3):
        return PictureKind.BMP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return PictureKind.HEIC
    return None


def read_bytes(source: Path) -> bytes:
    """Read a whole picture file; PictureError when it is gone, locked or far too big."""
    try:
        if source.stat().st_size > MOST_BYTES:
            raise _too_big(source.name)
        return source.read_bytes()
    except OSError as error:
        raise PictureError(
            f"读不到「{source.name}」；已有的照片都完好，其他照片照常导入；"
            "请看看文件还在不在、U盘有没有拔出，再导入这一张。"
        ) from error


def read_picture(source: Path | bytes, name: str = "") -> Picture:
    """Make the copies of a picture; PictureError, naming it, when it cannot be read."""
    name = name or (source.name if isinstance(source, Path) else "粘贴的图片")
    data = read_bytes(source) if isinstance(source, Path) else source
    kind = sniff(data[:32])
    if kind is None:
        raise PictureError(
            f"「{name}」不是能导入的照片；已有的照片都完好，其他照片照常导入；"
            "请选 JPG、PNG、WebP、BMP 或 HEIC 格式的照片。"
        )
    try:
        return _copies(data, kind)
    except Image.DecompressionBombError as error:
        raise _too_big(name) from error
    except _DAMAGE as error:
        raise PictureError(
            f"「{name}」打不开，可能已经损坏或没有拷贝完整；已有的照片都完好，其他照片照常导入；"
            "请从手机或相机里重新拷贝这一张。"
        ) from error


def make_thumbnail(print_copy: bytes) -> bytes | None:
    """Make the thumbnail again from a print copy; None when that copy is damaged."""
    try:
        picture = JpegImageFile(BytesIO(print_copy))
        picture.draft(None, _fit(picture.size, THUMBNAIL_EDGE))
        return _jpeg(_shrunk(picture), THUMBNAIL_QUALITY)
    except _DAMAGE:
        return None


def _too_big(name: str) -> PictureError:
    return PictureError(
        f"「{name}」太大，没有导入；已有的照片都完好，其他照片照常导入；"
        "请先在手机上把它缩小，或者截取一部分，再导入。"
    )


def _copies(data: bytes, kind: PictureKind) -> Picture:
    opened = _OPENERS[kind](data)
    _refuse_bomb(opened.size, MOST_POINTS_HALVED if _is_plain_jpeg(opened) else MOST_POINTS)
    if isinstance(opened, JpegImageFile):
        opened.draft(None, _fit(opened.size, HALVED_ENOUGH))
    opened.load()
    turn, camera_note = _camera_notes(opened)
    upright = _printable(opened)
    if turn is not None and kind is not PictureKind.HEIC:  # HEIC is turned while it is decoded
        upright = upright.transpose(turn)
    small = _shrunk(upright)
    return Picture(
        print_copy=_jpeg(upright, PRINT_QUALITY),
        width=upright.width,
        height=upright.height,
        thumbnail=_jpeg(small, THUMBNAIL_QUALITY),
        fingerprint=_fingerprint(small),
        camera_note=camera_note,
    )


def _refuse_bomb(size: tuple[int, int], most: int) -> None:
    """Stop before a picture is decoded that would fill the memory."""
    if size[0] * size[1] > most:
        raise Image.DecompressionBombError(f"{size[0]} x {size[1]} points")


def _is_plain_jpeg(picture: Image.Image) -> bool:
    """Tell a JPEG that is shrunk as it is read from a progressive one, which is read whole."""
    return isinstance(picture, JpegImageFile) and not picture.info.get("progressive")


def _open_jpeg(data: bytes) -> Image.Image:
    return JpegImageFile(BytesIO(data))


def _open_png(data: bytes) -> Image.Image:
    return PngImageFile(BytesIO(data))


def _open_webp(data: bytes) -> Image.Image:
    return WebPImageFile(BytesIO(data))


def _open_bmp(data: bytes) -> Image.Image:
    return BmpImageFile(BytesIO(data))


def _open_heic(data: bytes) -> Image.Image:
    heic = pi_heif.open_heif(data)
    _refuse_bomb(heic.size, MOST_POINTS)
    decoded: Image.Image = heic.to_pillow()
    return decoded


_OPENERS: Mapping[PictureKind, Callable[[bytes], Image.Image]] = MappingProxyType(
    {
        PictureKind.JPEG: _open_jpeg,
        PictureKind.PNG: _open_png,
        PictureKind.WEBP: _open_webp,
        PictureKind.BMP: _open_bmp,
        PictureKind.HEIC: _open_heic,
    }
)
"""Each format by its own reader: Pillow's general one would try three dozen others."""


def _camera_notes(picture: Image.Image) -> tuple[Image.Transpose | None, str | None]:
    """Return how to turn the picture upright and when it was taken; damaged notes are ignored."""
    try:
        notes = picture.getexif()
        part = notes.get_ifd(_EXIF_PART)
        moment = part.get(_SHOT_AT) or part.get(_DIGITISED)
        return _TURNS.get(notes.get(_ORIENTATION, 1)), str(moment) if moment else None
    except _DAMAGE:
        return None, None


def _printable(picture: Image.Image) -> Image.Image:
    """Return the picture small enough, opaque, in grey or screen colours, without its notes."""
    profile = picture.info.get("icc_profile")
    plain = _opaque(picture)
    size = _fit(plain.size, PRINT_EDGE)
    if size != plain.size:
        plain = plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    coloured = _screen_colours(plain, profile)
    coloured.info = {}
    return coloured


def _opaque(picture: Image.Image) -> Image.Image:
    """Return the picture as grey, RGB or CMYK, with white where it was see-through."""
    if picture.mode in {"L", "RGB", "CMYK"} and "transparency" not in picture.info:
        return picture
    if picture.has_transparency_data:
        paper = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L")
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _screen_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring a telephone's wider colours (Display P3) to sRGB, which printing expects."""
    if picture.mode == "L":
        return picture
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if picture.mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(source):
                return picture
            screen = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(picture, source, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, *_DAMAGE):
            return picture.convert("RGB")
        return turned or picture.convert("RGB")
    return picture.convert("RGB")


def _fit(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """Return the size with its long side brought down to the edge; never enlarged."""
    width, height = size
    longest = max(width, height)
    if longest <= edge:
        return size
    return max(1, round(width * edge / longest)), max(1, round(height * edge / longest))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def _shrunk(picture: Image.Image) -> Image.Image:
    size = _fit(picture.size, THUMBNAIL_EDGE)
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _fingerprint(small: Image.Image) -> str:
    """Shrink in one exact step: a quick first one moves many bits (18 instead of 6 were seen)."""
    grey = small.convert("L").resize(GREY_SIZE, Image.Resampling.LANCZOS)
    return difference_hash(grey.tobytes())
