"""Write resources/pinyin.txt, the table of toneless readings, from the pypinyin package."""

from collections import defaultdict
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

from lianti_desktop.domain.pinyin import toneless

TABLE = Path(__file__).parent.parent / "resources" / "pinyin.txt"
REMARK = "# Made by tools/build_pinyin.py from the readings in pypinyin (MIT License).\n"


def build_lines() -> list[str]:
    """Return one line a syllable: the syllable, characters read so first, characters also so."""
    usual: dict[str, list[str]] = defaultdict(list)
    others: dict[str, list[str]] = defaultdict(list)
    for code in sorted(PINYIN_DICT):
        first, *rest = dict.fromkeys(toneless(one) for one in PINYIN_DICT[code].split(","))
        usual[first].append(chr(code))
        for syllable in rest:
            others[syllable].append(chr(code))
    syllables = sorted(usual.keys() | others.keys())
    return [f"{one}\t{''.join(usual[one])}\t{''.join(others[one])}\n" for one in syllables]


def main() -> None:
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="\n") as table:
        table.writelines([REMARK, *build_lines()])


if __name__ == "__main__":
    main()
