"""The studios of the term volume and of the bulletin: what lacks, binding, articles."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lianti_desktop.printing import bulletin_kept, volume_kept
from lianti_desktop.printing.preflight import Finding, FindingKind
from lianti_desktop.printing.sources import Where
from lianti_desktop.storage import records
from lianti_desktop.storage.publications import Bulletin, TermVolume
from lianti_desktop.ui.dialogs.words_sheet import WordsSheet
from lianti_desktop.ui.pages.studio_bulletin import BulletinReady, BulletinStudio
from lianti_desktop.ui.pages.studio_volume import ABOUT, LACKS, VolumeReady, VolumeStudio
from tests.activity_world import THURSDAY, World
from tests.ui.pages.conftest import OpenStudio

PATIENCE = 40_000


def written(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """As if somebody wrote these words and pressed 改好了."""
    monkeypatch.setattr(WordsSheet, "exec", lambda _: WordsSheet.DialogCode.Accepted)
    monkeypatch.setattr(WordsSheet, "words", lambda _: words)


@pytest.fixture
def volumes(held: UUID, open_studio: OpenStudio) -> VolumeStudio:
    shown: VolumeStudio = open_studio(VolumeStudio, VolumeStudio.make_new)
    return shown


def test_a_volume_tells_what_lacks_and_takes_an_explanation(
    volumes: VolumeStudio, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = volumes.ready
    assert isinstance(ready, VolumeReady)
    assert any("签到表" in lack.line for lack in ready.lacks)
    written(monkeypatch, "当天停电，没有打印签到表")
    volumes.explain(ready.lacks[0])
    qtbot.waitUntil(lambda: volumes.ready is not ready, timeout=PATIENCE)
    assert isinstance(volumes.ready, VolumeReady)
    assert volumes.ready.lacks[0].reason == "当天停电，没有打印签到表"
    assert "说明：当天停电" in volumes.lacks.item(0).text()


def test_what_lacks_leads_to_its_activity(volumes: VolumeStudio, held: UUID, qtbot: QtBot) -> None:
    assert isinstance(volumes.ready, VolumeReady)
    with qtbot.waitSignal(volumes.record_wanted, timeout=5000) as wanted:
        volumes._go_to(volumes.ready.lacks[0])
    assert wanted.args == ["activity", held]


def test_what_is_found_in_a_publications_own_words_leads_to_them(volumes: VolumeStudio) -> None:
    row = volumes.row
    assert row is not None
    places = {"plan": LACKS, "remarks": ABOUT, "compiler": ABOUT}
    for name, side in places.items():
        volumes.follow(Finding(FindingKind.GLYPH, Where("term_volume", row, name), "缺字", 3))
        assert volumes.sides.pills.current() == side
        assert volumes.pane.view.page() == 2


def test_a_chapter_gets_its_owner(
    volumes: VolumeStudio, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = volumes.ready
    written(monkeypatch, "曾小贤", "资料齐全")
    volumes._on_chapter(volumes.chapters.item(0))
    qtbot.waitUntil(lambda: volumes.ready is not before, timeout=PATIENCE)
    assert "曾小贤　资料齐全" in volumes.chapters.item(0).text()


def test_a_bound_volume_bears_a_check_code_and_cannot_be_bound_again(
    volumes: VolumeStudio, world: World, qtbot: QtBot
) -> None:
    assert volumes.row is not None
    assert not volumes.bar.button("late").isEnabled()
    volumes.act("bind")

    def kept() -> TermVolume:
        with world.store.read() as session:
            return records.get(session, TermVolume, volumes.row or UUID(int=0))

    qtbot.waitUntil(lambda: kept().check_code is not None, timeout=PATIENCE)
    assert volume_kept.snapshot_of(kept()) is not None
    volumes.act("whole")
    qtbot.waitUntil(lambda: not volumes.bar.button("bind").isEnabled(), timeout=PATIENCE)
    assert volumes.bar.button("late").isEnabled()
    volumes.act("late")
    qtbot.waitUntil(lambda: "没有新的资料" in volumes.pane.sentence.text(), timeout=PATIENCE)


def test_a_volume_with_something_undecided_leads_to_where_it_is_decided(
    volumes: VolumeStudio, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = volumes.ready
    assert isinstance(before, VolumeReady)
    volumes.ready = replace(before, undecided=("活动“送教下乡”",))
    said: list[str] = []

    def decide(_parent: object, _title: str, sentences: list[str], _answers: object) -> str:
        said.extend(sentences)
        return "decide"

    monkeypatch.setattr("lianti_desktop.ui.pages.studio_volume.ask", decide)
    with qtbot.waitSignal(volumes.place_wanted, timeout=5000) as wanted:
        volumes.act("bind")
    assert wanted.args == ["conflicts"]
    assert "还有 1 处没有定下来：活动“送教下乡”" in said[0]


@pytest.fixture
def bulletins(world: World, held: UUID, open_studio: OpenStudio) -> BulletinStudio:
    from lianti_desktop.printing.gather_bulletin import Quarter
    from lianti_desktop.storage.store import Deed

    with world.store.change(Deed("新一期")) as session:
        bulletin_kept.create_bulletin(session, Quarter(2026, 1), THURSDAY)
    shown: BulletinStudio = open_studio(BulletinStudio, BulletinStudio.refresh)
    return shown


def test_an_article_is_rewritten_for_the_issue_alone(
    bulletins: BulletinStudio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bulletins.ready
    written(monkeypatch, "到田里上课", "三校孩子一起看秧苗。")
    bulletins.articles.setCurrentRow(0)
    bulletins.words.click()
    qtbot.waitUntil(lambda: bulletins.ready is not before, timeout=PATIENCE)
    assert isinstance(bulletins.ready, BulletinReady)
    (article,) = bulletins.ready.articles
    assert (article.title, article.text) == ("到田里上课", "三校孩子一起看秧苗。")


def test_an_article_is_ticked_off_and_on(bulletins: BulletinStudio, qtbot: QtBot) -> None:
    before = bulletins.ready
    bulletins.articles.item(0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: bulletins.ready is not before, timeout=PATIENCE)
    ready = bulletins.ready
    assert isinstance(ready, BulletinReady)
    assert (ready.articles, len(ready.others)) == ((), 1)
    bulletins.articles.item(0).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: bulletins.ready is not ready, timeout=PATIENCE)
    assert isinstance(bulletins.ready, BulletinReady)
    assert len(bulletins.ready.articles) == 1


def test_the_next_issue_is_made_by_a_button(
    bulletins: BulletinStudio, world: World, qtbot: QtBot
) -> None:
    bulletins.new.click()

    def issues() -> int:
        with world.store.read() as session:
            return len(records.living(session, Bulletin))

    qtbot.waitUntil(lambda: issues() == 2, timeout=PATIENCE)


def test_the_office_habit_of_an_issue_is_chosen(bulletins: BulletinStudio, qtbot: QtBot) -> None:
    before = bulletins.ready
    assert bulletins.preset.value() == "school"
    bulletins.preset.changed.emit("gb")
    qtbot.waitUntil(lambda: bulletins.ready is not before, timeout=PATIENCE)
    assert bulletins.preset.value() == "gb"
