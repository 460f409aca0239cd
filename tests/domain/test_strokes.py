"""Names in the order of their strokes."""

from pathlib import Path

from lianti_desktop.domain.strokes import load_strokes, stroke_key, strokes_from

TABLE = ("# a remark\n", "2\t丁\n", "4\t王\n", "7\t张李\n")


def ordered(*names: str) -> list[str]:
    return sorted(names, key=lambda name: stroke_key(name, strokes_from(TABLE)))


def test_fewer_strokes_come_first_and_equal_surnames_stay_together() -> None:
    assert ordered("李丁", "张王", "丁李", "李王", "王") == ["丁李", "王", "张王", "李丁", "李王"]


def test_what_is_no_known_character_comes_last() -> None:
    assert ordered("Anna", "李", "丁") == ["丁", "李", "Anna"]


def test_the_table_of_the_program_knows_what_schools_count_themselves(resources: Path) -> None:
    strokes = load_strokes(resources / "strokes.txt")
    counted = {"丁": 2, "王": 4, "刘": 6, "李": 7, "陈": 7, "欧": 8, "赵": 9, "曾": 12, "鞠": 17}
    assert {letter: strokes[letter] for letter in counted} == counted
