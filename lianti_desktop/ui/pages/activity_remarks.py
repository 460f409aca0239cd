"""感言: each one is written where it stands."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.domain.words import AuthorKind
from lianti_desktop.storage.lessons import Reflection
from lianti_desktop.storage.record import fields_of
from lianti_desktop.ui.editors import word_options
from lianti_desktop.ui.pages.activity_part import ActivityPart, show_value, watch_typing
from lianti_desktop.ui.pages.activity_pen import ActivityPen
from lianti_desktop.ui.pages.activity_view import ActivityView, RemarkLine
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import IconButton, QuietButton
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.flag_field import FlagField
from lianti_desktop.ui.widgets.growing_text import TextField
from lianti_desktop.ui.widgets.line_fields import LineField

NARROW = 132


class RemarkBox(QWidget):
    """One 感言: who, with what consent, and the words."""

    changed = Signal(str, object)
    removed = Signal()

    def __init__(self, line: RemarkLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {
            "author_kind": ChoiceField(word_options(AuthorKind)),
            "author_label": LineField("署名，例如 三年级 小荷"),
            "consent_ok": FlagField("同意刊用"),
            "text": TextField("写下感言，300 字以内", lines=2),
        }
        self._remove = IconButton("trash", "把这篇感言移到回收站", self)
        self._remove.clicked.connect(self.removed)
        self._lay_out()
        for name, field in self.fields.items():
            field.set_name(fields_of(Reflection)[name].label)
            watch_typing(field)
            field.changed.connect(partial(self.changed.emit, name))
        self.show_line(line)

    def show_line(self, line: RemarkLine) -> None:
        """Show the values, except where somebody types."""
        for name, field in self.fields.items():
            show_value(field, getattr(line, name))
            if bool(line.locked) != field.is_readonly():
                field.set_readonly(line.locked)
        self._remove.setVisible(not line.locked)

    def commit(self) -> None:
        """Store what is being typed."""
        for field in self.fields.values():
            field.commit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        self.fields["author_kind"].setFixedWidth(NARROW)
        for name in ("author_kind", "author_label", "consent_ok"):
            head.addWidget(self.fields[name], 1 if name == "author_label" else 0)
        head.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.SMALL)
        column.setSpacing(Space.HAIR)
        column.addLayout(head)
        column.addWidget(self.fields["text"])


class ActivityRemarks(ActivityPart):
    """All 感言 of the activity, and a button for the next."""

    def __init__(self, pen: ActivityPen) -> None:
        super().__init__("感言", pen)
        self._boxes: dict[UUID, RemarkBox] = {}
        self._fresh: UUID | None = None
        self.add = QuietButton("添加一篇感言", "plus")
        self.add.clicked.connect(self.begin)
        self.head.addWidget(self.add)

    def show_view(self, view: ActivityView | None) -> None:
        """Show the 感言; a box that is already there keeps its cursor."""
        lines = {line.id: line for line in view.parts.remarks} if view else {}
        for gone in set(self._boxes) - set(lines):
            box = self._boxes.pop(gone)
            self.body.removeWidget(box)
            box.hide()
            box.deleteLater()
        for line in lines.values():
            self._show_line(line)
        self.set_note("" if lines else "还没有感言")

    def begin(self) -> None:
        """Adds an empty 感言 and takes the cursor there."""
        self.commit()
        self.pen.add_part(Reflection, {"author_kind": AuthorKind.TEACHER}, self._on_added)

    def boxes(self) -> list[RemarkBox]:
        """The boxes in their order."""
        return list(self._boxes.values())

    def commit(self) -> None:
        """Store what is being typed."""
        for box in self._boxes.values():
            box.commit()

    def _on_added(self, row: UUID) -> None:
        self._fresh = row
        self._focus_fresh()

    def _focus_fresh(self) -> None:
        box = self._boxes.get(self._fresh) if self._fresh else None
        if box is not None:
            self._fresh = None
            box.fields["author_kind"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_line(self, line: RemarkLine) -> None:
        box = self._boxes.get(line.id)
        if box is not None:
            box.show_line(line)
            return
        box = RemarkBox(line)
        box.changed.connect(partial(self._write, line.id))
        box.removed.connect(partial(self._trash, line.id))
        self._boxes[line.id] = box
        self.body.addWidget(box)
        self._focus_fresh()

    def _write(self, row: UUID, name: str, value: object) -> None:
        self.pen.change_part(Reflection, row, {name: value})

    def _trash(self, row: UUID) -> None:
        self.pen.remove_parts(Reflection, [row])
