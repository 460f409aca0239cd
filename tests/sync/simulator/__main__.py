"""The long runs: python dev.py simulate [--seeds A-B] [--workers N].

Or, one at a time: --planted, --years [--schools N] [--weeks N], --flips N, --faults [--stride N].
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.sync.simulator.flips import Spoiler
from tests.sync.simulator.history import Runner, judge_batch, quick_folder, steps_of
from tests.sync.simulator.planted import PLANTED
from tests.sync.simulator.world import SCHOOLS
from tests.sync.simulator.years import WEEKS, three_years

ROOT = Path(__file__).resolve().parents[3]
SEEDS = (0, 2000)
FAULTS = (
    *("import-cut_off", "export-cut_off", "import-filled", "export-filled"),
    *("import-journal_cut", "export-journal_cut"),
)
A_BATCH = 10
MOST_SEEDS_FOR_PLANTED = 60


def batches(seeds: range) -> Iterator[range]:
    """Seeds some at a time."""
    return (seeds[at : at + A_BATCH] for at in range(0, len(seeds), A_BATCH))


def simulate(seeds: range, workers: int) -> int:
    """Plays the histories of all seeds and says how it went; 1 when one failed."""
    began, failures, steps, deeds = time.monotonic(), 0, 0, Counter[str]()
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawning) as pool:
        done = 0
        for future in as_completed([pool.submit(judge_batch, batch) for batch in batches(seeds)]):
            for seed, length, failure in future.result():
                done, steps = done + 1, steps + length
                deeds.update(step.deed for step in steps_of(seed))
                if failure is not None:
                    failures += 1
                    say(failure.told())
            if done % 100 == 0 or done == len(seeds):
                passed = time.monotonic() - began
                say(f"{done} 个历史，{steps} 步，{failures} 个失败，{passed:.0f} 秒")
    say("其中：" + "、".join(f"{name} {count}" for name, count in deeds.most_common()))
    return int(failures > 0)


def find_planted() -> int:
    """For each mistake put in on purpose the first seed that shows it; 1 when one is not found."""
    missed = 0
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        for name, mistake in PLANTED.items():
            runner = Runner(Path(folder), mistake)
            seeds = range(MOST_SEEDS_FOR_PLANTED)
            found = next((seed for seed in seeds if runner.run(seed, steps_of(seed))), None)
            missed += found is None
            say(f"{name}：{'没有发现' if found is None else f'种子 {found} 发现'}")
    return int(missed > 0)


def flip(count: int) -> int:
    """Packages with one bit turned, and cut off at every 64 KiB; 1 when one was not refused."""
    began, wrong = time.monotonic(), []
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        spoiler = Spoiler(Path(folder))
        for what, spoilt in (("翻转一位", spoiler.flips(count)), ("截断", spoiler.cuts())):
            found = spoiler.offer(spoilt)
            reasons = "、".join(f"{name} {times}" for name, times in found.reasons.most_common())
            say(f"{what}：{found.tried} 个包，拒收 {found.reasons.total()} 个（{reasons}）")
            wrong += found.wrong
        spoiler.close()
    say(f"包长 {len(spoiler.whole)} 字节，{time.monotonic() - began:.0f} 秒")
    for line in wrong:
        say(line)
    return int(bool(wrong))


def fault(stride: int) -> int:
    """The current off and the disk full at every so many points; 1 when something was wrong."""
    failed = 0
    for work in FAULTS:
        began = time.monotonic()
        program = [sys.executable, "-m", "tests.sync.simulator.faults", work, str(stride)]
        done = subprocess.run(program, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        if not done.stdout:
            say(done.stderr)
            return 1
        found = json.loads(done.stdout)
        failed += len(found["wrong"])
        points = sum(found["points"].values())
        say(f"{work}：{points} 处，试了 {found['tried']} 次，{time.monotonic() - began:.0f} 秒")
        say(f"  {found['points']} {found['ended']}")
        for line in found["wrong"]:
            say(f"  {line}")
    return int(failed > 0)


def say(text: str) -> None:
    """A line for the person at the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def span(text: str) -> range:
    """A-B as the seeds from A up to B, B not included."""
    first, _, last = text.partition("-")
    return range(int(first), int(last))


def main(words: list[str]) -> int:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="dev.py simulate")
    parser.add_argument("--seeds", type=span, default=range(*SEEDS), metavar="A-B")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--planted", action="store_true", help="先找出故意放进去的错误")
    parser.add_argument("--years", action="store_true", help="只跑几个学年")
    parser.add_argument("--schools", type=int, default=len(SCHOOLS), metavar="N", help="多少学校")
    parser.add_argument("--weeks", type=int, default=WEEKS, metavar="N", help="多少周")
    parser.add_argument("--flips", type=int, metavar="N", help="翻转 N 个包里的一位，再逐处截断")
    parser.add_argument("--faults", action="store_true", help="在每一处断电、写满磁盘")
    parser.add_argument("--stride", type=int, default=1, metavar="N", help="每隔 N 处试一次")
    asked = parser.parse_args(words)
    if asked.planted:
        return find_planted()
    if asked.years:
        return three_years(say, asked.weeks, asked.schools)
    if asked.flips:
        return flip(asked.flips)
    if asked.faults:
        return fault(asked.stride)
    return simulate(asked.seeds, asked.workers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
