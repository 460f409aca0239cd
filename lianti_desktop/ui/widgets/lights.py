"""The checklist lights: filled when there, hollow while missing; as pills and as table dots."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lianti_desktop.ui.theme import Space, current_colours, current_sizes, scaled, set_look
from lianti_desktop.ui.widgets.flow_layout import FlowLayout

LIGHTS_ROLE = Qt.ItemDataRole.UserRole + 101
DOT = 10


@dataclass(frozen=True)
class Light:
    """One thing that belongs to the record; `missing` says what is still wanted."""

    key: str
    title: str
    met: bool
    missing: str = ""
    count: int | None = None


class LightPill(QPushButton):
    """One light with its word."""

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_look(self, "light")
        self.show_light(light)

    def show_light(self, light: Light) -> None:
        self._light = light
        state = "已有" if light.met else light.missing or "还没有"
        self.setText(self._words())
        self.setToolTip(f"{light.title}：{state}")
        self.setAccessibleName(f"{light.title}，{state}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = scaled(self.font(), current_sizes().small_points)
        self.ensurePolished()
        from_words = self.fontMetrics().horizontalAdvance(self._words())
        wide = DOT + Space.HAIR + 2 * Space.SMALL + from_words + 4
        return QSize(wide, max(24, int(font.pointSizeF() * 2.6)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.underMouse() or self.hasFocus()
        painter.setPen(QColor(colours.accent if self.hasFocus() else colours.line))
        painter.setBrush(QColor(colours.hover if hovered else colours.surface))
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        dot = QRectF(Space.SMALL + 1, (self.height() - DOT) / 2, DOT, DOT)
        paint_dot(painter, dot, met=self._light.met)
        painter.setPen(QColor(colours.met if self._light.met else colours.waiting))
        words = self.rect().adjusted(Space.SMALL + DOT + Space.HAIR + 2, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words())

    def _words(self) -> str:
        count = self._light.count
        return self._light.title if count is None else f"{self._light.title} {count}"


class ChecklistLights(QWidget):
    """All lights of a record; `clicked` with the key of one, to go where it is mended."""

    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(Space.HAIR + 2, self)
        self._pills: dict[str, LightPill] = {}

    def set_lights(self, lights: Sequence[Light]) -> None:
        if list(self._pills) != [light.key for light in lights]:
            self._rebuild(lights)
        for light in lights:
            self._pills[light.key].show_light(light)

    def _rebuild(self, lights: Sequence[Light]) -> None:
        for pill in self._pills.values():
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = {light.key: LightPill(light, self) for light in lights}
        for key, pill in self._pills.items():
            pill.clicked.connect(partial(self._on_clicked, key))
            self._flow.addWidget(pill)

    def _on_clicked(self, key: str, _checked: object = None) -> None:
        self.clicked.emit(key)


class LightsDelegate(QStyledItemDelegate):
    """Paints a tuple of booleans under LIGHTS_ROLE as a row of dots."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        rect = option.rect  # type: ignore[attr-defined]
        widget: QWidget | None = option.widget  # type: ignore[attr-defined]
        option.text = ""  # type: ignore[attr-defined]
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = rect.left() + Space.MEDIUM - 1
        top = rect.center().y() - DOT / 2
        for place, met in enumerate(index.data(LIGHTS_ROLE) or ()):
            paint_dot(painter, QRectF(left + place * (DOT + 6), top, DOT, DOT), met=bool(met))
        painter.restore()


def paint_dot(painter: QPainter, place: QRectF, *, met: bool) -> None:
    """A full or a hollow dot."""
    colours = current_colours()
    if met:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.met))
        painter.drawEllipse(place)
        return
    painter.setPen(QPen(QColor(colours.waiting_mark), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(place.adjusted(0.7, 0.7, -0.7, -0.7))
