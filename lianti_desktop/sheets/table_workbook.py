"""A table as an Excel file that opens in WPS too and prints on A4 without being set up first."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import singledispatch
from io import BytesIO
from pathlib import Path
from typing import Any

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.tables import Cell, TableSheet
from lianti_desktop.storage.whole_file import put_whole

A4 = 9
FIRST_ROW = 3
"""Title, two lines about the table, then the headings."""
LONGEST = 32_767
"""Excel keeps no more characters in a cell."""
NARROWEST, WIDEST = 6.0, 36.0
MARGINS = {"left": 0.6, "right": 0.6, "top": 0.6, "bottom": 0.7}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SHEET_NAME = 31
_FACE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_BORDERED = _FACE | {"border": 1, "text_wrap": True}
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": _FACE | {"font_name": "黑体", "font_size": 16, "align": "center"},
    "about": _FACE | {"font_size": 10},
    "maker": _FACE | {"font_size": 10, "align": "right"},
    "head": _BORDERED | {"font_name": "黑体", "align": "center", "bg_color": "#F4F3EE"},
    "typed": _FACE | {"num_format": "@"},
    "text": _BORDERED | {"num_format": "@"},
    "number": _BORDERED | {"align": "center"},
    "day": _BORDERED | {"num_format": 'yyyy"年"m"月"d"日"', "align": "center"},
}


def write_tables(tables: Sequence[TableSheet], out: Path) -> Path:
    """Writes each table on a sheet of its own; raises UserError when the disk does not take it."""
    put_whole(out, workbook_bytes(tables))
    return out


def workbook_bytes(tables: Sequence[TableSheet]) -> bytes:
    """The file."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": tables[0].title, "author": tables[0].maker})
        formats = {name: book.add_format(dict(values)) for name, values in FORMATS.items()}
        for number, table in enumerate(tables, 1):
            sheet = book.add_worksheet(sheet_name(table.title, number))
            _fill(sheet, table, formats)
    return buffer.getvalue()


def sheet_name(title: str, number: int) -> str:
    """A name that Excel accepts; the number keeps two of a kind apart."""
    plain = _FORBIDDEN.sub("", title).strip("'") or "表"
    mark = "" if number == 1 else f"{number}"
    return plain[: _SHEET_NAME - len(mark)] + mark


def _fill(sheet: Any, table: TableSheet, formats: Mapping[str, Any]) -> None:
    last = max(len(table.headings) - 1, 0)
    over = zip(_about(table), ("title", "about", "maker"), strict=True)
    for line, (text, style) in enumerate(over):
        if last:
            sheet.merge_range(line, 0, line, last, "", formats[style])
        sheet.write_string(line, 0, text, formats[style])
    sheet.set_row(0, 30)
    for place, heading in enumerate(table.headings):
        sheet.write_string(FIRST_ROW, place, heading, formats["head"])
    sheet.set_row(FIRST_ROW, 24)
    for line, row in enumerate(table.rows, FIRST_ROW + 1):
        for place, value in enumerate(row):
            put(value, _Spot(sheet, line, place, formats))
    _set_columns(sheet, table, formats)
    _set_print(sheet, FIRST_ROW + len(table.rows), last)


def _about(table: TableSheet) -> tuple[str, str, str]:
    """The title, what the rows were chosen by, and who made the table when."""
    chosen = f"筛选：{'；'.join(table.filters)}" if table.filters else "筛选：全部"
    day = format_day(table.made_on) if table.made_on else ""
    return (
        f"{table.above}{table.title}",
        "　".join(filter(None, (table.term and f"学期：{table.term}", chosen))),
        f"制表人：{table.maker}　制表日期：{day}　共 {len(table.rows)} 行",
    )


class _Spot:
    """One cell of the sheet."""

    def __init__(self, sheet: Any, row: int, column: int, formats: Mapping[str, Any]) -> None:
        self.sheet = sheet
        self.at = (row, column)
        self.formats = formats


@singledispatch
def put(value: object, spot: _Spot) -> None:
    """Writes a value into its cell: nothing known leaves a bordered cell empty."""
    spot.sheet.write_blank(*spot.at, None, spot.formats["text"])


@put.register
def _text(value: str, spot: _Spot) -> None:
    spot.sheet.write_string(*spot.at, value[:LONGEST], spot.formats["text"])


@put.register(int)
@put.register(float)
def _number(value: float, spot: _Spot) -> None:
    spot.sheet.write_number(*spot.at, value, spot.formats["number"])


@put.register
def _day(value: date, spot: _Spot) -> None:
    spot.sheet.write_datetime(*spot.at, value, spot.formats["day"])


def _set_columns(sheet: Any, table: TableSheet, formats: Mapping[str, Any]) -> None:
    """As wide as the longest text asks for; what is typed below later stays text as well."""
    for place, heading in enumerate(table.headings):
        values = [row[place] for row in table.rows]
        width = max(map(_width, (heading, *values))) + 2
        is_text = all(isinstance(value, str | None) for value in values)
        wide = min(max(width, NARROWEST), WIDEST)
        sheet.set_column(place, place, wide, formats["typed"] if is_text else None)


def _width(value: Cell) -> float:
    """In columns of Excel: a Chinese character takes two."""
    text = format_day(value) if isinstance(value, date) else "" if value is None else str(value)
    lines = text.split("\n")
    return max(sum(2.1 if _is_wide(char) else 1.1 for char in line) for line in lines)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


def _set_print(sheet: Any, bottom: int, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST_ROW)
    sheet.print_area(0, 0, max(bottom, FIRST_ROW), last)
    sheet.freeze_panes(FIRST_ROW + 1, 0)
    sheet.autofilter(FIRST_ROW, 0, max(bottom, FIRST_ROW), last)
    sheet.set_footer("&C第 &P 页　共 &N 页")
