"""What a square code says is read back, also when a scanner typed it through an input method."""

from uuid import UUID

import pytest

from lianti_desktop.domain.form_code import FormCode, code_from

ROW = UUID("12345678123456781234567812345678")


def test_wide_colons_and_small_letters_are_read_too() -> None:
    code = FormCode("lesson", "lesson", ROW, 2)
    assert code_from(code.words.replace(":", "：").lower()) == code


def test_a_code_read_back_names_form_record_and_sheet() -> None:
    code = FormCode("observation", "lesson_observation", ROW, 3)
    assert code_from(f"  {code.words}\n") == code


@pytest.mark.parametrize(
    "words",
    ["", "https://example.invalid", "LTZM1:a:b", "LTZM1:a:b:xyz:1", f"LTZM1:a:b:{ROW.hex}:x"],
)
def test_other_codes_are_not_ours(words: str) -> None:
    assert code_from(words) is None
