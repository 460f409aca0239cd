"""An invented alliance that has exchanged packages for some weeks, for the picture of U盘交换.

The packages are real: made, carried and taken in by the program itself, with keys in a folder that
passes. Only the days on which they came are set back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.setup import Founding, found_alliance
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.exchange import Import
from lianti_desktop.storage.store import Deed, Store, open_store, system_now
from lianti_desktop.sync.enrolment import Decision, admit, ask_to_join, found_exchange
from lianti_desktop.sync.incoming import take_in
from lianti_desktop.sync.joining import settle_membership
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.outgoing import Address, pack
from lianti_desktop.sync.peers import note_joined

CORE = "青石中心小学（示例）"
CAMPUSES = {
    "柳林校区（示例）": (7, 6, 5, 4, 3, 2, 1),
    "石桥教学点（示例）": (7, 6, 3, 1),
    "水口教学点（示例）": (7, 6, 5, 4, 2, 1),
    "红旗小学（示例）": (7, 5),
}
"""How many weeks ago each school's packages came."""

TITLES = ("送教下乡", "联合教研", "校际听课", "集体备课")


@dataclass
class Office:
    """One PC of the picture."""

    store: Store
    ring: KeyRing

    def school(self) -> UUID:
        """Whose copy this is."""
        with self.store.read() as session:
            found: UUID = session.info["site"].school_id
        return found

    def write(self, number: int) -> None:
        """Something to exchange."""
        title = f"{TITLES[number % len(TITLES)]}（示例）"
        with self.store.change(Deed(f"新增 活动“{title}”")) as session:
            records.save(session, Activity, None, {"title": title})


def village(folder: Path) -> tuple[DataPaths, KeyRing, Path]:
    """Data and keys of the core school, and the stick that has just come in."""
    stick = folder / "U盘"
    stick.mkdir(parents=True)
    core = _office(folder / "core", CORE, SiteRole.CORE)
    found_exchange(core.store, core.ring, folder / "words.txt")
    now = system_now()
    for place, (name, weeks) in enumerate(CAMPUSES.items()):
        campus = _office(folder / f"campus{place}", name, SiteRole.CAMPUS)
        _join(core, campus, (name, now - timedelta(weeks=8)), folder)
        for number, week in enumerate(weeks):
            campus.write(number)
            packed = pack(campus.store, campus.ring, Address(core.school()), folder / "sent")
            take_in(core.store, core.ring, packed.files[0])
            _set_back(core, now - timedelta(weeks=week))
        for number in range(3 - place):
            campus.write(number)
        if place < len(TITLES) // 2:
            pack(campus.store, campus.ring, Address(core.school()), stick)
        campus.store.close()
    core.store.close()
    return core.store.data, core.ring, stick


def _office(folder: Path, name: str, role: SiteRole) -> Office:
    store = open_store(DataPaths(folder / "data"))
    founding = Founding("青石镇教育联盟（示例）", name, role, system_now().date())
    found_alliance(store, founding)
    return Office(store, KeyRing(folder / "keys"))


def _join(core: Office, campus: Office, whom: tuple[str, datetime], folder: Path) -> None:
    name, since = whom
    request = ask_to_join(campus.store, campus.ring, folder / "join.ltreq")
    decision = (Decision(name, request.words), folder / "answers")
    answer = admit(core.store, core.ring, request, decision)
    take_in(campus.store, campus.ring, answer.packed.files[0])
    settle_membership(campus.store, campus.ring)
    with core.store.transaction() as session:
        note_joined(session, answer.school, since.date())


def _set_back(core: Office, moment: datetime) -> None:
    """The package that came last came then."""
    with core.store.transaction() as session:
        row = session.scalars(select(Import).order_by(Import.id.desc()).limit(1)).one()
        row.imported_at = moment.isoformat(timespec="seconds")
