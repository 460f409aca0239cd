"""The fields of one record as a form that stores each field when it is left.

Hand-made forms add the fields they want (`add_fields`) between widgets of their own; the generic
form adds all sections of the kind. What cannot be read is kept as a draft, exactly as typed. A
field in which somebody is typing is never overwritten.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from lianti_desktop.storage import records
from lianti_desktop.storage.record import Record, fields_of, table_of
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.editors import Editor, editor_for
from lianti_desktop.ui.record_target import Target, forget_text, keep_text
from lianti_desktop.ui.record_values import (
    MADE,
    UNREADABLE,
    Snapshot,
    as_held,
    snapshot,
    wrong_with,
)
from lianti_desktop.ui.unkept import Waiting, wait
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.line_edit import LineEdit


@dataclass(frozen=True)
class Entry:
    """What was entered into a field: as typed, and as a record keeps it."""

    name: str
    typed: str
    stored: Any


class RecordRows(FormRows):
    """Editors of a kind's fields, bound to one record at a time."""

    created = Signal(object)
    """The id of a record that the first value entered has made."""
    cleared = Signal()
    """The fields are empty for a new record."""
    refused = Signal(str)
    """The sentence why a value could not be stored."""
    shown = Signal(object)
    """The Snapshot that is now in the fields."""

    def __init__(self, desk: Desk, kind: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.desk = desk
        self.kind = kind
        self._editors: dict[str, Editor] = {}
        self._target = Target(None, {})
        self._typing: set[str] = set()
        self._waiting: Counter[str] = Counter()
        self._drafts: dict[str, str] = {}
        self.field_changed.connect(self._on_changed)
        desk.drafted.connect(self._on_drafted)

    def add_fields(self, names: Iterable[str]) -> None:
        """Editors for these fields, in this order."""
        for name in names:
            self._add_field(name)

    def add_sections(self) -> None:
        """All fields under the kind's headings; those it does not name come last."""
        sections = self.kind.__kind__.sections
        named = {name for section in sections for name in section.fields}
        for section in sections:
            self.add_section(section.title)
            self.add_fields(section.fields)
        rest = [name for name in fields_of(self.kind) if name not in named]
        if rest and sections:
            self.add_section("其他")
        self.add_fields(rest)

    def set_readonly(self, reason: str) -> None:
        """What the program fills is only read in any case."""
        super().set_readonly(reason)
        for name in self.kind.__kind__.made:
            if name in self._editors:
                self._editors[name].widget.set_readonly(reason or MADE)

    def editor(self, name: str) -> Editor:
        """The editor of a field."""
        return self._editors[name]

    def row(self) -> UUID | None:
        """The record in the fields; None while a new one has no value yet."""
        return self._target.row

    def open(self, row: UUID) -> None:
        """Show a record."""
        self._turn_to(Target(row, {}, is_stored=True))
        self.reload()

    def open_new(self, preset: Mapping[str, Any] | None = None) -> None:
        """Empty fields for a new record; `preset` are values as the record keeps them."""
        self._turn_to(Target(None, dict(preset or {})))
        self.set_readonly("")
        for editor in self._editors.values():
            editor.widget.set_value(editor.held(None))
        self.cleared.emit()
        self._show_preset()

    def reload(self) -> None:
        """Read the record again."""
        target = self._target
        if target.row is not None:
            row = target.row
            question = partial(self._question, row)
            self.desk.ask(question, Reply(self, partial(self._show, target)))

    def stored_values(self) -> dict[str, Any]:
        """What is in the fields, as a record keeps it."""
        return {
            name: editor.stored(editor.widget.value()) for name, editor in self._editors.items()
        }

    def set_field(self, name: str, value: Any) -> None:
        """Store a value as if it had been entered; `value` is what the widget holds."""
        self._editors[name].widget.set_value(value)
        self._on_changed(name, value)

    def leave(self, name: str) -> None:
        """Take what is typed in a field; what cannot be read becomes its draft."""
        self._editors[name].widget.commit()
        self._on_left(name)

    def give_up(self, name: str) -> None:
        """What was kept before stands in the field again."""
        widget = self._editors[name].widget
        widget.set_value(widget.value())
        self._typing.discard(name)

    def draft(self, name: str) -> str | None:
        """What was typed into a field and could not be read."""
        return self._drafts.get(name)

    def show_draft(self, name: str, text: str) -> None:
        """What could not be read stands in the field as it was typed."""
        editor = self._editors[name]
        if editor.type_again(text):
            self._drafts[name] = text
            editor.widget.show_error(UNREADABLE)

    def _question(self, row: UUID, session: Session) -> Snapshot:
        return snapshot(session, self.kind, row)

    def _turn_to(self, target: Target) -> None:
        self.commit()
        self._target = target
        self._typing.clear()
        self._waiting.clear()
        self._drafts.clear()

    def _show_preset(self) -> None:
        """Presets that are plain values are seen at once, links when they were looked up."""
        target = self._target
        if not target.preset:
            return

        def question(session: Session) -> Mapping[str, Any]:
            return as_held(session, self.kind, target.preset)

        self.desk.ask(question, Reply(self, partial(self._fill, target)))

    def _fill(self, target: Target, values: Mapping[str, Any]) -> None:
        if target is self._target and target.row is None:
            for name, value in values.items():
                if name in self._editors and name not in self._typing:
                    self._editors[name].widget.set_value(self._editors[name].held(value))

    def _add_field(self, name: str) -> None:
        field = fields_of(self.kind)[name]
        editor = editor_for(field, self.desk)
        self._editors[name] = editor
        wanted = field.required and name not in self.kind.__kind__.made
        self.add(Row(name, field.label, wanted, field.hint, editor.wide), editor.widget)
        editor.widget.edited.connect(partial(self._typing.add, name))
        if editor.line is not None:
            editor.line.editingFinished.connect(partial(self._on_left, name))

    def _on_changed(self, name: str, value: Any) -> None:
        """A field was left with a new value: store it."""
        editor = self._editors[name]
        entry = Entry(name, editor.typed(), editor.stored(value))
        self._typing.discard(name)
        self._waiting[name] += 1
        self._say_what_is_wrong(name, entry.stored)
        target = self._target
        self.desk.unkept.forget((target.key, name))
        work = partial(self._write, target, name, entry.stored)
        refused = partial(self._on_refused, target, entry)
        reply = Reply(self, partial(self._on_stored, target, name), refused)
        self.desk.change(self._reason(target, name), work, reply)
        self._forget_draft(name)

    def _write(self, target: Target, name: str, value: Any, session: Session) -> bool:
        """In the worker; gives whether a record was made."""
        is_new = target.row is None
        values = {**target.preset, name: value} if is_new else {name: value}
        target.row = records.save(session, self.kind, target.row, values).id
        return is_new

    def _on_stored(self, target: Target, name: str, is_new: bool) -> None:
        self._stop_waiting(target, name)
        self._on_made(target, is_new)

    def _on_made(self, target: Target, is_new: bool) -> None:
        target.is_stored = True
        if is_new and target is self._target:
            self.created.emit(target.row)
            self.reload()

    def _on_refused(self, target: Target, entry: Entry, sentence: str) -> None:
        """What could not be stored is kept as a draft, though another record be shown by now."""
        target.give_up()
        self._stop_waiting(target, entry.name)
        if target is self._target:
            self._take_back(entry, sentence)
        if entry.typed and target.row is not None:
            self._note_text(target, entry.name, entry.typed)
        elif entry.typed:
            self._hold_first(target, entry)
        self.desk.refused.emit(sentence)
        self.refused.emit(sentence)

    def _take_back(self, entry: Entry, sentence: str) -> None:
        """The field does not hold what was refused; what was only picked is picked again."""
        editor = self._editors[entry.name]
        if not entry.typed and entry.name not in self._typing:
            editor.widget.set_value(editor.held(None))
        editor.widget.take_back(editor.held(None), sentence)
        if entry.typed and self._target.row is not None:
            self._drafts[entry.name] = entry.typed
        self.reload()

    def _hold_first(self, target: Target, entry: Entry) -> None:
        """A record that could not be made has no drafts: the making itself is tried again."""
        place = (target.key, entry.name)

        def made(is_new: bool) -> None:
            self.desk.unkept.forget(place)
            self._on_made(target, is_new)

        work = partial(self._write, target, entry.name, entry.stored)
        reply = Reply(self.desk, made, lambda _sentence: target.give_up())
        again = partial(self.desk.change, self._reason(target, entry.name), work, reply)
        self.desk.unkept.hold(place, Waiting(entry.typed, again))

    def _reason(self, target: Target, name: str) -> str:
        kind = self.kind.__kind__.name
        if target.row is None:
            return f"新增 {kind}"
        label = fields_of(self.kind)[name].label
        return f"修改 {label}" if label.startswith(kind) else f"修改 {kind}{label}"

    def _say_what_is_wrong(self, name: str, stored: Any) -> None:
        """What cannot be right is an error, what is only odd a note."""
        field, widget = fields_of(self.kind)[name], self._editors[name].widget
        if stored in (None, []):
            widget.show_error("")
            widget.show_doubt("")
            return
        today = date.today()  # noqa: DTZ011 - the day on this desk, not a moment
        widget.show_doubt(field.doubt(stored, today) or "")
        widget.show_error(wrong_with(field, stored))

    def _on_left(self, name: str) -> None:
        """After a line was left: what could not be read becomes a draft."""
        editor = self._editors[name]
        if editor.line is None or name not in self._typing:
            return
        if editor.widget.error() and not editor.widget.is_readonly():
            self._keep_draft(name, editor.line.text())
        else:
            self._typing.discard(name)
            self._forget_draft(name)

    def _keep_draft(self, name: str, text: str) -> None:
        if self._drafts.get(name) == text:
            return
        self._drafts[name] = text
        if self._target.row is None:
            self._make_for_draft(self._target, name)
        self._note_text(self._target, name, text)

    def _note_text(self, target: Target, name: str, text: str) -> None:
        self._note_draft(target, name, partial(keep_text, self.kind, target, (name, text)), text)

    def _make_for_draft(self, target: Target, name: str) -> None:
        work = partial(self._write, target, name, None)

        def refused(sentence: str) -> None:
            target.give_up()
            self._stop_waiting(target, name)
            self.desk.refused.emit(sentence)

        reply = Reply(self, partial(self._on_stored, target, name), refused)
        self.desk.change(self._reason(target, name), work, reply)
        self._waiting[name] += 1

    def _forget_draft(self, name: str) -> None:
        if self._drafts.pop(name, None) is None:
            return
        target = self._target
        if target.row is not None:
            self.desk.unkept.forget((target.row, name))
        self._note_draft(target, name, partial(forget_text, target, name))

    def _note_draft(
        self, target: Target, name: str, work: Callable[[Session], None], text: str = ""
    ) -> None:
        """Answered by the desk's own: by then the fields of a cell may be gone."""
        if target is self._target:
            self._waiting[name] += 1
        kept = partial(self._on_kept, target, name)
        again = partial(self.desk.note, work, Reply(self.desk, kept, wait))

        def no_room(sentence: str) -> None:
            self._stop_waiting(target, name)
            if text and target.row is not None:
                self.desk.unkept.hold((target.row, name), Waiting(text, again))
            self.desk.refused.emit(sentence)
            self.desk.drafted.emit(table_of(self.kind))

        def noted(done: None) -> None:
            self._stop_waiting(target, name)
            kept(done)

        self.desk.note(work, Reply(self.desk, noted, no_room))

    def _on_kept(self, target: Target, name: str, _done: None) -> None:
        if target.row is not None:
            self.desk.unkept.forget((target.row, name))
        self.desk.drafted.emit(table_of(self.kind))

    def _stop_waiting(self, target: Target, name: str) -> None:
        if target is self._target:
            self._waiting[name] -= 1

    def _on_drafted(self, kind: str) -> None:
        if kind == table_of(self.kind):
            self.reload()

    def _show(self, target: Target, now: Snapshot) -> None:
        if target is not self._target:
            return
        now = replace(now, drafts={**now.drafts, **self.desk.unkept.of(now.row)})
        self._let_go_of_drafts(now)
        for name, editor in self._editors.items():
            if not self._is_busy(name):
                self._show_value(name, editor, now)
        self.set_readonly(now.reason)
        self.shown.emit(now)

    def _let_go_of_drafts(self, now: Snapshot) -> None:
        """What was put right elsewhere is no longer typed here."""
        for name in self._drafts.keys() - now.drafts.keys():
            if not self._waiting[name] and not self._editors[name].has_cursor():
                del self._drafts[name]
                self._typing.discard(name)

    def _is_busy(self, name: str) -> bool:
        line = self._editors[name].line
        composing = isinstance(line, LineEdit) and line.composing()
        return name in self._typing or self._waiting[name] > 0 or composing

    def _show_value(self, name: str, editor: Editor, now: Snapshot) -> None:
        value = now.values[name]
        editor.widget.set_value(editor.held(value))
        draft = now.drafts.get(name)
        if draft is not None and not now.reason:
            self.show_draft(name, draft)
        else:
            self._say_what_is_wrong(name, editor.stored(editor.held(value)))
