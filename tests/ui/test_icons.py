"""The signs: all of one stroke, all paintable, coloured by what they mean."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from lianti_desktop.ui.icons import ICON_FOLDER, icon, icon_names, pixmap
from lianti_desktop.ui.theme import DARK, LIGHT, Scheme, Theme, Tone, apply_theme

NEEDED = {
    "home", "list-todo", "calendar", "ear", "meeting", "people", "mentor", "exchange", "school",
    "group", "task", "book", "album", "usb", "trash", "settings", "search", "plus", "printer",
    "image-add", "undo", "redo", "history", "backup", "help", "user", "close", "check", "warning",
    "info", "chevron-down", "chevron-up", "chevron-left", "chevron-right", "drag", "rotate",
    "caption", "star", "child", "filter", "columns", "folder", "document", "lock", "refresh",
    "more", "camera", "pen", "sign-in", "quote", "lesson", "building", "medal", "calendar-week",
    "sun", "moon", "font-size", "eye", "paste", "link", "flag",
}  # fmt: skip


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    apply_theme(qapp, Theme(scheme=Scheme.LIGHT))
    yield qapp
    apply_theme(qapp, Theme(scheme=Scheme.LIGHT))


def strongest(image: QImage) -> QColor:
    """The colour of the most opaque dot."""
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return max((image.pixelColor(*place) for place in places), key=lambda colour: colour.alpha())


def test_every_sign_the_pages_need_is_there() -> None:
    assert set(icon_names()) >= NEEDED


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_signs_share_one_stroke_and_cut_nothing(name: str) -> None:
    root = ET.parse(ICON_FOLDER / f"{name}.svg").getroot()
    wanted = {"viewBox": "0 0 24 24", "fill": "none", "stroke": "currentColor"}
    wanted |= {"stroke-width": "1.75", "stroke-linecap": "round", "stroke-linejoin": "round"}
    assert root.attrib == wanted
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds <= {"svg", "path", "circle", "rect"}


def test_every_sign_paints_something_and_stays_inside(app: QApplication) -> None:
    for name in icon_names():
        image = pixmap(name, Tone.INK, 48, 1.0).toImage()
        assert image.size() == QSize(48, 48)
        assert strongest(image).alpha() > 200, name
        edge = [image.pixelColor(x, y).alpha() for x in range(48) for y in (0, 47)]
        edge += [image.pixelColor(x, y).alpha() for y in range(48) for x in (0, 47)]
        assert max(edge) == 0, name


def test_a_sign_takes_the_colour_of_its_tone_and_of_the_scheme(app: QApplication) -> None:
    light = strongest(pixmap("trash", Tone.DANGER, 40, 1.0).toImage())
    apply_theme(app, Theme(scheme=Scheme.DARK))
    dark = strongest(pixmap("trash", Tone.DANGER, 40, 1.0).toImage())
    assert (light.name(), dark.name()) == (LIGHT.danger.lower(), DARK.danger.lower())


def test_a_sharp_screen_gets_a_sharp_sign(app: QApplication) -> None:
    sharp = pixmap("home", Tone.INK, 20, 1.5)
    assert sharp.size() == QSize(30, 30)
    assert sharp.deviceIndependentSize().toSize() == QSize(20, 20)


def test_an_icon_has_a_pale_face_for_disabled_buttons(app: QApplication) -> None:
    made = icon("plus", Tone.INK, 20, 4)
    usual = strongest(made.pixmap(24, 20).toImage())
    pale = strongest(made.pixmap(QSize(24, 20), QIcon.Mode.Disabled).toImage())
    assert usual.lightness() == pytest.approx(QColor(LIGHT.ink).lightness(), abs=3)
    assert pale.lightness() == pytest.approx(QColor(LIGHT.faint).lightness(), abs=3)
