"""What the window keeps in memory when nobody touches it, beside an empty window of Qt."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import MEGABYTES, Finding, Goal
from benchmarks.windows import by_turns

TITLE = "内存：开着不动（旁边是空的 Qt 窗口）"
REPETITIONS = 1
GOAL = Goal(most=150.0)


def measure() -> list[Finding]:
    """On the first page, and on the list of activities with one of them and its photos open."""
    with TemporaryDirectory() as place:
        seen = by_turns(Path(place), REPETITIONS)
    ours, empty = seen.ours, seen.empty
    peer = empty["megabytes_at_end"]
    return [
        Finding("第一页", ours["megabytes"], peer, "空窗口", MEGABYTES, GOAL),
        Finding("打开一次有照片的活动", ours["megabytes_at_end"], peer, "空窗口", MEGABYTES),
    ]
