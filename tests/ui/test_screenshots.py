"""The pictures of the manual."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from lianti_desktop.app import main
from lianti_desktop.paths import DataPaths, ProgramPaths, resources_folder
from lianti_desktop.settings import Settings
from lianti_desktop.ui.mishaps import Mishaps
from lianti_desktop.ui.places import GROUPS
from lianti_desktop.ui.screenshots import EXCHANGE_SHOT, SCREEN, SHOTS, Shot, draw_sample
from lianti_desktop.ui.start import Start
from lianti_desktop.ui.theme import Scheme

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 1_500_000


def test_every_picture_shows_a_place_of_the_sidebar() -> None:
    places = {place.key for group in GROUPS for place in group.places}
    assert {shot.place for shot in SHOTS} <= places


def test_the_pictures_kept_are_those_that_are_drawn_and_together_stay_small() -> None:
    kept = list(IMAGES.glob("*.png"))
    assert {path.stem for path in kept} == {shot.name for shot in (*SHOTS, EXCHANGE_SHOT)}
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES
    assert {QImage(str(path)).size().toTuple() for path in kept} == {SCREEN}


def test_the_readme_shows_only_pictures_that_are_there() -> None:
    shown = re.findall(r"\]\((docs/images/[^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert shown
    assert [name for name in shown if not (ROOT / name).is_file()] == []


def test_a_picture_of_the_sample_is_drawn_dark_and_in_few_colours(
    qapp: QApplication, tmp_path: Path
) -> None:
    program = ProgramPaths(resources_folder(), tmp_path / "config", tmp_path / "logs")
    start = Start(qapp, program, Mishaps(program.logs))
    dark = Shot("dark", "workbench", scheme=Scheme.DARK)
    paths = draw_sample(start, DataPaths(tmp_path / "data"), tmp_path / "out", (dark,))
    start.preferences.change(Settings())
    picture = QImage(str(tmp_path / "out" / "dark.png"))
    assert paths == [tmp_path / "out" / "dark.png"]
    assert picture.size().toTuple() == SCREEN
    assert picture.colorCount() > 0
    assert QColor(picture.pixel(SCREEN[0] // 2, SCREEN[1] - 60)).lightness() < 60


def test_the_verb_without_a_folder_is_miswritten() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["screenshots"])
    assert stop.value.code == 2
