"""Random histories: whatever is written, lost, doubled, cloned or restored, all copies agree."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.log.commit import unseal
from lianti_desktop.storage.log.tables import LogCommit, LogSibling, LogVoid
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.sync.incoming import Wish
from lianti_desktop.sync.refusal import Reason, RefusedError
from tests.sync.conftest import Village, reopened
from tests.sync.village import Office

STEPS = 40


class History:
    """One random history; the same number makes the same one."""

    def __init__(self, village: Village, seed: int) -> None:
        self.chance = random.Random(seed)
        self.offices = village.offices
        self.stick = village.stick
        self.sent: list[tuple[UUID, Path]] = []
        self.rows = [office.activity(f"共有{n}") for n, office in enumerate(self.offices)]
        self.rows[2] = self.rows[1]
        village.quiet_down()
        self.schools = [office.school for office in self.offices]

    def step(self, number: int) -> None:
        """Something happens somewhere."""
        place = self.chance.randrange(len(self.offices))
        deeds = (self.edit, self.edit, self.edit, self.remove, self.make, self.set_back)
        deeds += (self.send, self.send, self.receive, self.receive)
        self.chance.choice(deeds)(place, number)

    def make(self, place: int, number: int) -> None:
        self.offices[place].activity(f"活动{number}")

    def edit(self, place: int, number: int) -> None:
        name, value = self.chance.choice(["title", "place"]), f"第{number}步"
        self.offices[place].change(Activity, self.rows[place], **{name: value})

    def remove(self, place: int, number: int) -> None:
        if self.chance.random() < 0.5:
            self.offices[place].remove(Activity, self.rows[place])
        else:
            self.offices[place].change(School, self.schools[place], phone=str(number))

    def send(self, place: int, number: int) -> None:
        school = self.chance.choice(sorted(set(self.schools)))
        if self.others(place, school):
            file = self.offices[place].pack_for(school, self.stick / str(number))
            if self.chance.random() < 0.8:
                self.sent.append((school, file))

    def receive(self, place: int, number: int) -> None:
        """A package, perhaps for the second time, at one of the PCs it is for."""
        if not self.sent:
            return
        school, file = self.chance.choice(self.sent)
        for receiver in self.others(place, school):
            if self.chance.random() < 0.8:
                self.take(receiver, file)

    def take(self, receiver: Office, file: Path) -> None:
        """A copy that was renamed since is not among those a package was sealed for."""
        try:
            receiver.take(file, Wish(confirmed=0))
        except RefusedError as refusal:
            if refusal.reason not in (Reason.NOT_FOR_US, Reason.BAD_CERTIFICATE):
                raise

    def others(self, place: int, school: UUID) -> list[Office]:
        return [
            office
            for at, office in enumerate(self.offices)
            if at != place and self.schools[at] == school
        ]

    def set_back(self, place: int, number: int) -> None:
        """Keeps the database aside, or copies an earlier one back, with or without a new name."""
        office = self.offices[place]
        database, saved = office.store.data.database, office.folder / "saved.db"
        office.close()
        with closing(sqlite3.connect(database)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if saved.exists():
            for ending in ("-wal", "-shm"):
                database.with_name(database.name + ending).unlink(missing_ok=True)
            saved.replace(database)
        else:
            shutil.copyfile(database, saved)
            self.offices[place] = reopened(office.folder)
            return
        self.offices[place] = restored = reopened(office.folder)
        if self.chance.random() < 0.5:
            with restored.store.transaction() as session:
                renew_replica(session)

    def quiet_down(self) -> None:
        """Packages go round until everybody holds everything, renamed copies too."""
        for turn in range(5):
            for place, office in enumerate(self.offices):
                for school in dict.fromkeys(self.schools):
                    receivers = self.others(place, school)
                    if receivers:
                        file = office.pack_for(school, self.stick / f"round{turn}-{place}")
                        for receiver in receivers:
                            self.take(receiver, file)


def held(office: Office) -> set[tuple[UUID, str]]:
    """All values of the shared records that the log of a copy knows."""
    found = set()
    with office.store.read() as session:
        for row in session.execute(select(LogCommit.body, LogCommit.openings)):
            for op in unseal(row.body, row.openings).ops:
                found |= {(op.row, value) for value in op.cells.values() if isinstance(value, str)}
    return found


def siblings(office: Office) -> list[tuple[str, int]]:
    """What is kept beside the values that are shown."""
    with office.store.read() as session:
        return sorted((row.column_name, row.lamport) for row in session.scalars(select(LogSibling)))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.must_hold(3)
def test_after_any_history_all_copies_hold_the_same(village: Village, seed: int) -> None:
    history = History(village, seed)
    for number in range(STEPS):
        history.step(number)
    history.quiet_down()
    first = history.offices[0]
    for office in history.offices:
        assert office.problems() == []
        assert office.digests() == first.digests()
        assert siblings(office) == siblings(first)
        assert held(office) == held(first)
        with office.store.read() as session:
            assert session.scalars(select(LogVoid.reason)).all() == []
        office.close()
