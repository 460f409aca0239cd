"""A parcel for those who look for a mistake: logs and versions, nothing about people.

Folder names can carry a person's name, so the home folder and the data folder are blotted out.
"""

import platform
import sqlite3
import tomllib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths, resources_folder

PARTS = ("PySide6-Essentials", "SQLAlchemy", "reportlab", "Pillow", "pikepdf", "pypdfium2")
PROGRAM = "lianti-desktop"
MOST_LOG_BYTES = 2_000_000


@dataclass(frozen=True)
class Findings:
    """What the parcel tells: where the logs are, how large the data is, what the doctor said."""

    logs: Path
    data: DataPaths
    rows: int
    problems: int


def program_version() -> str:
    """The version of the program; "" when nobody knows."""
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        project = resources_folder().parent / "pyproject.toml"
    try:
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return ""


def write_diagnosis(out: Path, findings: Findings) -> Path:
    """Writes the parcel as a ZIP file."""
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
            parcel.writestr("版本.txt", "\n".join(_facts(findings)))
            for path in sorted(findings.logs.glob("*.log*")):
                parcel.writestr(path.name, _blotted(_tail(path), findings.data))
    except OSError as error:
        out.unlink(missing_ok=True)
        raise UserError(
            "诊断包写不进去，没有导出，资料没有变化。请换一个位置再导出一次。"
        ) from error
    return out


def _facts(findings: Findings) -> Sequence[str]:
    database = findings.data.database
    size = database.stat().st_size if database.exists() else 0
    return (
        f"program {program_version()}",
        f"python {platform.python_version()}",
        f"system {platform.platform()}",
        f"sqlite {sqlite3.sqlite_version}",
        *(f"{name} {_part_version(name)}" for name in PARTS),
        f"database {size} bytes, {findings.rows} rows",
        f"problems {findings.problems}",
    )


def _part_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _tail(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - MOST_LOG_BYTES))
        return file.read().decode("utf-8", errors="replace")


def _blotted(text: str, data: DataPaths) -> str:
    for folder, sign in ((data.root, "<data>"), (Path.home(), "<home>")):
        for written in {str(folder), folder.as_posix()} - {"/"}:
            text = text.replace(written, sign)
    return text
