"""One field of many records at once: choose the field, enter the value, done in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Attachment
from lianti_desktop.storage import records
from lianti_desktop.storage.record import Record, fields_of
from lianti_desktop.storage.rights import why_not
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.editors import Editor, editor_for
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.words import Words

WIDTH = 420


@dataclass(frozen=True)
class BulkChange:
    """What is to be written, and to which records."""

    field: str
    value: Any
    rows: tuple[UUID, ...]


@dataclass(frozen=True)
class Done:
    """How many records were changed, and why some were not."""

    changed: int
    refused: tuple[str, ...]


def change_all(kind: type[Record], change: BulkChange, session: Session) -> Done:
    """Writes one value to many records; those of other schools are left as they are."""
    changed, refused = 0, []
    for row in change.rows:
        reason = why_not(session, records.get(session, kind, row))
        if reason:
            refused.append(reason)
        else:
            records.save(session, kind, row, {change.field: change.value})
            changed += 1
    return Done(changed, tuple(refused))


class BulkChangeDialog(QDialog):
    """Afterwards `change` says what to do; None when the dialog was left."""

    def __init__(
        self, desk: Desk, kind: type[Record], rows: Sequence[UUID], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.change: BulkChange | None = None
        self._desk = desk
        self._kind = kind
        self._rows = tuple(rows)
        self._editor: Editor | None = None
        self._measure = f"{len(rows)} {kind.__kind__.measure}{kind.__kind__.name}"
        self.setWindowTitle("批量修改")
        self.field = ChoiceField(
            [
                Option(name, field.label)
                for name, field in fields_of(kind).items()
                if not isinstance(field, Attachment) and name not in kind.__kind__.made
            ]
        )
        self.field.set_name("要改的项目")
        self.finish = MainButton("", parent=self)
        self._lay_out()
        self.field.changed.connect(self.choose_field)
        self.finish.clicked.connect(self._finish)
        self.choose_field(None)

    def choose_field(self, name: str | None) -> None:
        """Offer the editor of a field."""
        if self._editor is not None:
            self._place.removeWidget(self._editor.widget)
            self._editor.widget.deleteLater()
            self._editor = None
        if name is not None:
            field = fields_of(self._kind)[name]
            self._editor = editor_for(field, self._desk)
            self._editor.widget.set_name(f"{field.label}改成")
            self._place.addWidget(self._editor.widget)
            self._editor.widget.setFocus()
        label = fields_of(self._kind)[name].label if name else ""
        self.finish.setEnabled(name is not None)
        self.finish.setText(
            f"修改这 {self._measure}的{label}" if name else f"修改这 {self._measure}"
        )

    def editor(self) -> Editor | None:
        """The editor of the chosen field."""
        return self._editor

    def _finish(self) -> None:
        if self._editor is None or not self._editor.widget.commit():
            return
        value = self._editor.stored(self._editor.widget.value())
        self.change = BulkChange(str(self.field.value()), value, self._rows)
        self.accept()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.HUGE, Space.LARGE, Space.HUGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addWidget(Words(f"批量修改 {self._measure}", "heading"))
        column.addWidget(Words("要改的项目", "label"))
        column.addWidget(self.field)
        column.addWidget(Words("都改成（留空就是清掉）", "label"))
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        column.addStretch(1)
        leave = PlainButton("不改了", parent=self)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.finish.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.finish)
        column.addLayout(row)
        self.setMinimumWidth(WIDTH)


def reason_of(kind: type[Record], change: BulkChange) -> str:
    """The words for undo and history."""
    name = kind.__kind__
    return (
        f"修改 {len(change.rows)} {name.measure}{name.name}的{fields_of(kind)[change.field].label}"
    )
