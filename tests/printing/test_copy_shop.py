"""The folder for the copy shop holds all that a stranger needs to print the book right."""

import csv
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.album import write_album
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.content import AlbumBook, AlbumChapter
from lianti_desktop.printing.copy_shop import ShopOrder, paper_of, write_copy_shop
from lianti_desktop.printing.page import Page, Paper
from lianti_desktop.printing.press import Imprint, Press
from tests.printing.pdf_reading import page_texts


@pytest.fixture
def album(tmp_path: Path, press: Press) -> Path:
    chapters = (AlbumChapter("送教下乡"), AlbumChapter("运动会"))
    book = AlbumBook("携手同行", chapters=chapters, size="A5")
    return write_album(book, tmp_path / "album.pdf", press).file


def test_the_folder_holds_the_book_its_booklet_the_advice_and_the_list(
    album: Path, tmp_path: Path, press: Press
) -> None:
    order = ShopOrder("携手同行 活动画册", copies=30, has_back_cover=True, contact="曾主任")
    made = write_copy_shop(order, album, tmp_path / "打印店", press)
    names = [file.name for file in made.files]
    assert names == ["打印版.pdf", "A4骑马订拼版.pdf", "打印说明.txt", "内容清单.csv"]
    assert (made.folder / "打印版.pdf").read_bytes() == album.read_bytes()
    assert len(page_texts(made.folder / "A4骑马订拼版.pdf")) == made.pages // 2
    assert sorted(path.name for path in made.folder.iterdir()) == sorted(names)


def test_the_advice_says_how_to_print(album: Path, tmp_path: Path, press: Press) -> None:
    made = write_copy_shop(ShopOrder("画册", copies=30), album, tmp_path / "打印店", press)
    raw = (made.folder / "打印说明.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in raw
    words = raw.decode("utf-8-sig")
    for part in ("30 份", "按短边翻转", "实际大小", "100%", f"每份 {made.pages // 4} 张纸", "A5"):
        assert part in words


def test_the_list_tells_where_each_part_begins_and_ends(
    album: Path, tmp_path: Path, press: Press
) -> None:
    made = write_copy_shop(ShopOrder("画册"), album, tmp_path / "打印店", press)
    with (made.folder / "内容清单.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["序号", "内容", "起页", "止页"]
    by_title = {row[1]: (int(row[2]), int(row[3])) for row in rows[1:]}
    assert by_title["送教下乡"] == (5, 5)
    assert by_title["封底"] == (made.pages, made.pages)


def test_a_thick_book_is_to_be_glued(tmp_path: Path, press: Press) -> None:
    source = tmp_path / "volume.pdf"
    print_document(lambda: [Page(Paper())] * 84, source, Imprint("汇编"), press)
    made = write_copy_shop(ShopOrder("汇编"), source, tmp_path / "打印店", press)
    assert [file.name for file in made.files] == ["打印版.pdf", "打印说明.txt", "内容清单.csv"]
    words = (made.folder / "打印说明.txt").read_text(encoding="utf-8-sig")
    assert "胶装" in words
    assert "骑马订" not in words
    assert paper_of(source) == "A4"


def test_a_paper_without_a_name_is_told_by_its_measures(tmp_path: Path, press: Press) -> None:
    source = tmp_path / "odd.pdf"
    print_document(lambda: [Page(Paper(width=300, height=300))], source, Imprint("方册"), press)
    assert paper_of(source) == "106×106毫米"


def test_a_book_that_is_not_there_is_told(tmp_path: Path, press: Press) -> None:
    with pytest.raises(UserError, match="打不开"):
        write_copy_shop(ShopOrder("画册"), tmp_path / "gone.pdf", tmp_path / "打印店", press)
