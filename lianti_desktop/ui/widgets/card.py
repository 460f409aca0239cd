"""A white card with a heading, and the short lines in it that lead somewhere."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, Tone, set_look
from lianti_desktop.ui.widgets.follow_line import FollowLine
from lianti_desktop.ui.widgets.sign import Sign
from lianti_desktop.ui.widgets.words import StatusWord, Words


@dataclass(frozen=True)
class LinkLine:
    """A line to follow: the title at the left, a note in its tone at the right."""

    key: object
    title: str
    note: str = ""
    tone: Tone = Tone.SECONDARY


class LineOfCard(FollowLine):
    """One such line."""

    def __init__(self, line: LinkLine, parent: QWidget | None = None) -> None:
        super().__init__(line.key, f"{line.title} {line.note}".strip(), parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, 0, Space.SMALL, 0)
        row.setSpacing(Space.MEDIUM)
        title = Words(line.title, "ink", self)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        title.setToolTip(line.title)
        row.addWidget(title, 1)
        row.addWidget(StatusWord(line.note, line.tone, self))


class Card(QFrame):
    """`body` takes what the page puts in; `line_clicked` with the key of a line."""

    line_clicked = Signal(object)

    def __init__(
        self, title: str = "", note: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._sign = Sign(icon, parent=self)
        self._sign.setVisible(bool(icon))
        self._title = Words(title, "heading", self)
        self._note = Words(note, "small", self)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addLayout(self._head())
        column.addLayout(self.body)
        column.addStretch(1)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_note(self, note: str) -> None:
        self._note.setText(note)

    def add(self, widget: QWidget) -> None:
        self.body.addWidget(widget)

    def add_line(self, line: LinkLine) -> None:
        shown = LineOfCard(line, self)
        shown.followed.connect(self.line_clicked)
        self.body.addWidget(shown)

    def clear(self) -> None:
        """Take everything out of the body."""
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._sign)
        head.addWidget(self._title)
        head.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        self._title.setVisible(bool(self._title.text()))
        self._note.setVisible(bool(self._title.text()))
        return head
