"""How a form is declared: a title and the names of record fields, nothing drawn by hand.

A name may go through links (``lesson.topic``).  Labels, formats and links come from the fields of
the records, so a new kind brings its form in a few lines of form_catalogue.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import singledispatch
from typing import Any

from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Field, Link, Number
from lianti_desktop.domain.form_code import FormCode
from lianti_desktop.domain.forms import (
    OPEN,
    TICKED,
    Column,
    FormSheet,
    Lines,
    Pairs,
    Part,
    Ratings,
    Sides,
    Signs,
    Table,
    Words,
)
from lianti_desktop.domain.tables import Cell, TableSheet
from lianti_desktop.printing.gather_photos import PhotoShelf
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record, fields_of, shown, table_of, title_of

LEAST_LINES = 12
"""So many fill a landscape page and leave room for lines that take two rows of text."""


@dataclass(frozen=True)
class Facts:
    """Short fields side by side."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class LongField:
    """A long text that takes so many points at least."""

    name: str
    least: float = 60.0


@dataclass(frozen=True)
class Marks:
    """Fields that hold a mark from one to five."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Beside:
    """Two long texts side by side."""

    left: str
    right: str
    least: float = 180.0


@dataclass(frozen=True)
class Scores:
    """Fields that hold points, with the most that each may have and their sum."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """Words that are the same on every copy of the form."""

    label: str
    text: str
    least: float = 60.0
    is_elastic: bool = True


@dataclass(frozen=True)
class Options:
    """Lines with a box each, ticked where the field holds one of the line's words."""

    label: str
    name: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    least: float = 60.0


LayoutPart = Facts | LongField | Beside | Marks | Scores | Told | Options | Signs


@dataclass(frozen=True)
class FormLayout:
    """A form of one record."""

    name: str
    title: str
    table: str
    parts: tuple[LayoutPart, ...]


@dataclass(frozen=True)
class FormWork:
    """What a form is made with: the session of its record, where photos come from, the alliance."""

    session: Session
    shelf: PhotoShelf
    above: str = ""
    is_blank: bool = False


@dataclass(frozen=True)
class ComposedForm:
    """A form of one record that gathers others around it; ``compose`` gets the record."""

    name: str
    title: str
    table: str
    compose: Callable[[FormWork, Any], FormSheet]


@singledispatch
def form_of(layout: object, work: FormWork, record: Record | None) -> FormSheet:
    """The form of a record, filled in or blank; without a record it is blank."""
    raise TypeError(type(layout))


@form_of.register
def _form_of_layout(layout: FormLayout, work: FormWork, record: Record | None) -> FormSheet:
    if work.is_blank or record is None:
        return blank_form(layout, work.above, record)
    return filled_form(layout, record, work.above)


@form_of.register
def _form_composed(layout: ComposedForm, work: FormWork, record: Record | None) -> FormSheet:
    sheet = layout.compose(work, record)
    if not work.is_blank or record is None:
        return sheet
    return replace(sheet, code=FormCode(layout.name, table_of(type(record)), record.id).words)


@dataclass(frozen=True)
class ListLayout:
    """A table of records: the names of the fields with their shares of the width."""

    name: str
    title: str
    table: str
    columns: tuple[tuple[str, float], ...]
    is_landscape: bool = True


def filled_form(layout: FormLayout, record: Record, above: str = "") -> FormSheet:
    """The form with what is known of a record, inside the session that the record belongs to."""
    parts = tuple(_part(part, type(record), record) for part in layout.parts)
    return FormSheet(
        layout.title, parts, above, running=title_of(record), sample=bool(record.sample)
    )


def blank_form(layout: FormLayout, above: str = "", about: Record | None = None) -> FormSheet:
    """The form without values; about a record it bears the code that finds the record again."""
    parts = tuple(_part(part, BY_TABLE[layout.table], None) for part in layout.parts)
    code = FormCode(layout.name, table_of(type(about)), about.id).words if about else ""
    running = title_of(about) if about else ""
    return FormSheet(layout.title, parts, above, running, running=running, code=code)


