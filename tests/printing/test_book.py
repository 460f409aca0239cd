"""Books as files: pages, links, photos and what the file says of itself."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.bundle import bundle
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.imposition import write_booklet
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Link, Page, Paper, Placed
from lianti_desktop.printing.paragraph import TextStyle
from lianti_desktop.printing.photo_leaf import PhotoLeaf, look_at
from lianti_desktop.printing.press import Imprint, Press, PrintStoppedError
from tests.printing.conftest import DrawPhoto
from tests.printing.pdf_reading import link_targets, page_texts

BOX = Box(100, 100, 200, 150)


def test_pages_stand_in_order_and_links_lead_to_them(
    tmp_path: Path, setter: Typesetter, draw_photo: DrawPhoto
) -> None:
    picture = look_at(draw_photo())
    count = 83
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
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["book.pdf"]


def test_the_file_says_what_it_is_and_in_which_language(tmp_path: Path, press: Press) -> None:
    imprint = Imprint("一学期 活动画册", "青石桥中心小学", "第二学期")
    result = print_document(lambda: [Page(Paper())], tmp_path / "book.pdf", imprint, press)
    with pikepdf.open(result.file) as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo["/Title"]) == imprint.title
        assert str(pdf.docinfo["/Author"]) == imprint.author
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as about:
            assert about["dc:title"] == imprint.title


def test_no_file_speaks_of_the_tools_that_it_was_made_with(tmp_path: Path, press: Press) -> None:
    imprint = Imprint("活动记录表 到田里去", "青石桥中心小学")
    one = print_document(lambda: [Page(Paper())], tmp_path / "one.pdf", imprint, press)
    booklet = write_booklet(one.file, tmp_path / "booklet.pdf", press)
    both = bundle([one, one], tmp_path / "活动记录表.pdf", press)
    titles = {
        one.file: imprint.title,
        booklet.file: f"{imprint.title}（骑马订拼版）",
        both.file: "活动记录表",
    }
    for file, title in titles.items():
        with pikepdf.open(file) as pdf:
            told = {key: str(pdf.docinfo[key]) for key in ("/Title", "/Author")}
            assert told == {"/Title": title, "/Author": imprint.author}
            makers = {str(pdf.docinfo[key]) for key in ("/Creator", "/Producer")}
            assert makers == {"联体桌面"}
            assert str(pdf.Root.Lang) == "zh-CN"
            assert pdf.check_pdf_syntax() == []
        with pikepdf.open(file) as pdf, pdf.open_metadata() as about:
            assert (about["pdf:Producer"], about["xmp:CreatorTool"]) == ("联体桌面",) * 2
        assert b"ReportLab" not in file.read_bytes()


def test_a_photo_on_many_pages_lies_in_the_file_once(
    tmp_path: Path, press: Press, draw_photo: DrawPhoto
) -> None:
    leaf = PhotoLeaf(look_at(draw_photo()))
    pages = [Page(Paper(), (Placed(BOX, leaf),))] * 3
    result = print_document(lambda: pages, tmp_path / "book.pdf", Imprint("书"), press)
    with pikepdf.open(result.file) as pdf:
        on_pages = [list(page.get_images().values()) for page in pdf.pages]
        pictures = {image.objgen for images in on_pages for image in images}
    assert [len(images) for images in on_pages] == [1, 1, 1]
    assert len(pictures) == 1


def test_a_job_is_watched_page_by_page_and_stops_while_the_photos_are_written(
    tmp_path: Path, press: Press, draw_photo: DrawPhoto
) -> None:
    leaf = PhotoLeaf(look_at(draw_photo()))
    pages = [Page(Paper(), (Placed(BOX, leaf),))] * 4
    told: list[tuple[int, int]] = []
    watched = replace(press, progress=lambda done, all_: told.append((done, all_)))
    print_document(lambda: pages, tmp_path / "whole.pdf", Imprint("书"), watched)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    stopped = replace(watched, cancelled=lambda: len(told) == 4 + 3)
    with pytest.raises(PrintStoppedError):
        print_document(lambda: pages, tmp_path / "half.pdf", Imprint("书"), stopped)
    assert not list(tmp_path.glob("half*"))
