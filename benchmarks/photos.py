"""A hundred photos of twelve megapixels into an activity, beside plain Pillow on the same files.

The import makes a print copy and a thumbnail of each, takes fingerprints and dates, checks for
twins, moves everything into place and enters it in one commit. Its peers make less: a thumbnail
alone, or print copy and thumbnail without any of the rest.
"""

import random
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PIL import Image

from benchmarks.measure import SECONDS, Finding, Goal, timed
from benchmarks.world import open_world
from lianti_desktop.services.photos import add_photos, sources_of
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.store import Deed, Store

TITLE = "导入照片：100 张 1200 万像素（旁边是 Pillow）"
PHOTOS, SIZE = 100, (4000, 3000)
THUMBNAIL, PRINT = 320, 2000
"""Pillow's print copy may be halved by the decoder too, as ours is."""
MOST_SECONDS = 120.0
_PATCH = (250, 188)
_GRAIN = 12
_QUALITY = 88


def measure() -> list[Finding]:
    """Once each: a hundred photos are their own repetition."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        photos = _take_photos(folder / "camera")
        store = open_world(folder / "data")
        ours = timed(lambda: _import(store, folder / "camera"))
        store.close()
        small = timed(lambda: [_thumbnail(path) for path in photos])
        both = timed(lambda: [_print_and_thumbnail(path) for path in photos])
    goal = Goal(most=MOST_SECONDS)
    return [
        Finding("全部导入", ours, small, "只做缩略图", SECONDS, goal),
        Finding("全部导入", ours, both, "印制图和缩略图", SECONDS, goal),
    ]


def _import(store: Store, camera: Path) -> None:
    report = add_photos(store, _activity(store), sources_of([camera]))
    if len(report.added) != PHOTOS:
        raise RuntimeError(f"{len(report.added)} of {PHOTOS} photos came in")


def _activity(store: Store) -> UUID:
    with store.change(Deed("新增 活动")) as session:
        row: UUID = records.save(session, Activity, None, {"title": "送教下乡"}).id
    return row


def _take_photos(folder: Path) -> list[Path]:
    """Pictures as large and as grainy as a telephone's, about four megabytes each."""
    folder.mkdir()
    dice = random.Random(12)
    grain = Image.effect_noise(SIZE, _GRAIN)
    paths = [folder / f"IMG_20260312_{number:06}.jpg" for number in range(PHOTOS)]
    for path in paths:
        patch = Image.frombytes("RGB", _PATCH, dice.randbytes(_PATCH[0] * _PATCH[1] * 3))
        scene = patch.resize(SIZE, Image.Resampling.BICUBIC)
        picture = Image.blend(scene, Image.merge("RGB", (grain, grain, grain)), 0.5)
        picture.save(path, "JPEG", quality=_QUALITY)
    return paths


def _thumbnail(path: Path) -> bytes:
    return _shrunk(path, THUMBNAIL)


def _print_and_thumbnail(path: Path) -> tuple[bytes, bytes]:
    return _shrunk(path, PRINT), _shrunk(path, THUMBNAIL)


def _shrunk(path: Path, edge: int) -> bytes:
    stream = BytesIO()
    with Image.open(path) as picture:
        picture.draft("RGB", (edge, edge * SIZE[1] // SIZE[0]))
        picture.thumbnail((edge, edge))
        picture.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()
