"""Long books are drawn in parts and joined without a seam."""

from pathlib import Path

import pikepdf

from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Link, Page, Paper, Placed
from lianti_desktop.printing.paragraph import TextStyle
from lianti_desktop.printing.photo_leaf import PhotoLeaf, look_at
from lianti_desktop.printing.press import Imprint, Press
from tests.printing.conftest import DrawPhoto
from tests.printing.pdf_reading import link_targets, page_texts

BOX = Box(100, 100, 200, 150)


def test_pages_of_all_parts_stand_in_order(
    tmp_path: Path, setter: Typesetter, draw_photo: DrawPhoto
) -> None:
    picture = look_at(draw_photo())
    count = 2 * PHOTOS_IN_PART + 3
    pages = [
        Page(
            Paper(),
            (
                Placed(BOX, PhotoLeaf(picture)),
                setter.at(BOX.moved(0, 200), f"第{number}页龙𬭚", TextStyle()),
            ),
            links=(Link(BOX, count - number),),
        )
        for number in range(1, count + 1)
    ]
    press = Press(setter.font_book)
    result = print_document(lambda: pages, tmp_path / "book.pdf", Imprint("书"), press)
    texts = page_texts(result.file)
    assert texts == [f"第{number}页龙𬭚" for number in range(1, count + 1)]
    assert link_targets(result.file) == list(range(count, 0, -1))
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".jpg"] == ["book.pdf"]


def test_the_file_says_what_it_is_and_in_which_language(tmp_path: Path, press: Press) -> None:
    imprint = Imprint("一学期 活动画册", "青石桥中心小学", "第二学期")
    result = print_document(lambda: [Page(Paper())], tmp_path / "book.pdf", imprint, press)
    with pikepdf.open(result.file) as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo["/Title"]) == imprint.title
        assert str(pdf.docinfo["/Author"]) == imprint.author
        assert pdf.check_pdf_syntax() == []
