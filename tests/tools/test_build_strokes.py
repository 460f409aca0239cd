"""The table of strokes is made from the lines of Unihan, the number of mainland China first."""

from pathlib import Path

from tools.build_strokes import REMARK, build_lines

UNIHAN = (
    "# a remark\n",
    "U+4E01\tkTotalStrokes\t2\n",
    "U+738B\tkTotalStrokes\t4\n",
    "U+4E01\tkIRG_GSource\tG0-3621\n",
    "U+8349\tkTotalStrokes\t9 10\n",
    "U+4E8C\tkTotalStrokes\t2\n",
    "U+9F98\tkTotalStrokes\t48\n",
)


def test_characters_are_gathered_by_number_and_others_left_out() -> None:
    assert build_lines(UNIHAN, "王二丁草") == ["2\t丁二\n", "4\t王\n", "9\t草\n"]


def test_the_table_in_resources_names_its_source(resources: Path) -> None:
    assert (resources / "strokes.txt").read_text(encoding="utf-8").startswith(REMARK)
