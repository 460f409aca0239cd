"""What can be seen in a text alone: damaged characters, lists that promise more than they hold."""

import re
import unicodedata

from lianti_desktop.domain.codes import id_numbers_in
from lianti_desktop.domain.names import normalise_name

_AROUND = 6
_DAMAGE = re.compile("[□\ufffd\ue000-\uf8ff]+|\\?{2,}|(?<=[\u4e00-\u9fff])[\u00c0-\u00ff]{2,}")
_PROMISE = re.compile(
    r"([二两三四五六七八九十]|\d{1,2})(?:个|项|条|点)([^：:，。；、\n]{0,8})[：:]([^。；\n，]+)"
)
_ABOUT = re.compile(r"(?:约|近|大约)\s*\d+\s*[名人位]|\d+\s*(?:余|多)\s*[名人位]")
_NUMERALS = "零一二三四五六七八九十"
_ENUMERATED = re.compile("一是|其一|首先|等")


def damaged(text: str) -> str | None:
    """Says where a text holds characters that a scan or a copy has spoilt."""
    found = _DAMAGE.search(text)
    if found is None:
        return None
    piece = text[max(0, found.start() - _AROUND) : found.end() + _AROUND].replace("\n", " ")
    return f"“{piece}”里有认不出的字，请对照原件改正"


def broken_promise(text: str) -> str | None:
    """Says where a text announces five things and lists four."""
    for number, what, listed in _PROMISE.findall(text):
        items = [item for item in listed.split("、") if item.strip()]
        promised = _number(number)
        if len(items) > 1 and len(items) != promised and not _ENUMERATED.search(listed):
            return f"写的是“{number}个{what}”，列出的是 {len(items)} 个，请核对有没有漏写"
    return None


def _number(written: str) -> int:
    if written == "两":
        return 2
    return int(written) if written.isdigit() else _NUMERALS.index(written)


def id_number(text: str) -> str | None:
    """Says that a text holds somebody's identity number, without repeating it."""
    return "里面有身份证号，本软件不保存身份证号，请删去" if id_numbers_in(text) else None


def approximate(text: str) -> str | None:
    """The first number of people in a text that is only approximate, such as 30余名."""
    found = _ABOUT.search(unicodedata.normalize("NFKC", text))
    return found[0] if found else None


def untidy_name(name: str) -> str | None:
    """Says how a name with spaces or odd dots in it should be written."""
    tidy = normalise_name(name)
    return f"姓名里有多余的空格或不规范的间隔点，应写成“{tidy}”" if tidy != name else None
