"""A few answers below each other, each with a sentence that says what follows from it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, current_colours, set_look
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.words import Words

MARK = 16
INDENT = MARK + Space.SMALL + 2


class RoundMark(QRadioButton):
    """A radio button drawn in the theme's own line."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(1.5, (self.height() - MARK) / 2 + 0.5, MARK - 1, MARK - 1)
        lit = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if lit else colours.edge), 1.5))
        painter.setBrush(QColor(colours.surface))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.faint))
        painter.drawText(
            self.rect().adjusted(INDENT, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text()
        )


class ChoiceBox(QFrame):
    """One answer; a click anywhere in its frame chooses it."""

    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "box")
        self.button = RoundMark(option.title, self)
        self.button.setAccessibleDescription(option.subtitle)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.MEDIUM, Space.HAIR, Space.MEDIUM, Space.SMALL)
        rows.setSpacing(0)
        rows.addWidget(self.button)
        if option.subtitle:
            note = Words(option.subtitle, "secondary", self).wrapping()
            note.setContentsMargins(INDENT, 0, 0, 0)
            rows.addWidget(note)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.button.click()


class Choices(QWidget):
    """Exactly one answer is chosen; arrows move, a subtitle explains."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._options: tuple[Option, ...] = ()
        self._boxes: list[ChoiceBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.SMALL)
        self._group.idToggled.connect(self._on_toggled)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Other answers; the first one is chosen, quietly."""
        for box in self._boxes:
            box.hide()
            box.deleteLater()
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._options = tuple(options)
        self._boxes = [self._box(place, option) for place, option in enumerate(options)]
        if options:
            self.set_current(options[0].key)

    def current(self) -> object:
        """The key of the answer chosen."""
        place = self._group.checkedId()
        return self._options[place].key if place >= 0 else None

    def set_current(self, key: object) -> None:
        """Choose an answer, quietly."""
        blocked = self.blockSignals(True)
        for place, option in enumerate(self._options):
            if option.key == key:
                self._group.button(place).setChecked(True)
        self.blockSignals(blocked)

    def focus_current(self) -> None:
        """The cursor onto the answer chosen."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _box(self, place: int, option: Option) -> ChoiceBox:
        box = ChoiceBox(option, self)
        self._group.addButton(box.button, place)
        self._column.addWidget(box)
        return box

    def _on_toggled(self, place: int, checked: object) -> None:
        set_look(self._boxes[place], "box-focus" if checked else "box")
        if checked:
            self.chosen.emit(self._options[place].key)
