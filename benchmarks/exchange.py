"""The exchange by file: what an import costs, beside writers that prove nothing and merge nothing.

Measured is `take_in` as the window calls it: backup, decryption, signature, certificates, hash
chain, canonical form, bounds and rights of every commit, one transaction with log, rows, stamps,
digests, search words and conflicts, fsync. One commit is one user action on one row with seven
fields (and its owner), unless the line says otherwise. The peers write the very rows that ours
leaves in the table, into the same table with the same indexes on the same disk:

- `executemany` of the bare driver, one transaction: what SQLite itself takes;
- a changeset of SQLite's session extension, applied by apsw: one for all rows, and one for each
  action, as ours are. It neither verifies nor merges; it keeps no log, no index, no digest.

After each claim the doctor examines the copy that took the package in, and the digests of sender
and receiver are compared. `python -m benchmarks.exchange 1000000` measures growth alone, up to that
many commits, which takes its time.
"""

import random
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from sqlalchemy import func, select

from benchmarks import exchange_peers as peers
from benchmarks.measure import ROWS, SECONDS, Finding, Goal, Times, report, timed
from benchmarks.village import (
    EDITED,
    Office,
    an_office,
    edits,
    invitation,
    join,
    new_rows,
    newcomer,
    plant,
    village,
)
from lianti_desktop.services.photos import add_photos, sources_of
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.doctor import digest_lines, examine
from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.storage.store import Deed
from lianti_desktop.sync.incoming import Wish

TITLE = "U盘交换：收包，连同验证和合并（旁边是不验证、不合并的写法）"
USUAL, MANY, WEEK, PHOTOS = 20_000, 100_000, 2_000, 200
GROWTH = (1_000, 10_000, 100_000)
REPETITIONS = 3
BULK = 100
"""Rows in one action, where an action writes many."""
USUAL_GROWTH, _LINEAR = 10_000, 1.25
"""A commit in a large package may cost so many times what it costs in a package of usual size."""
_MOST_ROUNDS = 1.3
_ALBUMS, _PHOTO, _PATCH = 10, (1600, 1200), (160, 120)
_BARE, _CHANGESET = "executemany", "一个 changeset"
_CHANGESETS = "每次操作一个 changeset"
_MICROSECONDS, _BYTES = "微秒", "字节"


def measure() -> list[Finding]:
    """Each claim in a folder of its own, one after the other."""
    findings: list[Finding] = []
    for claim in (_imports, _conflicts, growth, _snapshot, _week):
        with TemporaryDirectory() as place:
            findings += claim(Path(place))
    return findings


def by_rounds(*measured: Callable[[], float]) -> list[Times]:
    """Seconds of each by turns, so that a machine that is busy for a while slows all."""
    rounds = [[one() for one in measured] for _ in range(REPETITIONS)]
    return [Times(each) for each in zip(*rounds, strict=True)]


@dataclass(frozen=True)
class Scene:
    """A package on a stick and the folder of the copy that it is for, to be used many times.

    `sender` holds the same afterwards, unless both have written.
    """

    folder: Path
    file: Path
    wish: Wish
    sender: Office

    def taken(self, *, is_trial: bool = False) -> float:
        """The seconds that one import into a fresh copy takes."""
        with TemporaryDirectory(dir=self.folder.parent) as place:
            core = an_office(shutil.copytree(self.folder, Path(place) / "core"))
            wish = Wish(is_trial=is_trial, confirmed=self.wish.confirmed)
            seconds = timed(lambda: core.take(self.file, wish))
            core.store.close()
        return seconds

    def rows(self) -> peers.Rows:
        """What one import leaves in the table."""
        with TemporaryDirectory(dir=self.folder.parent) as place:
            core = an_office(shutil.copytree(self.folder, Path(place) / "core"))
            core.take(self.file, self.wish)
            core.store.close()
            return peers.rows_of(Path(place) / "core" / "data" / "lianti.db")

    def prove(self, *, is_disputed: bool = False) -> None:
        """Imports for good, and looks at what has come of it."""
        core = an_office(self.folder)
        core.take(self.file, self.wish)
        _require_equal(core, core if is_disputed else self.sender)
        core.store.close()


