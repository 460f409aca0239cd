"""The fields of an activity, in the order in which an office fills them in.

All fields are there for every kind; sections that a kind does not need are folded away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import (
    ActivityGroup,
    ActivityKind,
    Check,
    profile_of,
)
from lianti_desktop.paths import resources_folder
from lianti_desktop.services.activity_life import after_entry
from lianti_desktop.services.activity_templates import BLANK, process_templates
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.record import fields_of
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages.activity_kind_search import equip_kind_field
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.record_target import Target
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.form_rows import Row
from lianti_desktop.ui.widgets.growing_text import TextField
from lianti_desktop.ui.widgets.words import Words

FIRST = ("title", "kind", "held_on", "host", "place", "attended")
COURSE = ("process_text",)
OUTCOME = ("resolution_text", "result_text", "problems_next")
CONTENT = ("theme", "problem", "subject", "grades", "topic", "steps")
SAFETY = ("safety_leader", "vehicles", "insured", "parents_informed", "safety_plan", "risk_note")
REST = (
    *("recorder", "responsible_person", "mode", "starts_at", "ends_at", "term", "facility"),
    *("held_until", "lesson_count"),
    *("alliance", "groups", "organiser", "invited", "carrier", "dimensions"),
    *("state_reason", "late_entry"),
)
ENTERED = frozenset((*FIRST, *COURSE, *OUTCOME, *CONTENT, *SAFETY, *REST))
WIDE = ("title", "attended")
TEMPLATE_TIP = "放进一份这类活动常用的稿子，照着填空就行"
LATER = ("attended",)
"""Wanted in the end, but not while an activity is only planned."""
LATER_HINT = "还没定就先空着，开展后再补"
TEACHING = frozenset({ActivityGroup.RESEARCH, ActivityGroup.MENTOR, ActivityGroup.TRAINING})


@dataclass(frozen=True)
class Fold:
    """A section with a heading to click: the names of its fields."""

    key: str
    title: str
    fields: tuple[str, ...]


FOLDS = (
    Fold("outcome", "决议、成效与改进", OUTCOME),
    Fold("content", "主题与内容", CONTENT),
    Fold("safety", "外出安全", SAFETY),
    Fold("rest", "更多项目", REST),
)


def folds_open_for(kind: ActivityKind | None) -> frozenset[str]:
    """The sections that a kind needs."""
    if kind is None:
        return frozenset()
    profile = profile_of(kind)
    wanted = set()
    if profile.group in TEACHING:
        wanted.add("content")
    if Check.RESOLUTION in profile.checks:
        wanted.add("outcome")
    if profile.travel_safety or Check.SAFETY in profile.checks:
        wanted.add("safety")
    return frozenset(wanted)


class FoldHead(QWidget):
    """A heading that folds its section away."""

    toggled = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = QuietButton(title, "chevron-right", self)
        self._button.setCheckable(True)
        font = self._button.font()
        font.setBold(True)
        self._button.setFont(font)
        self._note = Words("", "small", self)
        self._words = ""
        self._button.toggled.connect(self._on_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.SMALL, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._button)
        row.addWidget(self._note, 1)
        row.addStretch(0)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._on_toggled(False)

    def is_open(self) -> bool:
        """Whether the section is seen."""
        return self._button.isChecked()

    def set_open(self, *, is_open: bool) -> None:
        """Open or fold the section."""
        self._button.setChecked(is_open)

    def set_note(self, text: str) -> None:
        """What is in the section while it is folded."""
        self._words = text
        self._note.setText("" if self.is_open() else text)
        self._note.setToolTip(text)

    def _on_toggled(self, checked: bool) -> None:
        self._button.set_icon_name("chevron-down" if checked else "chevron-right")
        self._note.setText("" if checked else self._words)
        self.toggled.emit(checked)


class ActivityFields(RecordRows):
    """Fields of an activity, wherever they are filled in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, Activity, parent)

    def add(self, row: Row, field: Field) -> Field:
        """The kind is found also by its heading."""
        if row.name == "kind" and isinstance(field, ChoiceField):
            equip_kind_field(field, self.desk.titles)
        return super().add(row, field)

    def _write(self, target: Target, name: str, value: Any, session: Session) -> bool:
        """Stores a field and lets the checklist decide the state, as one change."""
        is_new = super()._write(target, name, value, session)
        activity = session.get(Activity, target.row)
        if activity is not None:
            today = date.today()  # noqa: DTZ011 - the school's own calendar day
            after_entry(session, activity, name, today)
        return is_new


