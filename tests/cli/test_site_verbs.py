"""Setting up, photos, backups, the examination and paper from the command line."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from lianti_desktop.cli import main
from tests.cli.conftest import Console


def photo(folder: Path, name: str, colour: str) -> Path:
    """A picture with something in it."""
    file = folder / name
    picture = Image.new("RGB", (640, 480), colour)
    picture.paste("#FFFFFF", (100, 100, 300, 250))
    picture.save(file, quality=90)
    return file


def pdf_text(file: Path) -> str:
    """All text of a PDF file without white space."""
    with closing(pypdfium2.PdfDocument(file)) as book:
        pages = [page.get_textpage().get_text_bounded() for page in book]
    return "".join("".join(pages).split())


@pytest.fixture
def activity(console: Console) -> str:
    """An activity of the office."""
    term = console.ask("record", "list", "term")[-1]
    return console.add(
        "activity",
        "title=送教下乡",
        "kind=送教下乡",
        "state=已开展",
        f"held_on={term['begin']}",
        "host=青石镇中心小学",
        "place=阶梯教室",
        "process_text=曾小贤老师上课，大家评课。",
    )


def test_init_makes_the_alliance_the_school_and_both_terms(console: Console) -> None:
    (alliance,) = console.ask("record", "list", "alliance")
    (school,) = console.ask("record", "list", "school")
    (membership,) = console.ask("record", "list", "group_membership")
    assert (alliance["name"], school["name"]) == ("青石镇教联体", "青石镇中心小学")
    assert (membership["school"], membership["role"]) == (school["id"], "core")
    assert [term["number"] for term in console.ask("record", "list", "term")] == ["second", "first"]
    assert len(console.ask("record", "list", "academic_year")) == 1


def test_a_second_init_is_refused(console: Console) -> None:
    words = ("init", "--alliance", "乙", "--site", "丙", "--role", "campus")
    assert "已经建好了“青石镇中心小学”" in console.refused(*words)
    assert len(console.ask("record", "list", "alliance")) == 1


def test_init_with_sample_leaves_the_own_school_apart(empty_console: Console) -> None:
    words = ("--alliance", "甲教联体", "--site", "乙小学", "--role", "core")
    made = empty_console.ask("init", *words, "--sample")
    schools = empty_console.ask("record", "list", "school")
    own = [school for school in schools if not school["sample"]]
    assert [school["id"] for school in own] == [made["school"]]
    assert len(empty_console.ask("record", "list", "activity")) > 12
    assert empty_console.ask("doctor") == {"ok": True, "problems": []}


def test_photos_are_taken_in_once(console: Console, activity: str, tmp_path: Path) -> None:
    files = [photo(tmp_path, f"IMG_2026091{n}_0930.jpg", c) for n, c in ((1, "#A03"), (2, "#0A3"))]
    first = console.ask("photos", "add", activity, *map(str, files))
    assert len(first["added"]) == 2
    again = console.ask("photos", "add", "送教下乡", *map(str, files))
    assert (again["added"], len(again["duplicates"])) == ([], 2)
    shown = console.ask("record", "show", first["added"][0])
    assert (shown["rank"], shown["is_hero"], shown["taken_on"]) == (1, True, "2026-09-11")


def test_a_file_that_is_no_photo_is_refused_with_its_name(
    console: Console, activity: str, tmp_path: Path
) -> None:
    file = tmp_path / "表.txt"
    file.write_text("不是照片", encoding="utf-8")
    answer = console.run("photos", "add", activity, str(file))
    assert answer.code == 1
    assert "表.txt" in answer.err
    assert console.ask("record", "list", "media") == []


def test_a_backup_is_made_listed_checked_and_restored(console: Console, activity: str) -> None:
    made = console.ask("backup", "make")
    assert [one["file"] for one in console.ask("backup", "list")] == [made["file"]]
    assert console.ask("backup", "check", made["file"])["rows"]["activity"] == 1
    console.ask("record", "remove", activity)
    console.ask("backup", "restore", made["file"])
    assert [one["id"] for one in console.ask("record", "list", "activity")] == [activity]
    assert console.ask("doctor")["ok"] is True


def test_a_file_that_is_no_backup_is_refused_and_the_data_stays(
    console: Console, activity: str, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.lianti-backup"
    bad.write_bytes(b"nothing")
    for verb in ("check", "restore"):
        assert "不是完整的备份" in console.refused("backup", verb, str(bad))
        assert "找不到备份文件" in console.refused("backup", verb, str(tmp_path / "无"))
    assert len(console.ask("record", "list", "activity")) == 1


def test_the_doctor_finds_an_edit_that_bypassed_the_program(
    console: Console, activity: str
) -> None:
    before = console.ask("doctor", "--digest")["digest"]
    assert before == console.ask("doctor", "--digest")["digest"]
    with closing(sqlite3.connect(console.data / "lianti.db")) as file:
        file.execute("UPDATE activity SET place = '操场'")
        file.commit()
    answer = console.run("doctor", "--json")
    assert answer.code == 1
    assert answer.value["ok"] is False
    assert any("地点被绕过程序改过" in problem for problem in answer.value["problems"])
    assert before["school"] == console.run("doctor", "--digest", "--json").value["digest"]["school"]


def test_the_sheets_of_an_activity_are_printed(
    console: Console, activity: str, tmp_path: Path
) -> None:
    out = tmp_path / "纸" / "记录表.pdf"
    told = console.ask("print", "sheet", activity, "--out", str(out))
    assert told == {"file": str(out), "pages": 1, "warnings": []}
    assert "曾小贤老师上课" in pdf_text(out)
    person = console.add("staff", "name=阿依古丽·买买提", "school=青石镇中心小学")
    console.add("participant", f"activity={activity}", f"person={person}", "signed=是")
    filled, blank = tmp_path / "签到.pdf", tmp_path / "空白.pdf"
    console.ask("print", "sign-in", "送教下乡", "--out", str(filled))
    console.ask("print", "sign-in", activity, "--blank", "--out", str(blank))
    assert "阿依古丽·买买提" in pdf_text(filled)
    assert "阿依古丽·买买提" not in pdf_text(blank)


def test_the_album_of_a_term_is_printed(console: Console, activity: str, tmp_path: Path) -> None:
    term = console.ask("record", "list", "term")[-1]
    out = tmp_path / "画册.pdf"
    told = console.ask("print", "album", "--term", term["name"], "--out", str(out))
    assert told["pages"] >= 4
    assert told["warnings"] == ["“送教下乡”还没有照片"]
    assert "送教下乡" in pdf_text(out)
    assert "没有叫" in console.refused("print", "album", "--term", "1999", "--out", str(out))


def test_the_demonstration_names_the_files_it_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    seen: list[bool] = []

    def screenshots(data: Path, out: Path) -> list[Path]:
        seen.append((data / "lianti.db").exists())
        return [out / "1.png"]

    assert main(["demo", "--out", "成品"], screenshots=screenshots) == 0
    files = capsys.readouterr().out.splitlines()
    assert seen == [True]
    assert files[-1].endswith("1.png")
    made = [Path(file) for file in files[:-1]]
    assert all(file.stat().st_size > 1000 for file in made)
    names = {file.name for file in made}
    assert names >= {"活动记录表.pdf", "签到表.pdf", "画册.pdf", "证书.pdf"}
    assert names >= {"教职工名册.xlsx", "活动统计.pdf", "学期工作总结.docx"}
