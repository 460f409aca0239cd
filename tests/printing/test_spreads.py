"""Printed pages side by side in one small picture."""

from pathlib import Path

from PIL import Image

from lianti_desktop.printing.album import write_album
from lianti_desktop.printing.album_designs import DESIGNS
from lianti_desktop.printing.content import AlbumBook, AlbumChapter
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.spreads import EDGE, HIGH, draw_spread

KEPT = Path(__file__).parents[2] / "docs" / "images" / "books"
MOST_BYTES = 150_000


def test_pages_lie_in_a_row_and_those_that_are_not_there_are_left_out(
    press: Press, tmp_path: Path
) -> None:
    chapters = (AlbumChapter("运动会", text="三校学生同场竞技。"),)
    album = write_album(AlbumBook("画册", chapters=chapters), tmp_path / "画册.pdf", press)
    assert album.pages == 8
    out = draw_spread(album.file, (1, 4, 99), tmp_path / "a" / "画册.png")
    with Image.open(out) as picture:
        width, height = picture.size
    assert abs(height - HIGH - 2 * EDGE) <= 1
    assert abs(width - 2 * HIGH * 210 / 297 - 3 * EDGE) <= 3


def test_the_pictures_of_the_studios_prints_are_kept_and_small() -> None:
    wanted = {f"album-{design.name}" for design in DESIGNS} | {"volume", "bulletin"}
    assert wanted <= {path.stem for path in KEPT.glob("*.png")}
    assert all(path.stat().st_size < MOST_BYTES for path in KEPT.glob("*.png"))
