"""Photos as they come: upright, turned, of another kind, damaged or gone."""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.bundle import bundle
from lianti_desktop.printing.content import Photo
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.photo_leaf import PhotoLeaf, Picture, look_at
from lianti_desktop.printing.press import Imprint, Press, PrintResult
from lianti_desktop.printing.preview import render_page
from tests.printing.conftest import CORNERS, DrawPhoto, corner_picture

BOX = Box(100, 100, 320, 240)


def printed(picture: Picture, out: Path, press: Press) -> PrintResult:
    page = Page(Paper(), (Placed(BOX, PhotoLeaf(picture)),))
    return print_document(lambda: [page], out, Imprint("照片"), press)


def colour_at(file: Path, x: float, y: float) -> tuple[int, int, int]:
    image = render_page(file, 0, 72)
    start = 4 * (int(y) * image.width + int(x))
    blue, green, red = image.pixels[start : start + 3]
    return red, green, blue


def corner_colours(file: Path) -> list[tuple[int, int, int]]:
    near = BOX.inset(20, 20)
    places = (
        (near.left, near.top),
        (near.right, near.top),
        (near.right, near.bottom),
        (near.left, near.bottom),
    )
    return [colour_at(file, *place) for place in places]


def assert_upright(file: Path) -> None:
    for found, wanted in zip(corner_colours(file), CORNERS, strict=True):
        assert all(abs(one - other) < 30 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("turn", range(1, 9))
def test_01_a_photo_is_printed_upright_however_the_camera_was_held(
    turn: int, tmp_path: Path, press: Press
) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = corner_picture(640, 480)
    stored = image.transpose(back[turn]) if turn in back else image
    exif = Image.Exif()
    exif[0x0112] = turn
    path = tmp_path / "held.jpg"
    stored.save(path, exif=exif, quality=90)
    picture = look_at(Photo(path, 640, 480))
    assert picture.ratio == pytest.approx(4 / 3)
    assert_upright(printed(picture, tmp_path / "out.pdf", press).file)


def inked(image: Image.Image) -> Image.Image:
    return image.convert("CMYK")


def see_through(image: Image.Image) -> Image.Image:
    """With nothing where the paper should show: white on the page, never black."""
    clear = image.convert("RGBA")
    clear.paste((0, 0, 0, 0), (560, 400, 720, 560))
    return clear


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [(inked, "JPEG"), (Image.Image.copy, "PNG"), (see_through, "PNG"), (Image.Image.copy, "WEBP")],
)
def test_a_picture_of_another_kind_is_made_over_while_it_is_written(
    drawn: Callable[[Image.Image], Image.Image], kind: str, tmp_path: Path, press: Press
) -> None:
    path = tmp_path / "0f3a"
    drawn(corner_picture(1280, 960)).save(path, kind)
    picture = look_at(Photo(path, 1280, 960, "合影"))
    assert not picture.is_ready
    result = printed(picture, tmp_path / "out.pdf", press)
    assert result.warnings == ()
    assert_upright(result.file)
    assert min(colour_at(result.file, BOX.left + 160, BOX.top + 120)) > 150


def test_14_a_plain_jpeg_is_known_by_what_it_holds_and_not_by_its_name(
    tmp_path: Path, press: Press
) -> None:
    for name, kind, is_ready in (("0f3a", "JPEG", True), ("shot.jpg", "PNG", False)):
        path = tmp_path / name
        corner_picture(640, 480).save(path, kind)
        picture = look_at(Photo(path, 640, 480, "合影"))
        assert picture.is_ready is is_ready
        assert_upright(printed(picture, tmp_path / "out.pdf", press).file)


