"""Official codes: checked when typed, and personal numbers recognised so that they are refused."""

import re
import unicodedata
from datetime import date

_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
_PROVINCE_OF_PERSON = re.compile(rf"{_PROVINCE.pattern}|83")
_SCHOOL_CLASS = re.compile(r"11|2[12]|3[1-7]|4[12]|51|9[1-3]")
_SCHOOL_CODE = re.compile(r"\d{10}")

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_USCC = re.compile(f"[{_USCC_ALPHABET}]{{18}}")

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_ID_NUMBER = re.compile(r"(\d{2})\d{4}(\d{4})(\d{2})(\d{2})\d{3}[\dX]")
_ID_IN_TEXT = re.compile(r"(?<!\d)\d(?:[ -]?\d){16}[ -]?[\dXx](?![\dA-Za-z])")

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(?:-\d{1,5})?")
_MOBILE_IN_TEXT = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


def _half_width(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def school_code_problem(text: str) -> str | None:
    """Say what is wrong with a school's ten-digit code, None when nothing is."""
    code = _half_width(text)
    if not _SCHOOL_CODE.fullmatch(code):
        return "学校标识码是 10 位数字，例如 2142000123"
    if not _SCHOOL_CLASS.fullmatch(code[:2]):
        return f"学校标识码开头的“{code[:2]}”不是学校类别，小学是 21，初中是 31"
    if not _PROVINCE.fullmatch(code[2:4]):
        return f"学校标识码第 3、4 位的“{code[2:4]}”不是省份代码，例如湖北是 42"
    return None


def uscc_problem(text: str) -> str | None:
    """Say what is wrong with a unified social credit code (GB 32100), None when nothing is."""
    code = _half_width(text)
    if not _USCC.fullmatch(code):
        return "统一社会信用代码是 18 位数字和字母，没有 I、O、S、V、Z"
    digits = [_USCC_ALPHABET.index(sign) for sign in code]
    total = sum(digit * weight for digit, weight in zip(digits, _USCC_WEIGHTS, strict=False))
    if (total + digits[-1]) % len(_USCC_ALPHABET) != 0:
        return "统一社会信用代码和校验位对不上，请照证书再核对一遍"
    return None


def is_id_number(text: str) -> bool:
    """Whether a text is a citizen's number (GB 11643): check sign, province and a real day."""
    number = _half_width(text)
    match = _ID_NUMBER.fullmatch(number)
    if match is None or not _PROVINCE_OF_PERSON.fullmatch(match[1]):
        return False
    try:
        date(int(match[2]), int(match[3]), int(match[4]))
    except ValueError:
        return False
    weighted = zip(number, _ID_WEIGHTS, strict=False)
    total = sum(int(digit) * weight for digit, weight in weighted)
    return _ID_CHECKS[total % len(_ID_CHECKS)] == number[-1]


def id_numbers_in(text: str) -> tuple[str, ...]:
    """Return the citizens' numbers that stand in a text, as they are written there."""
    candidates = _ID_IN_TEXT.findall(unicodedata.normalize("NFKC", text))
    return tuple(found for found in candidates if is_id_number(found.replace("-", "")))


def phone_warning(text: str) -> str | None:
    """Say that a phone number looks unusual, None when it does not; it may still be kept."""
    number = _half_width(text)
    if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
        return None
    return "电话看着不太对，手机是 11 位，座机像 0710-3456789，请核对"


def mask_phone(text: str) -> str:
    """Hide the middle of every mobile number in a text: 138****5678."""
    return _MOBILE_IN_TEXT.sub(r"\1****\2", text)


def normalise_document_number(text: str) -> str:
    """Give a document number the brackets of official papers: 某教字〔2024〕12号."""
    return re.sub(r"[\[［【〔(（](\d{4})[\]］】〕)）]", r"〔\1〕", text.strip())
