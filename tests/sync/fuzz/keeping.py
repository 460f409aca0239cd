"""The few inputs that together get everywhere: smallest first, one that goes nowhere new is left.

How far an input gets is seen by Python's own tracing, so that this needs no fuzzer.
"""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import Any

from tests.sync.fuzz.targets import TARGETS, try_one

WATCHED = ("lianti_desktop/sync/", "lianti_desktop/storage/log/")
LARGEST_CORPUS = 150_000

Way = tuple[str, str, int, int]
"""A step from line to line: in which parser's run, in which file, from where, to where."""


def ways_of(data: bytes) -> set[Way]:
    """The steps that an input makes the program take."""
    ways: set[Way] = set()
    last: dict[FrameType, int] = {}
    parser = list(TARGETS)[data[0] % len(TARGETS)]

    def trace(frame: FrameType, event: str, _value: Any) -> Any:
        file = Path(frame.f_code.co_filename).as_posix()
        if not any(part in file for part in WATCHED):
            return None
        if event == "line":
            ways.add((parser, file, last.get(frame, 0), frame.f_lineno))
            last[frame] = frame.f_lineno
        elif event == "return":
            ways.add((parser, file, last.pop(frame, 0), -1))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        try_one(data)
    finally:
        sys.settrace(before)
    return ways


def name_of(data: bytes) -> str:
    """The same input has the same name on every machine."""
    parser = list(TARGETS)[data[0] % len(TARGETS)]
    return f"{parser}-{hashlib.sha256(data).hexdigest()[:12]}"


def needed(inputs: Iterable[bytes]) -> dict[str, bytes]:
    """Those inputs that get somewhere where no smaller one got, by their names."""
    reached: set[Way] = set()
    found = {}
    for data in sorted({data for data in inputs if data}, key=lambda data: (len(data), data)):
        ways = ways_of(data)
        if ways - reached:
            reached |= ways
            found[name_of(data)] = data
    return found


def keep(found: Path, corpus: Path) -> tuple[int, int]:
    """Puts what is needed of a search into the corpus; how many inputs and bytes that are.

    Raises ValueError, and leaves the corpus as it was, when it would be too large.
    """
    inputs = [file.read_bytes() for file in found.iterdir()]
    chosen = needed(inputs)
    size = sum(map(len, chosen.values()))
    if size > LARGEST_CORPUS:
        raise ValueError(f"the corpus would grow to {size} bytes")
    corpus.mkdir(exist_ok=True)
    for file in corpus.iterdir():
        file.unlink()
    for name, data in chosen.items():
        (corpus / name).write_bytes(data)
    return len(chosen), size
