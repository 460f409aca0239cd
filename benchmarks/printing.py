"""Albums of many photos, beside other ways to make a PDF of them.

Two hundred photos of twelve megapixels, each its own file, two a page with a caption. We print from
the copies that the import makes; img2pdf puts the cameras' own files through, which is the limit of
what a printer of originals can do. The other peers are given the same copies as we. A peer that is
not installed is named and left out. Each run is a process of its own (printing_child.py).
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PIL import Image

from benchmarks.measure import MEGABYTES, SECONDS, Finding, Goal, say
from lianti_desktop.storage.attachments import digest_of
from lianti_desktop.storage.pictures import read_picture

TITLE = "打印画册：1200 万像素的照片，每页两张（旁边是别的办法）"
SIZES = ((4032, 3024), (3024, 4032))
SCENES = 4
COMPARED = 200
REPETITIONS = 3
"""How often each program prints for the comparison."""
SERIES = (100, 500, 2000)
"""How many photos an album has whose growth is looked at."""
ODD = (100, 500)
"""How many pictures that have to be made over an album has whose memory is looked at."""
CONTENDERS = ("fpdf2", "weasyprint", "typst", "libreoffice")
OURS, LIMIT = "ours", "img2pdf"
MOST_OF_LIMIT = 0.6
MOST_SECONDS, MOST_MEGABYTES = 10.0, 600.0
MOST_GROWTH = 1.3
"""How much dearer a photo may be in the longest album, and how much more memory it may take."""
_QUALITY = 94
_GRAIN = 30
_PATCH = (504, 378)
_COMMENT = b"\xff\xfe"
_NOT_THERE = 3
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 6


class OddKind(Enum):
    """Why a picture cannot go into a document as it is."""

    TURNED = auto()
    INKED = auto()
    PNG = auto()


@dataclass(frozen=True)
class Run:
    """What one process took: seconds, the processor's seconds, and megabytes at its peak."""

    seconds: float
    processor: float
    megabytes: float


def measure() -> list[Finding]:
    """Draws the photos, then lets one after the other print them."""
    with TemporaryDirectory(dir=os.environ.get("LIANTI_BENCH_DIR")) as place:
        folder = Path(place)
        originals, copies = draw(folder, max(SERIES))
        odd = draw_odd(folder, max(ODD))
        runs = {count: _run(OURS, copies, count) for count in SERIES}
        few, many = (_run(OURS, odd, count) for count in ODD)
        return [
            *_beside(originals, copies),
            *_large(runs[SERIES[1]]),
            *_growth(runs),
            *_made_over(few, many),
        ]


def _beside(originals: Path, copies: Path) -> list[Finding]:
    """Our two hundred photos beside the limit and beside everybody else."""
    runs = _by_turns(originals, copies)
    ours, limit = runs[OURS], runs[LIMIT]
    if ours is None:
        raise RuntimeError("we did not print")
    what = f"{COMPARED} 张，从印制图"
    findings = []
    if limit is not None:
        goal = Goal(most_times_peer=MOST_OF_LIMIT)
        findings.extend(_both(what, ours, limit, ("img2pdf 原图", goal)))
    for name in CONTENDERS:
        peer = runs[name]
        if peer is not None:
            goal = Goal(most_times_peer=1.0)
            findings.extend(_both(what, ours, peer, (name, goal)))
            memory = (ours.megabytes, peer.megabytes, name, MEGABYTES)
            findings.append(Finding(f"{what}，内存", *memory))
    return findings


def _both(what: str, ours: Run, peer: Run, told: tuple[str, Goal]) -> list[Finding]:
    """Seconds, and the processor's seconds, which a busy machine does not change."""
    name, goal = told
    return [
        Finding(what, ours.seconds, peer.seconds, name, SECONDS, goal),
        Finding(f"{what}，处理器", ours.processor, peer.processor, name, SECONDS),
    ]


def _large(run: Run | None) -> list[Finding]:
    """Five hundred photos within the limits that an old computer sets."""
    if run is None:
        return []
    return [
        Finding("500 张", run.seconds, MOST_SECONDS, "限度", SECONDS, Goal(most=MOST_SECONDS)),
        Finding("500 张，处理器", run.processor, MOST_SECONDS, "限度", SECONDS),
        Finding(
            "500 张，内存最多时",
            run.megabytes,
            MOST_MEGABYTES,
            "限度",
            MEGABYTES,
            Goal(most=MOST_MEGABYTES),
        ),
    ]


def _growth(runs: dict[int, Run | None]) -> list[Finding]:
    """A photo of a long album costs what one of a short album costs, in time and in memory."""
    findings = []
    middle = runs[SERIES[1]]
    for count in (SERIES[0], SERIES[2]):
        run = runs[count]
        if run is None or middle is None:
            continue
        each, usual = 1000 * run.processor / count, 1000 * middle.processor / SERIES[1]
        goal = Goal(most_times_peer=MOST_GROWTH) if count > SERIES[1] else Goal()
        findings.append(Finding(f"{count} 张，每张，处理器", each, usual, "500 张时", "毫秒", goal))
        findings.append(
            Finding(
                f"{count} 张，内存最多时",
                run.megabytes,
                middle.megabytes,
                "500 张时",
                MEGABYTES,
                goal,
            )
        )
    return findings


