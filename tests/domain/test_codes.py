"""Official codes, and personal numbers that must not be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.codes import (
    id_numbers_in,
    is_id_number,
    mask_phone,
    normalise_document_number,
    phone_warning,
    school_code_problem,
    uscc_problem,
)

SAMPLE_NUMBERS = ["420683198504120013", "420683201509010029", "11010519491231002X"]


def test_a_school_code_is_ten_digits_with_a_class_and_a_province() -> None:
    assert school_code_problem("2142000123") is None
    assert school_code_problem(" ２１４２０００１２３ ") is None
    assert "10 位" in (school_code_problem("214200012") or "")
    assert "学校类别" in (school_code_problem("9942000123") or "")
    assert "省份代码" in (school_code_problem("2199000123") or "")


def test_a_credit_code_is_checked_by_its_last_sign() -> None:
    assert uscc_problem("12420683MB1234567Y") is None
    assert uscc_problem("12420683mb1234567y") is None
    assert "校验位" in (uscc_problem("12420683MB1234567X") or "")
    assert "18 位" in (uscc_problem("12420683MB123456") or "")


@pytest.mark.parametrize("number", [*SAMPLE_NUMBERS, "11010519491231002x"])
def test_a_citizens_number_is_recognised(number: str) -> None:
    assert is_id_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "370724197802300019",  # the check sign is right, but there is no 30 February
        "420683198504120014",  # the check sign is wrong
        "990105194912310021",  # no such province
        "420683850412001",  # fifteen digits
        "",
    ],
)
def test_other_numbers_are_not_taken_for_one(number: str) -> None:
    assert not is_id_number(number)


@pytest.mark.parametrize("number", SAMPLE_NUMBERS)
def test_a_citizens_number_is_found_inside_a_text(number: str) -> None:
    assert id_numbers_in(f"家长电话13812345678，身份证{number}。") == (number,)
    spaced = f"{number[:6]} {number[6:14]}-{number[14:]}"
    assert id_numbers_in(f"证号 {spaced} 已核对") == (spaced,)


def test_long_numbers_that_are_no_citizens_number_are_left() -> None:
    assert id_numbers_in("账号 6222021234567890123，编号 420683198504120014") == ()


@given(number=st.sampled_from(SAMPLE_NUMBERS), place=st.integers(0, 16), shift=st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    assert not is_id_number(number[:place] + wrong + number[place + 1 :])


def test_a_phone_is_only_warned_about() -> None:
    assert phone_warning("13812345678") is None
    assert phone_warning("0710-3456789") is None
    assert phone_warning("0710-3456789-8001") is None
    assert "请核对" in (phone_warning("1381234567") or "")


def test_a_mobile_number_is_masked_in_print() -> None:
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("联系人王老师13812345678，座机0710-3456789") == (
        "联系人王老师138****5678，座机0710-3456789"
    )


@pytest.mark.parametrize(
    "written", ["示教字[2024]12号", "示教字（2024）12号", " 示教字【2024】12号"]
)
def test_a_document_number_gets_the_brackets_of_official_papers(written: str) -> None:
    assert normalise_document_number(written) == "示教字〔2024〕12号"
