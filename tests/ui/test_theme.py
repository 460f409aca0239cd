"""The theme: its colours can be read, its sizes fit, and it changes without a restart."""

from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.theme import (
    DARK,
    LIGHT,
    Colours,
    Scheme,
    Sizes,
    TextSize,
    Theme,
    Tone,
    apply_theme,
    current_colours,
    current_sizes,
    load_font,
    scaled,
    set_look,
    sizes_for,
    stylesheet,
    tabular,
)

PAIRS = (
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "rail"),
    ("ink", "hover"),
    ("ink", "accent_soft"),
    ("secondary", "paper"),
    ("secondary", "surface"),
    ("secondary", "rail"),
    ("secondary", "line"),
    ("accent", "surface"),
    ("accent", "paper"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("danger", "surface"),
    ("danger", "paper"),
    ("danger", "danger_soft"),
    ("on_danger", "danger"),
    ("waiting", "surface"),
    ("waiting", "paper"),
    ("waiting", "rail"),
    ("waiting", "accent_soft"),
    ("met", "surface"),
    ("met", "rail"),
)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    apply_theme(qapp, Theme(scheme=Scheme.LIGHT))


def light_of(colour: str) -> float:
    """The relative luminance of "#rrggbb"."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((light_of(one), light_of(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_can_be_read_on_their_ground(colours: Colours, words: str, ground: str) -> None:
    roles = asdict(colours)
    assert contrast(roles[words], roles[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_tone_has_a_colour(colours: Colours) -> None:
    assert all(colours.tone(tone).startswith("#") for tone in Tone)


def test_a_colour_and_a_size_never_share_a_name() -> None:
    names = [field.name for kind in (Colours, Sizes) for field in fields(kind)]
    assert len(names) == len(set(names))


def test_the_four_sizes_are_those_of_the_house() -> None:
    assert [size.points for size in TextSize] == [9, 10.5, 12, 14]
    assert [size.label for size in TextSize] == ["小", "标准", "大", "特大"]
    assert [sizes_for(size.points).control for size in TextSize] == [32, 32, 36, 36]
    assert max(sizes_for(size.points).rail_width for size in TextSize) <= 210


def test_the_stylesheet_leaves_no_gap_open() -> None:
    sheet = stylesheet(DARK, sizes_for(14))
    assert "$" not in sheet
    assert DARK.accent in sheet
    assert LIGHT.accent not in sheet


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_theme_changes_without_a_restart(
    app: QApplication, qtbot: QtBot, size: TextSize, scheme: Scheme
) -> None:
    button = QPushButton("导入照片")
    qtbot.addWidget(button)
    button.show()
    apply_theme(app, Theme(size, scheme))
    qtbot.waitUntil(lambda: button.font().pointSizeF() == size.points)
    assert button.sizeHint().height() == current_sizes().control
    assert current_colours() is (DARK if scheme is Scheme.DARK else LIGHT)
    shown = app.palette().color(QPalette.ColorRole.Window).name()
    assert shown == current_colours().paper.lower()


def test_the_desktop_may_choose_the_scheme(app: QApplication) -> None:
    apply_theme(app, Theme(scheme=Scheme.DARK))
    apply_theme(app, Theme(scheme=Scheme.SYSTEM))
    assert current_colours() is LIGHT


def test_the_bundled_font_is_loaded_when_it_is_there(qapp: QApplication, resources: Path) -> None:
    path = resources / "fonts" / "NotoSansSC-Regular.ttf"
    assert load_font(path) == ("Noto Sans SC" if QFileInfo(str(path)).exists() else "")
    assert load_font(resources / "fonts" / "missing.ttf") == ""
    assert load_font(None) == ""


def test_a_font_that_was_loaded_is_the_one_shown(app: QApplication) -> None:
    apply_theme(app, Theme(scheme=Scheme.LIGHT), "示例黑体")
    assert app.font().families()[0] == "示例黑体"


def test_digits_of_one_width_leave_the_font_otherwise_alone(qapp: QApplication) -> None:
    font = QFont()
    assert tabular(font).featureValue(QFont.Tag("tnum")) == 1
    assert not font.isFeatureSet(QFont.Tag("tnum"))
    assert scaled(font, 20, bold=True).pointSizeF() == 20


def test_a_look_can_change_while_the_widget_is_shown(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, Theme(scheme=Scheme.LIGHT))
    button = QPushButton("保存")
    qtbot.addWidget(button)
    button.show()
    plain = button.sizeHint().width()
    set_look(button, "main")
    assert button.sizeHint().width() > plain
