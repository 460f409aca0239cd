"""What to look at before printing: whole sentences, each of which leads to what it speaks of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.card import Card
from lianti_desktop.ui.widgets.follow_line import FOLLOW_KEYS
from lianti_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from lianti_desktop.printing.preflight import Finding


class WarningWords(Words):
    """A sentence that breaks its lines; a click or Enter follows it to `aim`."""

    followed = Signal(object)

    def __init__(self, sentence: str, aim: object, parent: QWidget | None = None) -> None:
        super().__init__(sentence, "waiting", parent)
        self._aim = aim
        self.wrapping()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip("点一下去看看")
        self.setAccessibleName(sentence)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.followed.emit(self._aim)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in FOLLOW_KEYS:
            self.followed.emit(self._aim)
            return
        super().keyPressEvent(event)


class WarningsCard(Card):
    """All of them; hidden when there is none. `followed` with the finding."""

    followed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("请先看看这几处", icon="warning", parent=parent)
        self.body.setSpacing(Space.SMALL)
        self.hide()

    def show_findings(self, found: Sequence["Finding"]) -> None:
        """What the check before printing found."""
        self.clear()
        for one in found:
            words = WarningWords(f"{one.kind}：{one.sentence}", one, self)
            words.followed.connect(self.followed)
            self.add(words)
        self.setVisible(bool(found))
