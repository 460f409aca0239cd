"""dev.py: what it understands, and that a wrong word is answered with the list of verbs."""

from pathlib import Path

import pytest

import dev
from tools import environment, system


def test_the_verb_comes_first_and_the_rest_is_handed_on() -> None:
    assert dev.parse(["test", "-k", "floors"]) == ("test", dev.Call(("-k", "floors")))


def test_wheels_may_stand_before_or_after_the_verb(tmp_path: Path) -> None:
    wanted = ("run", dev.Call(("demo",), tmp_path))
    assert dev.parse(["--wheels", str(tmp_path), "run", "demo"]) == wanted
    assert dev.parse(["run", "demo", "--wheels", str(tmp_path)]) == wanted


@pytest.mark.parametrize("words", [[], ["fly"], ["run", "--wheels"]])
def test_a_wrong_word_is_answered_with_the_verbs_and_exit_code_two(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(words) == 2
    shown = capsys.readouterr().err
    assert all(name in shown for name in dev.VERBS)


def test_the_makefile_knows_every_verb() -> None:
    makefile = (Path(dev.__file__).parent / "Makefile").read_text(encoding="utf-8")
    target = next(line for line in makefile.splitlines() if line.startswith("run "))
    assert set(target.rstrip(":").split()) == set(dev.VERBS)


def test_a_screen_is_asked_of_linux_only_by_its_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not dev.has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert dev.has_display()


def test_without_a_display_qt_draws_off_the_screen_in_a_utf8_session() -> None:
    values = environment.variables(headless=True)
    assert values["QT_QPA_PLATFORM"] == "offscreen"
    assert environment.linux_variables({"LANG": "C"})["LC_ALL"] == "C.UTF-8"
    assert "LC_ALL" not in environment.linux_variables({"LANG": "zh_CN.UTF-8"})


def test_an_offline_install_asks_no_registry(tmp_path: Path) -> None:
    lock = tmp_path / "dev.lock"
    lock.write_text("", encoding="utf-8")
    command = environment.Lock(lock, tmp_path).pip_install(Path("python"))
    assert command[command.index("--find-links") - 1] == "--no-index"
    assert "--require-hashes" in command


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ((), ["set up", "programs", "pytest"]),
        (("tests/test_dev.py",), ["set up", "pytest"]),
    ],
)
def test_programs_that_tests_call_are_put_in_for_the_whole_run_alone(
    words: tuple[str, ...], order: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(dev, "set_up", lambda _call: done.append("set up"))
    monkeypatch.setattr(system, "provide_for_tests", lambda: done.append("programs"))
    monkeypatch.setattr(dev, "pytest", lambda *_: done.append("pytest") or 0)
    monkeypatch.setattr(dev, "STEPS", ())
    assert dev.test(dev.Call(words)) == 0
    assert done == order


def pins(name: str) -> dict[str, set[str]]:
    """The versions that a lock names for each package; two where platforms differ."""
    found: dict[str, set[str]] = {}
    for line in (environment.REQUIREMENTS / f"{name}.lock").read_text("utf-8").splitlines():
        if "==" in line and not line.startswith(" "):
            package, _, rest = line.partition("==")
            found.setdefault(package, set()).add(rest.split()[0])
    return found


def test_the_peers_of_the_benchmarks_change_no_package_of_the_program() -> None:
    program, peers = pins("dev"), pins("bench")
    assert "apsw" in peers
    shared = program.keys() & peers.keys()
    assert {name: peers[name] for name in shared} == {name: program[name] for name in shared}


def test_a_list_of_packages_is_put_in_once_for_each_of_its_states(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path)
    calls: list[list[str | Path]] = []
    monkeypatch.setattr(
        environment, "run_or_stop", lambda command, _sentence: calls.append(command)
    )
    path = tmp_path / "bench.lock"
    for state in ("a==1", "a==1", "a==2"):
        path.write_text(state, encoding="ascii")
        environment.Lock(path).install("安装 …")
    assert len(calls) == 2


def test_the_fuzzer_is_asked_for_where_its_list_of_packages_has_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = (environment.REQUIREMENTS / "bench.in").read_text("utf-8")
    marker = 'python_version < "3.12" and platform_machine == "x86_64" and sys_platform == "linux"'
    assert any(line.startswith("atheris") and marker in line for line in wanted.splitlines())
    assert "atheris" not in pins("dev")
    monkeypatch.setattr("sys.platform", "win32")
    assert dev.main(["fuzz", "60"]) == 1
    assert "请换这样的电脑再试" in capsys.readouterr().out
