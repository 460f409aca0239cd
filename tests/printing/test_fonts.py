"""Which face draws which character, and what is told when none can."""

import struct
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.font_files import FontFile, fonts_by_name, is_embeddable
from lianti_desktop.printing.fonts import FontBook, Role, load_face, printable
from lianti_desktop.printing.unicode_map import to_unicode_map

RARE_NAMES = "𬭚㛃䶮𬍛㭎龴𠀀𪜀𫝀"


def font_with(tables: dict[bytes, bytes], path: Path) -> FontFile:
    """A font file of which only the table of contents is true."""
    head = struct.pack(">LHHHH", 0x00010000, len(tables), 0, 0, 0)
    offset = len(head) + 16 * len(tables)
    body = b""
    for tag, data in tables.items():
        head += struct.pack(">4sLLL", tag, 0, offset + len(body), len(data))
        body += data
    path.write_bytes(head + body)
    return FontFile(path)


def os2(flags: int) -> bytes:
    return struct.pack(">HHHHH", 4, 500, 400, 5, flags) + bytes(80)


def test_plain_outlines_that_may_be_embedded_are_taken(tmp_path: Path) -> None:
    assert is_embeddable(font_with({b"glyf": b"", b"OS/2": os2(0)}, tmp_path / "a.ttf"))


@pytest.mark.parametrize("tag", [b"CFF ", b"CFF2", b"fvar"])
def test_postscript_outlines_and_variable_fonts_are_refused(tag: bytes, tmp_path: Path) -> None:
    tables = {b"glyf": b"", tag: b"", b"OS/2": os2(0)}
    assert not is_embeddable(font_with(tables, tmp_path / "a.ttf"))


def test_a_font_that_forbids_embedding_is_refused(tmp_path: Path) -> None:
    assert not is_embeddable(font_with({b"glyf": b"", b"OS/2": os2(2)}, tmp_path / "a.ttf"))


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_text("不是字体")
    assert not is_embeddable(FontFile(tmp_path / "a.ttf"))
    assert not is_embeddable(FontFile(tmp_path / "none.ttf"))


def test_a_damaged_font_is_passed_over(tmp_path: Path) -> None:
    file = font_with({b"glyf": b"", b"OS/2": os2(0)}, tmp_path / "a.ttf")
    assert load_face(file) is None


def test_the_first_folder_wins(tmp_path: Path) -> None:
    for folder in ("bundled", "own"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Song.ttf").touch()
    found = fonts_by_name([tmp_path / "bundled", tmp_path / "own"])
    assert found == {"song.ttf": tmp_path / "bundled" / "Song.ttf"}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("char", RARE_NAMES)
def test_rare_characters_of_names_are_drawn_in_every_role(
    char: str, role: Role, font_book: FontBook
) -> None:
    face, drawn = font_book.glyph(char, role)
    assert drawn == char
    assert face.has(char)
    assert not font_book.missing


def test_a_private_character_becomes_an_empty_square_and_is_remembered(
    font_book: FontBook,
) -> None:
    assert font_book.glyph("\ue863", Role.BODY)[1] == "□"
    assert font_book.missing == {"\ue863"}
    font_book.missing.clear()
    font_book.glyph("\ue863", Role.BODY)
    assert font_book.missing == {"\ue863"}


def test_without_any_font_the_user_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"没有找到可以打印中文的字体.*都还在.*请重新安装"):
        FontBook([tmp_path], with_system=False).main_face(Role.BODY)


def test_a_tick_is_drawn_even_where_no_face_has_it(resources: Path) -> None:
    bundled = FontBook([resources / "fonts"], with_system=False)
    for char in "✔☑":
        assert bundled.glyph(char, Role.TABLE)[1] in (char, "√")
    assert not bundled.missing


def test_control_and_variation_marks_are_not_set() -> None:
    assert printable("龙\u200b𬭚\ufe00\U000e0100\t好\r\n了") == "龙𬭚 好\n了"


def test_characters_above_the_first_plane_are_mapped_as_utf_16() -> None:
    table = to_unicode_map("Song", [0, ord("龙"), 0x2CB5A])
    assert "<01> <9F99>" in table
    assert "<02> <D872DF5A>" in table


def test_a_long_map_is_divided_into_blocks_of_a_hundred() -> None:
    table = to_unicode_map("Song", range(0x4E00, 0x4E00 + 256))
    assert [line for line in table.split("\n") if "beginbfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "56 beginbfchar",
    ]
