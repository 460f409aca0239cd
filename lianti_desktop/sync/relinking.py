"""Leading the links of records from one record to another, when two turn out to be one."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Link, Links
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import Record, column_of, fields_of


def linking_to(session: Session, row: UUID) -> Iterator[Record]:
    """Every record with a link to a record, also from the bin, each once."""
    seen: set[UUID] = set()
    for kind in KINDS:
        for name, field in fields_of(kind).items():
            column = getattr(kind, column_of(name, field))
            if isinstance(field, Link):
                query = select(kind).where(column == row)
            elif isinstance(field, Links):
                query = select(kind).where(cast(column, String).contains(row.hex))
            else:
                continue
            for record in session.scalars(query).all():
                if record.id not in seen:
                    seen.add(record.id)
                    yield record


def relink(record: Record, moved: Mapping[UUID, UUID]) -> None:
    """Leads a record's links to where the records went; a list names nobody twice."""
    for name, field in fields_of(type(record)).items():
        if isinstance(field, Link):
            value = getattr(record, f"{name}_id")
            if value in moved:
                setattr(record, f"{name}_id", moved[value])
        elif isinstance(field, Links):
            parts = getattr(record, name)
            led = [moved[UUID(part)].hex if UUID(part) in moved else part for part in parts or ()]
            if led != list(parts or ()):
                setattr(record, name, list(dict.fromkeys(led)))
