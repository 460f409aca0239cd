"""Pages as pictures for the screen."""

from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import FillLeaf
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.press import Imprint, Press
from lianti_desktop.printing.preview import page_count, render_page


def test_a_page_is_rendered_in_its_colours(tmp_path: Path, press: Press) -> None:
    red = Placed(Box(0, 0, 100, 100), FillLeaf("#FF0000"))
    pages = [Page(Paper(), (red,)), Page(Paper())]
    result = print_document(lambda: pages, tmp_path / "a.pdf", Imprint("页"), press)
    image = render_page(result.file, 0, 72)
    assert page_count(result.file) == 2
    assert (image.width, image.height) == (596, 842)
    assert len(image.pixels) == image.width * image.height * 4
    assert image.pixels[:3] == b"\x00\x00\xff"
    assert image.pixels[-4:-1] == b"\xff\xff\xff"


def test_a_page_of_odd_width_has_whole_rows(tmp_path: Path, press: Press) -> None:
    result = print_document(
        lambda: [Page(Paper(width=101.0, height=50.0))], tmp_path / "a.pdf", Imprint("页"), press
    )
    image = render_page(result.file, 0, 72)
    assert len(image.pixels) == image.width * image.height * 4


def test_a_file_that_cannot_be_read_is_told_in_plain_words(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"nothing")
    for file in (bad, tmp_path / "gone.pdf"):
        with pytest.raises(UserError, match=r"打不开.*资料没有变化.*重新生成"):
            page_count(file)
