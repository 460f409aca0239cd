"""What the commands write: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, TextIO


@dataclass(frozen=True)
class Output:
    """Where results and progress go; `is_json` chooses between one JSON value and plain lines."""

    is_json: bool
    results: TextIO
    notes: TextIO

    def give(self, value: Any, lines: Iterable[str]) -> None:
        """The result of a command: `value` for programs, `lines` for people."""
        if self.is_json:
            self.results.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
        else:
            self.results.writelines(f"{line}\n" for line in lines)
        self.results.flush()

    def note(self, words: str) -> None:
        """A line of progress, or a sentence why something was refused."""
        self.notes.write(f"{words}\n")
        self.notes.flush()


def speak_utf8() -> None:
    """Chinese comes out whole whatever the console's own code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