def test_a_jpeg_that_readers_of_pdf_do_not_draw_is_made_over(
    tmp_path: Path, press: Press, draw_photo: DrawPhoto
) -> None:
    photo = draw_photo()
    whole = photo.path.read_bytes()
    odd = tmp_path / "odd"
    odd.write_bytes(whole[:2] + b"\xff\xe0\x00\x04JF" + whole[2:])
    picture = look_at(replace(photo, path=odd))
    assert picture.is_ready
    result = printed(picture, tmp_path / "out.pdf", press)
    assert odd.read_bytes() not in result.file.read_bytes()
    assert_upright(result.file)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_14_no_photo_is_held_in_memory_for_longer_than_it_is_written(
    kind: str, tmp_path: Path, press: Press
) -> None:
    """Each new page, while they are drawn and while they are written, is met by as much memory."""
    noise = Image.effect_noise((900, 700), 60).convert("RGB")
    pages = []
    for number in range(12):
        path = tmp_path / f"{number}"
        noise.rotate(number).save(path, kind)
        leaf = PhotoLeaf(look_at(Photo(path, 900, 700, "合影")))
        assert leaf.picture.is_ready == (kind == "JPEG")
        pages.append(Page(Paper(), (Placed(BOX, leaf),)))
    held: list[int] = []

    def watch() -> bool:
        held.append(tracemalloc.get_traced_memory()[0])
        return False

    tracemalloc.start()
    try:
        watched = replace(press, cancelled=watch)
        print_document(lambda: pages, tmp_path / "out.pdf", Imprint("照片"), watched)
    finally:
        tracemalloc.stop()
    one = (tmp_path / "0").stat().st_size if kind == "JPEG" else 150_000
    assert len(held) == 2 * len(pages)
    assert max(held[3:]) - min(held[3:]) < 3 * one


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda path: path.unlink(), "照片文件不在了"),
        (lambda path: path.write_bytes(b""), "照片打不开"),
        (lambda path: path.write_bytes(b"no picture at all"), "照片打不开"),
        (lambda path: path.write_bytes(path.read_bytes()[:4000]), "照片文件不完整"),
    ],
)
def test_a_damaged_photo_leaves_a_placeholder_and_a_line(
    damage: object, told: str, tmp_path: Path, press: Press, draw_photo: DrawPhoto
) -> None:
    photo = draw_photo(caption="合影")
    assert callable(damage)
    damage(photo.path)
    result = printed(look_at(photo), tmp_path / "out.pdf", press)
    assert result.warnings == (f"{told}，纸上留了空位：合影",)
    assert colour_at(result.file, BOX.left + 2, BOX.top + 2) == (0xF3, 0xF1, 0xEA)


def test_a_photo_that_vanishes_while_printing_leaves_a_placeholder(
    tmp_path: Path, press: Press, draw_photo: DrawPhoto
) -> None:
    picture = look_at(draw_photo())
    page = Page(Paper(), (Placed(BOX, PhotoLeaf(picture)),))

    def vanish() -> bool:
        picture.photo.path.unlink(missing_ok=True)
        return False

    watched = Press(press.font_book, cancelled=vanish)
    result = print_document(lambda: [page, page], tmp_path / "out.pdf", Imprint("照片"), watched)
    assert result.pages == 2
    assert result.late == ("有 1 张照片的文件在打印时读不出来，纸上留了空位",)
    assert result.told == (*result.late, *result.warnings)
    bound = bundle([result, result], tmp_path / "bound.pdf", press)
    assert bound.late == ("有 2 张照片的文件在打印时读不出来，纸上留了空位",)
    assert colour_at(result.file, BOX.left + 2, BOX.top + 2) == (0xF3, 0xF3, 0xF3)


def test_a_photo_that_vanished_since_the_pages_were_laid_out_leaves_a_placeholder(
    tmp_path: Path, press: Press, draw_photo: DrawPhoto
) -> None:
    picture = look_at(draw_photo())
    picture.photo.path.unlink()
    result = printed(picture, tmp_path / "out.pdf", press)
    assert colour_at(result.file, BOX.left + 2, BOX.top + 2) == (0xF3, 0xF1, 0xEA)


def test_a_photo_without_a_caption_is_never_told_by_the_name_of_its_file(
    tmp_path: Path, press: Press, draw_photo: DrawPhoto
) -> None:
    result = printed(look_at(draw_photo(320, 240, "")), tmp_path / "out.pdf", press)
    assert result.warnings == ("照片太小，印出来会不清楚：没有说明的照片",)


def test_08_a_photo_with_too_few_pixels_is_mentioned(
    tmp_path: Path, press: Press, draw_photo: DrawPhoto
) -> None:
    result = printed(look_at(draw_photo(320, 240, "远景")), tmp_path / "out.pdf", press)
    assert result.warnings == ("照片太小，印出来会不清楚：远景",)


def test_14_a_photo_is_put_into_the_file_as_it_is(
    tmp_path: Path, press: Press, draw_photo: DrawPhoto
) -> None:
    photo = draw_photo(1600, 1200)
    result = printed(look_at(photo), tmp_path / "out.pdf", press)
    assert photo.path.read_bytes() in result.file.read_bytes()
