"""Both sides by hand: how the printed pile goes back into the tray, with a picture."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lianti_desktop.ui.dialogs.choices import Choices
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.theme import current_colours
from lianti_desktop.ui.widgets.option import Option


class Outcome(Enum):
    """How the sheets lie when they have come out."""

    FACE_DOWN = "down"
    FACE_UP = "up"


CHOICES = (
    Option(
        Outcome.FACE_DOWN,
        "字朝下（多数激光打印机）",
        "整叠拿起来，不要翻面、不要调换次序，原样放回纸盒，纸头还朝打印机里。",
    ),
    Option(
        Outcome.FACE_UP,
        "字朝上",
        "整叠拿起来，左右翻一个面，让没有字的一面朝上，再放回纸盒，纸头还朝打印机里。",
    ),
)
PICTURE = QSize(360, 116)
SHEETS = 4


class PilePicture(QWidget):
    """The pile on its way from where it comes out, at the left, back into the tray."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome = Outcome.FACE_DOWN
        self.setFixedHeight(PICTURE.height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("一叠纸怎样放回纸盒")

    def show_outcome(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self.update()

    def sizeHint(self) -> QSize:
        return PICTURE

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - PICTURE.width()) / 2, 0)
        is_up = self._outcome is Outcome.FACE_UP
        self._pile(painter, QPointF(10, 24), has_words=is_up)
        self._arrow(painter, turns=is_up)
        self._pile(painter, QPointF(230, 24), has_words=False)

    def _pile(self, painter: QPainter, at: QPointF, *, has_words: bool) -> None:
        """Some sheets that lie on each other, seen from above at a slant."""
        colours = current_colours()
        for sheet in range(SHEETS):
            corner = at + QPointF(0, (SHEETS - sheet) * 6)
            shape = QPolygonF(
                [corner + QPointF(*part) for part in ((30, 0), (120, 0), (90, 50), (0, 50))]
            )
            painter.setPen(QPen(QColor(colours.edge), 1.5))
            painter.setBrush(QColor(colours.surface))
            painter.drawPolygon(shape)
        if has_words:
            painter.setPen(QPen(QColor(colours.ink), 2))
            for line in range(3):
                left = at + QPointF(34 - line * 7, 20 + line * 12)
                painter.drawLine(left, left + QPointF(58, 0))

    def _arrow(self, painter: QPainter, *, turns: bool) -> None:
        painter.setPen(QPen(QColor(current_colours().accent), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if turns:
            painter.drawArc(QRectF(150, 22, 64, 64), 20 * 16, 140 * 16)
            tip = QPointF(213, 44)
        else:
            painter.drawLine(QPointF(150, 56), QPointF(214, 56))
            tip = QPointF(215, 56)
        painter.setBrush(QColor(current_colours().accent))
        ends = ((0, 6), (-9, -7), (7, -7)) if turns else ((4, 0), (-9, -7), (-9, 7))
        painter.drawPolygon(QPolygonF([tip + QPointF(*end) for end in ends]))


class TurnPaper(Sheet):
    """Accepted when the pile lies in the tray; `outcome()` says how it came out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("翻纸", parent, width=34)
        self.add_words("正面打好了。等最后一张出来，看看印好的纸是字朝下还是字朝上：")
        self.choices = Choices(CHOICES, "纸是怎样出来的")
        self.picture = PilePicture()
        self.choices.chosen.connect(self.picture.show_outcome)
        self.body.addWidget(self.choices)
        self.body.addWidget(self.picture)
        self.add_words("第一次用这台打印机，先拿两张试一试，试对了再打全部。", "secondary")
        self.body.addStretch(1)
        self.add_button("不打背面了").clicked.connect(self.reject)
        self.add_button("放好了，打背面", ButtonRole.MAIN).clicked.connect(self.accept)

    def outcome(self) -> Outcome:
        """How the sheets came out."""
        return Outcome(self.choices.current())
