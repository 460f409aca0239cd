"""Schools by weeks: a filled dot where something came, hollow where not; the row says the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, Tone, current_colours, current_sizes, tabular
from lianti_desktop.ui.widgets.clearing import clear
from lianti_desktop.ui.widgets.follow_line import FollowLine
from lianti_desktop.ui.widgets.words import NarrowWords, StatusWord, Words

DOT = 12
NAME, STATE, NEXT = 13, 13, 12
"""Widths of the name, of the state and of what goes to the school, in points of the text."""


class Dot(Enum):
    """What a week looks like."""

    FULL = auto()
    HALF = auto()
    EMPTY = auto()
    NONE = auto()
    BLANK = auto()


@dataclass(frozen=True)
class BoardRow:
    """A row of the board: its dots by week, what is said of it, and what is on its way to it."""

    key: object
    name: str
    dots: tuple[Dot, ...]
    state: str
    tone: Tone
    sending: str = ""
    sending_tone: Tone = Tone.SECONDARY


class DotLine(QWidget):
    """The dots of one row, or the numbers of the weeks above them."""

    def __init__(self, dots: Sequence[Dot] = (), numbers: Sequence[int] = ()) -> None:
        super().__init__()
        self._dots, self._numbers = tuple(dots), tuple(numbers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize((DOT + 2) * max(1, len(self._dots or self._numbers)), DOT + Space.SMALL)

    def sizeHint(self) -> QSize:
        return QSize((DOT + Space.MEDIUM) * max(1, len(self._dots or self._numbers)), DOT * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = len(self._dots or self._numbers)
        step = min(self.width() / max(1, count), DOT + 3 * Space.LARGE)
        for place, dot in enumerate(self._dots):
            middle = QPointF((place + 0.5) * step, self.height() / 2)
            _draw(painter, dot, middle)
        painter.setPen(QColor(current_colours().secondary))
        font = tabular(self.font())
        font.setPointSizeF(current_sizes().small_points)
        painter.setFont(font)
        every = 1 if step >= painter.fontMetrics().horizontalAdvance("00 ") else 2
        for place, number in enumerate(self._numbers):
            if place % every == 0:
                box = QRect(round((place + 0.5) * step) - DOT, 0, 2 * DOT, self.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


def _draw(painter: QPainter, dot: Dot, middle: QPointF) -> None:
    if dot is Dot.BLANK:
        return
    colours = current_colours()
    radius = DOT / 2
    box = QRectF(middle.x() - radius, middle.y() - radius, DOT, DOT)
    colour = {
        Dot.FULL: colours.met,
        Dot.HALF: colours.met,
        Dot.EMPTY: colours.danger,
        Dot.NONE: colours.edge,
    }[dot]
    painter.setPen(QPen(QColor(colour), 1.5))
    painter.setBrush(QColor(colour) if dot is Dot.FULL else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if dot is Dot.HALF:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPie(box, 90 * 16, 180 * 16)


class BoardLineWidget(FollowLine):
    """One row; a click or Enter follows it."""

    def __init__(self, row: BoardRow, parent: QWidget | None = None) -> None:
        missed = sum(dot is Dot.EMPTY for dot in row.dots)
        name = f"{row.name}：{row.state}，缺 {missed} 周，{row.sending}"
        super().__init__(row.key, name, parent)
        _fill(self, row, DotLine(row.dots))


def _fill(holder: QWidget, row: BoardRow, dots: DotLine) -> None:
    points = current_sizes().points
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(Space.SMALL, 0, Space.SMALL, 0)
    layout.setSpacing(Space.MEDIUM)
    layout.addWidget(NarrowWords(row.name, "ink", round(NAME * points), holder))
    layout.addWidget(dots, 1)
    for words, tone, wide in (
        (row.state, row.tone, STATE),
        (row.sending, row.sending_tone, NEXT),
    ):
        word = StatusWord(words, tone, holder)
        word.setFixedWidth(round(wide * points))
        word.setToolTip(words)
        layout.addWidget(word)


class DotLegend(QWidget):
    """What the dots mean."""

    def __init__(self, meanings: Sequence[tuple[Dot, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        for dot, words in meanings:
            sign = DotLine((dot,))
            sign.setFixedWidth(DOT + Space.HAIR)
            row.addWidget(sign)
            row.addWidget(Words(words, "small", self))
            row.addSpacing(Space.SMALL)


class WeekBoard(QWidget):
    """`followed` with the key of a row."""

    followed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: tuple[BoardRow, ...] = ()

    def set_rows(self, numbers: Sequence[int], rows: Sequence[BoardRow]) -> None:
        """Other rows under other weeks."""
        clear(self._column)
        self.rows = tuple(rows)
        head = QFrame(self)
        titles = BoardRow(None, "学校", (), "最近收到", Tone.SECONDARY, "送给它的")
        _fill(head, titles, DotLine(numbers=numbers))
        self._column.addWidget(head)
        for row in rows:
            line = BoardLineWidget(row, self)
            line.followed.connect(self.followed)
            self._column.addWidget(line)
