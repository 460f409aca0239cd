"""How the exchange's results are written for programs and for people."""

from pathlib import Path
from typing import Any

from lianti_desktop.cli.output import Output
from lianti_desktop.storage.watch import Watch
from lianti_desktop.sync.incoming import Outcome
from lianti_desktop.sync.outgoing import Packed
from lianti_desktop.sync.slip import check_code

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
