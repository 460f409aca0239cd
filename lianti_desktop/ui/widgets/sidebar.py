"""The sidebar: the places of the program in groups, a red number where something waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.ui.icons import pixmap
from lianti_desktop.ui.theme import Space, Tone, current_colours, current_sizes, scaled, set_look
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

MOST_SHOWN = 99
GAP = 2
DOT = 9
BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


@dataclass(frozen=True)
class Place:
    """A page one can go to."""

    key: str
    title: str
    icon: str


@dataclass(frozen=True)
class PlaceGroup:
    """Places under one heading; "" for none."""

    title: str
    places: tuple[Place, ...]


class PlaceButton(QAbstractButton):
    """One place: its sign, its word, and how many things wait there."""

    stepped = Signal(int)

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._waiting = 0
        self._folded = False
        self._ringed = False
        self.setCheckable(True)
        self.setText(place.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def set_waiting(self, count: int) -> None:
        self._waiting = count
        self._name()
        self.update()

    def waiting(self) -> int:
        return self._waiting

    def set_folded(self, *, folded: bool) -> None:
        self._folded = folded
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, current_sizes().control)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in BY_KEYS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = current_sizes().icon
        left = (self.width() - side) // 2 if self._folded else Space.MEDIUM
        tone = Tone.ACCENT if self.isChecked() else Tone.SECONDARY
        painter.drawPixmap(left, (self.height() - side) // 2, pixmap(self._place.icon, tone, side))
        if not self._folded:
            painter.setPen(QColor(colours.accent if self.isChecked() else colours.ink))
            words = self.rect().adjusted(left + side + Space.MEDIUM, 0, -Space.HAIR, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._place.title)
        if self._waiting:
            self._paint_number(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = current_colours()
        ground = colours.accent_soft if self.isChecked() else colours.hover
        if not (self.isChecked() or self.underMouse() or self._ringed):
            return
        painter.setPen(QColor(colours.accent) if self._ringed else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, current_sizes().radius, current_sizes().radius)

    def _paint_number(self, painter: QPainter) -> None:
        colours = current_colours()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.danger))
        if self._folded:
            painter.drawEllipse(self.width() - DOT - 4, 4, DOT, DOT)
            return
        text = str(self._waiting) if self._waiting <= MOST_SHOWN else f"{MOST_SHOWN}+"
        painter.setFont(scaled(self.font(), current_sizes().small_points))
        high = painter.fontMetrics().height()
        wide = max(high, painter.fontMetrics().horizontalAdvance(text) + Space.SMALL + 2)
        top = (self.height() - high) // 2
        pill = QRect(self.width() - wide - Space.SMALL, top, wide, high)
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setPen(QColor(colours.on_danger))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _name(self) -> None:
        words = self._place.title + (f"，{self._waiting} 件待办" if self._waiting else "")
        self.setAccessibleName(words)
        self.setToolTip(words if self._folded or self._waiting else "")


class Sidebar(QFrame):
    """`chosen` with the key of the place the user went to."""

    chosen = Signal(str)
    folded_changed = Signal(bool)

    def __init__(self, groups: Sequence[PlaceGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "rail")
        self._folded = False
        self._buttons: dict[str, PlaceButton] = {}
        self._headings: list[Words] = []
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        self._list.setSpacing(GAP)
        for group in groups:
            self._add_group(group)
        self._list.addStretch(1)
        self._lay_out()
        self.set_folded(folded=False)

    def set_current(self, key: str) -> None:
        """Light the place, quietly; Tab then leads to it."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            policy = Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def current(self) -> str:
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def button(self, key: str) -> PlaceButton:
        return self._buttons[key]

    def set_badge(self, key: str, count: int) -> None:
        self._buttons[key].set_waiting(count)

    def is_folded(self) -> bool:
        return self._folded

    def set_folded(self, *, folded: bool) -> None:
        """Fold to signs, or unfold."""
        was, self._folded = self._folded, folded
        for heading in self._headings:
            heading.setVisible(not folded)
        for button in self._buttons.values():
            button.set_folded(folded=folded)
        self.fit()
        if was != folded:
            self.folded_changed.emit(folded)

    def fit(self) -> None:
        """Take the width that belongs to the size of the text."""
        sizes = current_sizes()
        self.setFixedWidth(sizes.rail_width_folded if self._folded else sizes.rail_width)
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _add_group(self, group: PlaceGroup) -> None:
        if group.title:
            heading = Words(group.title, "group", self._inside)
            self._headings.append(heading)
            self._list.addWidget(heading)
        for place in group.places:
            button = PlaceButton(place, self._inside)
            button.clicked.connect(partial(self._on_clicked, place.key))
            button.stepped.connect(partial(self._step, place.key))
            self._buttons[place.key] = button
            self._list.addWidget(button)

    def _lay_out(self) -> None:
        area = scrolling(self._inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.addWidget(area)

    def _share_height(self) -> None:
        """Set the places a little closer where the window is low, before anything scrolls."""
        used = sum(one.sizeHint().height() + GAP for one in self._headings if one.isVisible())
        room = (self.height() - used - 2 * Space.SMALL) // max(len(self._buttons), 1) - GAP
        lowest = self.fontMetrics().height()
        height = max(lowest, min(current_sizes().control, room))
        for button in self._buttons.values():
            button.setFixedHeight(height)

    def _step(self, key: str, step: int) -> None:
        keys = list(self._buttons)
        place = (keys.index(key) + step) % len(keys)
        self._buttons[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self, key: str, _checked: object = None) -> None:
        self.set_current(key)
        self.chosen.emit(key)
