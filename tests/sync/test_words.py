"""Keys and check sums as words."""

import pytest
from pypinyin import lazy_pinyin

from lianti_desktop.domain.errors import UserError
from lianti_desktop.sync import words


def test_every_byte_has_a_character_and_no_two_are_read_alike() -> None:
    letters = "".join(words.spell(bytes(range(256))))[:256]
    assert len(set(letters)) == 256
    assert len(set(lazy_pinyin(list(letters)))) == 256


def test_a_secret_is_read_back_however_it_is_written_down() -> None:
    secret = bytes(range(100, 132))
    spelled = words.spell(secret)
    assert words.read("\n".join(f"{n}. {word}" for n, word in enumerate(spelled))) == secret


@pytest.mark.parametrize("at", [0, 9, 33])
def test_a_wrong_character_is_noticed(at: int) -> None:
    text = "".join(words.spell(bytes(32)))
    other = "八" if text[at] != "八" else "白"
    with pytest.raises(UserError, match="密语不对"):
        words.read(text[:at] + other + text[at + 1 :])


def test_six_check_words_follow_from_the_content() -> None:
    assert words.check_words(b"a") == words.check_words(b"a")
    assert words.check_words(b"a") != words.check_words(b"b")
    assert [len(word) for word in words.check_words(b"a").split()] == [2] * 6


def test_check_words_are_the_same_without_their_gaps() -> None:
    said = words.check_words(b"a").replace(" ", "")
    assert words.same_words(said, words.check_words(b"a"))
    assert not words.same_words(said, words.check_words(b"b"))
