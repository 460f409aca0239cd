"""Coverage-guided fuzzing of the parsers with atheris: python dev.py fuzz [seconds].

Findings lie in out/fuzz; with --keep the smallest inputs that reach everything replace the corpus.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["lianti_desktop.sync", "lianti_desktop.storage.log"]):
    from tests.sync.fuzz.seeds import first_inputs
    from tests.sync.fuzz.targets import try_one

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "tests" / "sync" / "corpus"
FOUND = ROOT / "out" / "fuzz"
LARGEST = 8192
USUAL_SECONDS = 600


def main(words: list[str]) -> None:
    """Runs until the time is over or something was found."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz")
    parser.add_argument("seconds", type=int, nargs="?", default=USUAL_SECONDS)
    asked = parser.parse_args(words)
    work = FOUND / "corpus"
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in first_inputs(Path(folder) / "village"):
            (work / name).write_bytes(data)
    for file in CORPUS.glob("*"):
        shutil.copy(file, work / file.name)
    options = [
        *("fuzz", str(work), f"-max_total_time={asked.seconds}", f"-max_len={LARGEST}"),
        *(
            f"-artifact_prefix={FOUND}/",
            "-print_final_stats=1",
            "-timeout=20",
            "-rss_limit_mb=1500",
        ),
    ]
    atheris.Setup(options, try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
