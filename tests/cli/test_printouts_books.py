"""Volumes, bulletins, forms, lists, the check and the copy-shop folder from the command line."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.cli.conftest import Console


def pdf_text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return text


@pytest.fixture
def begin(console: Console) -> date:
    """The first day of the office's second term."""
    return date.fromisoformat(console.ask("record", "list", "term")[-1]["begin"])


@pytest.fixture
def activity(console: Console, begin: date) -> str:
    """A lesson delivery on the first day of the term, with a text."""
    return console.add(
        "activity",
        "title=送教下乡",
        "kind=送教下乡",
        "state=已开展",
        f"held_on={begin}",
        "host=青石镇中心小学",
        "process_text=曾小贤老师上课，三校教师听课评课。",
    )


@pytest.fixture
def term(console: Console, activity: str) -> str:
    """The name of the term, in which there is an activity."""
    assert activity
    return str(console.ask("record", "list", "term")[-1]["name"])


def test_a_volume_is_bound_with_its_check_code(console: Console, term: str, tmp_path: Path) -> None:
    out = tmp_path / "汇编.pdf"
    told = console.ask("print", "volume", "--term", term, "--out", str(out))
    text = pdf_text(out)
    assert told["check_code"].replace(" ", "") in text
    said = console.run("print", "volume", "--term", term, "--out", str(out)).out
    assert f"校验码 {told['check_code']}" in said.splitlines()
    assert "缺签到表" in text
    assert "卷内目录" in text
    assert "曾小贤老师上课" in text


def test_a_bulletin_of_a_quarter_is_printed(
    console: Console, activity: str, begin: date, tmp_path: Path
) -> None:
    out = tmp_path / "简报.pdf"
    number = (begin.month + 2) // 3
    console.ask("print", "bulletin", "--quarter", f"{begin.year}-{number}", "--out", str(out))
    assert f"第{number}期" in pdf_text(out)
    assert "曾小贤老师上课" in pdf_text(out)
    asked = ("print", "bulletin", "--quarter", f"{begin.year}-{number}", "--out", str(out))
    console.ask(*asked, "--preset", "国标")
    assert "—1—" in pdf_text(out)
    empty = console.ask("print", "bulletin", "--quarter", "1999-4", "--out", str(out))
    assert empty["warnings"] == ["这个季度还没有可以写进简报的活动"]
    assert "2026-1" in console.refused("print", "bulletin", "--quarter", "春", "--out", str(out))
    assert activity


def test_what_can_be_printed_is_listed(console: Console) -> None:
    told = console.ask("print", "list")
    assert told["styles"] == {"pine": "青山", "gallery": "展卷", "ribbon": "红绸"}
    assert "observation" in told["forms"]
    assert "staff-list" in told["lists"]


def test_an_album_in_another_style_and_size_becomes_a_booklet(
    console: Console, term: str, tmp_path: Path
) -> None:
    out = tmp_path / "画册.pdf"
    words = ("print", "album", "--term", term, "--style", "红绸", "--size", "A5")
    plain = console.ask(*words, "--out", str(out))
    booklet = console.ask(*words, "--booklet", "--out", str(out))
    assert booklet["pages"] == plain["pages"] // 2
    assert booklet["warnings"] == plain["warnings"]
    assert "青山" in console.refused(*words[:5], "x", "--out", str(out))


def test_the_check_names_what_to_mend(console: Console, term: str, activity: str) -> None:
    answer = console.run("print", "preflight", "--term", term, "--json")
    assert answer.code == 1
    found = answer.value
    assert all(one["sentence"] and one["kind"] for one in found)
    assert any(one["table"] == "activity" and one["id"] == activity for one in found)


def test_the_folder_for_the_copy_shop_is_filled(
    console: Console, term: str, tmp_path: Path
) -> None:
    out = tmp_path / "打印店"
    words = ("print", "copy-shop", "--term", term, "--copies", "20", "--out", str(out))
    told = console.ask(*words)
    assert [Path(file).name for file in told["files"]] == [
        "打印版.pdf",
        "A3骑马订拼版.pdf",
        "打印说明.txt",
        "内容清单.csv",
    ]
    assert "20 份" in (out / "打印说明.txt").read_text(encoding="utf-8-sig")


def test_an_album_of_chosen_activities_and_a_kept_one_are_printed(
    console: Console, activity: str, term: str, tmp_path: Path
) -> None:
    chosen = tmp_path / "一次活动.pdf"
    console.ask("print", "album", "--activities", activity, "--out", str(chosen))
    assert "送教下乡" in pdf_text(chosen)
    album = console.add(
        "album", "title=春天里", "scope=自选活动", f"activities={activity}", "paper=A5"
    )
    kept = tmp_path / "保存的.pdf"
    told = console.ask("print", "album", "--album", album, "--out", str(kept))
    assert told["pages"] >= 4
    assert "春天里" in pdf_text(kept)
    with pypdfium2.PdfDocument(kept) as document:
        assert round(document[0].get_width() / 72 * 25.4) == 148
    none = console.ask(
        "print", "album", "--term", term, "--five-ones", "--out", str(tmp_path / "五.pdf")
    )
    assert any("还没有可以入册的活动" in line for line in none["warnings"])


