"""Records as plain values for JSON and as lines for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Choice, Choices, Field, Link, Links
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.listing import titles
from lianti_desktop.storage.record import Record, column_of, fields_of, title_of


@dataclass(frozen=True)
class Titles:
    """What the records that others link to are called, by kind."""

    by_kind: Mapping[str, Mapping[UUID, str]]

    def of(self, kind: str, row: Any) -> str:
        """The title of a record; "" when there is none."""
        if row is None:
            return ""
        return self.by_kind.get(kind, {}).get(row if isinstance(row, UUID) else UUID(row), "")


def titles_for(session: Session, rows: Sequence[Record]) -> Titles:
    """The titles of all that these records link to, a question per kind."""
    wanted: dict[str, set[UUID]] = {}
    for record in rows:
        for kind, row in _links_of(record):
            wanted.setdefault(kind, set()).add(row)
    return Titles({kind: titles(session, BY_TABLE[kind], ids) for kind, ids in wanted.items()})


def _links_of(record: Record) -> Iterator[tuple[str, UUID]]:
    for name, field in fields_of(type(record)).items():
        value = getattr(record, column_of(name, field))
        if isinstance(field, Link) and value is not None:
            yield field.kind, value
        elif isinstance(field, Links):
            yield from ((field.kind, UUID(part)) for part in value or ())


def plain_records(session: Session, rows: Sequence[Record]) -> list[dict[str, Any]]:
    """Each record as one JSON object: id, every field by its name, links also by title."""
    known = titles_for(session, rows)
    return [plain_record(record, known) for record in rows]


def plain_record(record: Record, known: Titles) -> dict[str, Any]:
    """One record; links are ids under the field's name and words under `<name>_title`."""
    found: dict[str, Any] = {"id": str(record.id)}
    for name, field in fields_of(type(record)).items():
        value = getattr(record, column_of(name, field))
        found[name] = plain_value(value, field)
        if isinstance(field, Link):
            found[f"{name}_title"] = known.of(field.kind, value) or None
        elif isinstance(field, Links):
            found[f"{name}_title"] = [known.of(field.kind, part) for part in value or ()]
    return found | {"sample": record.sample, "deleted": record.deleted}


def plain_value(value: Any, field: Field | None = None) -> Any:
    """Days in ISO form, ids with dashes, words by their identifier."""
    if isinstance(field, Links):
        return [str(UUID(part)) for part in value or ()]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def worded(value: Any, field: Field, known: Titles) -> str:
    """A value as people read it, links by title."""
    if isinstance(field, Link):
        return known.of(field.kind, value)
    if isinstance(field, Links):
        return "、".join(filter(None, (known.of(field.kind, part) for part in value or ())))
    return field.format(value)


def record_lines(session: Session, record: Record) -> Iterable[str]:
    """One record for people: its title, then a line a field that holds something."""
    known = titles_for(session, [record])
    place = "（在回收站）" if record.deleted else "（示例）" if record.sample else ""
    yield f"{type(record).__kind__.name} {title_of(record)}{place}"
    yield f"编号：{record.id}"
    for name, field in fields_of(type(record)).items():
        text = worded(getattr(record, column_of(name, field)), field, known)
        if text:
            yield f"{field.label}：{text}"


def field_facts(name: str, field: Field) -> dict[str, Any]:
    """What `record fields` says of a field."""
    facts: dict[str, Any] = {
        "name": name,
        "label": field.label,
        "type": type(field).__name__.lower(),
        "required": field.required,
    }
    if field.hint:
        facts["hint"] = field.hint
    if isinstance(field, Link | Links):
        facts["kind"] = field.kind
    if isinstance(field, Choice | Choices):
        facts["options"] = [{"value": str(word), "label": word.label} for word in field.words]
    return facts
