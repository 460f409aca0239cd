"""A file is held by one at a time, and lets go by itself."""

import subprocess
import sys
from pathlib import Path

from lianti_desktop.storage.held_file import enter, has_company, hold, hold_patiently

HOLD = """
import sys
from pathlib import Path
from lianti_desktop.storage.held_file import hold
held = hold(Path(sys.argv[1]))
print("held" if held else "refused", flush=True)
sys.stdin.readline()
"""


def test_a_file_is_held_once_until_it_is_let_go(tmp_path: Path) -> None:
    held = hold(tmp_path / "x.lock")
    assert held is not None
    assert hold(tmp_path / "x.lock") is None
    assert hold_patiently(tmp_path / "x.lock", 0.1) is None
    held.let_go()
    again = hold_patiently(tmp_path / "x.lock", 0.1)
    assert again is not None
    again.remove()
    again.remove()
    again.let_go()
    assert list(tmp_path.iterdir()) == []


def test_what_another_process_holds_is_free_as_soon_as_it_dies(tmp_path: Path) -> None:
    place = tmp_path / "x.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place)],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        assert hold(place) is None
        other.kill()
    held = hold(place)
    assert held is not None
    held.let_go()


def test_company_is_noticed_and_the_signs_of_the_dead_go(tmp_path: Path) -> None:
    own = enter(tmp_path)
    (tmp_path / "dead.lock").write_bytes(b"")
    assert not has_company(tmp_path, own)
    assert list(tmp_path.iterdir()) == [own.path]
    other = enter(tmp_path)
    assert has_company(tmp_path, own)
    other.remove()
    assert not has_company(tmp_path, own)
    own.remove()


def test_a_sign_that_was_cleared_away_is_no_longer_in_place(tmp_path: Path) -> None:
    own = enter(tmp_path)
    assert own.is_in_place()
    own.path.unlink()
    assert not own.is_in_place()
    own.let_go()
