"""The first start, walked with the keyboard."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.organisation_words import SOME_ALLIANCE
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.data_place import FOLDER_NAME, Volume, VolumeKind
from lianti_desktop.services.sample import has_sample
from lianti_desktop.services.setup import is_founded
from lianti_desktop.storage import records
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.operators import operators
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.store import open_store
from lianti_desktop.ui.dialogs.wizard import (
    BROKEN,
    FirstSteps,
    FirstStepsDialog,
    Surroundings,
    settle,
)
from lianti_desktop.ui.dialogs.wizard_steps import Way
from lianti_desktop.ui.reply import Progress

DAY = date(2026, 11, 23)


class Settled:
    """Stands where the data is made, and remembers the answers."""

    def __init__(self, refusal: str = "") -> None:
        self.refusal = refusal
        self.answers: list[FirstSteps] = []

    def __call__(self, steps: FirstSteps, progress: Progress) -> None:
        progress.tell("正在建立联盟…", 0, 0)
        self.answers.append(steps)
        if self.refusal:
            raise UserError(self.refusal)


def opened(qtbot: QtBot, settled: object, around: Surroundings) -> FirstStepsDialog:
    dialog = FirstStepsDialog(around, settled)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    return dialog


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    return Surroundings(DataPaths(tmp_path / "data"), DAY)


def press_enter(qtbot: QtBot, dialog: FirstStepsDialog) -> None:
    qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_enter_alone_goes_through_five_steps(qtbot: QtBot, around: Surroundings) -> None:
    settled = Settled()
    dialog = opened(qtbot, settled, around)
    for step in range(5):
        assert dialog.step() == step
        press_enter(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.result_place is not None)
    (answers,) = settled.answers
    assert answers.school == "本校"
    assert answers.alliance == "本校教育联盟"
    assert answers.role is SiteRole.CORE
    assert answers.day == DAY
    assert answers.with_sample


def test_who_joins_answers_three_questions_and_names_no_alliance_and_no_term(
    qtbot: QtBot, around: Surroundings
) -> None:
    settled = Settled()
    dialog = opened(qtbot, settled, around)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert "共 3 步" in dialog._count.text()
    for step in range(3):
        assert dialog.step() == step
        assert not dialog.names.alliance.isVisible()
        press_enter(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.result_place is not None)
    (answers,) = settled.answers
    assert answers.joins
    assert answers.role is SiteRole.CAMPUS
    assert not answers.with_sample


def test_an_empty_name_of_the_alliance_does_not_hold_up_who_joins_one(
    qtbot: QtBot, around: Surroundings
) -> None:
    dialog = opened(qtbot, Settled(), around)
    dialog.go(1)
    dialog.names.alliance.set_value(None)
    assert dialog.names.problem()
    dialog.go(0)
    dialog.way.choices.set_current(Way.JOIN)
    dialog.go_on()
    assert dialog.step() == 1
    dialog.go_on()
    assert dialog.step() == 2


def test_another_way_brings_its_questions_back(qtbot: QtBot, around: Surroundings) -> None:
    dialog = opened(qtbot, Settled(), around)
    dialog.way.choices.set_current(Way.JOIN)
    dialog.go_on()
    dialog.back.click()
    dialog.way.choices.set_current(Way.ALONE)
    dialog.go_on()
    assert dialog.names.alliance.isVisible()
    assert len(dialog.steps) == 5
    assert not dialog.answers().joins
    assert dialog.answers().role is SiteRole.CAMPUS


def test_a_school_that_waits_for_its_alliance_works_already(tmp_path: Path) -> None:
    steps = FirstSteps(
        DataPaths(tmp_path),
        "甲小学",
        "",
        "王玲",
        SiteRole.CAMPUS,
        DAY,
        with_sample=False,
        joins=True,
    )
    settle(steps, Progress(lambda _words, _done, _total: None, lambda: False))
    store = open_store(steps.data)
    with store.read() as session:
        assert is_founded(session)
        assert [one.name for one in records.living(session, Alliance)] == [SOME_ALLIANCE]
        assert len(records.living(session, Term)) == 2
    store.close()


def test_the_alliance_takes_its_name_from_the_school_until_it_has_its_own(
    qtbot: QtBot, around: Surroundings
) -> None:
    dialog = opened(qtbot, Settled(), around)
    dialog.go(1)
    dialog.names.school.line.clear()
    qtbot.keyClicks(dialog.names.school.line, "qs")
    assert dialog.names.alliance.value() == "qs教育联盟"
    dialog.names.alliance.line.clear()
    qtbot.keyClicks(dialog.names.alliance.line, "abc")
    qtbot.keyClicks(dialog.names.school.line, "x")
    dialog.go_on()
    assert dialog.answers().alliance == "abc"
    assert dialog.answers().school == "qsx"


def test_a_school_without_a_name_is_not_let_through(qtbot: QtBot, around: Surroundings) -> None:
    dialog = opened(qtbot, Settled(), around)
    dialog.go(1)
    dialog.names.school.line.clear()
    press_enter(qtbot, dialog)
    assert dialog.step() == 1
    assert "本校名称" in dialog.error()


def test_going_back_keeps_the_answers(qtbot: QtBot, around: Surroundings) -> None:
    dialog = opened(qtbot, Settled(), around)
    assert not dialog.back.isEnabled()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert dialog.answers().role is SiteRole.CAMPUS
    press_enter(qtbot, dialog)
    press_enter(qtbot, dialog)
    dialog.back.click()
    dialog.back.click()
    assert dialog.step() == 0
    assert dialog.answers().role is SiteRole.CAMPUS


def test_last_term_begins_with_its_first_day(qtbot: QtBot, around: Surroundings) -> None:
    dialog = opened(qtbot, Settled(), around)
    dialog.term.choices.set_current("2025-2026-2")
    assert dialog.answers().day == date(2026, 2, 20)


def test_a_clock_that_stands_in_the_past_is_spoken_of(qtbot: QtBot, tmp_path: Path) -> None:
    lost = Surroundings(DataPaths(tmp_path), date(2009, 1, 1))
    dialog = opened(qtbot, Settled(), lost)
    assert dialog.answers().day >= date(2026, 1, 1)


def test_a_stick_is_refused_as_the_place_of_the_data(qtbot: QtBot, tmp_path: Path) -> None:
    stick = Volume(tmp_path / "stick", VolumeKind.REMOVABLE, 10**11)
    disk = Volume(tmp_path / "d", VolumeKind.FIXED, 10**11)
    around = Surroundings(DataPaths(tmp_path / "data"), DAY, (stick, disk))
    dialog = opened(qtbot, Settled(), around)
    assert dialog.place.place == tmp_path / "d" / FOLDER_NAME
    dialog.go(3)
    dialog.place.set_place(tmp_path / "stick" / "x")
    dialog.go_on()
    assert dialog.step() == 3
    assert "U盘" in dialog.error()


def test_a_folder_named_at_the_start_stays(qtbot: QtBot, tmp_path: Path) -> None:
    disk = Volume(tmp_path / "d", VolumeKind.FIXED, 10**11)
    around = Surroundings(DataPaths(tmp_path / "data"), DAY, (disk,), fixed=True)
    dialog = opened(qtbot, Settled(), around)
    assert dialog.answers().data.root == tmp_path / "data"


def test_a_refusal_is_said_and_leaves_the_user_where_he_was(
    qtbot: QtBot, around: Surroundings
) -> None:
    dialog = opened(qtbot, Settled("磁盘满了，没有建成。请清出空间。"), around)
    dialog.go(4)
    dialog.go_on()
    qtbot.waitUntil(lambda: bool(dialog.error()))
    assert dialog.step() == 4
    assert dialog.result_place is None
    assert dialog.next.isEnabled()


def test_settling_twice_founds_once(tmp_path: Path) -> None:
    steps = FirstSteps(
        DataPaths(tmp_path), "甲小学", "甲联盟", "", SiteRole.CAMPUS, DAY, with_sample=False
    )
    quiet = Progress(lambda _words, _done, _total: None, lambda: False)
    settle(steps, quiet)
    settle(steps, quiet)
    store = open_store(steps.data)
    with store.read() as session:
        assert [one.name for one in records.living(session, School)] == ["甲小学"]
    store.close()


def test_a_mistake_of_ours_ends_the_waiting(qtbot: QtBot, around: Surroundings) -> None:
    def stumble(_steps: FirstSteps, _progress: Progress) -> None:
        raise RuntimeError

    dialog = opened(qtbot, stumble, around)
    dialog.go(4)
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.error() == BROKEN)
    assert dialog.next.isEnabled()


def test_the_steps_make_a_school_that_can_be_opened(qtbot: QtBot, around: Surroundings) -> None:
    dialog = opened(qtbot, settle, around)
    dialog.names.school.set_value("青石桥中心小学")
    dialog.names.operator.set_value("王玲")
    dialog.begin.choices.set_current(False)
    dialog.go(4)
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.result_place is not None, timeout=20_000)
    store = open_store(around.data)
    with store.read() as session:
        assert is_founded(session)
        assert not has_sample(session)
        assert [one.name for one in records.living(session, School)] == ["青石桥中心小学"]
        assert len(records.living(session, Alliance)) == 1
        assert len(records.living(session, Term)) == 2
        assert [one.name for one in operators(session)] == ["王玲"]
    store.close()
