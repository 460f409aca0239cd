"""Every colour, size and font of the screen, and the one stylesheet made from them.

Nothing else in the program names a colour or a size. Widgets that paint themselves ask
`current_colours()` and `current_sizes()`, which read what the application shows at this moment,
so a change of theme needs no restart and no list of listeners.
"""

import sys
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from lianti_desktop.ui.stylesheet import PARTS

LINUX_FAMILIES = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
MIDDLE_GREY = 128
WINDOWS_FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "SimHei")


class Tone(StrEnum):
    """How a word or an icon is coloured: what it means, not which colour it gets."""

    INK = "ink"
    SECONDARY = "secondary"
    ACCENT = "accent"
    MET = "met"
    WAITING = "waiting"
    DANGER = "danger"
    ON_ACCENT = "on_accent"


class Scheme(StrEnum):
    """Light, dark, or what the desktop says."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class TextSize(StrEnum):
    """The four sizes of text a user may choose."""

    SMALL = "small"
    STANDARD = "standard"
    LARGE = "large"
    HUGE = "huge"

    @property
    def points(self) -> float:
        return {"small": 9.0, "standard": 10.5, "large": 12.0, "huge": 14.0}[self.value]

    @property
    def label(self) -> str:
        return {"small": "小", "standard": "标准", "large": "大", "huge": "特大"}[self.value]


class Space(IntEnum):
    """The only distances between things, in pixels."""

    HAIR = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    HUGE = 24


@dataclass(frozen=True)
class Colours:
    """The roles of colour; each is "#rrggbb"."""

    paper: str
    surface: str
    rail: str
    hover: str
    ink: str
    secondary: str
    faint: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    danger: str
    danger_soft: str
    on_danger: str
    waiting: str
    waiting_mark: str
    met: str
    shade: str

    def tone(self, tone: Tone) -> str:
        return str(getattr(self, tone.value))


LIGHT = Colours(
    paper="#FAF9F6",
    surface="#FFFFFF",
    rail="#F3F2ED",
    hover="#EDECE6",
    ink="#1F2329",
    secondary="#5E646D",
    faint="#9A9EA5",
    line="#E4E3DE",
    edge="#D3D1CA",
    accent="#1F6F5C",
    accent_hover="#29836E",
    accent_soft="#E6F1EE",
    on_accent="#FFFFFF",
    danger="#C7392F",
    danger_soft="#FCECEA",
    on_danger="#FFFFFF",
    waiting="#8F5E12",
    waiting_mark="#B7791F",
    met="#1F6F5C",
    shade="#1F2329",
)
DARK = Colours(
    paper="#1B1D1E",
    surface="#232628",
    rail="#1F2122",
    hover="#2E3235",
    ink="#E8E9EA",
    secondary="#A6ACB3",
    faint="#70767D",
    line="#35393C",
    edge="#474C50",
    accent="#55B89A",
    accent_hover="#6CC9AD",
    accent_soft="#213B33",
    on_accent="#0E1F1A",
    danger="#F0806F",
    danger_soft="#402623",
    on_danger="#2A0D0A",
    waiting="#E2AB5A",
    waiting_mark="#E2AB5A",
    met="#55B89A",
    shade="#000000",
)


@dataclass(frozen=True)
class Sizes:
    """What follows from the size of the text: points for type, pixels for everything else."""

    points: float
    title_points: float
    heading_points: float
    small_points: float
    control: int
    row: int
    icon: int
    radius: int = 6
    rail_width: int = 196
    rail_width_folded: int = 56


@dataclass(frozen=True)
class Theme:
    """What the user chose: the size of the text, and light or dark."""

    size: TextSize = TextSize.STANDARD
    scheme: Scheme = Scheme.SYSTEM


@cache
def sizes_for(points: float) -> Sizes:
    """The sizes that belong to a size of text."""
    roomy = points >= TextSize.LARGE.points
    return Sizes(
        points=points,
        title_points=round(points * 1.35, 1),
        heading_points=round(points * 1.1, 1),
        small_points=max(8.5, round(points * 0.88, 1)),
        control=36 if roomy else 32,
        row=36 if points >= TextSize.HUGE.points else 32,
        icon=20 if roomy else 18,
        rail_width={TextSize.LARGE.points: 204, TextSize.HUGE.points: 210}.get(points, 196),
    )


def current_colours() -> Colours:
    """The colours the application shows now."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < MIDDLE_GREY else LIGHT


