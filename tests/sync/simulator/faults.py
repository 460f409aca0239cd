"""The current goes off, or the disk is full, at every point of an import and of an export.

`python -m tests.sync.simulator.faults WORK STRIDE` tries every STRIDE-th point and prints what it
found as JSON: the points by kind and, in words, whatever was not as it must be. It is a process of
its own because it forks.
"""

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.backup import backup_files, prove
from lianti_desktop.sync.witness import bear_witness
from tests.sync.conftest import reopened
from tests.sync.simulator.history import quick_folder
from tests.sync.simulator.points import OFF, Points, go_off, no_room, watched
from tests.sync.simulator.world import settle_template
from tests.sync.village import Office, picture

WAL_HEADER, FRAME_HEADER = 32, 24


@dataclass
class Findings:
    """What was tried and what was wrong."""

    points: Counter[str] = field(default_factory=Counter)
    tried: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        """As JSON."""
        whole = {**vars(self), "points": dict(self.points), "ended": dict(self.ended)}
        return json.dumps(whole, ensure_ascii=False)


@dataclass(frozen=True)
class Scene:
    """A PC in a folder that is copied for each try, a deed, and how to see what it did."""

    folder: Path
    deed: Callable[[Office], None]
    state: Callable[[Office], str]


def import_scene(folder: Path) -> Scene:
    """The core school is about to take in a package with records and a photo."""
    settle_template(folder / "settled")
    core, campus = reopened(folder / "settled" / "core"), reopened(folder / "settled" / "campus")
    row = campus.activity("送教下乡（示例）")
    campus.photos(row, picture(1))
    file = campus.pack_for(core.school, folder / "stick")
    core.close()
    campus.close()

    def state(office: Office) -> str:
        attached = sorted(path.name for path in office.store.data.attachments.rglob("*.*"))
        return json.dumps([office.digests(), attached])

    def deed(office: Office) -> None:
        office.take(file)

    return Scene(folder / "settled" / "core", deed, state)


def export_scene(folder: Path) -> Scene:
    """The campus is about to write a package onto the stick."""
    settle_template(folder / "settled")
    campus = reopened(folder / "settled" / "campus")
    campus.photos(campus.activity("送教下乡（示例）"), picture(1))
    campus.close()
    core = reopened(folder / "settled" / "core")
    school = core.school
    core.close()

    def stick_of(office: Office) -> Path:
        return office.folder / "stick"

    def state(office: Office) -> str:
        return str(len(list(stick_of(office).glob("*.ltp"))))

    def deed(office: Office) -> None:
        office.pack_for(school, stick_of(office))
        bear_witness(office.store, office.ring)

    return Scene(folder / "settled" / "campus", deed, state)


@contextmanager
def copied(scene: Scene) -> Iterator[Office]:
    """The PC of a scene, in a folder of its own."""
    folder = scene.folder.with_name("try")
    shutil.copytree(scene.folder, folder)
    office = reopened(folder)
    try:
        yield office
    finally:
        office.close()
        shutil.rmtree(folder)


def states(scene: Scene) -> tuple[str, str, list[str]]:
    """The state before and after the deed, and the points that it passes."""
    with copied(scene) as office:
        before, points = scene.state(office), Points()
        with watched(points):
            scene.deed(office)
        return before, scene.state(office), points.passed


def cut_off(scene: Scene, stride: int) -> Findings:
    """The current goes off at the points: afterwards the old state or the new, and it goes on."""
    before, after, passed = states(scene)
    found = Findings(Counter(passed))
    for at in range(0, len(passed), stride):
        found.tried += 1
        with copied(scene) as office:
            office.close()
            if not _went_off(scene, office.folder, at):
                found.wrong.append(f"point {at} ({passed[at]}) was not reached")
            _look(scene, office, (before, after), found)
    return found


def _went_off(scene: Scene, folder: Path, at: int) -> bool:
    child = os.fork()
    if child == 0:
        try:
            office = reopened(folder)
            with watched(Points(at, go_off)):
                scene.deed(office)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == OFF


def _look(scene: Scene, office: Office, known: tuple[str, str], found: Findings) -> None:
    """Whether a copy is as before or as after, whole, and can do its deed again."""
    now = scene.state(office)
    if now not in known:
        found.wrong.append(f"try {found.tried}: a mix")
    found.ended["old" if now == known[0] else "new"] += 1
    found.wrong += [f"try {found.tried}: {problem}" for problem in office.problems()]
    for backup in backup_files(office.store.data.backups):
        prove(backup)
    try:
        scene.deed(office)
    except UserError as error:
        found.wrong.append(f"try {found.tried}: not again: {error}")
    if scene.state(office) < known[1] and scene.state(office) != known[1]:
        found.wrong.append(f"try {found.tried}: not done the second time")


def filled(scene: Scene, stride: int) -> Findings:
    """The disk is full at the points: a plain sentence, the old state or the new, nothing left."""
    before, after, passed = states(scene)
    found = Findings(Counter(passed))
    for at in range(0, len(passed), stride):
        found.tried += 1
        with copied(scene) as office:
            try:
                with watched(Points(at, no_room)):
                    scene.deed(office)
            except UserError as error:
                found.ended[error.sentence[:8]] += 1
            except Exception as error:  # noqa: BLE001 - this is what must not happen
                found.wrong.append(f"point {at} ({passed[at]}): {type(error).__name__}: {error}")
            _look(scene, office, (before, after), found)
    return found


def journal_cut(scene: Scene, stride: int) -> Findings:
    """The current goes off inside of the last commit: its journal ends anywhere."""
    before, after, _ = states(scene)
    found = Findings()
    with copied(scene) as office:
        office.close()
        child = os.fork()
        if child == 0:
            scene.deed(reopened(office.folder))
            os._exit(OFF)
        os.waitpid(child, 0)
        whole = _journal(office.folder).read_bytes()
        kept = office.folder.with_name("kept")
        shutil.copytree(office.folder, kept)
    for size in _cuts(whole, stride):
        found.tried += 1
        shutil.copytree(kept, kept.with_name("try"))
        _journal(kept.with_name("try")).write_bytes(whole[:size])
        office = reopened(kept.with_name("try"))
        found.points["frame"] += 1
        try:
            if scene.state(office) not in (before, after) and not _is_before(office, before):
                found.wrong.append(f"cut at {size}: a mix")
            found.wrong += [f"cut at {size}: {problem}" for problem in office.problems()]
        finally:
            office.close()
            shutil.rmtree(office.folder)
    shutil.rmtree(kept)
    return found


def _is_before(office: Office, before: str) -> bool:
    """Whether the records are as before; files that nothing names yet may lie there."""
    return json.loads(before)[0] == office.digests() if before.startswith("[") else False


def _journal(folder: Path) -> Path:
    return folder / "data" / "lianti.db-wal"


def _cuts(journal: bytes, stride: int) -> Iterator[int]:
    page = int.from_bytes(journal[8:12])
    frame = FRAME_HEADER + page
    ends = range(WAL_HEADER, len(journal) + 1, frame * stride)
    for end in ends:
        yield from (one for one in (end, end + 1, end + frame // 2) if one <= len(journal))


SCENES = {"import": import_scene, "export": export_scene}
WORKS = {"cut_off": cut_off, "filled": filled, "journal_cut": journal_cut}


def main(words: list[str]) -> int:
    """WORK is like import-cut_off; the findings go to the output, 1 when something was wrong."""
    scene, work = words[0].split("-")
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        found = WORKS[work](SCENES[scene](Path(folder)), int(words[1]))
    sys.stdout.write(found.told() + "\n")
    return int(bool(found.wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
