"""A round of the exchange in real processes, at a campus whose clock says 2000, then 2099."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_exchange import Desk, join

ROOT = Path(__file__).resolve().parents[2]


def typed(desk: Desk, clock: str | None, *words: str) -> Any:
    """The JSON result of `main.py` in a process of its own, at a clock that was set."""
    program = [sys.executable, str(ROOT / "main.py"), *words, "--json", "--data", str(desk.folder)]
    faked = ["faketime", clock, *program] if clock else program
    done = subprocess.run(
        faked,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this user's data lies; the keys too."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.must_hold(8)
@pytest.mark.needs("faketime")
def test_weeks_written_in_2000_and_2099_and_today_all_arrive(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    core, campus = Desk(home / "core", capsys), Desk(home / "campus", capsys)
    core.run("init", "--alliance", "青石镇教联体（示例）", "--site", "中心小学", "--role", "core")
    campus_is = ("--alliance", "自己的（示例）", "--site", "柳林校区", "--role", "campus")
    typed(campus, "2000-01-01 08:00:00", "init", *campus_is)
    join(core, campus, home)
    weeks = {"2000-01-01 08:00:00": "二〇〇〇", "2099-12-31 23:59:00": "二〇九九", None: "今天"}
    for clock, title in weeks.items():
        stick = home / title
        typed(campus, clock, "record", "add", "activity", f"title={title}", "held_on=2026-03-12")
        packed = typed(campus, clock, "exchange", "pack", "--to", "中心小学", "--out", str(stick))
        (done,) = typed(core, None, "exchange", "apply", *packed["files"])["packages"]
        assert (done["state"], done["conflicts"], done["parked"]) == ("applied", 0, 0)
    titles = [one["title"] for one in core.run("record", "list", "activity")]
    assert sorted(titles) == sorted(weeks.values())
    receipt = core.exchange("receipt", "--to", "all", "--out", str(home / "back"))
    typed(campus, "2000-01-01 08:00:00", "exchange", "apply", *receipt["files"])
    assert core.run("doctor", "--digest") == campus.run("doctor", "--digest")
