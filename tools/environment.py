"""The project's own Python in .venv: made, filled from the hash-locked list, and how to call it."""

import getpass
import hashlib
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.shell import ROOT, run_or_stop, say

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
REQUIREMENTS = ROOT / "requirements"


@dataclass(frozen=True)
class Lock:
    """One compiled list of packages and where to take them from."""

    path: Path
    wheels: Path | None = None

    @property
    def stamp(self) -> str:
        """Changes when the list changes."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    @property
    def mark(self) -> Path:
        """Where .venv notes which state of this list it has."""
        return VENV / f"{self.path.stem}.sha256"

    @property
    def is_installed(self) -> bool:
        """Whether .venv has the list as it stands."""
        return self.mark.is_file() and self.mark.read_text(encoding="ascii") == self.stamp

    def install(self, sentence: str) -> None:
        """Put the list into .venv, unless it is there already."""
        if self.is_installed:
            return
        say(sentence)
        run_or_stop(self.pip_install(PYTHON), "软件包没有装全，请检查网络后再试。")
        self.mark.write_text(self.stamp, encoding="ascii")

    def pip_install(self, python: Path) -> list[str | Path]:
        """The pip command that installs exactly this list."""
        source = ["--no-index", "--find-links", str(self.wheels)] if self.wheels else []
        flags = ["--disable-pip-version-check", "--quiet", "--only-binary=:all:"]
        wanted = ["--require-hashes", "-r", str(self.path)]
        return [python, "-m", "pip", "install", *flags, *source, *wanted]


def provide(wheels: Path | None = None) -> None:
    """Make .venv and bring it to the state of the lock; does nothing when it is there already."""
    if not is_usable():
        say("建立 Python 环境 .venv …")
        run_or_stop([sys.executable, "-m", "venv", "--clear", VENV], "Python 环境没有建成。")
    Lock(REQUIREMENTS / "dev.lock", wheels).install("安装程序用到的软件包 …")


def provide_peers(wheels: Path | None = None) -> None:
    """Add to .venv what the benchmarks measure beside; nothing else needs it."""
    Lock(REQUIREMENTS / "bench.lock", wheels).install("安装用来比较的软件包 …")


def is_usable() -> bool:
    """Whether .venv has a Python that answers, with pip; not so after the folder was moved."""
    try:
        done = subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def variables(*, headless: bool) -> dict[str, str]:
    """The environment of the application: without a display, Qt draws off the screen."""
    values = dict(os.environ)
    if headless:
        values["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform == "linux":
        values.update(linux_variables(values))
    return values


def linux_variables(values: dict[str, str]) -> dict[str, str]:
    """What Qt expects of a Linux session and a bare machine does not have."""
    extra = {}
    language = values.get("LC_ALL") or values.get("LC_CTYPE") or values.get("LANG") or ""
    if "utf" not in language.lower():
        extra["LC_ALL"] = "C.UTF-8"
    if not values.get("XDG_RUNTIME_DIR"):
        extra["XDG_RUNTIME_DIR"] = str(runtime_folder())
    return extra


def runtime_folder() -> Path:
    """A folder of this user alone, where Qt may put its sockets."""
    folder = Path(tempfile.gettempdir()) / f"lianti-runtime-{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