def test_what_left_is_kept_and_a_withdrawn_photo_marks_its_prints(
    console: Console, activity: str, begin: date, tmp_path: Path
) -> None:
    file = tmp_path / "合影.jpg"
    Image.new("RGB", (800, 600), "#7799aa").save(file)
    console.ask("photos", "add", activity, str(file))
    (photo,) = [one["id"] for one in console.ask("record", "list", "media")]
    out = tmp_path / "画册.pdf"
    console.ask("print", "album", "--activities", activity, "--out", str(out), "--trial")
    assert console.ask("print", "kept") == []
    console.ask("print", "album", "--activities", activity, "--out", str(out))
    quarter = f"{begin.year}-{(begin.month + 2) // 3}"
    console.ask("print", "bulletin", "--quarter", quarter, "--out", str(tmp_path / "简报.pdf"))
    kept = console.ask("print", "kept", "--photo", photo)
    assert [one["document"] for one in kept] == ["携手同行 活动画册", f"简报 {quarter}"]
    assert not any(one["is_withdrawn"] for one in kept)
    console.ask("print", "withdraw", photo)
    assert all(one["is_withdrawn"] for one in console.ask("print", "kept", "--photo", photo))


@pytest.mark.parametrize("kind", ["--volume", "--bulletin", "--sheet", "--activities"])
def test_every_kind_of_print_is_looked_through_beforehand(
    console: Console, activity: str, begin: date, kind: str
) -> None:
    quarter = f"{begin.year}-{(begin.month + 2) // 3}"
    term = str(console.ask("record", "list", "term")[-1]["name"])
    words = {"--volume": term, "--bulletin": quarter}.get(kind, activity)
    answer = console.run("print", "preflight", kind, words, "--json")
    assert answer.code == 1
    found = answer.value
    assert any(one["table"] == "activity" and one["field"] == "recorder" for one in found)


def test_a_form_is_looked_through_beforehand(console: Console, activity: str) -> None:
    answer = console.run("print", "preflight", "--form", "observation", "没有的", "--json")
    assert answer.code == 1
    assert "没有" in answer.err


def test_a_volume_is_bound_once_and_followed_by_late_pages(
    console: Console, term: str, begin: date, tmp_path: Path
) -> None:
    words = ("print", "volume", "--term", term, "--out")
    assert "不能是试印" in console.refused(*words, str(tmp_path / "试.pdf"), "--bind", "--trial")
    bound = console.ask(*words, str(tmp_path / "汇编.pdf"), "--bind")
    kept = console.ask("record", "list", "term_volume")
    assert [one["check_code"] for one in kept] == [bound["check_code"]]
    assert "已经装订过" in console.refused(*words, str(tmp_path / "再.pdf"), "--bind")
    assert "没有新的资料" in console.refused(*words, str(tmp_path / "补.pdf"), "--late")
    console.add("activity", "title=返校日", "kind=例会", "state=已开展", f"held_on={begin}")
    console.ask(*words, str(tmp_path / "补.pdf"), "--late")
    assert "补-1" in pdf_text(tmp_path / "补.pdf")
    console.ask(*words, str(tmp_path / "脊背.pdf"), "--spine")
    assert "汇" in pdf_text(tmp_path / "脊背.pdf")


def test_a_volume_with_a_record_entered_twice_waits_until_that_is_decided(
    console: Console, term: str, begin: date, tmp_path: Path
) -> None:
    words = ("print", "volume", "--term", term, "--out", str(tmp_path / "汇编.pdf"))
    again = ("title=送教下乡", "kind=送教下乡", "state=已开展", f"held_on={begin}")
    console.add("activity", *again, "host=青石镇中心小学")
    assert "待处理" in console.refused(*words, "--bind")
    console.ask(*words)
    (pair,) = console.ask("exchange", "conflicts")
    console.ask("exchange", "resolve", pair["id"], "--take", "both")
    assert console.ask(*words, "--bind")["check_code"]


def test_the_first_print_of_a_bulletin_makes_the_next_issue(
    console: Console, activity: str, begin: date, tmp_path: Path
) -> None:
    quarter = f"{begin.year}-{(begin.month + 2) // 3}"
    words = ("print", "bulletin", "--quarter", quarter, "--out", str(tmp_path / "简报.pdf"))
    console.ask(*words, "--trial")
    assert console.ask("record", "list", "bulletin") == []
    console.ask(*words)
    console.ask(*words)
    (issue,) = console.ask("record", "list", "bulletin")
    number = (begin.month + 2) // 3
    assert (issue["issue"], issue["total_issue"]) == (number, None)
    assert f"第{number}期" in pdf_text(tmp_path / "简报.pdf")
    assert activity