def current_sizes() -> Sizes:
    """The sizes the application shows now."""
    return sizes_for(round(QApplication.font().pointSizeF(), 1))


def load_font(path: Path | None) -> str:
    """Load the bundled font and its bold sister; gives its family, or "" to use the system's.

    Windows keeps Microsoft YaHei UI, which its users know.
    """
    if path is None or sys.platform == "win32" or not path.is_file():
        return ""
    number = QFontDatabase.addApplicationFont(str(path))
    bold = path.with_name(path.name.replace("Regular", "Bold"))
    if bold != path and bold.is_file():
        QFontDatabase.addApplicationFont(str(bold))
    families = QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else ""


def apply_theme(app: QApplication, theme: Theme, font_family: str = "") -> None:
    """Show the theme everywhere, at once; may be called again at any time.

    It is made for the style Fusion, which `app.py` asks of Qt before there is an application.
    """
    colours = DARK if _is_dark(app, theme.scheme) else LIGHT
    app.setFont(_font(theme.size.points, font_family))
    app.setPalette(_palette(colours))
    app.setStyleSheet(stylesheet(colours, sizes_for(theme.size.points)))


def scaled(font: QFont, points: float, *, bold: bool = False) -> QFont:
    """The same font at another size, for those who paint their own text."""
    other = QFont(font)
    other.setPointSizeF(points)
    other.setBold(bold)
    return other


def tabular(font: QFont) -> QFont:
    """The same font with digits of one width, for tables and totals."""
    other = QFont(font)
    other.setFeature(QFont.Tag("tnum"), 1)
    return other


def set_look(widget: QWidget, look: str) -> None:
    """Dress a widget in one of the stylesheet's looks, also after it has been shown."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _is_dark(app: QApplication, scheme: Scheme) -> bool:
    hints = app.styleHints()
    if scheme is Scheme.SYSTEM:
        hints.unsetColorScheme()
        return hints.colorScheme() is Qt.ColorScheme.Dark
    wanted = Qt.ColorScheme.Dark if scheme is Scheme.DARK else Qt.ColorScheme.Light
    hints.setColorScheme(wanted)
    return scheme is Scheme.DARK


def _font(points: float, family: str) -> QFont:
    known = WINDOWS_FAMILIES if sys.platform == "win32" else LINUX_FAMILIES
    font = QFont()
    font.setFamilies([family, *known] if family else list(known))
    font.setPointSizeF(points)
    return font


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    chosen = {
        role.Window: colours.paper,
        role.WindowText: colours.ink,
        role.Base: colours.surface,
        role.AlternateBase: colours.rail,
        role.Text: colours.ink,
        role.Button: colours.surface,
        role.ButtonText: colours.ink,
        role.BrightText: colours.danger,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.PlaceholderText: colours.secondary,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.ink,
        role.Light: colours.surface,
        role.Midlight: colours.hover,
        role.Mid: colours.line,
        role.Dark: colours.edge,
        role.Shadow: colours.shade,
    }
    palette = QPalette()
    for name, colour in chosen.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.faint))
    return palette


def stylesheet(colours: Colours, sizes: Sizes) -> str:
    """The one stylesheet, for these colours and sizes."""
    names = vars(colours) | vars(sizes)
    names |= {"inner": sizes.control - 2, "bold": QFont.Weight.DemiBold.value}
    return "".join(Template(part).substitute(names) for part in PARTS)
