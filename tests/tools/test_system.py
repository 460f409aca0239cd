"""System packages: what only tests call is asked for once, and a machine may refuse it."""

import pytest

from tools import system
from tools.shell import SetUpError


def test_programs_for_tests_that_are_missing_are_installed_by_debians_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted: list[str] = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(system, "is_installed", lambda name: name != "mkfs.fat")
    monkeypatch.setattr(system, "install", wanted.extend)
    system.provide_for_tests()
    assert wanted == ["dosfstools"]


def test_a_machine_that_cannot_have_them_is_told_and_the_tests_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_packages: list[str]) -> None:
        raise SetUpError("这台电脑缺少系统软件包")

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(system, "is_installed", lambda name: False)
    monkeypatch.setattr(system, "install", refuse)
    system.provide_for_tests()
    assert "有几项测试会跳过" in capsys.readouterr().out


def test_a_program_for_administrators_is_found_by_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    assert not system.is_installed("no-such-program")
    monkeypatch.setattr(system, "ADMIN_FOLDERS", ("/bin",))
    assert system.is_installed("sh")
