"""Settings: how large the words are, light or dark, and what is kept of photos."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lianti_desktop.settings import Settings
from lianti_desktop.ui.preferences import Preferences
from lianti_desktop.ui.theme import Scheme, Space, TextSize
from lianti_desktop.ui.widgets.card import Card
from lianti_desktop.ui.widgets.flag_field import FlagField
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.words import Words

SIZES = tuple(Option(size.points, size.label) for size in TextSize)
SCHEMES = (
    Option(Scheme.LIGHT.value, "浅色"),
    Option(Scheme.DARK.value, "深色"),
    Option(Scheme.SYSTEM.value, "跟电脑一样"),
)
ORIGINALS = "占的地方大约是平时的三倍；不保留时存的照片也够印满一页 A4。"


class LookCard(Card):
    """Takes effect at once."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("看着舒服", icon="font-size", parent=parent)
        self._preferences = preferences
        self.sizes = Pills(SIZES)
        self.schemes = Pills(SCHEMES)
        self.body.setSpacing(Space.SMALL)
        self.body.addLayout(_line("字号", self.sizes))
        self.body.addLayout(_line("颜色", self.schemes))
        self.sizes.chosen.connect(lambda key: self._change(font_points=float(str(key))))
        self.schemes.chosen.connect(lambda key: self._change(scheme=str(key)))
        preferences.changed.connect(self._show)
        self._show(preferences.settings)

    def _change(self, **chosen: float | str) -> None:
        self._preferences.change(replace(self._preferences.settings, **chosen))  # type: ignore[arg-type]

    def _show(self, settings: Settings) -> None:
        self.sizes.set_current(min(TextSize, key=lambda one: _away(one, settings)).points)
        self.schemes.set_current(settings.scheme)


class PhotosCard(Card):
    """Whether the camera's own file is kept beside the print copy."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("照片", icon="image", parent=parent)
        self._preferences = preferences
        self.originals = FlagField("导入照片时保留原图")
        self.originals.set_hint(ORIGINALS)
        self.originals.set_name("导入照片时保留原图")
        self.originals.set_value(preferences.settings.keep_originals)
        self.originals.changed.connect(self._change)
        self.add(self.originals)

    def _change(self, keep: bool) -> None:
        self._preferences.change(replace(self._preferences.settings, keep_originals=keep))


def _away(size: TextSize, settings: Settings) -> float:
    return abs(size.points - settings.font_points)


def _line(words: str, pills: Pills) -> QHBoxLayout:
    pills.setAccessibleName(words)
    row = QHBoxLayout()
    row.setSpacing(Space.MEDIUM)
    row.addWidget(Words(words, "secondary"), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(pills)
    row.addStretch(1)
    return row
