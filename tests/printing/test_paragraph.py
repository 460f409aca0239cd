"""Thousands of random paragraphs, and the manners of lines at the foot of a page."""

import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from lianti_desktop.printing.fonts import FontBook, Role
from lianti_desktop.printing.line_rules import NO_END, NO_START, WIDE
from lianti_desktop.printing.paragraph import Align, LaidText, Line, TextStyle, set_text

HAN = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会"
NUMBERS = ("88.5%", "2026年", "14:30", "9/6.5%", "3", "126人", "1,280", "P/PT")
CHUNKS = st.one_of(
    st.text(HAN, min_size=1, max_size=9),
    st.sampled_from(NUMBERS),
    st.builds(
        lambda pair, inner: f"{pair[0]}{inner}{pair[1]}",
        st.sampled_from(["（）", "《》", "“”", "‘’", "【】"]),
        st.text(HAN, min_size=1, max_size=6),
    ),
)
TEXTS = st.lists(
    st.tuples(
        CHUNKS, st.sampled_from(["", "", "，", "。", "、", "；", "！", "……", "——", "”，", "："])
    ),
    min_size=1,
    max_size=14,
).map(lambda pairs: "".join(part + mark for part, mark in pairs))
ROOMS = st.integers(min_value=12, max_value=42)
SIZE = 10.0


def laid(text: str, room: float, font_book: FontBook, align: Align = Align.JUSTIFY) -> LaidText:
    style = TextStyle(Role.BODY, SIZE, 18, align=align, indent=2.0)
    return set_text(text, style, room * SIZE, font_book)


def ink_end(line: Line) -> float:
    """Where the last mark of a line really ends, in em: without the blank half of ， or ）."""
    last = line.runs[-1]
    widths = [last.face.width(char) for char in last.text]
    end = last.x + sum(widths) + last.spread * (len(widths) - 1)
    return end - (0.5 if line.text[-1] in "，。、；：！？）》”’】" and widths[-1] >= WIDE else 0.0)


def check_rules(text: str, room: int, font_book: FontBook) -> None:
    lines = laid(text, room, font_book).lines
    assert "".join(line.text for line in lines) == text
    assert all(line.text[0] not in NO_START for line in lines[1:])
    assert all(line.text[-1] not in NO_END for line in lines[:-1])
    assert all(ink_end(line) <= room + 0.02 for line in lines)
    for number in re.findall(r"[0-9][0-9.,:/]*%?", text):
        assert any(number in line.text for line in lines)
    if len(lines) > 1:
        signs = re.sub(r"[，。、；：！？）》”’】（《“‘【…]", "", lines[-1].text)
        assert len(signs) > 1 or len(lines[-2].text) < 4


@settings(max_examples=150)
@given(text=TEXTS, room=ROOMS)
def test_04_every_line_of_any_paragraph_keeps_the_rules(
    all_fonts: FontBook, text: str, room: int
) -> None:
    check_rules(text, room, all_fonts)


def random_text(random: Random) -> str:
    parts = []
    for _ in range(random.randint(1, 14)):
        han = "".join(random.choices(HAN, k=random.randint(1, 8)))
        shape = random.choice(["{}", "{}", "{}", "（{}）", "《{}》", "“{}”", "{}——", "……{}"])
        number = random.choice(["", "", "", *NUMBERS])
        parts.append(shape.format(han) + number + random.choice(["", "，", "。", "、", "：", "！"]))
    return "".join(parts)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(min_value=0))
def test_04_ten_thousand_random_paragraphs_keep_the_rules(all_fonts: FontBook, seed: int) -> None:
    """A hundred seeds, a hundred paragraphs of each."""
    random = Random(seed)
    for _ in range(100):
        check_rules(random_text(random), random.randint(12, 42), all_fonts)


@settings(max_examples=150)
@given(text=st.text("字（（“）。，，！a1.—…· \n", min_size=0, max_size=60), room=ROOMS)
def test_any_heap_of_marks_is_set_without_losing_one(
    all_fonts: FontBook, text: str, room: int
) -> None:
    lines = laid(text, room, all_fonts).lines
    kept = "".join(line.text for line in lines)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)


@settings(max_examples=150)
@given(text=TEXTS, room=ROOMS)
def test_justified_lines_end_at_the_margin_or_stay_ragged(
    all_fonts: FontBook, text: str, room: int
) -> None:
    chinese = re.sub(r"[!-~]", "", text)
    for line in laid(chinese, room, all_fonts).lines[:-1]:
        is_ragged = all(run.spread <= 0.001 for run in line.runs)
        assert is_ragged or ink_end(line) >= room - 0.55


@settings(max_examples=100)
@given(text=TEXTS, room=ROOMS, align=st.sampled_from([Align.LEFT, Align.CENTRE, Align.RIGHT]))
def test_text_that_is_not_justified_stays_in_its_width_too(
    all_fonts: FontBook, text: str, room: int, align: Align
) -> None:
    for line in laid(text, room, all_fonts, align).lines:
        assert line.runs[0].x >= -0.51
        assert ink_end(line) <= room + 0.02


@settings(max_examples=120)
@given(text=st.lists(TEXTS, min_size=1, max_size=4).map("\n".join), at=st.integers(0, 40))
def test_06_a_page_break_leaves_no_single_line_of_a_paragraph_alone(
    all_fonts: FontBook, text: str, at: int
) -> None:
    whole = laid(text, 20, all_fonts)
    first, rest = whole.split(at * 18)
    kept = (first.lines if first else ()) + (rest.lines if rest else ())
    assert kept == whole.lines
    if first and rest and first.lines[-1].paragraph == rest.lines[0].paragraph:
        broken = rest.lines[0].paragraph
        assert sum(line.paragraph == broken for line in first.lines) >= 2
        assert sum(line.paragraph == broken for line in rest.lines) >= 2


def test_04_an_address_without_end_is_cut_rather_than_run_over_the_margin(
    font_book: FontBook,
) -> None:
    lines = laid("x" * 300, 20, font_book).lines
    assert len(lines) > 5
    assert all(ink_end(line) <= 20.02 for line in lines)


def test_only_the_first_line_of_a_paragraph_is_indented(font_book: FontBook) -> None:
    lines = laid("教" * 60, 20, font_book).lines
    assert lines[0].runs[0].x == 2.0
    assert [line.runs[0].x for line in lines[1:]] == [0.0] * (len(lines) - 1)


def test_an_opening_mark_at_the_start_of_a_line_stands_at_the_margin(
    font_book: FontBook,
) -> None:
    lines = laid("教" * 18 + "（教师们）" * 4, 20, font_book).lines
    assert lines[1].text[0] == "（"
    assert lines[1].runs[0].x == -0.5


def test_an_empty_text_has_no_lines_and_no_height(font_book: FontBook) -> None:
    assert laid(" \n\n ", 20, font_book).height == 0
