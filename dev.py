"""Set-up, start and tests of the project, from nothing but Python and the package registries.

Standard library only. Each verb does all the set-up it needs; the second call is quick.
"""

import io
import os
import platform
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit("需要 Python 3.11、3.12 或 3.13，请换一个 Python 再试。")

from tools import environment, fonts, postgres, system
from tools.environment import PYTHON, REQUIREMENTS
from tools.shell import ROOT, SetUpError, run, run_or_stop, say

MAIN = ROOT / "main.py"
RESULTS = ROOT / "out"
LOCKER = "uv.exe" if os.name == "nt" else "uv"
LOCKS = ("dev", "npm", "locker", "bench")
"""In this order: bench.in holds to the versions in dev.lock."""
COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--upgrade"),
    *("--generate-hashes", "--no-emit-index-url", "--emit-build-options", "--no-header"),
)
NO_FUZZER = (
    "这一项要用 atheris，它只有 64 位（x86-64）Linux 上 Python 3.11 的版本。请换这样的电脑再试。"
)
WORKERS = min(os.cpu_count() or 1, 4)
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("格式", ("-m", "ruff", "format", "--check", ".")),
    ("写法", ("-m", "ruff", "check", ".")),
    ("类型", ("-m", "mypy")),
    ("分层", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
)


@dataclass(frozen=True)
class Call:
    """What was asked on the command line after the verb."""

    arguments: tuple[str, ...] = ()
    wheels: Path | None = None


@dataclass(frozen=True)
class Verb:
    """One thing dev.py can do."""

    act: Callable[[Call], int]
    help: str


def parse(words: list[str]) -> tuple[str, Call]:
    """The verb and its call; `--wheels DIR` may stand anywhere."""
    rest = list(words)
    wheels = None
    if "--wheels" in rest:
        place = rest.index("--wheels")
        folder = rest[place + 1 : place + 2]
        if not folder:
            return "", Call()
        wheels = Path(folder[0]).resolve()
        del rest[place : place + 2]
    return (rest[0] if rest else ""), Call(tuple(rest[1:]), wheels)


def set_up(call: Call) -> int:
    """System libraries, .venv, fonts: everything the other verbs need."""
    system.provide()
    environment.provide(call.wheels)
    fonts.install(PYTHON)
    return 0


def has_display() -> bool:
    """Whether a window could be seen."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(call: Call) -> int:
    """Start the application; without a display, its demonstration."""
    set_up(call)
    if has_display() or call.arguments:
        return application(*call.arguments)
    say("这台电脑没有显示器，改为演示：不开窗口，把结果写成文件。")
    return into_results("demo", ())


def application(*arguments: str) -> int:
    """Run main.py with these arguments."""
    variables = environment.variables(headless=not has_display())
    return run([PYTHON, MAIN, *arguments], variables)


def into_results(command: str, arguments: tuple[str, ...]) -> int:
    """Run one headless command of the application into its own folder and name the files."""
    folder = RESULTS / command
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    code = application(command, "--out", str(folder), *arguments)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    say(f"没有成功，退出码 {code}。" if code else f"写好 {len(files)} 个文件：")
    for path in files:
        say(f"  {path.relative_to(ROOT)}  {-(-path.stat().st_size // 1024)} KB")
    return code or int(not files)


def test(call: Call) -> int:
    """All checks and all tests; with arguments, pytest alone. Pytest's own summary comes last."""
    set_up(call)
    if call.arguments:
        return pytest(*call.arguments)
    system.provide_for_tests()
    failed = [name for name, command in STEPS if not passes(name, command)]
    say(f"== 测试（{WORKERS} 个进程同时）")
    if failed:
        say("前面没有通过的：" + "、".join(failed))
    return pytest("-n", str(WORKERS)) or int(bool(failed))


def passes(name: str, command: tuple[str, ...]) -> bool:
    """Run one check and say how it went and how long it took."""
    say(f"== {name}")
    began = time.monotonic()
    code = run([PYTHON, *command], environment.variables(headless=True))
    say(f"== {name}{'没有通过' if code else '通过'}，{time.monotonic() - began:.1f} 秒")
    return not code


def pytest(*arguments: str) -> int:
    """Run the tests, drawing off the screen."""
    return run([PYTHON, "-m", "pytest", *arguments], environment.variables(headless=True))


