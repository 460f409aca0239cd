"""What the parts of the activity form share: a heading, a body, and the pen they write with."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from lianti_desktop.ui.pages.activity_pen import ActivityPen
from lianti_desktop.ui.pages.activity_view import ActivityView
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.words import Words

TYPING = "typing"


class ActivityPart(QWidget):
    """A section of the form that shows rows belonging to the activity."""

    def __init__(self, title: str, pen: ActivityPen) -> None:
        super().__init__()
        self.pen = pen
        self._title = Words(title, "heading", self)
        self._note = Words("", "small", self)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.head = QHBoxLayout()
        self.head.setSpacing(Space.SMALL)
        self.head.addWidget(self._title)
        self.head.addWidget(self._note, 1, Qt.AlignmentFlag.AlignBottom)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.SMALL, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(self.head)
        column.addLayout(self.body)

    def set_note(self, text: str) -> None:
        """The small words beside the heading."""
        self._note.setText(text)

    def note(self) -> str:
        """The small words beside the heading."""
        return self._note.text()

    def show_view(self, view: ActivityView | None) -> None:
        """Show what belongs to an activity; None for one that does not exist yet."""

    def begin(self) -> None:
        """Take the cursor to where something missing is entered."""

    def commit(self) -> None:
        """Store what is being typed."""


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of a layout, also out of the layouts in it."""
    while layout.count():
        widget = layout.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def watch_typing(field: Field) -> None:
    """Know from now on whether somebody is in the middle of typing in a field."""
    field.setProperty(TYPING, False)
    field.edited.connect(partial(field.setProperty, TYPING, True))
    field.changed.connect(lambda _value: field.setProperty(TYPING, False))


def show_value(field: Field, value: object) -> None:
    """Show a value; what the field holds already, and what is being typed, stays."""
    if not field.property(TYPING) and field.value() != value:
        field.set_value(value)
