"""The exchange on the command line: two data folders and a folder for the stick."""

import json
from pathlib import Path
from typing import Any

import pytest

from lianti_desktop.cli.command import main
from tests.sync.village import picture


class Desk:
    """Types commands for one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def run(self, *words: str, code: int = 0) -> Any:
        """The JSON result of a command that must end with this code."""
        self.capsys.readouterr()
        assert main([*words, "--json", "--data", str(self.folder)]) == code
        written = self.capsys.readouterr().out
        return json.loads(written) if written else None

    def exchange(self, *words: str, code: int = 0) -> Any:
        return self.run("exchange", *words, code=code)


@pytest.fixture
def desks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[Desk, Desk]:
    """A core school and a campus, both alone."""
    monkeypatch.setattr("lianti_desktop.cli.exchange.usual_folder", lambda: tmp_path / "keys")
    monkeypatch.setattr(
        "lianti_desktop.cli.exchange_looking.usual_folder", lambda: tmp_path / "keys"
    )
    core, campus = Desk(tmp_path / "core", capsys), Desk(tmp_path / "campus", capsys)
    core.run("init", "--alliance", "青石镇教联体（示例）", "--site", "中心小学", "--role", "core")
    campus.run("init", "--alliance", "自己的（示例）", "--site", "柳林校区", "--role", "campus")
    return core, campus


def join(core: Desk, campus: Desk, stick: Path) -> None:
    """Founding and joining, scripted as one person at two PCs would type it."""
    core.exchange("found", "--words-out", str(stick / "words.txt"))
    asked = campus.exchange("request", "--out", str(stick / "join.ltreq"))
    answer = core.exchange(
        *("admit", asked["file"], "--site", "柳林校区"),
        *("--check-words", asked["check_words"], "--out", str(stick)),
    )
    taken = campus.exchange("apply", *answer["files"])
    assert [one["state"] for one in taken["packages"]] == ["applied"]


def test_a_week_goes_to_the_core_school_and_the_receipt_comes_back(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    campus.run("record", "add", "activity", "title=送教下乡", "held_on=2026-03-12")
    packed = campus.exchange("pack", "--to", "中心小学", "--out", str(tmp_path / "stick"))
    assert (len(packed["files"]), packed["commits"] > 0) == (1, True)
    (file,) = packed["files"]
    assert core.exchange("inspect", file)["state"] == "new"
    tried = core.exchange("apply", file, "--dry-run")["packages"][0]
    assert core.run("record", "list", "activity") == []
    done = core.exchange("apply", file)["packages"][0]
    assert (tried["new"], done["state"], done["reason"]) == (done["new"], "applied", "")
    assert core.exchange("apply", file)["packages"][0]["state"] == "already"
    assert [one["title"] for one in core.run("record", "list", "activity")] == ["送教下乡"]
    receipt = core.exchange("receipt", "--to", "all", "--out", str(tmp_path / "back"))
    assert receipt["commits"] == 0
    campus.exchange("apply", *receipt["files"])
    lacking = [one["lacking"] for one in campus.exchange("peers") if not one["us"]]
    assert lacking == [0]
    assert core.exchange("parked") == []
    assert core.exchange("conflicts") == []
    assert core.run("doctor", "--digest") == campus.run("doctor", "--digest")


def test_a_refused_package_ends_with_1_and_says_why(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    packed = campus.exchange("pack", "--to", "中心小学", "--out", str(tmp_path / "stick"))
    file = Path(packed["files"][0])
    file.write_bytes(file.read_bytes()[:-1])
    (one,) = core.exchange("apply", str(file), code=1)["packages"]
    assert (one["state"], one["reason"], one["new"]) == ("refused", "damaged", 0)
    (gone,) = core.exchange("apply", str(file) + "x", code=1)["packages"]
    assert gone["state"] == "refused"
    assert core.exchange("inspect", str(file), code=1)["state"] == "damaged"
    (listed,) = core.exchange("scan", str(file.parent))
    assert listed["state"] == "damaged"


def test_wrong_check_words_and_an_unknown_school_are_refused(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    words = ("--check-words", "安八安八安八安八安八安八")
    core.exchange(
        *("admit", str(tmp_path / "join.ltreq"), "--site", "柳林校区", *words),
        *("--out", str(tmp_path)),
        code=1,
    )
    core.exchange("pack", "--to", "没有的学校", "--out", str(tmp_path), code=1)
    core.exchange("retire", "abc", code=1)
    core.exchange("resolve", "abc", "--take", "ours", code=1)


def test_a_pc_out_of_service_asks_again_and_what_it_wrote_meanwhile_comes_along(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    (other,) = [one for one in core.exchange("peers") if not one["us"]]
    core.exchange("retire", other["replica"])
    campus.run("record", "add", "activity", "title=送教下乡", "held_on=2026-03-12")
    packed = campus.exchange("pack", "--to", "中心小学", "--out", str(tmp_path / "sent"))
    (one,) = core.exchange("apply", *packed["files"], code=1)["packages"]
    assert one["reason"] == "revoked"
    back = ("--receipt", str(tmp_path / "back"))
    told = core.exchange("apply", *packed["files"], "--from-retired", *back)
    campus.exchange("apply", *told["receipts"])
    campus.exchange("pack", "--to", "中心小学", "--out", str(tmp_path / "sent"), code=1)
    asked = campus.exchange("request", "--out", str(tmp_path / "again.ltreq"))
    answer = core.exchange(
        *("admit", asked["file"], "--site", "柳林校区"),
        *("--check-words", asked["check_words"], "--out", str(tmp_path)),
    )
    campus.exchange("apply", *answer["files"])
    packed = campus.exchange("pack", "--to", "中心小学", "--out", str(tmp_path / "sent"))
    (done,) = core.exchange("apply", *packed["files"])["packages"]
    assert done["state"] == "applied"
    assert [one["title"] for one in core.run("record", "list", "activity")] == ["送教下乡"]
    assert core.exchange("conflicts") == []


def test_a_member_asks_again_only_when_it_says_so(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    out = ("--out", str(tmp_path / "again.ltreq"))
    campus.exchange("request", *out, code=1)
    core.exchange("request", "--again", *out, code=1)
    first = campus.exchange("request", "--again", *out)
    assert campus.exchange("request", *out)["check_words"] == first["check_words"]


def test_the_core_school_makes_a_file_for_a_forgotten_password(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    (other,) = [one for one in core.exchange("peers") if not one["us"]]
    words = ("--operator", "王玲", "--out", str(tmp_path / "重置"))
    made = core.exchange("reset", other["replica"], *words)
    assert made["operator"] == "王玲"
    assert Path(made["file"]).suffix == ".ltreset"
    campus.exchange("reset", other["replica"], *words, code=1)
    core.exchange("reset", "尾号", *words, code=1)


def test_an_import_is_listed_and_taken_back(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    campus.run("record", "add", "activity", "title=送教下乡", "held_on=2026-03-12")
    packed = campus.exchange("pack", "--to", "all", "--out", str(tmp_path / "stick"))
    core.exchange("apply", *packed["files"])
    (taken,) = core.exchange("imports")
    assert taken["from"] == "柳林校区"
    assert core.exchange("undo", str(taken["id"]))["records"] > 0
    assert core.run("record", "list", "activity") == []
    core.exchange("undo", "99", code=1)


def test_two_pcs_of_a_school_disagree_and_one_decides(
    desks: tuple[Desk, Desk], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    laptop = Desk(tmp_path / "laptop", capsys)
    asked = laptop.exchange("request", "--out", str(tmp_path / "laptop.ltreq"))
    row = campus.run("record", "add", "activity", "title=原来", "held_on=2026-03-12")["id"]
    core.exchange(
        "apply", *campus.exchange("pack", "--to", "all", "--out", str(tmp_path / "1"))["files"]
    )
    answer = core.exchange(
        "admit", asked["file"], "--site", "柳林校区", "--out", str(tmp_path / "2")
    )
    laptop.exchange("apply", *answer["files"])
    campus.run("record", "set", row, "title=办公室改的")
    laptop.run("record", "set", row, "title=笔记本改的")
    packed = laptop.exchange("pack", "--to", "柳林校区", "--out", str(tmp_path / "3"))
    campus.exchange("apply", *packed["files"])
    (one,) = campus.exchange("conflicts")
    assert {value["value"] for value in one["values"]} == {"办公室改的", "笔记本改的"}
    assert (one["kind"], one["record"], one["field"]) == ("activity", row, "title")
    assert (one["sort"], one["for_us"]) == ("hard", True)
    assert {value["before"] for value in one["values"]} == {"原来"}
    campus.exchange("resolve", one["id"], "--take", "value=商量好的")
    assert campus.exchange("conflicts") == []
    assert campus.run("record", "show", row)["title"] == "商量好的"


def test_what_was_entered_twice_is_merged_or_kept(
    desks: tuple[Desk, Desk],
) -> None:
    core, _ = desks
    held = ("title=同一次", "held_on=2026-03-12")
    first = core.run("record", "add", "activity", *held, "place=礼堂")["id"]
    second = core.run("record", "add", "activity", *held)["id"]
    (one,) = core.exchange("conflicts")
    assert (one["sort"], one["kind"]) == ("duplicate", "activity")
    assert [value["record"] for value in one["values"]] == [first, second]
    core.exchange("resolve", one["id"], "--take", "anything", code=1)
    core.exchange("resolve", one["id"], "--take", "theirs")
    assert core.run("record", "show", second)["place"] == "礼堂"
    third = core.run("record", "add", "activity", *held)["id"]
    (again,) = core.exchange("conflicts")
    assert {value["record"] for value in again["values"]} == {second, third}
    core.exchange("resolve", again["id"], "--take", "both")
    assert core.exchange("conflicts") == []


def photo(folder: Path, number: int) -> str:
    """A small photo in a file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"IMG_{number:04}.jpg"
    file.write_bytes(bytes(picture(number).content))  # type: ignore[arg-type]
    return str(file)


