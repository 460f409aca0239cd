"""The table of readings, real and small."""

from pathlib import Path

import pytest

from lianti_desktop.domain.pinyin import Readings, load_readings, readings_from, toneless


@pytest.fixture(scope="module")
def readings(resources: Path) -> Readings:
    return load_readings(resources / "pinyin.txt")


@pytest.mark.parametrize(
    ("character", "syllables"),
    [
        ("曾", ("ceng", "zeng")),
        ("吕", ("lv",)),
        ("略", ("lve",)),
        ("䶮", ("yan",)),
        ("㛃", ("jie",)),
        ("𬭚", ("chun", "dui")),
        ("A", ("a",)),
        ("！", ()),
    ],
)
def test_common_and_rare_characters_have_readings(
    readings: Readings, character: str, syllables: tuple[str, ...]
) -> None:
    assert readings.of(character) == syllables


def test_the_table_holds_the_common_plane_and_the_extensions(readings: Readings) -> None:
    assert len(readings.by_character) > 40_000
    assert all(syllable.isascii() and syllable.isalpha() for syllable in readings.syllables)
    assert "nv" in readings.syllables


def test_every_character_of_the_national_standard_has_a_reading(readings: Readings) -> None:
    rows = (bytes((lead, trail)) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF))
    hanzi = (code.decode("gb2312", "ignore") for code in rows)
    assert [character for character in hanzi if character and not readings.of(character)] == []


def test_remarks_are_passed_over_and_the_usual_reading_comes_first() -> None:
    readings = readings_from(["# 示例\n", "ceng\t曾\t\n", "zeng\t增\t曾\n"])
    assert readings.of("曾") == ("ceng", "zeng")
    assert readings.syllables == {"ceng", "zeng"}


def test_tones_are_stripped() -> None:
    assert toneless("Zēng Xiǎoxián") == "zeng xiaoxian"
    assert toneless("LǙ nü") == "lv nv"
