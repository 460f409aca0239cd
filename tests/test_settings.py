"""What the person at the PC has chosen survives, and a broken file does no harm."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.settings import Settings, load_settings, save_settings

CHOSEN = Settings(
    data_folder="D:/教联体", font_points=12.0, scheme="dark", keep_originals=True, last_term="a"
)


def test_settings_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "设置" / "settings.json"
    chosen = CHOSEN.with_list("activity", {"columns": ["title"], "widths": {"title": 200}})
    save_settings(path, chosen)
    assert load_settings(path) == chosen
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_a_list_keeps_its_own_view() -> None:
    both = CHOSEN.with_list("activity", 1).with_list("staff", 2).with_list("activity", 3)
    assert (both.of_list("activity"), both.of_list("staff"), both.of_list("term")) == (3, 2, None)


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "nothing.json") == Settings()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"5", b"null", b"\xff\xfe", b'{"lists": 5}', b'{"lists": [1]}']
)
def test_a_broken_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load_settings(path) == Settings()


def test_a_value_of_the_wrong_type_is_passed_over_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    kept = {"font_points": "big", "keep_originals": 1, "scheme": "dark", "of_a_later_version": 1}
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert load_settings(path) == Settings(scheme="dark")


@given(st.dictionaries(st.sampled_from(["scheme", "lists", "font_points"]), st.text() | st.none()))
def test_no_file_stops_the_program(
    tmp_path_factory: pytest.TempPathFactory, kept: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert isinstance(load_settings(path), Settings)
