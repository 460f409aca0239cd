"""Words of a closed list are found by characters, pinyin and first letters."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.words import StaffCategory, Subject
from lianti_desktop.storage.record import fields_of
from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.editors import editor_for, word_options
from lianti_desktop.ui.word_search import WordSearch

Settle = Callable[[], None]


@pytest.fixture
def search(desk: Desk, settle: Settle) -> WordSearch:
    desk.ask(lambda _: desk.titles.load_readings(), Reply(desk))
    settle()
    return WordSearch(desk.titles, word_options(Subject))


@pytest.mark.parametrize("typed", ["数", "shuxue", "sx"])
def test_a_subject_is_found_in_each_way(search: WordSearch, typed: str) -> None:
    assert "数学" in [option.title for option in search.find(typed, 50)]


def test_nothing_typed_shows_all_in_their_own_order(search: WordSearch) -> None:
    assert [option.key for option in search.find(" ", 50)] == list(Subject)
    assert search.find("qqq", 50) == []


def test_before_the_readings_are_there_characters_find(desk: Desk) -> None:
    search = WordSearch(desk.titles, word_options(Subject))
    assert search.find("shuxue", 50) == []
    assert [option.title for option in search.find("数学", 50)] == ["数学"]


def test_first_letters_that_mean_one_word_are_taken_when_the_field_is_left(
    search: WordSearch, desk: Desk, qtbot: QtBot
) -> None:
    editor = editor_for(fields_of(Staff)["staff_category"], desk)
    qtbot.addWidget(editor.widget)
    assert editor.line is not None
    first = next(iter(StaffCategory))
    editor.line.setText(first.label)
    editor.line.editingFinished.emit()
    assert editor.widget.value() is first
    editor.line.setText("xzry")
    editor.line.editingFinished.emit()
    assert editor.widget.value() is not None
    assert editor.widget.value().label == "行政人员"
