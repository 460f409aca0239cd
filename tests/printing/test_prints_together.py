"""What every print must hold: all characters, embedded fonts, sound files, no word None."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import which

import pikepdf
import pytest

from lianti_desktop.printing.activity_sheet import write_activity_sheet
from lianti_desktop.printing.album import album_pages, write_album
from lianti_desktop.printing.bulletin import bulletin_pages, write_bulletin
from lianti_desktop.printing.certificate import Certificate, write_certificates
from lianti_desktop.printing.content import (
    ActivitySheet,
    AlbumBook,
    AlbumChapter,
    Bulletin,
    BulletinArticle,
    Photo,
    SignInSheet,
    TermVolume,
    VolumeChapter,
    VolumeItem,
)
from lianti_desktop.printing.fonts import FontBook, Role
from lianti_desktop.printing.form_catalogue import form_named
from lianti_desktop.printing.form_layouts import blank_form
from lianti_desktop.printing.form_sheet import write_forms
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.leaves import TextLeaf, Typesetter
from lianti_desktop.printing.page import Page, Placed, beyond_paper, solid_overlaps
from lianti_desktop.printing.photo_leaf import PhotoLeaf
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.sign_in_sheet import write_sign_in_sheet
from lianti_desktop.printing.volume import laid_volume, write_volume
from tests.printing.conftest import DrawPhoto
from tests.printing.pdf_reading import page_texts, unembedded_fonts

RARE = "𬭚㛃䶮𬍛𫍯㭎龴"
HIGHER = (0x20000, 0x2A6DF), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1)
SHEET = ActivitySheet("联合教研（示例）", process="各校教师讨论。", host="青石桥中心小学")
Printed = Callable[[Path, Press], PrintResult]


def double_bytes(high: range, low: range, codec: str) -> Iterator[str]:
    """Every Chinese character of a double-byte code, as Python's codec knows it."""
    for first in high:
        for second in low:
            try:
                char = bytes((first, second)).decode(codec)
            except UnicodeDecodeError:
                continue
            if "\u3400" <= char <= "\u9fff":
                yield char


def test_02_every_character_of_the_national_sets_is_drawn_in_text_and_in_heads(
    font_book: FontBook,
) -> None:
    """GB 2312, GBK and Extension A whole, Extensions B to F in samples of one in 97."""
    chars = {
        *double_bytes(range(0xB0, 0xF8), range(0xA1, 0xFF), "gb2312"),
        *double_bytes(range(0x81, 0xFF), range(0x40, 0xFF), "gbk"),
        *map(chr, range(0x3400, 0x4DC0)),
        *(chr(code) for first, last in HIGHER for code in range(first, last + 1, 97)),
        *RARE,
    }
    assert len(chars) > 27_000
    for role in (Role.BODY, Role.HEADING):
        lacking = [char for char in chars if font_book.glyph(char, role)[1] != char]
        assert lacking == []
    assert font_book.missing == set()


def _volume(out: Path, press: Press) -> PrintResult:
    return write_volume(_volume_of(SHEET), out, press).result


def _volume_of(sheet: ActivitySheet) -> TermVolume:
    items = (VolumeItem("a", "教研", sheet), VolumeItem("s", "签到", SignInSheet("教研（示例）")))
    return TermVolume("学期资料汇编（示例）", chapters=(VolumeChapter("活动", items=items),))


def _bulletin_with(photos: tuple[Photo, ...]) -> Bulletin:
    article = BulletinArticle("报道", "各校教师讨论。", photos=photos)
    return Bulletin("简报（示例）", articles=(article,))


KINDS: dict[str, Printed] = {
    "sheet": lambda out, press: write_activity_sheet(SHEET, out, press),
    "sign-in": lambda out, press: write_sign_in_sheet(SignInSheet("教研（示例）"), out, press),
    "album": lambda out, press: write_album(AlbumBook("画册（示例）"), out, press),
    "volume": _volume,
    "bulletin": lambda out, press: write_bulletin(
        Bulletin("简报（示例）", articles=(BulletinArticle("报道", "各校教师讨论。"),)), out, press
    ),
    "certificate": lambda out, press: write_certificates(
        [Certificate("龙𬭚（示例）", "表现突出", "一等奖")], out, press
    ),
    "form": lambda out, press: write_forms([blank_form(form_named("observation"))], out, press),
}


