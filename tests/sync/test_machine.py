"""Signs of a computer: two that changed make it another, one does not, none says nothing."""

import json
from pathlib import Path

import pytest

from lianti_desktop.sync import machine
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.machine import board_of, is_another, packed, signs
from lianti_desktop.sync.witness import bear_witness
from tests.sync.conftest import Village

HERE = {"board": ["1"], "cards": ["2", "3"], "system": ["4"]}


@pytest.mark.parametrize(
    ("now", "another"),
    [
        (HERE, False),
        (HERE | {"cards": ["9"]}, False),
        (HERE | {"cards": ["3", "9"], "board": ["9"]}, False),
        (HERE | {"cards": ["9"], "board": ["9"]}, True),
        ({"system": ["9"]}, False),
        ({}, False),
        (HERE | {"disks": ["9"], "board": ["9"]}, False),
    ],
)
def test_two_kinds_of_signs_that_have_nothing_in_common_make_another_computer(
    now: dict[str, list[str]], *, another: bool
) -> None:
    assert is_another(packed(HERE), now) is another


@pytest.mark.parametrize("note", ["", "{}", "no", "[1]", "null", '{"board": 3}'])
def test_a_note_without_signs_or_a_spoilt_one_says_nothing(note: str) -> None:
    assert not is_another(note, HERE)


def test_what_makers_leave_in_a_form_is_no_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    junk = ["00000000-0000", "FF:FF:FF", "To be filled by O.E.M.", "", "None", "0123456789"]
    readers = {"board": lambda: junk, "cards": lambda: ["00:1a:2b", *junk]}
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(machine, "_LINUX", readers)
    assert [len(values) for values in signs().values()] == [1]


def test_the_number_of_the_board_is_read_from_the_tables_of_the_firmware() -> None:
    number = bytes(range(16))
    bios = bytes([0, 6, 0, 0, 1, 2]) + b"Maker\0Version\0\0"
    system = bytes([1, 27, 1, 0, 1, 2, 3, 4]) + number + bytes(3) + b"Maker\0\0"
    assert board_of(bytes(8) + bios + system + bytes([127, 4, 2, 0, 0, 0])) == [number.hex()]
    for broken in (b"", bytes(8), bytes(8) + b"\x00\x00\x01\x02", bytes(8) + bios[:9]):
        assert board_of(broken) == []


def test_the_signs_are_kept_as_hashes_beside_the_keys_and_nowhere_else(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    serial = "SN-4711-SECRET"
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(machine, "_LINUX", {"disks": lambda: [serial]})
    bear_witness(village.campus.store, village.campus.ring)
    note = KeyRing(village.campus.folder / "keys").witness(village.campus.replica)
    assert note is not None
    assert list(json.loads(note["machine"])) == ["disks"]
    everything = [path for path in village.campus.folder.rglob("*") if path.is_file()]
    assert not any(serial.encode() in path.read_bytes() for path in everything)
    package = village.campus.pack_for(village.core.school, village.stick)
    assert json.loads(note["machine"])["disks"][0].encode() not in package.read_bytes()


def test_a_program_that_is_carried_about_keeps_no_signs(
    village: Village, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "portable.txt").touch()
    monkeypatch.setattr("lianti_desktop.sync.witness.resources_folder", lambda: tmp_path / "r")
    bear_witness(village.campus.store, village.campus.ring)
    note = village.campus.ring.witness(village.campus.replica)
    assert note is not None
    assert note["machine"] == "{}"
