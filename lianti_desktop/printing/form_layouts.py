"""The forms of the daily work: a title and the names of record fields, nothing drawn by hand.

A name may go through links (``lesson.topic``).  Labels, formats and links come from the fields of
the records, so a new kind brings its form in a few lines of FORMS or LISTS.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatch

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.fields import Field, Link
from lianti_desktop.printing.form import Column
from lianti_desktop.printing.form_sheet import (
    FormSheet,
    Lines,
    Pairs,
    Part,
    Ratings,
    Signs,
    Words,
)
from lianti_desktop.printing.qr_leaf import FormCode
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record, fields_of, shown, table_of, title_of

LEAST_LINES = 15


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
class Told:
    """Words that are the same on every copy of the form."""

    label: str
    text: str
    least: float = 60.0


LayoutPart = Facts | LongField | Marks | Told | Signs


@dataclass(frozen=True)
class FormLayout:
    """A form of one record."""

    name: str
    title: str
    table: str
    parts: tuple[LayoutPart, ...]


@dataclass(frozen=True)
class ListLayout:
    """A table of records: the names of the fields with their shares of the width."""

    name: str
    title: str
    table: str
    columns: tuple[tuple[str, float], ...]
    is_landscape: bool = True


CONSENT_WORDS = (
    "尊敬的家长：\n"
    "学校和联盟会在教学、劳动、文体等活动中拍摄照片，并把其中一部分用在活动记录、画册、简报和校内展板里。"
    "这些照片只在联盟各校内部和印刷品中使用，不放到网上，不写孩子的全名和住址。\n"
    "是否同意由家长决定，不同意不影响孩子参加任何活动。同意以后也可以随时告诉班主任撤回，"
    "撤回以后新印的材料不再使用孩子的照片。\n"
    "请在下面选择，并签名交给班主任。"
)
CONSENT_CHOICES = (
    "□ 同意学校和联盟拍摄并在活动记录、画册、简报中使用\n"
    "□ 只同意用于活动记录存档，不用于画册和简报\n"
    "□ 不同意使用"
)

FORMS: tuple[FormLayout, ...] = (
    FormLayout(
        "observation",
        "听课评课记录表",
        "lesson_observation",
        (
            Facts(("lesson.topic",)),
            Facts(("lesson.teacher", "lesson.school")),
            Facts(("lesson.subject", "lesson.grade")),
            Facts(("lesson.given_on", "lesson.kind")),
            Facts(("observer", "school")),
            LongField("process_notes", 180),
            Marks("听课三评", ("teaching_rating", "thinking_rating", "method_rating")),
            LongField("merits", 60),
            LongField("suggestions", 70),
            Signs(("听课人", "执教教师")),
        ),
    ),
    FormLayout(
        "lesson",
        "课例登记表",
        "lesson",
        (
            Facts(("topic",)),
            Facts(("teacher", "school")),
            Facts(("subject", "kind")),
            Facts(("class_group", "grade")),
            Facts(("given_on", "period")),
            Facts(("activity",)),
            LongField("self_reflection", 300),
            Signs(("执教教师", "教研组长")),
        ),
    ),
    FormLayout(
        "consent",
        "家长知情同意书",
        "consent",
        (
            Facts(("class_group", "scope")),
            Told("说明", CONSENT_WORDS, 190),
            Told("请选择", CONSENT_CHOICES, 80),
            Facts(("granted_by", "relation")),
            Facts(("granted_on", "until")),
            Signs(("家长或监护人", "班主任")),
        ),
    ),
    FormLayout(
        "staff",
        "教职工登记表",
        "staff",
        (
            Facts(("name", "gender")),
            Facts(("school", "post")),
            Facts(("birth_month", "work_start")),
            Facts(("education", "degree")),
            Facts(("political_status", "staff_category")),
            Facts(("subjects", "weekly_lessons")),
            Told("备注", "", 200),
            Signs(("本人", "学校（盖章）")),
        ),
    ),
)

LISTS: tuple[ListLayout, ...] = (
    ListLayout(
        "consent-register",
        "监护人授权登记册",
        "consent",
        (
            ("class_group", 3.4),
            ("person", 2.4),
            ("scope", 3.6),
            ("granted_by", 3),
            ("relation", 2.2),
            ("granted_on", 3),
            ("until", 3),
            ("paper_ref", 2.4),
            ("withdrawn_on", 3),
        ),
    ),
    ListLayout(
        "staff-list",
        "教职工名册",
        "staff",
        (
            ("name", 2.4),
            ("gender", 1.2),
            ("school", 4.4),
            ("post", 3),
            ("staff_category", 2.6),
            ("subjects", 3.6),
            ("weekly_lessons", 2),
            ("education", 2.2),
            ("work_start", 2.8),
        ),
    ),
    ListLayout(
        "organ-list",
        "机构一览表",
        "organ",
        (("name", 5), ("kind", 3), ("school", 4), ("parent_organ", 4), ("basis_doc_no", 4)),
    ),
    ListLayout(
        "appointment-list",
        "机构成员名单",
        "appointment",
        (
            ("organ", 5),
            ("person", 2.6),
            ("external_name", 2.8),
            ("external_unit", 4),
            ("post", 3),
            ("since", 3),
        ),
    ),
)


def form_named(name: str) -> FormLayout:
    """The form of that name or title; raises UserError when there is none."""
    for layout in FORMS:
        if name in (layout.name, layout.title):
            return layout
    raise _unknown(name, [layout.title for layout in FORMS])


def list_named(name: str) -> ListLayout:
    """The list of that name or title; raises UserError when there is none."""
    for layout in LISTS:
        if name in (layout.name, layout.title):
            return layout
    raise _unknown(name, [layout.title for layout in LISTS])


def _unknown(name: str, known: Iterable[str]) -> UserError:
    return UserError(f"没有“{name}”这种表，已录入的资料没有变化，请从{'、'.join(known)}里选一种。")


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
        Column("序号", 1.2, is_centred=True),
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
def _told(part: Told, kind: type[Record], record: Record | None) -> Part:
    return Words(part.label, part.text, part.least)


@_part.register
def _signs(part: Signs, kind: type[Record], record: Record | None) -> Part:
    return part
