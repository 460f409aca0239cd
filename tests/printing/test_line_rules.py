"""What may start and end a line, and how marks stand beside each other."""

import pytest

from lianti_desktop.printing.fonts import FontBook, Role
from lianti_desktop.printing.line_rules import Atom, Kind, atoms_of, gap, may_break, shrink


def texts(text: str, font_book: FontBook, role: Role = Role.BODY) -> list[str]:
    return [atom.text for atom in atoms_of(text, role, font_book)]


@pytest.mark.parametrize(
    "whole",
    ["88.5%", "9/6.5%", "14:30", "2026-03-12", "P/PT", "-3.5", "1,280", "——", "……", "it's", "CO2"],
)
def test_04_a_number_a_word_and_a_double_mark_stay_in_one_piece(
    whole: str, font_book: FontBook
) -> None:
    assert texts(f"达到{whole}左右", font_book) == ["达", "到", whole, "左", "右"]


def test_an_address_may_be_cut_after_its_own_marks(font_book: FontBook) -> None:
    pieces = texts("见https://example.invalid/a-b/c.html。", font_book)
    assert pieces == ["见", "https://", "example.", "invalid/", "a-", "b/", "c.", "html", "。"]


def test_a_closing_mark_before_an_opening_one_gives_up_half_an_em(font_book: FontBook) -> None:
    before, after = atoms_of("》（", Role.BODY, font_book)
    assert before.width + after.width + gap(before, after) == pytest.approx(1.5)
    assert shrink(before, after) > 0


def test_two_closing_marks_close_up(font_book: FontBook) -> None:
    before, after = atoms_of("）。", Role.BODY, font_book)
    assert before.width + after.width + gap(before, after) == pytest.approx(1.5)


def test_chinese_and_digits_stand_a_little_apart(font_book: FontBook) -> None:
    han, digits, more = atoms_of("第12周", Role.BODY, font_book)
    assert 0.1 <= gap(han, digits) <= 0.25
    assert gap(digits, more) == gap(han, digits)


@pytest.mark.parametrize("mark", "，。、；：！？）》”’…％")
def test_04_no_line_may_start_with_a_closing_mark(mark: str, font_book: FontBook) -> None:
    before, after = atoms_of(f"字{mark}", Role.BODY, font_book)
    assert not may_break(before, after)


@pytest.mark.parametrize("mark", "（《“‘【")
def test_04_no_line_may_end_with_an_opening_mark(mark: str, font_book: FontBook) -> None:
    before, after = atoms_of(f"{mark}字", Role.BODY, font_book)
    assert not may_break(before, after)


def test_a_space_typed_beside_a_mark_is_dropped(font_book: FontBook) -> None:
    assert texts("来了 ，再 （ 见 ） 好", font_book) == [*"来了，再", " ", *"（见）好"]


def test_a_space_around_a_middle_dot_is_kept(font_book: FontBook) -> None:
    assert texts("教师 · 学生", font_book) == ["教", "师", " ", "·", " ", "学", "生"]


@pytest.mark.parametrize("role", Role)
def test_quotation_marks_take_a_whole_em_in_every_role(role: Role, font_book: FontBook) -> None:
    first, _, last = atoms_of("“好”", role, font_book)
    assert first.width == pytest.approx(1.0)
    assert last.width == pytest.approx(1.0)


@pytest.mark.parametrize("role", Role)
def test_a_dash_fills_two_em_without_a_gap_in_its_middle(role: Role, font_book: FontBook) -> None:
    (dash,) = atoms_of("——", role, font_book)
    drawn = [glyph.face.width(glyph.char) * glyph.widening for glyph in dash.glyphs]
    assert dash.width == 2.0
    assert all(width >= 1.0 for width in drawn)


def test_an_apostrophe_in_a_foreign_name_does_not_become_a_closing_mark(
    font_book: FontBook,
) -> None:
    (word,) = atoms_of("O’Neil", Role.BODY, font_book)
    assert isinstance(word, Atom)
    assert word.kind is Kind.WORD
