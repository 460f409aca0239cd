"""From a field of a record to the widget that edits it.

An `Editor` pairs the widget with the two ways between what a record keeps and what the widget
holds. Links are held as options, so that a title can be shown before its kind was read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial, singledispatch
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from lianti_desktop.domain import fields
from lianti_desktop.domain.word import Word
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record, fields_of, title_of
from lianti_desktop.ui.attachment_field import AttachmentField
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.term_days import day_in_term
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.day_field import DayField
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.growing_text import TextField
from lianti_desktop.ui.widgets.line_fields import ParsedField
from lianti_desktop.ui.widgets.multi_picker import MultiPickerField
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.picker import PickerField
from lianti_desktop.ui.widgets.yes_no_field import YesNoField
from lianti_desktop.ui.word_search import WordSearch

CELL_FIELDS = frozenset(
    {
        *(fields.Text, fields.Number, fields.Decimal, fields.Day, fields.Clock),
        *(fields.Choice, fields.Link, fields.Lines, fields.DayRanges),
    }
)


def fits_cell(field: fields.Field) -> bool:
    """Whether one line is enough to edit a field, so that the cell of a list has room for it."""
    return type(field) in CELL_FIELDS


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Editor:
    """`held` turns a record's value into the widget's, `stored` back into the record's.

    `line` is where one types, when what is typed may be unreadable; `box` is where long text is
    typed; `wide` asks for the full width.
    """

    widget: Field
    line: QLineEdit | None = None
    box: QPlainTextEdit | None = None
    held: Callable[[Any], Any] = _same
    stored: Callable[[Any], Any] = _same
    wide: bool = False

    def typed(self) -> str:
        """What stands where one types; "" also where nothing is typed."""
        if self.line is not None:
            return self.line.text()
        return self.box.toPlainText() if self.box is not None else ""

    def type_again(self, text: str) -> bool:
        """The same text once more, to be put right; False where nothing is typed."""
        if self.line is not None:
            self.line.setText(text)
        elif self.box is not None:
            self.box.setPlainText(text)
        return self.line is not None or self.box is not None

    def has_cursor(self) -> bool:
        """Whether somebody is where one types."""
        place = self.line or self.box
        return place is not None and place.hasFocus()


@singledispatch
def editor_for(field: fields.Field, desk: Desk) -> Editor:
    """The editor of a field; a line in the field's own way of writing where nothing else fits."""
    return _line(field, field.format)


@editor_for.register
def _(field: fields.Number, desk: Desk) -> Editor:
    return _line(field, lambda value: f"{field.format(value)} {field.unit}".strip())


@editor_for.register
def _(field: fields.Decimal, desk: Desk) -> Editor:
    return _line(field, lambda value: f"{field.format(value)} {field.unit}".strip())


@editor_for.register
def _(field: fields.Clock, desk: Desk) -> Editor:
    return _line(field, field.format, "例如 8:30")


@editor_for.register
def _(field: fields.Day, desk: Desk) -> Editor:
    widget = DayField(field.parse, lambda day: day_in_term(desk.terms, day))
    return Editor(widget, widget.line)


@editor_for.register
def _(field: fields.LongText, desk: Desk) -> Editor:
    widget = TextField()
    return Editor(widget, box=widget.text, stored=lambda text: field.parse(text or ""), wide=True)


@editor_for.register
def _(field: fields.Flag, desk: Desk) -> Editor:
    return Editor(YesNoField())


@editor_for.register
def _(field: fields.Choice, desk: Desk) -> Editor:
    widget = WordField(word_options(field.words), desk)
    return Editor(widget, widget.line)


@editor_for.register
def _(field: fields.Choices, desk: Desk) -> Editor:
    options = word_options(field.words)
    by_key = {str(option.key): option for option in options}
    search = WordSearch(desk.titles, options)
    widget = MultiPickerField(search.find, placeholder="可以选几项")
    return Editor(
        widget,
        widget.line,
        held=lambda words: tuple(by_key.get(str(w), Option(w, str(w))) for w in words or ()),
        stored=lambda chosen: [str(option.key) for option in chosen or ()] or None,
    )


@editor_for.register
def _(field: fields.Link, desk: Desk) -> Editor:
    desk.titles.want(field.kind)
    made: list[PickerField] = []
    create = _creator(desk, field.kind, lambda: Reply(made[0], partial(_pick, made[0])))
    widget = PickerField(partial(desk.titles.search, field.kind), create, "输入名字或拼音")
    made.append(widget)
    return Editor(widget, widget.line, stored=lambda option: option.key if option else None)


@editor_for.register
def _(field: fields.Links, desk: Desk) -> Editor:
    desk.titles.want(field.kind)
    made: list[MultiPickerField] = []
    create = _creator(desk, field.kind, lambda: Reply(made[0], partial(_add, made[0])))
    widget = MultiPickerField(
        partial(desk.titles.search, field.kind), create, "输入名字或拼音，可以选几个"
    )
    made.append(widget)
    return Editor(
        widget,
        widget.line,
        held=lambda options: tuple(options or ()),
        stored=lambda chosen: [option.key.hex for option in chosen or ()] or None,
    )


@editor_for.register
def _(field: fields.Attachment, desk: Desk) -> Editor:
    return Editor(AttachmentField(desk))


def _line(field: fields.Field, show: Callable[[Any], str], placeholder: str = "") -> Editor:
    widget = ParsedField(field.parse, show, placeholder)
    return Editor(widget, widget.line)


class WordField(ChoiceField):
    """One word of a closed list, found by a part of it, its pinyin or its first letters."""

    def __init__(self, options: Sequence[Option], desk: Desk) -> None:
        self._search = WordSearch(desk.titles, options)
        super().__init__(options)

    def set_options(self, options: Sequence[Option]) -> None:
        self._search = WordSearch(self._search.titles, options)
        super().set_options(options)

    def _fitting(self, text: str, limit: int) -> list[Option]:
        return self._search.find(text, max(limit, len(self._options)))


def word_options(words: type[Word]) -> tuple[Option, ...]:
    """The words of a closed list."""
    return tuple(Option(word, word.label) for word in words)


def title_field(kind: type[Record]) -> str | None:
    """The one field of plain words that is a record's title; None when it is made of several."""
    names = kind.__kind__.title
    return names[0] if len(names) == 1 and type(fields_of(kind)[names[0]]) is fields.Text else None


def _creator(
    desk: Desk, table: str, reply: Callable[[], Reply]
) -> Callable[[str], Option | None] | None:
    """What makes a record of a kind out of the words typed; None where words are not enough."""
    kind = BY_TABLE[table]
    name = title_field(kind)
    if name is None:
        return None

    def create(text: str) -> None:
        def work(session: Any) -> Option:
            record = records.save(session, kind, None, {name: text})
            return Option(record.id, title_of(record))

        desk.change(f"新增 {kind.__kind__.name}“{text}”", work, reply())

    return create


def _pick(widget: PickerField, option: Option) -> None:
    widget.set_value(option)
    widget.changed.emit(option)


def _add(widget: MultiPickerField, option: Option) -> None:
    widget.line.clear()
    widget.set_value((*(widget.value() or ()), option))
    widget.changed.emit(widget.value())
