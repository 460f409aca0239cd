"""The acceptance checks for a great album (printing.md) that read the printed file back.

Each of the fifteen has tests whose names begin with its number, here or beside: grep for test_09.
The seconds and the memory of check 14 are measured by benchmarks/printing.py.
"""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from shutil import which
from uuid import UUID

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from lianti_desktop.domain.presets import SCHOOL
from lianti_desktop.domain.words import AlbumScope, MediaConsent
from lianti_desktop.printing.album import album_pages, write_album
from lianti_desktop.printing.album_kept import asked_of, draft_album, lay_album
from lianti_desktop.printing.album_style import SIZES
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.bulletin import bulletin_pages
from lianti_desktop.printing.content import (
    AlbumBook,
    AlbumChapter,
    Bulletin,
    BulletinArticle,
    Photo,
)
from lianti_desktop.printing.fonts import FontBook, Role
from lianti_desktop.printing.gather_album import AlbumAsked
from lianti_desktop.printing.gather_photos import temporary_shelf
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.leaves import TextLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Page, Paper, Part, Placed
from lianti_desktop.printing.paragraph import LaidText, TextStyle
from lianti_desktop.printing.photo_leaf import PhotoLeaf
from lianti_desktop.printing.preset_page import title_of
from lianti_desktop.printing.press import Imprint, Press
from lianti_desktop.printing.prints import print_album
from lianti_desktop.services.photos import Wishes, add_photos, sources_of
from lianti_desktop.storage import records
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.store import Deed
from tests.activity_world import World, add_activity, build_world
from tests.printing.conftest import CORNERS, DrawPhoto, corner_picture
from tests.printing.pdf_reading import link_targets, outline_pages, page_texts
from tests.printing.studio import TODAY
from tests.storage.test_pictures import STORED_AS, TELEPHONE

DATA = Path(__file__).parent.parent / "data"
LEVELS = (3500, 3000, 1605)
EXTENSIONS = {
    "A": "㛃㭎䶮㑇㳘",
    "B": "𠅤𠙶𤧛𦈡𨱏",
    "C": "𪨰𪾢𫄧𫍯𫓧",
    "D": "𫟅𫟦𫠆𫠊𫠜",
    "E": "𬍛𬭚𬮱𬸘𬺈",
    "F": "𬺡𬻧𭕄𮉪𮭰",
}
NAMES = "龙𬭚、王㛃、张䶮、李𬍛"