def _made_over(few: Run | None, many: Run | None) -> list[Finding]:
    """Pictures that no document takes as they are cost time, but memory only one by one."""
    if few is None or many is None:
        return []
    what = f"{ODD[1]} 张要改制的"
    beside = f"{ODD[0]} 张时"
    each = [1000 * run.processor / count for run, count in zip((few, many), ODD, strict=True)]
    goal = Goal(most=MOST_MEGABYTES, most_times_peer=MOST_GROWTH)
    return [
        Finding(f"{what}，每张，处理器", each[1], each[0], beside, "毫秒"),
        Finding(f"{what}，内存最多时", many.megabytes, few.megabytes, beside, MEGABYTES, goal),
    ]


def _by_turns(originals: Path, copies: Path) -> dict[str, Run | None]:
    """The median run of each program, one after the other so that all meet the same machine."""
    names = (OURS, LIMIT, *CONTENDERS)
    rounds = [
        {name: _run(name, originals if name == LIMIT else copies, COMPARED) for name in names}
        for _ in range(REPETITIONS)
    ]
    return {name: _middle([one[name] for one in rounds]) for name in names}


def _middle(runs: list[Run | None]) -> Run | None:
    """The run whose time is in the middle; None when the program is not there."""
    there = sorted((one for one in runs if one is not None), key=lambda run: run.seconds)
    return there[len(there) // 2] if there else None


def _run(name: str, photos: Path, count: int) -> Run | None:
    """One album by one program; None when the program is not there."""
    words = [sys.executable, "-m", "benchmarks.printing_child", name, str(photos), str(count)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    if done.returncode == _NOT_THERE:
        say(f"  没有装 {name}，这次不比")
        return None
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    run = Run(told["seconds"], told["processor"], told["megabytes"])
    worked = f"{run.seconds:.1f} 秒（处理器 {run.processor:.1f} 秒）"
    say(f"  {name}　{count} 张：{worked}，最多 {run.megabytes:.0f} MB")
    return run


def draw(folder: Path, count: int) -> tuple[Path, Path]:
    """Cameras' files for the comparison and print copies for the longest album, each different."""
    originals, copies = folder / "originals", folder / "copies"
    for one in (originals, copies):
        one.mkdir(parents=True)
    random = Random(20260312)
    scenes = [_scene(random, SIZES[number % len(SIZES)]) for number in range(SCENES)]
    prints = [read_picture(scene).print_copy for scene in scenes]
    for number in range(count):
        _keep(copies, _marked(prints[number % SCENES], number))
        if number < COMPARED:
            _keep(originals, _marked(scenes[number % SCENES], number))
    return originals, copies


def _keep(folder: Path, jpeg: bytes) -> None:
    """Named as the store of attachments names it: a printer must not need the ending."""
    (folder / digest_of(jpeg)).write_bytes(jpeg)


def draw_odd(folder: Path, count: int) -> Path:
    """As many pictures that have to be made over: turned by the camera, for the press, a PNG."""
    random = Random(20260313)
    kinds = [_odd(_scene(random, size), kind) for size in SIZES for kind in OddKind]
    place = folder / "odd"
    place.mkdir()
    for number in range(count):
        (place / digest_of(f"{number}".encode())).write_bytes(kinds[number % len(kinds)])
    return place


def _odd(jpeg: bytes, kind: OddKind) -> bytes:
    stream = BytesIO()
    with Image.open(BytesIO(jpeg)) as picture:
        if kind is OddKind.TURNED:
            notes = Image.Exif()
            notes[_ORIENTATION] = _ON_ITS_SIDE
            picture.save(stream, "JPEG", quality=_QUALITY, exif=notes)
        elif kind is OddKind.INKED:
            picture.convert("CMYK").save(stream, "JPEG", quality=_QUALITY)
        else:
            small = picture.resize((picture.width // 2, picture.height // 2))
            small.save(stream, "PNG", compress_level=1)
    return stream.getvalue()


def _scene(random: Random, size: tuple[int, int]) -> bytes:
    """Soft patches with grain on them, as dear to compress as a photo of a classroom."""
    patch = Image.frombytes("RGB", (16, 12), random.randbytes(16 * 12 * 3))
    picture = patch.resize(size, Image.Resampling.BICUBIC)
    for edge, share in ((_PATCH, 0.25), ((size[0] // 2, size[1] // 2), 0.12)):
        noise = Image.effect_noise(edge, _GRAIN * 3).convert("RGB").resize(size)
        picture = Image.blend(picture, noise, share)
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _marked(jpeg: bytes, number: int) -> bytes:
    """The picture with a comment of its own, so that nobody can keep it only once.

    It stands behind the first segment, by which python-docx recognises a JPEG.
    """
    words = f"photo {number}".encode()
    length = (len(words) + 2).to_bytes(2, "big")
    first = 4 + int.from_bytes(jpeg[4:6], "big")
    return jpeg[:first] + _COMMENT + length + words + jpeg[first:]
