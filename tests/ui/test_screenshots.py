"""The pictures of the manual."""

import re
from pathlib import Path

from PySide6.QtGui import QImage

from lianti_desktop.app import main
from lianti_desktop.ui.places import GROUPS
from lianti_desktop.ui.screenshots import SCREEN, SHOTS

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 1_500_000


def test_every_picture_shows_a_place_of_the_sidebar() -> None:
    places = {place.key for group in GROUPS for place in group.places}
    assert {shot.place for shot in SHOTS} <= places


def test_the_pictures_kept_are_those_that_are_drawn_and_together_stay_small() -> None:
    kept = list(IMAGES.glob("*.png"))
    assert {path.stem for path in kept} == {shot.name for shot in SHOTS}
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES
    assert {QImage(str(path)).size().toTuple() for path in kept} == {SCREEN}


def test_the_readme_shows_only_pictures_that_are_there() -> None:
    shown = re.findall(r"\]\((docs/images/[^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert shown
    assert [name for name in shown if not (ROOT / name).is_file()] == []


def test_the_manual_is_drawn_into_the_folder_named(tmp_path: Path) -> None:
    assert main(["screenshots", "--out", str(tmp_path / "out")]) == 0
    drawn = {path.stem for path in (tmp_path / "out").glob("*.png")}
    assert drawn == {shot.name for shot in SHOTS}