def _scene(folder: Path, core: Office, sender: Office, wish: Wish | None = None) -> Scene:
    """What the sender has for the core school, on a stick; the core school's files are closed."""
    file = sender.pack_for(core, folder / "stick")
    core.store.close()
    return Scene(core.store.data.root.parent, file, wish or Wish(), sender)


def _new_scene(folder: Path, each: int = 1) -> Scene:
    """Rows that are new, so many in an action."""
    core, campus = village(folder)
    plant(campus, new_rows(USUAL, campus.place[1]), each)
    return _scene(folder, core, campus)


def _imports(folder: Path) -> list[Finding]:
    """Rows that are new: the rate, and beside what."""
    scene, bulk = _new_scene(folder / "one"), _new_scene(folder / "bulk", BULK)
    times = by_rounds(
        scene.taken, partial(scene.taken, is_trial=True), bulk.taken, *_peers(folder, scene)
    )
    ours, trial, hundred, by_many, by_single, by_whole = times
    scene.prove()
    what, usual = "收新记录，每次操作一条", _rate(ours)
    goal, single = Goal(least=15_000, least_times_peer=0.15), Goal(least_times_peer=0.4)
    size, raw = scene.file.stat().st_size / USUAL, _raw_size(scene.sender) / USUAL
    most = Goal(most_times_peer=_MOST_ROUNDS)
    return [
        Finding(what, usual, _rate(by_many), _BARE, ROWS, goal),
        Finding(what, usual, _rate(by_single), _CHANGESETS, ROWS, single),
        Finding(what, usual, _rate(by_whole), _CHANGESET, ROWS),
        Finding("收新记录，每次操作一百条", _rate(hundred), usual, "每次一条", ROWS),
        Finding("预览", trial.median, ours.median, "收包", SECONDS, most),
        Finding("U盘上每次操作", size, raw, "日志里", _BYTES),
    ]


def _peers(folder: Path, scene: Scene) -> list[Callable[[], float]]:
    """How long each peer takes for the rows that ours leaves: bare, action by action, in one."""
    file, rows = folder / "bare.db", scene.rows()
    single, whole = peers.changesets_of(rows, 1), peers.changesets_of(rows, len(rows.rows))

    def fresh(writing: Callable[[], None]) -> float:
        peers.empty_file(file)
        return timed(writing)

    return [
        partial(fresh, partial(peers.by_executemany, file, rows)),
        partial(fresh, partial(peers.by_changesets, file, single)),
        partial(fresh, partial(peers.by_changesets, file, whole)),
    ]


def _rate(times: Times) -> float:
    return USUAL / times.median


def _raw_size(office: Office) -> int:
    """The bytes of all commits as they lie in the log."""
    with office.store.read() as session:
        return session.scalar(select(func.sum(func.length(LogCommit.body)))) or 0


def _conflicts(folder: Path) -> list[Finding]:
    """Every row was changed on two PCs at the same time, in all its fields or in one."""
    calm = [_new_scene(folder / "new"), _edited_scene(folder / "plain", EDITED)]
    disputed = [
        _edited_scene(folder / name, names, is_disputed=True)
        for name, names in (("one", EDITED[:1]), ("whole", EDITED))
    ]
    scenes = (*calm, *disputed)
    usual, plain, one, whole = map(_rate, by_rounds(*(scene.taken for scene in scenes)))
    for scene in scenes:
        scene.prove(is_disputed=scene in disputed)
    least, beside = Goal(least_times_peer=0.6), "收新记录"
    return [
        Finding("收改动，没有冲突", plain, usual, beside, ROWS),
        Finding("收改动，每行一项有冲突", one, usual, beside, ROWS, least),
        Finding("收改动，每行六项都有冲突", whole, usual, beside, ROWS),
    ]


