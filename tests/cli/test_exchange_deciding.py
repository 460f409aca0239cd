"""Deciding on the command line: erasing, handing over, leaving, recovering."""

from pathlib import Path

from tests.cli.test_exchange import Desk, desks, join

__all__ = ("desks",)
PHONE = "13900139000"


def test_a_value_is_erased_at_both_schools(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    words = ("name=王强（示例）", "school=柳林校区", f"phone={PHONE}")
    row = campus.run("record", "add", "staff", *words)["id"]
    core.exchange("apply", *campus.exchange("pack", "--to", "all", "--out", str(tmp_path))["files"])
    assert core.run("record", "show", row)["phone"] == PHONE
    campus.exchange("purge", row, "phone", "--reason", "本人要求", code=1)
    core.exchange("purge", row, "name", "--reason", "本人要求", code=1)
    core.exchange("purge", "abc", "phone", "--reason", "本人要求", code=1)
    done = core.exchange("purge", row, "phone", "--reason", "本人要求")
    assert (done["fields"], done["commits"]) == (["phone"], 1)
    campus.exchange("apply", *core.exchange("pack", "--to", "all", "--out", str(tmp_path))["files"])
    for desk in (core, campus):
        assert desk.run("record", "show", row)["phone"] in (None, "")
        assert desk.run("doctor")["problems"] == []
        assert PHONE.encode() not in (desk.folder / "lianti.db").read_bytes()


def test_a_record_is_handed_over_and_an_assignment_is_the_core_schools(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    row = campus.run("record", "add", "staff", "name=王强（示例）", "school=柳林校区")["id"]
    campus.exchange("offer", row, "--to", "中心小学", "--on", "2026-09-01", "--reason", "调动")
    assert [one["for_us"] for one in campus.exchange("offers")] == [False]
    core.exchange("apply", *campus.exchange("pack", "--to", "all", "--out", str(tmp_path))["files"])
    (waits,) = core.exchange("conflicts")
    assert (waits["sort"], waits["record"]) == ("transfer", row)
    core.exchange("accept", row, "--on", "不是日期", code=1)
    assert core.exchange("accept", row, "--on", "2026-09-01")["records"] == 1
    core.exchange("withdraw", row, code=1)
    campus.exchange("assign", row, "--to", "柳林校区", code=1)
    assert core.exchange("assign", row, "--to", "柳林校区")["records"] == 1
    campus.exchange("apply", *core.exchange("pack", "--to", "all", "--out", str(tmp_path))["files"])
    campus.run("record", "set", row, "post=教导主任")


def test_a_pc_leaves_and_another_becomes_the_core_school(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    core, campus = desks
    join(core, campus, tmp_path)
    assert campus.exchange("registry", "--out", str(tmp_path / "registry"))["members"] == 2
    spare = Desk(tmp_path / "spare", core.capsys)
    words = ("--words-file", str(tmp_path / "words.txt"))
    spare.exchange("recover", *words, code=1)
    found = spare.exchange("recover", *words, "--registry", str(tmp_path / "registry"))
    assert found["members"] == 3
    packed = spare.exchange("pack", "--to", "柳林校区", "--out", str(tmp_path))
    campus.exchange("apply", *packed["files"])
    assert len(campus.exchange("peers")) == 3
    assert Path(campus.exchange("leave")["backup"]).is_file()
    campus.exchange("leave", code=1)
