"""Starting: which way the arguments lead, the smoke test, a second start, mistakes."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QtMsgType
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from lianti_desktop.app import WindowAsked, go_offscreen_without_display, window_asked
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import DataPaths, ProgramPaths, resources_folder
from lianti_desktop.services.data_place import Volume, VolumeKind
from lianti_desktop.settings import Settings, load_settings
from lianti_desktop.storage import records
from lianti_desktop.storage.staff import Staff
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.ui import input_method, last_backup
from lianti_desktop.ui.backup_words import newest_backup
from lianti_desktop.ui.banner import Banner
from lianti_desktop.ui.dialogs.wizard import Begun, FirstSteps, settle
from lianti_desktop.ui.input_method import needs_detour, prepare_typing
from lianti_desktop.ui.messages import Question
from lianti_desktop.ui.mishaps import Mishaps, where_and_what
from lianti_desktop.ui.opening import open_data, open_sample
from lianti_desktop.ui.pages.exchange import ExchangePage
from lianti_desktop.ui.pages.settings_place import last_step
from lianti_desktop.ui.pages.workbench import WorkbenchPage
from lianti_desktop.ui.pages.workbench_cards import WorkbenchCards
from lianti_desktop.ui.preferences import Preferences
from lianti_desktop.ui.reopening import Reopening
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.screenshots import wait_for
from lianti_desktop.ui.single_instance import SingleInstance
from lianti_desktop.ui.start import Start, theme_of
from lianti_desktop.ui.theme import Scheme, TextSize
from lianti_desktop.ui.widgets.card import LineOfCard

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], WindowAsked()),
        (["--smoke"], WindowAsked(smoke=True)),
        (["--data", "D:/资料"], WindowAsked("D:/资料")),
        (["--data=D:/资料", "--smoke"], WindowAsked("D:/资料", smoke=True)),
        (["--data"], None),
        (["--data", "x", "doctor"], None),
        (["record", "list", "activity"], None),
        (["--help"], None),
    ],
)
def test_no_verb_means_the_window(words: list[str], asked: WindowAsked | None) -> None:
    assert window_asked(words) == asked


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=120,
        check=False,
    )


def test_the_smoke_test_shows_the_first_page_and_leaves_with_zero(tmp_path: Path) -> None:
    done = run("--smoke", home=tmp_path)
    assert done.returncode == 0, done.stderr


BROKEN_PICTURES = """
from lianti_desktop.ui import screenshots
screenshots.draw_sample = lambda *_: 1 / 0
from lianti_desktop.app import main
main(["screenshots", "--out", "nowhere"])
"""


def test_a_mistake_while_drawing_is_told_once_though_its_folder_is_gone(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_PICTURES],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 1
    assert "ZeroDivisionError" in done.stderr
    assert "Logging error" not in done.stderr


def test_the_smoke_test_fails_on_data_that_cannot_be_opened(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    DataPaths(folder).database.write_bytes(b"no database at all" * 100)
    done = run("--smoke", "--data", str(folder), home=tmp_path)
    assert done.returncode == 1
    assert "数据文件已损坏" in done.stderr


def test_the_command_line_never_loads_qt(tmp_path: Path) -> None:
    program = (
        "import sys; from lianti_desktop.app import main; code = main(['record', 'kinds']);"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    program = ProgramPaths(resources_folder(), tmp_path / "config", tmp_path / "logs")
    start = Start(qapp, program, Mishaps(program.logs))
    start.asks = False
    yield start
    start.close()
    if start.frame is not None:
        start.frame.close()
        start.frame.deleteLater()


def test_the_frame_stands_before_the_data_is_open(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    frame = start.paint()
    assert frame.isVisible()
    assert start.window is None
    with qtbot.waitSignal(start.settled, timeout=30_000):
        start.open(DataPaths(tmp_path / "data"), open_sample)
    assert start.window is not None
    assert frame.current_page() == "workbench"
    assert frame.page("workbench") is start.window.page()


def test_first_steps_that_join_end_on_the_exchange_with_the_request_on_the_stick(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, stick = DataPaths(tmp_path / "data"), tmp_path / "stick"
    stick.mkdir()
    plugged = (Volume(stick, VolumeKind.REMOVABLE, 10**10),)
    monkeypatch.setattr("lianti_desktop.ui.pages.exchange.volumes", lambda: plugged)
    ring = KeyRing(tmp_path / "keys")
    monkeypatch.setattr("lianti_desktop.ui.pages.exchange.usual_ring", lambda: ring)
    steps = FirstSteps(
        *(data, "柳林村小（示例）", "", "", SiteRole.CAMPUS, date(2026, 11, 23)),
        with_sample=False,
        joins=True,
    )

    def answer(_frame: object, _data: DataPaths) -> Begun:
        settle(steps, Progress(lambda _words, _done, _total: None, lambda: False))
        return Begun(data, joins=True)

    monkeypatch.setattr("lianti_desktop.ui.dialogs.wizard.run_first_steps", answer)
    start.paint()
    with qtbot.waitSignal(start.settled, timeout=30_000):
        start.open(data)
    assert start.window is not None
    page = start.window.page()
    assert isinstance(page, ExchangePage)
    qtbot.waitUntil(lambda: len(page.join.words.words()) == 6, timeout=20_000)
    assert [file.suffix for file in stick.iterdir()] == [".ltreq"]
    qtbot.waitUntil(lambda: "现在可以拔出U盘" in page.join.state.text())


def opened_again(
    start: Start, folder: Path, qtbot: QtBot, meanwhile: Callable[[WorkbenchCards], object]
) -> Any:
    """The frame of a second start; `meanwhile` happens when its first page has its lines."""
    opened_sample(start, folder, qtbot)
    start.close()
    frame = start.paint()
    early: list[object] = []

    def go() -> None:
        cards = frame.page("workbench")
        early.append(start.window)
        assert isinstance(cards, WorkbenchCards)
        meanwhile(cards)

    start.usable.connect(go)
    with qtbot.waitSignal(start.settled, timeout=30_000):
        start.open(DataPaths(folder))
    assert early == [None]
    return frame


def test_a_line_of_the_next_first_page_leads_on_though_it_was_clicked_before_the_data_was_open(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    def click(cards: WorkbenchCards) -> None:
        line = cards.recent.findChildren(LineOfCard)[0]
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)

    frame = opened_again(start, tmp_path / "data", qtbot, click)
    assert frame.current_page() != "workbench"
    assert start.window.page() is frame.page(frame.current_page())


def test_a_place_chosen_before_the_data_is_open_is_shown_after(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    def choose(cards: WorkbenchCards) -> None:
        cards.window().sidebar.button("people").click()  # type: ignore[attr-defined]

    frame = opened_again(start, tmp_path / "data", qtbot, choose)
    assert frame.current_page() == "people"
    assert start.window.page() is frame.page("people")


def test_the_cards_put_up_early_become_the_page_of_the_window(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    early: list[WorkbenchCards] = []
    frame = opened_again(start, tmp_path / "data", qtbot, early.append)
    page = frame.page("workbench")
    assert isinstance(page, WorkbenchPage)
    assert [page.view] == early
    assert page.view.isVisible()
    assert page.view.summary.text().startswith("示例里有活动 ")


def test_after_a_restore_the_window_opens_the_data_again(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    start.paint()
    with qtbot.waitSignal(start.settled, timeout=30_000):
        start.open(DataPaths(tmp_path / "data"), open_sample)
    first = start.window
    done: list[bool] = []
    with qtbot.waitSignal(start.settled, timeout=30_000):
        first.reopen_wanted.emit(lambda: done.append(True))
    assert done == [True]
    assert start.window is not first


def opened_sample(start: Start, folder: Path, qtbot: QtBot) -> Any:
    start.paint()
    with qtbot.waitSignal(start.settled, timeout=30_000):
        start.open(DataPaths(folder), open_sample)
    return start.window


def reopened(start: Start, work: Callable[[], Any], qtbot: QtBot) -> Any:
    with qtbot.waitSignal(start.settled, timeout=30_000):
        start.window.reopen_wanted.emit(work)
    return start.window


def test_the_folder_named_at_the_start_is_the_one_opened_again(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    start.preferences.change(Settings(data_folder=str(tmp_path / "usual")))
    opened_sample(start, tmp_path / "named", qtbot)
    window = reopened(start, lambda: Reopening("已恢复"), qtbot)
    assert window.desk.store.data.root == tmp_path / "named"
    assert window.frame.status.message() == "已恢复"
    assert not (tmp_path / "usual").exists()


def test_after_a_move_the_new_folder_is_opened(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened_sample(start, tmp_path / "old", qtbot)
    aim = DataPaths(tmp_path / "new")
    aim.root.mkdir()
    work = last_step(window.desk, aim)
    folders: list[Path] = []
    start.folder_changed.connect(folders.append)
    again = reopened(start, work, qtbot)
    assert folders == [aim.root]
    assert again.desk.store.data.root == aim.root
    assert "已搬到" in again.frame.status.message()
    assert start.data_folder() == aim.root


def refuse() -> None:
    raise UserError("磁盘满了，没有恢复。现在的资料没有变化。请清出空间再恢复一次。")


def stumble() -> None:
    raise KeyError("x")


def test_work_that_is_refused_opens_the_old_folder_and_says_why(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    opened_sample(start, tmp_path / "data", qtbot)
    window = reopened(start, refuse, qtbot)
    assert window.desk.store.data.root == tmp_path / "data"
    (banner,) = window.frame.findChildren(Banner)
    assert "磁盘满了" in " ".join(label.text() for label in banner.findChildren(QLabel))
    banner.findChildren(QPushButton)[0].click()
    assert not banner.isVisible()


def test_a_mistake_of_ours_in_the_work_opens_the_old_folder_too(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    opened_sample(start, tmp_path / "data", qtbot)
    reopened(start, stumble, qtbot)
    assert start.mishaps.count == 1
    assert start.window is not None


def test_an_import_cut_off_by_a_crash_is_cleared_before_the_first_page(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    data = DataPaths(tmp_path / "data")
    open_sample(data).store.close()
    half = data.staging / "abc" / "photo"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half a photo")
    start.paint()
    with qtbot.waitSignal(start.settled, timeout=30_000):
        start.open(data)
    assert start.window.frame.status.message() == "上次导入没有做完，已恢复到导入前"
    assert not half.exists()


def test_a_backup_that_fails_at_the_end_is_said_and_tried_again(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened_sample(start, tmp_path / "data", qtbot)
    window.desk.change(
        "新增 教职工", lambda s: records.save(s, Staff, None, {"name": "甲"}).id, Reply(window)
    )
    backups = tmp_path / "data" / "backups"
    backups.write_text("not a folder")
    heard: list[str] = []

    def answer(sentence: str) -> bool:
        heard.append(sentence)
        backups.unlink(missing_ok=True)
        return True

    start.asks = True
    monkeypatch.setattr(last_backup, "ask_again", answer)
    start.close()
    assert len(heard) == 1
    assert "没有备份" in heard[0] or "没有做成" in heard[0]
    assert newest_backup(backups) is not None


def test_the_question_at_the_end_names_what_follows(qtbot: QtBot) -> None:
    question = Question(last_backup.TITLE, ["一句话。"], last_backup.ANSWERS, None)
    qtbot.addWidget(question)
    question.show()
    words = [button.text() for button in question.findChildren(QPushButton)]
    assert words == ["再备份一次", "这次不备份，直接关闭"]


def test_data_of_a_newer_version_is_refused_with_a_sentence(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    data = DataPaths(tmp_path / "data")
    opened = open_data(data)
    with opened.store.transaction() as session:
        from lianti_desktop.storage.site import write_local

        write_local(session, "schema", "99")
    opened.store.close()
    start.paint()
    with qtbot.waitSignal(start.failed) as told:
        start.open(data)
    assert "更新的版本" in told.args[0]


def test_the_theme_follows_the_settings_at_once(start: Start, qapp: QApplication) -> None:
    start.preferences.change(Settings(font_points=14.0, scheme="dark"))
    assert qapp.font().pointSizeF() == 14.0
    start.preferences.change(Settings())
    assert qapp.font().pointSizeF() == 10.5
    assert theme_of(Settings(font_points=11.9, scheme="x")).size is TextSize.LARGE
    assert theme_of(Settings(scheme="x")).scheme is Scheme.LIGHT


def test_a_second_start_hands_its_arguments_to_the_first(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    assert not second.claim()
    heard: list[bool] = []
    caller = threading.Thread(target=lambda: heard.append(second.call_first(["--data", "资料"])))
    with qtbot.waitSignal(first.called) as told:
        caller.start()
    caller.join()
    assert told.args == [["--data", "资料"]]
    assert heard == [True]
    first.release()
    assert second.claim()
    second.release()


def test_a_window_whose_data_has_moved_is_the_first_one_of_the_new_folder(
    qapp: QApplication, tmp_path: Path
) -> None:
    first = SingleInstance(tmp_path / "old")
    assert first.claim()
    first.move(tmp_path / "old")
    first.move(tmp_path / "new")
    assert not SingleInstance(tmp_path / "new").claim()
    other = SingleInstance(tmp_path / "old")
    assert other.claim()
    other.release()
    first.release()


def test_nobody_answers_when_there_is_no_first_window(qapp: QApplication, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).call_first([])


@pytest.mark.parametrize(
    ("environment", "detour"),
    [
        ({"QT_IM_MODULE": "fcitx"}, True),
        ({"XMODIFIERS": "@im=fcitx"}, True),
        ({"QT_IM_MODULE": "ibus"}, False),
        ({}, False),
    ],
)
def test_fcitx_is_reached_through_ibus(
    environment: dict[str, str], detour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_method.sys, "platform", "linux")
    assert needs_detour(environment) is detour
    prepare_typing(environment)
    assert (environment.get("IBUS_USE_PORTAL") == "1") is detour


def test_other_systems_type_without_a_detour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_method.sys, "platform", "win32")
    environment = {"QT_IM_MODULE": "fcitx"}
    prepare_typing(environment)
    assert environment == {"QT_IM_MODULE": "fcitx"}


def test_without_a_display_qt_paints_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    bare: dict[str, str] = {}
    go_offscreen_without_display(bare)
    assert bare == {"QT_QPA_PLATFORM": "offscreen"}
    desktop = {"DISPLAY": ":0"}
    go_offscreen_without_display(desktop)
    assert desktop == {"DISPLAY": ":0"}


def secretive() -> None:
    raise ValueError("李文秀 13800000000")


def test_the_log_names_the_place_of_a_mistake_and_no_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    mishaps = Mishaps(tmp_path / "logs")
    mishaps.install()
    numbers: list[str] = []
    mishaps.happened.connect(numbers.append)
    try:
        secretive()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
        mishaps.report(error)
    mishaps._on_qt(QtMsgType.QtWarningMsg, None, "QPainter was not active")
    mishaps._on_qt(QtMsgType.QtWarningMsg, None, "This plugin does not support raise()")
    mishaps.release()
    text = (tmp_path / "logs" / "lianti.log").read_text(encoding="utf-8")
    assert numbers[0] in text
    assert "ValueError\n  test_app.py" in text
    assert "QPainter" in text
    assert "李文秀" not in text
    assert "does not support" not in text
    assert mishaps.count == 2


def test_the_cause_of_a_mistake_is_noted_too() -> None:
    with pytest.raises(ValueError, match="李文秀") as first:
        secretive()
    outer = KeyError("x")
    outer.__cause__ = first.value
    assert "after ValueError" in where_and_what(outer)


def test_settings_are_kept_and_an_unwritable_place_does_not_matter(tmp_path: Path) -> None:
    kept = Preferences(Settings(), tmp_path / "settings.json")
    kept.keep_view("staff", {"columns": ["name"]})
    assert load_settings(tmp_path / "settings.json").of_list("staff") == {"columns": ["name"]}
    (tmp_path / "file").write_text("")
    lost = Preferences(Settings(), tmp_path / "file" / "settings.json")
    lost.change(Settings(font_points=12.0))
    assert lost.settings.font_points == 12.0
    assert lost.view_of("staff") == {}


def test_waiting_ends_by_itself(qapp: QApplication) -> None:
    turns = iter([False, False, True])
    wait_for(lambda: next(turns))
