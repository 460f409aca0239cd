"""The manual: complete, in plain words, and found by its words."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.paths import resources_folder
from lianti_desktop.ui.dialogs.help import TOPIC_OF, HelpDialog, read_topics, show_help
from lianti_desktop.ui.places import GROUPS

PLACES = [place.key for group in GROUPS for place in group.places]
LINK = re.compile(r"\]\((\w+)\)")


@pytest.fixture
def manual(qtbot: QtBot) -> HelpDialog:
    dialog = HelpDialog(read_topics(resources_folder() / "help"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_its_topic(manual: HelpDialog, place: str) -> None:
    manual.show_topic(place)
    assert manual.current() == TOPIC_OF.get(place, place)


def test_an_unknown_topic_opens_the_beginning(manual: HelpDialog) -> None:
    manual.show_topic("nowhere")
    assert manual.current() == "start"


def test_every_link_leads_to_a_topic() -> None:
    topics = read_topics(resources_folder() / "help")
    keys = {topic.key for topic in topics}
    linked = {link for topic in topics for link in LINK.findall(topic.text)}
    assert linked <= keys
    assert linked


def test_the_manual_speaks_like_an_office() -> None:
    for topic in read_topics(resources_folder() / "help"):
        assert topic.text.startswith(f"# {topic.title}\n")
        assert not re.search("您|！|UUID|哈希|数据库|同步", topic.text), topic.title
        assert len(topic.text) > 150


def test_no_mark_of_the_source_is_seen(manual: HelpDialog) -> None:
    for row in range(manual.topics.count()):
        manual.topics.setCurrentRow(row)
        assert not re.search(r"\*\*|\]\(|^#", manual.text.toPlainText(), re.MULTILINE)


def test_words_narrow_the_list(manual: HelpDialog, qtbot: QtBot) -> None:
    whole = manual.topics.count()
    manual.search.setText("恢复单")
    assert 0 < manual.topics.count() < whole
    assert "恢复单" in manual.text.toPlainText()
    manual.search.setText("没有这样的词")
    assert manual.topics.count() == 0
    assert "没有找到" in manual.text.toPlainText()
    manual.search.clear()
    assert manual.topics.count() == whole


def test_a_link_turns_to_its_topic(manual: HelpDialog) -> None:
    manual.show_topic("start")
    manual.text.anchorClicked.emit(QUrl("backups"))
    assert manual.current() == "backups"


def test_the_manual_has_one_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_help(window, "bin")
    show_help(window, "photos")
    found = window.findChildren(HelpDialog)
    assert [dialog.current() for dialog in found] == ["photos"]