def standard_levels() -> list[str]:
    """The three levels of 通用规范汉字表."""
    lines = (DATA / "standard_characters.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def set_pages(text: str, setter: Typesetter, style: TextStyle) -> list[Page]:
    """The text on as many pages as it needs."""
    box = Paper().text_box(1)
    rest: LaidText | None = setter.lay(text, style, box.width)
    pages: list[Page] = []
    while rest is not None:
        here, rest = rest.split(box.height)
        assert here is not None
        pages.append(Page(Paper(), (text_at(box, here),)))
    return pages


def test_every_check_of_the_list_has_tests_that_bear_its_number() -> None:
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    numbers = re.findall(r"^def test_(\d\d(?:_\d\d)*)_", tests, re.MULTILINE)
    found = {int(number) for group in numbers for number in group.split("_")}
    assert found == set(range(1, 16))


# 1 ----------------------------------------------------------------------------------------------


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


def camera_files(folder: Path) -> list[Path]:
    """One scene as a camera stores it in each of its eight positions; each a little different."""
    folder.mkdir()
    files = []
    for orientation, how in STORED_AS.items():
        scene = corner_picture(400 + 40 * orientation, 300)
        scene.putpixel((200, 150), (orientation, 0, 0))
        stored = scene.transpose(how) if how is not None else scene
        exif = Image.Exif()
        exif[0x0112] = orientation
        files.append(folder / f"IMG_{orientation}.jpg")
        stored.save(files[-1], quality=95, exif=exif)
    return files


def rendered(page: pypdfium2.PdfPage, box: Box) -> Image.Image:
    """What a reader sees in a box of the page."""
    whole = page.render(scale=2).to_pil().convert("RGB")
    return whole.crop(
        tuple(round(2 * place) for place in (box.left, box.top, box.right, box.bottom))
    )


def corner_colours(picture: Image.Image) -> list[tuple[int, int, int]]:
    width, height = picture.size
    across, down = width // 8, height // 8
    places = [(across, down), (width - across, down), (width - across, height - down)]
    return [picture.getpixel(place) for place in [*places, (across, height - down)]]  # type: ignore[misc]


def is_near(one: Sequence[int], other: Sequence[int]) -> bool:
    return all(abs(a - b) < 60 for a, b in zip(one, other, strict=True))


def test_01_photos_stand_upright_however_the_camera_was_held(
    world: World, press: Press, tmp_path: Path
) -> None:
    """Eight positions of a camera and a telephone's HEIC, through the import onto the paper."""
    files = [*camera_files(tmp_path / "camera"), TELEPHONE]
    with world.store.change(Deed("录入活动")) as session:
        activity = add_activity(session, world).id
    report = add_photos(world.store, activity, sources_of(files), Wishes("示例"))
    assert len(report.added) == len(files)
    with world.store.change(Deed("核对")) as session:
        for row in report.added:
            records.save(session, Media, row, {"consent_state": MediaConsent.OK})
    asked = asked_of(draft_album(AlbumScope.CHOSEN, activities=[activity.hex]), TODAY)
    asked = replace(asked, plan=replace(asked.plan, photos_each=0))
    out = tmp_path / "画册.pdf"
    result = print_album(world.store, asked, out, press)
    assert {UUID(key) for key in result.photos} == set(report.added)
    names = {row.hex: photo for row, photo in zip(report.added, files, strict=True)}
    seen = corners_of_album(world, asked, out, press.font_book)
    assert len(seen) == len(files)
    for name, colours in seen.items():
        wanted = HEIC if names[name] == TELEPHONE else CORNERS
        assert all(map(is_near, colours, wanted)), (names[name].name, colours)


HEIC = ((0, 0, 255), (255, 0, 0), (0, 255, 0), (255, 255, 0))
"""The corners of the telephone's picture, clockwise from the top left."""


def corners_of_album(
    world: World, asked: AlbumAsked, out: Path, font_book: FontBook
) -> dict[str, list[tuple[int, int, int]]]:
    """The colours of each photo's corners on the printed page."""
    found = {}
    with temporary_shelf(world.store) as shelf, world.store.read() as session:
        laid = lay_album(session, asked, shelf, Typesetter(font_book))
    with pypdfium2.PdfDocument(out) as document:
        for outline in laid.outlines:
            for spot in outline.spots:
                if spot.part is Part.PHOTO and spot.chapter:
                    picture = rendered(document[outline.number - 1], spot.box)
                    found[spot.name] = corner_colours(picture)
    return found


# 2, 3 -------------------------------------------------------------------------------------------


def test_02_every_character_of_the_standard_is_drawn_in_every_role(font_book: FontBook) -> None:
    levels = standard_levels()
    assert tuple(map(len, levels)) == LEVELS
    assert len(set("".join(levels))) == 8105
    assert (levels[0][0], levels[1][0], levels[2][0]) == ("一", "乂", "亍")
    for role in Role:
        for char in "".join([*levels, *EXTENSIONS.values()]):
            face, drawn = font_book.glyph(char, role)
            assert drawn == char, (role, char)
            assert face.has(char)
    assert font_book.missing == set()


def test_03_every_character_is_copied_and_found_exactly(press: Press, tmp_path: Path) -> None:
    text = "".join([*standard_levels(), *EXTENSIONS.values()])
    setter = Typesetter(press.font_book)
    pages = set_pages(text, setter, TextStyle(size=10, leading=15))
    pages += set_pages(NAMES, setter, TextStyle(Role.KAI, 12, 20))
    out = print_document(lambda: pages, tmp_path / "字表.pdf", Imprint("字表"), press).file
    assert "".join(page_texts(out)) == text + NAMES
    with pypdfium2.PdfDocument(out) as document:
        for word in ("王㛃", "张䶮"):
            found = [page.get_textpage().search(word).get_next() for page in document]
            assert sum(place is not None for place in found) == 1, word
    if pdftotext := which("pdftotext"):
        told = subprocess.run([pdftotext, out, "-"], check=True, capture_output=True)
        assert "".join(told.stdout.decode().split()) == text + NAMES


def test_03_a_name_beyond_the_first_plane_is_found_in_the_text_that_readers_take_out(
    press: Press, tmp_path: Path
) -> None:
    """pdfium's own search knows no such character where it joins the halves of the word searched
    for (unicode_map.py); each half has its place, and the text taken out holds the whole."""
    pages = set_pages("老师龙𬭚和㛃䶮、李文秀在场", Typesetter(press.font_book), TextStyle())
    out = print_document(lambda: pages, tmp_path / "姓名.pdf", Imprint("姓名"), press).file
    with pypdfium2.PdfDocument(out) as document:
        text = document[0].get_textpage()
        codes = [raw.FPDFText_GetUnicode(text.raw, at) for at in range(text.count_chars())]
        assert codes[3:5] == [0xD872, 0xDF5A]
        assert text.get_text_range().find("龙𬭚和") == 2
        assert text.get_text_range(3, 2) == "𬭚"
        assert text.search("李文秀").get_next() == (9, 3)
    if pdftotext := which("pdftotext"):
        told = subprocess.run([pdftotext, out, "-"], check=True, capture_output=True)
        assert "龙𬭚和㛃䶮" in told.stdout.decode()


# 6 ----------------------------------------------------------------------------------------------


def body_lines(page: Page) -> list[Placed]:
    return [item for item in page.items if isinstance(item.leaf, TextLeaf)]


@pytest.mark.parametrize("seed", range(6))
def test_06_no_heading_stands_at_the_foot_of_a_page(seed: int, setter: Typesetter) -> None:
    articles = tuple(
        BulletinArticle(
            f"第{n}次活动", "各校教师围绕三问展开讨论，记下意见。" * (1 + (n * 7 + seed) % 11)
        )
        for n in range(18)
    )
    pages = bulletin_pages(Bulletin("简报（示例）", articles=articles), setter)
    assert len(pages) > 3
    for page in pages:
        lines = body_lines(page)
        for item in lines:
            assert isinstance(item.leaf, TextLeaf)
            if item.leaf.text.style == title_of(SCHOOL):
                below = [one for one in lines if one.box.top > item.box.top]
                texts = [one.leaf.text for one in below if isinstance(one.leaf, TextLeaf)]
                assert any(text.style.indent and len(text.lines) >= 1 for text in texts)
    whole = [one for page in pages for one in texts_of(page)]
    for first, rest in pairwise(whole):
        if first.lines and rest.lines and first.style.indent and rest.style.indent:
            assert len(rest.lines[-1].text.strip("，。！？”")) > 1


def texts_of(page: Page) -> list[LaidText]:
    return [item.leaf.text for item in page.items if isinstance(item.leaf, TextLeaf)]


# 8 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [one.name for one in SIZES])
def test_08_photos_from_the_import_are_fine_enough_wherever_they_stand(
    size: str, tmp_path: Path, setter: Typesetter
) -> None:
    """A copy of 2016 px has 200 dpi or more in every place; smaller places only have more."""
    shapes = ((2016, 1512), (1512, 2016), (2016, 1134))
    photos = []
    for width, height in shapes:
        file = tmp_path / f"{width}x{height}.jpg"
        stream = BytesIO()
        Image.new("L", (width, height), 120).save(stream, "JPEG", quality=30)
        file.write_bytes(stream.getvalue())
        photos.extend(Photo(file, width, height, "说明", key=f"{width}-{n}") for n in range(4))
    book = AlbumBook("画册", chapters=(AlbumChapter("运动会", photos=tuple(photos)),), size=size)
    placed = [
        (item.leaf.picture.photo.width / (item.box.width / 72), item.box)
        for page in album_pages(book, setter)[3:-1]
        for item in page.items
        if isinstance(item.leaf, PhotoLeaf)
    ]
    assert len(placed) == len(photos)
    assert min(dpi for dpi, _ in placed) >= 200
    assert all(min(box.width, box.height) >= (40 if size == "A4" else 25) * MM for _, box in placed)


# 11 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 9, 30])
def test_11_contents_links_and_outline_agree(
    count: int, draw_photo: DrawPhoto, press: Press, tmp_path: Path
) -> None:
    chapters = tuple(
        AlbumChapter(f"第{n:02}次活动", photos=(draw_photo(),) * (n % 3)) for n in range(count)
    )
    out = write_album(AlbumBook("画册", chapters=chapters), tmp_path / "画册.pdf", press).file
    marks = outline_pages(out)
    starts = [marks[chapter.title] for chapter in chapters]
    assert link_targets(out) == starts
    texts = page_texts(out)
    for chapter, start in zip(chapters, starts, strict=True):
        assert chapter.title in texts[start - 1]
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) % 4 == 0
