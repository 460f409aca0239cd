"""A bordered table in Word whose rows divide the width each in its own way, as forms do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from lianti_desktop.domain.forms import Column
from lianti_desktop.sheets.word_base import MAIN

if TYPE_CHECKING:
    from docx.document import Document

UNITS = 60
"""Columns of the hidden grid; Word allows 63."""
GROUND = "F4F3EE"
FOOT_STYLE = "FormDate"
_TWIPS = 1440 / 25.4
_TWENTIETHS = 20


@dataclass(frozen=True)
class GridCell:
    """A cell so many units wide; ``joined`` is restart or continue where it spans rows."""

    text: str
    units: int
    style: str
    is_label: bool = False
    is_middle: bool = True
    joined: str = ""
    foot: str = ""
    """A last line at the right, as the date under a signature."""


@dataclass(frozen=True)
class GridRow:
    """A row at least so many points high.

    ``splits`` lets it break across pages, ``elastic`` grow on a page that it does not fill;
    ``keeps_next`` holds a heading on the page of what follows it.
    """

    cells: tuple[GridCell, ...]
    least: float = 0.0
    splits: bool = False
    elastic: bool = False
    is_head: bool = False
    keeps_next: bool = False


def units_of(columns: Sequence[Column], room: int) -> list[int]:
    """The room shared out among columns in whole units, each at least one.

    What is left over goes to those that lost most of a unit.
    """
    total = sum(column.share for column in columns)
    wished = [room * column.share / total for column in columns]
    units = [max(int(one), 1) for one in wished]
    shortest = sorted(range(len(units)), key=lambda at: units[at] - wished[at])
    for at in shortest[: max(room - sum(units), 0)]:
        units[at] += 1
    units[units.index(max(units))] += room - sum(units)
    return units


def add_grid(document: "Document", rows: Sequence[GridRow], width: float) -> Any:
    """Adds the table, so many millimetres wide, and gives its element."""
    from docx.oxml import parse_xml

    unit = width * _TWIPS / UNITS
    grid = f'<w:gridCol w:w="{round(unit)}"/>' * UNITS
    body = "".join(_row(row, unit) for row in rows)
    element = parse_xml(
        f'<w:tbl xmlns:w="{MAIN}"><w:tblPr><w:tblW w:w="{round(width * _TWIPS)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_PADDING}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
    document.element.body.insert(len(document.element.body) - 1, element)
    return element


_THICK, _THIN = 8, 4
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="{thickness}" w:space="0" w:color="1F2329"/>'
    for side, thickness in (
        ("top", _THICK),
        ("left", _THICK),
        ("bottom", _THICK),
        ("right", _THICK),
        ("insideH", _THIN),
        ("insideV", _THIN),
    )
)
_PADDING = (
    '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
)


def _row(row: GridRow, unit: float) -> str:
    keep = "" if row.splits else "<w:cantSplit/>"
    height = round(row.least * _TWENTIETHS)
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if row.least else ""
    head = "<w:tblHeader/>" if row.is_head else ""
    cells = "".join(_cell(cell, unit, keeps_next=row.keeps_next) for cell in row.cells)
    return f"<w:tr><w:trPr>{keep}{least}{head}</w:trPr>{cells}</w:tr>"


def _cell(cell: GridCell, unit: float, *, keeps_next: bool) -> str:
    joined = f'<w:vMerge w:val="{cell.joined}"/>' if cell.joined else ""
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{GROUND}"/>' if cell.is_label else ""
    middle = "center" if cell.is_middle else "top"
    text = "" if cell.joined == "continue" else cell.text
    lines = [(line, cell.style) for line in text.split("\n")]
    lines += [(cell.foot, FOOT_STYLE)] if cell.foot else []
    paragraphs = "".join(_paragraph(*line, keeps_next=keeps_next) for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(unit * cell.units)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{cell.units}"/>{joined}{ground}<w:vAlign w:val="{middle}"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )


def _paragraph(text: str, style: str, *, keeps_next: bool) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(storable(text))}</w:t></w:r>' if text else ""
    keep = "<w:keepNext/>" if keeps_next else ""
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{keep}</w:pPr>{run}</w:p>"


def storable(text: str) -> str:
    """The text without the control marks that no XML may hold."""
    return "".join(char for char in text if char >= " " or char == "\t")
