"""A table to be written as a workbook: a title, headings, rows, and what it was made from."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None


@dataclass(frozen=True)
class TableSheet:
    """Rows of plain values under their headings; texts stay texts, also when they are digits.

    ``filters`` are worded (学校：柳林校区); ``maker`` is who made the table, on ``made_on``.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    above: str = ""
    term: str = ""
    filters: tuple[str, ...] = ()
    maker: str = ""
    made_on: date | None = None
