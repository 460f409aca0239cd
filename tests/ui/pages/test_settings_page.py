"""Settings: each takes effect at once, and the data moves whole."""

import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.services.data_place import old_place_until
from lianti_desktop.services.sample import has_sample
from lianti_desktop.settings import Settings, load_settings
from lianti_desktop.storage.operators import add_operator, operators
from lianti_desktop.storage.store import open_store
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages import settings_people, settings_place
from lianti_desktop.ui.pages.settings import SettingsPage
from lianti_desktop.ui.preferences import Preferences
from tests.activity_world import World


@pytest.fixture
def page(world: World, desk: Desk, qtbot: QtBot, tmp_path: Path) -> SettingsPage:
    desk.preferences = Preferences(Settings(), tmp_path / "settings.json")
    shown = SettingsPage(desk)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    qtbot.waitUntil(lambda: bool(shown.sample.button.text()))
    return shown


def test_size_scheme_and_originals_are_kept_at_once(page: SettingsPage, tmp_path: Path) -> None:
    page.look.sizes.chosen.emit(14.0)
    page.look.schemes.chosen.emit("dark")
    page.photos.originals.box.click()
    kept = load_settings(tmp_path / "settings.json")
    assert (kept.font_points, kept.scheme, kept.keep_originals) == (14.0, "dark", True)
    assert page.look.sizes.current() == 14.0
    assert page.look.schemes.current() == "dark"


def test_people_are_listed_and_may_change_role_or_go(
    page: SettingsPage, world: World, qtbot: QtBot
) -> None:
    with world.store.transaction() as session:
        person = add_operator(session, "王玲", OperatorRole.CLERK)
    page.people.refresh()
    qtbot.waitUntil(lambda: [one.name for one in page.people.known] == ["王玲"])
    words = [action.text() for action in page.people.choices_for(person).actions()]
    assert "换成王玲录入" in words
    assert "停用王玲" in words
    page.people.give_role(person, OperatorRole.PRINCIPAL)
    qtbot.waitUntil(lambda: page.people.known[0].role is OperatorRole.PRINCIPAL)
    page.people.retire(person)
    qtbot.waitUntil(lambda: not page.people.known)
    with world.store.read() as session:
        assert operators(session) == []


def test_who_is_retired_hands_over_first(
    page: SettingsPage, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with world.store.transaction() as session:
        person = add_operator(session, "王玲", OperatorRole.CLERK)
    monkeypatch.setattr(settings_people, "usual_folder", lambda: tmp_path)
    asked: list[str] = []
    printed: list[str] = []

    def answer(_parent: object, title: str, sentences: list[str], _answers: object) -> str:
        asked.extend((title, *sentences))
        return "print" if len(asked) < 4 else "stop"

    monkeypatch.setattr(settings_people, "ask", answer)
    monkeypatch.setattr(page.people, "print_leaving", lambda one: printed.append(one.name))
    page.people.ask_retire(person)
    qtbot.waitUntil(lambda: printed == ["王玲"])
    assert asked[:2] == ["停用王玲", "没有等着送出去的改动。"]
    with world.store.read() as session:
        assert len(operators(session)) == 1
    page.people.ask_retire(person)
    qtbot.waitUntil(lambda: len(asked) > 3)

    def is_gone() -> bool:
        with world.store.read() as session:
            return operators(session) == []

    qtbot.waitUntil(is_gone)


def test_the_sample_is_put_in_and_taken_out(
    page: SettingsPage, world: World, desk: Desk, qtbot: QtBot
) -> None:
    assert page.sample.button.text() == "放入示例"
    page.sample.button.click()
    qtbot.waitUntil(lambda: page.sample.button.text() == "删除示例", timeout=60_000)
    page.sample.button.click()
    qtbot.waitUntil(lambda: page.sample.button.text() == "放入示例", timeout=20_000)
    with world.store.read() as session:
        assert not has_sample(session)


def test_the_check_speaks_plainly(page: SettingsPage, qtbot: QtBot) -> None:
    page.care.check_button.click()
    qtbot.waitUntil(page.care.check_button.isEnabled, timeout=20_000)
    assert page.care.words.text() == "都查过了，资料完好，照片都在。"


def test_the_parcel_is_written(page: SettingsPage, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "诊断包.zip"
    page.care.write_parcel(out)
    qtbot.waitUntil(lambda: "没有资料和姓名" in page.care.words.text(), timeout=20_000)
    assert zipfile.is_zipfile(out)


def test_moving_copies_first_and_switches_while_the_data_is_closed(
    page: SettingsPage,
    world: World,
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings_place, "volumes", lambda: ())
    aim = tmp_path / "other disk" / "data"
    with qtbot.waitSignal(page.reopen_wanted, timeout=20_000) as wanted:
        page.place.move_to(aim)
    source = world.store.data
    desk.close()
    wanted.args[0]()
    assert load_settings(tmp_path / "settings.json").data_folder == str(aim)
    assert (aim / "lianti.db").exists()
    assert old_place_until(source.root) is not None
    moved = open_store(type(source)(aim))
    with moved.read() as session:
        assert session.info["site"].school_id is not None
    moved.close()


def test_narrow_settings_stand_in_one_column(page: SettingsPage, qtbot: QtBot) -> None:
    assert page.photos.x() > page.look.x()
    page.resize(600, 700)
    qtbot.waitUntil(lambda: page.photos.x() == page.look.x())


def test_the_school_card_leads_to_the_school(
    page: SettingsPage, world: World, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.record_wanted) as wanted:
        page.school.line_clicked.emit(world.core)
    assert wanted.args == ["school", world.core]
