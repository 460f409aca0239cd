"""The table of readings agrees with the tool that makes it."""

from pathlib import Path

from tools.build_pinyin import REMARK, build_lines


def test_the_table_in_resources_is_what_the_tool_writes(resources: Path) -> None:
    table = (resources / "pinyin.txt").read_text(encoding="utf-8")
    assert table == "".join([REMARK, *build_lines()])