def test_photos_go_with_the_stick_as_far_as_they_fit(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    row = campus.run("record", "add", "activity", "title=送教下乡", "held_on=2026-03-12")["id"]
    campus.run("photos", "add", row, photo(tmp_path / "p", 1), photo(tmp_path / "p", 2))
    to = ("pack", "--to", "中心小学", "--out", str(tmp_path / "stick"))
    small = campus.exchange(*to, "--photos", "thumbs")
    assert (small["thumbnails"], small["left_over"], len(small["files"])) == (2, 0, 1)
    packed = campus.exchange(*to, "--budget", "0")
    assert (packed["photos"], packed["left_over"]) == (0, 4)
    packed = campus.exchange(*to)
    assert (packed["photos"], packed["thumbnails"], packed["left_over"]) == (2, 2, 0)
    assert packed["bytes"] == Path(packed["files"][0]).stat().st_size
    tried = core.exchange("apply", *packed["files"], "--dry-run")["packages"][0]
    done = core.exchange("apply", *packed["files"])["packages"][0]
    assert (tried["files"], done["files"], done["thumbnails"], done["photos"]) == (2, 2, 2, 2)
    assert (done["number"], done["from"]) == (packed["packages"][0]["number"], "柳林校区")
    assert done["check_code"] == packed["packages"][0]["check_code"]
    assert core.run("doctor")["problems"] == []


def test_a_stick_goes_round_and_carries_for_others(
    desks: tuple[Desk, Desk], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    third = Desk(tmp_path / "third", capsys)
    asked = third.exchange("request", "--out", str(tmp_path / "third.ltreq"))
    answer = core.exchange(
        "admit", asked["file"], "--site", "红旗校区", "--out", str(tmp_path / "t")
    )
    third.exchange("apply", *answer["files"])
    stick = tmp_path / "stick"
    row = campus.run("record", "add", "activity", "title=送教下乡", "held_on=2026-03-12")["id"]
    campus.run("photos", "add", row, photo(tmp_path / "p", 1))
    packed = campus.exchange("pack", "--to", "中心小学", "--out", str(stick))
    (seen,) = third.exchange("scan", str(stick), "--carry")
    assert (seen["state"], seen["from"], seen["to"]) == ("not_for_us", "柳林校区", "中心小学")
    assert seen["number"] == packed["packages"][0]["number"]
    Path(packed["files"][0]).unlink()
    bag = third.exchange("mailbag", "--out", str(stick), "--to", "中心小学")
    assert [one["to"] for one in bag["letters"]] == ["中心小学"]
    (found,) = core.exchange("scan", str(stick))
    assert (found["state"], found["from"], found["photos"]) == ("new", "柳林校区", 1)
    assert (found["records"]["media"], found["part"], found["missing"]) == (1, 1, [])
    done = core.exchange("apply", *bag["files"], "--receipt", str(stick))
    (receipt,) = done["receipts"]
    assert receipt.endswith("_回执.ltp")
    (told,) = campus.exchange("apply", receipt)["packages"]
    assert (told["state"], told["new"]) == ("applied", 0)
    assert [one["lacking"] for one in campus.exchange("peers") if one["role"] == "core"] == [0]
    assert campus.exchange("pack", "--to", "中心小学", "--out", str(stick))["thumbnails"] == 0
    for_third = core.exchange("pack", "--to", "红旗校区", "--out", str(tmp_path / "t"))
    assert for_third["photos"] == 1
    third.exchange("apply", *for_third["files"])
    third.exchange(
        "apply", *core.exchange("receipt", "--to", "红旗校区", "--out", str(stick))["files"]
    )
    assert third.exchange("mailbag")["letters"] == []
