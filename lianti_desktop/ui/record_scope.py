"""Which records of a kind belong to the term that the header shows."""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Link
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record, fields_of

TERM = "term"


def rows_in_term(session: Session, kind: type[Record], term: UUID | None) -> set[UUID] | None:
    """The ids inside a term; None when the term does not matter for this kind."""
    condition = in_term(kind, term) if term is not None else None
    return None if condition is None else set(session.scalars(select(kind.id).where(condition)))


def in_term(kind: type[Record], term: UUID) -> ColumnElement[bool] | None:
    """What must hold for a record, by its own term or by that of what it belongs to."""
    known = fields_of(kind)
    if TERM in known:
        column = kind.__table__.c[f"{TERM}_id"]
        return or_(column == term, column.is_(None))
    parent = kind.__kind__.parent
    field = known[parent] if parent else None
    if not isinstance(field, Link):
        return None
    above = BY_TABLE[field.kind]
    condition = in_term(above, term)
    if condition is None:
        return None
    column = kind.__table__.c[f"{parent}_id"]
    return or_(column.in_(select(above.id).where(condition)), column.is_(None))
