"""Plays kept packages, in order, to a fresh copy that bears the name and the keys they are for."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.log.capture import values_of
from lianti_desktop.storage.log.commit import to_wire
from lianti_desktop.storage.record import table_of
from lianti_desktop.storage.site import write_local
from lianti_desktop.sync.conflicts import conflicts
from lianti_desktop.sync.request import read_request
from tests.sync.village import Office, new_office

FOLDER = Path(__file__).resolve().parents[2] / "golden" / "packages"
REQUEST, KEYS, EXPECTED = "joining.ltreq", "keys", "expected.json"

Told = dict[str, Any]


def reader_for(release: Path, folder: Path) -> Office:
    """A fresh copy for which the packages of a release were made."""
    shutil.copytree(release / KEYS, folder / "keys")
    office = new_office(folder)
    with office.store.transaction() as session:
        write_local(session, "replica", read_request(release / REQUEST).replica.hex)
    return office


def played(release: Path, office: Office) -> Iterator[Told]:
    """What each package does, in the order of their names; `rows` are those that have changed."""
    before: dict[str, Told] = {}
    for file in sorted(release.glob("*.ltp")):
        outcome = office.take(file)
        with office.store.read() as session:
            open_ones = len(conflicts(session))
        rows = rows_of(office)
        yield {
            "file": file.name,
            "state": outcome.state,
            "conflicts": open_ones,
            "digests": {name: value for name, value in office.digests().items() if int(value, 16)},
            "rows": {name: cells for name, cells in rows.items() if cells != before.get(name)},
        }
        before = rows


def rows_of(office: Office) -> dict[str, Told]:
    """All rows, called by table and id: what each cell holds, without those that are empty."""
    found: dict[str, Told] = {}
    with office.store.read() as session:
        for kind in KINDS:
            for record in session.query(kind):
                cells = {name: plain(value) for name, value in values_of(record).items()}
                filled = {name: value for name, value in cells.items() if value not in (None, [])}
                found[f"{table_of(kind)} {record.id.hex}"] = filled
    return found


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    wire = to_wire(value)
    return wire.hex() if isinstance(wire, bytes) else wire


def expected_of(release: Path) -> Told:
    """What was kept when the release was made."""
    told: Told = json.loads((release / EXPECTED).read_text(encoding="utf-8"))
    return told
