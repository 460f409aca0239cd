"""Coverage-guided fuzzing of the parsers with atheris: python dev.py fuzz [seconds] [--keep].

Findings lie in out/fuzz; with --keep the smallest inputs that reach everything replace the corpus.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.sync.fuzz.keeping import keep
from tests.sync.fuzz.seeds import first_inputs

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "tests" / "sync" / "corpus"
FOUND = ROOT / "out" / "fuzz"
LARGEST = 8192
USUAL_SECONDS = 600
LONGEST_TRY_SECONDS = 20
MOST_MEMORY_MB = 500
"""The fuzzer's own tables and 300 MB for a parser."""


def gather(work: Path) -> None:
    """The first inputs and the corpus, as the ground to search from."""
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in first_inputs(Path(folder) / "village"):
            (work / name).write_bytes(data)
    for file in CORPUS.glob("*"):
        shutil.copy(file, work / file.name)


def search(work: Path, seconds: int) -> int:
    """Runs until the time is over or something was found; 0 when nothing was."""
    options = {
        "max_total_time": seconds,
        "max_len": LARGEST,
        "timeout": LONGEST_TRY_SECONDS,
        "rss_limit_mb": MOST_MEMORY_MB,
        "artifact_prefix": f"{FOUND}/",
        "print_final_stats": 1,
    }
    words = [f"-{name}={value}" for name, value in options.items()]
    program = [sys.executable, "-m", "tests.sync.fuzz.searching", str(work), *words]
    return subprocess.run(program, cwd=ROOT, check=False).returncode


def main(words: list[str]) -> int:
    """Gathers, searches, and keeps what is worth it; 1 when a parser gave a wrong answer."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz")
    parser.add_argument("seconds", type=int, nargs="?", default=USUAL_SECONDS)
    parser.add_argument("--keep", action="store_true", help="把找到的短例子留进 tests/sync/corpus")
    asked = parser.parse_args(words)
    work = FOUND / "corpus"
    gather(work)
    if search(work, asked.seconds):
        sys.stdout.write(f"有解析出错的例子，放在 {FOUND.relative_to(ROOT)}\n")
        return 1
    if asked.keep:
        count, size = keep(work, CORPUS)
        sys.stdout.write(f"留下 {count} 个例子，共 {size} 字节\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
