"""What the commands write: results on standard output, everything else on standard error."""

import errno
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, TextIO

NOBODY_READS = (errno.EPIPE, errno.EINVAL)
"""How a pipe without a reader is told: on Unix, on Windows."""


@dataclass(frozen=True)
class Output:
    """Where results and progress go; `is_json` chooses between one JSON value and plain lines."""

    is_json: bool
    results: TextIO
    notes: TextIO

    def give(self, value: Any, lines: Iterable[str]) -> None:
        """The result of a command: `value` for programs, `lines` for people."""
        told = [json.dumps(value, ensure_ascii=False, indent=1)] if self.is_json else lines
        tell(self.results, "".join(f"{line}\n" for line in told))

    def note(self, words: str) -> None:
        """A line of progress, or a sentence why something was refused."""
        tell(self.notes, f"{words}\n")


def tell(stream: TextIO, text: str) -> None:
    """Writes at once. When whoever read has read enough (`| head`), the work goes on all the same
    and the rest is said to nobody."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        if error.errno not in NOBODY_READS:
            raise
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


def speak_utf8() -> None:
    """Chinese comes out whole whatever the console's own code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
