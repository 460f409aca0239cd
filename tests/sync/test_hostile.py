"""Files made to do harm: refused for a reason, nothing changed, and never much memory for them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lianti_desktop.storage.schools import School
from lianti_desktop.sync.cover import Cover
from lianti_desktop.sync.stick import scan
from tests.sync.conftest import Village
from tests.sync.hostile import HOSTILE, MOST_MB, Smith
from tests.sync.village import Office, enrol, new_office

ROOT = Path(__file__).resolve().parents[2]
UGLY = ("..\\..\\柳林", "CON", "柳\u202e林\u2066", "a/b:c*?\x00\n", "." * 300)


def tried(office: Office, files: list[Path]) -> list[dict[str, Any]]:
    """What a process of its own says of the files."""
    office.close()
    words = [sys.executable, "-m", "tests.sync.hostile", str(office.folder), *map(str, files)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.needs("proc")
@pytest.mark.must_hold(22)
def test_hostile_files_are_refused_with_little_memory_and_change_nothing(village: Village) -> None:
    village.campus.activity("送教下乡")
    good = village.campus.pack_for(village.core.school, village.stick)
    signer, reader = (office.ring.of(office.replica) for office in (village.campus, village.core))
    assert signer
    assert reader
    files = [
        hostile.make(Smith(good, (signer, reader), village.stick / f"{name}.ltp"))
        for name, hostile in HOSTILE.items()
    ]
    answers = tried(village.core, files)
    assert {told["name"]: told["answer"] in HOSTILE[told["name"]].reasons for told in answers} == (
        dict.fromkeys(HOSTILE, True)
    ), answers
    assert all(told["is_same"] for told in answers), answers
    assert max(told["megabytes"] for told in answers) < MOST_MB, answers


@pytest.mark.must_hold(22)
@pytest.mark.parametrize("name", UGLY)
def test_a_name_that_leads_astray_makes_a_file_beside_the_others(name: str) -> None:
    made = Cover(name, name, 1, 1, term=name).file_name()
    assert Path(made).name == made
    assert made.startswith("联体_")
    assert made.endswith(".ltp")
    assert len(made.encode()) <= 255
    assert all(sign.isprintable() for sign in made)
    assert not set(made) & set('<>:"/\\|?*')


@pytest.mark.must_hold(22)
def test_a_school_with_a_name_that_leads_astray_exchanges_like_any_other(village: Village) -> None:
    ugly = "..\\CON\u202e（示例）"
    newcomer = new_office(village.stick / "new")
    enrol(village.core, newcomer, ugly, village.stick)
    newcomer.change(School, newcomer.school, phone="0312-1234567")
    file = newcomer.pack_for(village.core.school, village.stick / "out")
    assert file.parent == village.stick / "out"
    (found,) = scan(village.core.store, village.core.ring, village.stick / "out")
    assert "\u202e" not in "".join(found.cover.values())
    assert village.core.take(file).state == "applied"
    newcomer.close()


NOTES = (
    b"[" * 4096,
    b'{"seq": "9", "hash": [[]], "proof": "zz"}',
    b'{"seq": "' + b"9" * 4000 + b'", "hash": "", "proof": ""}',
    b'{"seq": {}, "hash": null, "proof": 7}',
    b"\xff\xfe\x00",
    b"null",
)


@pytest.mark.must_hold(22)
@pytest.mark.parametrize("note", NOTES)
def test_a_spoilt_or_hostile_note_on_a_stick_says_nothing(village: Village, note: bytes) -> None:
    before = village.campus.replica
    (village.stick / f".lianti-{before.hex}.json").write_bytes(note)
    assert scan(village.campus.store, village.campus.ring, village.stick) == []
    assert village.campus.replica == before
