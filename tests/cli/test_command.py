"""The command line itself: exit codes, streams, and that it never opens a window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lianti_desktop.cli import main
from tests.cli.conftest import Console

ROOT = Path(__file__).resolve().parents[2]


def python(*words: str) -> subprocess.CompletedProcess[bytes]:
    """A fresh interpreter in a console that knows only ASCII."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["跳舞"],
        ["record"],
        ["record", "add"],
        ["init", "--alliance", "甲"],
        ["init", "--alliance", "甲", "--site", "乙", "--role", "校长"],
        ["print", "album", "--out", "a.pdf"],
        ["--data"],
    ],
)
def test_a_miswritten_command_ends_with_two_and_shows_how_it_is_written(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("用法：")
    assert "命令没有写对，数据没有变化" in told.err


def test_help_is_chinese_and_ends_with_nought(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["record", "--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert "用法：" in told
    assert "移到回收站" in told
    assert not any(word in told for word in ("usage", "options", "positional"))


def test_a_folder_without_data_is_refused_and_stays_empty(empty_console: Console) -> None:
    assert "还没有数据" in empty_console.refused("record", "list", "activity")
    assert not empty_console.data.exists()


def test_chinese_leaves_whole_through_a_console_that_knows_only_ascii(console: Console) -> None:
    program = "from lianti_desktop.cli import main; raise SystemExit(main())"
    done = python("-c", program, "--data", str(console.data), "record", "list", "school")
    assert done.returncode == 0
    assert "青石镇中心小学" in done.stdout.decode("utf-8")
    refused = python("-c", program, "--data", str(console.data), "record", "show", "没有")
    assert refused.returncode == 1
    assert refused.stdout == b""
    assert "没有编号是“没有”的记录" in refused.stderr.decode("utf-8")


def test_no_command_loads_the_window_or_the_paper_before_it_is_needed(console: Console) -> None:
    program = (
        "import sys; from lianti_desktop.cli import main; "
        f"main(['--data', {str(console.data)!r}, 'record', 'list', 'school']); "
        "heavy = {'PySide6', 'PIL', 'reportlab', 'cryptography'} & set(sys.modules); "
        "raise SystemExit(', '.join(heavy) or 0)"
    )
    done = python("-c", program)
    assert done.returncode == 0, done.stderr.decode("utf-8")


def test_a_mistake_of_ours_is_said_plainly_and_then_shown(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json, "dumps", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["--data", str(console.data), "record", "list", "school", "--json"])
    assert "程序出了错，这一步没有存上。以前存的都在。" in console.capsys.readouterr().err


def test_a_reader_that_has_read_enough_is_no_mistake(console: Console) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(console.data), "record", "kinds"],
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], 0),
        (["--json", "record", "list", "school"], 0),
        (["find", "小学"], 0),
        (["record", "show", "没有这一条"], 1),
    ],
)
def test_a_command_whose_reader_has_gone_does_its_work_and_ends_quietly(
    words: list[str], code: int, settled_folder: Path
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "main.py", "--data", str(settled_folder), *words]
    unheard = subprocess.run(command, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False)
    deaf = subprocess.run(command, cwd=ROOT, stdout=writer, stderr=writer, check=False)
    os.close(writer)
    assert (unheard.returncode, deaf.returncode) == (code, code)
    assert b"Traceback" not in unheard.stderr
    assert b"Exception" not in unheard.stderr
