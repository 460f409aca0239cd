"""Any list of records as a table of plain values, to be written as a workbook."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Field
from lianti_desktop.domain.tables import Cell, TableSheet
from lianti_desktop.storage.listing import Asked, Row, listing
from lianti_desktop.storage.record import Record, fields_of


def list_table(kind: type[Record], names: Sequence[str], rows: Sequence[Row]) -> TableSheet:
    """The columns `names` of the rows of a list, in the order in which they are shown.

    Term, filters, maker and day are the caller's to add with `dataclasses.replace`.
    """
    known = [fields_of(kind)[name] for name in names]
    return TableSheet(
        f"{kind.__kind__.name}一览表",
        tuple(field.label for field in known),
        tuple(tuple(map(cell, known, row.values)) for row in rows),
    )


def table_of_kind(session: Session, kind: type[Record]) -> TableSheet:
    """All records of a kind outside the bin in its usual columns, samples only if alone."""
    names = kind.__kind__.listed or tuple(fields_of(kind))
    rows = listing(session, kind, Asked(names, {}))
    return list_table(kind, names, [row for row in rows if not row.sample] or rows)


def cell(field: Field, value: Any) -> Cell:
    """Numbers and days as such; all else as people read it, links by their titles."""
    if isinstance(value, int | float | date) and not isinstance(value, bool):
        return value
    return value if isinstance(value, str) and not hasattr(value, "label") else field.format(value)
