"""First inputs for the parsers, taken from real packages of an invented alliance."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.sync import package
from lianti_desktop.sync.package import DIVIDER, opened_package
from tests.sync.fuzz.targets import TARGETS
from tests.sync.simulator.clocks import seeded
from tests.sync.village import enrol, found_core, new_office

_PLACES = {name: bytes([place]) for place, name in enumerate(TARGETS)}


def first_inputs(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Named inputs, each beginning with the byte of its parser."""
    with seeded(1):
        core, campus = found_core(folder / "core"), new_office(folder / "campus")
        enrol(core, campus, "柳林校区（示例）", folder)
        campus.activity("送教下乡（示例）", place="礼堂")
        file = campus.pack_for(core.school, folder / "stick")
        yield from _parts(file, core)
        yield "request", _PLACES["request"] + (folder / "join.ltreq").read_bytes()
    core.close()
    campus.close()
    shutil.rmtree(folder)


def _parts(file: Path, core: object) -> Iterator[tuple[str, bytes]]:
    whole = file.read_bytes()
    yield "header", _PLACES["header"] + whole[: whole.index(DIVIDER) + len(DIVIDER) + 4]
    keys = core.ring.of(core.replica)
    with opened_package(file, keys, core.store.data.staging) as opened:
        manifest = opened.manifest
        body = manifest.body()
        yield "manifest", _PLACES["manifest"] + body
        yield "front", _PLACES["front"] + b"LTP1" + len(body).to_bytes(4) + body + bytes(64)
        yield "registry", _PLACES["registry"] + manifest.registry.packed()
        for number, (piece, data) in enumerate(opened._pieces()):
            size = min(piece.raw, 0xFFFF).to_bytes(2)
            yield f"segment{number}", _PLACES["segment"] + size + data
        for number, (commit, openings) in enumerate(opened.commits()):
            behind = b"\0\0OPENINGS" + openings if openings else b""
            yield f"commit{number}", _PLACES["commit"] + commit + behind
    parcels = (bytes([one]) * 32 + (3).to_bytes(8) + b"abc" for one in range(3))
    yield "parcels", _PLACES["parcels"] + b"".join(parcels)
    yield "commit-empty", _PLACES["commit"] + canonical({})
    yield "segment-zstd", _PLACES["segment"] + b"\0\5" + package.zstd.compress(b"12345")