def list_sheet(layout: ListLayout, rows: Sequence[Record], above: str = "") -> FormSheet:
    """The table of some records, or with none an empty one to write in."""
    kind = BY_TABLE[layout.table]
    columns = (
        Column("序号", 1.4, is_centred=True),
        *(Column(label_of(kind, name), share) for name, share in layout.columns),
    )
    lines = tuple(
        (str(number), *(value_of(row, name) for name, _ in layout.columns))
        for number, row in enumerate(rows, 1)
    )
    return FormSheet(
        layout.title,
        (Lines(columns, lines, LEAST_LINES),),
        above,
        right=f"共 {len(rows)} {kind.__kind__.measure}" if rows else "",
        is_landscape=layout.is_landscape,
        sample=any(row.sample for row in rows),
    )


def list_table(layout: ListLayout, rows: Sequence[Record]) -> TableSheet:
    """The same table as plain values, for a workbook."""
    kind = BY_TABLE[layout.table]
    names = [name for name, _ in layout.columns]
    return TableSheet(
        layout.title,
        tuple(label_of(kind, name) for name in names),
        tuple(tuple(cell_of(row, name) for name in names) for row in rows),
    )


def cell_of(record: Record, path: str) -> Cell:
    """A field of a record as a workbook keeps it: numbers and days as such, all else as text."""
    value = getattr(record, path, None)
    if isinstance(value, int | float | date) and not isinstance(value, bool):
        return value
    return value_of(record, path)


def label_of(kind: type[Record], path: str) -> str:
    """The label of a field, through links."""
    return _field_of(kind, path).label


def _field_of(kind: type[Record], path: str) -> Field:
    name, _, rest = path.partition(".")
    field = fields_of(kind)[name]
    if rest and isinstance(field, Link):
        return _field_of(BY_TABLE[field.kind], rest)
    return field


def value_of(record: Record | None, path: str) -> str:
    """A field of a record as people read it, through links; empty for what is not known."""
    name, _, rest = path.partition(".")
    if record is None:
        return ""
    value = getattr(record, name)
    if rest:
        return value_of(value, rest)
    return shown(fields_of(type(record))[name], value)


@singledispatch
def _part(part: object, kind: type[Record], record: Record | None) -> Part:
    raise TypeError(type(part))


@_part.register
def _facts(part: Facts, kind: type[Record], record: Record | None) -> Part:
    return Pairs(tuple((label_of(kind, name), value_of(record, name)) for name in part.names))


@_part.register
def _long_field(part: LongField, kind: type[Record], record: Record | None) -> Part:
    return Words(label_of(kind, part.name), value_of(record, part.name), part.least)


@_part.register
def _marks(part: Marks, kind: type[Record], record: Record | None) -> Part:
    given = (getattr(record, name) if record else None for name in part.names)
    labels = (label_of(kind, name) for name in part.names)
    return Ratings(part.label, tuple(zip(labels, given, strict=True)))


@_part.register
def _beside(part: Beside, kind: type[Record], record: Record | None) -> Part:
    left, right = ((label_of(kind, n), value_of(record, n)) for n in (part.left, part.right))
    return Sides(left, right, part.least)


@_part.register
def _scores(part: Scores, kind: type[Record], record: Record | None) -> Part:
    most = [_most(fields_of(kind)[name]) for name in part.names]
    given = [getattr(record, name) if record else None for name in part.names]
    known = [score for score in given if score is not None]
    labels = ("项目", *(label_of(kind, name) for name in part.names), "合计")
    lines = (
        ("满分", *map(str, most), str(sum(most))),
        ("得分", *map(_points, given), str(sum(known)) if known else ""),
    )
    columns = tuple(Column(label, len(label), is_centred=True) for label in labels)
    return Table(part.label, columns, lines)


def _points(score: int | None) -> str:
    return "" if score is None else str(score)


def _most(field: Field) -> int:
    return field.high if isinstance(field, Number) else 0


@_part.register
def _told(part: Told, kind: type[Record], record: Record | None) -> Part:
    return Words(part.label, part.text, part.least, part.is_elastic)


@_part.register
def _options(part: Options, kind: type[Record], record: Record | None) -> Part:
    held = getattr(record, part.name) if record else None
    lines = (f"{TICKED if held in words else OPEN} {text}" for text, words in part.lines)
    return Words(part.label, "\n".join(lines), part.least, is_elastic=False)


@_part.register
def _signs(part: Signs, kind: type[Record], record: Record | None) -> Part:
    return part