def _edited_scene(folder: Path, names: Sequence[str], *, is_disputed: bool = False) -> Scene:
    """The edits by one PC of the campus, after those of the other if they dispute."""
    core, campus = village(folder)
    rows = list(new_rows(USUAL, campus.place[1]))
    plant(campus, rows)
    core.take(campus.pack_for(core, folder / "stick"))
    laptop = newcomer(folder, core, "laptop")
    if is_disputed:
        plant(campus, edits(rows, names, 1))
        core.take(campus.pack_for(core, folder / "stick"), Wish(confirmed=USUAL))
    plant(laptop, edits(rows, names, 2))
    return _scene(folder, core, laptop, Wish(confirmed=USUAL))


def growth(folder: Path, counts: Sequence[int] = GROWTH) -> list[Finding]:
    """What one commit costs in small and in large packages."""
    each = {count: _import_seconds(folder / str(count), count) / count for count in counts}
    usual = each[USUAL_GROWTH] if USUAL_GROWTH in each else min(each.values())
    most = Goal(most_times_peer=_LINEAR)
    return [
        Finding(
            f"一包 {count} 次操作，每次",
            seconds * 1e6,
            usual * 1e6,
            f"{USUAL_GROWTH} 次的包里",
            _MICROSECONDS,
            most if count > USUAL_GROWTH else Goal(),
        )
        for count, seconds in each.items()
    ]


def _import_seconds(folder: Path, count: int) -> float:
    core, campus = village(folder)
    plant(campus, new_rows(count, campus.place[1]))
    return _scene(folder, core, campus).taken()


def _snapshot(folder: Path) -> list[Finding]:
    """A new PC gets a hundred thousand rows: packed at the core school, taken in there."""
    core, campus = village(folder)
    plant(campus, new_rows(MANY, campus.place[1]))
    core.take(campus.pack_for(core, folder / "stick"))
    laptop = an_office(folder / "laptop")
    invited: list[Path] = []
    packing = timed(lambda: invited.append(invitation(folder, core, laptop)))
    taking = timed(lambda: join(laptop, invited[0]))
    _require_equal(laptop, core)
    whole = Goal(most=10.0)
    return [
        Finding(
            "第一次全部内容 10 万条，做包和收包", packing + taking, packing, "做包", SECONDS, whole
        ),
        Finding("第一次全部内容 10 万条，收包", taking, packing, "做包", SECONDS),
    ]


def _week(folder: Path) -> list[Finding]:
    """What a busy campus brings on Friday."""
    core, campus = village(folder)
    owner = campus.place[1]
    plant(campus, new_rows(WEEK - _ALBUMS, owner))
    photos = _take_photos(folder / "camera")
    for number in range(_ALBUMS):
        with campus.store.change(Deed("新增 活动")) as session:
            row = records.save(session, Activity, None, {"title": f"送教下乡{number}"}).id
        add_photos(campus.store, row, sources_of(photos[number::_ALBUMS]))
    scene = _scene(folder, core, campus)
    taking = Times(tuple(scene.taken() for _ in range(REPETITIONS))).median
    scene.prove()
    copying = timed(lambda: shutil.copyfile(scene.file, folder / "copy.ltp"))
    what = f"一周：{WEEK} 次操作、{PHOTOS} 张照片"
    return [Finding(what, taking, copying, "只复制这个包", SECONDS, Goal(most=5.0))]


def _take_photos(folder: Path) -> list[Path]:
    """Pictures that are all different, as telephones send them by message."""
    folder.mkdir()
    dice = random.Random(12)
    paths = [folder / f"IMG_{number:06}.jpg" for number in range(PHOTOS)]
    for path in paths:
        patch = Image.frombytes("RGB", _PATCH, dice.randbytes(_PATCH[0] * _PATCH[1] * 3))
        patch.resize(_PHOTO, Image.Resampling.BICUBIC).save(path, "JPEG", quality=85)
    return paths


def _require_equal(one: Office, other: Office) -> None:
    """An import that is quick and leaves something wrong would be no gain."""
    with one.store.read() as session, other.store.read() as beside:
        problems = examine(session)
        if problems or digest_lines(session) != digest_lines(beside):
            raise RuntimeError(f"the copies differ: {problems[:3]}")


if __name__ == "__main__":
    with TemporaryDirectory() as place_:
        counts_ = (USUAL_GROWTH, *map(int, sys.argv[1:]))
        sys.exit(0 if report(TITLE, growth(Path(place_), counts_)) else 1)
