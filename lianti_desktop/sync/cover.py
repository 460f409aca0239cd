"""The first lines of a package, which a clerk can read in Notepad.

They begin with the mark by which Notepad knows UTF-8 (the sealed part behind them would make it
guess another alphabet) and end as Windows ends lines. Nothing in them is believed: what counts is
signed inside. Source: exchange.md §5.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lianti_desktop.sync.manifest import FORMAT

SUFFIX: Final = ".ltp"
OPENING_LINE: Final = "\ufeff联体桌面 交换包\r\n"
DIVIDER: Final = b"---\r\n"
_FORMAT_LINE: Final = "格式："
_END: Final = "请用联体桌面的“收包”打开，不要改动本文件。"
_FORBIDDEN: Final = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
_LONGEST_NAME: Final = 24
_LONGEST_TERM: Final = 16
_RECEIPT: Final = "_回执"
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True)
class Cover:
    """What the first lines say to people; `package` is the id of the file, 32 hex digits."""

    sender: str
    recipient: str
    number: int
    commits: int
    records: int = 0
    photos: int = 0
    left: int = 0
    term: str = ""
    week: int | None = None
    part: int = 1
    parts: int = 1
    package: str = ""
    is_receipt: bool = False

    def text(self) -> bytes:
        """The first lines."""
        lines = [
            f"从：{visible(self.sender)}",
            f"到：{visible(self.recipient)}",
            f"编号：{self.number:06d}",
            *self._when(),
            f"内容：{self._contents()}",
            f"{_FORMAT_LINE}{FORMAT}",
            f"识别码：{self.package}",
            _END,
        ]
        return (OPENING_LINE + "".join(f"{line}\r\n" for line in lines)).encode()

    def _when(self) -> list[str]:
        week = f" 第{self.week:02}周" if self.week else ""
        lines = [f"学期：{visible(self.term)}{week}"] if self.term else []
        if self.parts > 1:
            lines.append(f"分卷：第{self.part}卷，共{self.parts}卷，先收后收都可以")
        return lines

    def _contents(self) -> str:
        if self.is_receipt:
            return "回执，只说明收到了什么，不带记录"
        words = [f"{self.commits} 次操作", f"{self.records} 条记录", f"{self.photos} 张照片"]
        if self.left:
            words.append(f"还有 {self.left} 个文件这次放不下，留到下次")
        return "，".join(words)

    def file_name(self) -> str:
        """联体_<from>→<to>_<term>_第07周_000042.ltp, without what a stick does not take."""
        week = f"第{self.week:02}周" if self.week else ""
        way = f"{_short(self.sender)}→{_short(self.recipient)}"
        term = visible(self.term)[:_LONGEST_TERM]
        marks = [part for part in (way, term, week, f"{self.number:06d}") if part]
        ending = _RECEIPT if self.is_receipt else ""
        if self.part > 1:
            ending += f"_{self.part}卷"
        return visible("_".join(["联体", *marks]) + ending).translate(_FORBIDDEN) + SUFFIX


def visible(text: str) -> str:
    """The text without signs that cannot be seen: ends of lines, marks that turn the direction."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN).strip()


def _short(name: str) -> str:
    return visible(name)[:_LONGEST_NAME]


def free_path(folder: Path, cover: Cover) -> Path:
    """Where the file may lie: two PCs of one school may use the same number."""
    name = Path(cover.file_name())
    marks = chain([""], (f"-{number}" for number in count(2)))
    paths = (folder / f"{name.stem}{mark}{name.suffix}" for mark in marks)
    return next(path for path in paths if not path.exists())


def format_of(cover: bytes) -> int | None:
    """The format that the first lines name."""
    value = lines_of(cover).get(_FORMAT_LINE.rstrip("："), "")
    return int(value) if value.isdecimal() else None


def lines_of(cover: bytes) -> Mapping[str, str]:
    """The first lines by what stands before the colon; unproved words for people."""
    lines = cover.decode("utf-8-sig", errors="replace").splitlines()
    pairs = (line.partition("：") for line in lines if "：" in line)
    return MappingProxyType({name: visible(value) for name, _, value in pairs})
