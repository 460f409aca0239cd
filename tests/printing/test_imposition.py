"""Booklets: folded and stapled, their pages follow each other."""

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.imposition import Side, sides, write_booklet
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page, Paper
from lianti_desktop.printing.paragraph import TextStyle
from lianti_desktop.printing.press import Imprint, Press, PrintStoppedError

A5 = Paper(width=148 * MM, height=210 * MM)


def pages_of(count: int, paper: Paper, setter: Typesetter) -> list[Page]:
    box = Box(60, 60, 200, 40)
    return [
        Page(paper, (setter.at(box, f"第{number}页", TextStyle()),))
        for number in range(1, count + 1)
    ]


def words_in(file: Path, index: int, *, is_left: bool) -> str:
    """The text of the left or right half of a page."""
    document = pypdfium2.PdfDocument(file)
    page = document[index]
    width, height = page.get_size()
    left = 0 if is_left else width / 2
    found = page.get_textpage().get_text_bounded(left, 0, left + width / 2, height)
    document.close()
    return "".join(found.split())


def test_eight_pages_lie_as_a_printer_lays_them() -> None:
    assert sides(8) == [Side(8, 1), Side(2, 7), Side(6, 3), Side(4, 5)]


def test_missing_pages_stay_empty_at_the_end_or_before_the_back_cover() -> None:
    assert sides(5)[:2] == [Side(None, 1), Side(2, None)]
    assert sides(5, keeps_last=True)[:2] == [Side(5, 1), Side(2, None)]
    assert sides(0) == []


@given(st.integers(min_value=1, max_value=200), st.booleans())
def test_turning_the_folded_sheets_shows_every_page_in_order(count: int, keeps_last: bool) -> None:
    order = sides(count, keeps_last=keeps_last)
    fronts, backs = order[::2], order[1::2]
    first_half = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front.right, back.left)
    ]
    second_half = [
        page
        for front, back in zip(fronts[::-1], backs[::-1], strict=True)
        for page in (back.right, front.left)
    ]
    read = first_half + second_half
    assert len(read) % 4 == 0
    assert [page for page in read if page] == list(range(1, count + 1))
    if keeps_last:
        assert read[-1] == count


@pytest.mark.parametrize(("paper", "size"), [(Paper(), (420, 297)), (A5, (296, 210))])
def test_a_booklet_has_the_right_text_on_each_half_of_each_side(
    paper: Paper, size: tuple[int, int], tmp_path: Path, press: Press
) -> None:
    setter = Typesetter(press.font_book)
    source = tmp_path / "source.pdf"
    print_document(lambda: pages_of(6, paper, setter), source, Imprint("画册"), press)
    result = write_booklet(source, tmp_path / "booklet.pdf", press)
    assert result.pages == 4
    document = pypdfium2.PdfDocument(result.file)
    measured = [round(side / MM) for side in document[0].get_size()]
    document.close()
    assert measured == list(size)
    shown = [
        (words_in(result.file, index, is_left=True), words_in(result.file, index, is_left=False))
        for index in range(4)
    ]
    assert shown == [("", "第1页"), ("第2页", ""), ("第6页", "第3页"), ("第4页", "第5页")]


def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path, press: Press) -> None:
    source = tmp_path / "source.pdf"
    source.write_text("不是")
    with pytest.raises(UserError, match=r"打不开.*资料没有变化.*重新生成"):
        write_booklet(source, tmp_path / "booklet.pdf", press)


def test_a_stopped_booklet_leaves_nothing(tmp_path: Path, font_book: FontBook) -> None:
    setter = Typesetter(font_book)
    source = tmp_path / "source.pdf"
    layout = pages_of(4, Paper(), setter)
    print_document(lambda: layout, source, Imprint("画册"), Press(font_book))
    with pytest.raises(PrintStoppedError):
        write_booklet(source, tmp_path / "b.pdf", Press(font_book, cancelled=lambda: True))
    assert [path.name for path in tmp_path.iterdir()] == ["source.pdf"]
