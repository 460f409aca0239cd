"""Tables leave as workbooks that need no repair, no set-up for printing, and lose no zero."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.tables import TableSheet
from lianti_desktop.sheets.table_workbook import sheet_name, write_tables

TABLE = TableSheet(
    "教职工名册",
    ("姓名", "手机", "周课时", "参加工作", "备注"),
    (
        ("曾小贤", "013800000000", 12, date(2003, 9, 1), "=1+1"),
        ("龙𬭚", "0078", None, None, ""),
    ),
    above="青石镇教联体（示例）",
    term="2025—2026学年第二学期",
    filters=("学校：柳林校区", "在岗：是"),
    maker="方可心",
    made_on=date(2026, 7, 6),
)


def xml_of(file: Path, part: str) -> str:
    with zipfile.ZipFile(file) as package:
        return package.read(part).decode()


def test_title_filters_maker_and_headings_stand_over_the_rows(tmp_path: Path) -> None:
    file = write_tables([TABLE], tmp_path / "名册.xlsx")
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "青石镇教联体（示例）教职工名册"
    assert rows[1][0] == "学期：2025—2026学年第二学期　筛选：学校：柳林校区；在岗：是"
    assert rows[2][0] == "制表人：方可心　制表日期：2026年7月6日　共 2 行"
    assert rows[3] == ["姓名", "手机", "周课时", "参加工作", "备注"]
    assert rows[4] == ["曾小贤", "013800000000", 12.0, date(2003, 9, 1), "=1+1"]
    assert rows[5][:2] == ["龙𬭚", "0078"]


def test_it_prints_on_a4_landscape_with_its_headings_on_every_page(tmp_path: Path) -> None:
    file = write_tables([TABLE], tmp_path / "名册.xlsx")
    sheet, book = xml_of(file, "xl/worksheets/sheet1.xml"), xml_of(file, "xl/workbook.xml")
    assert re.search(r'<pageSetup paperSize="9"[^>]*orientation="landscape"', sheet)
    assert 'fitToHeight="0"' in sheet
    assert "_xlnm.Print_Area" in book
    assert "教职工名册!$A$1:$E$6" in book
    assert "_xlnm.Print_Titles" in book
    assert "教职工名册!$4:$4" in book
    assert "<f>" not in sheet


def test_a_text_longer_than_a_cell_holds_is_cut_not_lost(tmp_path: Path) -> None:
    table = TableSheet("长", ("过程",), (("教" * 40_000,),))
    rows = CalamineWorkbook.from_path(str(write_tables([table], tmp_path / "长.xlsx")))
    assert rows.get_sheet_by_index(0).to_python()[4][0] == "教" * 32_767


def test_an_empty_table_and_one_of_one_column_are_written(tmp_path: Path) -> None:
    tables = [TableSheet("空表", ("姓名", "学校")), TableSheet("一列", ("姓名",), (("甲",),))]
    file = write_tables(tables, tmp_path / "表.xlsx")
    assert CalamineWorkbook.from_path(str(file)).sheet_names == ["空表", "一列2"]


@pytest.mark.parametrize(
    ("title", "name"), [("a/b:c", "abc"), ("", "表"), ("长" * 40, "长" * 31), ("'引'", "引")]
)
def test_a_sheet_bears_a_name_that_excel_accepts(title: str, name: str) -> None:
    assert sheet_name(title, 1) == name


def test_a_place_that_takes_no_file_is_said_plainly(tmp_path: Path) -> None:
    taken = tmp_path / "名册.xlsx"
    taken.mkdir()
    with pytest.raises(UserError, match=r"写不进去.*没有变化"):
        write_tables([TABLE], taken)
    assert list(tmp_path.iterdir()) == [taken]
