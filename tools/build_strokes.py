"""Write resources/strokes.txt, how many strokes a character has, from Unicode's Unihan database.

`python -m tools.build_strokes FILE`, where FILE is Unihan_IRGSources.txt or its .bz2, as Debian's
package unicode-data lays it into /usr/share/unicode.
"""

import bz2
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lianti_desktop.domain.pinyin import load_readings

RESOURCES = Path(__file__).parent.parent / "resources"
TABLE = RESOURCES / "strokes.txt"
REMARK = (
    "# Made by tools/build_strokes.py from kTotalStrokes of the Unihan database\n"
    "# (Copyright Unicode, Inc., LICENSES/Unicode-Data-Files.txt).\n"
)
_PROPERTY = "kTotalStrokes"


def build_lines(unihan: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Return one line a number of strokes: the number, a tab, the wanted characters that have it.

    Of two numbers the first is the one used in mainland China.
    """
    by_number: dict[int, list[str]] = defaultdict(list)
    known = frozenset(wanted)
    for line in unihan:
        parts = line.split("\t")
        if len(parts) == len(("code", "property", "value")) and parts[1] == _PROPERTY:
            character = chr(int(parts[0].removeprefix("U+"), 16))
            if character in known:
                by_number[int(parts[2].split()[0])].append(character)
    return [f"{number}\t{''.join(sorted(by_number[number]))}\n" for number in sorted(by_number)]


def main(words: list[str]) -> None:
    """Write the table for all characters whose reading is known."""
    (source,) = map(Path, words)
    text = bz2.decompress(source.read_bytes()) if source.suffix == ".bz2" else source.read_bytes()
    wanted = load_readings(RESOURCES / "pinyin.txt").by_character
    with TABLE.open("w", encoding="utf-8", newline="\n") as table:
        table.writelines([REMARK, *build_lines(text.decode("utf-8").splitlines(), wanted)])


if __name__ == "__main__":
    main(sys.argv[1:])
