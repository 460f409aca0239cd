"""An office that is set up from the command line, and a way to speak to it."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lianti_desktop.cli import main


@dataclass(frozen=True)
class Answer:
    """What a command gave: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The JSON on standard output."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Console:
    """Runs commands on one data folder."""

    data: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str) -> Answer:
        """A command as typed."""
        self.capsys.readouterr()
        code = main(["--data", str(self.data), *words])
        out, err = self.capsys.readouterr()
        return Answer(code, out, err)

    def ask(self, *words: str) -> Any:
        """The JSON of a command that must succeed."""
        answer = self.run(*words, "--json")
        assert answer.code == 0, answer.err
        return answer.value

    def refused(self, *words: str) -> str:
        """The sentence of a command that must be refused."""
        answer = self.run(*words)
        assert answer.code == 1, answer
        assert answer.out == ""
        return answer.err.strip()

    def add(self, kind: str, *pairs: str) -> str:
        """The id of a new record."""
        return str(self.ask("record", "add", kind, *pairs)["id"])


@pytest.fixture(scope="session")
def settled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after `init`."""
    folder = tmp_path_factory.mktemp("cli") / "data"
    words = ["init", "--alliance", "青石镇教联体", "--site", "青石镇中心小学", "--role", "core"]
    assert main(["--data", str(folder), *words]) == 0
    return folder


@pytest.fixture
def console(tmp_path: Path, settled_folder: Path, capsys: pytest.CaptureFixture[str]) -> Console:
    """A console on an office of its own."""
    folder = tmp_path / "data"
    shutil.copytree(settled_folder, folder)
    return Console(folder, capsys)


@pytest.fixture
def empty_console(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Console:
    """A console on a folder in which nothing was set up."""
    return Console(tmp_path / "data", capsys)
