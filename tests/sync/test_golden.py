"""Packages of earlier releases do today what they did when they were made."""

import json
from pathlib import Path
from typing import Any

import pytest

from lianti_desktop.sync.request import read_request
from tests.sync import plain_reader
from tests.sync.golden.reading import (
    FOLDER,
    KEYS,
    REQUEST,
    expected_of,
    played,
    reader_for,
)

RELEASES = sorted(folder.name for folder in FOLDER.iterdir())
LARGEST_RELEASE = 200_000


def known_cells(told: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """Today's rows in the cells that the release knew: a later version may add columns."""
    return {
        row: {name: value for name, value in cells.items() if name in kept.get(row, cells)}
        for row, cells in told.items()
    }


@pytest.mark.parametrize("release", RELEASES)
def test_each_package_leads_to_the_same_rows_and_digests(release: str, tmp_path: Path) -> None:
    office = reader_for(FOLDER / release, tmp_path)
    packages = expected_of(FOLDER / release)["packages"]
    for told, kept in zip(played(FOLDER / release, office), packages, strict=True):
        told["rows"] = known_cells(told["rows"], kept["rows"])
        assert told == kept
    assert office.problems() == []
    office.close()


@pytest.mark.parametrize("release", RELEASES)
def test_the_request_has_the_same_check_words(release: str) -> None:
    assert read_request(FOLDER / release / REQUEST).words == expected_of(FOLDER / release)["words"]


@pytest.mark.parametrize("release", RELEASES)
def test_they_hold_what_a_package_may_hold(release: str) -> None:
    """What the test above shows is worth something only while all this is in them."""
    packages = {one["file"]: one for one in expected_of(FOLDER / release)["packages"]}
    week, purged = packages["02-week.ltp"], packages["05-purge.ltp"]
    phones = [cells.get("phone") for row, cells in week["rows"].items() if row.startswith("staff ")]
    erased = [
        cells.get("phone") for row, cells in purged["rows"].items() if row.startswith("staff ")
    ]
    assert (phones, erased) == (["13800000000"], [None])
    assert any(row.startswith("facility ") for row in purged["rows"])
    assert any(row.startswith("media ") for row in week["rows"])
    assert [one["conflicts"] for one in packages.values()] == [0, 0, 1, 0, 0, 0]
    assert packages["06-receipt.ltp"]["rows"] == {}


@pytest.mark.parametrize("release", RELEASES)
def test_a_reader_written_from_the_description_opens_them_too(release: str) -> None:
    (keys,) = (FOLDER / release / KEYS).iterdir()
    secret = json.loads(keys.read_text(encoding="utf-8"))["age"]
    for kept in expected_of(FOLDER / release)["packages"]:
        opened = plain_reader.read_package(FOLDER / release / kept["file"], secret)
        rows = {f"{table} {row.hex()}" for table, row in opened.rows()}
        assert {row for row in kept["rows"] if row not in rows} == set()
        assert bool(opened.commits) is bool(rows)


@pytest.mark.parametrize("release", RELEASES)
def test_they_are_small(release: str) -> None:
    files = [path for path in (FOLDER / release).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < LARGEST_RELEASE
