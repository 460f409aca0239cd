"""Texts with blanks for the course of an activity."""

import pytest

from lianti_desktop.domain.activity_kinds import PROCESS_LENGTH, ActivityGroup
from lianti_desktop.paths import resources_folder
from lianti_desktop.services.activity_facts import text_length
from lianti_desktop.services.activity_templates import (
    BLANK,
    blanks_in,
    process_templates,
    without_blanks,
)


@pytest.mark.parametrize("group", ActivityGroup)
def test_every_heading_has_a_text_whose_lines_all_want_filling(group: ActivityGroup) -> None:
    text = process_templates(resources_folder())[group]
    assert blanks_in(text) >= len(text.splitlines())
    assert without_blanks(text) == ""


@pytest.mark.parametrize("group", ActivityGroup)
def test_a_text_filled_in_is_long_enough(group: ActivityGroup) -> None:
    text = process_templates(resources_folder())[group]
    assert text_length(text.replace(BLANK, "某某")) >= PROCESS_LENGTH


def test_only_lines_filled_in_count() -> None:
    assert without_blanks(f"由周老师主持。\n{BLANK}人参加。") == "由周老师主持。"
    assert without_blanks(None) == ""