@pytest.mark.parametrize("kind", KINDS)
def test_13_every_kind_of_print_is_a_sound_file_with_its_fonts_and_name(
    kind: str, tmp_path: Path, press: Press
) -> None:
    result = KINDS[kind](tmp_path / f"{kind}.pdf", press)
    assert unembedded_fonts(result.file) == set()
    assert "None" not in "".join(page_texts(result.file))
    assert result.warnings == ()
    with pikepdf.open(result.file) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo["/Title"])
        assert str(pdf.Root.Lang) == "zh-CN"
        assert len(pdf.pages) == result.pages
    if qpdf := which("qpdf"):
        subprocess.run([qpdf, "--check", result.file], check=True, capture_output=True)


@pytest.mark.parametrize("count", [0, 1, 300])
def test_15_an_activity_with_no_one_or_three_hundred_photos_is_printed(
    count: int, draw_photo: DrawPhoto, setter: Typesetter
) -> None:
    shapes = ((640, 480), (480, 640), (640, 360))
    photos = tuple(
        replace(draw_photo(*shapes[n % 3]), caption=f"第{n}张", key=f"{n}") for n in range(count)
    )
    book = AlbumBook("画册", chapters=(AlbumChapter("运动会", photos=photos),))
    sheet = replace(SHEET, photos=photos)
    for pages in (
        album_pages(book, setter),
        bulletin_pages(_bulletin_with(photos), setter),
        laid_volume(_volume_of(sheet), setter).pages,
    ):
        shown = [leaf.picture.photo.key for leaf in _photos(pages)]
        assert shown == [photo.key for photo in photos]
        assert not any(solid_overlaps(page) or beyond_paper(page) for page in pages)


def _photos(pages: list[Page]) -> list[PhotoLeaf]:
    items = (item for page in pages for item in page.items)
    return [item.leaf for item in items if isinstance(item.leaf, PhotoLeaf)]


def test_09_photos_are_large_enough_to_see_and_not_alone_at_the_end(
    draw_photo: DrawPhoto, setter: Typesetter
) -> None:
    shapes = ((640, 480), (480, 640), (640, 360), (500, 500))
    photos = tuple(
        replace(draw_photo(*shapes[n * 3 % 4]), caption="说明文字" * (n % 5)) for n in range(41)
    )
    book = AlbumBook("画册", chapters=(AlbumChapter("运动会", photos=photos),))
    pages = [page for page in album_pages(book, setter) if _photos([page])]
    assert len(_photos([pages[-1]])) > 1
    for page in pages:
        placed = [item for item in page.items if isinstance(item.leaf, PhotoLeaf)]
        assert all(min(item.box.width, item.box.height) >= 40 * MM for item in placed)
    for page in pages[1:-1]:
        room = page.paper.text_box(1)
        area = sum(box.width * box.height for box in _boxes(page))
        assert area >= 0.6 * room.width * room.height


def _boxes(page: Page) -> Iterator[Box]:
    return (item.box for item in page.items if isinstance(item.leaf, PhotoLeaf))


def test_12_numbers_stand_outside_and_the_running_head_names_the_activity(
    draw_photo: DrawPhoto, setter: Typesetter
) -> None:
    photos = tuple(replace(draw_photo(), caption=f"{n}") for n in range(25))
    pages = album_pages(
        AlbumBook("画册", chapters=(AlbumChapter("运动会", photos=photos),)), setter
    )
    numbered = [(n, page) for n, page in enumerate(pages, 1) if page.bookmark == "" and page.items]
    assert len(numbered) > 3
    for number, page in numbered:
        lines = {
            item.leaf.text.lines[0].text: item
            for item in page.items
            if isinstance(item.leaf, TextLeaf) and item.leaf.text.lines
        }
        left = _ink_left(lines[str(number)])
        assert (left > page.paper.width / 2) == (number % 2 == 1)
        assert ("运动会" in lines) == (number % 2 == 1)


def _ink_left(item: Placed) -> float:
    assert isinstance(item.leaf, TextLeaf)
    text = item.leaf.text
    return item.box.left + text.lines[0].runs[0].x * text.style.size