class ActivityRows(ActivityFields):
    """The fields; the form puts its parts between them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._folds: dict[str, FoldHead] = {}
        self._fitted: ActivityKind | None = None
        self.template = QuietButton("用模板", "document")
        self.template.setAccessibleName("活动过程用模板")
        self.template.clicked.connect(self.insert_template)
        self.field_changed.connect(self._allow_template)

    def target(self) -> Target:
        """Which activity is written to."""
        return self._target

    def add_first(self, under_title: Sequence[QWidget]) -> None:
        """What every activity begins with; `under_title` stands below the title."""
        self.add_fields(FIRST[:1])
        for widget in under_title:
            self.add_widget(widget)
        self.add_fields(FIRST[1:])

    def add_course(self) -> None:
        """What happened, with a button for a text with blanks to begin from."""
        self.add_fields(COURSE)
        label = self._label_line("process_text")
        if label is not None:
            label.addWidget(self.template)

    def _label_line(self, name: str) -> QLayout | None:
        """The line over a field, which has room at its end."""
        block = self.field(name).parentWidget()
        column = block.layout() if block is not None else None
        first = column.itemAt(0) if column is not None else None
        return first.layout() if first is not None else None

    def insert_template(self) -> None:
        """The text with blanks of the kind's heading, at the cursor, its first blank selected."""
        kind, field = self.field("kind").value(), self.field("process_text")
        if kind is None or not isinstance(field, TextField) or field.is_readonly():
            return
        words = process_templates(resources_folder())[profile_of(kind).group]
        cursor = field.text.textCursor()
        begin = cursor.selectionStart()
        cursor.insertText(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor.setPosition(begin + words.index(BLANK))
        cursor.setPosition(cursor.position() + len(BLANK), cursor.MoveMode.KeepAnchor)
        field.text.setTextCursor(cursor)
        field.edited.emit()

    def set_readonly(self, reason: str) -> None:
        super().set_readonly(reason)
        self.template.setVisible(not reason)

    def add_fold(self, key: str) -> None:
        """A section that not every kind needs."""
        fold = next(one for one in FOLDS if one.key == key)
        head = FoldHead(fold.title)
        self._folds[key] = head
        self.add_widget(head)
        self.add_fields(fold.fields)
        head.toggled.connect(partial(self._show_fields, fold.fields))
        self._show_fields(fold.fields, is_open=False)

    def add(self, row: Row, field: Field) -> Field:
        later = row.name in LATER
        row = replace(
            row,
            wide=row.wide or row.name in WIDE,
            required=row.required and not later,
            hint=LATER_HINT if later else row.hint,
        )
        return super().add(row, field)

    def fold(self, key: str) -> FoldHead:
        """The heading of a section that folds."""
        return self._folds[key]

    def fit(self, kind: ActivityKind | None, values: Mapping[str, Any]) -> None:
        """Open what the kind needs and what is filled in; the user may fold it by hand."""
        wanted = folds_open_for(kind)
        for fold in FOLDS:
            filled = [name for name in fold.fields if values.get(name) not in (None, "", [], ())]
            named = [fields_of(Activity)[name].label for name in filled]
            self._folds[fold.key].set_note("已填 " + "、".join(named) if named else "")
            if fold.key in wanted and kind is not self._fitted:
                self._folds[fold.key].set_open(is_open=True)
        self._fitted = kind
        self._allow_template()

    def fold_all(self) -> None:
        """Another activity is shown: its kind decides anew."""
        self._fitted = None
        for head in self._folds.values():
            head.set_open(is_open=False)

    def focus_field(self, name: str) -> None:
        for fold in FOLDS:
            if name in fold.fields:
                self._folds[fold.key].set_open(is_open=True)
        super().focus_field(name)

    def is_missing(self, name: str) -> bool:
        """Whether a field has nothing in it."""
        return self.field(name).value() in (None, "", ())

    def _allow_template(self, name: str = "kind", _value: object = None) -> None:
        if name == "kind":
            is_known = self.field("kind").value() is not None
            self.template.setEnabled(is_known)
            self.template.setToolTip(TEMPLATE_TIP if is_known else "先选活动的类型")

    def _show_fields(self, names: Sequence[str], is_open: bool) -> None:
        for name in names:
            block = self.field(name).parentWidget()
            if block is not None:
                block.setVisible(is_open)
