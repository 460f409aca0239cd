"""How the exchange's results are written for programs and for people."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from lianti_desktop.cli.output import Output
from lianti_desktop.storage.store import Store
from lianti_desktop.storage.watch import Watch
from lianti_desktop.sync.incoming import Outcome
from lianti_desktop.sync.manifest import Manifest, Range
from lianti_desktop.sync.members import load_trust
from lianti_desktop.sync.outgoing import Packed
from lianti_desktop.sync.peers import school_names
from lianti_desktop.sync.plan import Gap
from lianti_desktop.sync.slip import check_code
from lianti_desktop.sync.stick import Found

GAP = "gap"
_FOUND_STATES = {"new": "可以收", "imported": "已导入过", "request": "入盟申请"}
_MEGABYTE = 1024 * 1024
_STEP = 10


def watch_on(output: Output) -> Watch:
    """Progress as a line for each tenth."""
    told: list[tuple[str, int]] = []

    def tell(words: str, done: int, total: int) -> None:
        step = (words, _STEP * done // max(total, 1))
        if step not in told:
            told.append(step)
            output.note(f"{words} {done * 100 // max(total, 1)}%")

    return Watch(tell)


def plain_packed(made: list[Packed]) -> dict[str, Any]:
    """What was packed, for one school or for several."""
    slips = [one.slip for one in made]
    return {
        "files": [str(file) for one in made for file in one.files],
        "commits": sum(one.commits for one in made),
        "records": sum(sum(one.records.values()) for one in slips),
        "photos": sum(one.photos for one in slips),
        "thumbnails": sum(one.thumbnails for one in slips),
        "bytes": sum(one.size for one in slips),
        "left_over": sum(one.left for one in slips),
        "left_over_bytes": sum(one.left_size for one in slips),
        "withheld": sum(one.withheld for one in made),
        "packages": [
            {"to": one.recipient, "number": one.number, "check_code": one.check_code}
            for one in slips
        ],
    }


def packed_lines(made: list[Packed]) -> list[str]:
    """The same for people."""
    lines = []
    for one in made:
        slip = one.slip
        lines += [str(file) for file in one.files]
        lines.append(
            f"给{slip.recipient}：第 {slip.number} 号，{sum(slip.records.values())} 条记录，"
            f"{slip.photos} 张照片，{_megabytes(slip.size)}，校验码 {slip.check_code}"
        )
        if slip.left:
            left = f"{slip.left} 个文件（{_megabytes(slip.left_size)}）"
            lines.append(f"这次放不下的有 {left}，下次再带")
        if one.withheld:
            lines.append(f"有 {one.withheld} 张照片注明不可外传，没有带")
    return [*lines, "现在可以拔出U盘"]


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB"


def refused(file: Path, reason: str, sentence: str) -> dict[str, Any]:
    """A package that was not taken in."""
    names = ("new", "changed", "deleted", "conflicts", "parked", "photos", "thumbnails", "files")
    return {
        "file": str(file),
        "state": "refused",
        "reason": reason,
        **dict.fromkeys(names, 0),
        "message": sentence,
    }


def taken(file: Path, outcome: Outcome) -> dict[str, Any]:
    """A package that was taken in, or tried out."""
    counts = {name: sum(kinds.values()) for name, kinds in vars(outcome.counts).items()}
    words = f"新增 {counts['new']}、改动 {counts['changed']}、删除 {counts['deleted']} 条记录"
    files = f"照片和文件 {outcome.arrived.files} 个" if outcome.arrived.files else ""
    return {
        "file": str(file),
        "state": outcome.state,
        "reason": "",
        **counts,
        "parked": outcome.parked,
        **_attached(outcome),
        "kinds": vars(outcome.counts),
        "refused_commits": outcome.void,
        "import": outcome.number,
        "message": "；".join(part for part in (words, files, *outcome.void) if part),
    }


def _attached(outcome: Outcome) -> dict[str, Any]:
    """The attached files: what is new here of them, and what the package speaks of."""
    found: dict[str, Any] = {
        "photos": 0,
        "thumbnails": outcome.arrived.thumbnails,
        "files": outcome.arrived.files,
        "file_bytes": outcome.arrived.size,
    }
    if outcome.manifest is not None:
        manifest = outcome.manifest
        found |= {
            "photos": manifest.contents.photos,
            "from": manifest.sender.name,
            "number": manifest.number,
            "part": manifest.part,
            "parts": manifest.parts,
            "check_code": check_code(manifest.whole),
        }
    return found


def names_here(store: Store) -> dict[UUID, str]:
    """What each copy's school is called; nothing before this copy belongs to an alliance."""
    with store.read() as session:
        return school_names(session) if load_trust(session) else {}


def plain_found(found: Found, names: Mapping[UUID, str]) -> dict[str, Any]:
    """A file on a stick; of one that does not open here only what its first lines claim."""
    number = found.cover.get("编号", "")
    plain: dict[str, Any] = {
        "file": str(found.file),
        "state": GAP if found.gaps else found.state,
        "message": _gap_words(found, names) or found.message,
        "from": found.cover.get("从", ""),
        "to": found.cover.get("到", ""),
        "number": int(number) if number.isdecimal() else None,
    }
    return plain | (_opened(found, found.manifest, names) if found.manifest else {})


def _opened(found: Found, manifest: Manifest, names: Mapping[UUID, str]) -> dict[str, Any]:
    contents = manifest.contents
    return {
        "from": names.get(manifest.sender.replica, manifest.sender.name),
        "replica": str(manifest.sender.replica),
        "number": manifest.number,
        "part": manifest.part,
        "parts": manifest.parts,
        "commits": manifest.commits,
        "records": dict(contents.records),
        "photos": contents.photos,
        "thumbnails": contents.thumbnails,
        "files": contents.files,
        "bytes": contents.bytes,
        "left_over": contents.left,
        "check_code": check_code(manifest.whole),
        "ranges": [_plain_run(run, names) for run in manifest.ranges],
        "missing": [_plain_run(gap, names) for gap in found.gaps],
    }


def _plain_run(run: Range | Gap, names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "site": names.get(run.replica, ""),
        "replica": str(run.replica),
        "first": run.first,
        "last": run.last,
    }


def _gap_words(found: Found, names: Mapping[UUID, str]) -> str:
    gaps = (f"{names.get(gap.replica, '')} 第{gap.first}–{gap.last}条" for gap in found.gaps)
    named = "、".join(gaps)
    return f"可以先收，前面还缺 {named}" if named else ""


def found_line(found: Found, names: Mapping[UUID, str]) -> str:
    """The same for people."""
    words = _gap_words(found, names) or _FOUND_STATES.get(found.state, found.message)
    if found.manifest is None:
        return f"{found.file}  {words}"
    manifest = found.manifest
    part = f"（第{manifest.part}卷，共{manifest.parts}卷）" if manifest.parts > 1 else ""
    about = f"{manifest.sender.name} 第 {manifest.number} 号{part} {manifest.commits} 次操作"
    return f"{found.file}  {about}，{manifest.contents.photos} 张照片  {words}"
