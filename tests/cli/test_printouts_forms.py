"""Forms, lists and certificates from the command line, as PDF, Word or Excel."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from tests.cli.conftest import Console
from tests.sheets.word_reading import words_of


def pdf_text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return text


@pytest.fixture
def activity(console: Console) -> str:
    """A lesson delivery on the first day of the term, with a text."""
    begin = date.fromisoformat(console.ask("record", "list", "term")[-1]["begin"])
    return console.add(
        "activity",
        "title=送教下乡",
        "kind=送教下乡",
        "state=已开展",
        f"held_on={begin}",
        "host=青石镇中心小学",
        "process_text=曾小贤老师上课，三校教师听课评课。",
    )


def test_a_form_is_printed_filled_and_blank(
    console: Console, activity: str, tmp_path: Path
) -> None:
    person = console.add("staff", "name=曾小贤", "school=青石镇中心小学")
    lesson = console.add(
        "lesson", f"activity={activity}", "topic=我的植物朋友", f"teacher={person}"
    )
    out = tmp_path / "课例.pdf"
    console.ask("print", "form", "lesson", lesson, "--out", str(out))
    assert "课题我的植物朋友" in pdf_text(out)
    console.ask("print", "form", "课例登记表", lesson, "--blank", "--out", str(out))
    assert "课题我的植物朋友" not in pdf_text(out)
    assert "听课评课记录表" in console.refused("print", "form", "x", lesson, "--out", str(out))
    listed = tmp_path / "名册.pdf"
    console.ask("print", "table", "staff-list", "--out", str(listed))
    assert "曾小贤" in pdf_text(listed)
    console.ask("print", "table", "staff-list", "--blank", "--out", str(listed))
    assert "教职工名册" in pdf_text(listed)
    assert "曾小贤" not in pdf_text(listed)


def test_a_form_is_written_for_word_and_the_ending_chooses(
    console: Console, activity: str, tmp_path: Path
) -> None:
    for name, words in {
        "记录表.docx": ("sheet", activity),
        "签到表.docx": ("sign-in", activity, "--blank"),
        "同意书.DOCX": ("form", "consent"),
    }.items():
        told = console.ask("print", *words, "--out", str(tmp_path / name))
        assert told["file"] == str(tmp_path / name)
    assert "曾小贤老师上课，三校教师听课评课。" in words_of((tmp_path / "记录表.docx").read_bytes())
    assert "尊敬的家长：" in words_of((tmp_path / "同意书.DOCX").read_bytes())
    refused = console.refused("print", "sheet", activity, "--out", str(tmp_path / "表.odt"))
    assert "表.odt" in refused
    assert ".pdf 或 .docx" in refused


def test_a_blank_sheet_comes_back_to_its_activity(
    console: Console, activity: str, tmp_path: Path
) -> None:
    out = tmp_path / "空表.pdf"
    console.ask("print", "sheet", activity, "--blank", "--out", str(out))
    text = pdf_text(out)
    assert "送教下乡" in text
    assert "曾小贤老师上课" not in text
    code = f"LTZM1:activity-record:activity:{activity.replace('-', '')}:1"
    (found,) = console.ask("find", code)
    assert (found["id"], found["title"]) == (activity, "送教下乡")


def test_a_list_is_written_for_excel(console: Console, tmp_path: Path) -> None:
    console.add("staff", "name=曾小贤", "school=青石镇中心小学", "weekly_lessons=12")
    out = tmp_path / "名册.xlsx"
    console.ask("print", "table", "staff-list", "--out", str(out))
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "青石镇教联体教职工名册"
    assert rows[4][0] == "曾小贤"
    assert rows[4][6] == 12.0


def test_a_list_is_written_for_word_and_looked_through(console: Console, tmp_path: Path) -> None:
    person = console.add("staff", "name=曾小\U0003fffd", "school=青石镇中心小学")
    out = tmp_path / "名册.docx"
    console.ask("print", "table", "staff-list", "--out", str(out))
    (table,) = Document(str(out)).tables
    assert any("青石镇中心小学" in cell.text for row in table.rows for cell in row.cells)
    (found,) = console.run("print", "preflight", "--table", "staff-list", "--json").value
    assert (found["kind"], found["id"], found["field"]) == ("缺字", person, "name")
    assert found["page"] == 1


def test_a_certificate_is_printed_from_an_award(console: Console, tmp_path: Path) -> None:
    award = console.add("award", "target=曾小贤 老师", "title=一等奖", "target_kind=个人")
    out = tmp_path / "证书.pdf"
    assert console.ask("print", "certificate", award, award, "--out", str(out))["pages"] == 2
    assert "曾小贤老师：" in pdf_text(out)
    checked = console.run("print", "preflight", "--certificate", award, "--json")
    assert checked.code == 1
    assert {one["field"] for one in checked.value} == {"level", "granted_on", "issuer"}


def test_a_summary_and_figures_are_written_of_a_term(
    console: Console, activity: str, tmp_path: Path
) -> None:
    assert activity
    term = str(console.ask("record", "list", "term")[-1]["name"])
    for name, words in {
        "总结.pdf": ("summary", "--preset", "国标"),
        "总结.docx": ("summary",),
        "统计.pdf": ("statistics",),
        "统计.xlsx": ("statistics",),
    }.items():
        console.ask("print", *words, "--term", term, "--out", str(tmp_path / name))
    assert "本学期开展各类活动共计1次" in pdf_text(tmp_path / "总结.pdf")
    assert "五、下一步打算\n" in words_of((tmp_path / "总结.docx").read_bytes())
    assert f"{term}活动统计" in pdf_text(tmp_path / "统计.pdf")
    book = CalamineWorkbook.from_path(str(tmp_path / "统计.xlsx"))
    rows = book.get_sheet_by_name(book.sheet_names[1]).to_python()
    assert rows[4][:2] == ["联合教研", 1.0]
    words = ("print", "summary", "--term", term, "--preset", "x", "--out", str(tmp_path / "x.pdf"))
    assert "学校常用、国标" in console.refused(*words)


def test_several_blank_forms_are_counted_in_the_order_of_the_paper(
    console: Console, activity: str, tmp_path: Path
) -> None:
    lessons = [console.add("lesson", f"activity={activity}", f"topic=课{n}") for n in (1, 2)]
    out = tmp_path / "空表.pdf"
    words = ("print", "form", "lesson", *lessons, "--blank")
    assert console.ask(*words, "--out", str(out))["pages"] == 2
    console.ask(*words, "--out", str(tmp_path / "空表.docx"))
    assert len(Document(str(tmp_path / "空表.docx")).tables) == 2


def test_any_kind_of_record_is_written_for_excel(
    console: Console, activity: str, tmp_path: Path
) -> None:
    assert activity
    out = tmp_path / "活动.xlsx"
    console.ask("print", "table", "活动", "--out", str(out))
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "活动一览表"
    assert rows[4][0] == "送教下乡"
    assert "x" in console.refused("print", "table", "x", "--out", str(out))
