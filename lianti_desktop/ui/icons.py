"""The drawn signs of the program: SVG files of one stroke, coloured when they are asked for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache, QScreen
from PySide6.QtSvg import QSvgRenderer

from lianti_desktop.ui.theme import Colours, Tone, current_colours

ICON_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"


def icon_names() -> tuple[str, ...]:
    """Every sign there is."""
    return tuple(sorted(file.stem for file in ICON_FOLDER.glob("*.svg")))


def icon(name: str, tone: Tone = Tone.SECONDARY, size: int = 20, room: int = 0) -> QIcon:
    """A sign as an icon, paler where its button is disabled; `room` is left free at its right."""
    colours = current_colours()
    ratio = _screen_ratio()
    made = QIcon(_roomy(_drawn(name, colours.tone(tone), size, ratio), room))
    pale = _drawn(name, _pale(colours, tone), size, ratio)
    made.addPixmap(_roomy(pale, room), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, tone: Tone = Tone.SECONDARY, size: int = 20, ratio: float = 0) -> QPixmap:
    """A sign as a picture, `size` pixels of the screen's own measure on a side."""
    return _drawn(name, current_colours().tone(tone), size, ratio or _screen_ratio())


def _screen_ratio() -> float:
    screen: QScreen | None = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen is not None else 1.0


def _pale(colours: Colours, tone: Tone) -> str:
    return colours.secondary if tone is Tone.ON_ACCENT else colours.faint


def _roomy(sign: QPixmap, room: int) -> QPixmap:
    if not room:
        return sign
    ratio = sign.devicePixelRatio()
    wider = QPixmap(sign.size() + QSize(round(room * ratio), 0))
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, sign)
    painter.end()
    return wider


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Coloured once for each colour and size; Qt's own cache keeps it.

    The colour is laid on as a picture: asked to fill, Qt would learn the names of all its gradients
    first, which the start would wait for.
    """

    def coloured() -> QPixmap:
        picture = QPixmap(_shape(name, size, ratio))
        ink = QPixmap(picture.size())
        ink.setDevicePixelRatio(ratio)
        ink.fill(QColor(colour))
        painter = QPainter(picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.drawPixmap(0, 0, ink)
        painter.end()
        return picture

    return _kept(f"sign:{name}:{colour}:{size}:{ratio}", coloured)


def _shape(name: str, size: int, ratio: float) -> QPixmap:
    """The strokes of a sign in black; reading the file is most of the work."""

    def painted() -> QPixmap:
        renderer = QSvgRenderer(str(ICON_FOLDER / f"{name}.svg"))
        picture = QPixmap(QSize(size, size) * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(picture.rect()))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture

    return _kept(f"sign:{name}:{size}:{ratio}", painted)


def _kept(key: str, make: Callable[[], QPixmap]) -> QPixmap:
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    made = make()
    QPixmapCache.insert(key, made)
    return made