def test_on_postgres(call: Call) -> int:
    """The tests marked `postgres`, against a server of their own."""
    set_up(call)
    with postgres.running() as server:
        variables = postgres.variables(server, environment.variables(headless=True))
        return run([PYTHON, "-m", "pytest", "-m", "postgres", *call.arguments], variables)


def lock(_call: Call) -> int:
    """Resolve requirements/*.in anew into *.lock: hashes for every platform, no address."""
    environment.provide()
    folder = ROOT / ".locker"
    locker = environment.Lock(REQUIREMENTS / "locker.lock").pip_install(PYTHON)
    try:
        run_or_stop([*locker, "--target", folder], "没有取到 uv。")
        for name in LOCKS:
            compile_lock(folder / "bin" / LOCKER, name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def compile_lock(locker: Path, name: str) -> None:
    """Write one lock and make sure that it names no address."""
    target = REQUIREMENTS / f"{name}.lock"
    source = f"requirements/{name}.in"
    run_or_stop([locker, *COMPILE, source, "-o", f"requirements/{name}.lock"], f"{name} 没有锁定。")
    if "://" in target.read_text(encoding="utf-8"):
        raise SetUpError(f"{target.name} 里出现了地址，请检查 {source}。")


def fetch_fonts(call: Call) -> int:
    """The fonts for screen and paper; fails when one is missing."""
    environment.provide(call.wheels)
    return int(not fonts.install(PYTHON))


def screenshots(call: Call) -> int:
    """Pictures of every page, drawn off the screen."""
    set_up(call)
    return into_results("screenshots", call.arguments)


def bench(call: Call) -> int:
    """The comparison with other programs in benchmarks/."""
    set_up(call)
    system.provide(system.PEER_LIBRARIES)
    environment.provide_peers(call.wheels)
    variables = environment.variables(headless=True)
    return run([PYTHON, "-m", "benchmarks", *call.arguments], variables)


def simulate(call: Call) -> int:
    """Thousands of random histories of the exchange, judged by an oracle of their own."""
    set_up(call)
    variables = environment.variables(headless=True)
    return run([PYTHON, "-m", "tests.sync.simulator", *call.arguments], variables)


def has_fuzzer() -> bool:
    """Whether atheris is published for a machine like this; requirements/bench.in says the same."""
    is_linux = sys.platform == "linux" and platform.machine() == "x86_64"
    return is_linux and sys.version_info < (3, 12)


def fuzz(call: Call) -> int:
    """Made-up bytes against everything that parses what comes from outside."""
    if not has_fuzzer():
        raise SetUpError(NO_FUZZER)
    set_up(call)
    environment.provide_peers(call.wheels)
    variables = environment.variables(headless=True)
    return run([PYTHON, "-m", "tests.sync.fuzz", *call.arguments], variables)


VERBS = {
    "run": Verb(start, "准备好一切，打开程序；没有显示器时做一次演示"),
    "test": Verb(test, "准备好一切，跑全部检查和测试；后面可跟 pytest 的参数"),
    "setup": Verb(set_up, "只做准备：系统软件包、.venv、字体"),
    "fonts": Verb(fetch_fonts, "只取字体"),
    "lock": Verb(lock, "重新锁定软件包的版本"),
    "screenshots": Verb(screenshots, "每个页面画一张图"),
    "test-postgres": Verb(test_on_postgres, "在 PostgreSQL 上跑一遍存储的测试"),
    "simulate": Verb(simulate, "让几千个随机的联盟历史跑一遍交换，逐个核对有没有丢记录"),
    "fuzz": Verb(fuzz, "拿编造的字节去试所有解析外来文件的地方，默认 600 秒"),
    "bench": Verb(bench, "和别的程序比较快慢"),
}


def usage() -> str:
    """The list of verbs."""
    width = max(map(len, VERBS)) + 2
    lines = (f"  {name:<{width}}{verb.help}" for name, verb in VERBS.items())
    heading = "用法：python3 dev.py 动词 [参数…] [--wheels 软件包文件夹]"
    return "\n".join((heading, *lines)) + "\n"


def main(words: list[str]) -> int:
    """Do what the verb says; 2 when it is unknown, 1 when the machine lacks something."""
    name, call = parse(words)
    if name not in VERBS:
        sys.stderr.write(usage())
        return 2
    try:
        return VERBS[name].act(call)
    except SetUpError as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
