"""The first lines and the file name: readable, harmless, and never believed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.storage import records
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.store import Deed
from lianti_desktop.sync.cover import Cover, format_of, free_path, lines_of, visible
from lianti_desktop.sync.refusal import Reason
from lianti_desktop.sync.stick import scan
from lianti_desktop.sync.week import term_and_week
from tests.sync.conftest import Village

COVER = Cover(
    sender="柳林校区（示例）",
    recipient="青石中心小学（示例）",
    number=42,
    commits=12,
    records=9,
    photos=31,
    left=3,
    term="2026-2027-1",
    week=7,
    package="0" * 32,
)


def test_the_first_lines_are_chinese_as_notepad_reads_them() -> None:
    assert COVER.text().startswith(b"\xef\xbb\xbf")
    text = COVER.text().decode("utf-8-sig")
    assert "\n" not in text.replace("\r\n", "")
    assert text.replace("\r\n", "\n") == (
        "联体桌面 交换包\n"
        "从：柳林校区（示例）\n"
        "到：青石中心小学（示例）\n"
        "编号：000042\n"
        "学期：2026-2027-1 第07周\n"
        "内容：12 次操作，9 条记录，31 张照片，还有 3 个文件这次放不下，留到下次\n"
        "格式：1\n"
        "识别码：00000000000000000000000000000000\n"
        "请用联体桌面的“收包”打开，不要改动本文件。\n"
    )
    assert format_of(COVER.text()) == 1
    assert lines_of(COVER.text())["从"] == "柳林校区（示例）"


def test_a_file_is_named_by_way_term_week_and_number() -> None:
    start = "联体_柳林校区（示例）→青石中心小学（示例）_2026-2027-1_第07周_000042"
    assert COVER.file_name() == f"{start}.ltp"
    assert replace(COVER, part=2, parts=3).file_name() == f"{start}_2卷.ltp"
    assert replace(COVER, is_receipt=True).file_name() == f"{start}_回执.ltp"
    assert replace(COVER, term="", week=None).file_name().count("_") == 2


@pytest.mark.parametrize(
    "name",
    [
        "..\\..\\x",
        "../../x",
        "CON",
        "a\nb\r\n---\r\n",
        "\u202egpj.exe",
        "a\0b",
        'a:b*c?"<>|',
        "长" * 300,
    ],
)
def test_a_school_cannot_write_outside_the_folder_by_its_name(name: str, tmp_path: Path) -> None:
    cover = Cover(name, name, 1, 1, term="2026-2027-1", week=1)
    file = free_path(tmp_path, cover)
    assert file.parent == tmp_path
    assert file.name.startswith("联体_")
    assert len(file.name) <= 100
    assert not set(file.name) & set('\\/:*?"<>|\n\r\0\u202e')
    assert cover.text().count(b"\r\n") == COVER.text().count(b"\r\n")


def test_a_name_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    first = free_path(tmp_path, COVER)
    first.write_bytes(b"")
    assert free_path(tmp_path, COVER).name == f"{first.stem}-2.ltp"


def test_what_cannot_be_seen_is_left_out() -> None:
    assert visible("\u202e倒\u2066过\u200b来\ufeff\n") == "倒过来"


def test_the_week_follows_the_calendar_of_the_school(village: Village) -> None:
    day = date(2030, 3, 20)
    values = {"name": "2029—2030学年第二学期", "begin": date(2030, 2, 25), "end": date(2030, 7, 5)}
    with village.core.store.change(Deed("学期")) as session:
        records.save(session, Term, None, values)
    with village.core.store.read() as session:
        assert term_and_week(session, day) == ("2029-2030-2", 4)
        assert term_and_week(session, date(2031, 10, 8)) == ("2031-2032-1", None)


def test_names_on_a_stick_harm_nobody_and_hidden_files_are_found(village: Village) -> None:
    village.campus.activity("送教下乡")
    file = village.campus.pack_for(village.core.school, village.stick)
    hidden = village.stick / ".隐藏" / "..\\CON\u202egpj.zip"
    hidden.parent.mkdir()
    hidden.write_bytes(file.read_bytes())
    file.rename(file.with_name(f"{file.stem} (1).zip"))
    (village.stick / "autorun.inf").write_text("[autorun]\nopen=x.exe", encoding="utf-8")
    (village.stick / "联体_假的.ltp").write_bytes(b"MZ")
    before = {path: path.read_bytes() for path in village.stick.rglob("*") if path.is_file()}
    found = scan(village.core.store, village.core.ring, village.stick)
    assert [one.state for one in found] == ["new", "new"]
    assert {
        path: path.read_bytes() for path in village.stick.rglob("*") if path.is_file()
    } == before
    assert village.core.take(hidden).state == "applied"
    assert {one.state for one in scan(village.core.store, village.core.ring, village.stick)} == {
        "imported"
    }


def test_a_scan_tells_whose_which_and_what_is_missing_before(village: Village) -> None:
    from lianti_desktop.storage.exchange import Peer
    from lianti_desktop.sync.heads import vector_of
    from lianti_desktop.sync.manifest import packed_vector

    village.campus.activity("第一周")
    with village.campus.store.transaction() as session:
        peer = session.get_one(Peer, village.core.replica)
        peer.vector = packed_vector(vector_of(session))
    village.campus.activity("第二周")
    file = village.campus.pack_for(village.core.school, village.stick)
    (one,) = scan(village.core.store, village.core.ring, village.stick)
    assert [(gap.replica, gap.first, gap.last) for gap in one.gaps] == [
        (village.campus.replica, 1, 1)
    ]
    (theirs,) = scan(village.other.store, village.other.ring, village.stick)
    assert (theirs.state, theirs.manifest) == (Reason.NOT_FOR_US, None)
    assert (theirs.cover["从"], theirs.cover["编号"]) == ("柳林校区（示例）", "000001")
    file.write_bytes(file.read_bytes()[:-1])
    (damaged,) = scan(village.core.store, village.core.ring, village.stick)
    assert damaged.state == Reason.DAMAGED
    file.write_bytes(file.read_bytes().replace("格式：1".encode(), "格式：9".encode(), 1))
    (newer,) = scan(village.core.store, village.core.ring, village.stick)
    assert newer.state == Reason.NEWER_VERSION


def test_a_link_on_a_stick_leads_nowhere(village: Village) -> None:
    village.campus.activity("送教下乡")
    precious = village.stick.parent / "precious"
    precious.write_text("mine", encoding="utf-8")
    first = village.campus.pack_for(village.core.school, village.stick)
    first.unlink()
    name = first.name.replace("000001", "000002")
    (village.stick / f"{name}.tmp").symlink_to(precious)
    (village.stick / name).symlink_to(village.stick / "gone")
    file = village.campus.pack_for(village.core.school, village.stick)
    assert precious.read_text("utf-8") == "mine"
    assert not file.is_symlink()
    assert village.core.take(file).state == "applied"
