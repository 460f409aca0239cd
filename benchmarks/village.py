"""A core school and a campus on real files, and logs with as many commits as a claim needs.

The campus's log is filled through the same intake that a package comes through, since saving a
hundred thousand actions one by one would take an hour and is not what is measured here; the
benchmark of saving is `saving`.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.world import texts
from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.ids import new_id
from lianti_desktop.domain.words import ActivityState, SiteRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.setup import Founding, found_alliance
from lianti_desktop.storage import schema
from lianti_desktop.storage.log.capture import is_guarded
from lianti_desktop.storage.log.commit import (
    Cells,
    Commit,
    Head,
    Op,
    Sealed,
    seal,
)
from lianti_desktop.storage.log.contexts import KeptLedger
from lianti_desktop.storage.log.tables import Log, LogCommit
from lianti_desktop.storage.site import load_site
from lianti_desktop.storage.store import Store, open_store
from lianti_desktop.sync.enrolment import Decision, admit, ask_to_join, found_exchange
from lianti_desktop.sync.incoming import Outcome, Wish, take_in
from lianti_desktop.sync.intake import Intake
from lianti_desktop.sync.joining import settle_membership
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.outgoing import Address, pack
from lianti_desktop.sync.projector import Projector
from lianti_desktop.sync.reading import read_commit
from lianti_desktop.sync.request import read_request

DAY = date(2026, 3, 12)
CAMPUS = "柳林校区（示例）"
FIELDS = ("title", "kind", "state", "held_on", "place", "theme", "host_id")
"""The seven fields of a row; its owner comes on top of them, as everywhere."""
EDITED = FIELDS[:-1]
"""The fields that two may write at the same time; the school that hosts stays."""
_STEP = 2000


@dataclass(frozen=True)
class Office:
    """One PC: its data folder and its keys."""

    store: Store
    ring: KeyRing

    @property
    def place(self) -> tuple[UUID, UUID]:
        """The copy and the school that it belongs to."""
        with self.store.read() as session:
            site = load_site(session)
        if site.school_id is None:
            raise RuntimeError("this copy has no school yet")
        return site.replica, site.school_id

    def take(self, file: Path, wish: Wish | None = None) -> Outcome:
        """Imports a package, or only tries it."""
        return take_in(self.store, self.ring, file, wish)

    def pack_for(self, other: "Office", stick: Path) -> Path:
        """Writes a package for the other's school."""
        return pack(self.store, self.ring, Address(other.place[1]), stick).files[0]


def village(folder: Path) -> tuple[Office, Office]:
    """The core school and one campus that has joined it."""
    core = an_office(folder / "core")
    founding = Founding("示例联盟", "青石中心小学（示例）", SiteRole.CORE, DAY)
    found_alliance(core.store, founding)
    found_exchange(core.store, core.ring, folder / "words.txt")
    return core, newcomer(folder, core)


def newcomer(folder: Path, core: Office, name: str = "campus") -> Office:
    """One more PC of the campus, with what the core school has."""
    office = an_office(folder / name)
    join(office, invitation(folder, core, office))
    return office


def invitation(folder: Path, core: Office, office: Office) -> Path:
    """The package with which the core school admits a PC to the campus."""
    stick = folder / "invitations" / office.store.data.root.parent.name
    ask_to_join(office.store, office.ring, stick / "join.ltreq")
    request = read_request(stick / "join.ltreq")
    answer = admit(core.store, core.ring, request, (Decision(CAMPUS, request.words), stick))
    return answer.packed.files[0]


def join(office: Office, invited: Path) -> None:
    """Takes the first package in."""
    office.take(invited)
    settle_membership(office.store, office.ring)


def an_office(folder: Path) -> Office:
    """The PC whose files lie in a folder; a new one if there are none."""
    return Office(open_store(DataPaths(folder / "data")), KeyRing(folder / "keys"))


Row = tuple[UUID, Cells]


def new_rows(count: int, owner: UUID) -> Iterator[Row]:
    """Invented activities of one school."""
    dice = random.Random(7)
    kinds, states = list(ActivityKind), list(ActivityState)
    for title, place, course in texts(count):
        yield (
            new_id(),
            {
                "owner_id": owner.bytes,
                "title": title,
                "kind": str(dice.choice(kinds)),
                "state": str(dice.choice(states)),
                "held_on": (DAY - timedelta(days=dice.randrange(2000))).isoformat(),
                "place": place,
                "theme": course[:16],
                "host_id": owner.bytes,
            },
        )


def edits(rows: Iterable[Row], names: Sequence[str], step: int) -> Iterator[Row]:
    """New values for some fields of each row, other ones for each step."""
    for row, cells in rows:
        yield row, {name: _edited(name, str(cells[name]), step) for name in names}


def _edited(name: str, value: str, step: int) -> str:
    words: dict[str, list[str]] = {"kind": list(ActivityKind), "state": list(ActivityState)}
    if name in words:
        return str(words[name][(words[name].index(value) + step) % len(words[name])])
    if name == "held_on":
        return (date.fromisoformat(value) + timedelta(days=step)).isoformat()
    return f"{value}第{step}稿"


def plant(office: Office, rows: Iterable[Row], each: int = 1) -> None:
    """Makes commits of the office's own, each writing so many rows."""
    source = iter(rows)
    while ops := list(islice(source, _STEP * each)):
        _plant(office, [ops[at : at + each] for at in range(0, len(ops), each)])


def _plant(office: Office, groups: Sequence[Sequence[Row]]) -> None:
    replica, _ = office.place
    with office.store.transaction() as session:
        intake, rows = Intake(session), Projector(session, KeptLedger(session))
        chain = list(_chain(session, replica, groups))
        arriving = [read_commit((one.body, one.openings)) for one in chain]
        batch = intake.place(arriving)
        intake.write(batch)
        rows.prepare(placed.arrived.commit for placed in batch)
        for placed in batch:
            rows.write(placed.mark, placed.arrived.commit)
        rows.finish()


def _chain(session: Session, replica: UUID, groups: Iterable[Sequence[Row]]) -> Iterator[Sealed]:
    """Commits that continue the log of a copy, each with the hash of the one before it."""
    log = session.scalars(select(Log).where(Log.replica == replica)).one()
    latest = session.scalar(select(func.max(LogCommit.lamport))) or 0
    seq, prev, deps = log.head_seq, log.head_hash, _others(session, log)
    for rows in groups:
        seq, latest = seq + 1, latest + 1
        ops = tuple(Op("activity", row, cells) for row, cells in rows)
        commit = Commit(replica, seq, prev, deps, latest, *_OCCASION, ops)
        sealed = seal(commit, is_guarded)
        prev, deps = sealed.hash, ()
        yield sealed


def _others(session: Session, own: Log) -> tuple[Head, ...]:
    """What the copy has seen of the other logs, which its next commit names."""
    logs = session.scalars(select(Log).where(Log.id != own.id, Log.head_seq > 0))
    return tuple(Head(log.origin or log.replica, log.head_seq, log.head_hash) for log in logs)


_OCCASION = (
    *("2026-03-12T08:00:00+08:00", 1, "示例录入员", schema.CURRENT),
    *("新增 活动“送教下乡”", "do", None),
)
