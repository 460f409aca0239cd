"""Photos as they come: upright, turned, of another kind, damaged or gone."""

from pathlib import Path

import pytest
from PIL import Image

from lianti_desktop.printing.book import print_document
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


def test_a_png_is_printed_as_well(tmp_path: Path, press: Press) -> None:
    path = tmp_path / "shot.png"
    corner_picture(640, 480).save(path)
    assert_upright(printed(look_at(Photo(path, 640, 480)), tmp_path / "out.pdf", press).file)


def test_a_jpeg_without_its_ending_in_the_name_is_printed_as_well(
    tmp_path: Path, press: Press
) -> None:
    path = tmp_path / "0f3a"
    corner_picture(640, 480).save(path, "JPEG")
    assert_upright(printed(look_at(Photo(path, 640, 480)), tmp_path / "out.pdf", press).file)


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
    assert "有 1 张照片的文件在打印时不见了，纸上留了空位" in result.warnings
    assert colour_at(result.file, BOX.left + 2, BOX.top + 2) == (0xF3, 0xF3, 0xF3)


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
