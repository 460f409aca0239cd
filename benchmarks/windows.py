"""Fresh processes with a window each, ours and an empty one by turns, and what they told."""

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.child import CUT, EMPTY, OURS
from benchmarks.world import TODAY, open_world, plant_activities
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.sample import add_sample

ACTIVITIES = 1000
_PATIENCE = 120


@dataclass(frozen=True)
class Told:
    """What several processes told of one kind of window, the medians."""

    each: Sequence[Mapping[str, float]]

    def __getitem__(self, what: str) -> float:
        return statistics.median(one[what] for one in self.each)


@dataclass(frozen=True)
class Windows:
    """Ours after an orderly end, after a power cut in a quiet moment, and after a command has
    written to the data; and the empty one."""

    ours: Told
    cut: Told
    read: Told
    empty: Told


def by_turns(folder: Path, repetitions: int) -> Windows:
    """Each in turn; the first round warms the disk and is not counted."""
    _fill(folder / "data")
    rounds = [
        (
            _window(OURS, folder),
            _window_after_a_power_cut(folder),
            _window_that_reads(folder),
            _window(EMPTY, folder),
        )
        for _ in range(repetitions + 1)
    ]
    return Windows(*map(Told, zip(*rounds[1:], strict=True)))


def _window_after_a_power_cut(folder: Path) -> Mapping[str, float]:
    cut = _run(CUT, folder)
    if cut.returncode != -signal.SIGKILL:
        raise RuntimeError(f"the window ended by itself: {cut.stderr}")
    return _window(OURS, folder)


def _window_that_reads(folder: Path) -> Mapping[str, float]:
    DataPaths(folder / "data").first_page.unlink()
    return _window(OURS, folder)


def _fill(data: Path) -> None:
    """The sample with its pictures, and a thousand activities over some years."""
    store = open_world(data)
    add_sample(store, TODAY)
    plant_activities(store, ACTIVITIES)
    store.close()


def _window(which: str, folder: Path) -> Mapping[str, float]:
    done = _run(which, folder)
    if done.returncode:
        raise RuntimeError(done.stderr)
    told: Mapping[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _run(which: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One process; the user's own settings stay out of it.

    Compiled modules may be kept, as on every PC where the program is installed.
    """
    home = str(folder / "home")
    environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "APPDATA": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    words = ["-m", "benchmarks.child", which, str(time.time()), str(folder / "data")]
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
