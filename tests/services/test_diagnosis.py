"""The parcel for support tells of the program and of nobody."""

import zipfile
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.diagnosis import Findings, program_version, write_diagnosis


@pytest.fixture
def findings(tmp_path: Path) -> Findings:
    logs = tmp_path / "logs"
    logs.mkdir()
    lines = f"ERROR opened {Path.home()}/x and {tmp_path}/王玲的资料/lianti.db"
    (logs / "lianti.log").write_text(lines, encoding="utf-8")
    return Findings(logs, DataPaths(tmp_path / "王玲的资料"), rows=1234, problems=2)


def test_the_parcel_holds_versions_and_logs(findings: Findings, tmp_path: Path) -> None:
    out = write_diagnosis(tmp_path / "out.zip", findings)
    with zipfile.ZipFile(out) as parcel:
        assert sorted(parcel.namelist()) == ["lianti.log", "版本.txt"]
        facts = parcel.read("版本.txt").decode()
    assert "PySide6-Essentials 6" in facts
    assert "1234 rows" in facts


def test_folders_are_blotted_out_of_the_logs(findings: Findings, tmp_path: Path) -> None:
    out = write_diagnosis(tmp_path / "out.zip", findings)
    with zipfile.ZipFile(out) as parcel:
        text = parcel.read("lianti.log").decode()
    assert "王玲" not in text
    assert str(Path.home()) not in text
    assert "<data>/lianti.db" in text


def test_a_place_that_cannot_be_written_gets_a_sentence(findings: Findings, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有导出"):
        write_diagnosis(tmp_path / "nowhere" / "out.zip", findings)


def test_the_program_knows_its_version() -> None:
    assert program_version()[0].isdigit()
