"""Runs other programs for dev.py and says in plain words when one of them fails."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class SetUpError(Exception):
    """Something the machine lacks; the sentence tells what to do."""


def say(sentence: str) -> None:
    """One line to the person at the keyboard, at once."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def is_root() -> bool:
    """Whether this process may change the system; never on Windows."""
    return sys.platform != "win32" and os.geteuid() == 0


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> int:
    """Run a program in the project's folder, its words shown; its exit code."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode


def run_or_stop(command: Sequence[str | Path], sentence: str) -> None:
    """Run a program whose failure ends the set-up with this sentence."""
    if run(command):
        raise SetUpError(sentence)


def run_quietly(command: Sequence[str | Path], folder: Path = ROOT) -> str:
    """Run a client silently; what it said, or a SetUpError with the end of it."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError as error:
        raise SetUpError(f"{words[0]}：{error}") from error
    if done.returncode:
        raise SetUpError((done.stderr or done.stdout).strip()[-400:])
    return done.stdout
