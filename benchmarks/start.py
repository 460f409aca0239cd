"""From the call to a window, and to a first page with its data, beside an empty window of Qt.

Fresh processes on warm files. The first page is usable when its lines are painted and a click on
one is followed: at most starts it is the page that the window before has left, which is shown when
the data is unchanged, also after a power cut in a quiet moment; after a command or a restore it has
to be read. Wall time is what a user waits; the processor's time beside it tells whether a figure
comes from us or from what else the machine does.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import SECONDS, Finding, Goal
from benchmarks.windows import by_turns

TITLE = "启动：到窗口画出、到第一页能用（旁边是空的 Qt 窗口）"
REPETITIONS = 7
PAINTED, USABLE = Goal(most_times_peer=1.6), Goal(most_times_peer=4.0)
_FIRST = "第一页能用"
_BESIDE, _BESIDE_PROCESSOR = "空窗口", "空窗口（处理器）"


def measure() -> list[Finding]:
    """Medians; the list of activities is opened after a rest, so it counts from the click."""
    with TemporaryDirectory() as place:
        seen = by_turns(Path(place), REPETITIONS)
    ours, peer = seen.ours, seen.empty["painted"]
    peer_processor = seen.empty["painted_processor"]
    click = ours["listed"] - ours["asked"]
    after_cut, after_command = f"{_FIRST}，上次断电", f"{_FIRST}，资料被命令改过以后"
    return [
        Finding("窗口画出", ours["painted"], peer, _BESIDE, SECONDS, PAINTED),
        Finding(_FIRST, ours["usable"], peer, _BESIDE, SECONDS, USABLE),
        Finding(after_cut, seen.cut["usable"], peer, _BESIDE, SECONDS, USABLE),
        Finding(after_command, seen.read["usable"], peer, _BESIDE, SECONDS),
        Finding("资料全部打开", ours["settled"], peer, _BESIDE, SECONDS),
        _processor("窗口画出", ours["painted_processor"], peer_processor),
        _processor(_FIRST, ours["usable_processor"], peer_processor),
        _processor(after_cut, seen.cut["usable_processor"], peer_processor),
        _processor(after_command, seen.read["usable_processor"], peer_processor),
        Finding("第一次点开活动列表", click, peer, _BESIDE, SECONDS),
    ]


def _processor(what: str, ours: float, peer: float) -> Finding:
    return Finding(f"{what}，处理器", ours, peer, _BESIDE_PROCESSOR, SECONDS)
